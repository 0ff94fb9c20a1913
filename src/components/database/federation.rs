//! Federation and shards: a cluster for each function, and several for the function that outgrows one.
//!
//! The database with which the stack began stays where it is: it is the first shard of the first service, so that the largest
//! part of the data does not move. A service finds its databases under a path of Parameter Store.

use super::aurora::{Aurora, Base, Cluster, Purpose};
use crate::{
    cfn::{
        Attributes, Id, Order, Pseudo, Template, Val,
        types::{policy::Statement, ssm::Parameter},
    },
    components::{
        alarms::Alarms,
        app::Surroundings,
        key::DataKey,
        login::{self, Login},
        names,
        protection::Protection,
        service::{ServiceName, ServiceNames},
        tables::{Rights, Table},
        talk::TEN_MILLION,
        world::World,
    },
    sub,
};

/// Where the users of a bucket are: buckets, 1,024 of them, never change their number.
const SHARD_MAP: Table = Table {
    name: "ShardMap",
    title: "shard map",
    variable: "SHARD_MAP_TABLE",
    step: TEN_MILLION,
    key: ("bucket", "N"),
    range: None,
    order: None,
    expiry: None,
    rights: Rights::Read,
};

/// Into how many databases the first service's data is parted.
#[derive(Clone, Copy, Debug)]
pub struct Federation {
    /// Shards: 1 to 64. Their number only grows.
    pub shards: u8,
}

/// What the databases are built from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// How big each cluster is.
    pub aurora: &'a Aurora,
    /// What each stands on.
    pub base: Base<'a>,
    /// The cluster with which the stack began.
    pub first: &'a Cluster,
    /// Its logins: the application's, and the administrator's where there is one.
    pub logins: (&'a Login, Option<&'a Login>),
    /// Who hears of trouble.
    pub alarms: &'a Alarms,
    /// The key of the logins.
    pub key: &'a DataKey,
}

/// The databases of one service.
#[derive(Clone, Debug)]
pub struct Owned {
    /// Whose they are.
    pub service: ServiceName,
    /// The clusters.
    pub clusters: Vec<Cluster>,
    /// What tells where they are: hosts wait for it.
    pub told: Vec<Order>,
    logins: Vec<Login>,
    sharded: bool,
}

impl Federation {
    /// Builds the databases of every service.
    pub fn build(self, t: &mut Template, names: &ServiceNames, ground: Ground<'_>) -> Vec<Owned> {
        let services = names.iter().enumerate();
        services
            .map(|(number, name)| match number {
                0 => self.shards(t, name, ground),
                _ => function(t, name, ground),
            })
            .collect()
    }

    fn shards(self, t: &mut Template, service: &ServiceName, ground: Ground<'_>) -> Owned {
        t.section(format!("Shards: {}", service.get()));
        let mut owned = Owned::of(service, true);
        owned.tell(t, 1, ground.first, ground.logins, ground.base.world);
        for number in 2..=self.shards {
            let name = shard(service, number);
            let why =
                "a shard: so many users have their data here, and no write of theirs waits for the others'";
            let (cluster, logins) = cluster(t, ground, &Purpose { name, step: TEN_MILLION, why });
            owned.tell(t, number, &cluster, (&logins.0, logins.1.as_ref()), ground.base.world);
            owned.clusters.push(cluster);
        }
        let count = parameter(
            &[service.get(), "shards"],
            self.shards.to_string().into(),
            "How many shards there are",
        );
        let why = TEN_MILLION.needs("how many shards there are, for who moves buckets between them");
        t.add(&format!("{}ShardCount", service.id()), why, count);
        owned
    }
}

/// What the logical IDs of a shard begin with.
fn shard(service: &ServiceName, number: u8) -> String {
    format!("{}Shard{number}", service.id())
}

/// What a cluster beside the first one holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// All that a service has.
    Function(ServiceName),
    /// Some of a service's users.
    Shard(ServiceName),
}

/// What the cluster of this logical ID holds, where it is one of these. Only the names of shards end in a number.
pub fn holds(cluster: &str) -> Option<Holds> {
    let name = cluster.strip_suffix("Cluster")?;
    let service = |id: &str| {
        let name = ServiceName::try_from(id.to_lowercase()).ok()?;
        (name.id() == id).then_some(name)
    };
    let letters = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    if letters == name {
        return service(name).map(Holds::Function);
    }
    letters.strip_suffix("Shard").and_then(service).map(Holds::Shard)
}

/// The cluster of a function.
fn function(t: &mut Template, service: &ServiceName, ground: Ground<'_>) -> Owned {
    t.section(format!("Database: {}", service.get()));
    let mut owned = Owned::of(service, false);
    let why = "federation: a database for this function alone, sized and failing by itself";
    let name = service.id();
    let (cluster, logins) = cluster(t, ground, &Purpose { name, step: TEN_MILLION, why });
    owned.tell(t, 0, &cluster, (&logins.0, logins.1.as_ref()), ground.base.world);
    owned.clusters.push(cluster);
    owned
}

fn cluster(t: &mut Template, ground: Ground<'_>, purpose: &Purpose) -> (Cluster, (Login, Option<Login>)) {
    let logins = Login::pair(t, &purpose.name, ground.key, ground.base.world);
    let cluster = ground.aurora.cluster(t, purpose, ground.base, logins.1.as_ref());
    cluster.attach(t, &format!("{}SecretAttachment", purpose.name), &logins.0);
    if let Some(administrator) = &logins.1 {
        cluster.attach(t, &format!("{}MasterSecretAttachment", purpose.name), administrator);
    }
    ground.aurora.watch(t, &cluster, ground.alarms);
    (cluster, logins)
}

impl Owned {
    fn of(service: &ServiceName, sharded: bool) -> Self {
        Self { service: service.clone(), clusters: Vec::new(), told: Vec::new(), logins: Vec::new(), sharded }
    }

    /// Says where a database is and who logs in there, once its instances answer. `number`: of a shard, or 0.
    fn tell(
        &mut self,
        t: &mut Template,
        number: u8,
        cluster: &Cluster,
        (login, administrator): (&Login, Option<&Login>),
        world: &World,
    ) {
        let (name, file) = match number {
            0 => (format!("{}DatabaseEndpoint", self.service.id()), "database".to_owned()),
            _ => (format!("{}Shard{number}Endpoint", self.service.id()), format!("shard-{number}")),
        };
        let (writer, reader) = (cluster.id.endpoint(), cluster.id.reader_endpoint());
        let (home, writer) = (writer.clone(), world.writer(writer, reader.clone()));
        let value = sub![
            r#"{"home":""#,
            home,
            r#"","writer":""#,
            writer,
            r#"","reader":""#,
            reader,
            r#"","secret":""#,
            login.get(),
            r#"""#,
            administrator.map_or_else(|| "".into(), |it| sub![r#","admin":""#, it.get(), r#"""#]),
            "}"
        ];
        let why =
            TEN_MILLION.needs("where this database is, and which logins open it; the application looks here");
        let order = cluster.instances.iter().fold(Attributes::from(why), Attributes::after);
        let told = parameter(&[self.service.get(), &file], value, "Where a database is, and its logins");
        let told: Id<Parameter> = t.add(&name, order, told);
        self.told.push((&told).into());
        self.logins.extend([Some(login), administrator].into_iter().flatten().cloned());
    }

    /// The path of Parameter Store below which its databases are told.
    pub fn path(&self) -> Val {
        sub!["/", Pseudo::StackName, "/", self.service.get()]
    }

    /// The service learns where its databases are, and may ask and log in.
    pub fn offer(&self, surroundings: &mut Surroundings) {
        let path = self.path();
        if self.sharded {
            surroundings.tell("SHARD_PATH", path.clone());
        } else {
            surroundings.tell("OWN_DATABASE", sub![path.clone(), "/database"]);
        }
        let parameters = names::arn("ssm", sub!["parameter", path]);
        let read = ["ssm:GetParameter", "ssm:GetParametersByPath"];
        surroundings.allow(Statement::allow(read, [parameters.clone(), sub![parameters, "/*"]]));
        surroundings.allow_all(login::may_read_all(&self.logins));
    }
}

/// The table that says on which shard the users of a bucket are.
pub fn map(
    t: &mut Template,
    world: &World,
    protection: Protection,
    alarms: &Alarms,
    surroundings: &mut Surroundings,
) {
    let why = TEN_MILLION
        .says("sharding: which users are where; a bucket that is not in the table is on the first shard");
    SHARD_MAP.build(t, why, (world, protection), alarms, surroundings);
}

fn parameter(path: &[&str], value: Val, description: &str) -> Parameter {
    let name = path.iter().fold(sub!["/", Pseudo::StackName], |name, part| sub![name, "/", *part]);
    Parameter { r#type: "String", name, value, description: description.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> ServiceName {
        ServiceName::try_from(name.to_owned()).unwrap()
    }

    #[test]
    fn what_a_cluster_holds_is_read_from_its_name_whatever_services_are_called() {
        for name in ["users", "shard", "shards", "cluster", "shardcluster"] {
            let service = named(name);
            let cluster = |begin: &str| format!("{begin}Cluster");
            assert_eq!(holds(&cluster(&shard(&service, 12))), Some(Holds::Shard(service.clone())));
            assert_eq!(holds(&cluster(&service.id())), Some(Holds::Function(service)));
        }
        assert_eq!(
            [holds("DatabaseCluster"), holds("Shard2Cluster"), holds("MyOwnCluster")],
            [None, None, None]
        );
    }
}
