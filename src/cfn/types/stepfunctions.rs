//! AWS Step Functions.

use serde::Serialize;

use crate::cfn::{Id, Resource, Val};

/// `AWS::StepFunctions::StateMachine`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StateMachine {
    pub state_machine_type: &'static str,
    pub role_arn: Val,
    pub definition_string: Val,
    pub logging_configuration: Logging,
    pub tracing_configuration: Tracing,
}

impl Resource for StateMachine {
    const TYPE: &'static str = "AWS::StepFunctions::StateMachine";
}

impl Id<StateMachine> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Logging {
    pub level: &'static str,
    pub include_execution_data: bool,
    pub destinations: Vec<LogDestination>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogDestination {
    pub cloud_watch_logs_log_group: LogGroupArn,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogGroupArn {
    pub log_group_arn: Val,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tracing {
    pub enabled: bool,
}
