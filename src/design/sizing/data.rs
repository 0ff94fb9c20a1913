//! The database: replicas join for reads, then its class grows.

use anyhow::Result;

use super::{
    Sizing, most, survivors,
    types::{GENERAL, MEMORY, bigger},
};
use crate::{
    capacity,
    components::{database::REPLICA_ZONES, network::Zones},
    design::engines,
    facts::DatabaseClass,
    stage::file::{Database, Stage},
    units::{ConnectionCount, Gib, Readers, Replicas},
};

/// Replicas of RDS that demand adds: beyond them a bigger class is cheaper than one more copy to keep. An odd one more would
/// bear nothing, as it may stand in the zone that is lost.
const REPLICAS: u8 = 4;
/// Connections of a web host (the sample application's pools, with room).
const CONNECTIONS: u32 = 25;

impl Sizing<'_> {
    pub(super) fn data(&self, stage: &mut Stage) {
        let queries = self.queries(stage);
        let zones = stage.network.data;
        let parts = stage.services.as_ref().filter(|_| stage.federation.is_some());
        let parts = parts.map_or(1.0, |services| f64::from(services.names.count()));
        let hosts = stage.web.as_ref().and_then(|web| web.fleet.as_ref()).map(|fleet| fleet.max.get());
        let federated = stage.federation.is_some();
        let Some(database) = &mut stage.database else { return };
        if database.aurora {
            let share = (queries.0 / parts, queries.1 / parts);
            self.aurora(database, share, zones, federated);
        } else {
            self.rds(database, queries);
            self.room(database, hosts);
        }
    }

    /// The writer bears writes; it and the replicas that a lost zone leaves bear all.
    fn rds(&self, database: &mut Database, (writes, reads): (f64, f64)) {
        let (each, said) = (self.app.traffic.transactions(), &self.app.database);
        let copies =
            |replicas: Option<Replicas>| replicas.map_or(0, Replicas::get).min(said.engine.terms().replicas);
        let needs = |replicas: u8| {
            let left = f64::from(capacity::survivors(replicas.into(), REPLICA_ZONES)) + 1.0;
            (writes / each).max((writes + reads) / each / left)
        };
        let sold = |class: &str| sold(engines::class(class, said, self.region));
        let has = sold(&database.class).unwrap_or_default();
        let (mut replicas, least) = (copies(database.replicas), copies(database.replicas));
        if said.replicas.is_none() && least > 0 {
            replicas = (least..=REPLICAS.max(least))
                .find(|replicas| needs(*replicas) <= has)
                .unwrap_or(REPLICAS.max(least));
            database.replicas = Replicas::try_from(u64::from(replicas)).ok();
        }
        if said.class.is_none() {
            database.class = bigger(&database.class, GENERAL, needs(replicas), sold);
        }
    }

    /// Room on the disk, and for connections.
    fn room(&self, database: &mut Database, hosts: Option<u16>) {
        let said = &self.app.database;
        if said.storage_max.is_none() {
            let max = most::<Gib>((self.demand.stored * 2.0).max(20.0), said.engine.terms().disk.into());
            database.storage_max = database.storage_max.max(max);
        }
        if let (Some(connections), None, Some(hosts)) = (database.connections, said.connections, hosts) {
            let needed = ConnectionCount::try_from(u64::from(u32::from(hosts) * CONNECTIONS)).ok();
            database.connections = Some(needed.map_or(connections, |needed| connections.max(needed)));
        }
    }

    /// A cluster bears the peak with the readers that a lost zone leaves: of those that may come, or, where there is a cluster
    /// for each function, of those that are there.
    fn aurora(
        &self,
        database: &mut Database,
        (writes, reads): (f64, f64),
        zones: Option<Zones>,
        federated: bool,
    ) {
        if self.app.database.class.is_some() {
            return;
        }
        let each = self.app.traffic.transactions();
        let there = database.replicas.map_or(0, Replicas::get);
        let most = database.replicas_max.map_or(there, Readers::get);
        let left = survivors(if federated { there } else { most }.into(), zones);
        let bearing = |readers: u16, queries: f64| queries / each / (f64::from(readers) + 1.0);
        let all = writes + reads;
        let needs = (writes / each).max(bearing(left, all)).max(bearing(there.into(), self.average(all)));
        let said = &self.app.database;
        let sold = |class: &str| {
            sold(engines::aurora(said).and_then(|it| engines::aurora_class(it, class, said, self.region)))
        };
        database.class = bigger(&database.class, MEMORY, needs, sold);
    }
}

/// The processors for good of the class that is sold under a name.
fn sold(class: Result<DatabaseClass>) -> Option<f64> {
    class.ok().map(|class| DatabaseClass::sustained(&class.name()))
}
