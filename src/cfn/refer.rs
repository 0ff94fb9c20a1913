//! What a template refers to: one walk for all who ask.

use std::fmt;

use super::{Node, call, node::Map, variables};

/// The values that every stack has (CloudFormation user guide, pseudo parameters, 2026-10).
pub const PSEUDO: [&str; 8] = [
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
pub enum Reference<'a> {
    /// A resource or a parameter.
    Name(&'a str),
    /// An attribute of a resource.
    Attribute(&'a str, &'a str),
    /// A resource that comes first.
    Order(&'a str),
    /// A condition.
    Condition(&'a str),
    /// A mapping.
    Mapping(&'a str),
}

impl<'a> Reference<'a> {
    /// What is named.
    pub fn name(self) -> &'a str {
        match self {
            Self::Name(name)
            | Self::Attribute(name, _)
            | Self::Order(name)
            | Self::Condition(name)
            | Self::Mapping(name) => name,
        }
    }

    /// The resource, if it may be one.
    pub fn resource(self) -> Option<&'a str> {
        match self {
            Self::Name(name) | Self::Attribute(name, _) | Self::Order(name) => Some(name),
            Self::Condition(_) | Self::Mapping(_) => None,
        }
    }
}

/// Where a value stands. It is written out for a sentence alone: most walks find nothing to tell.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// The resource or the output.
    Start(&'a str, &'a str),
    /// Under a name.
    Key(&'a Path<'a>, &'a str),
    /// In a list.
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(section, name) => write!(f, "{section}.{name}"),
            Self::Key(path, name) => write!(f, "{path}.{name}"),
            Self::Item(path, index) => write!(f, "{path}[{index}]"),
        }
    }
}

type Visit<'v, 'a, E> = &'v mut dyn FnMut(&Path<'_>, Reference<'a>) -> Result<(), E>;

/// Every reference of what stands under a name in a section: of a body, or of a condition's test.
///
/// # Errors
/// The first one of `visit`.
pub fn of<'a, E>(path: &Path<'_>, value: &'a Node, visit: Visit<'_, 'a, E>) -> Result<(), E> {
    match value {
        Node::Map(body) if call(value).is_none() => of_body(path, body, visit),
        _ => of_value(path, value, visit),
    }
}

/// Every reference of a resource or an output.
///
/// # Errors
/// The first one of `visit`.
pub fn of_body<'a, E>(path: &Path<'_>, body: &'a Map, visit: Visit<'_, 'a, E>) -> Result<(), E> {
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

fn of_value<'a, E>(path: &Path<'_>, value: &'a Node, visit: Visit<'_, 'a, E>) -> Result<(), E> {
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
fn within<'a, E>(path: &Path<'_>, value: &'a Node, visit: Visit<'_, 'a, E>) -> Result<(), E> {
    if let Some(call) = call(value) {
        of_call(path, call.name, call.argument, visit)?;
    }
    match value {
        Node::Map(map) => map.iter().try_for_each(|(_, value)| within(path, value, visit)),
        Node::List(items) => items.iter().try_for_each(|item| within(path, item, visit)),
        _ => Ok(()),
    }
}

fn of_call<'a, E>(path: &Path<'_>, name: &str, argument: &'a Node, visit: Visit<'_, 'a, E>) -> Result<(), E> {
    let first = |node: &'a Node| {
        if let Node::List(items) = node { items.first().and_then(Node::as_text) } else { None }
    };
    match (name, argument) {
        ("Ref", Node::Text(name)) => visit(path, Reference::Name(name)),
        ("If", _) => first(argument).map_or(Ok(()), |name| visit(path, Reference::Condition(name))),
        ("And" | "Or" | "Not", _) => {
            let mut named = argument.one_or_more().iter().filter_map(|test| test.get("Condition")?.as_text());
            named.try_for_each(|name| visit(path, Reference::Condition(name)))
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cfn::read::read;

    /// Every reference of the one entry of a text, with its place.
    fn found(text: &str) -> Vec<String> {
        let node = read(text).unwrap();
        let mut found = Vec::new();
        for (id, body) in node.as_map().unwrap().iter() {
            let each = of(&Path::Start("Section", id), body, &mut |path, reference| {
                found.push(format!("{path}: {reference:?}"));
                Ok::<_, ()>(())
            });
            each.unwrap();
        }
        found
    }

    #[test]
    fn a_body_names_what_it_needs() {
        let body = "A:\n  Condition: B\n  DependsOn: [C]\n  Properties:\n    Condition: none\n    List: [!Sub '${D.E}${!F}', !If [G, !Ref H, 1]]";
        assert_eq!(
            found(body),
            [
                "Section.A.Condition: Condition(\"B\")",
                "Section.A.DependsOn[0]: Order(\"C\")",
                "Section.A.Properties.List[0]: Attribute(\"D\", \"E\")",
                "Section.A.Properties.List[1]: Condition(\"G\")",
                "Section.A.Properties.List[1]: Name(\"H\")",
            ]
        );
    }

    #[test]
    fn a_condition_names_others() {
        let names = ["Condition(\"B\")", "Condition(\"C\")", "Name(\"D\")"];
        let names = names.map(|name| format!("Section.A: {name}"));
        assert_eq!(found("A: !And [!Condition B, !Not [!Condition C], !Equals [!Ref D, x]]"), names);
        assert_eq!(found("A: !Condition B"), ["Section.A.Condition: Condition(\"B\")"]);
    }
}
