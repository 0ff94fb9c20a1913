//! Services behind the web site: each a fleet of its own, with a role, a path, a log and releases of its own.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    alarms::Alarms,
    app::Surroundings,
    app_logs,
    balancer::{Internal, Watched},
    fleet::{self, Fleet, scaling::Scaled},
    identity::Identity,
    key::DataKey,
    login::Login,
    network::{self, Places},
    targets,
    tier::{HostType, Job, Member, Site, Tier, capital},
};
use crate::cfn::{
    Id, Order, Template, Val,
    types::{autoscaling::AutoScalingGroup, cloudwatch::Alarm, elbv2::TargetGroup},
};

/// The name of a service: 2 to 12 small letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct ServiceName(String);

impl TryFrom<String> for ServiceName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let fits = (2..=12).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase());
        match name.as_str() {
            _ if !fits => Err(format!("`{name}` is no name of a service; give 2 to 12 small letters")),
            "cache" | "database" | "graph" | "origin" | "photos" | "web" => {
                Err(format!("`{name}` is the name of another part of the stack; choose another"))
            }
            _ => Ok(Self(name)),
        }
    }
}

impl ServiceName {
    /// The plain name.
    pub fn get(&self) -> &str {
        &self.0
    }

    /// What the logical IDs of its databases begin with.
    pub fn id(&self) -> String {
        capital(&self.0)
    }
}

/// Services' names: 1 to 30, each once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "Vec<ServiceName>")]
pub struct ServiceNames(Vec<ServiceName>);

impl TryFrom<Vec<ServiceName>> for ServiceNames {
    type Error = String;

    fn try_from(names: Vec<ServiceName>) -> Result<Self, String> {
        let twice = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name));
        match twice {
            Some((_, twice)) => Err(format!("the service {} is there twice; keep one", twice.get())),
            None if (1..=30).contains(&names.len()) => Ok(Self(names)),
            None => Err(format!("{} services; give 1 to 30", names.len())),
        }
    }
}

impl ServiceNames {
    /// All of them, with commas between.
    pub fn list(&self) -> String {
        self.0.iter().map(ServiceName::get).collect::<Vec<_>>().join(",")
    }

    /// How many they are: 1 to 30.
    pub fn count(&self) -> u8 {
        u8::try_from(self.0.len()).unwrap_or(u8::MAX)
    }

    /// In order: the first owns the largest share of the data.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &ServiceName> {
        self.0.iter()
    }
}

/// How many hosts the fleet of each service has, and of which type.
#[derive(Clone, Debug)]
pub struct Services {
    /// Their names.
    pub names: ServiceNames,
    /// The type of their hosts.
    pub host: HostType,
    /// The bounds of each fleet.
    pub fleet: Fleet,
}

/// What services stand in and on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Parameters and conditions.
    pub identity: &'a Identity,
    /// The key of their logs.
    pub key: &'a DataKey,
    /// The application's login.
    pub login: &'a Login,
    /// The administrator's login, where the database does not make the application's itself.
    pub administrator: Option<&'a Login>,
    /// The load balancer before them.
    pub internal: &'a Internal,
    /// The network.
    pub network: &'a network::Built,
    /// Where their hosts stand.
    pub places: &'a Places,
    /// Who hears of their trouble.
    pub alarms: &'a Alarms,
}

/// What a service finds around it.
#[derive(Clone, Debug)]
pub struct Found {
    /// Variables, rights and neighbours.
    pub surroundings: Surroundings,
    /// The path of Parameter Store below which databases of its own are told.
    pub databases: Option<Val>,
    /// What its hosts wait for.
    pub after: Vec<Order>,
}

/// A service that is there.
#[derive(Debug)]
pub struct Service {
    /// What its hosts have in common.
    pub tier: Tier,
    /// The fleet.
    pub fleet: Id<AutoScalingGroup>,
    /// Its hosts at the least.
    pub min: u16,
    /// Where the load balancer finds them.
    pub targets: Id<TargetGroup>,
    /// What rings when it answers with errors.
    pub errors: Id<Alarm>,
}

impl Services {
    /// Builds every service, in order. `finds` says what a service finds around it.
    pub fn build(
        &self,
        t: &mut Template,
        ground: Ground<'_>,
        finds: impl Fn(&ServiceName) -> Found,
    ) -> Vec<Service> {
        let numbered = (1..).zip(self.names.iter());
        numbered.map(|(number, name)| self.service(t, ground, number, name, &finds(name))).collect()
    }

    /// A fleet takes part in its load balancer's health checks: the path is there before its hosts.
    fn service(
        &self,
        t: &mut Template,
        ground: Ground<'_>,
        number: u16,
        name: &ServiceName,
        found: &Found,
    ) -> Service {
        t.section(format!("Service: {}", name.get()));
        let job = Job::service(name.get());
        let log = app_logs::build(t, &job, ground.alarms, ground.key);
        let targets = targets::of_fleet(t, ground.network, &job);
        let rule = ground.internal.path(t, &job, number, &targets);
        let member = Member { log: log.get().into(), targets: Some(targets.get().into()) };
        let site = Site {
            identity: ground.identity,
            surroundings: &found.surroundings,
            databases: found.databases.as_ref(),
            login: Some(ground.login),
            administrator: ground.administrator,
            tls: None,
            fleet: Some(member),
        };
        let tier = Tier::build(t, job, ground.internal.hosts.clone(), self.host.clone(), &site);
        let stands = fleet::Ground {
            tier: &tier,
            places: ground.places,
            behind: Some((&targets, &rule)),
            after: &found.after,
        };
        let fleet = self.fleet.build(t, stands);
        let (job, alarms) = (&tier.job, ground.alarms);
        let balancer = &ground.internal.load_balancer;
        let scaled = Scaled { fleet: &fleet, job, balancer, targets: &targets, rule: &rule, alarms };
        scaled.build(t, &self.fleet.scaling);
        let errors =
            Watched { job, balancer, targets: &targets, alarms }.hosts(t, job.fleet, fleet::PATIENCE);
        Service { tier, fleet, min: self.fleet.min, targets, errors }
    }
}
