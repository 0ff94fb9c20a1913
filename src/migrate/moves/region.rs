//! A second region is filled, looked at, and brought into service.

use serde::Serialize;

use super::Hosts;
use crate::text;

/// The values of `moves/region.md.j2`. Lists are of logical IDs, with a blank between them.
#[derive(Debug, Clone, Serialize)]
pub struct Region {
    /// The first stack's name.
    pub stack: String,
    /// Its region.
    pub region: String,
    /// The second stack's name.
    pub secondary_stack: String,
    /// Its region.
    pub secondary_region: String,
    /// Hosts of the second stack.
    pub hosts: Hosts,
    /// Buckets that are copied, of the same ID in both stacks: `AssetsBucket MediaBucket`.
    pub buckets: String,
    /// Tables with a replica in the second region: every `AWS::DynamoDB::GlobalTable`.
    pub tables: String,
    /// Secrets with a replica there.
    pub secrets: String,
    /// Every `AWS::RDS::GlobalCluster`.
    pub clusters: String,
    /// What the runbook calls the update of the first stack, without the names of the second's buckets.
    pub first: String,
    /// The creation of the second stack.
    pub second: String,
    /// The update of the first stack with the names of these buckets.
    pub third: String,
    /// The update of the second stack with `InService=true`.
    pub in_service: String,
}

/// The text.
pub fn render(region: &Region) -> String {
    text::render("moves/region.md.j2", region)
}
