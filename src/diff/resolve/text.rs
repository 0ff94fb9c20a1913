//! Texts that are put together: `Fn::Sub` and `Fn::Join`.

use std::collections::BTreeMap;

use anyhow::Result;

use super::Scope;
use crate::{
    cfn::{Node, call, node::Map},
    diff::scalar::scalar,
};

impl Scope<'_> {
    /// What `Fn::Sub` yields.
    pub(super) fn substituted(&self, argument: &Node) -> Result<Node> {
        let (pattern, values) = match argument {
            Node::List(items) => (items.first(), items.get(1)),
            pattern => (Some(pattern), None),
        };
        let Some(pattern) = pattern.and_then(Node::as_text) else {
            return Ok(Node::single("Fn::Sub", self.value(argument)?.unwrap_or(Node::Null)));
        };
        let values = values.and_then(Node::as_map).into_iter().flat_map(Map::iter).collect();
        let mut text = Text::default();
        for part in parts(pattern) {
            match part {
                Part::Text(part) => self.write(&mut text, part)?,
                Part::Variable(name) => self.push(&mut text, &self.variable(name, &values)?)?,
            }
        }
        Ok(text.finish())
    }

    fn variable(&self, name: &str, values: &BTreeMap<&str, &Node>) -> Result<Node> {
        if let Some(value) = values.get(name) {
            return Ok(self.value(value)?.unwrap_or(Node::Null));
        }
        match name.split_once('.') {
            Some((id, attribute)) => Ok(self.attribute_of(id, attribute)),
            None => self.named(name),
        }
    }

    /// A resource's attribute: what is known of it, or a symbol.
    pub(super) fn attribute_of(&self, id: &str, attribute: &str) -> Node {
        let symbol =
            || Node::single("Fn::GetAtt", vec![Node::from(id.to_owned()), Node::from(attribute.to_owned())]);
        self.known.attribute(id, attribute).map_or_else(symbol, |known| known.to_owned().into())
    }

    /// What `Fn::Join` yields.
    pub(super) fn joined(&self, between: &Node, items: &[Node]) -> Result<Node> {
        let mut text = Text::default();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.push(&mut text, between)?;
            }
            self.push(&mut text, item)?;
        }
        Ok(text.finish())
    }

    fn push(&self, text: &mut Text, part: &Node) -> Result<()> {
        if let Some(part) = scalar(part) {
            return self.write(text, &part);
        }
        let inner = call(part).filter(|call| call.name == "Join").map(|call| call.argument);
        match inner.and_then(Node::as_list) {
            Some([Node::Text(between), Node::List(items)]) if between.is_empty() => {
                items.iter().try_for_each(|item| self.push(text, item))
            }
            _ => {
                text.symbol(self.room.copy(part)?);
                Ok(())
            }
        }
    }

    fn write(&self, text: &mut Text, part: &str) -> Result<()> {
        self.room.value(part.len())?;
        text.last.push_str(part);
        Ok(())
    }
}

/// Texts and symbols in a row.
#[derive(Default)]
struct Text {
    parts: Vec<Node>,
    /// The text behind the last symbol.
    last: String,
}

impl Text {
    fn symbol(&mut self, part: Node) {
        self.close();
        self.parts.push(part);
    }

    fn close(&mut self) {
        if !self.last.is_empty() {
            self.parts.push(std::mem::take(&mut self.last).into());
        }
    }

    fn finish(mut self) -> Node {
        if self.parts.is_empty() {
            return self.last.into();
        }
        self.close();
        match self.parts.len() {
            1 => self.parts.remove(0),
            _ => Node::single("Fn::Join", vec![Node::from(""), self.parts.into()]),
        }
    }
}

/// A part of a pattern.
enum Part<'a> {
    Text(&'a str),
    Variable(&'a str),
}

/// The parts of a pattern; `${!Name}` is the text `${Name}`.
fn parts(pattern: &str) -> Vec<Part<'_>> {
    let (mut found, mut rest) = (Vec::new(), pattern);
    while let Some((text, behind)) = rest.split_once("${") {
        let Some((name, after)) = behind.split_once('}') else { break };
        found.push(Part::Text(text));
        match name.strip_prefix('!') {
            Some(_) => found.extend(["${", &name[1..], "}"].map(Part::Text)),
            None => found.push(Part::Variable(name.trim())),
        }
        rest = after;
    }
    found.push(Part::Text(rest));
    found
}
