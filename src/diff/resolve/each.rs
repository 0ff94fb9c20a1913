//! `Fn::ForEach`: entries that are written once and meant for several names.

use std::borrow::Cow;

use anyhow::Result;

use super::{Entry, Scope};
use crate::{
    cfn::{Call, Node, node::Map},
    diff::scalar::scalar,
};

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
            value.as_list().filter(|_| name.starts_with("Fn::ForEach::"))
        else {
            return Ok(None);
        };
        let Some(Node::List(items)) = self.value(items)? else { return Ok(None) };
        let mut found = Vec::new();
        for item in items.iter().filter_map(scalar) {
            let round = Round { variable, item: &item };
            let Node::Map(body) = self.put(&round, &Node::Map(body.clone()))? else { continue };
            let entries = self.entries(&body)?.into_iter();
            found.extend(
                entries.map(|(name, value)| (name.into_owned().into(), Cow::Owned(value.into_owned()))),
            );
        }
        Ok(Some(found))
    }

    /// The value in this round of a loop.
    fn put(&self, round: &Round, value: &Node) -> Result<Node> {
        if value.get("Ref").and_then(Node::as_text) == Some(round.variable) {
            return Ok(round.item.to_owned().into());
        }
        Ok(match value {
            Node::Text(text) => {
                let text = round.fill(text);
                self.spend(text.len())?;
                text.into()
            }
            Node::List(items) => {
                Node::List(items.iter().map(|item| self.put(round, item)).collect::<Result<_>>()?)
            }
            Node::Map(map) => {
                let entries =
                    map.iter().map(|(name, value)| Ok((round.fill(name).into(), self.put(round, value)?)));
                Node::Map(entries.collect::<Result<_>>()?)
            }
            value => value.clone(),
        })
    }
}

/// One round of a loop.
struct Round<'a> {
    variable: &'a str,
    item: &'a str,
}

impl Round<'_> {
    /// The text with the item for the variable; `&{Variable}` leaves out what a logical ID may not have.
    fn fill(&self, text: &str) -> String {
        let plain = || self.item.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let text = text.replace(&format!("${{{}}}", self.variable), self.item);
        if text.contains("&{") { text.replace(&format!("&{{{}}}", self.variable), &plain()) } else { text }
    }
}
