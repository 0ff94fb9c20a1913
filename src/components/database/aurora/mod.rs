//! Aurora: one volume over three zones, a writer, and up to 15 readers beside it.

mod cluster;
mod proxy;
mod readers;

use indexmap::IndexMap;

use super::{NAME, PORT, Site, ground::Ground};
use crate::{
    cfn::{Id, Template, types::rds::DbClusterParameterGroup},
    components::{
        app::Surroundings, firewall::Door, key::DataKey, login::Login, protection::Protection, talk::MILLION,
        world::World,
    },
};
pub use cluster::{Base, Cluster, Purpose};
pub use proxy::Proxy;

/// A minor version that cfn-lint 1.51 and 1.58 know.
pub const VERSION: &str = "17.9";

/// How big each of its clusters is.
#[derive(Clone, Debug)]
pub struct Aurora {
    /// The class of writer and readers, such as `db.r8g.2xlarge`.
    pub class: String,
    /// Readers that are always there.
    pub readers: u8,
    /// Readers at the most: Aurora takes 15.
    pub readers_max: u8,
    /// Days of point-in-time recovery: 1 to 35.
    pub backup_days: u8,
    /// Connections that the class takes.
    pub connections: u32,
    /// Whether Aurora installs minor versions by itself. Clusters that will span regions must not part.
    pub minor_upgrades: bool,
}

/// The cluster, and what stands before it.
#[derive(Debug)]
pub struct Built {
    /// How big its clusters are.
    pub aurora: Aurora,
    /// The cluster.
    pub cluster: Cluster,
    /// What keeps connections for the application.
    pub proxy: Proxy,
    /// The administrator's login, where the cluster has one of its own.
    pub administrator: Option<Login>,
    /// What further clusters stand on as well.
    pub ground: Ground,
    /// The parameters of every cluster.
    pub parameters: Id<DbClusterParameterGroup>,
    protection: Protection,
}

impl Aurora {
    /// Builds the cluster, its proxy and its scaling; the application learns where they are.
    pub fn build(&self, t: &mut Template, site: Site<'_>, surroundings: &mut Surroundings) -> Built {
        t.section("Database");
        let world = site.world;
        let second = world.second();
        let administrator = second.is_none().then(|| Login::administrator(t, site.key, world));
        let ground = Ground::build(t, site);
        let parameters = parameters(t);
        connect(t, &ground);
        let key = second.map_or(site.key, |second| &second.key);
        let protection = site.protection;
        let base = Base { ground: &ground, parameters: &parameters, key, world, protection };
        let cluster = self.cluster(t, &Purpose::first(), base, administrator.as_ref());
        cluster.attach(t, "DatabaseSecretAttachment", site.application);
        if let Some(administrator) = &administrator {
            cluster.attach(t, "DatabaseMasterSecretAttachment", administrator);
        }
        self.watch(t, &cluster, site.alarms);
        if second.is_none() {
            self.scale(t, &cluster);
        }
        let proxy = Proxy::build(t, site, &ground, &cluster);
        tell(t, &cluster, &proxy, world, surroundings);
        surroundings.meet(proxy.neighbour());
        surroundings.meet(ground.neighbour());
        Built { aurora: self.clone(), cluster, proxy, administrator, ground, parameters, protection }
    }
}

impl Built {
    /// What further clusters stand on.
    pub fn base<'a>(&'a self, key: &'a DataKey, world: &'a World) -> Base<'a> {
        let key = world.second().map_or(key, |second| &second.key);
        Base { ground: &self.ground, parameters: &self.parameters, key, world, protection: self.protection }
    }
}

fn tell(t: &mut Template, cluster: &Cluster, proxy: &Proxy, world: &World, surroundings: &mut Surroundings) {
    let text = "The writer's host name; it stays through a failover";
    t.output("DatabaseEndpoint", text, cluster.id.endpoint());
    t.output("DatabaseProxyEndpoint", "The host name under which the application writes", proxy.writer());
    surroundings.tell("DB_HOST", world.writer(proxy.writer(), cluster.id.reader_endpoint()));
    surroundings.tell("DB_NAME", NAME);
    surroundings.tell("DB_READER_HOSTS", proxy.reader());
    surroundings.tell("DB_WRITER_HOST", world.writer(cluster.id.endpoint(), cluster.id.reader_endpoint()));
}

/// Databases copy from one another, where data moves while it is written: into the cluster, and later into functions and shards.
fn connect(t: &mut Template, ground: &Ground) {
    let why = "a database copies from another while its data moves, by logical replication";
    let door = |id| Door { id, step: MILLION, why, port: PORT };
    ground.group.reach(t, door("DatabaseToDatabase"), &ground.group);
    ground.group.admit(t, door("DatabaseFromDatabase"), &ground.group);
}

fn parameters(t: &mut Template) -> Id<DbClusterParameterGroup> {
    let one = || "1".to_owned();
    let group = DbClusterParameterGroup {
        family: "aurora-postgresql17",
        description: "Aurora PostgreSQL parameters",
        parameters: IndexMap::from([("rds.force_ssl", one()), ("rds.logical_replication", one())]),
    };
    let why = MILLION
        .needs("TLS for every connection; logical replication, by which functions and shards move out")
        .must("keep Family and Description: a change replaces the group");
    t.add("DatabaseClusterParameters", why, group)
}
