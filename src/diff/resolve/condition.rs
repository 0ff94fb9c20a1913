//! Conditions: true, false, or a symbol where they depend on what cannot be known.

use anyhow::Result;

use super::{Scope, is_known};
use crate::{
    cfn::{Node, call},
    diff::compare::is_same,
};

/// How many conditions may ask for each other in a row.
const DEEPEST: usize = 100;

/// The most values that a symbol shows of the conditions behind it.
const SHOWN: usize = 100;

impl Scope<'_> {
    /// Every condition's name and what it says.
    pub(in crate::diff) fn conditions(&self) -> Result<Vec<(String, Node)>> {
        self.said.keys().map(|name| Ok((name.to_string(), self.condition(name)?))).collect()
    }

    /// What a condition says by its name.
    pub(in crate::diff) fn condition(&self, name: &str) -> Result<Node> {
        if let Some(known) = self.conditions.borrow().get(name) {
            return Ok(known.clone());
        }
        let symbol = Node::single("Condition", name.to_owned());
        let Some(said) = self.said.get(name).filter(|_| self.depth.get() < DEEPEST) else {
            return Ok(symbol);
        };
        self.conditions.borrow_mut().insert(name.to_owned(), symbol.clone());
        self.depth.set(self.depth.get() + 1);
        let found = self.test(said)?;
        self.depth.set(self.depth.get() - 1);
        let found = if count(&found) > SHOWN { symbol } else { found };
        self.conditions.borrow_mut().insert(name.to_owned(), found.clone());
        Ok(found)
    }

    /// What an `Fn::If` yields.
    pub(super) fn choice(&self, argument: &Node) -> Result<Option<Node>> {
        let Node::List(items) = argument else { return Ok(Some(Node::single("Fn::If", argument.clone()))) };
        let [condition, yes, no] = items.as_slice() else {
            return Ok(Some(Node::single("Fn::If", self.all(items)?)));
        };
        let holds = match condition.as_text() {
            Some(name) => self.condition(name)?,
            None => self.test(condition)?,
        };
        match holds {
            Node::Bool(true) => self.value(yes),
            Node::Bool(false) => self.value(no),
            unknown => Ok(either(unknown, self.value(yes)?, self.value(no)?)),
        }
    }

    fn test(&self, said: &Node) -> Result<Node> {
        if let Some(name) = said.get("Condition").and_then(Node::as_text) {
            return self.condition(name);
        }
        let Some(call) = call(said) else { return Ok(said.clone()) };
        let Node::List(items) = call.argument else { return Ok(said.clone()) };
        match (call.name, items.as_slice()) {
            ("Equals", [left, right]) => self.equals(left, right),
            ("Not", [one]) => Ok(match self.test(one)? {
                Node::Bool(holds) => Node::Bool(!holds),
                unknown => Node::single("Fn::Not", vec![unknown]),
            }),
            ("And", items) => self.several("Fn::And", items, false),
            ("Or", items) => self.several("Fn::Or", items, true),
            _ => Ok(said.clone()),
        }
    }

    fn equals(&self, left: &Node, right: &Node) -> Result<Node> {
        let sides = [self.value(left)?, self.value(right)?].map(|side| side.unwrap_or(Node::Null));
        if is_same(&sides[0], &sides[1]) {
            return Ok(Node::Bool(true));
        }
        Ok(if sides.iter().all(is_known) {
            Node::Bool(false)
        } else {
            Node::single("Fn::Equals", sides.to_vec())
        })
    }

    /// `decides` is the answer that one test alone can give.
    fn several(&self, name: &'static str, items: &[Node], decides: bool) -> Result<Node> {
        let mut unknown = Vec::new();
        for item in items {
            match self.test(item)? {
                Node::Bool(holds) if holds == decides => return Ok(Node::Bool(decides)),
                Node::Bool(_) => {}
                symbol => unknown.push(symbol),
            }
        }
        Ok(match unknown.len() {
            0 => Node::Bool(!decides),
            1 => unknown.remove(0),
            _ => Node::single(name, unknown),
        })
    }
}

/// One of two values, nobody knows which; nothing is `AWS::NoValue`.
fn either(condition: Node, yes: Option<Node>, no: Option<Node>) -> Option<Node> {
    if yes == no {
        return yes;
    }
    let or_nothing = |value: Option<Node>| value.unwrap_or_else(|| Node::single("Ref", "AWS::NoValue"));
    Some(Node::single("Fn::If", vec![condition, or_nothing(yes), or_nothing(no)]))
}

fn count(value: &Node) -> usize {
    1 + match value {
        Node::List(items) => items.iter().map(count).sum(),
        Node::Map(map) => map.iter().map(|(_, value)| count(value)).sum(),
        _ => 0,
    }
}
