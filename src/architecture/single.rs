//! One host that serves: with everything on it, or with the data apart from it.

use super::{
    Ground,
    sql::{Engine, Sql},
};
use crate::{
    cfn::Template,
    components::{
        address,
        app::Surroundings,
        data_host::{self, DataHost},
        database,
        dns::Front,
        network::Zones,
        patches,
        tier::{self, Count, HostType, Servers},
        tls::Tls,
    },
};

/// One web server, and the data apart from it.
#[derive(Clone, Debug)]
pub struct OneServer {
    /// The server's EC2 type.
    pub host: HostType,
    /// Where the data is.
    pub store: Store,
}

/// Where the data is while there is one web server.
#[derive(Clone, Debug)]
pub enum Store {
    /// On a host of its own.
    Host(DataHost),
    /// In a managed database, in so many zones.
    Managed(Engine, Zones),
}

/// What became of the store.
enum Stored {
    Host(data_host::Built),
    Managed(Sql),
}

/// The whole stack on one host.
pub(super) fn one_host(t: &mut Template, ground: &Ground, host: &DataHost) {
    let Ground { identity, key, network, login, alarms, issuer, .. } = ground;
    let tls = Tls::build(t, *issuer, identity, key);
    let site = data_host::Site { identity, login, tls: Some(&tls) };
    let host = host.build(t, network, site, alarms);
    data_host::admit_visitors(t, &host, &tls);
    let address = address::build(t, network, &host.instance);
    data_host::release(t, identity, &tls, &host.instance, &address);
    Front::Address(&address, &tls).build(t, identity);
    patches::build(t, &[&host.instance]);
}

impl OneServer {
    /// vCPUs of all hosts.
    pub(super) fn vcpus(&self) -> u32 {
        match &self.store {
            Store::Host(data) => self.host.vcpus + data.host.vcpus,
            Store::Managed(..) => self.host.vcpus,
        }
    }

    /// Instances of a managed database: at the least and at the most.
    pub(super) fn databases(&self) -> (u32, u32) {
        match &self.store {
            Store::Host(_) => (0, 0),
            Store::Managed(engine, _) => engine.instances(0),
        }
    }

    pub(super) fn build(&self, t: &mut Template, ground: &Ground) {
        let Ground { identity, key, network, login, alarms, issuer, .. } = ground;
        let tls = Tls::build(t, *issuer, identity, key);
        let mut surroundings = Surroundings::default();
        let store = self.store.build(t, ground, &mut surroundings);
        login.tell(&mut surroundings);
        let (host, sql) = match &store {
            Stored::Host(host) => (Some(host), None),
            Stored::Managed(sql) => (None, Some(sql)),
        };
        let site = tier::Site {
            identity,
            surroundings: &surroundings,
            login: Some(login),
            administrator: sql.and_then(Sql::administrator),
            databases: None,
            tls: Some(&tls),
            fleet: None,
        };
        let tier = tier::Tier::web(t, network, self.host.clone(), &site);
        tier.admit_visitors(t, &tls);
        let server = Servers { count: Count::ONE, tier: &tier, places: &network.public, alarms }.first(t);
        let address = address::build(t, network, &server);
        Front::Address(&address, &tls).build(t, identity);
        if let Some(host) = host {
            data_host::retire(t, &host.instance, &address);
        }
        let hosts: Vec<_> = host.iter().map(|host| &host.instance).chain([&server]).collect();
        patches::build(t, &hosts);
    }
}

impl Store {
    fn build(&self, t: &mut Template, ground: &Ground, surroundings: &mut Surroundings) -> Stored {
        let Ground { identity, world, key, network, login, alarms, protection, .. } = ground;
        match self {
            Self::Host(host) => {
                let site = data_host::Site { identity, login, tls: None };
                let host = host.build(t, network, site, alarms);
                host.meet(surroundings);
                Stored::Host(host)
            }
            Self::Managed(engine, zones) => {
                let places = network.data(t, *zones);
                let protection = *protection;
                let site = database::Site {
                    network,
                    places: &places,
                    key,
                    application: login,
                    alarms,
                    world,
                    protection,
                };
                surroundings.speak(ground.spoken);
                Stored::Managed(engine.build(t, site, surroundings))
            }
        }
    }
}
