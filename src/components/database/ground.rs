//! What every managed database of a stack stands on: who reaches it, where it may stand, and who watches its machine.

use super::{Engine, Site};
use crate::{
    cfn::{
        Id, Template,
        types::{iam::Role, rds::DbSubnetGroup},
    },
    components::{
        app::Neighbour,
        firewall::{Group, Purpose},
        network::Places,
        talk::HUNDRED,
    },
};

/// How often RDS reports, in seconds.
pub(super) const SECONDS: u8 = 60;

const PURPOSE: Purpose = Purpose {
    id: "DatabaseSecurityGroup",
    step: HUNDRED,
    why: "the managed database; it never calls out",
    description: "Database tier",
    calls_out: false,
};

/// The parts that all databases of a stack share.
#[derive(Debug)]
pub struct Ground {
    /// Their security group.
    pub group: Group,
    /// Where they may stand.
    pub subnets: Id<DbSubnetGroup>,
    /// Lets RDS report on their machines.
    pub monitor: Id<Role>,
    /// What runs them.
    pub engine: Engine,
}

impl Ground {
    pub(super) fn build(t: &mut Template, site: Site<'_>, engine: Engine) -> Self {
        let group = PURPOSE.build(t, site.network);
        Self { group, subnets: subnets(t, site.places), monitor: monitor(t), engine }
    }

    pub(super) fn neighbour(&self) -> Neighbour {
        Neighbour {
            name: "Database",
            group: self.group.clone(),
            port: self.engine.port(),
            step: HUNDRED,
            does: "reaches its database",
        }
    }
}

fn subnets(t: &mut Template, places: &Places) -> Id<DbSubnetGroup> {
    let group = DbSubnetGroup { db_subnet_group_description: "Data subnets", subnet_ids: places.subnets() };
    t.add("DatabaseSubnetGroup", HUNDRED.needs("where the database and its standby may stand"), group)
}

/// Lets RDS write its reports to CloudWatch Logs.
fn monitor(t: &mut Template) -> Id<Role> {
    let role =
        Role::of("monitoring.rds.amazonaws.com").managed("service-role/AmazonRDSEnhancedMonitoringRole");
    let why = HUNDRED.needs("lets RDS report memory, disk and processes every minute");
    t.add("DatabaseMonitorRole", why, role)
}
