//! Read replicas: copies for the application's reads. They hold nothing of their own and can be made again.

use super::{
    Database, Ground, LOGS,
    alarms::{GIB, METRICS},
    monitor,
};
use crate::{
    cfn::{
        Id, Template, join,
        types::rds::{DbInstance, DbReplica},
    },
    components::{
        alarms::{Alarms, Watch},
        app::Surroundings,
        talk::TEN_THOUSAND,
    },
};

/// How far a replica may fall behind before somebody should look, in seconds.
const LAG: u64 = 30;

impl Database {
    pub(super) fn replicas(
        &self,
        t: &mut Template,
        ground: &Ground,
        source: &Id<DbInstance>,
        alarms: &Alarms,
        surroundings: &mut Surroundings,
    ) -> Vec<Id<DbReplica>> {
        let replicas: Vec<_> =
            (1..=self.replicas).map(|number| self.replica(t, ground, source, alarms, number)).collect();
        if !replicas.is_empty() {
            let readers = join(",", replicas.iter().map(Id::<DbReplica>::endpoint).collect());
            t.output("DatabaseReaderEndpoints", "The read replicas' host names", readers.clone());
            surroundings.tell("DB_READER_HOSTS", readers);
        }
        replicas
    }

    fn replica(
        &self,
        t: &mut Template,
        ground: &Ground,
        source: &Id<DbInstance>,
        alarms: &Alarms,
        number: u8,
    ) -> Id<DbReplica> {
        let name = format!("DatabaseReplica{number}");
        let why = TEN_THOUSAND.says("a read replica: reads grow faster than writes");
        let replica = t.add(&name, why, self.copy(ground, source));
        watch(t, alarms, &name, &replica);
        replica
    }

    /// Class and disk are the source's: a smaller one would fall behind.
    fn copy(&self, ground: &Ground, source: &Id<DbInstance>) -> DbReplica {
        DbReplica {
            source_db_instance_identifier: source.get(),
            engine: "postgres",
            db_instance_class: self.class.clone(),
            db_parameter_group_name: ground.parameters.get(),
            vpc_security_groups: vec![ground.group.id()],
            publicly_accessible: false,
            storage_type: "gp3",
            max_allocated_storage: self.storage_max,
            copy_tags_to_snapshot: true,
            auto_minor_version_upgrade: true,
            enable_cloudwatch_logs_exports: LOGS.to_vec(),
            enable_iam_database_authentication: true,
            monitoring_interval: monitor::SECONDS,
            monitoring_role_arn: ground.monitor.arn(),
            enable_performance_insights: self.insights,
        }
    }
}

fn watch(t: &mut Template, alarms: &Alarms, name: &str, replica: &Id<DbReplica>) {
    let mut add = |what: &str, text: &str, watch: Watch| {
        let watch = watch.of("DBInstanceIdentifier", replica.get());
        let id = format!("{name}{what}Alarm");
        alarms.add(t, &id, TEN_THOUSAND.watches(text), format!("{name}: {text}"), watch);
    };
    add("Cpu", "busy for 15 minutes: add a replica", Watch::above(METRICS, "CPUUtilization", 80));
    let lag = Watch::above(METRICS, "ReplicaLag", LAG).for_periods(5, 60);
    add("Lag", "reads are more than 30 seconds old: is it busy, or a query long?", lag);
    let disk = Watch::below(METRICS, "FreeStorageSpace", GIB);
    add("Storage", "the disk is almost full and did not grow: replication will stop", disk);
}
