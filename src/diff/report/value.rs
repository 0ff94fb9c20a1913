//! A value on one short line.

use std::borrow::Cow;

use crate::{
    cfn::{
        Call, Node, call,
        node::{Index, Map},
    },
    diff::{Move, compare::only_in, scalar::scalar, secret::MASK},
    words::line,
};

/// The longest value that is shown whole, in characters.
const LONGEST: usize = 60;

/// How much of a longer one is shown before a difference, in characters.
const BEFORE: usize = 20;

/// What was, an arrow, and what comes; of two secrets that look the same, both; of lists and maps, what goes and what comes in them.
pub(super) fn change(from: Option<&Node>, to: Option<&Node>) -> String {
    let (Some(before), Some(after)) = (from, to) else { return format!("{} → {}", side(from), side(to)) };
    match (before, after) {
        _ if before == after && !plain(before).contains(MASK) => short(before),
        _ if before == after || call(before).is_some() || call(after).is_some() => {
            texts(&plain(before), &plain(after))
        }
        (Node::List(before), Node::List(after)) => items(before, after),
        (Node::Map(before), Node::Map(after)) => entries(before, after),
        _ => texts(&plain(before), &plain(after)),
    }
}

fn entries(before: &Map, after: &Map) -> String {
    let (was, is) = (Index::new(before), Index::new(after));
    let gone = before.iter().map(|(name, _)| name);
    let come = after.iter().map(|(name, _)| name).filter(|name| was.get(name).is_none());
    let other = gone.chain(come).filter(|name| was.get(name) != is.get(name));
    let told = other.map(|name| format!("{name}: {}", change(was.get(name), is.get(name))));
    Some(told.collect::<Vec<_>>().join("; ")).filter(|told| !told.is_empty()).unwrap_or_else(other_order)
}

fn other_order() -> String {
    "in another order".to_owned()
}

/// One side; a dash for what is not there.
pub(super) fn side(value: Option<&Node>) -> String {
    value.map_or_else(|| "–".to_owned(), short)
}

fn items(before: &[Node], after: &[Node]) -> String {
    let (gone, come) = (only_in(before, after), only_in(after, before));
    match (gone.as_slice(), come.as_slice()) {
        ([], []) => other_order(),
        ([before @ Node::Map(_)], [after @ Node::Map(_)]) => item(before, after),
        _ => {
            let gone = gone.into_iter().map(|item| format!("− {}", short(item)));
            gone.chain(come.into_iter().map(|item| format!("+ {}", short(item))))
                .collect::<Vec<_>>()
                .join(", ")
        }
    }
}

/// Two items; tags by their key.
fn item(before: &Node, after: &Node) -> String {
    match (tag(before), tag(after)) {
        (Some((key, before)), Some((same, after))) if key == same => {
            format!("{key}: {}", change(Some(before), Some(after)))
        }
        _ => change(Some(before), Some(after)),
    }
}

fn tag(item: &Node) -> Option<(Cow<'_, str>, &Node)> {
    Some((item.get("Key").and_then(scalar)?, item.get("Value")?))
}

/// Two texts; of long ones, the first line that differs, and of long lines what is about the difference.
fn texts(before: &str, after: &str) -> String {
    let mut lines = before.lines().zip(after.lines());
    let other = lines.find(|(before, after)| before != after).filter(|_| before.contains('\n'));
    let (before, after) = other.unwrap_or((before, after));
    let same = before.chars().zip(after.chars()).take_while(|(before, after)| before == after).count();
    format!("{} → {}", cut(&from(before, same)), cut(&from(after, same)))
}

/// A text from shortly before a place in it, if it is long and the place is not near its beginning.
fn from(text: &str, place: usize) -> Cow<'_, str> {
    let skipped = place.saturating_sub(BEFORE);
    if skipped == 0 || text.chars().count() <= LONGEST {
        return text.into();
    }
    format!("…{}", text.chars().skip(skipped).collect::<String>()).into()
}

fn short(value: &Node) -> String {
    cut(&plain(value))
}

/// The value as a text with its symbols: `arn:${Bucket.Arn}/*`.
fn plain(value: &Node) -> String {
    match value {
        Node::List(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(", ")),
        Node::Map(map) => call(value).and_then(symbol).unwrap_or_else(|| braces(map)),
        value => scalar(value).unwrap_or_default().into_owned(),
    }
}

fn braces(map: &Map) -> String {
    let entries: Vec<_> = map.iter().map(|(name, value)| format!("{name}: {}", plain(value))).collect();
    format!("{{{}}}", entries.join(", "))
}

/// A function as `Fn::Sub` would write it.
fn symbol(call: Call) -> Option<String> {
    match (call.name, call.argument) {
        ("Ref", Node::Text(name)) => Some(format!("${{{name}}}")),
        ("GetAtt", Node::List(path)) => {
            Some(format!("${{{}}}", path.iter().map(plain).collect::<Vec<_>>().join(".")))
        }
        ("Base64", text) => Some(plain(text)),
        ("Join", Node::List(arguments)) => match arguments.as_slice() {
            [Node::Text(between), Node::List(items)] if between.is_empty() => {
                Some(items.iter().map(plain).collect())
            }
            _ => None,
        },
        _ => None,
    }
}

/// The text on one line, with its middle left out if it is long.
fn cut(text: &str) -> String {
    let text = line(text.trim());
    let letters: Vec<_> = text.chars().collect();
    if letters.is_empty() {
        return "''".to_owned();
    }
    if letters.len() <= LONGEST {
        return text;
    }
    let half = LONGEST / 2;
    let part = |letters: &[char]| letters.iter().collect::<String>();
    format!("{}…{}", part(&letters[..half]), part(&letters[letters.len() - half..]))
}

/// The resource mapping of a stack refactor (CloudFormation API reference, `CreateStackRefactor`, 2026-10).
pub(super) fn refactor(moved: &Move) -> String {
    let place = |id: &str| format!(r#"{{"StackName":"STACK","LogicalResourceId":"{id}"}}"#);
    format!(r#"{{"Source":{},"Destination":{}}}"#, place(&moved.from), place(&moved.to))
}
