//! AWS IAM: who may do what.

use serde::Serialize;

use super::policy::{PolicyDocument, Statement};
use crate::{
    cfn::{Id, Pseudo, Ref, Resource, Val},
    sub,
};

/// `AWS::IAM::Role`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Role {
    pub assume_role_policy_document: PolicyDocument,
    pub managed_policy_arns: Vec<Val>,
    pub policies: Vec<Policy>,
}

impl Resource for Role {
    const TYPE: &'static str = "AWS::IAM::Role";
}

impl Role {
    /// A role that an AWS service, such as `ec2.amazonaws.com`, takes.
    pub fn of(service: &'static str) -> Self {
        Self {
            assume_role_policy_document: PolicyDocument::assumed_by(service),
            managed_policy_arns: Vec::new(),
            policies: Vec::new(),
        }
    }

    /// A role that each of these services takes.
    pub fn of_all<const N: usize>(services: [&'static str; N]) -> Self {
        let takes = |service| Statement::allow(["sts:AssumeRole"], []).by(service).into();
        let assume_role_policy_document = PolicyDocument::of(services.map(takes).into());
        Self { assume_role_policy_document, managed_policy_arns: Vec::new(), policies: Vec::new() }
    }

    /// What AWS's own policy allows, such as `service-role/AWSCodeDeployRole`.
    #[must_use]
    pub fn managed(mut self, policy: &'static str) -> Self {
        self.managed_policy_arns.push(sub!["arn:", Pseudo::Partition, ":iam::aws:policy/", policy]);
        self
    }

    /// What these statements allow, under the policy's name.
    #[must_use]
    pub fn allowed(mut self, policy_name: &'static str, statements: Vec<Val<Statement>>) -> Self {
        self.policies.push(Policy { policy_name, policy_document: PolicyDocument::merged(statements) });
        self
    }
}

impl Id<Role> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Policy {
    pub policy_name: &'static str,
    pub policy_document: PolicyDocument,
}

/// `AWS::IAM::InstanceProfile`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct InstanceProfile {
    pub roles: Vec<Ref<Role>>,
}

impl Resource for InstanceProfile {
    const TYPE: &'static str = "AWS::IAM::InstanceProfile";
}

impl Id<InstanceProfile> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// `AWS::IAM::RolePolicy`: what a role may, where the role must be there before what it names.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RolePolicy {
    pub policy_name: &'static str,
    pub role_name: Ref<Role>,
    pub policy_document: PolicyDocument,
}

impl Resource for RolePolicy {
    const TYPE: &'static str = "AWS::IAM::RolePolicy";
}
