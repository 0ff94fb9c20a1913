//! What a database runs out of.

use super::Database;
use crate::{
    cfn::{Id, Template, types::rds::DbInstance},
    components::{
        alarms::{Alarms, Watch},
        talk::HUNDRED,
    },
};

/// One GiB in bytes.
pub(super) const GIB: u64 = 1 << 30;
/// The namespace of its metrics.
pub(super) const METRICS: &str = "AWS/RDS";

impl Database {
    pub(super) fn watch(&self, t: &mut Template, database: &Id<DbInstance>, alarms: &Alarms) {
        for (what, text, watch) in self.watches() {
            let watch = watch.of("DBInstanceIdentifier", database.get());
            let id = format!("Database{what}Alarm");
            alarms.add(t, &id, HUNDRED.watches(text), format!("Database: {text}"), watch);
        }
    }

    fn watches(&self) -> [(&'static str, &'static str, Watch); 4] {
        [
            (
                "Cpu",
                "busy for 15 minutes: find the slow queries or choose a bigger class",
                Watch::above(METRICS, "CPUUtilization", 80),
            ),
            (
                "Memory",
                "memory is running out: choose a bigger class",
                Watch::below(METRICS, "FreeableMemory", GIB / 16),
            ),
            (
                "Storage",
                "the disk is almost full and did not grow: raise storage_max",
                Watch::below(METRICS, "FreeStorageSpace", GIB),
            ),
            (
                "Connections",
                "most of the connections are taken: pool them",
                Watch::above(METRICS, "DatabaseConnections", self.many().into()),
            ),
        ]
    }

    /// Four fifths of what it takes. By its memory a class takes a fifth less than the formula says: RDS keeps some for
    /// itself (a `db.t4g.small` reports 181 where the formula gives 225).
    fn many(&self) -> u32 {
        let most = self.connections.most;
        if self.connections.fixed { most * 4 / 5 } else { most * 16 / 25 }
    }
}
