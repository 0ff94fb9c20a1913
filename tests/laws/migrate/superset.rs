//! Whether one value says all that another one says.

use scalegen::cfn::Node;

/// By what the items of a list are told apart.
const KEYS: [&str; 4] = ["Key", "Id", "PolicyName", "Sid"];

pub fn contains(new: &Node, old: &Node) -> bool {
    match (new, old) {
        _ if new == old => true,
        (Node::Map(new), Node::Map(old)) => {
            let narrower = old.get("Effect").is_some() && new.len() > old.len();
            !narrower && old.iter().all(|(name, value)| new.get(name).is_some_and(|new| contains(new, value)))
        }
        (Node::List(new), Node::List(old)) => {
            old.iter().all(|old| new.iter().any(|new| contains(new, old) && !other_key(new, old)))
        }
        (Node::List(new), one) => new.contains(one),
        _ => false,
    }
}

fn other_key(new: &Node, old: &Node) -> bool {
    KEYS.iter().any(|key| new.get(key) != old.get(key))
}

#[test]
fn more_contains_less_and_not_the_other_way() {
    let value = |text: &str| scalegen::cfn::read::read(text).unwrap();
    let (more, less) = (value("a: [{b: [1, 2], c: 3}, 4]"), value("a: [{b: 1, c: 3}]"));
    assert!(contains(&more, &less) && !contains(&less, &more));
    let (wide, narrow) = (value("Effect: Allow"), value("Effect: Allow\nCondition: c"));
    assert!(!contains(&narrow, &wide) && !contains(&wide, &narrow));
    assert!(!contains(&value("a: [{Key: x, Value: 1}]"), &value("a: [{Key: x, Value: 2}]")));
}
