//! What an engine can do besides its parameters.

use serde::Serialize;

use crate::cfn::{Keep, Resource};

/// `AWS::RDS::OptionGroup`. It stays: a snapshot of its database needs it, and RDS deletes none that a snapshot names.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OptionGroup {
    pub engine_name: &'static str,
    pub major_engine_version: &'static str,
    pub option_group_description: &'static str,
    pub option_configurations: Vec<OptionConfiguration>,
}

impl Resource for OptionGroup {
    const TYPE: &'static str = "AWS::RDS::OptionGroup";
    const KEEP: Keep = Keep::Retain;
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OptionConfiguration {
    pub option_name: &'static str,
    pub option_settings: Vec<OptionSetting>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OptionSetting {
    pub name: &'static str,
    pub value: &'static str,
}
