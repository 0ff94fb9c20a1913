//! Files go from the hosts to the bucket from which the content delivery network serves them.

use serde::Serialize;

use crate::text;

/// The values of `moves/files.md.j2`.
#[derive(Debug, Clone, Serialize)]
pub struct Files {
    /// The stack's name.
    pub stack: String,
    /// Its region.
    pub region: String,
    /// Logical IDs of the hosts that serve files today, with commas between them: the values of their tag `LogicalId`.
    pub hosts: String,
    /// What the runbook calls the update before, which adds the bucket and lets the hosts' role write to it.
    pub expand: String,
    /// The update that sends visitors to the content delivery network.
    pub switch: String,
    /// The update after which the hosts of today, and their disks, are gone.
    pub contract: String,
}

/// The text.
pub fn render(files: &Files) -> String {
    text::render("moves/files.md.j2", files)
}
