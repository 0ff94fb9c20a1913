//! What a stage takes that a new account may lack. AWS raises a quota when asked, within hours or days.

use serde::Serialize;

use crate::{architecture::Shape, components::photos, facts::quota, stage::file::Stage};

/// A quota, and how much of it a stage takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quota {
    /// The code by which Service Quotas knows it.
    pub code: &'static str,
    /// What is counted.
    pub what: &'static str,
    /// How much the stage takes at the least.
    pub least: u32,
    /// How much it takes at the most, once it has grown by itself.
    pub most: u32,
    /// What a new account has.
    pub new_account: u32,
}

/// The quotas that a stage may pass.
pub(super) fn lacking(shape: &Shape, stage: &Stage) -> Vec<Quota> {
    let function = stage.photos && stage.photo_workers.is_none();
    let executions = if function { photos::AT_ONCE.into() } else { 0 };
    let taken = [
        ("ec2_vcpus", shape.vcpus()),
        ("rds_instances", shape.databases()),
        ("lambda_executions", (0, executions)),
    ];
    taken.into_iter().filter_map(|(key, taken)| Quota::passed(key, taken)).collect()
}

impl Quota {
    fn passed(key: &str, (least, most): (u32, u32)) -> Option<Self> {
        let (code, what, new_account) = quota(key)?;
        (most >= new_account).then_some(Self { code, what, least, most, new_account })
    }

    /// `48 to 288`, or one number where the stage does not grow by itself.
    #[must_use]
    pub fn amount(&self) -> String {
        let Self { least, most, .. } = self;
        if least == most { most.to_string() } else { format!("{least} to {most}") }
    }

    /// A sentence, in lower case.
    #[must_use]
    pub fn hint(&self) -> String {
        let Self { code, what, new_account, .. } = self;
        let amount = self.amount();
        format!("takes {amount} {what}; a new account may have as few as {new_account}: see the quota {code}")
    }
}
