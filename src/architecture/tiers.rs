//! Tiers in several zones, behind a load balancer.

use super::{
    Decoupled, Delivered, Ground,
    sql::{Engine, Sql},
};
use crate::{
    cfn::{Id, Template, Val, types::ec2::Instance},
    components::{
        app::Surroundings,
        balancer::Balancer,
        cache::{self, Cache},
        database, dns,
        key::Services,
        network::{Places, Private, Zones},
        patches, service,
        sessions::Sessions,
        targets,
        tier::{self, Count, HostType, Servers},
    },
};

/// The parts behind a load balancer.
#[derive(Clone, Debug)]
pub struct Tiers {
    /// Subnets of hosts.
    pub private: Private,
    /// Zones of databases and caches.
    pub zones: Zones,
    /// The database.
    pub database: Engine,
    /// Popular reads in memory.
    pub cache: Option<Cache>,
    /// Where sessions are.
    pub sessions: Sessions,
    /// The EC2 type of the web servers.
    pub host: HostType,
    /// Who stands before them.
    pub front: Front,
}

/// What visitors reach first.
#[derive(Clone, Debug)]
pub enum Front {
    /// The load balancer, with so many servers behind it.
    Balancer(Count),
    /// A content delivery network before the load balancer.
    Delivered(Delivered),
}

/// What the web servers stand in and on.
pub(super) struct Stand<'a> {
    pub ground: &'a Ground,
    pub host: &'a HostType,
    pub places: &'a Places,
    pub data: &'a Data,
    pub sticky: bool,
}

/// Where the data is.
pub(super) struct Data {
    pub places: Places,
    pub sql: Sql,
    pub cache: Option<cache::Built>,
    pub sessions: Option<Val>,
}

impl Front {
    fn decoupled(&self) -> Option<&Decoupled> {
        if let Self::Delivered(delivered) = self { delivered.web.decoupled() } else { None }
    }
}

impl Tiers {
    /// vCPUs of all hosts: at the least and at the most.
    pub(super) fn vcpus(&self) -> (u32, u32) {
        let (least, most) = match &self.front {
            Front::Balancer(count) => count.vcpus(&self.host),
            Front::Delivered(delivered) => delivered.web.vcpus(&self.host),
        };
        let (few, many) = self.front.decoupled().map_or((0, 0), Decoupled::vcpus);
        (least + few, most + many)
    }

    /// Instances of managed databases: at the least and at the most.
    pub(super) fn databases(&self) -> (u32, u32) {
        self.database.instances(self.front.decoupled().map_or(0, Decoupled::further_clusters))
    }

    /// How many web servers: at the least and at the most.
    pub fn hosts(&self) -> (u16, u16) {
        match &self.front {
            Front::Balancer(count) => (count.count().into(), count.count().into()),
            Front::Delivered(delivered) => delivered.web.hosts(),
        }
    }

    /// The services, where there are any.
    pub fn parted(&self) -> Option<&service::Services> {
        self.front.decoupled().map(|decoupled| &decoupled.services)
    }

    /// Whether each service has a database.
    pub fn federated(&self) -> bool {
        self.front.decoupled().is_some_and(|decoupled| decoupled.federation.is_some())
    }

    /// Which services come to the stack's data without a role of the account.
    pub(super) fn services(&self) -> Services {
        match &self.front {
            Front::Balancer(_) => Services::default(),
            Front::Delivered(delivered) => delivered.services(),
        }
    }

    pub(super) fn build(&self, t: &mut Template, ground: &Ground) {
        let places = self.private.build(t, &ground.network);
        let mut surroundings = Surroundings::default();
        let data = self.data(t, ground, &mut surroundings);
        let sticky = self.sessions.stick();
        let stand = Stand { ground, host: &self.host, places: &places, data: &data, sticky };
        match &self.front {
            Front::Balancer(count) => stand.balanced(t, *count, &surroundings),
            Front::Delivered(delivered) => delivered.build(t, &stand, surroundings),
        }
    }

    fn data(&self, t: &mut Template, ground: &Ground, surroundings: &mut Surroundings) -> Data {
        let Ground { world, key, network, login, alarms, protection, .. } = ground;
        let protection = *protection;
        let places = network.data(t, self.zones);
        let site =
            database::Site { network, places: &places, key, application: login, alarms, world, protection };
        let sql = self.database.build(t, site, surroundings);
        surroundings.speak(ground.spoken);
        login.tell(surroundings);
        let site = cache::Site { network, places: &places, key, alarms };
        let cache = self.cache.as_ref().map(|cache| cache.build(t, site, surroundings));
        let sessions = self.sessions.build(t, world, protection, alarms, surroundings);
        Data { places, sql, cache, sessions }
    }
}

impl Stand<'_> {
    /// Servers, the load balancer before them, and the names that point to it.
    fn balanced(&self, t: &mut Template, count: Count, surroundings: &Surroundings) {
        let Ground { identity, network, alarms, protection, .. } = self.ground;
        let (tier, servers) = self.servers(t, count, surroundings);
        let targets = targets::of_servers(t, network, &servers, self.sticky);
        let balancer = Balancer {
            identity,
            network,
            web: &tier.group,
            targets,
            logs: None,
            patience: 3,
            shut: false,
            protection: *protection,
        };
        let balancer = balancer.build(t, alarms);
        dns::Front::Balancer(&balancer).build(t, identity);
        patches::build(t, &servers.iter().collect::<Vec<_>>());
    }

    /// Plain servers, and what they have in common.
    pub(super) fn servers(
        &self,
        t: &mut Template,
        count: Count,
        surroundings: &Surroundings,
    ) -> (tier::Tier, Vec<Id<Instance>>) {
        let tier = self.tier(t, surroundings, None);
        let alarms = &self.ground.alarms;
        let servers = Servers { count, tier: &tier, places: self.places, alarms }.build(t);
        (tier, servers)
    }

    /// What all web servers have in common.
    pub(super) fn tier(
        &self,
        t: &mut Template,
        surroundings: &Surroundings,
        fleet: Option<tier::Member>,
    ) -> tier::Tier {
        let Ground { identity, network, login, .. } = self.ground;
        let administrator = self.data.sql.administrator();
        let site = tier::Site {
            identity,
            surroundings,
            login: Some(login),
            administrator,
            databases: None,
            tls: None,
            fleet,
        };
        tier::Tier::web(t, network, self.host.clone(), &site)
    }
}
