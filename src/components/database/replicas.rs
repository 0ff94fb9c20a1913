//! Read replicas: copies for the application's reads. They hold nothing of their own and can be made again.

use super::{
    Database, Own,
    alarms::{GIB, METRICS},
    ground::SECONDS,
};
use crate::{
    cfn::{
        Attributes, Id, Template, join,
        types::rds::{DbInstance, DbReplica},
    },
    components::{
        alarms::{Alarms, Watch},
        app::Surroundings,
        network::{Place, Places},
        talk::TEN_THOUSAND,
    },
};

/// Replicas stand in the first two zones by turns: in a third one, which comes later, they would be made anew.
pub const ZONES: u8 = 2;

/// How far a replica may fall behind before somebody should look, in seconds. While nobody writes, RDS reports up to five
/// minutes, so that only ten minutes of it ring.
const LAG: u64 = 30;

/// What replicas are made of and who hears of them.
pub(super) struct Copies<'a> {
    pub own: Own<'a>,
    pub places: &'a Places,
    pub source: &'a Id<DbInstance>,
    pub alarms: &'a Alarms,
}

impl Database {
    /// One replica after the other: a change of class leaves the others to read from.
    pub(super) fn replicas(
        &self,
        t: &mut Template,
        copies: &Copies<'_>,
        surroundings: &mut Surroundings,
    ) -> Vec<Id<DbReplica>> {
        let mut replicas = Vec::new();
        for number in 0..usize::from(self.replicas) {
            replicas.push(self.replica(t, copies, number, replicas.last()));
        }
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
        copies: &Copies<'_>,
        number: usize,
        before: Option<&Id<DbReplica>>,
    ) -> Id<DbReplica> {
        let name = format!("DatabaseReplica{}", number + 1);
        let why = TEN_THOUSAND
            .says("a read replica: reads grow faster than writes")
            .must("keep AvailabilityZone: a change replaces the replica");
        let order = before.into_iter().fold(Attributes::from(why), Attributes::after);
        let replica = t.add(&name, order, self.copy(copies, copies.places.of(number % usize::from(ZONES))));
        watch(t, copies.alarms, &name, &replica);
        replica
    }

    /// Class and disk are the source's: a smaller one would fall behind.
    fn copy(&self, copies: &Copies<'_>, place: &Place) -> DbReplica {
        let (own, ground, terms) = (copies.own, copies.own.ground, self.engine.terms());
        DbReplica {
            source_db_instance_identifier: copies.source.get(),
            engine: terms.name,
            availability_zone: place.subnet.availability_zone(),
            db_instance_class: self.class.clone(),
            db_parameter_group_name: own.parameters.get(),
            vpc_security_groups: vec![ground.group.id()],
            publicly_accessible: false,
            storage_type: "gp3",
            max_allocated_storage: self.storage_max,
            copy_tags_to_snapshot: true,
            auto_minor_version_upgrade: true,
            enable_cloudwatch_logs_exports: terms.logs.to_vec(),
            enable_iam_database_authentication: terms.tokens.then_some(true),
            monitoring_interval: SECONDS,
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
    let lag = Watch::above(METRICS, "ReplicaLag", LAG).for_periods(10, 60);
    add("Lag", "reads are more than 30 seconds old: is it busy, or a query long?", lag);
    let disk = Watch::below(METRICS, "FreeStorageSpace", GIB);
    add("Storage", "the disk is almost full and did not grow: replication will stop", disk);
}
