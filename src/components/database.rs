//! The database as a service: Amazon RDS for PostgreSQL.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    alarms::{Alarms, Watch},
    backup, firewall, login, network,
    talk::{HUNDRED, THOUSAND},
};
use crate::{
    cfn::{
        Attributes, Id, Template,
        types::{
            rds::{DbInstance, DbParameterGroup, DbSubnetGroup},
            secretsmanager::{Secret, SecretTargetAttachment},
        },
    },
    sub,
};

/// The name of the application's database, here and on the data host.
pub const NAME: &str = "app";
/// A minor version that cfn-lint 1.51 and 1.58 know; RDS installs later ones by itself.
const VERSION: &str = "17.9";
/// One GiB in bytes.
const GIB: u64 = 1 << 30;

/// How big it is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// The instance class, such as `db.t4g.small`.
    pub class: String,
    /// The first size of the disk in GiB.
    pub storage: u32,
    /// How far RDS may let the disk grow, in GiB.
    pub storage_max: u32,
    /// Whether a standby waits in another zone under the same endpoint.
    pub standby: bool,
    /// The connections that the class allows; known from its memory, so not given.
    #[serde(skip)]
    pub connections: u64,
}

/// The database, and the login that may create other logins.
#[derive(Debug)]
pub struct Built {
    /// The instance; its endpoint stays through a failover.
    pub instance: Id<DbInstance>,
    /// The administrator's login.
    pub administrator: Id<Secret>,
}

impl Database {
    /// Builds the instance, what it stands on, and its alarms. `application` learns the endpoint.
    pub fn build(
        &self,
        t: &mut Template,
        network: &network::Built,
        firewall: &firewall::Built,
        application: &Id<Secret>,
        alarms: &Alarms,
    ) -> Built {
        t.section("Database");
        let administrator = login::administrator(t);
        let subnets = subnets(t, network);
        let parameters = parameters(t);
        let instance = self.instance(t, firewall, &administrator, &subnets, &parameters);
        attach(t, "DatabaseSecretAttachment", application, &instance);
        attach(t, "DatabaseMasterSecretAttachment", &administrator, &instance);
        self.watch(t, &instance, alarms);
        t.output(
            "DatabaseEndpoint",
            "The database's host name; it stays through a failover",
            instance.endpoint(),
        );
        Built { instance, administrator }
    }

    fn instance(
        &self,
        t: &mut Template,
        firewall: &firewall::Built,
        login: &Id<Secret>,
        subnets: &Id<DbSubnetGroup>,
        parameters: &Id<DbParameterGroup>,
    ) -> Id<DbInstance> {
        let instance = DbInstance {
            engine: "postgres",
            engine_version: VERSION,
            db_instance_class: self.class.clone(),
            db_name: NAME,
            master_username: "dbadmin",
            master_user_password: sub!["{{resolve:secretsmanager:", login.get(), ":SecretString:password}}"],
            db_subnet_group_name: subnets.get(),
            db_parameter_group_name: parameters.get(),
            vpc_security_groups: firewall.database.iter().cloned().collect(),
            publicly_accessible: false,
            storage_type: "gp3",
            allocated_storage: self.storage.to_string(),
            max_allocated_storage: self.storage_max,
            storage_encrypted: true,
            multi_az: self.standby,
            backup_retention_period: 7,
            copy_tags_to_snapshot: true,
            deletion_protection: true,
            auto_minor_version_upgrade: true,
            enable_cloudwatch_logs_exports: vec!["postgresql"],
            tags: vec![backup::daily()],
        };
        let why = HUNDRED.says("the database on RDS: backups, patches and recovery are AWS's work");
        let why = if self.standby {
            THOUSAND.says("a standby in another zone, under the same endpoint, takes over by itself")
        } else {
            why
        };
        let why = why
            .must("keep DBName, MasterUsername, StorageEncrypted and DBSubnetGroupName: a change replaces the database")
            .must("never lower EngineVersion or AllocatedStorage")
            .must("change DBInstanceClass and MultiAZ in two updates");
        t.add("Database", why, instance)
    }

    fn watch(&self, t: &mut Template, database: &Id<DbInstance>, alarms: &Alarms) {
        let mut add = |id: &str, text: &str, watch: Watch| {
            let watch = watch.of("DBInstanceIdentifier", database.get());
            alarms.add(t, id, HUNDRED.watches(text), format!("Database: {text}"), watch);
        };
        let rds = "AWS/RDS";
        add(
            "DatabaseCpuAlarm",
            "busy for 15 minutes: find the slow queries or choose a bigger class",
            Watch::above(rds, "CPUUtilization", 80),
        );
        add(
            "DatabaseMemoryAlarm",
            "memory is running out: choose a bigger class",
            Watch::below(rds, "FreeableMemory", GIB / 16),
        );
        add(
            "DatabaseStorageAlarm",
            "the disk is almost full and did not grow: raise storage_max",
            Watch::below(rds, "FreeStorageSpace", GIB),
        );
        let most = self.connections * 4 / 5;
        add(
            "DatabaseConnectionsAlarm",
            "four fifths of the connections are taken: pool them",
            Watch::above(rds, "DatabaseConnections", most),
        );
    }
}

fn subnets(t: &mut Template, network: &network::Built) -> Id<DbSubnetGroup> {
    let group = DbSubnetGroup {
        db_subnet_group_description: "Data subnets",
        subnet_ids: network::Built::subnets(&network.data),
    };
    t.add("DatabaseSubnetGroup", HUNDRED.needs("where the database and its standby may stand"), group)
}

fn parameters(t: &mut Template) -> Id<DbParameterGroup> {
    let why = HUNDRED
        .needs("TLS for every connection; logical replication, by which data moves on without downtime");
    let group = DbParameterGroup {
        family: "postgres17",
        description: "PostgreSQL parameters",
        parameters: IndexMap::from([("rds.force_ssl", "1"), ("rds.logical_replication", "1")]),
    };
    t.add("DatabaseParameters", why.must("keep Family and Description: a change replaces the group"), group)
}

fn attach(t: &mut Template, id: &str, secret: &Id<Secret>, database: &Id<DbInstance>) {
    let attachment = SecretTargetAttachment {
        secret_id: secret.get(),
        target_type: "AWS::RDS::DBInstance",
        target_id: database.get(),
    };
    let why: Attributes =
        HUNDRED.needs("writes host and port into the login, for tools and for later rotation").into();
    t.add(id, why, attachment);
}
