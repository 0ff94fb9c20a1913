//! AWS IAM: who may do what.

use serde::Serialize;

use super::policy::PolicyDocument;
use crate::cfn::{Id, Ref, Resource, Val};

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
