//! AWS Lambda.

use indexmap::IndexMap;
use serde::Serialize;

use super::logs::LogGroup;
use crate::cfn::{Id, Ref, Resource, Val};

/// `AWS::Lambda::Function`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Function {
    pub runtime: &'static str,
    pub architectures: Vec<&'static str>,
    pub handler: &'static str,
    pub role: Val,
    pub timeout: u16,
    pub memory_size: u16,
    pub logging_config: LoggingConfig,
    pub environment: Environment,
    pub code: Code,
    pub layers: Option<Val<Vec<Val>>>,
}

impl Resource for Function {
    const TYPE: &'static str = "AWS::Lambda::Function";
}

impl Id<Function> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LoggingConfig {
    pub log_group: Ref<LogGroup>,
    pub log_format: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Environment {
    pub variables: IndexMap<&'static str, Val>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Code {
    pub zip_file: String,
}

/// `AWS::Lambda::EventSourceMapping`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EventSourceMapping {
    pub function_name: Ref<Function>,
    pub event_source_arn: Val,
    pub batch_size: u16,
    pub function_response_types: Vec<&'static str>,
    pub scaling_config: ScalingConfig,
}

impl Resource for EventSourceMapping {
    const TYPE: &'static str = "AWS::Lambda::EventSourceMapping";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScalingConfig {
    pub maximum_concurrency: u16,
}
