//! A stage with every decision taken; `template` reads like the talk, top to bottom.

mod decoupled;
mod delivered;
mod fleet;
mod single;
mod sql;
mod tiers;

use crate::{
    cfn::Template,
    components::{
        alarms::Alarms,
        app::Spoken,
        backup, budget,
        data_host::DataHost,
        edge::EdgeStack,
        identity::{Identity, Known},
        key::{DataKey, Services},
        login::Login,
        network::{self, Network},
        protection::Protection,
        tls::Issuer,
        world::{Standing, World},
    },
    units::Usd,
};
pub use decoupled::Decoupled;
pub use delivered::{Delivered, Home, Web};
pub use single::{OneServer, Store};
pub use sql::Engine;
pub use tiers::{Front, Tiers};

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
    /// Where the stack stands among regions.
    pub place: Standing,
    /// Whether what the stack keeps lies under a key of the customer's own.
    pub customer_key: bool,
    /// How a database is spoken to that AWS runs.
    pub spoken: Spoken,
    /// What the owner said of domain, mailbox and application.
    pub known: Known,
    /// Who certifies a host that faces the internet itself.
    pub issuer: Issuer,
    /// Whether databases, tables and load balancers refuse their deletion.
    pub protection: Protection,
    /// Whether a visitor of our own asks for the site, where a fleet serves it.
    pub canary: bool,
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
    OneServer(OneServer),
    /// Tiers in several zones, behind a load balancer.
    Tiers(Box<Tiers>),
}

impl Shape {
    /// vCPUs of all hosts: at the least and at the most.
    pub fn vcpus(&self) -> (u32, u32) {
        match self {
            Self::OneHost(host) => (host.host.vcpus, host.host.vcpus),
            Self::OneServer(server) => (server.vcpus(), server.vcpus()),
            Self::Tiers(tiers) => tiers.vcpus(),
        }
    }

    /// Instances of managed databases: at the least, and at the most once readers have come with the reads.
    pub fn databases(&self) -> (u32, u32) {
        match self {
            Self::OneHost(_) => (0, 0),
            Self::OneServer(server) => server.databases(),
            Self::Tiers(tiers) => tiers.databases(),
        }
    }

    /// Which services come to the stack's data without a role of the account.
    fn services(&self) -> Services {
        if let Self::Tiers(tiers) = self { tiers.services() } else { Services::default() }
    }
}

/// What every part stands on.
struct Ground {
    identity: Identity,
    world: World,
    key: DataKey,
    network: network::Built,
    login: Login,
    alarms: Alarms,
    spoken: Spoken,
    issuer: Issuer,
    protection: Protection,
    canary: bool,
}

impl Architecture {
    /// The template: each part may use only those before it.
    pub fn template(&self) -> Template {
        let mut template = Template::new(&self.title, &self.summary, &MUST);
        let t = &mut template;
        let ground = self.ground(t);
        match &self.shape {
            Shape::OneHost(host) => single::one_host(t, &ground, host),
            Shape::OneServer(server) => server.build(t, &ground),
            Shape::Tiers(tiers) => tiers.build(t, &ground),
        }
        backup::build(t);
        t.output("VpcId", "The network", ground.network.vpc.get());
        template
    }

    fn ground(&self, t: &mut Template) -> Ground {
        let identity = Identity::build(t, &self.known);
        let world = self.place.build(t, &identity);
        let key =
            if self.customer_key { DataKey::build(t, self.shape.services()) } else { DataKey::default() };
        let network = self.network.build(t, &key);
        let login = Login::application(t, &key, &world, self.spoken.engine);
        let alarms = Alarms::build(t, &identity);
        if let Some(monthly) = self.budget {
            budget::build(t, &identity, monthly);
        }
        let Self { spoken, issuer, protection, canary, .. } = *self;
        Ground { identity, world, key, network, login, alarms, spoken, issuer, protection, canary }
    }
}
