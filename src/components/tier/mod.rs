//! Hosts that hold nothing, and of which any change makes new ones: the web servers, and those of each service.

mod boot;
mod client;
mod job;
mod servers;

pub use super::host::HostType;
use super::{
    app::Surroundings,
    firewall::{Group, Purpose},
    growth::{Change, When},
    host::{self, Rights},
    identity::Identity,
    login::Login,
    network,
    talk::TEN,
    tls::Tls,
};
use crate::cfn::{
    Attributes, Id, Resource, Template, Val,
    types::{
        autoscaling::AutoScalingGroup,
        ec2::{Instance, LaunchTemplate},
        iam::Role,
        policy::Statement,
    },
};
pub use boot::may_fetch;
pub use client::{OWNER, has_client};
pub use job::{Job, capital};
pub use servers::{Count, Servers};

const WEB: Purpose = Purpose {
    id: "WebSecurityGroup",
    step: TEN,
    why: "the web servers",
    description: "Web tier",
    calls_out: true,
};

/// What the hosts are built from.
#[derive(Debug)]
pub struct Site<'a> {
    /// Parameters and conditions.
    pub identity: &'a Identity,
    /// What the application finds around it.
    pub surroundings: &'a Surroundings,
    /// The application's login, where the hosts come to a database.
    pub login: Option<&'a Login>,
    /// The administrator's login, where the database does not make the application's login itself.
    pub administrator: Option<&'a Login>,
    /// The path of Parameter Store below which further databases are told, whose logins the hosts make as well.
    pub databases: Option<&'a Val>,
    /// The certificate's keeper, while a server faces the internet itself.
    pub tls: Option<&'a Tls>,
    /// What is different in a fleet.
    pub fleet: Option<Member>,
}

/// What a host of a fleet does beside a plain server.
#[derive(Clone, Debug)]
pub struct Member {
    /// The log group of its application.
    pub log: Val,
    /// Where a load balancer finds it, if one stands before it.
    pub targets: Option<Val>,
}

/// What every host of a tier has in common.
#[derive(Debug)]
pub struct Tier {
    /// What they do.
    pub job: Job,
    /// Their security group.
    pub group: Group,
    /// What they may do.
    pub role: Id<Role>,
    /// How they boot.
    pub template: Id<LaunchTemplate>,
    /// Their EC2 type.
    pub host: HostType,
}

impl Tier {
    /// Builds the web servers' group, role and launch template, and opens the doors of the application's neighbours.
    pub fn web(t: &mut Template, network: &network::Built, host: HostType, site: &Site<'_>) -> Self {
        t.section("Web servers");
        let group = WEB.build(t, network);
        site.surroundings.open_doors(t, ("Web", "the web site"), &group);
        let tier = Self::build(t, Job::web(), group, host, site);
        let text = "The newest version of the web servers' launch template";
        t.output("WebLaunchTemplateVersion", text, tier.template.latest_version());
        tier
    }

    /// Builds role and launch template.
    pub fn build(t: &mut Template, job: Job, group: Group, host: HostType, site: &Site<'_>) -> Self {
        let Rights { role, profile } = host::rights(t, job.first, job.name(), site.statements(&job));
        let data = host::launch(&profile, Some(&host), vec![group.id()], true, site.boot(&job));
        let text = format!("how {} boots; a change makes a new version, and so new servers", job.host);
        let template = LaunchTemplate { launch_template_data: data };
        let order = Attributes::from(job.first.needs(&text)).after_all(site.surroundings.before());
        let template = t.add(&job.id("LaunchTemplate"), order, template);
        Self { job, group, role, template, host }
    }

    /// While a server faces the internet itself, visitors come to it.
    pub fn admit_visitors(&self, t: &mut Template, tls: &Tls) {
        let https = tls.certifies().then_some("WebHttpsFromInternet");
        self.group.admit_visitors(t, TEN, "WebHttpFromInternet", https);
    }
}

impl Site<'_> {
    /// The administrator's login, where the hosts have a client with which to use it.
    fn maker(&self) -> Option<&Login> {
        let spoken = self.surroundings.spoken();
        self.administrator.filter(|_| spoken.is_some_and(|spoken| has_client(spoken.engine)))
    }

    fn statements(&self, job: &Job) -> Vec<Val<Statement>> {
        let mut statements = self.surroundings.statements();
        statements.extend(self.maker().into_iter().flat_map(Login::may_read).map(Into::into));
        statements.extend(job.is_site().then(|| may_fetch(&self.identity.bundle, &self.identity.has_bundle)));
        statements.extend(
            self.fleet.iter().filter_map(|member| member.targets.as_ref()).map(|_| may_look().into()),
        );
        statements.extend(self.tls.iter().flat_map(|tls| tls.statements(self.identity)));
        statements
    }
}

/// A host of a fleet asks whether it serves before it says so.
fn may_look() -> Statement {
    Statement::allow(["elasticloadbalancing:DescribeTargetHealth"], ["*".into()])
}

/// Whether a resource is a host of the web site, or the fleet of them.
pub fn is_site(id: &str, kind: &str) -> bool {
    match kind {
        AutoScalingGroup::TYPE => id == Job::web().id("Fleet"),
        Instance::TYPE => servers::is_one(id),
        _ => false,
    }
}

/// New hosts boot as they are meant to, those of the site, which run its release, once its data is there; hosts that are there
/// keep what they run. Services have no release before somebody deploys the first one.
pub(super) fn growth(change: &Change) -> Option<When> {
    match change.property {
        None => is_site(change.id, change.kind).then_some(When::Filled),
        Some(_) => change.of::<LaunchTemplate>("LaunchTemplateData").then_some(When::Boot),
    }
}
