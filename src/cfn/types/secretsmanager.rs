//! AWS Secrets Manager.

use serde::Serialize;

use super::rds::{DbCluster, DbInstance};
use crate::{
    cfn::{Id, Keep, Ref, Resource, Val},
    sub,
};

/// `AWS::SecretsManager::Secret`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Secret {
    pub description: &'static str,
    pub kms_key_id: Option<Val>,
    pub generate_secret_string: GenerateSecretString,
    pub replica_regions: Vec<ReplicaRegion>,
}

impl Resource for Secret {
    const TYPE: &'static str = "AWS::SecretsManager::Secret";
    const KEEP: Keep = Keep::Retain;
}

/// `AWS::SecretsManager::Secret` whose loss costs nothing: the stack that made it uses it alone, and a new one is as good.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Token {
    pub description: &'static str,
    pub kms_key_id: Option<Val>,
    pub generate_secret_string: GenerateSecretString,
    pub replica_regions: Vec<ReplicaRegion>,
}

impl Resource for Token {
    const TYPE: &'static str = "AWS::SecretsManager::Secret";
    const KEEP: Keep = Keep::Delete;
}

impl Id<Token> {
    /// What it holds, which CloudFormation resolves when it calls the service.
    pub fn value(&self) -> Val {
        sub!["{{resolve:secretsmanager:", self.get(), ":SecretString}}"]
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GenerateSecretString {
    pub secret_string_template: Option<&'static str>,
    pub generate_string_key: Option<&'static str>,
    pub password_length: u8,
    pub exclude_punctuation: bool,
}

impl GenerateSecretString {
    /// Letters and digits, so many, and nothing else.
    pub fn text(password_length: u8) -> Self {
        Self {
            secret_string_template: None,
            generate_string_key: None,
            password_length,
            exclude_punctuation: true,
        }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReplicaRegion {
    pub region: Val,
}

/// `AWS::SecretsManager::SecretTargetAttachment`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecretTargetAttachment {
    secret_id: Ref<Secret>,
    target_type: &'static str,
    target_id: Val,
}

impl Resource for SecretTargetAttachment {
    const TYPE: &'static str = "AWS::SecretsManager::SecretTargetAttachment";
}

impl SecretTargetAttachment {
    /// The login of a database instance.
    pub fn to_instance(secret_id: Ref<Secret>, instance: &Id<DbInstance>) -> Self {
        Self { secret_id, target_type: DbInstance::TYPE, target_id: instance.get().into() }
    }

    /// The login of a database cluster.
    pub fn to_cluster(secret_id: Ref<Secret>, cluster: &Id<DbCluster>) -> Self {
        Self { secret_id, target_type: DbCluster::TYPE, target_id: cluster.get().into() }
    }
}
