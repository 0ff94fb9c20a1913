//! AWS Elemental `MediaConvert`.

use serde::Serialize;

use crate::cfn::{Id, Resource, Val};

/// `AWS::MediaConvert::Queue`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Queue {
    pub pricing_plan: &'static str,
    pub status: &'static str,
    pub description: &'static str,
}

impl Resource for Queue {
    const TYPE: &'static str = "AWS::MediaConvert::Queue";
}

impl Id<Queue> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}
