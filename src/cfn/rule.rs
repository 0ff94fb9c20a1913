//! Rules: parameters that belong together. CloudFormation checks them before it touches anything.

use serde::Serialize;

use super::Test;

/// An assertion about parameters.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Rule {
    rule_condition: Test,
    assertions: [Assertion; 1],
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Assertion {
    assert: Test,
    assert_description: &'static str,
}

impl Rule {
    /// Where `when` holds, `assert` must hold; otherwise the deployment stops with `description`.
    pub fn new(when: Test, assert: Test, description: &'static str) -> Self {
        Self { rule_condition: when, assertions: [Assertion { assert, assert_description: description }] }
    }
}
