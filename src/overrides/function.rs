//! Intrinsic functions: they may stand for a value of any form.

use anyhow::Result;

use super::{instead, refuse};
use crate::cfn::{Call, Node, is_no_value};

/// The functions that CloudFormation knows within resources without a macro, and how many arguments each takes as a list;
/// none where it takes one value. User guide, intrinsic functions, 2026-10.
const FUNCTIONS: [(&str, Option<(usize, usize)>); 14] = [
    ("Ref", None),
    ("Base64", None),
    ("Cidr", Some((2, 3))),
    ("FindInMap", Some((3, 3))),
    ("GetAtt", Some((2, 2))),
    ("GetAZs", None),
    ("GetStackOutput", None),
    ("If", Some((3, 3))),
    ("ImportValue", None),
    ("Join", Some((2, 2))),
    ("Select", Some((2, 2))),
    ("Split", Some((2, 2))),
    ("Sub", None),
    ("Transform", None),
];

/// Those that a macro works out first, and it is not in our templates.
const OF_A_MACRO: [&str; 3] = ["Length", "ToJsonString", "ForEach"];

impl<'a> Call<'a> {
    /// Whether CloudFormation knows the function, and takes so many arguments.
    pub(super) fn check(&self, path: &str) -> Result<()> {
        let name = self.name;
        if OF_A_MACRO.iter().any(|known| name.starts_with(known)) {
            let why =
                "needs the transform AWS::LanguageExtensions, which the template lacks; write its result";
            return Err(refuse(path, format!("`!{name}` {why}")));
        }
        let Some((_, arguments)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let instead = instead(name, FUNCTIONS.iter().map(|(known, _)| *known));
            return Err(refuse(path, format!("`!{name}` is no function for a value; {instead}")));
        };
        if self.takes_it(*arguments) {
            return Ok(());
        }
        Err(refuse(path, format!("`!{name}` takes {}", takes(name, *arguments))))
    }

    /// Whether the argument is of the function's form; what is in it, the deployment sees.
    fn takes_it(&self, arguments: Option<(usize, usize)>) -> bool {
        match (arguments, self.argument) {
            (Some((least, most)), Node::List(items)) => (least..=most).contains(&items.len()),
            (None, Node::Text(_)) => true,
            (None, Node::Map(_)) => !matches!(self.name, "Ref" | "Sub"),
            (None, Node::List(items)) => self.name == "Sub" && items.len() == 2,
            _ => false,
        }
    }

    /// What an `!If` chooses from; `!Ref AWS::NoValue` is no value.
    pub(super) fn branches(&self) -> impl Iterator<Item = &'a Node> {
        let items = match self.argument {
            Node::List(items) if self.name == "If" => items.as_slice(),
            _ => &[],
        };
        items.iter().skip(1).filter(|branch| !is_no_value(branch))
    }
}

fn takes(name: &str, arguments: Option<(usize, usize)>) -> String {
    match (name, arguments) {
        ("Ref", _) => "a name".to_owned(),
        ("GetAtt", _) => "a name and an attribute, `Name.Attribute`".to_owned(),
        ("Sub", _) => "a text, or a list of a text and of values by name".to_owned(),
        (_, Some((least, most))) if least == most => format!("a list of {least}"),
        (_, Some((least, most))) => format!("a list of {least} to {most}"),
        (_, None) => "one value".to_owned(),
    }
}
