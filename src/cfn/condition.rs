//! Conditions: what a stack has only when a parameter says so.

use serde::Serialize;

use super::{
    Parameter,
    node::{Node, node},
};

/// Proof that a condition is in the template; made by `Template::condition` alone:
///
/// ```compile_fail,E0624
/// let dangling = scalegen::cfn::Condition::new("Nope");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Condition(String);

/// What a condition asks. It reads parameters and conditions that are in the template:
///
/// ```compile_fail,E0599
/// let dangling = scalegen::cfn::Test::Condition("Nope".into());
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Test(Function);

#[derive(Clone, Debug, PartialEq, Serialize)]
enum Function {
    #[serde(rename = "Fn::Equals")]
    Equals([Node; 2]),
    #[serde(rename = "Fn::Not")]
    Not([Box<Test>; 1]),
    #[serde(rename = "Fn::And")]
    And(Vec<Test>),
    Condition(String),
}

/// What is settled before the template is printed, or asked for when it is deployed.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// It holds, and the template asks nobody.
    Settled,
    /// It holds where this condition does.
    Asked(Condition),
}

impl From<&Condition> for Fact {
    fn from(condition: &Condition) -> Self {
        Self::Asked(condition.clone())
    }
}

impl From<&Self> for Fact {
    fn from(fact: &Self) -> Self {
        fact.clone()
    }
}

impl Test {
    /// The parameter was given.
    pub fn given(parameter: &Parameter) -> Self {
        Self(Function::Equals([node(&parameter.get()), "".into()])).negated()
    }

    /// The parameter has this value.
    pub fn equals(parameter: &Parameter, value: &'static str) -> Self {
        Self(Function::Equals([node(&parameter.get()), value.into()]))
    }

    /// Every one of the parameters was given.
    pub fn all_given(parameters: &[&Parameter]) -> Self {
        Self::all(parameters.iter().map(|parameter| Self::given(parameter)))
    }

    /// Another condition holds.
    pub fn holds(condition: &Condition) -> Self {
        Self(Function::Condition(condition.name().to_owned()))
    }

    /// Another condition does not hold.
    pub fn not(condition: &Condition) -> Self {
        Self::holds(condition).negated()
    }

    /// Every one of the tests holds; CloudFormation takes 2 to 10 of them.
    pub fn all(tests: impl IntoIterator<Item = Self>) -> Self {
        Self(Function::And(tests.into_iter().collect()))
    }

    fn negated(self) -> Self {
        Self(Function::Not([Box::new(self)]))
    }
}

impl Condition {
    pub(super) fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The name under `Conditions`.
    pub fn name(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_may_ask_for_a_condition() {
        let both = Test::all([Test::given(&Parameter::new("Zone")), Test::holds(&Condition::new("HasMail"))]);
        assert_eq!(
            serde_json::to_string(&both).unwrap(),
            r#"{"Fn::And":[{"Fn::Not":[{"Fn::Equals":[{"Ref":"Zone"},""]}]},{"Condition":"HasMail"}]}"#
        );
    }
}
