//! IAM policy documents.

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use crate::{
    cfn::{Fact, Pseudo, Val, no_value, when},
    sub,
};

/// A policy in IAM's own language.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PolicyDocument {
    version: &'static str,
    statement: Vec<Val<Statement>>,
}

/// Allows a service or a role to do something.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Statement {
    effect: &'static str,
    principal: Option<Principal>,
    action: OneOrMany<&'static str>,
    resource: OneOrMany<Val>,
    condition: Option<IndexMap<&'static str, IndexMap<&'static str, OneOrMany<Val>>>>,
}

/// A list, which IAM takes without brackets where it has one item.
#[derive(Clone, Debug, PartialEq)]
struct OneOrMany<T>(Vec<T>);

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => one.serialize(to),
            many => many.serialize(to),
        }
    }
}

/// Whom a statement of a resource's own policy speaks of.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Principal {
    Anyone(&'static str),
    Account {
        #[serde(rename = "AWS")]
        root: Val,
    },
    Service {
        #[serde(rename = "Service")]
        service: Val,
    },
}

impl PolicyDocument {
    /// The statements, each for itself.
    pub fn of(statement: Vec<Val<Statement>>) -> Self {
        Self { version: "2012-10-17", statement }
    }

    /// The statements, and one where several allow the same on different resources: a role's own policies have 10,240
    /// characters (IAM quotas).
    pub fn merged(statements: Vec<Val<Statement>>) -> Self {
        let mut merged: Vec<Val<Statement>> = Vec::with_capacity(statements.len());
        for statement in statements {
            match merged.iter_mut().find_map(|known| twins(known, &statement)) {
                Some((known, one)) => known.extend(one),
                None => merged.push(statement),
            }
        }
        Self::of(merged)
    }

    /// Lets an AWS service, such as `ec2.amazonaws.com`, take the role.
    pub fn assumed_by(service: &'static str) -> Self {
        Self::of(vec![Statement::allow(["sts:AssumeRole"], []).by(service).into()])
    }
}

impl Statement {
    /// Allows `actions` on `resources`.
    pub fn allow<const A: usize, const R: usize>(actions: [&'static str; A], resources: [Val; R]) -> Self {
        let (action, resource) = (OneOrMany(actions.to_vec()), OneOrMany(resources.into()));
        Self { effect: "Allow", principal: None, action, resource, condition: None }
    }

    /// Allows `actions` on as many resources as there are.
    pub fn allow_on<const A: usize>(
        actions: [&'static str; A],
        resources: impl IntoIterator<Item = Val>,
    ) -> Self {
        let resource = OneOrMany(resources.into_iter().collect());
        Self { resource, ..Self::allow(actions, []) }
    }

    /// In a resource's own policy: forbids `actions` on `resources` to everybody.
    pub fn deny<const A: usize, const R: usize>(actions: [&'static str; A], resources: [Val; R]) -> Self {
        let principal = Some(Principal::Anyone("*"));
        Self { effect: "Deny", principal, ..Self::allow(actions, resources) }
    }

    /// Forbids everything on `resources` to everybody who does not use TLS.
    pub fn deny_without_tls<const R: usize>(action: &'static str, resources: [Val; R]) -> Self {
        Self::deny([action], resources).only("Bool", "aws:SecureTransport", ["false".into()])
    }

    /// In a resource's own policy: allows it to an AWS service.
    #[must_use]
    pub fn by(mut self, service: impl Into<Val>) -> Self {
        self.principal = Some(Principal::Service { service: service.into() });
        self
    }

    /// In a resource's own policy: allows it to whom the IAM of this account lets.
    #[must_use]
    pub fn by_account(mut self) -> Self {
        let root = sub!["arn:", Pseudo::Partition, ":iam::", Pseudo::AccountId, ":root"];
        self.principal = Some(Principal::Account { root });
        self
    }

    /// Only where the request's `key` compares with one of the values, as `operator` says.
    #[must_use]
    pub fn only<const N: usize>(
        mut self,
        operator: &'static str,
        key: &'static str,
        values: [Val; N],
    ) -> Self {
        let conditions = self.condition.get_or_insert_default();
        conditions.entry(operator).or_default().insert(key, OneOrMany(values.into()));
        self
    }

    /// Whether it is the same but for the resources.
    fn is_twin(&self, other: &Self) -> bool {
        (&self.effect, &self.principal, &self.action.0, &self.condition)
            == (&other.effect, &other.principal, &other.action.0, &other.condition)
    }

    /// Adds the other's resources to its own.
    fn extend(&mut self, other: &Self) {
        let new = other.resource.0.iter().filter(|resource| !self.resource.0.contains(resource));
        let new: Vec<_> = new.cloned().collect();
        self.resource.0.extend(new);
    }

    /// Only where `fact` holds.
    pub fn when(self, fact: &Fact) -> Val<Self> {
        when(fact, Val::Is(self), no_value())
    }
}

/// Both statements, where neither depends on a condition of the template and they differ in resources alone.
fn twins<'a>(
    known: &'a mut Val<Statement>,
    other: &'a Val<Statement>,
) -> Option<(&'a mut Statement, &'a Statement)> {
    match (known, other) {
        (Val::Is(known), Val::Is(other)) if known.is_twin(other) => Some((known, other)),
        _ => None,
    }
}

impl From<Statement> for Val<Statement> {
    fn from(statement: Statement) -> Self {
        Self::Is(statement)
    }
}
