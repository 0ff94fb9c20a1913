//! The values of parameters.

use indexmap::IndexMap;

use crate::{
    cfn::{Node, node::Map},
    diff::{known::Known, scalar::scalar, secret},
};

/// Every parameter's value: what is given, its default, or a symbol.
pub(super) fn values<'a>(template: &'a Node, known: &Known) -> IndexMap<&'a str, Node> {
    let declared = template.get("Parameters").and_then(Node::as_map);
    let each = declared.into_iter().flat_map(Map::iter);
    each.map(|(name, declaration)| (name, value(name, declaration, known))).collect()
}

fn value(name: &str, declaration: &Node, known: &Known) -> Node {
    let kind = declaration.get("Type").and_then(Node::as_text).unwrap_or("String");
    let default = || declaration.get("Default").and_then(scalar);
    let given = known.parameters.get(name).map(|text| text.as_str().into());
    match given.or_else(default) {
        Some(text) if is_secret(declaration) => secret::hide(typed(kind, &text)),
        Some(text) => typed(kind, &text),
        None => Node::single("Ref", name.to_owned()),
    }
}

fn is_secret(declaration: &Node) -> bool {
    declaration.get("NoEcho").and_then(scalar).is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

/// A list where the type is one. A parameter of Systems Manager is read when the stack is deployed, as a dynamic reference is.
fn typed(kind: &str, text: &str) -> Node {
    let is_list = |kind: &str| kind == "CommaDelimitedList" || kind.starts_with("List<");
    match kind.strip_prefix("AWS::SSM::Parameter::Value<") {
        Some(kind) if is_list(kind.trim_end_matches('>')) => {
            Node::single("Fn::Split", vec![Node::from(","), stored(text)])
        }
        Some(_) => stored(text),
        None if is_list(kind) => {
            text.split(',').map(|item| Node::from(item.trim().to_owned())).collect::<Vec<_>>().into()
        }
        None => Node::from(text.to_owned()),
    }
}

fn stored(name: &str) -> Node {
    Node::from(format!("{{{{resolve:ssm:{name}}}}}"))
}
