//! AWS Certificate Manager.

use serde::Serialize;

use crate::cfn::{Resource, Val};

/// `AWS::CertificateManager::Certificate`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Certificate {
    pub domain_name: Val,
    pub subject_alternative_names: Vec<Val>,
    pub validation_method: &'static str,
    pub domain_validation_options: Vec<DomainValidation>,
}

impl Resource for Certificate {
    const TYPE: &'static str = "AWS::CertificateManager::Certificate";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DomainValidation {
    pub domain_name: Val,
    pub hosted_zone_id: Val,
}
