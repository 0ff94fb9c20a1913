//! A stage with every decision taken; `template` reads like the talk, top to bottom.

use crate::{
    cfn::{
        Id, Template, Val,
        types::{ec2::Instance, secretsmanager::Secret},
    },
    components::{
        address,
        alarms::Alarms,
        backup, balancer, budget,
        data_host::{self, DataHost},
        database::{self, Database},
        dns::Front,
        firewall::{self, Firewall},
        identity::Identity,
        login,
        network::{self, Network},
        patches,
        tls::Tls,
        web::{self, DataSource, Web},
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
    /// Zones and subnets.
    pub network: Network,
    /// Who may reach whom.
    pub firewall: Firewall,
    /// The host with the database's disk.
    pub data_host: Option<DataHost>,
    /// Web servers apart from it.
    pub web: Option<Web>,
    /// The database as a service.
    pub database: Option<Database>,
    /// What a month may cost before a mail warns.
    pub budget: Usd,
}

/// What every part stands on.
struct Ground {
    identity: Identity,
    network: network::Built,
    firewall: firewall::Built,
    login: Id<Secret>,
    tls: Option<Tls>,
    alarms: Alarms,
}

impl Architecture {
    /// The template: each part may use only those before it.
    pub fn template(&self) -> Template {
        let mut template = Template::new(&self.title, &self.summary, &MUST);
        let t = &mut template;
        let ground = self.ground(t);
        let host = self.data_host(t, &ground);
        let database = self.database.as_ref().map(|database| {
            database.build(t, &ground.network, &ground.firewall, &ground.login, &ground.alarms)
        });
        let servers = self.servers(t, &ground, host.as_ref(), database.as_ref());
        self.front(t, &ground, host.as_ref(), &servers);
        let hosts: Vec<_> = host.iter().chain(&servers).collect();
        t.section("Upkeep");
        patches::build(t, &hosts);
        backup::build(t);
        t.output("VpcId", "The network", ground.network.vpc.get());
        template
    }

    fn ground(&self, t: &mut Template) -> Ground {
        let identity = Identity::build(t);
        let network = self.network.build(t);
        let firewall = self.firewall.build(t, &network);
        let login = login::application(t);
        let tls = (!self.firewall.balancer).then(|| Tls::build(t, &identity));
        let alarms = Alarms::build(t, &identity);
        budget::build(t, &identity, self.budget);
        Ground { identity, network, firewall, login, tls, alarms }
    }

    fn data_host(&self, t: &mut Template, ground: &Ground) -> Option<Id<Instance>> {
        let tls = ground.tls.as_ref().filter(|_| self.web.is_none());
        let site = data_host::Site { identity: &ground.identity, login: &ground.login, tls };
        let host = self.data_host.as_ref()?;
        Some(host.build(t, &ground.network, &ground.firewall, site, &ground.alarms))
    }

    fn servers(
        &self,
        t: &mut Template,
        ground: &Ground,
        host: Option<&Id<Instance>>,
        database: Option<&database::Built>,
    ) -> Vec<Id<Instance>> {
        let Some(web) = &self.web else { return Vec::new() };
        let address = database.map(|database| database.instance.endpoint()).or(host.map(Id::private_ip));
        let data = DataSource {
            address: address.unwrap_or_else(|| Val::from("127.0.0.1")),
            login: &ground.login,
            administrator: database.map(|database| &database.administrator),
        };
        let site = web::Site { identity: &ground.identity, data, tls: ground.tls.as_ref() };
        web.build(t, &ground.network, &ground.firewall, &site, &ground.alarms)
    }

    fn front(
        &self,
        t: &mut Template,
        ground: &Ground,
        host: Option<&Id<Instance>>,
        servers: &[Id<Instance>],
    ) {
        if self.firewall.balancer {
            let Ground { network, firewall, identity, alarms, .. } = ground;
            let balancer = balancer::build(t, network, firewall, identity, servers, alarms);
            t.section("DNS");
            return Front::Balancer(&balancer).build(t, identity);
        }
        let Some(front) = servers.first().or(host) else { return };
        let address = address::build(t, &ground.network, front);
        Front::Address(&address).build(t, &ground.identity);
        match (host, servers, &ground.tls) {
            (Some(host), [], Some(tls)) => data_host::release(t, &ground.identity, tls, host),
            (Some(host), [_, ..], _) => data_host::retire(t, host, &address),
            _ => {}
        }
    }
}
