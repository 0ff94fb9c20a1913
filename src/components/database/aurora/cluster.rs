//! One cluster: where data is kept, and the instances that answer for it.

use super::{super::ground::SECONDS, Aurora, VERSION};
use crate::{
    cfn::{
        Attributes, Id, Template, Val,
        types::{
            rds::{DbCluster, DbClusterInstance, DbClusterParameterGroup, GlobalCluster},
            secretsmanager::SecretTargetAttachment,
        },
    },
    components::{
        alarms::{Alarms, Watch},
        backup,
        dashboard::Drawn,
        database::{NAME, PORT, alarms::METRICS, ground::Ground},
        key::DataKey,
        login::Login,
        protection::Protection,
        talk::{MORE, Step},
        world::World,
    },
    sub,
};

/// How far readers may be behind, in milliseconds, before somebody should look.
const LAG: u64 = 1000;

/// Which cluster.
#[derive(Clone, Debug)]
pub struct Purpose {
    /// What its logical IDs begin with.
    pub name: String,
    /// The step at which it comes.
    pub step: Step,
    /// What it keeps.
    pub why: &'static str,
}

impl Purpose {
    /// The cluster with which every stack begins, at this step.
    pub(super) fn first(step: Step) -> Self {
        let why =
            "the database on Aurora: six copies over three zones, and readers that are milliseconds behind";
        Self { name: "Database".to_owned(), step, why }
    }
}

/// What every cluster stands on.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a> {
    /// Who reaches it, and where it may stand.
    pub ground: &'a Ground,
    /// Its parameters.
    pub parameters: &'a Id<DbClusterParameterGroup>,
    /// The key of its volume: fixed at creation.
    pub key: &'a DataKey,
    /// Where the stack stands among regions.
    pub world: &'a World,
    /// Whether it refuses its deletion.
    pub protection: Protection,
}

/// A cluster that is there.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The cluster.
    pub id: Id<DbCluster>,
    /// The writer and the readers that are always there.
    pub instances: Vec<Id<DbClusterInstance>>,
    name: String,
    step: Step,
    world: World,
}

impl Aurora {
    /// Builds a cluster and its instances: one after the other, so that a change of class leaves some to read from.
    pub fn cluster(
        &self,
        t: &mut Template,
        purpose: &Purpose,
        base: Base<'_>,
        administrator: Option<&Login>,
    ) -> Cluster {
        let why = purpose
            .step
            .says(purpose.why)
            .must("keep DatabaseName, MasterUsername, StorageEncrypted, KmsKeyId and DBSubnetGroupName: a change replaces the cluster")
            .must("never lower EngineVersion");
        let name = format!("{}Cluster", purpose.name);
        let id = t.add(&name, why, self.volume(base, administrator, &name));
        let mut instances = Vec::new();
        for number in 1..=self.readers + 1 {
            let instance = self.instance(base, &id, number - 1);
            let why = purpose.step.needs(if number == 1 {
                "the writer; a reader takes over where it fails"
            } else {
                "a reader: it answers reads, and becomes the writer where that one fails"
            });
            let order = instances.last().into_iter().fold(Attributes::from(why), Attributes::after);
            instances.push(t.add(&format!("{name}Instance{number}"), order, instance));
        }
        if let Some(first) = base.world.first() {
            join_regions(t, &name, &id, &instances, base.protection.only(first.once_joined()));
        }
        Cluster { id, instances, name, step: purpose.step, world: base.world.clone() }
    }

    /// In the second region a cluster takes its database, its logins and its data from the one that it joins.
    fn volume(&self, base: Base<'_>, administrator: Option<&Login>, name: &str) -> DbCluster {
        let second = base.world.second();
        let password =
            |login: &Login| sub!["{{resolve:secretsmanager:", login.get(), ":SecretString:password}}"];
        DbCluster {
            engine: "aurora-postgresql",
            engine_version: second.map_or_else(|| VERSION.into(), |second| second.version.get()),
            db_subnet_group_name: base.ground.subnets.get(),
            db_cluster_parameter_group_name: base.parameters.get(),
            vpc_security_group_ids: vec![base.ground.group.id()],
            port: PORT,
            database_name: administrator.map(|_| NAME),
            master_username: administrator.map(|_| "dbadmin"),
            master_user_password: administrator.map(password),
            storage_encrypted: true,
            kms_key_id: base.key.arn(),
            storage_type: None,
            backup_retention_period: self.backup_days,
            preferred_backup_window: "02:00-02:30",
            preferred_maintenance_window: "sun:07:00-sun:07:30",
            copy_tags_to_snapshot: true,
            deletion_protection: base.protection.is_on(),
            enable_cloudwatch_logs_exports: vec!["postgresql"],
            enable_iam_database_authentication: true,
            global_cluster_identifier: second.map(|second| second.told(&format!("{name}GlobalId"))),
            source_region: second.map(|second| second.first.clone().into()),
            enable_global_write_forwarding: base.world.forwards(),
            tags: vec![backup::daily()],
        }
    }

    /// The lower its tier, the sooner an instance becomes the writer; what scaling adds has the highest.
    fn instance(&self, base: Base<'_>, cluster: &Id<DbCluster>, promotion_tier: u8) -> DbClusterInstance {
        DbClusterInstance {
            engine: "aurora-postgresql",
            db_cluster_identifier: cluster.get(),
            db_instance_class: self.class.clone(),
            db_parameter_group_name: None,
            promotion_tier,
            publicly_accessible: false,
            auto_minor_version_upgrade: self.minor_upgrades,
            monitoring_interval: SECONDS,
            monitoring_role_arn: base.ground.monitor.arn(),
            enable_performance_insights: true,
        }
    }

    /// What a cluster runs out of.
    pub fn watch(&self, t: &mut Template, cluster: &Cluster, alarms: &Alarms) {
        let watches = [
            (
                "Cpu",
                "the writer is busy for 15 minutes: find the slow queries or choose a bigger class",
                cluster.busiest(Watch::above(METRICS, "CPUUtilization", 80)),
            ),
            (
                "Memory",
                "the writer's memory is running out: choose a bigger class",
                cluster.busiest(Watch::below(METRICS, "FreeableMemory", self.little_memory())),
            ),
            (
                "Connections",
                "most of the writer's connections are taken: pool them",
                cluster.busiest(Watch::above(METRICS, "DatabaseConnections", self.many())),
            ),
        ];
        let lag = (
            "Lag",
            "reads are more than a second old: is the writer busy, or a query long?",
            Watch::above(METRICS, "AuroraReplicaLagMaximum", LAG),
        );
        let lag = (self.readers > 0).then_some(lag);
        let far = (
            "GlobalLag",
            "this region's data is more than five seconds old: is the other busy, or the way to it?",
            Watch::above(METRICS, "AuroraGlobalDBReplicationLag", 5000),
        );
        let far = cluster.world.second().map(|_| far);
        for (what, text, watch) in watches.into_iter().chain(lag).chain(far) {
            let watch = watch.of("DBClusterIdentifier", cluster.id.get());
            let id = format!("{}{what}Alarm", cluster.name);
            alarms.add(t, &id, cluster.step.watches(text), format!("{}: {text}", cluster.name), watch);
        }
    }
}

/// Makes the cluster one that another region can join: it stays where it is, and its data with it.
fn join_regions(
    t: &mut Template,
    name: &str,
    cluster: &Id<DbCluster>,
    instances: &[Id<DbClusterInstance>],
    protected: Val<bool>,
) {
    let global =
        GlobalCluster { source_db_cluster_identifier: cluster.get(), deletion_protection: protected };
    let why = MORE
        .says("the database in a second region, a second behind")
        .must("keep SourceDBClusterIdentifier: a change parts the regions");
    let order = instances.iter().fold(Attributes::from(why), Attributes::after);
    let global = t.add(&format!("{name}Global"), order, global);
    t.output(&format!("{name}GlobalId"), "For the second region: what its cluster joins", global.get());
}

impl Cluster {
    /// Whichever instance is the writer; with two regions all of them, as the writer may be in the other.
    fn busiest(&self, watch: Watch) -> Watch {
        if matches!(self.world, World::Alone) { watch.of("Role", "WRITER") } else { watch }
    }

    /// Writes host and port into a login.
    pub fn attach(&self, t: &mut Template, id: &str, login: &Login) {
        let Some(secret) = login.secret() else { return };
        let attachment = SecretTargetAttachment::to_cluster(secret, &self.id);
        let why: Attributes =
            self.step.needs("writes host and port into the login, for tools and for later rotation").into();
        t.add(id, why, attachment);
    }

    /// Whether readers are always there.
    pub fn has_readers(&self) -> bool {
        self.instances.len() > 1
    }

    /// Its writer and its readers on the dashboard.
    pub fn drawn(&self) -> Vec<Drawn> {
        let of = |role: &str| vec![("DBClusterIdentifier", self.id.get().into()), ("Role", role.into())];
        let lag = Some(("AuroraReplicaLagMaximum", "DBClusterIdentifier", self.id.get().into()));
        let writer = Drawn { dimensions: of("WRITER"), lag: None };
        let readers = self.has_readers().then(|| Drawn { dimensions: of("READER"), lag });
        std::iter::once(writer).chain(readers).collect()
    }
}
