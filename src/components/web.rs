//! The web servers: they hold nothing, and any change to them is a new server.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    alarms::Alarms,
    firewall, host,
    identity::Identity,
    network,
    talk::{Step, TEN, THOUSAND},
    tls::Tls,
};
use crate::{
    cfn::{
        Attributes, Condition, Declaration, Id, Parameter, Pseudo, Template, Test, Val, select, split,
        sub_marked,
        types::{
            ec2::{Instance, LaunchTemplate, LaunchTemplateVersion},
            policy::Statement,
            secretsmanager::Secret,
            tag::Tag,
        },
        when,
    },
    sub, text,
};

/// How many web servers, and how big.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Web {
    /// Servers: 1, or 2 in two zones.
    pub servers: Servers,
    /// The EC2 type.
    pub instance: String,
}

/// A number of plain web servers: 1 or 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "u8")]
pub struct Servers(u8);

impl TryFrom<u8> for Servers {
    type Error = String;

    fn try_from(servers: u8) -> Result<Self, String> {
        if matches!(servers, 1 | 2) {
            Ok(Self(servers))
        } else {
            Err(format!("{servers} web servers; give 1 or 2"))
        }
    }
}

/// Where a web server finds the database.
#[derive(Clone, Debug)]
pub struct DataSource<'a> {
    /// The database's host name or address.
    pub address: Val,
    /// The application's login.
    pub login: &'a Id<Secret>,
    /// The administrator's login, where the database does not make the application's login itself.
    pub administrator: Option<&'a Id<Secret>>,
}

/// The values of `web.sh.j2`.
#[derive(Debug, Serialize)]
struct Boot {
    stack: String,
    region: String,
    secret: String,
    database_host: String,
    database_name: &'static str,
    master_secret: String,
    proxy: bool,
    bundle: String,
    domain: String,
    tls_secret: String,
}

/// What the servers are built from.
#[derive(Debug)]
pub struct Site<'a> {
    /// Parameters and conditions.
    pub identity: &'a Identity,
    /// The database.
    pub data: DataSource<'a>,
    /// The certificate's keeper, while a server faces the internet itself.
    pub tls: Option<&'a Tls>,
}

impl Web {
    /// Builds role, launch template, servers and alarms.
    pub fn build(
        &self,
        t: &mut Template,
        network: &network::Built,
        firewall: &firewall::Built,
        site: &Site<'_>,
        alarms: &Alarms,
    ) -> Vec<Id<Instance>> {
        t.section("Web servers");
        let profile = host::role(t, TEN, "Web", site.statements());
        let groups = firewall.web.iter().cloned().collect();
        let data = host::launch(&profile, Some(&self.instance), groups, true, site.boot());
        let why = TEN.needs("how a web server boots; a change makes a new version, and so new servers");
        let template = t.add("WebLaunchTemplate", why, LaunchTemplate { launch_template_data: data });
        let newest = template.latest_version();
        t.output(
            "WebLaunchTemplateVersion",
            "The newest version of the web servers' launch template",
            newest.clone(),
        );
        (0..self.servers.0)
            .map(|index| {
                let version = if index == 0 { newest.clone() } else { held(t, &newest) };
                let launch_template = LaunchTemplateVersion { launch_template_id: template.get(), version };
                self.server(t, network, alarms, usize::from(index), launch_template)
            })
            .collect()
    }

    fn server(
        &self,
        t: &mut Template,
        network: &network::Built,
        alarms: &Alarms,
        index: usize,
        launch_template: LaunchTemplateVersion,
    ) -> Id<Instance> {
        let (step, name, text) = SERVERS[index];
        let place = network.app.get(index).unwrap_or(&network.public[0]);
        let instance = Instance {
            launch_template,
            instance_type: None,
            subnet_id: place.subnet.get(),
            security_group_ids: Vec::new(),
            volumes: Vec::new(),
            tags: vec![Tag::name(name), Tag::new("LogicalId", name)],
        };
        let why = step.says(text).must("keep the LogicalId tag: the host signals under that name");
        let order = Attributes::from(why).after(network.way_out(place)).after(&place.association);
        let instance = t.add(name, order.signals_within(host::BOOT_MINUTES), instance);
        host::Watched { alarms, step, name, host: &instance }.build(t, &self.instance);
        instance
    }
}

/// Each server's step, logical ID and reason.
const SERVERS: [(Step, &str, &str); 2] = [
    (TEN, "WebServerA", "one host for the web site"),
    (THOUSAND, "WebServerB", "another web server in another availability zone"),
];

/// The version that the second server runs: during a release in two updates the one it has, otherwise the newest.
fn held(t: &mut Template, newest: &Val) -> Val {
    let parameter = t.parameter("WebServerBVersion", &HELD);
    let given = t.condition("HasWebServerBVersion", &Test::given(&parameter));
    when(&given, parameter.get(), newest.clone())
}

const HELD: Declaration = Declaration {
    r#type: "String",
    default: "",
    description: "Releases without a gap take two updates: the first holds WebServerB at its launch template version (output \
                  WebLaunchTemplateVersion), the second gives nothing here.",
    allowed_pattern: "^$|^[1-9][0-9]*$",
    constraint_description: "a launch template version such as 3, or nothing",
};

/// Lets a host fetch a bundle, where one was given.
pub(super) fn may_fetch(bundle: &Parameter, given: &Condition) -> Val<Statement> {
    let path = select(1, &split("s3://", bundle));
    Statement::allow(["s3:GetObject"], [sub!["arn:", Pseudo::Partition, ":s3:::", path]]).when(given)
}

impl Site<'_> {
    fn statements(&self) -> Vec<Val<Statement>> {
        let logins = [Some(self.data.login), self.data.administrator];
        let read = |secret: &Id<Secret>| {
            Statement::allow(["secretsmanager:GetSecretValue"], [secret.get().into()]).into()
        };
        let mut statements: Vec<_> = logins.into_iter().flatten().map(read).collect();
        statements.push(may_fetch(&self.identity.bundle, &self.identity.has_bundle));
        statements.extend(self.tls.iter().flat_map(|tls| tls.statements(self.identity)));
        statements
    }

    fn boot(&self) -> Val {
        let mark = |value: Val| value.mark();
        sub_marked(&text::render(
            "web.sh.j2",
            &Boot {
                stack: mark(Pseudo::StackName.into()),
                region: mark(Pseudo::Region.into()),
                secret: mark(self.data.login.get().into()),
                database_host: self.data.address.mark(),
                database_name: "app",
                master_secret: self
                    .data
                    .administrator
                    .map(|secret| mark(secret.get().into()))
                    .unwrap_or_default(),
                proxy: self.tls.is_some(),
                bundle: mark(self.identity.bundle.get()),
                domain: self.tls.map(|_| mark(self.identity.served_domain())).unwrap_or_default(),
                tls_secret: self.tls.map(|tls| mark(tls.secret(self.identity))).unwrap_or_default(),
            },
        ))
    }
}
