//! AWS Key Management Service.

use serde::Serialize;

use super::policy::PolicyDocument;
use crate::cfn::{Id, Keep, Ref, Resource, Val};

/// `AWS::KMS::Key`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Key {
    pub description: Val,
    pub enable_key_rotation: bool,
    pub key_policy: PolicyDocument,
}

impl Resource for Key {
    const TYPE: &'static str = "AWS::KMS::Key";
    const KEEP: Keep = Keep::Retain;
}

impl Id<Key> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// `AWS::KMS::Alias`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Alias {
    pub alias_name: Val,
    pub target_key_id: Ref<Key>,
}

impl Resource for Alias {
    const TYPE: &'static str = "AWS::KMS::Alias";
}
