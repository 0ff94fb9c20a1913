//! The database as a service: Amazon RDS.

mod alarms;
pub mod aurora;
mod engine;
pub mod federation;
mod ground;
mod growth;
mod options;
mod release;
mod replicas;
mod terms;

use indexmap::IndexMap;

use super::{
    alarms::Alarms,
    app::Surroundings,
    backup,
    dashboard::Drawn,
    key::DataKey,
    login::Login,
    network::{self, Places},
    protection::Protection,
    talk::{HUNDRED, THOUSAND},
    world::World,
};
use crate::{
    cfn::{
        Attributes, Id, Template, Val, Why,
        types::{
            rds::{DbInstance, DbParameterGroup, DbReplica, OptionGroup},
            secretsmanager::SecretTargetAttachment,
        },
    },
    sub,
};
pub use engine::{Dialect, Engine};
use ground::Ground;
pub(super) use growth::growth;
pub use release::Release;
use replicas::Copies;
pub use replicas::ZONES as REPLICA_ZONES;
pub use terms::Terms;

/// The name of the application's database, here and on the data host.
pub const NAME: &str = "app";
/// How big it is.
#[derive(Clone, Debug)]
pub struct Database {
    /// What runs it: fixed at creation.
    pub engine: Engine,
    /// Which version of it.
    pub release: Release,
    /// The instance class, such as `db.t4g.small`.
    pub class: String,
    /// The first size of the disk in GiB.
    pub storage: u32,
    /// How far RDS may let the disk grow, in GiB.
    pub storage_max: u32,
    /// Whether a standby waits in another zone under the same endpoint.
    pub standby: bool,
    /// Days of point-in-time recovery: 1 to 35.
    pub backup_days: u8,
    /// Read replicas.
    pub replicas: u8,
    /// The connections that it takes.
    pub connections: Connections,
    /// Whether the class can tell which queries cost what.
    pub insights: bool,
}

/// How many connections the database takes.
#[derive(Clone, Copy, Debug)]
pub struct Connections {
    /// At most so many; with a class's memory the true limit is a fifth lower.
    pub most: u32,
    /// Whether the parameter group says so; otherwise the class's memory does. A replica must take as many as its
    /// source, also while only one of them has its new class.
    pub fixed: bool,
}

/// What it stands in, and who uses it.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The network.
    pub network: &'a network::Built,
    /// Its zones.
    pub places: &'a Places,
    /// The key of its disk, replicas and snapshots: fixed at creation.
    pub key: &'a DataKey,
    /// The application's login, which learns the endpoint.
    pub application: &'a Login,
    /// Who hears of its trouble.
    pub alarms: &'a Alarms,
    /// Where the stack stands among regions.
    pub world: &'a World,
    /// Whether it refuses its deletion.
    pub protection: Protection,
}

/// The database, and the login that may create other logins.
#[derive(Debug)]
pub struct Built {
    /// The instance; its endpoint stays through a failover.
    pub instance: Id<DbInstance>,
    /// The administrator's login.
    pub administrator: Login,
    /// The read replicas.
    pub replicas: Vec<Id<DbReplica>>,
}

impl Built {
    /// The database and its replicas on the dashboard.
    pub fn drawn(&self) -> Vec<Drawn> {
        let of = |id: Val| vec![("DBInstanceIdentifier", id)];
        let replica = |id: &Id<DbReplica>| Drawn {
            dimensions: of(id.get().into()),
            lag: Some(("ReplicaLag", "DBInstanceIdentifier", id.get().into())),
        };
        let source = Drawn { dimensions: of(self.instance.get().into()), lag: None };
        std::iter::once(source).chain(self.replicas.iter().map(replica)).collect()
    }
}

/// What one database stands on.
#[derive(Clone, Copy)]
struct Own<'a> {
    ground: &'a Ground,
    parameters: &'a Id<DbParameterGroup>,
    options: Option<&'a Id<OptionGroup>>,
    administrator: &'a Login,
}

impl Database {
    /// Builds the instance, what it stands on, its replicas and its alarms.
    pub fn build(&self, t: &mut Template, site: Site<'_>, surroundings: &mut Surroundings) -> Built {
        t.section("Database");
        let administrator = Login::administrator(t, site.key, site.world, self.engine);
        let ground = Ground::build(t, site, self.engine);
        let options = self.options(t);
        let own = Own {
            ground: &ground,
            parameters: &self.parameters(t),
            options: options.as_ref(),
            administrator: &administrator,
        };
        let instance = self.instance(t, own, site);
        attach(t, "DatabaseSecretAttachment", site.application, &instance);
        attach(t, "DatabaseMasterSecretAttachment", &administrator, &instance);
        self.watch(t, &instance, site.alarms);
        t.output(
            "DatabaseEndpoint",
            "The database's host name; it stays through a failover",
            instance.endpoint(),
        );
        surroundings.tell("DB_HOST", instance.endpoint());
        surroundings.tell("DB_NAME", self.engine.terms().database.unwrap_or(NAME));
        self.engine.tell(surroundings);
        let copies = Copies { own, places: site.places, source: &instance, alarms: site.alarms };
        let replicas = self.replicas(t, &copies, surroundings);
        surroundings.meet(ground.neighbour());
        Built { instance, administrator, replicas }
    }

    fn parameters(&self, t: &mut Template) -> Id<DbParameterGroup> {
        let terms = self.engine.terms();
        let given = terms.parameters.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let fixed =
            self.connections.fixed.then(|| (terms.connections, self.engine.limit(self.connections.most)));
        let parameters: IndexMap<_, _> = given.chain(fixed).collect();
        let (family, description) = (self.release.family, format!("{} parameters", terms.title));
        let why = HUNDRED.needs(terms.why).must("keep Family and Description: a change replaces the group");
        t.add("DatabaseParameters", why, DbParameterGroup { family, description, parameters })
    }

    fn instance(&self, t: &mut Template, own: Own<'_>, site: Site<'_>) -> Id<DbInstance> {
        let (ground, login, terms) = (own.ground, own.administrator.get(), self.engine.terms());
        let instance = DbInstance {
            engine: terms.name,
            engine_version: self.release.version,
            allow_major_version_upgrade: self.release.later.then_some(true),
            license_model: terms.licence,
            db_instance_class: self.class.clone(),
            db_name: terms.database,
            character_set_name: terms.characters,
            master_username: "dbadmin",
            master_user_password: sub!["{{resolve:secretsmanager:", login, ":SecretString:password}}"],
            db_subnet_group_name: ground.subnets.get(),
            db_parameter_group_name: own.parameters.get(),
            option_group_name: own.options.map(Id::get),
            vpc_security_groups: vec![ground.group.id()],
            publicly_accessible: false,
            storage_type: "gp3",
            allocated_storage: self.storage.to_string(),
            max_allocated_storage: self.storage_max,
            storage_encrypted: true,
            kms_key_id: site.key.arn(),
            multi_az: self.standby,
            backup_retention_period: self.backup_days,
            preferred_backup_window: "02:00-02:30",
            preferred_maintenance_window: "sun:07:00-sun:07:30",
            copy_tags_to_snapshot: true,
            deletion_protection: site.protection.is_on(),
            auto_minor_version_upgrade: true,
            enable_cloudwatch_logs_exports: terms.logs.to_vec(),
            enable_iam_database_authentication: terms.tokens.then_some(true),
            monitoring_interval: ground::SECONDS,
            monitoring_role_arn: ground.monitor.arn(),
            enable_performance_insights: self.insights,
            tags: vec![backup::daily()],
        };
        t.add("Database", self.why(), instance)
    }

    fn why(&self) -> Why {
        let why = if self.standby {
            THOUSAND.says("a standby in another zone, under the same endpoint, takes over by itself")
        } else {
            HUNDRED.says("the database on RDS: backups, patches and recovery are AWS's work")
        };
        why.must("keep DBName, MasterUsername, StorageEncrypted, KmsKeyId and DBSubnetGroupName: a change replaces the database")
            .must("never lower EngineVersion or AllocatedStorage")
            .must("change DBInstanceClass and MultiAZ in two updates")
    }
}

fn attach(t: &mut Template, id: &str, login: &Login, database: &Id<DbInstance>) {
    let Some(secret) = login.secret() else { return };
    let attachment = SecretTargetAttachment::to_instance(secret, database);
    let why: Attributes =
        HUNDRED.needs("writes host and port into the login, for tools and for later rotation").into();
    t.add(id, why, attachment);
}
