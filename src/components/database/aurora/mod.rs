//! Aurora: one volume over three zones, a writer, and up to 15 readers beside it.

mod cluster;
mod proxy;
mod readers;

use indexmap::IndexMap;

use super::{NAME, PORT, Site, alarms::GIB, ground::Ground};
use crate::{
    cfn::{Id, Template, types::rds::DbClusterParameterGroup},
    components::{
        app::Surroundings, firewall::Door, key::DataKey, login::Login, protection::Protection, talk::Step,
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
    /// Readers at the most, where more come with the reads: Aurora takes 15.
    pub readers_max: Option<u8>,
    /// Days of point-in-time recovery: 1 to 35.
    pub backup_days: u8,
    /// Memory of the class, GiB.
    pub memory: u32,
    /// Connections that the class takes.
    pub connections: u32,
    /// Whether Aurora installs minor versions by itself. Clusters that will span regions must not part.
    pub minor_upgrades: bool,
    /// Whether a proxy stands before the first: it needs a host that makes the application's login beside it.
    pub proxy: bool,
    /// The step at which the first comes.
    pub step: Step,
}

/// The share of connections that is there without a proxy, in percent: Aurora keeps some memory for itself, as RDS does.
const SHARE: u8 = 80;

/// The cluster, and what stands before it.
#[derive(Debug)]
pub struct Built {
    /// How big its clusters are.
    pub aurora: Aurora,
    /// The cluster.
    pub cluster: Cluster,
    /// What keeps connections for the application, where it stands before the cluster.
    pub proxy: Option<Proxy>,
    /// The administrator's login, where the cluster has one of its own.
    pub administrator: Option<Login>,
    /// What further clusters stand on as well.
    pub ground: Ground,
    /// The parameters of every cluster.
    pub parameters: Id<DbClusterParameterGroup>,
    protection: Protection,
}

impl Aurora {
    /// Builds the cluster, its scaling and its proxy, if it has them; the application learns where they are.
    pub fn build(&self, t: &mut Template, site: Site<'_>, surroundings: &mut Surroundings) -> Built {
        t.section("Database");
        let world = site.world;
        let second = world.second();
        let administrator = second.is_none().then(|| Login::administrator(t, site.key, world));
        let ground = Ground::build(t, site);
        let parameters = parameters(t, self.step);
        connect(t, &ground, self.step);
        let key = second.map_or(site.key, |second| &second.key);
        let protection = site.protection;
        let base = Base { ground: &ground, parameters: &parameters, key, world, protection };
        let cluster = self.cluster(t, &Purpose::first(self.step), base, administrator.as_ref());
        cluster.attach(t, "DatabaseSecretAttachment", site.application);
        if let Some(administrator) = &administrator {
            cluster.attach(t, "DatabaseMasterSecretAttachment", administrator);
        }
        self.watch(t, &cluster, site.alarms);
        if let Some(most) = self.readers_max.filter(|_| second.is_none()) {
            self.scale(t, &cluster, most);
        }
        let proxy = self.proxy.then(|| Proxy::build(t, site, &ground, &cluster));
        tell(t, &cluster, proxy.as_ref(), world, surroundings);
        surroundings.meet(ground.neighbour());
        Built { aurora: self.clone(), cluster, proxy, administrator, ground, parameters, protection }
    }

    /// Bytes of free memory below which somebody should look: a sixty-fourth of a class up to 64 GiB.
    fn little_memory(&self) -> u64 {
        (u64::from(self.memory) * GIB / 64).min(GIB)
    }

    /// Four fifths of the connections: the proxy takes no more than its share.
    fn many(&self) -> u64 {
        let share = if self.proxy { proxy::SHARE } else { SHARE };
        (self.connections * u32::from(share) / 100 * 4 / 5).into()
    }
}

impl Built {
    /// What further clusters stand on.
    pub fn base<'a>(&'a self, key: &'a DataKey, world: &'a World) -> Base<'a> {
        let key = world.second().map_or(key, |second| &second.key);
        Base { ground: &self.ground, parameters: &self.parameters, key, world, protection: self.protection }
    }
}

fn tell(
    t: &mut Template,
    cluster: &Cluster,
    proxy: Option<&Proxy>,
    world: &World,
    surroundings: &mut Surroundings,
) {
    let text = "The writer's host name; it stays through a failover";
    t.output("DatabaseEndpoint", text, cluster.id.endpoint());
    match proxy {
        Some(proxy) => tell_proxy(t, cluster, proxy, world, surroundings),
        None => tell_cluster(t, cluster, surroundings),
    }
}

/// The application goes straight to the cluster, whose host names are there before its instances: hosts wait for these.
fn tell_cluster(t: &mut Template, cluster: &Cluster, surroundings: &mut Surroundings) {
    surroundings.tell("DB_HOST", cluster.id.endpoint());
    surroundings.tell("DB_NAME", NAME);
    if cluster.has_readers() {
        let readers = cluster.id.reader_endpoint();
        t.output("DatabaseReaderEndpoints", "The host name under which any reader answers", readers.clone());
        surroundings.tell("DB_READER_HOSTS", readers);
    }
    cluster.instances.iter().for_each(|instance| surroundings.come_after(instance));
}

/// The application goes through the proxy; hosts go straight to the writer to make its login.
fn tell_proxy(
    t: &mut Template,
    cluster: &Cluster,
    proxy: &Proxy,
    world: &World,
    surroundings: &mut Surroundings,
) {
    surroundings.meet(proxy.neighbour());
    t.output("DatabaseProxyEndpoint", "The host name under which the application writes", proxy.writer());
    surroundings.tell("DB_HOST", world.writer(proxy.writer(), cluster.id.reader_endpoint()));
    surroundings.tell("DB_NAME", NAME);
    surroundings.tell("DB_READER_HOSTS", proxy.reader());
    surroundings.tell("DB_WRITER_HOST", world.writer(cluster.id.endpoint(), cluster.id.reader_endpoint()));
}

/// Databases copy from one another, where data moves while it is written: into the cluster, and later into functions and shards.
fn connect(t: &mut Template, ground: &Ground, step: Step) {
    let why = "a database copies from another while its data moves, by logical replication";
    let door = |id| Door { id, step, why, port: PORT };
    ground.group.reach(t, door("DatabaseToDatabase"), &ground.group);
    ground.group.admit(t, door("DatabaseFromDatabase"), &ground.group);
}

fn parameters(t: &mut Template, step: Step) -> Id<DbClusterParameterGroup> {
    let one = || "1".to_owned();
    let group = DbClusterParameterGroup {
        family: "aurora-postgresql17",
        description: "Aurora PostgreSQL parameters",
        parameters: IndexMap::from([("rds.force_ssl", one()), ("rds.logical_replication", one())]),
    };
    let why = step
        .needs("TLS for every connection; logical replication, by which functions and shards move out")
        .must("keep Family and Description: a change replaces the group");
    t.add("DatabaseClusterParameters", why, group)
}
