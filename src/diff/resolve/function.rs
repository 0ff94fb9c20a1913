//! Functions over lists and texts.

use anyhow::Result;

use super::{Scope, cidr, is_known, room::weight};
use crate::{
    cfn::{Call, Node, node::Map},
    diff::{scalar::scalar, secret},
};

impl Scope<'_> {
    /// What a function yields of its arguments; where that cannot be known, a symbol.
    pub(super) fn function(&self, call: Call) -> Result<Node> {
        let argument = self.value(call.argument)?.unwrap_or(Node::Null);
        let answer = |argument: &Node| self.answer(call.name, argument);
        let found = match call.name {
            "Join" | "Select" => answer(&argument),
            _ => secret::through(&argument, answer, is_known),
        }?;
        self.room.spend(found.as_ref().map_or(0, weight))?;
        Ok(found.unwrap_or_else(|| Node::single(format!("Fn::{}", call.name), argument)))
    }

    fn answer(&self, name: &str, argument: &Node) -> Result<Option<Node>> {
        let found = match argument.as_list() {
            Some(items) => self.of_several(name, items)?,
            None => None,
        };
        found.map_or_else(|| self.of_one(name, argument), |found| Ok(Some(found)))
    }

    fn of_several(&self, name: &str, items: &[Node]) -> Result<Option<Node>> {
        Ok(match (name, items) {
            ("Join", [between, Node::List(items)]) => Some(self.joined(between, items)?),
            ("FindInMap", [name, row, column, rest @ ..]) => self.found(name, [row, column], rest.first())?,
            ("GetAtt", [id, path @ ..]) => self.attribute(id, path),
            ("Select", [index, Node::List(items)]) => selected(index, items),
            ("Split", [between, text]) => split(between, text),
            ("Cidr", [block, count, rest @ ..]) => cidr::blocks(block, count, rest.first()),
            ("Length", items) => Some(Node::Number(items.len().into())),
            _ => None,
        })
    }

    /// A resource's attribute, whose name may have parts.
    fn attribute(&self, id: &Node, path: &[Node]) -> Option<Node> {
        let parts: Option<Vec<_>> = path.iter().map(Node::as_text).collect();
        Some(self.attribute_of(id.as_text()?, &parts?.join(".")))
    }

    fn of_one(&self, name: &str, argument: &Node) -> Result<Option<Node>> {
        Ok(match name {
            "GetAZs" if argument.as_text() == Some("") => {
                Some(Node::single("Fn::GetAZs", self.named("AWS::Region")?))
            }
            "ToJsonString" if is_known(argument) => {
                serde_json::to_string(&sorted(argument)).ok().map(Node::from)
            }
            _ => None,
        })
    }
}

fn selected(index: &Node, items: &[Node]) -> Option<Node> {
    items.get(scalar(index)?.parse::<usize>().ok()?).cloned()
}

fn split(between: &Node, text: &Node) -> Option<Node> {
    let between = scalar(between).filter(|between| !between.is_empty())?;
    let text = scalar(text).filter(|_| is_known(text))?;
    let items: Vec<_> = text.split(between.as_ref()).map(|item| Node::from(item.to_owned())).collect();
    Some(items.into())
}

/// The value with its names in order: which one comes first means nothing.
fn sorted(value: &Node) -> Node {
    match value {
        Node::List(items) => items.iter().map(sorted).collect::<Vec<_>>().into(),
        Node::Map(map) => {
            let entry = |(name, value): (&str, &Node)| (name.to_owned().into(), sorted(value));
            map.iter().map(entry).collect::<Map>().by_name().into()
        }
        value => value.clone(),
    }
}
