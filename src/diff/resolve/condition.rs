//! Conditions: true, false, or a symbol where they depend on what cannot be known.

use anyhow::Result;

use super::{
    Scope, is_known,
    order::{Said, order},
    symbol::{either, in_order, negated, shown},
};
use crate::{
    cfn::{Node, call},
    diff::compare::is_same,
};

impl Scope<'_> {
    /// Every condition's name and what it says.
    pub(in crate::diff) fn conditions(&self) -> Result<Vec<(String, Node)>> {
        self.conditions.iter().map(|(name, said)| Ok((name.clone(), self.room.copy(said)?))).collect()
    }

    /// What a condition says by its name.
    pub(in crate::diff) fn condition(&self, name: &str) -> Result<Node> {
        match self.conditions.get(name) {
            Some(known) => self.room.copy(known),
            None => self.room.copy(&Node::single("Condition", name.to_owned())),
        }
    }

    /// Works out every condition, those first for which others ask. What is left is on a circle or behind one, which
    /// CloudFormation refuses: there they know each other by name alone.
    pub(super) fn decide(&mut self) -> Result<()> {
        let said: Said = self.section("Conditions")?.into_iter().collect();
        for (name, value) in order(&said).into_iter().filter_map(|index| said.get_index(index)) {
            let found = self.decided(name, value)?;
            self.conditions.extend([found]);
        }
        let left = said.iter().filter(|(name, _)| !self.conditions.contains_key(name.as_ref()));
        let left = left.map(|(name, value)| self.decided(name, value)).collect::<Result<Vec<_>>>()?;
        self.conditions.extend(left);
        self.conditions.sort_by_cached_key(|name, _| said.get_index_of(name.as_str()));
        Ok(())
    }

    fn decided(&self, name: &str, said: &Node) -> Result<(String, Node)> {
        Ok((name.to_owned(), shown(name, self.test(said)?)))
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
            ("Not", [one]) => Ok(negated(self.test(one)?)),
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
        if sides.iter().all(is_known) {
            return Ok(Node::Bool(false));
        }
        Ok(Node::single("Fn::Equals", in_order(sides)))
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
        let mut unknown = in_order(unknown);
        Ok(match unknown.len() {
            0 => Node::Bool(!decides),
            1 => unknown.remove(0),
            _ => Node::single(name, unknown),
        })
    }
}
