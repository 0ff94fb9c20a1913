//! The keys of `scalegen.yaml`. A part of a stage has the names that stage files give it; what is said here wins over them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Bundle, Cidr, Domain, Email, Name, Tags, Traffic, ZoneName};
use crate::{
    components::{
        cache::CacheEngine,
        database::Engine,
        fleet::Scaling,
        network::{Endpoint, Nat},
        nosql::NoSql,
        service::ServiceNames,
        sessions::Sessions,
        tier::Count,
        waf::Waf,
    },
    facts::Region,
    overrides::Overrides,
    stage::{AuroraFrom, ManagedFrom, file},
    units::{BackupDays, ConnectionCount, DatabaseShards, Gib, Hosts, Readers, Replicas, Shards, Usd, Users},
};

/// What the user has and wants. Every key may be left out; a key for a part that a stage does not have yet waits for its stage.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct App {
    /// The stack's name in the commands that are printed. `app` unless given.
    pub name: Option<Name>,
    /// How many users there are, 1 to 1,000,000,000: `750k`. `scalegen stage` takes it where none is typed.
    pub users: Option<Users>,
    /// The home region; us-east-1 unless given. Immutable: a stack does not move.
    #[schemars(extend("immutable" = true))]
    pub region: Option<Region>,
    /// The second region, from 11 million users on; eu-west-1 unless given. Immutable: it holds copies of all data.
    #[schemars(extend("immutable" = true))]
    pub secondary_region: Option<Region>,
    /// The site's domain and its hosted zone. Without it the template asks for them by parameters.
    pub domain: Option<Domain>,
    /// Where alarms and budget notices go. Without it the template asks for it by a parameter.
    pub alarm_email: Option<Email>,
    /// The application's bundle, `s3://bucket/key`. Without it the template asks for it by a parameter.
    pub bundle: Option<Bundle>,
    /// What a month may cost before a mail warns, in US dollars.
    pub budget: Option<Usd>,
    /// Tags of the stack, for the commands that are printed: CloudFormation puts them on every resource.
    pub tags: Tags,
    /// Whether databases, tables and load balancers refuse their deletion; true unless given. With false an update that moves the
    /// database deletes the old one, of which a snapshot stays.
    pub protect: Option<bool>,
    /// Whether what the stack keeps lies under a key of the customer's own, for a dollar a month and more. Immutable from 100
    /// users on: a database takes its key when it is created. Not with two regions.
    #[schemars(extend("immutable" = true))]
    pub customer_key: bool,
    /// Who certifies the domain while one host serves it: up to 100 users. A change from `none` takes effect with the next web
    /// server, from 10 users on.
    pub tls: Tls,
    /// Zones and subnets.
    pub network: Network,
    /// The host with everything on it, and later with the database alone: up to 100 users.
    pub data_host: DataHost,
    /// Web servers.
    pub web: Web,
    /// The database: on a host, on RDS or on Aurora.
    pub database: Database,
    /// A database for each service, from 10 million users on.
    pub federation: Federation,
    /// Services behind the web site, from a million users on.
    pub services: Services,
    /// Popular reads in memory, from 10,000 users on.
    pub cache: Cache,
    /// Where session state is, from 10,000 users on: `cache` in one region and not with Memcached, `server` with plain servers.
    pub sessions: Option<Sessions>,
    /// What the firewall's common rules do, from 10,000 users on where given and from 500,000 on anyway.
    pub waf: Option<Waf>,
    /// Whether the account's changes are recorded, as `waf`. false if another trail of the account does.
    pub trail: Option<bool>,
    /// Whether a canary sees the site as visitors do, from 500,000 users on.
    pub canary: Option<bool>,
    /// Whether requests are followed through the tiers: from 500,000 users on where given, from 11 million on anyway.
    pub tracing: Option<bool>,
    /// Whether users upload photos, from a million users on.
    pub photos: Option<bool>,
    /// Hosts that work on them, instead of a function.
    pub photo_workers: Option<file::Workers>,
    /// Whether videos among them are made playable.
    pub video: Option<bool>,
    /// Full-text search, from a million users on.
    pub search: Option<file::Search>,
    /// Whether users get mail, from a million users on.
    pub mail: Option<bool>,
    /// What leaves the relational database, from 10 million users on.
    pub nosql: Option<Vec<NoSql>>,
    /// What users do.
    pub traffic: Traffic,
    /// What differs from the template that is printed otherwise. An override of what a stack does not have waits for one that
    /// does: of another stage, of the second region, or of the edge.
    pub overrides: Overrides,
}

/// Who certifies a host that faces the internet itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Let's Encrypt, where there is a domain.
    #[default]
    Letsencrypt,
    /// Nobody: the site is served over HTTP alone.
    None,
}

/// Zones and subnets.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Network {
    /// The network's addresses, a private /16; 10.20.0.0/16 unless given. Immutable: all that stands in it would be replaced.
    #[schemars(extend("immutable" = true))]
    pub cidr: Option<Cidr>,
    /// The home region's zones to use, in order, 2 to 4; its first ones unless given. The second region takes its own first ones.
    /// Immutable: a subnet does not move.
    #[schemars(length(min = 2, max = 4), extend("immutable" = true))]
    pub zones: Option<Vec<ZoneName>>,
    /// How private hosts reach the internet, from 1,000 users on.
    pub nat: Option<Nat>,
    /// AWS services that private hosts reach inside the network, from 1,000 users on, for a fee an hour and zone: each once,
    /// and not in China.
    pub endpoints: Vec<Endpoint>,
    /// Whether connections that the network refuses are recorded.
    pub flow_logs: Option<bool>,
}

/// The host with the database's disk.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DataHost {
    /// The EC2 type, arm64; a change stops and starts the host.
    pub instance: Option<String>,
    /// The data volume in GiB; it can only grow.
    pub volume: Option<Gib>,
}

/// Web servers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Web {
    /// The EC2 type, arm64.
    pub instance: Option<String>,
    /// Plain servers: 1 to 4, up to 500,000 users; one alone below 1,000.
    pub servers: Option<Count>,
    /// Instead of them, from 500,000 users on, a fleet that grows and shrinks with its work.
    pub fleet: Fleet,
}

/// The bounds of a fleet, and what moves it between them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Fleet {
    /// Hosts at the least.
    pub min: Option<Hosts>,
    /// Hosts at the most.
    pub max: Option<Hosts>,
    /// The EC2 type that is taken where `instance` is sold out.
    pub spare: Option<String>,
    /// What it scales on, instead of what the stage says.
    pub scaling: Option<Scaling>,
}

/// Services: each a fleet of its own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Services {
    /// Their names; each owns the path of its name. Immutable from 10 million users on: each has a database.
    #[schemars(extend("immutable" = true))]
    pub names: Option<ServiceNames>,
    /// The EC2 type of their hosts.
    pub instance: Option<String>,
    /// The bounds of each of their fleets.
    pub fleet: Fleet,
}

/// The database.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// What runs it. Immutable: another engine is another database.
    #[schemars(extend("immutable" = true))]
    pub engine: Engine,
    /// Its version, such as `17.9`. It never goes down.
    pub version: Option<String>,
    /// The instance class, such as `db.m8g.large`.
    pub class: Option<String>,
    /// The first size of the disk in GiB. It never shrinks.
    pub storage: Option<Gib>,
    /// How far RDS may let the disk grow, in GiB.
    pub storage_max: Option<Gib>,
    /// Whether a standby waits in another zone.
    pub standby: Option<bool>,
    /// Days of point-in-time recovery: 1 to 35.
    pub backup_days: Option<BackupDays>,
    /// Read replicas from 10,000 users on; readers of a cluster, where it has any.
    pub replicas: Option<Replicas>,
    /// Readers at the most, where they come with the reads: on Aurora.
    pub replicas_max: Option<Readers>,
    /// Connections, where the class's memory does not say how many.
    pub connections: Option<ConnectionCount>,
    /// From which stage on RDS runs it instead of a host of yours: 10 or 100. Immutable once it runs there.
    #[schemars(extend("immutable" = true))]
    pub managed_from: ManagedFrom,
    /// From which stage on Aurora runs it: 100 (not where `managed_from` is 10), 500k or 1m. Immutable once it runs there.
    #[schemars(extend("immutable" = true))]
    pub aurora_from: AuroraFrom,
}

/// A database for each service, and several for the first.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Federation {
    /// Databases of the first service: 1 to 64. Their number only grows.
    pub shards: Option<DatabaseShards>,
}

/// Popular reads in memory.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Cache {
    /// What runs it. Memcached has no password and no copies, and cannot hold sessions. Immutable: another engine is another
    /// cache, which begins empty.
    #[schemars(extend("immutable" = true))]
    pub engine: CacheEngine,
    /// The node type, such as `cache.t4g.small`; not `r6gd`, which keeps data on disk. Another type of Memcached's nodes makes an
    /// empty cache.
    pub node: Option<String>,
    /// Shards: 1 to 90, each with a replica; 2 to 60 nodes of Memcached. A change stands alone in its update.
    pub shards: Option<Shards>,
}

impl App {
    /// The home region.
    #[must_use]
    pub fn region(&self) -> Region {
        self.region.unwrap_or_default()
    }

    /// Whether deletions are refused.
    #[must_use]
    pub fn protects(&self) -> bool {
        self.protect.unwrap_or(true)
    }
}
