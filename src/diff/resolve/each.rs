//! `Fn::ForEach`: entries that are written once and meant for several names.

use std::borrow::Cow;

use anyhow::Result;

use super::{Entry, Scope, is_known, round::Round};
use crate::{
    cfn::{Call, Node, node::Map},
    diff::scalar::scalar,
};

/// How the name of a loop begins.
pub(super) const LOOP: &str = "Fn::ForEach::";

/// Whether what looks like a function is a loop that stands alone in its map.
pub(super) fn is_loop(call: &Call) -> bool {
    call.name.starts_with("ForEach::")
}

impl Scope<'_> {
    /// The entries of a map, with its loops unrolled; a loop over what is not known stays.
    pub(super) fn entries<'m>(&self, map: &'m Map) -> Result<Vec<Entry<'m>>> {
        let mut found = Vec::with_capacity(map.len());
        for (name, value) in map.iter() {
            match self.unrolled(name, value)? {
                Some(entries) => found.extend(entries),
                None => found.push((Cow::Borrowed(name), Cow::Borrowed(value))),
            }
        }
        Ok(found)
    }

    /// What a loop stands for: `Fn::ForEach::Name: [Variable, Items, { Key${Variable}: … }]`.
    fn unrolled(&self, name: &str, value: &Node) -> Result<Option<Vec<Entry<'static>>>> {
        let Some([Node::Text(variable), items, Node::Map(body)]) =
            value.as_list().filter(|_| name.starts_with(LOOP))
        else {
            return Ok(None);
        };
        let items = self.value(items)?.filter(is_known);
        let Some(items) = items.as_ref().and_then(Node::as_list) else { return Ok(None) };
        let mut found = Vec::new();
        for item in items.iter().filter_map(scalar) {
            found.extend(self.round(&Round::new(variable, &item), body)?);
        }
        Ok(Some(found))
    }

    fn round(&self, round: &Round, body: &Map) -> Result<Vec<Entry<'static>>> {
        let body = self.filled(round, body)?;
        let entries = self.entries(&body)?.into_iter();
        entries.map(|(name, value)| Ok((name.into_owned().into(), Cow::Owned(self.owned(value)?)))).collect()
    }

    fn owned(&self, value: Cow<Node>) -> Result<Node> {
        match value {
            Cow::Borrowed(value) => self.room.copy(value),
            Cow::Owned(value) => Ok(value),
        }
    }

    /// The value in this round of a loop.
    fn put(&self, round: &Round, value: &Node) -> Result<Node> {
        self.room.value(0)?;
        Ok(match value {
            Node::Text(text) => self.fill(round, text)?.into(),
            Node::List(items) => {
                items.iter().map(|item| self.put(round, item)).collect::<Result<Vec<_>>>()?.into()
            }
            Node::Map(_) if round.is_asked(value) => self.fill(round, &round.pattern)?.into(),
            Node::Map(map) => self.filled(round, map)?.into(),
            value => value.clone(),
        })
    }

    fn filled(&self, round: &Round, map: &Map) -> Result<Map> {
        map.iter()
            .map(|(name, value)| Ok((self.fill(round, name)?.into(), self.put(round, value)?)))
            .collect()
    }

    fn fill(&self, round: &Round, text: &str) -> Result<String> {
        self.room.spend(text.len() + round.count(text) * round.item.len())?;
        Ok(round.fill(text))
    }
}
