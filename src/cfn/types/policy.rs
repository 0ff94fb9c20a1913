//! IAM policy documents.

use indexmap::IndexMap;
use serde::Serialize;

use crate::cfn::{Condition, Val, no_value, when};

/// A policy in IAM's own language.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyDocument {
    version: &'static str,
    statement: Vec<Val<Statement>>,
}

/// Allows a service or a role to do something.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Statement {
    effect: &'static str,
    principal: Option<Service>,
    action: Vec<&'static str>,
    resource: Vec<Val>,
    condition: Option<IndexMap<&'static str, IndexMap<&'static str, Vec<Val>>>>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Service {
    service: &'static str,
}

impl PolicyDocument {
    /// The statements, each for itself.
    pub fn of(statement: Vec<Val<Statement>>) -> Self {
        Self { version: "2012-10-17", statement }
    }

    /// Lets an AWS service, such as `ec2.amazonaws.com`, take the role.
    pub fn assumed_by(service: &'static str) -> Self {
        let principal = Some(Service { service });
        Self::of(vec![Val::Is(Statement { principal, ..Statement::allow(["sts:AssumeRole"], []) })])
    }
}

impl Statement {
    /// Allows `actions` on `resources`.
    pub fn allow<const A: usize, const R: usize>(actions: [&'static str; A], resources: [Val; R]) -> Self {
        let (action, resource) = (actions.to_vec(), Vec::from(resources));
        Self { effect: "Allow", principal: None, action, resource, condition: None }
    }

    /// Only where the request's `key` has no other values than these.
    #[must_use]
    pub fn only_values(mut self, key: &'static str, values: Vec<Val>) -> Self {
        self.condition =
            Some(IndexMap::from([("ForAllValues:StringEquals", IndexMap::from([(key, values)]))]));
        self
    }

    /// Only where `condition` holds.
    pub fn when(self, condition: &Condition) -> Val<Self> {
        when(condition, Val::Is(self), no_value())
    }
}

impl From<Statement> for Val<Statement> {
    fn from(statement: Statement) -> Self {
        Self::Is(statement)
    }
}
