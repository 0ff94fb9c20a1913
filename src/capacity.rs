//! What the parts of an architecture bear, in requests a second, by the assumptions of [`Traffic`].

use crate::{
    app::Traffic,
    architecture::{Architecture, Engine, OneServer, Shape, Store, Tiers},
    components::{database::REPLICA_ZONES, tier::HostType},
    facts::{DatabaseClass, InstanceType},
    units::Hosts,
};

/// Requests a second that a part bears.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bears {
    /// The key that makes the part bigger.
    pub key: &'static str,
    /// With as few hosts and readers as there may be.
    pub least: f64,
    /// With as many as may come, and those in one zone lost.
    pub most: f64,
    /// Whether what the key says is at its end.
    pub ended: bool,
}

/// How many there are: at the least, and at the most with those in one zone lost.
#[derive(Clone, Copy, Debug)]
struct Count {
    least: u16,
    most: u16,
}

/// How many of `count` are left when the zone with most of them is lost; all where there is one zone.
#[must_use]
pub fn survivors(count: u16, zones: u8) -> u16 {
    match zones {
        0 | 1 => count,
        zones => count - count.div_ceil(zones.into()),
    }
}

/// How many there must be so that `count` are left when the zone with most of them is lost: what [`survivors`] takes off.
#[must_use]
pub fn spread(count: f64, zones: u8) -> f64 {
    match zones {
        0 | 1 => count.ceil(),
        zones => (count.ceil() * f64::from(zones) / f64::from(zones - 1)).ceil(),
    }
}

impl Count {
    fn of((least, most): (u16, u16), zones: u8) -> Self {
        Self { least, most: survivors(most, zones) }
    }

    /// What so many bear of which each bears `each`.
    fn bear(self, key: &'static str, ended: bool, each: f64) -> Bears {
        Bears { key, least: f64::from(self.least) * each, most: f64::from(self.most) * each, ended }
    }
}

/// What each part bears.
#[must_use]
pub fn of(architecture: &Architecture, traffic: &Traffic) -> Vec<Bears> {
    match &architecture.shape {
        Shape::OneHost(host) => vec![one_host(&host.host, traffic)],
        Shape::OneServer(server) => one_server(server, traffic),
        Shape::Tiers(tiers) => behind_balancer(tiers, traffic),
    }
}

/// The part that bears least, at the most.
#[must_use]
pub fn weakest(parts: &[Bears]) -> Option<Bears> {
    parts.iter().copied().min_by(|one, other| one.most.total_cmp(&other.most))
}

/// Requests, and their queries beside them.
fn one_host(host: &HostType, traffic: &Traffic) -> Bears {
    let query = traffic.queries.get() / traffic.transactions();
    let each = InstanceType::sustained(&host.name) / (traffic.processors() + query);
    fixed("data_host.instance", InstanceType::is_biggest(&host.name), each)
}

/// What neither comes nor goes.
fn fixed(key: &'static str, ended: bool, each: f64) -> Bears {
    Bears { key, least: each, most: each, ended }
}

/// What one host bears that answers a share of the requests.
fn host(name: &str, share: f64, traffic: &Traffic) -> f64 {
    InstanceType::sustained(name) / traffic.processors() / share
}

fn one_server(server: &OneServer, traffic: &Traffic) -> Vec<Bears> {
    let each = host(&server.host.name, 1.0, traffic);
    let store = match &server.store {
        Store::Host(data) => {
            let each =
                InstanceType::sustained(&data.host.name) * traffic.transactions() / traffic.queries.get();
            fixed("data_host.instance", InstanceType::is_biggest(&data.host.name), each)
        }
        Store::Managed(engine, _) => Sql::of(engine, 1, None).bears(1.0, traffic),
    };
    vec![fixed("web.instance", InstanceType::is_biggest(&server.host.name), each), store]
}

fn behind_balancer(tiers: &Tiers, traffic: &Traffic) -> Vec<Bears> {
    let zones = tiers.private.zones.count();
    let services = tiers.parted();
    let web = if services.is_some() { traffic.web_share.get() } else { 1.0 };
    let mut parts = vec![web_servers(tiers, host(&tiers.host.name, web, traffic))];
    parts.extend(services.map(|services| {
        let share = (1.0 - traffic.web_share.get()) / f64::from(services.names.count());
        let (least, most) = (services.fleet.min, services.fleet.max);
        let ended = most >= Hosts::MOST;
        Count::of((least, most), zones).bear(
            "services.fleet.max",
            ended,
            host(&services.host.name, share, traffic),
        )
    }));
    let missed = traffic.missed(tiers.cache.is_some());
    let parted = tiers.parted().filter(|_| tiers.federated());
    let functions = parted.map(|services| services.names.count());
    parts.push(Sql::of(&tiers.database, tiers.zones.count(), functions).bears(missed, traffic));
    parts.extend(tiers.cache.as_ref().map(|cache| {
        let asked = traffic.queries.get() * (1.0 - traffic.writes.get()) * traffic.cached.get();
        let each = f64::from(cache.nodes()) * traffic.cache_answers.get() / asked;
        fixed("cache.shards", cache.nodes() >= cache.most(), each)
    }));
    parts
}

/// A fleet grows by its hosts. Plain servers grow by their type, but where the lost zone has them all.
fn web_servers(tiers: &Tiers, each: f64) -> Bears {
    let (least, most) = tiers.hosts();
    let count = Count::of((least, most), tiers.private.zones.count());
    if least < most {
        count.bear("web.fleet.max", most >= Hosts::MOST, each)
    } else if count.most == 0 {
        count.bear("web.servers", false, each)
    } else {
        count.bear("web.instance", InstanceType::is_biggest(&tiers.host.name), each)
    }
}

/// The database of one function, or of all.
struct Sql {
    /// Transactions' processors of each instance.
    vcpus: f64,
    /// Readers.
    readers: Count,
    /// Into how many functions the data is parted.
    functions: u8,
    /// Whether its class is the biggest of its family.
    ended: bool,
}

impl Sql {
    /// `functions`: how many have a cluster each, where they have.
    fn of(engine: &Engine, zones: u8, functions: Option<u8>) -> Self {
        let zones = if matches!(engine, Engine::Rds(_)) { zones.min(REPLICA_ZONES) } else { zones };
        let (runs, name, readers) = match engine {
            Engine::Rds(database) => {
                (database.engine.terms().name, &database.class, (database.replicas, database.replicas))
            }
            Engine::Aurora(aurora) => {
                // Readers come by themselves at the first cluster alone.
                let most = aurora.readers_max.filter(|_| functions.is_none());
                (aurora.engine.terms().name, &aurora.class, (aurora.readers, most.unwrap_or(aurora.readers)))
            }
        };
        let readers = Count::of((readers.0.into(), readers.1.into()), zones);
        let ended = DatabaseClass::is_biggest(runs, name);
        Self { vcpus: DatabaseClass::sustained(name), readers, functions: functions.unwrap_or(1), ended }
    }

    /// The writer bears what writes, and with its readers the rest.
    fn bears(&self, missed: f64, traffic: &Traffic) -> Bears {
        let (writes, functions) = (traffic.writes.get(), f64::from(self.functions));
        let each = self.vcpus * traffic.transactions() * functions / traffic.queries.get();
        let all = writes + (1.0 - writes) * missed;
        let bear = |readers: u16| (each / writes).min(each * (1.0 + f64::from(readers)) / all);
        let (least, most) = (bear(self.readers.least), bear(self.readers.most));
        Bears { key: "database.class", least, most, ended: self.ended }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_left_as_are_needed_and_one_fewer_would_not_do() {
        for (needed, zones) in (1..=500_u16).flat_map(|needed| (1..=4).map(move |zones| (needed, zones))) {
            let many = spread(needed.into(), zones);
            let all = (1..=2_000_u16).find(|all| survivors(*all, zones) >= needed).unwrap();
            assert!((many - f64::from(all)).abs() < 1e-9, "{needed} in {zones}: {many} or {all}");
        }
    }
}
