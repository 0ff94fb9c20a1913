//! Conditions: what a stack has only when a parameter says so.

use serde::Serialize;

use super::{
    Parameter,
    node::{Node, node},
};

/// Proof that a condition is in the template; made by `Template::condition` alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition(String);

/// A condition function.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Test {
    /// Both are equal.
    #[serde(rename = "Fn::Equals")]
    Equals([Node; 2]),
    /// It does not hold.
    #[serde(rename = "Fn::Not")]
    Not([Box<Self>; 1]),
    /// All hold (2 to 10 of them).
    #[serde(rename = "Fn::And")]
    And(Vec<Self>),
    /// One holds at least (2 to 10 of them).
    #[serde(rename = "Fn::Or")]
    Or(Vec<Self>),
    /// Another condition holds.
    Condition(String),
}

impl Test {
    /// The parameter was given.
    pub fn given(parameter: &Parameter) -> Self {
        Self::Not([Box::new(Self::Equals([node(&parameter.get()), "".into()]))])
    }

    /// Another condition does not hold.
    pub fn not(condition: &Condition) -> Self {
        Self::Not([Box::new(Self::Condition(condition.0.clone()))])
    }

    /// Every one of the parameters was given.
    pub fn all_given(parameters: &[&Parameter]) -> Self {
        Self::And(parameters.iter().map(|parameter| Self::given(parameter)).collect())
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
