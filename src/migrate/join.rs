//! Old and new at once: all that either has, so that nothing which works stops.

use crate::cfn::{Node, call, node::Map};

/// By what the items of a list are told apart, if they are maps.
const KEYS: [&str; 4] = ["Key", "Id", "PolicyName", "Sid"];

/// What both have. Where they cannot both be, the old value stands.
pub(super) fn join(old: &Node, new: &Node) -> Node {
    match (old, new) {
        _ if old == new || call(old).is_some() || call(new).is_some() => old.clone(),
        (Node::Map(old), Node::Map(new)) => Node::Map(maps(old, new)),
        (Node::List(old), Node::List(new)) => Node::List(lists(old, new)),
        _ => old.clone(),
    }
}

/// What a statement of a policy does, if a value is one.
fn effect(value: &Node) -> Option<&str> {
    value.get("Effect")?.as_text()
}

fn maps(old: &Map, new: &Map) -> Map {
    let mut joined = new.clone();
    for (name, value) in old.iter() {
        match joined.get_mut(name) {
            Some(there) => *there = join(value, there),
            None => joined.push(name.to_owned(), value.clone()),
        }
    }
    joined
}

/// What is denied from now on waits, and of two statements under one name the old one stands: the other may allow less.
fn lists(old: &[Node], new: &[Node]) -> Vec<Node> {
    let waits = |item: &&Node| effect(item) == Some("Deny") && !old.contains(item);
    let mut joined: Vec<_> = new.iter().filter(|item| !waits(item)).cloned().collect();
    for item in old {
        match joined.iter_mut().find(|there| is_same(item, there)) {
            Some(there) if there == item || allows(there, item) => {}
            Some(there) if effect(item).is_some() => *there = item.clone(),
            Some(there) => *there = join(item, there),
            None => joined.push(item.clone()),
        }
    }
    joined
}

/// Whether two items are about the same: the same key, or a statement of which one says all that the other says.
fn is_same(old: &Node, new: &Node) -> bool {
    let keys = KEYS.iter().filter_map(|key| Some((old.get(key)?, new.get(key)?)));
    old == new || keys.into_iter().next().is_some_and(|(old, new)| old == new) || allows(new, old)
}

/// Whether a statement of a policy allows all that another one allows.
fn allows(new: &Node, old: &Node) -> bool {
    let same = |name| new.get(name) == old.get(name);
    let more = |name| match (new.get(name), old.get(name)) {
        (Some(new), Some(old)) => old.one_or_more().iter().all(|one| new.one_or_more().contains(one)),
        (new, old) => new == old,
    };
    effect(old) == Some("Allow")
        && ["Effect", "Principal", "Condition", "NotAction", "NotResource", "Sid"].into_iter().all(same)
        && ["Action", "Resource"].into_iter().all(more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cfn;

    /// A value, as YAML writes it on one line.
    fn read(text: &str) -> Node {
        cfn::read::read(&format!("value: {text}")).unwrap().get("value").unwrap().clone()
    }

    fn joined(old: &str, new: &str) -> Node {
        join(&read(old), &read(new))
    }

    #[test]
    fn sets_hold_what_either_holds() {
        assert_eq!(joined("[!Ref A, !Ref B]", "[!Ref B, !Ref C]"), read("[!Ref B, !Ref C, !Ref A]"));
    }

    #[test]
    fn a_key_keeps_its_old_value() {
        let (old, new) = ("[{Key: a, Value: 1}]", "[{Key: a, Value: 2}, {Key: b, Value: 3}]");
        assert_eq!(joined(old, new), read("[{Key: a, Value: 1}, {Key: b, Value: 3}]"));
    }

    #[test]
    fn a_statement_that_allows_more_is_enough() {
        let (old, more) = (
            "[{Effect: Allow, Action: a, Resource: x}]",
            "[{Effect: Allow, Action: [a, b], Resource: [x, y]}]",
        );
        assert_eq!(joined(old, more), read(more));
        let other = "[{Effect: Allow, Action: b, Resource: x}]";
        let both = "[{Effect: Allow, Action: b, Resource: x}, {Effect: Allow, Action: a, Resource: x}]";
        assert_eq!(joined(old, other), read(both));
    }

    #[test]
    fn what_denies_more_waits() {
        let old = "[{Effect: Deny, Action: a}, {Effect: Allow, Action: b}]";
        let new =
            "[{Effect: Deny, Action: [a, c]}, {Effect: Deny, Action: d}, {Effect: Allow, Action: [b, e]}]";
        let both = "[{Effect: Allow, Action: [b, e]}, {Effect: Deny, Action: a}]";
        assert_eq!(joined(old, new), read(both));
    }

    #[test]
    fn a_statement_that_becomes_narrower_stands() {
        let old = "[{Sid: a, Effect: Allow, Action: x}]";
        assert_eq!(joined(old, "[{Sid: a, Effect: Allow, Action: x, Condition: c}]"), read(old));
    }
}
