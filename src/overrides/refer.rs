//! References: what is said refers to what is there, and what is taken out is referred to by nothing.

use anyhow::Result;

use super::{Overrides, instead, refuse};
use crate::{
    cfn::{
        Node, Template,
        refer::{PSEUDO, Path, Reference, of_body},
    },
    facts::registry::kind,
};

/// Every reference of an override resolves, and none leads to what was taken out.
pub(super) fn check(overrides: &Overrides, template: &Template) -> Result<()> {
    for (section, name, over) in overrides.all() {
        if let Some(body) = over {
            of_body(&Path::Start(section, name), body, &mut |path, reference| {
                resolve(template, path, reference)
            })?;
        }
    }
    let gone: Vec<_> =
        overrides.all().filter(|(section, _, over)| *section == "Resources" && over.is_none()).collect();
    let outputs = template.outputs().filter_map(|(name, body)| Some(("output", name, body.as_map()?)));
    let resources = template.resources().map(|(id, body)| ("resource", id, body));
    for (what, name, body) in resources.chain(outputs).filter(|_| !gone.is_empty()) {
        of_body(&Path::Start(what, name), body, &mut |_, reference| match gone
            .iter()
            .find(|(_, id, _)| reference.resource() == Some(id))
        {
            Some((_, id, _)) => Err(refuse(
                &format!("overrides.Resources.{id}"),
                format!("the {what} `{name}` refers to it; change or take out that one, too"),
            )),
            None => Ok(()),
        })?;
    }
    Ok(())
}

fn resolve(template: &Template, path: &Path<'_>, reference: Reference<'_>) -> Result<()> {
    match reference {
        Reference::Name(name) => {
            let known = || template.resources().map(|(id, _)| id).chain(template.parameters()).chain(PSEUDO);
            among(path, "resource or parameter", name, known().collect())
        }
        Reference::Order(name) => {
            among(path, "resource", name, template.resources().map(|(id, _)| id).collect())
        }
        Reference::Condition(name) => among(path, "condition", name, template.conditions().collect()),
        Reference::Mapping(name) => among(path, "mapping", name, template.mappings().collect()),
        Reference::Attribute(id, attribute) => {
            among(path, "resource", id, template.resources().map(|(id, _)| id).collect())?;
            has_attribute(template, path, id, attribute)
        }
    }
}

fn among(path: &Path<'_>, what: &str, name: &str, known: Vec<&str>) -> Result<()> {
    if known.contains(&name) {
        return Ok(());
    }
    Err(refuse(
        &format!("overrides.{path}"),
        format!("the template has no {what} `{name}`; {}", instead(name, known)),
    ))
}

fn has_attribute(template: &Template, path: &Path<'_>, id: &str, attribute: &str) -> Result<()> {
    let name =
        template.resource(id).and_then(|body| body.get("Type")).and_then(Node::as_text).unwrap_or_default();
    let Some(kind) = kind(name).filter(|kind| !kind.has_attribute(attribute)) else { return Ok(()) };
    let known: Vec<_> = kind.attributes().collect();
    let instead = instead(attribute, known);
    Err(refuse(
        &format!("overrides.{path}"),
        format!("`{id}` is {name}, which has no attribute `{attribute}`; {instead}"),
    ))
}
