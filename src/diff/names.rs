//! Names that are still taken when a resource is made: CloudFormation makes what is new before it deletes what goes.

use std::collections::BTreeMap;

use super::{
    Action, Change, Reason, fate,
    stack::{Resource, Stack},
    update::{Named, Update},
};

/// The names of what leaves.
pub(super) struct Names<'a> {
    update: &'a Update<'a>,
    /// Logical IDs of what has a name, by its type and the name.
    taken: BTreeMap<(&'a str, String), &'a str>,
}

impl<'a> Names<'a> {
    /// The names of all that leaves: no template has it any more, or another one takes its place.
    pub(super) fn new(from: &'a Stack, to: &Stack, update: &'a Update<'a>) -> Self {
        let goes = |id: &str| update.pairs.get(id).is_none_or(|pair| pair.moved() == Some(true));
        let mut names = Self { update, taken: BTreeMap::new() };
        for (id, resource) in
            from.resources.iter().filter(|(id, _)| !to.resources.contains_key(*id) || goes(id))
        {
            for name in Named::of(resource) {
                names.taken.insert((&resource.kind, name.key()), id);
            }
        }
        names
    }

    /// A change that makes a resource, refused if its name is taken.
    pub(super) fn checked(&self, change: Change, to: &Stack) -> Change {
        let made = matches!(change.action, Action::Create | Action::Replace);
        let resource = to.resources.get(&change.logical_id).filter(|_| made);
        match resource.and_then(|resource| self.taken(&change.logical_id, resource)) {
            Some((name, id)) => refused(change, &name, id, resource),
            None => change,
        }
    }

    /// A name of a resource that another one has that leaves.
    fn taken<'r>(&self, own: &str, resource: &'r Resource) -> Option<(Named<'r>, &'a str)> {
        let moves = |name: &Named| name.parts.iter().any(|(_, value)| self.update.through(value).is_some());
        Named::of(resource).into_iter().filter(|name| !moves(name)).find_map(|name| {
            let id = self.taken.get(&(resource.kind.as_str(), name.key()))?;
            (*id != own).then_some((name, *id))
        })
    }
}

fn refused(change: Change, name: &Named, id: &str, resource: Option<&Resource>) -> Change {
    let why = format!(
        "{id} has this name until the end of the update; move it by a stack refactor, or give it another name"
    );
    let value = resource.and_then(|resource| resource.properties.get(name.property).cloned());
    let reason = Reason::refusal(&format!("Properties.{}", name.property), [None, value], why);
    let reasons = change.reasons.into_iter().chain([reason]).collect();
    let data = resource.map_or(change.data, fate::staying);
    Change { action: Action::Refused, data, reasons, ..change }
}
