//! A stage with every decision taken; `template` reads like the talk, top to bottom.

use crate::{
    cfn::{Id, Template, types::secretsmanager::Secret},
    components::{
        address,
        alarms::Alarms,
        app::Surroundings,
        assets, backup,
        balancer::Balancer,
        budget,
        cache::Cache,
        cdn::Cdn,
        data_host::{self, DataHost},
        database::Database,
        dns::Front,
        edge::Edge,
        identity::Identity,
        login,
        network::{self, Network, Private, Zones},
        patches, sessions,
        tls::Tls,
        web::{self, Count, HostType, Servers},
    },
    units::Usd,
};

/// What no change to any stage may break.
const MUST: [&str; 3] = [
    "logical IDs name roles and stay for ever",
    "sizes are literals: a parameter keeps its old value at the next deployment",
    "never change a create-only property of a resource that holds data",
];

/// The parts of one stack.
#[derive(Clone, Debug)]
pub struct Architecture {
    /// The template's description.
    pub title: String,
    /// How the parts work together.
    pub summary: String,
    /// The network and its front.
    pub network: Network,
    /// Who does what.
    pub shape: Shape,
    /// What a month may cost before a mail warns; none where the region has no budgets.
    pub budget: Option<Usd>,
}

/// How the work is divided.
#[derive(Clone, Debug)]
pub enum Shape {
    /// One host does everything.
    OneHost(DataHost),
    /// One web server, and the data apart from it.
    OneServer {
        /// The server's EC2 type.
        host: HostType,
        /// Where the data is.
        store: Store,
    },
    /// Tiers in several zones, behind a load balancer.
    Tiers(Box<Tiers>),
}

/// Where the data is while there is one web server.
#[derive(Clone, Debug)]
pub enum Store {
    /// On a host of its own.
    Host(DataHost),
    /// In a managed database, in so many zones.
    Managed(Database, Zones),
}

/// The parts behind a load balancer.
#[derive(Clone, Debug)]
pub struct Tiers {
    /// Subnets of hosts.
    pub private: Private,
    /// Zones of databases and caches.
    pub data: Zones,
    /// The EC2 type of the web servers.
    pub host: HostType,
    /// How many there are.
    pub servers: Count,
    /// The database.
    pub database: Database,
    /// Popular reads in memory.
    pub cache: Option<Cache>,
    /// Whether sessions are in a table.
    pub sessions: bool,
    /// What stands before the load balancer.
    pub cdn: Option<Home>,
}

/// Where the stack lives, as CloudFront sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// In us-east-1: the stack holds all that CloudFront takes.
    Here,
    /// Elsewhere: an edge stack in us-east-1 holds the certificate.
    Elsewhere,
}

/// What every part stands on.
struct Ground {
    identity: Identity,
    network: network::Built,
    login: Id<Secret>,
    alarms: Alarms,
}

impl Architecture {
    /// The template: each part may use only those before it.
    pub fn template(&self) -> Template {
        let mut template = Template::new(&self.title, &self.summary, &MUST);
        let t = &mut template;
        let ground = self.ground(t);
        match &self.shape {
            Shape::OneHost(host) => one_host(t, &ground, host),
            Shape::OneServer { host, store } => one_server(t, &ground, host, store),
            Shape::Tiers(tiers) => tiers.build(t, &ground),
        }
        backup::build(t);
        t.output("VpcId", "The network", ground.network.vpc.get());
        template
    }

    fn ground(&self, t: &mut Template) -> Ground {
        let identity = Identity::build(t);
        let network = self.network.build(t);
        let login = login::application(t);
        let alarms = Alarms::build(t, &identity);
        if let Some(monthly) = self.budget {
            budget::build(t, &identity, monthly);
        }
        Ground { identity, network, login, alarms }
    }
}

fn one_host(t: &mut Template, ground: &Ground, host: &DataHost) {
    let Ground { identity, network, login, alarms } = ground;
    let tls = Tls::build(t, identity);
    let site = data_host::Site { identity, login, tls: Some(&tls) };
    let host = host.build(t, network, site, alarms);
    data_host::admit_visitors(t, &host);
    let address = address::build(t, network, &host.instance);
    data_host::release(t, identity, &tls, &host.instance, &address);
    Front::Address(&address).build(t, identity);
    patches::build(t, &[&host.instance]);
}

fn one_server(t: &mut Template, ground: &Ground, host: &HostType, store: &Store) {
    let Ground { identity, network, login, alarms } = ground;
    let tls = Tls::build(t, identity);
    let mut surroundings = Surroundings::default();
    let store = store.build(t, ground, &mut surroundings);
    login::tell(&mut surroundings, login);
    let administrator = store.administrator.as_ref();
    let site = web::Site { identity, surroundings: &surroundings, login, administrator, tls: Some(&tls) };
    let tier = web::Tier::build(t, network, host.clone(), &site);
    tier.admit_visitors(t);
    let server = Servers { count: Count::ONE, tier: &tier, places: &network.public, alarms }.first(t);
    let address = address::build(t, network, &server);
    Front::Address(&address).build(t, identity);
    if let Some(host) = &store.host {
        data_host::retire(t, &host.instance, &address);
    }
    let hosts: Vec<_> = store.host.iter().map(|host| &host.instance).chain([&server]).collect();
    patches::build(t, &hosts);
}

/// What became of the store: a host, or a database with its administrator.
struct Stored {
    host: Option<data_host::Built>,
    administrator: Option<Id<Secret>>,
}

impl Store {
    fn build(&self, t: &mut Template, ground: &Ground, surroundings: &mut Surroundings) -> Stored {
        let Ground { identity, network, login, alarms } = ground;
        match self {
            Self::Host(host) => {
                let site = data_host::Site { identity, login, tls: None };
                let host = host.build(t, network, site, alarms);
                host.meet(surroundings);
                Stored { host: Some(host), administrator: None }
            }
            Self::Managed(database, zones) => {
                let places = network.data(t, *zones);
                let database = database.build(t, network, &places, login, alarms, surroundings);
                Stored { host: None, administrator: Some(database.administrator) }
            }
        }
    }
}

impl Tiers {
    fn build(&self, t: &mut Template, ground: &Ground) {
        let Ground { identity, network, login, alarms } = ground;
        let edge = (self.cdn == Some(Home::Elsewhere)).then(|| Edge::build(t, identity));
        let places = self.private.build(t, network);
        let data = network.data(t, self.data);
        let mut surroundings = Surroundings::default();
        let database = self.database.build(t, network, &data, login, alarms, &mut surroundings);
        login::tell(&mut surroundings, login);
        if let Some(cache) = &self.cache {
            cache.build(t, network, &data, alarms, &mut surroundings);
        }
        if self.sessions {
            sessions::build(t, alarms, &mut surroundings);
        }
        let assets = self.cdn.map(|_| assets::build(t, &mut surroundings));
        let administrator = Some(&database.administrator);
        let site = web::Site { identity, surroundings: &surroundings, login, administrator, tls: None };
        let tier = web::Tier::build(t, network, self.host.clone(), &site);
        let servers = Servers { count: self.servers, tier: &tier, places: &places, alarms }.build(t);
        let balancer =
            Balancer { identity, network, web: &tier.group, servers: &servers, sticky: !self.sessions };
        let balancer = balancer.build(t, alarms);
        match &assets {
            None => Front::Balancer(&balancer).build(t, identity),
            Some(assets) => {
                let cdn = Cdn { identity, assets, balancer: &balancer, edge: edge.as_ref(), web_acl: None };
                let site = cdn.build(t);
                Front::Edge(&site).build(t, identity);
            }
        }
        patches::build(t, &servers.iter().collect::<Vec<_>>());
    }
}
