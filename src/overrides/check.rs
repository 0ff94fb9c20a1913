//! What is said of a resource, beside what the registry says of its type: names, forms, values, and what must be there.

use anyhow::Result;

use super::{
    instead, refuse,
    scalar::{Fit, fit, found, wanted},
};
use crate::{
    cfn::{Call, Node, call, node::Map},
    facts::registry::{Alternative, Form, Kind, Object, Values},
};

/// A walk through an override beside the result, for one type.
#[derive(Clone, Copy)]
pub(super) struct Check<'a> {
    /// The type, as people read it.
    pub name: &'a str,
    /// What the registry knows of it.
    pub kind: Kind,
}

/// Where the walk stands.
#[derive(Clone, Default)]
pub(super) struct At {
    /// As people read it: `overrides.Resources.Web.Properties.Tags[0]`.
    pub shown: String,
    /// As the registry writes it: `Tags/*`.
    pub known: String,
    /// Whether it is within a function: the file's reader finds no place in there, since a short tag is no key.
    within: bool,
}

impl At {
    /// At the beginning of a path.
    pub(super) fn new(shown: String) -> Self {
        Self { shown, ..Self::default() }
    }

    pub(super) fn key(&self, name: &str) -> Self {
        if self.within {
            return self.clone();
        }
        let known = if self.known.is_empty() { name.to_owned() } else { format!("{}/{name}", self.known) };
        Self { shown: format!("{}.{name}", self.shown), known, within: false }
    }

    fn item(&self, index: usize) -> Self {
        if self.within {
            return self.clone();
        }
        Self { shown: format!("{}[{index}]", self.shown), known: format!("{}/*", self.known), within: false }
    }

    fn within(&self) -> Self {
        Self { within: true, ..self.clone() }
    }
}

impl Check<'_> {
    /// An object of which `over` is said and `result` came.
    pub(super) fn object(&self, at: &At, object: Object, over: &Map, result: &Map) -> Result<()> {
        for (name, value) in over.iter() {
            self.property(&at.key(name), object, name, value, result.get(name))?;
        }
        let missing = object.properties().find(|one| one.required && result.get(one.name).is_none());
        match missing {
            Some(one) if over.get(one.name).is_some() => {
                let sentence = format!("{} needs it; give another value instead of null", self.name);
                Err(refuse(&at.key(one.name).shown, sentence))
            }
            Some(one) => Err(refuse(&at.shown, format!("key `{}` is missing; add it", one.name))),
            None => Ok(()),
        }
    }

    fn property(
        &self,
        at: &At,
        object: Object,
        name: &str,
        over: &Node,
        result: Option<&Node>,
    ) -> Result<()> {
        let Some(property) = object.property(name) else {
            if object.is_open() {
                return free(at, over);
            }
            let known: Vec<_> = object.properties().map(|one| one.name).collect();
            let instead = instead(name, known);
            return Err(refuse(&at.shown, format!("{} has no `{name}` here; {instead}", self.name)));
        };
        match (over, result) {
            (_, _) if self.kind.is_read_only(&at.known) => {
                Err(refuse(&at.shown, "CloudFormation sets it; read it with !GetAtt, and take it out here"))
            }
            (Node::Null, _) | (_, None) => Ok(()),
            (over, Some(result)) => self.value(at, property.form, over, result),
        }
    }

    fn value(&self, at: &At, form: Form, over: &Node, result: &Node) -> Result<()> {
        if let Some(call) = call(over) {
            function(at, &call)?;
            return call.branches().try_for_each(|branch| self.value(&at.within(), form, branch, branch));
        }
        match (over, result) {
            (Node::Map(over), Node::Map(result)) => self.map(at, form, over, result),
            (Node::List(items), _) => self.list(at, form, items),
            _ => scalar(at, form, over),
        }
    }

    fn map(&self, at: &At, form: Form, over: &Map, result: &Map) -> Result<()> {
        let mut object = None;
        for alternative in form.alternatives() {
            match alternative {
                Alternative::Any => {
                    return over.iter().try_for_each(|(name, value)| free(&at.key(name), value));
                }
                Alternative::Map(values) => return self.values(at, values, over, result),
                Alternative::Object(found) => object = Some(found),
                _ => {}
            }
        }
        object.map_or_else(
            || Err(mismatch(at, form, &over.clone().into())),
            |object| self.object(at, object, over, result),
        )
    }

    fn values(&self, at: &At, form: Form, over: &Map, result: &Map) -> Result<()> {
        for (name, value) in over.iter() {
            if let Some(result) = result.get(name) {
                self.value(&at.key(name), form, value, result)?;
            }
        }
        Ok(())
    }

    fn list(&self, at: &At, form: Form, items: &[Node]) -> Result<()> {
        for alternative in form.alternatives() {
            match alternative {
                Alternative::Any => return free(at, &items.to_vec().into()),
                Alternative::List(form) | Alternative::Set(form) => {
                    return items.iter().enumerate().try_for_each(|(index, item)| {
                        let at = at.item(index);
                        no_null(&at, item)?;
                        self.value(&at, form, item, &super::merge::settled(item))
                    });
                }
                _ => {}
            }
        }
        Err(mismatch(at, form, &items.to_vec().into()))
    }
}

/// What the registry leaves open: functions are looked at all the same.
pub(super) fn free(at: &At, value: &Node) -> Result<()> {
    if let Some(call) = call(value) {
        return function(at, &call);
    }
    match value {
        Node::Map(map) => map.iter().try_for_each(|(name, value)| free(&at.key(name), value)),
        Node::List(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            let at = at.item(index);
            no_null(&at, item)?;
            free(&at, item)
        }),
        _ => Ok(()),
    }
}

/// A function, and those in what it is given.
fn function(at: &At, call: &Call) -> Result<()> {
    call.check(&at.shown)?;
    free(&at.within(), call.argument)
}

fn no_null(at: &At, item: &Node) -> Result<()> {
    if *item == Node::Null {
        return Err(refuse(&at.shown, "null takes a key out; leave the item out of the list"));
    }
    Ok(())
}

fn scalar(at: &At, form: Form, value: &Node) -> Result<()> {
    let mut listed = None;
    for alternative in form.alternatives() {
        match fit(value, alternative) {
            Fit::Yes => return Ok(()),
            Fit::NotListed(values, text) => listed = Some((values, text)),
            Fit::No => {}
        }
    }
    Err(listed.map_or_else(|| mismatch(at, form, value), |(values, text)| not_listed(at, values, &text)))
}

fn not_listed(at: &At, values: Values, text: &str) -> anyhow::Error {
    let known: Vec<_> = values.all().collect();
    refuse(&at.shown, format!("unknown value `{text}`; {}", instead(text, known.iter().map(String::as_str))))
}

fn mismatch(at: &At, form: Form, value: &Node) -> anyhow::Error {
    let mut forms: Vec<_> = form.alternatives().map(wanted).collect();
    forms.dedup();
    refuse(&at.shown, format!("expected {}, found {}", forms.join(" or "), found(value)))
}
