//! The intrinsic functions. Each takes what it reads, so that none can name a thing that is not there.

use std::borrow::Cow;

use indexmap::IndexMap;
use memchr::memmem;
use serde::Serialize;

use super::{
    Fact, Val,
    mark::marked,
    node::{Map, Node},
    value::{Function, Intrinsic},
};

/// A value that CloudFormation itself provides, such as `AWS::Region`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pseudo {
    /// `AWS::AccountId`
    AccountId,
    /// `AWS::Partition`
    Partition,
    /// `AWS::Region`
    Region,
    /// `AWS::StackId`
    StackId,
    /// `AWS::StackName`
    StackName,
    /// `AWS::URLSuffix`
    UrlSuffix,
}

impl From<Pseudo> for Val {
    fn from(pseudo: Pseudo) -> Self {
        Self::reference(match pseudo {
            Pseudo::AccountId => "AWS::AccountId",
            Pseudo::Partition => "AWS::Partition",
            Pseudo::Region => "AWS::Region",
            Pseudo::StackId => "AWS::StackId",
            Pseudo::StackName => "AWS::StackName",
            Pseudo::UrlSuffix => "AWS::URLSuffix",
        })
    }
}

/// Leaves the property or list item out: `!Ref AWS::NoValue`.
pub fn no_value<T>() -> Val<T> {
    Val::reference("AWS::NoValue")
}

/// The zones of the region the stack is deployed to, in the account's order.
pub fn zones() -> Val<Vec<String>> {
    Val::function("Fn::GetAZs", "")
}

/// The item at `index` (from 0) of a list that is computed at deploy time.
pub fn select(index: u8, list: &Val<Vec<String>>) -> Val {
    Val::function("Fn::Select", (index, list))
}

/// A text cut at every `separator`.
pub fn split(separator: &str, text: impl Into<Val>) -> Val<Vec<String>> {
    Val::function("Fn::Split", (separator, text.into()))
}

/// Texts put together with `separator` between them.
pub fn join(separator: &str, parts: Vec<Val>) -> Val {
    Val::function("Fn::Join", (separator, parts))
}

/// `count` (1 to 256) address blocks out of `block`, each with `host_bits` bits for hosts.
pub fn cidr(block: impl Into<Val>, count: u16, host_bits: u8) -> Val<Vec<String>> {
    Val::function("Fn::Cidr", (block.into(), count, host_bits.to_string()))
}

/// `text` as Base64, the form in which EC2 takes user data.
pub fn base64(text: impl Into<Val>) -> Val {
    Val::call("Fn::Base64", text.into())
}

/// An output of another stack, also in another region. It is read when the stack is deployed, and locks nothing there.
pub fn stack_output(stack: impl Into<Val>, region: &str, output: &str) -> Val {
    let argument = [("StackName", stack.into()), ("OutputName", output.into()), ("Region", region.into())];
    Val::function("Fn::GetStackOutput", IndexMap::from(argument))
}

/// One value where `fact` holds, another where it does not.
pub fn when<T: Serialize>(
    fact: impl Into<Fact>,
    then: impl Into<Val<T>>,
    otherwise: impl Into<Val<T>>,
) -> Val<T> {
    match fact.into() {
        Fact::Settled => then.into(),
        Fact::Asked(condition) => Val::function("Fn::If", (condition.name(), then.into(), otherwise.into())),
    }
}

/// The text of the parts, as `Fn::Sub` where one of them is an intrinsic function.
///
/// A `${` in a literal part is text and is escaped. `!Ref` and `!GetAtt` become `${Name}` and `${Name.Attribute}`, an `Fn::Sub`
/// goes in with its variables, and any other function becomes a variable, so every `${…}` in the result has a value.
pub fn sub(parts: impl IntoIterator<Item = Val>) -> Val {
    let (mut text, mut variables, mut computed) = (String::new(), Map::default(), false);
    for part in parts {
        match part {
            Val::Is(literal) => push_escaped(&mut text, &literal),
            Val::Fn(Intrinsic(call)) => {
                computed = true;
                push_computed(&mut text, call, &mut variables);
            }
        }
    }
    match (computed, variables.is_empty()) {
        (false, _) => Val::Is(text.replace("${!", "${")),
        (true, true) => Val::call("Fn::Sub", text),
        (true, false) => Val::call("Fn::Sub", vec![text.into(), Node::Map(variables)]),
    }
}

/// What looks like a variable is text.
fn push_escaped(text: &mut String, literal: &str) {
    let mut done = 0;
    for at in memmem::find_iter(literal.as_bytes(), "${") {
        text.extend([&literal[done..at], "${!"]);
        done = at + "${".len();
    }
    text.push_str(&literal[done..]);
}

/// What is computed is a name between braces, or the text of another `Fn::Sub`.
fn push_computed(text: &mut String, call: Function, variables: &mut Map) {
    match call {
        Function::Call(name, argument) if name == "Fn::Sub" => match argument {
            Node::List(parts) => push_sub(text, &parts, variables),
            argument => text.push_str(argument.as_text().unwrap_or_default()),
        },
        call => text.extend(["${", &target(call, variables), "}"]),
    }
}

/// Another `Fn::Sub`, whose variables get the names that they have, or are given, here.
fn push_sub(text: &mut String, parts: &[Node], variables: &mut Map) {
    let [Node::Text(inner), Node::Map(own)] = parts else { return };
    let mut pieces = inner.split("${");
    text.extend(pieces.next());
    for piece in pieces {
        let (name, rest) = piece.split_at(piece.find('}').unwrap_or(piece.len()));
        let known = own.get(name).map(|call| variable(variables, call.clone()));
        text.extend(["${", known.as_deref().unwrap_or(name), rest]);
    }
}

/// The text of a rendered script whose values were written by [`Val::mark`].
pub fn sub_marked(text: &str) -> Val {
    sub(marked(text))
}

/// What `Fn::Sub` reads: a name, an attribute, or a variable that holds what any other function returns.
fn target(call: Function, variables: &mut Map) -> Cow<'static, str> {
    match call {
        Function::Ref(name) => name,
        Function::GetAtt(name, attribute) => format!("{name}.{attribute}").into(),
        Function::Call(name, argument) => variable(variables, Node::single(name, argument)).into(),
    }
}

/// The name of the variable that holds `call`: the one it has already, or a new one.
fn variable(variables: &mut Map, call: Node) -> String {
    let known = variables.iter().find(|(_, value)| **value == call).map(|(name, _)| name.to_owned());
    known.unwrap_or_else(|| {
        let name = format!("Value{}", variables.len() + 1);
        variables.push(name.clone(), call);
        name
    })
}

/// Puts texts, pseudo parameters, references and attributes together: `sub!["arn:", Pseudo::Partition, ":s3:::", path]`.
#[macro_export]
macro_rules! sub {
    [$($part:expr),+ $(,)?] => { $crate::cfn::sub([$($crate::cfn::Val::from($part)),+]) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &impl Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }

    #[test]
    fn sub_of_literals_is_a_literal() {
        assert_eq!(sub!["a ${b} ", "c"], Val::Is("a ${b} c".into()));
    }

    #[test]
    fn sub_escapes_what_is_not_its_own() {
        assert_eq!(
            shown(&sub!["${HOME} in ", Pseudo::Region]),
            r#"{"Fn::Sub":"${!HOME} in ${AWS::Region}"}"#
        );
    }

    #[test]
    fn sub_names_a_function_once() {
        let id = select(2, &split("/", Pseudo::StackId));
        let text = shown(&sub!["a-", id.clone(), "-", id]);
        assert!(
            text.starts_with(r#"{"Fn::Sub":["a-${Value1}-${Value1}",{"Value1":{"Fn::Select":[2,"#),
            "{text}"
        );
    }

    #[test]
    fn sub_takes_in_another_with_its_variables() {
        let (id, zone) = (select(2, &split("/", Pseudo::StackId)), select(0, &split("-", Pseudo::StackName)));
        let inner = sub!["${X} ", id, "-", zone.clone(), "-", Pseudo::Region];
        let text = shown(&sub![zone, ":", inner]);
        assert!(
            text.starts_with(
                r#"{"Fn::Sub":["${Value1}:${!X} ${Value2}-${Value1}-${AWS::Region}",{"Value1":{"Fn::Select":[0,"#
            ),
            "{text}"
        );
    }

    #[test]
    fn marked_text_reads_back() {
        let text = format!("echo \"${{X}}\" {}", Val::from(Pseudo::StackName).mark());
        assert_eq!(shown(&sub_marked(&text)), r#"{"Fn::Sub":"echo \"${!X}\" ${AWS::StackName}"}"#);
    }

    #[test]
    fn lists_are_computed() {
        let blocks = shown(&select(1, &cidr("10.0.0.0/16", 4, 8)));
        assert_eq!(blocks, r#"{"Fn::Select":[1,{"Fn::Cidr":["10.0.0.0/16",4,"8"]}]}"#);
        assert_eq!(
            shown(&join("-", vec!["a".into(), Pseudo::Region.into()])),
            r#"{"Fn::Join":["-",["a",{"Ref":"AWS::Region"}]]}"#
        );
    }
}
