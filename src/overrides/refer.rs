//! References: what is said refers to what is there, and what is taken out is referred to by nothing.

use std::fmt;

use anyhow::Result;

use super::{Overrides, instead, refuse};
use crate::{
    cfn::{Node, Template, call, node::Map, variables},
    facts::registry::kind,
};

/// The values that every stack has (CloudFormation user guide, pseudo parameters, 2026-10).
const PSEUDO: [&str; 8] = [
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// What a value refers to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reference<'a> {
    /// A resource or a parameter.
    Name(&'a str),
    /// An attribute of a resource.
    Attribute(&'a str, &'a str),
    /// A resource that comes first.
    Order(&'a str),
    Condition(&'a str),
    Mapping(&'a str),
}

impl<'a> Reference<'a> {
    /// The resource, if it may be one.
    pub(super) fn resource(self) -> Option<&'a str> {
        match self {
            Self::Name(name) | Self::Attribute(name, _) | Self::Order(name) => Some(name),
            Self::Condition(_) | Self::Mapping(_) => None,
        }
    }
}

/// Where a value stands. It is written out for a sentence alone: most walks find nothing to tell.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    /// The resource or the output.
    Start(&'a str, &'a str),
    Key(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(section, name) => write!(f, "overrides.{section}.{name}"),
            Self::Key(path, name) => write!(f, "{path}.{name}"),
            Self::Item(path, index) => write!(f, "{path}[{index}]"),
        }
    }
}

type Visit<'v, 'a> = &'v mut dyn FnMut(&Path<'_>, Reference<'a>) -> Result<()>;

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

/// Every reference of a resource or an output.
pub(super) fn of_body<'a>(path: &Path<'_>, body: &'a Map, visit: Visit<'_, 'a>) -> Result<()> {
    for (name, value) in body.iter() {
        let path = Path::Key(path, name);
        match (name, value) {
            ("Condition", Node::Text(condition)) => visit(&path, Reference::Condition(condition))?,
            ("DependsOn", Node::Text(id)) => visit(&path, Reference::Order(id))?,
            ("DependsOn", Node::List(items)) => {
                for (index, id) in items.iter().enumerate().filter_map(|(at, id)| Some((at, id.as_text()?))) {
                    visit(&Path::Item(&path, index), Reference::Order(id))?;
                }
            }
            (_, value) => of_value(&path, value, visit)?,
        }
    }
    Ok(())
}

fn of_value<'a>(path: &Path<'_>, value: &'a Node, visit: Visit<'_, 'a>) -> Result<()> {
    if let Some(call) = call(value) {
        of_call(path, call.name, call.argument, visit)?;
        return within(path, call.argument, visit);
    }
    match value {
        Node::Map(map) => {
            map.iter().try_for_each(|(name, value)| of_value(&Path::Key(path, name), value, visit))
        }
        Node::List(items) => {
            let mut items = items.iter().enumerate();
            items.try_for_each(|(index, item)| of_value(&Path::Item(path, index), item, visit))
        }
        _ => Ok(()),
    }
}

/// Within a function the path is the function's: a short tag is no key in which the file's reader would find a place.
fn within<'a>(path: &Path<'_>, value: &'a Node, visit: Visit<'_, 'a>) -> Result<()> {
    if let Some(call) = call(value) {
        of_call(path, call.name, call.argument, visit)?;
    }
    match value {
        Node::Map(map) => map.iter().try_for_each(|(_, value)| within(path, value, visit)),
        Node::List(items) => items.iter().try_for_each(|item| within(path, item, visit)),
        _ => Ok(()),
    }
}

fn of_call<'a>(path: &Path<'_>, name: &str, argument: &'a Node, visit: Visit<'_, 'a>) -> Result<()> {
    let first = |node: &'a Node| {
        if let Node::List(items) = node { items.first().and_then(Node::as_text) } else { None }
    };
    match (name, argument) {
        ("Ref", Node::Text(name)) => visit(path, Reference::Name(name)),
        ("If", _) => first(argument).map_or(Ok(()), |name| visit(path, Reference::Condition(name))),
        ("FindInMap", _) => first(argument).map_or(Ok(()), |name| visit(path, Reference::Mapping(name))),
        ("GetAtt", Node::List(items)) => match items.as_slice() {
            [Node::Text(id), Node::Text(attribute)] => visit(path, Reference::Attribute(id, attribute)),
            [Node::Text(id), _] => visit(path, Reference::Order(id)),
            _ => Ok(()),
        },
        ("Sub", Node::Text(text)) => variables(text).try_for_each(|name| visit(path, dotted(name))),
        ("Sub", Node::List(items)) => match items.as_slice() {
            [Node::Text(text), own] => {
                let mut others = variables(text).filter(|name| own.get(name).is_none());
                others.try_for_each(|name| visit(path, dotted(name)))
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn dotted(name: &str) -> Reference<'_> {
    name.split_once('.').map_or(Reference::Name(name), |(id, attribute)| Reference::Attribute(id, attribute))
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
    Err(refuse(&path.to_string(), format!("the template has no {what} `{name}`; {}", instead(name, known))))
}

fn has_attribute(template: &Template, path: &Path<'_>, id: &str, attribute: &str) -> Result<()> {
    let name =
        template.resource(id).and_then(|body| body.get("Type")).and_then(Node::as_text).unwrap_or_default();
    let Some(kind) = kind(name).filter(|kind| !kind.has_attribute(attribute)) else { return Ok(()) };
    let known: Vec<_> = kind.attributes().collect();
    let instead = instead(attribute, known);
    Err(refuse(
        &path.to_string(),
        format!("`{id}` is {name}, which has no attribute `{attribute}`; {instead}"),
    ))
}
