//! Files go from the hosts to the bucket from which the content delivery network serves them.

use serde::Serialize;

use super::Hosts;
use crate::text;

/// The values of `moves/files.md.j2`.
#[derive(Debug, Clone, Serialize)]
pub struct Files {
    /// The stack's name.
    pub stack: String,
    /// Its region.
    pub region: String,
    /// The hosts that serve files today.
    pub hosts: Hosts,
    /// What the runbook calls the update right before: the bucket is there, and the hosts' role may write to it.
    pub before: String,
    /// The update that sends visitors to the content delivery network.
    pub switch: String,
    /// The update after which the hosts of today, and their disks, are gone.
    pub contract: String,
}

/// The text.
pub fn render(files: &Files) -> String {
    text::render("moves/files.md.j2", files)
}
