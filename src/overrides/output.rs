//! An output that is changed, added or taken out.

use anyhow::Result;

use super::{
    check::{At, Check},
    instead,
    merge::merge,
    refuse,
};
use crate::{
    cfn::{Node, Template, call, is_logical_id, node::Map},
    facts::registry::OUTPUT,
};

/// Changes, adds or takes out one output.
pub(super) fn apply(template: &mut Template, name: &str, over: Option<&Map>) -> Result<()> {
    let at = At::new(format!("overrides.Outputs.{name}"));
    let body =
        template.outputs().find(|(known, _)| *known == name).and_then(|(_, body)| body.as_map().cloned());
    match (body, over) {
        (Some(_), None) => {
            template.remove_output(name);
            Ok(())
        }
        (None, over) if over.is_none_or(|over| over.get("Value").is_none()) => {
            let known: Vec<_> = template.outputs().map(|(name, _)| name).collect();
            let instead = instead(name, known);
            let add = if over.is_some() { ", and a new one needs its Value" } else { "" };
            Err(refuse(&at.shown, format!("the template has no output `{name}`{add}; {instead}")))
        }
        (None, _) if !is_logical_id(name) => Err(refuse(
            &at.shown,
            format!("`{name}` is no logical ID: those are 1 to 255 letters and digits"),
        )),
        (body, Some(over)) => put(template, name, &at, body.unwrap_or_default(), over),
        (None, None) => Ok(()),
    }
}

fn put(template: &mut Template, name: &str, at: &At, mut body: Map, over: &Map) -> Result<()> {
    merge(&mut body, over);
    Check { name: "an output", kind: OUTPUT }.object(at, OUTPUT.properties(), over, &body)?;
    for key in ["Condition", "Description"] {
        if over.get(key).is_some_and(|value| call(value).is_some()) {
            return Err(refuse(&at.key(key).shown, "no function can stand here; write the text itself"));
        }
    }
    let long = over.get("Description").and_then(Node::as_text).is_some_and(|text| text.len() > 1024);
    if long {
        return Err(refuse(&at.key("Description").shown, "longer than 1,024 bytes; shorten it"));
    }
    template.put_output(name, body);
    Ok(())
}
