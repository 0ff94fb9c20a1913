//! What the database's own operating system says, every minute.

use crate::{
    cfn::{Id, Template, types::iam::Role},
    components::talk::HUNDRED,
};

/// How often RDS reports, in seconds.
pub(super) const SECONDS: u8 = 60;

/// Lets RDS write its reports to CloudWatch Logs.
pub(super) fn role(t: &mut Template) -> Id<Role> {
    let role =
        Role::of("monitoring.rds.amazonaws.com").managed("service-role/AmazonRDSEnhancedMonitoringRole");
    t.add(
        "DatabaseMonitorRole",
        HUNDRED.needs("lets RDS report memory, disk and processes every minute"),
        role,
    )
}
