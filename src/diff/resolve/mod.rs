//! Parameters, conditions and intrinsic functions, worked out as far as they can be known before a deployment.
//!
//! What cannot be known is a symbol: the function that asks for it, with its arguments worked out. A text with symbols in it
//! is an `Fn::Join` with nothing between, whether an `Fn::Sub` or an `Fn::Join` made it.

mod cidr;
mod condition;
mod each;
mod function;
mod mapping;
mod open;
mod order;
mod parameter;
mod room;
mod round;
mod symbol;
#[cfg(test)]
mod tests;
mod text;

use std::borrow::Cow;

use anyhow::Result;
use indexmap::IndexMap;

use super::{known::Known, secret};
use crate::cfn::{Call, Node, call, node::Map};
use room::Room;
pub(super) use symbol::either;

/// A name and what it stands for, in a section or in a value.
pub(super) type Entry<'a> = (Cow<'a, str>, Cow<'a, Node>);

/// A template and what is known of its names.
pub(super) struct Scope<'a> {
    template: &'a Node,
    known: &'a Known,
    parameters: IndexMap<&'a str, Node>,
    /// What the conditions say.
    conditions: IndexMap<String, Node>,
    room: Room,
}

impl<'a> Scope<'a> {
    /// The names of a template.
    ///
    /// # Errors
    /// When its conditions cannot be worked out, or grow beyond all bounds.
    pub(super) fn new(template: &'a Node, known: &'a Known) -> Result<Self> {
        let mut scope = Self {
            template,
            known,
            parameters: parameter::values(template, known),
            conditions: IndexMap::new(),
            room: Room::default(),
        };
        scope.decide()?;
        Ok(scope)
    }

    /// The entries of a section, with its loops unrolled.
    pub(super) fn section(&self, name: &str) -> Result<Vec<Entry<'a>>> {
        self.template.get(name).and_then(Node::as_map).map_or(Ok(Vec::new()), |map| self.entries(map))
    }

    /// Every parameter's value.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.parameters.iter().map(|(name, value)| (*name, value))
    }

    /// A value, worked out; nothing where it is left out.
    pub(super) fn value(&self, value: &Node) -> Result<Option<Node>> {
        if let Some(call) = call(value).filter(|call| !each::is_loop(call)) {
            return self.called(call);
        }
        self.room.value(value.as_text().map_or(0, str::len))?;
        Ok(match value {
            Node::Null => None,
            Node::List(items) => Some(Node::List(self.all(items)?)),
            Node::Map(map) => Some(Node::Map(self.map(map)?)),
            value => Some(value.clone()),
        })
    }

    fn all(&self, items: &[Node]) -> Result<Vec<Node>> {
        items.iter().filter_map(|item| self.value(item).transpose()).collect()
    }

    fn map(&self, map: &Map) -> Result<Map> {
        let mut out = Map::with_capacity(map.len());
        for (name, value) in self.entries(map)? {
            if let Some(value) = self.value(&value)? {
                self.room.spend(name.len())?;
                out.push(name.into_owned(), value);
            }
        }
        Ok(out)
    }

    fn called(&self, call: Call) -> Result<Option<Node>> {
        self.room.value(call.name.len())?;
        match call.name {
            "Ref" => self.reference(call.argument),
            "If" => self.choice(call.argument),
            "Sub" => self.substituted(call.argument).map(Some),
            _ => self.function(call).map(Some),
        }
    }

    fn reference(&self, argument: &Node) -> Result<Option<Node>> {
        let name = self.value(argument)?.unwrap_or(Node::Null);
        Ok(match name.as_text() {
            Some("AWS::NoValue") => None,
            Some(name) => Some(self.named(name)?),
            None => Some(Node::single("Ref", name)),
        })
    }

    /// What `!Ref` yields: a parameter's value, or a symbol.
    fn named(&self, name: &str) -> Result<Node> {
        if let Some(value) = self.parameters.get(name) {
            return self.room.copy(value);
        }
        let value = self.known.pseudo(name).map(Node::from);
        self.room.copy(&value.unwrap_or_else(|| Node::single("Ref", name.to_owned())))
    }
}

/// Whether nothing in the value is a symbol.
fn is_known(value: &Node) -> bool {
    match value {
        Node::Text(text) => !secret::reveal(text).contains("{{resolve:"),
        Node::List(items) => items.iter().all(is_known),
        Node::Map(map) => call(value).is_none() && map.iter().all(|(_, value)| is_known(value)),
        _ => true,
    }
}
