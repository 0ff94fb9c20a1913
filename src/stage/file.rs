//! The format of a stage file: what the talk says for that many users.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    components::{
        fleet::Scaling,
        network::{Nat, Zones},
        nosql::NoSql,
        service::ServiceNames,
        sessions::Sessions,
        tier::Count,
        waf::Waf,
    },
    units::{BackupDays, ConnectionCount, DatabaseShards, Gib, Hosts, Readers, Replicas, Shards, Usd},
};

/// What a stage file says.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a part that is there or not")]
pub struct Stage {
    /// The stage's name for people.
    pub title: String,
    /// What is new, in the words of the talk.
    pub new: String,
    /// How the parts work together, for the template's metadata.
    pub architecture: String,
    /// Zones and subnets.
    pub network: Network,
    /// The host with the database's disk.
    pub data_host: Option<DataHost>,
    /// Web servers apart from it.
    pub web: Option<Web>,
    /// The database as a service: on RDS or on Aurora.
    pub database: Option<Database>,
    /// Services behind the web site.
    pub services: Option<Services>,
    /// Whether users upload photos, and a function works on them.
    #[serde(default)]
    pub photos: bool,
    /// Hosts that work on them instead, and follow the backlog.
    pub photo_workers: Option<Workers>,
    /// Whether videos among them are made playable.
    #[serde(default)]
    pub video: bool,
    /// Full-text search.
    pub search: Option<Search>,
    /// A database for each service.
    pub federation: Option<Federation>,
    /// What leaves the relational database.
    #[serde(default)]
    pub nosql: Vec<NoSql>,
    /// Whether users get mail.
    #[serde(default)]
    pub mail: bool,
    /// Whether a load balancer stands before the web servers.
    #[serde(default)]
    pub balancer: bool,
    /// Popular reads in memory.
    pub cache: Option<Cache>,
    /// Where session state is.
    #[serde(default)]
    pub sessions: Sessions,
    /// A content delivery network before the load balancer, and static files in S3.
    pub cdn: Option<Cdn>,
    /// A firewall before the content delivery network.
    pub waf: Option<Waf>,
    /// Whether the account's changes are recorded.
    #[serde(default)]
    pub trail: bool,
    /// Whether requests are followed through the tiers.
    #[serde(default)]
    pub tracing: bool,
    /// Whether there is a second region.
    #[serde(default)]
    pub regions: Regions,
    /// What a month may cost before a mail warns, in US dollars.
    pub budget: Usd,
}

/// How many regions serve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Regions {
    /// One.
    #[default]
    One,
    /// Two: the first writes, both serve.
    Two,
}

/// In how many zones each tier has a subnet.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// Subnets with a way in from the internet.
    pub public: Zones,
    /// Subnets of hosts behind a load balancer.
    pub app: Option<Zones>,
    /// Subnets of databases, with no way in or out.
    pub data: Option<Zones>,
    /// How private hosts reach the internet.
    #[serde(default)]
    pub nat: Nat,
}

/// The host with the database's disk.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataHost {
    /// The EC2 type; a change stops and starts the host.
    pub instance: String,
    /// The data volume in GiB; it can only grow.
    pub volume: Gib,
}

/// How many web servers, and how big.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Web {
    /// The EC2 type.
    pub instance: String,
    /// Plain servers: 1 to 4.
    pub servers: Option<Count>,
    /// Instead of them, a fleet that grows and shrinks with its work.
    pub fleet: Option<Fleet>,
}

/// The bounds of a fleet, and what moves it between them.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fleet {
    /// Hosts at the least.
    pub min: Hosts,
    /// Hosts at the most.
    pub max: Hosts,
    /// The EC2 type that is taken where `instance` is sold out.
    pub spare: String,
    /// What it scales on.
    pub scaling: Scaling,
}

/// Whether the load balancer still answers those who come around the content delivery network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cdn {
    /// It answers everybody, while the network rolls its header out.
    Introduced,
    /// It answers the network alone.
    Enforced,
}

/// How big the managed database is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// Whether Aurora runs it, as a cluster with readers, instead of RDS.
    #[serde(default)]
    pub aurora: bool,
    /// The instance class, such as `db.t4g.small`; of writer and readers on Aurora.
    pub class: String,
    /// The first size of the disk in GiB, on RDS.
    pub storage: Option<Gib>,
    /// How far RDS may let the disk grow, in GiB.
    pub storage_max: Option<Gib>,
    /// Whether a standby waits in another zone under the same endpoint, on RDS. On Aurora a reader is one.
    #[serde(default)]
    pub standby: bool,
    /// Days of point-in-time recovery: 1 to 35.
    pub backup_days: BackupDays,
    /// Read replicas; on Aurora readers that are always there.
    pub replicas: Option<Replicas>,
    /// Readers at the most, where more come with the reads, on Aurora.
    pub replicas_max: Option<Readers>,
    /// Connections on RDS, where the class's memory does not say how many. A static parameter: database and replicas restart.
    pub connections: Option<ConnectionCount>,
}

impl Stage {
    /// Whether Aurora runs its database.
    pub fn has_aurora(&self) -> bool {
        self.database.as_ref().is_some_and(|database| database.aurora)
    }
}

/// Services: each a fleet of its own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Services {
    /// Their names; each owns the path of its name.
    pub names: ServiceNames,
    /// The EC2 type of their hosts.
    pub instance: String,
    /// The bounds of each of their fleets.
    pub fleet: Fleet,
}

/// A database for each service, and several for the first.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Federation {
    /// Databases of the first service: 1 to 64. Their number only grows.
    pub shards: DatabaseShards,
}

/// How big a search domain is: a node a zone.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// The node type, such as `r7g.large.search`.
    pub node: String,
    /// The disk of a node in GiB.
    pub storage: Gib,
}

/// Hosts that work on what waits in a queue.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workers {
    /// Their EC2 type.
    pub instance: String,
    /// The EC2 type that is taken where `instance` is sold out.
    pub spare: String,
    /// Hosts at the least.
    pub min: Hosts,
    /// Hosts at the most.
    pub max: Hosts,
}

/// How big the cache is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cache {
    /// The node type, such as `cache.t4g.small`.
    pub node: String,
    /// Shards: 1 to 90, each with a replica.
    pub shards: Shards,
}
