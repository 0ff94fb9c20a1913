//! One host that serves: with everything on it, or with the data apart from it.

use super::Ground;
use crate::{
    cfn::Template,
    components::{
        address,
        app::Surroundings,
        data_host::{self, DataHost},
        database::{self, Database},
        dns::Front,
        login::Login,
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
    Managed(Database, Zones),
}

/// What became of the store: a host, or a database with its administrator.
struct Stored {
    host: Option<data_host::Built>,
    administrator: Option<Login>,
}

/// The whole stack on one host.
pub(super) fn one_host(t: &mut Template, ground: &Ground, host: &DataHost) {
    let Ground { identity, key, network, login, alarms, .. } = ground;
    let tls = Tls::build(t, identity, key);
    let site = data_host::Site { identity, login, tls: Some(&tls) };
    let host = host.build(t, network, site, alarms);
    data_host::admit_visitors(t, &host);
    let address = address::build(t, network, &host.instance);
    data_host::release(t, identity, &tls, &host.instance, &address);
    Front::Address(&address).build(t, identity);
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

    /// Instances of a managed database.
    pub(super) fn databases(&self) -> u32 {
        matches!(self.store, Store::Managed(..)).into()
    }

    pub(super) fn build(&self, t: &mut Template, ground: &Ground) {
        let Ground { identity, key, network, login, alarms, .. } = ground;
        let tls = Tls::build(t, identity, key);
        let mut surroundings = Surroundings::default();
        let store = self.store.build(t, ground, &mut surroundings);
        login.tell(&mut surroundings);
        let administrator = store.administrator.as_ref();
        let site = tier::Site {
            identity,
            surroundings: &surroundings,
            login: Some(login),
            administrator,
            databases: None,
            tls: Some(&tls),
            fleet: None,
        };
        let tier = tier::Tier::web(t, network, self.host.clone(), &site);
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
}

impl Store {
    fn build(&self, t: &mut Template, ground: &Ground, surroundings: &mut Surroundings) -> Stored {
        let Ground { identity, world, key, network, login, alarms, .. } = ground;
        match self {
            Self::Host(host) => {
                let site = data_host::Site { identity, login, tls: None };
                let host = host.build(t, network, site, alarms);
                host.meet(surroundings);
                Stored { host: Some(host), administrator: None }
            }
            Self::Managed(database, zones) => {
                let places = network.data(t, *zones);
                let site =
                    database::Site { network, places: &places, key, application: login, alarms, world };
                let database = database.build(t, site, surroundings);
                surroundings.speak(ground.spoken);
                Stored { host: None, administrator: Some(database.administrator) }
            }
        }
    }
}
