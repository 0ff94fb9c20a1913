//! What a property may be.

use super::Kind;

/// An object: its properties, and whether it takes others as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Object {
    pub(super) kind: Kind,
    pub(super) words: &'static str,
}

/// A property of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// Whether every such object has it.
    pub required: bool,
    /// What it may be.
    pub form: Form,
}

/// What a value may be: one of several alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    kind: Kind,
    text: &'static str,
}

/// One of the forms that a value may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// Anything.
    Any,
    /// A text, perhaps one of few.
    Text(Values),
    /// A whole number, perhaps one of few.
    Whole(Values),
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A list of such items.
    List(Form),
    /// A list of such items whose order means nothing; an item may be there twice.
    Set(Form),
    /// Such values under any names.
    Map(Form),
    /// Values under known names.
    Object(Object),
}

/// The values that are allowed; all where there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Values(&'static str);

impl Object {
    /// Whether it takes properties that nobody listed.
    pub fn is_open(self) -> bool {
        self.words.starts_with("*:")
    }

    /// Its properties, by name.
    pub fn properties(self) -> impl Iterator<Item = Property> {
        self.words.split(' ').filter_map(move |word| {
            let (name, text) = word.split_once(':').filter(|(name, _)| *name != "*")?;
            let (name, required) = name.strip_suffix('!').map_or((name, false), |name| (name, true));
            Some(Property { name, required, form: Form { kind: self.kind, text } })
        })
    }

    /// The property of this name.
    pub fn property(self, name: &str) -> Option<Property> {
        self.properties().find(|property| property.name == name)
    }
}

impl Form {
    /// What it may be.
    pub fn alternatives(self) -> impl Iterator<Item = Alternative> {
        let mut rest = Some(self.text);
        std::iter::from_fn(move || {
            let text = rest?;
            let end = end_of_first(text);
            rest = text[end..].strip_prefix('/');
            Some(self.alternative(&text[..end]))
        })
    }

    fn alternative(self, text: &'static str) -> Alternative {
        let inner = || Self { kind: self.kind, text: &text[1..text.len() - 1] };
        let values = || Values(text[1..].trim_start_matches('(').trim_end_matches(')'));
        match text.as_bytes().first() {
            Some(b's') => Alternative::Text(values()),
            Some(b'i') => Alternative::Whole(values()),
            Some(b'n') => Alternative::Number,
            Some(b'b') => Alternative::Bool,
            Some(b'[') => Alternative::List(inner()),
            Some(b'<') => Alternative::Set(inner()),
            Some(b'{') => Alternative::Map(inner()),
            Some(b'@') => self.kind.object(&text[1..]).map_or(Alternative::Any, Alternative::Object),
            _ => Alternative::Any,
        }
    }
}

/// Where the first alternative ends: at a `/` outside all brackets. A listed value holds no bracket but may hold a `/`.
fn end_of_first(text: &str) -> usize {
    let (mut depth, mut in_values) = (0_usize, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => in_values = true,
            b')' => in_values = false,
            _ if in_values => {}
            b'[' | b'<' | b'{' => depth += 1,
            b']' | b'>' | b'}' => depth = depth.saturating_sub(1),
            b'/' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

impl Values {
    /// The allowed values; none where all are.
    pub fn all(self) -> impl Iterator<Item = String> {
        let text = self.0.trim_start_matches('~');
        text.split('|').filter(|value| !value.is_empty()).map(|value| value.replace('+', " "))
    }

    /// Whether the value is allowed.
    pub fn allow(self, value: &str) -> bool {
        let any_case = self.0.starts_with('~');
        let same = |known: &str| if any_case { known.eq_ignore_ascii_case(value) } else { known == value };
        self.0.is_empty() || self.all().any(|known| same(&known))
    }
}
