//! What the database's own operating system says, every minute.

use crate::{
    cfn::{
        Id, Pseudo, Template,
        types::{iam::Role, policy::PolicyDocument},
    },
    components::talk::HUNDRED,
    sub,
};

/// How often RDS reports, in seconds.
pub(super) const SECONDS: u8 = 60;

/// Lets RDS write its reports to CloudWatch Logs.
pub(super) fn role(t: &mut Template) -> Id<Role> {
    let policy =
        sub!["arn:", Pseudo::Partition, ":iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"];
    let role = Role {
        assume_role_policy_document: PolicyDocument::assumed_by("monitoring.rds.amazonaws.com"),
        managed_policy_arns: vec![policy],
        policies: Vec::new(),
    };
    t.add(
        "DatabaseMonitorRole",
        HUNDRED.needs("lets RDS report memory, disk and processes every minute"),
        role,
    )
}
