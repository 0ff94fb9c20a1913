//! Amazon SQS.

use serde::Serialize;

use super::policy::PolicyDocument;
use crate::cfn::{Id, Keep, Ref, Resource, Val};

/// `AWS::SQS::Queue`; `!Ref` is its URL.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Queue {
    pub visibility_timeout: Option<u32>,
    pub message_retention_period: u32,
    pub receive_message_wait_time_seconds: Option<u8>,
    pub sqs_managed_sse_enabled: bool,
    pub redrive_policy: Option<RedrivePolicy>,
}

impl Resource for Queue {
    const TYPE: &'static str = "AWS::SQS::Queue";
    const KEEP: Keep = Keep::Retain;
}

impl Queue {
    /// A queue under SQS's own key, which keeps a message so many seconds.
    pub fn keeping(message_retention_period: u32) -> Self {
        Self {
            visibility_timeout: None,
            message_retention_period,
            receive_message_wait_time_seconds: None,
            sqs_managed_sse_enabled: true,
            redrive_policy: None,
        }
    }
}

impl Id<Queue> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }

    /// The name by which CloudWatch knows it.
    pub fn queue_name(&self) -> Val {
        self.att("QueueName")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RedrivePolicy {
    pub dead_letter_target_arn: Val,
    pub max_receive_count: u8,
}

/// `AWS::SQS::QueuePolicy`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct QueuePolicy {
    pub queues: Vec<Ref<Queue>>,
    pub policy_document: PolicyDocument,
}

impl Resource for QueuePolicy {
    const TYPE: &'static str = "AWS::SQS::QueuePolicy";
}
