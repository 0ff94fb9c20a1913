//! Symbols for what depends on conditions that cannot be decided, in one writing.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{is_known, room::weight};
use crate::{
    cfn::{Node, call},
    diff::compare::meant,
};

/// How much a symbol shows of the conditions behind it, in bytes. As each value takes some, it bounds the depth as well.
const SHOWN: usize = 4 << 10;

/// One of two values, nobody knows which; nothing is `AWS::NoValue`.
pub(in crate::diff) fn either(condition: Node, yes: Option<Node>, no: Option<Node>) -> Option<Node> {
    if yes == no {
        return yes;
    }
    let or_nothing = |value: Option<Node>| value.unwrap_or_else(|| Node::single("Ref", "AWS::NoValue"));
    Some(Node::single("Fn::If", vec![condition, or_nothing(yes), or_nothing(no)]))
}

/// Two negations say nothing.
pub(super) fn negated(said: Node) -> Node {
    match call(&said).map(|call| (call.name, call.argument)) {
        Some(("Not", Node::List(items))) if items.len() == 1 => items[0].clone(),
        _ => match said {
            Node::Bool(holds) => Node::Bool(!holds),
            unknown => Node::single("Fn::Not", vec![unknown]),
        },
    }
}

/// Operands in an order that their meaning alone decides, symbols first, each once.
pub(super) fn in_order(operands: impl IntoIterator<Item = Node>) -> Vec<Node> {
    let place = |operand: &Node| (is_known(operand), meant(operand));
    let keyed: BTreeMap<_, _> = operands.into_iter().map(|operand| (place(&operand), operand)).collect();
    keyed.into_values().collect()
}

/// What a condition says; where that is too long, its name with a sum of it, so that another one differs.
pub(super) fn shown(name: &str, said: Node) -> Node {
    if weight(&said) <= SHOWN {
        return said;
    }
    let mut sum = DefaultHasher::new();
    meant(&said).hash(&mut sum);
    Node::single("Condition", format!("{name} {:016x}", sum.finish()))
}
