//! The stack policy, as the repository has it.

use std::sync::LazyLock;

use serde::Deserialize;

/// What guards the stack while nothing that it guards has to go.
pub const CLOSED: &str = include_str!("../../../stack-policy.json");
/// What guards nothing: for the time of one update.
pub const OPEN: &str = include_str!("../../../stack-policy-open.json");

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Policy {
    statement: Vec<Statement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    effect: String,
    resource: OneOrMany,
    #[serde(default)]
    condition: Condition,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Condition {
    string_equals: Kinds,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Kinds {
    resource_type: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

static POLICY: LazyLock<Policy> =
    LazyLock::new(|| serde_json::from_str(CLOSED).expect("the repository's stack policy is one"));

/// Whether the policy denies that an update replaces or deletes the resource.
pub(super) fn guards(id: &str, kind: &str) -> bool {
    let denials = POLICY.statement.iter().filter(|statement| statement.effect == "Deny");
    denials.into_iter().any(|denial| denial.names(id) && denial.means(kind))
}

impl Statement {
    fn names(&self, id: &str) -> bool {
        let patterns = match &self.resource {
            OneOrMany::One(pattern) => std::slice::from_ref(pattern),
            OneOrMany::Many(patterns) => patterns,
        };
        patterns.iter().any(|pattern| pattern == "*" || matches(pattern, id))
    }

    fn means(&self, kind: &str) -> bool {
        let kinds = &self.condition.string_equals.resource_type;
        kinds.is_empty() || kinds.iter().any(|known| known == kind)
    }
}

/// Whether `LogicalResourceId/Name`, or one that ends in a star, is that of the resource.
fn matches(pattern: &str, id: &str) -> bool {
    let Some(name) = pattern.strip_prefix("LogicalResourceId/") else { return false };
    name.strip_suffix('*').map_or(name == id, |start| id.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::guards;

    #[test]
    fn types_names_and_patterns_are_guarded() {
        assert!(guards("Anything", "AWS::EC2::VPC") && guards("DataHost", "AWS::EC2::Instance"));
        assert!(guards("NatAddressA", "AWS::EC2::EIP") && guards("NatAddressB", "AWS::EC2::EIP"));
        assert!(!guards("WebServerA", "AWS::EC2::Instance") && !guards("DataHostRole", "AWS::IAM::Role"));
    }
}
