//! AWS services inside the network: their traffic passes no NAT gateway.

use schemars::JsonSchema;
use serde::Deserialize;

/// A service that hosts of ours call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Endpoint {
    /// Secrets Manager.
    Secretsmanager,
    /// Systems Manager: parameters, sessions, patches.
    Ssm,
    /// Messages of the agent of Systems Manager.
    Ssmmessages,
    /// Logs of `CloudWatch`.
    Logs,
    /// Metrics of `CloudWatch`.
    Monitoring,
    /// Simple Queue Service.
    Sqs,
    /// Key Management Service.
    Kms,
    /// The calls with which a host signals that it works.
    Cloudformation,
}
