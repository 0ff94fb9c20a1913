//! What the registry knows of a value on the way to it.

use crate::facts::registry::{Alternative, Form, Kind, Object};

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Nobody knows.
    Any,
    /// The properties of a type, or of a part of it.
    Object(Object),
    /// One of several forms.
    Form(Form),
}

/// The largest number of which no neighbour is taken for it.
const EXACT: f64 = 9e15;

fn one_writing(form: Alternative, text: &str) -> Option<String> {
    match form {
        Alternative::Whole(_) | Alternative::Number => {
            let number = text.parse::<f64>().ok().filter(|number| number.abs() < EXACT);
            number.map(|number| number.to_string())
        }
        Alternative::Bool => Some(text.to_lowercase()).filter(|text| text == "true" || text == "false"),
        _ => None,
    }
}

impl Shape {
    /// A type's properties.
    pub(super) fn of(kind: Option<Kind>) -> Self {
        kind.map_or(Self::Any, |kind| Self::Object(kind.properties()))
    }

    /// The value under a key.
    pub(super) fn key(self, name: &str) -> Self {
        let property = |object: Object| object.property(name).map(|property| Self::Form(property.form));
        let found = match self {
            Self::Any => None,
            Self::Object(object) => property(object),
            Self::Form(form) => form.alternatives().find_map(|one| match one {
                Alternative::Object(object) => property(object),
                Alternative::Map(form) => Some(Self::Form(form)),
                _ => None,
            }),
        };
        found.unwrap_or(Self::Any)
    }

    /// An item of a list.
    pub(super) fn item(self) -> Self {
        self.list().map_or(Self::Any, |(form, _)| Self::Form(form))
    }

    /// Whether it is a list.
    pub(super) fn is_list(self) -> bool {
        self.list().is_some()
    }

    /// Whether it is a list in which order means nothing.
    pub(super) fn is_set(self) -> bool {
        self.list().is_some_and(|(_, is_set)| is_set)
    }

    /// A text in the one writing that it has here: of a number `7` for `7.0`, of a boolean `true` for `True`.
    pub(super) fn written(self, text: &str) -> String {
        let Self::Form(form) = self else { return text.to_owned() };
        let written: Option<Vec<_>> = form.alternatives().map(|one| one_writing(one, text)).collect();
        written.and_then(|all| all.into_iter().next()).unwrap_or_else(|| text.to_owned())
    }

    fn list(self) -> Option<(Form, bool)> {
        let Self::Form(form) = self else { return None };
        form.alternatives().find_map(|one| match one {
            Alternative::List(form) => Some((form, false)),
            Alternative::Set(form) => Some((form, true)),
            _ => None,
        })
    }
}
