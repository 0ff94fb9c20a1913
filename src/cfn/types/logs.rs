//! Amazon CloudWatch Logs.

use serde::Serialize;

use crate::cfn::{Id, Keep, Resource, Val};

/// `AWS::Logs::LogGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogGroup {
    pub retention_in_days: u16,
}

impl Resource for LogGroup {
    const TYPE: &'static str = "AWS::Logs::LogGroup";
    const KEEP: Keep = Keep::Delete;
}

impl Id<LogGroup> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}
