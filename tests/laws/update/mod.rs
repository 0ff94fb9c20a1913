//! What CloudFormation takes away when one template follows another: an oracle, and deliberately simple.
//!
//! A resource is replaced when a create-only property of it changes. Then everything that refers to it changes too, which
//! may replace others, and so on until nothing moves any more. Parameters are taken to keep their values.

pub mod in_place;
mod judged;
mod paths;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    kind,
    references::{Reference, references},
    registry, stages,
};
use in_place::{Change, YIELDS};

/// What happens to a resource.
#[derive(Clone, Debug, PartialEq)]
pub enum Loss {
    /// The new template has it no more, or only under a condition that the old one does not know.
    Removed,
    /// The change of this property makes a new one.
    Replaced(String),
}

/// What an update loses, by logical ID, if the conditional changes in `in_place` are made in place and no others.
pub fn losses(old: &Value, new: &Value, in_place: &[Change]) -> BTreeMap<String, Loss> {
    let (old, new) = (stages::resources(old), stages::resources(new));
    let mut update = Update { old, new, in_place, replaced: BTreeMap::new() };
    while update.spreads() {}
    let gone = old.iter().filter(|(id, resource)| is_removed(resource, new.get(*id)));
    let replaced = update.replaced.into_iter().map(|(id, by)| (id.to_owned(), Loss::Replaced(by)));
    replaced.chain(gone.map(|(id, _)| (id.clone(), Loss::Removed))).collect()
}

fn is_removed(old: &Value, new: Option<&Value>) -> bool {
    new.is_none_or(|new| new["Condition"].is_string() && new["Condition"] != old["Condition"])
}

type Resources = serde_json::Map<String, Value>;

/// An update of a stack, as far as it is thought through.
struct Update<'a> {
    old: &'a Resources,
    new: &'a Resources,
    in_place: &'a [Change],
    /// By logical ID, the property that replaces the resource.
    replaced: BTreeMap<&'a str, String>,
}

impl Update<'_> {
    /// Finds what is replaced given what is replaced so far; whether there was more.
    fn spreads(&mut self) -> bool {
        let both = self.old.iter().filter_map(|(id, old)| Some((id.as_str(), old, self.new.get(id)?)));
        let rest = both.filter(|(id, ..)| !self.replaced.contains_key(id));
        let more: Vec<_> = rest.filter_map(|(id, old, new)| Some((id, self.replacing(old, new)?))).collect();
        self.replaced.extend(more.iter().cloned());
        !more.is_empty()
    }

    /// The property whose change replaces the resource.
    fn replacing(&self, old: &Value, new: &Value) -> Option<String> {
        let kind = kind(new);
        if self::kind(old) != kind {
            return Some("Type".into());
        }
        let in_place =
            |path: &String| self.in_place.iter().any(|change| (change.0, change.1) == (kind, path));
        let conditional = registry::conditional(kind).into_iter().filter(|path| !in_place(path));
        registry::create_only(kind).into_iter().chain(conditional).find(|path| self.changes(old, new, path))
    }

    /// Whether what stands at a registry path, or what it refers to, is another than before.
    fn changes(&self, old: &Value, new: &Value, path: &str) -> bool {
        let (before, after) = (paths::values(old, path), paths::values(new, path));
        before != after || after.values().flat_map(|value| references(value)).any(|it| self.moves(&it))
    }

    /// Whether a reference yields something else than before: its resource is replaced, or the property behind the attribute
    /// has changed.
    fn moves(&self, it: &Reference) -> bool {
        let both = self.old.get(&it.to).zip(self.new.get(&it.to));
        self.replaced.contains_key(it.to.as_str())
            || both
                .zip(it.attribute.as_deref())
                .is_some_and(|((old, new), attribute)| self.changes(old, new, behind(kind(new), attribute)))
    }
}

/// The property that an attribute shows: the one of that name, or as the table says.
fn behind<'a>(kind: &str, attribute: &'a str) -> &'a str {
    let row = YIELDS.iter().find(|row| (row.0, row.1) == (kind, attribute));
    row.map_or(attribute, |(_, _, property)| property)
}
