//! A stage with every decision taken; `template` reads like the talk, top to bottom.

use crate::{
    cfn::{
        Id, Template,
        types::{ec2::Instance, s3::Bucket, secretsmanager::Secret},
    },
    components::{
        address,
        alarms::Alarms,
        app::Surroundings,
        app_logs, assets, backup,
        balancer::{self, Balancer},
        budget,
        cache::Cache,
        cdn::{self, Cdn},
        data_host::{self, DataHost},
        database::Database,
        deploy,
        dns::Front,
        edge::{Edge, EdgeStack},
        fleet::{self, Fleet, scaling::Scaled},
        identity::Identity,
        login, logs,
        network::{self, Network, Places, Private, Zones},
        patches, sessions,
        tls::Tls,
        trail,
        waf::Waf,
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

/// The stack in us-east-1 that a stack with another home region needs.
#[derive(Clone, Debug)]
pub struct EdgeArchitecture {
    /// The template's description.
    pub title: String,
    /// Its parts.
    pub stack: EdgeStack,
}

impl EdgeArchitecture {
    /// The template.
    pub fn template(&self) -> Template {
        let summary = "What CloudFront takes from us-east-1 only, for a stack whose home region is another.";
        let mut template = Template::new(&self.title, summary, &MUST);
        self.stack.build(&mut template);
        template
    }
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

impl Shape {
    /// vCPUs of all hosts: at the least and at the most.
    pub fn vcpus(&self) -> (u32, u32) {
        match self {
            Self::OneHost(host) => (host.host.vcpus, host.host.vcpus),
            Self::OneServer { host, store: Store::Host(data) } => {
                (host.vcpus + data.host.vcpus, host.vcpus + data.host.vcpus)
            }
            Self::OneServer { host, store: Store::Managed(..) } => (host.vcpus, host.vcpus),
            Self::Tiers(tiers) => {
                let (least, most) = tiers.web.hosts();
                (u32::from(least) * tiers.host.vcpus, u32::from(most) * tiers.host.vcpus)
            }
        }
    }
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
    pub web: Web,
    /// The database.
    pub database: Database,
    /// Popular reads in memory.
    pub cache: Option<Cache>,
    /// Whether sessions are in a table.
    pub sessions: bool,
    /// What stands before the load balancer.
    pub edge: Option<Delivery>,
    /// Whether the account's changes are recorded.
    pub trail: bool,
}

/// Plain servers, or a fleet.
#[derive(Clone, Debug)]
pub enum Web {
    /// So many servers, each with a name.
    Servers(Count),
    /// As many as the work needs.
    Fleet(Fleet),
}

impl Web {
    /// How many hosts: at the least and at the most.
    fn hosts(&self) -> (u16, u16) {
        match self {
            Self::Servers(count) => (count.count().into(), count.count().into()),
            Self::Fleet(fleet) => (fleet.min, fleet.max),
        }
    }
}

/// The content delivery network.
#[derive(Clone, Copy, Debug)]
pub struct Delivery {
    /// Whose certificate and firewall it has.
    pub home: Home,
    /// Whether the load balancer answers it alone.
    pub enforced: bool,
    /// The firewall before it.
    pub waf: Option<Waf>,
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
    let site = web::Site {
        identity,
        surroundings: &surroundings,
        login,
        administrator,
        tls: Some(&tls),
        fleet: None,
    };
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
        let places = self.private.build(t, network);
        let logs = self.edge.map(|_| logs::build(t, self.trail.then(trail::arn)));
        let mut surroundings = Surroundings::default();
        let administrator = self.data(t, ground, &mut surroundings);
        let assets = logs.as_ref().map(|logs| assets::build(t, logs, &mut surroundings));
        let fleet = self.fleet().zip(logs.as_ref()).map(|(_, logs)| {
            deploy::artifacts(t, logs, &mut surroundings);
            app_logs::build(t, alarms)
        });
        let site = web::Site {
            identity,
            surroundings: &surroundings,
            login,
            administrator: Some(&administrator),
            tls: None,
            fleet: fleet.map(|log| web::Member { log: log.get().into() }),
        };
        let tier = web::Tier::build(t, network, self.host.clone(), &site);
        let servers = self.servers(t, &tier, &places, alarms);
        let balancer = Balancer {
            identity,
            network,
            web: &tier.group,
            servers: &servers,
            logs: logs.as_ref(),
            shut: self.edge.is_some_and(|edge| edge.enforced),
            sticky: !self.sessions,
        };
        let balancer = balancer.build(t, alarms);
        let site = self.edge.zip(assets).map(|(edge, assets)| edge.build(t, identity, &assets, &balancer));
        if let (Some(fleet), Some(site)) = (self.fleet(), &site) {
            let stand =
                fleet::Ground { tier: &tier, places: &places, targets: &balancer.targets, rule: &site.http };
            grow(t, fleet, stand, &balancer, alarms);
        }
        site.as_ref().map_or(Front::Balancer(&balancer), Front::Edge).build(t, identity);
        if let Some(logs) = logs.as_ref().filter(|_| self.trail) {
            trail::build(t, logs);
        }
        if !servers.is_empty() {
            patches::build(t, &servers.iter().collect::<Vec<_>>());
        }
    }

    /// Database, cache and sessions; the administrator's login is returned.
    fn data(&self, t: &mut Template, ground: &Ground, surroundings: &mut Surroundings) -> Id<Secret> {
        let Ground { network, login, alarms, .. } = ground;
        let places = network.data(t, self.data);
        let database = self.database.build(t, network, &places, login, alarms, surroundings);
        login::tell(surroundings, login);
        if let Some(cache) = &self.cache {
            cache.build(t, network, &places, alarms, surroundings);
        }
        if self.sessions {
            sessions::build(t, alarms, surroundings);
        }
        database.administrator
    }

    fn servers(
        &self,
        t: &mut Template,
        tier: &web::Tier,
        places: &Places,
        alarms: &Alarms,
    ) -> Vec<Id<Instance>> {
        match self.web {
            Web::Servers(count) => Servers { count, tier, places, alarms }.build(t),
            Web::Fleet(_) => Vec::new(),
        }
    }

    fn fleet(&self) -> Option<&Fleet> {
        if let Web::Fleet(fleet) = &self.web { Some(fleet) } else { None }
    }
}

/// The fleet, what moves it, and how releases reach it.
fn grow(
    t: &mut Template,
    fleet: &Fleet,
    stand: fleet::Ground<'_>,
    balancer: &balancer::Built,
    alarms: &Alarms,
) {
    let group = fleet.build(t, stand);
    let scaled = Scaled { fleet: &group, balancer, alarms };
    fleet.scaling.iter().for_each(|scaling| scaled.build(t, scaling));
    deploy::build(t, &group, &stand.tier.role, balancer);
}

impl Delivery {
    fn build(
        self,
        t: &mut Template,
        identity: &Identity,
        assets: &Id<Bucket>,
        balancer: &balancer::Built,
    ) -> cdn::Built {
        let edge = (self.home == Home::Elsewhere).then(|| Edge::build(t, identity));
        let web_acl = self.waf.map(|waf| match &edge {
            Some(edge) => edge.web_acl(t),
            None => waf.build(t).arn(),
        });
        let cdn = Cdn { identity, assets, balancer, edge: edge.as_ref(), web_acl: web_acl.as_ref() };
        cdn.build(t)
    }
}
