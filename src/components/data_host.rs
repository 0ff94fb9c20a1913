//! The host that owns the database's disk: the whole stack for one user, the database alone from ten.
//!
//! It is never replaced. Its disk is a resource of its own, its launch template version is pinned, and its type changes in
//! place (stop and start), so that the risky move "database off the web box" becomes "web site off the database box".

mod releases;
mod server;
mod volume;

use serde::Serialize;

use super::{
    alarms::Alarms,
    app::{Neighbour, Surroundings},
    database,
    firewall::{Group, Purpose},
    growth::{Change, Phase, When},
    host::{self, HostType},
    identity::Identity,
    login::Login,
    network,
    talk::{ONE, TEN},
    tier,
    tls::Tls,
};
use crate::{
    cfn::{
        Id, Pseudo, Resource, Template, Val, sub_marked,
        types::{
            ec2::{AttachedVolume, Instance, LaunchTemplate, LaunchTemplateVersion, Volume},
            iam::InstanceProfile,
            policy::Statement,
            ssm::Association,
            tag::Tag,
        },
    },
    text,
};

pub use releases::{admit_visitors, release, retire};
pub use server::Server;

/// Its logical ID, which the boot script signals.
const NAME: &str = "DataHost";

const PURPOSE: Purpose = Purpose {
    id: "DataHostSecurityGroup",
    step: ONE,
    why: "the host that owns the database's disk",
    description: "Data host",
    calls_out: true,
};

/// How big it is.
#[derive(Clone, Debug)]
pub struct DataHost {
    /// The EC2 type; a change stops and starts the host.
    pub host: HostType,
    /// The data volume in GiB; it can only grow.
    pub volume: u32,
    /// What runs the database.
    pub server: Server,
}

/// What else the host is given.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// Parameters and conditions.
    pub identity: &'a Identity,
    /// The database login.
    pub login: &'a Login,
    /// The certificate's keeper, where this host serves the site itself.
    pub tls: Option<&'a Tls>,
}

/// The host, and who may reach it.
#[derive(Debug)]
pub struct Built {
    /// The host.
    pub instance: Id<Instance>,
    /// Its security group.
    pub group: Group,
    /// What runs the database.
    pub server: Server,
}

/// The values of `data-host.sh.j2`.
#[derive(Debug, Serialize)]
struct Boot {
    stack: String,
    region: String,
    logical_id: &'static str,
    volume: String,
    secret: String,
    network: String,
    database_name: &'static str,
    dialect: &'static str,
    folder: &'static str,
    owner: &'static str,
    unit: &'static str,
    log: &'static str,
    packages: &'static str,
    rights: &'static str,
    web: bool,
    variables: Vec<String>,
    bundle: String,
    domain: String,
    tls: bool,
    tls_secret: String,
}

impl DataHost {
    /// Builds role, disk, host and alarms.
    pub fn build(
        &self,
        t: &mut Template,
        network: &network::Built,
        site: Site<'_>,
        alarms: &Alarms,
    ) -> Built {
        t.section("Data host");
        let group = PURPOSE.build(t, network);
        let profile = host::rights(t, ONE, NAME, site.statements()).profile;
        let volume = volume::build(t, self.volume, self.server, &network.public.first().subnet);
        let template = Self::template(t, &profile, site.boot(self.server, &volume, network.addresses()));
        let instance = self.instance(t, network, &group, &template, &volume);
        let watched = host::Watched { alarms, step: ONE, name: NAME, host: &instance };
        watched.build(t, &self.host);
        watched.memory_and_disks(t, self.server);
        Built { instance, group, server: self.server }
    }

    fn template(t: &mut Template, profile: &Id<InstanceProfile>, script: Val) -> Id<LaunchTemplate> {
        let launch_template_data = host::launch(profile, None, Vec::new(), false, script);
        let why = ONE.needs(
            "how the host boots the first time; later versions are for a new host, never for this one",
        );
        t.add("DataHostLaunchTemplate", why, LaunchTemplate { launch_template_data })
    }

    fn instance(
        &self,
        t: &mut Template,
        network: &network::Built,
        group: &Group,
        template: &Id<LaunchTemplate>,
        volume: &Id<Volume>,
    ) -> Id<Instance> {
        let place = network.public.first();
        let instance = Instance {
            launch_template: LaunchTemplateVersion {
                launch_template_id: template.get(),
                version: "1".into(),
            },
            instance_type: Some(self.host.name.clone()),
            monitoring: true,
            subnet_id: place.subnet.get(),
            security_group_ids: vec![group.id()],
            volumes: vec![AttachedVolume { volume_id: volume.get(), device: "/dev/sdf" }],
            tags: vec![Tag::name("data-host")],
        };
        let why = ONE
            .says("one instance carries the site and its database; from ten users on, the database alone")
            .must("keep LaunchTemplate.Version '1' and SubnetId: a change replaces the host while its disk is attached");
        let order = place.before(why);
        t.add(NAME, order.signals_within(host::BOOT_MINUTES), instance)
    }
}

impl Built {
    /// The database, as the application on another host sees it.
    pub fn meet(&self, surroundings: &mut Surroundings) {
        surroundings.tell("DB_HOST", self.instance.private_ip());
        surroundings.tell("DB_NAME", database::NAME);
        self.server.tell(surroundings);
        surroundings.meet(Neighbour {
            name: NAME,
            group: self.group.clone(),
            port: self.server.dialect().port(),
            step: TEN,
            does: "reaches its database",
        });
    }
}

impl Site<'_> {
    fn statements(self) -> Vec<Val<Statement>> {
        let mut statements: Vec<_> = self.login.may_read().into_iter().map(Into::into).collect();
        if let Some(tls) = self.tls {
            statements.push(tier::may_fetch(&self.identity.bundle, &self.identity.has_bundle));
            statements.extend(tls.statements(self.identity));
        }
        statements
    }

    fn variables(self, server: Server) -> Vec<String> {
        let mut surroundings = Surroundings::default();
        surroundings.tell("DB_HOST", "127.0.0.1");
        surroundings.tell("DB_NAME", database::NAME);
        server.tell(&mut surroundings);
        self.login.tell(&mut surroundings);
        surroundings.lines()
    }

    fn boot(self, server: Server, volume: &Id<Volume>, network: network::Addresses) -> Val {
        let on_site = |value: Val| self.tls.map(|_| value.mark()).unwrap_or_default();
        sub_marked(&text::render(
            "data-host.sh.j2",
            &Boot {
                stack: Val::from(Pseudo::StackName).mark(),
                region: Val::from(Pseudo::Region).mark(),
                logical_id: NAME,
                volume: Val::from(volume.get()).mark(),
                secret: self.login.get().mark(),
                network: network.all(),
                database_name: database::NAME,
                dialect: server.name(),
                folder: server.folder(),
                owner: server.owner(),
                unit: server.unit(),
                log: server.log(),
                packages: server.packages(),
                rights: tier::OWNER,
                web: self.tls.is_some(),
                variables: self.variables(server),
                bundle: on_site(self.identity.bundle.get()),
                domain: self.tls.map(|tls| tls.domain(self.identity).mark()).unwrap_or_default(),
                tls: self.tls.is_some_and(Tls::certifies),
                tls_secret: self.tls.map(|tls| tls.secret(self.identity).mark()).unwrap_or_default(),
            },
        ))
    }
}

/// A host on its own stops for its new type. It has its old one as long as it carries the site, and gives up the site only when
/// visitors are elsewhere: so the way back of the switch is the address alone.
pub(super) fn growth(change: &Change) -> Option<When> {
    match change.kind {
        Instance::TYPE => change.of::<Instance>("InstanceType").then_some(When::Sized(Phase::Resize)),
        Association::TYPE => (change.id == releases::RELEASE).then_some(When::At(Phase::Shrink)),
        _ => None,
    }
}
