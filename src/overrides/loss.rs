//! Hints about data: what leaves with it, and what a change makes anew without it.

use super::{check::At, resource::type_of};
use crate::{
    cfn::{Node, call, node::Map},
    facts::{
        data::{Data, Policy, data},
        registry::{Change, kind},
    },
};

/// What leaves, and holds data.
pub(super) fn leaving(at: &At, body: &Map) -> Option<String> {
    let default = own_data(body).map_or(Policy::Delete, Data::default_deletion);
    let policy = body.get("DeletionPolicy").and_then(Node::as_text).unwrap_or(default.name());
    let sentence = "on a live stack the resource is given up with its data, as its DeletionPolicy says";
    holds_data(body).then(|| format!("{}: {sentence}: {policy}", at.shown))
}

/// What is changed, and cannot be without a new resource: a sentence each where the old one holds data.
pub(super) fn replacing(id: &str, at: &At, body: &Map, over: &Map) -> Vec<String> {
    let mut found = Vec::new();
    if let (true, Some(kind)) = (holds_data(body), kind(type_of(body))) {
        let properties = At::new(at.key("Properties").shown);
        differing(&properties, body.get("Properties"), over.get("Properties"), &mut |at| {
            found.extend(
                on_live_stack(id, kind.change(&at.known)).map(|said| format!("{}: {said}", at.shown)),
            );
        });
    }
    found
}

fn on_live_stack(id: &str, change: Change) -> Option<String> {
    let does = match change {
        Change::Replaces => "replaces",
        Change::MayReplace => "may replace",
        Change::Refused => {
            return Some(format!("a live stack refuses the change: `{id}` keeps what it was made with"));
        }
        Change::InPlace | Change::Interrupts => return None,
    };
    Some(format!("a change {does} `{id}` on a live stack, which holds data: the new one begins without it"))
}

fn holds_data(body: &Map) -> bool {
    let kept = body.get("DeletionPolicy").and_then(Node::as_text).is_some_and(|policy| policy != "Delete");
    kept || own_data(body).is_some()
}

/// What its type holds, unless it is one of those that hold nothing of their own.
fn own_data(body: &Map) -> Option<Data> {
    let properties = body.get("Properties");
    let given = |(path, value): (&str, Option<&str>)| {
        properties.and_then(|properties| properties.get(path)).is_some_and(|found| {
            *found != Node::Null && value.is_none_or(|value| found.as_text() == Some(value))
        })
    };
    data(type_of(body)).filter(|data| data.holds() && !data.not_with().any(given))
}

/// Every place where something else is said than is there.
fn differing(at: &At, base: Option<&Node>, over: Option<&Node>, visit: &mut dyn FnMut(&At)) {
    match (base, over) {
        (base, Some(Node::Map(map))) if call(&map.clone().into()).is_none() => {
            for (name, value) in map.iter() {
                differing(&at.key(name), base.and_then(|base| base.get(name)), Some(value), visit);
            }
        }
        (None, Some(Node::Null)) | (_, None) => {}
        (base, over) if base == over => {}
        _ => visit(at),
    }
}
