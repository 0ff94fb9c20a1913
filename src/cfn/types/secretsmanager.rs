//! AWS Secrets Manager.

use serde::Serialize;

use super::rds::DbInstance;
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

/// `AWS::SecretsManager::SecretTargetAttachment`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SecretTargetAttachment {
    pub secret_id: Ref<Secret>,
    pub target_type: &'static str,
    pub target_id: Ref<DbInstance>,
}

impl Resource for SecretTargetAttachment {
    const TYPE: &'static str = "AWS::SecretsManager::SecretTargetAttachment";
}
