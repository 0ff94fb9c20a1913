//! The web servers: they hold nothing, and any change to them is a new server.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    alarms::Alarms,
    firewall, host,
    identity::{BUNDLE, Identity},
    network,
    talk::{Step, TEN, THOUSAND},
    tls::Tls,
};
use crate::{
    cfn::{
        Attributes, Condition, Id, Parameter, Pseudo, Template, Test, Val, select, split, sub_marked,
        types::{
            ec2::{Instance, LaunchTemplate, LaunchTemplateVersion},
            iam::InstanceProfile,
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

/// A bundle, and whether it was given.
type Bundle<'a> = (Val, Vec<(&'a Parameter, &'a Condition)>);

impl Web {
    /// Builds role, launch templates, servers and alarms.
    pub fn build(
        &self,
        t: &mut Template,
        network: &network::Built,
        firewall: &firewall::Built,
        site: &Site<'_>,
        alarms: &Alarms,
    ) -> Vec<Id<Instance>> {
        let halves = (self.servers.0 > 1).then(|| second_half(t));
        t.section("Web servers");
        let mut bundles =
            vec![(site.identity.bundle.get(), vec![(&site.identity.bundle, &site.identity.has_bundle)])];
        if let Some((parameter, given)) = &halves {
            let either = when(given, parameter.get(), site.identity.bundle.get());
            bundles.push((either, vec![(parameter, given)]));
        }
        let profile = host::role(t, TEN, "Web", site.statements(&bundles));
        (0..self.servers.0)
            .zip(bundles)
            .map(|(index, (bundle, _))| {
                self.server(t, network, firewall, site, alarms, &profile, index, &bundle)
            })
            .collect()
    }

    #[expect(clippy::too_many_arguments, reason = "a server stands between everything else")]
    fn server(
        &self,
        t: &mut Template,
        network: &network::Built,
        firewall: &firewall::Built,
        site: &Site<'_>,
        alarms: &Alarms,
        profile: &Id<InstanceProfile>,
        index: u8,
        bundle: &Val,
    ) -> Id<Instance> {
        let letter = char::from(b'A' + index);
        let step = if index == 0 { TEN } else { THOUSAND };
        let groups = firewall.web.iter().cloned().collect();
        let data = host::launch(profile, Some(&self.instance), groups, true, site.boot(bundle));
        let why = step.needs("how a web server boots; a change makes a new version, and so a new server");
        let template = LaunchTemplate { launch_template_data: data };
        let template = t.add(&format!("WebLaunchTemplate{letter}"), why, template);
        let name = format!("WebServer{letter}");
        let instance = instance(t, network, step, &name, usize::from(index), &template);
        host::Watched { alarms, step, name: &name, host: &instance }.build(t, &self.instance);
        instance
    }
}

fn instance(
    t: &mut Template,
    network: &network::Built,
    step: Step,
    name: &str,
    index: usize,
    template: &Id<LaunchTemplate>,
) -> Id<Instance> {
    let place = network.app.get(index).unwrap_or(&network.public[0]);
    let instance = Instance {
        launch_template: LaunchTemplateVersion {
            launch_template_id: template.get(),
            version: template.latest_version(),
        },
        instance_type: None,
        subnet_id: place.subnet.get(),
        security_group_ids: Vec::new(),
        volumes: Vec::new(),
        tags: vec![Tag::name(name), Tag::new("LogicalId", name)],
    };
    let why = step.says(if index == 0 {
        "one host for the web site"
    } else {
        "another web server in another availability zone"
    });
    let why = why.must("keep the LogicalId tag: the host signals under that name");
    let order = Attributes::from(why).after(network.way_out(place)).after(&place.association);
    t.add(name, order.signals_within(host::BOOT_MINUTES), instance)
}

/// The bundle of the second server during a release, so that one half of the site is always up.
fn second_half(t: &mut Template) -> (Parameter, Condition) {
    let description = "The bundle of WebServerB during a release in two updates: first AppBundle new and this one old, then \
                       this one empty. Empty: AppBundle.";
    let parameter = t.parameter("AppBundleB", &crate::cfn::Declaration { description, ..BUNDLE });
    let given = t.condition("HasAppBundleB", &Test::given(&parameter));
    (parameter, given)
}

/// Lets a host fetch a bundle, where one was given.
pub(super) fn may_fetch(bundle: &Parameter, given: &Condition) -> Val<Statement> {
    let path = select(1, &split("s3://", bundle));
    Statement::allow(["s3:GetObject"], [sub!["arn:", Pseudo::Partition, ":s3:::", path]]).when(given)
}

impl Site<'_> {
    fn statements(&self, bundles: &[Bundle<'_>]) -> Vec<Val<Statement>> {
        let logins = [Some(self.data.login), self.data.administrator];
        let read = |secret: &Id<Secret>| {
            Statement::allow(["secretsmanager:GetSecretValue"], [secret.get().into()]).into()
        };
        let mut statements: Vec<_> = logins.into_iter().flatten().map(read).collect();
        statements.extend(
            bundles.iter().flat_map(|(_, given)| given).map(|(bundle, given)| may_fetch(bundle, given)),
        );
        statements.extend(self.tls.iter().flat_map(|tls| tls.statements(self.identity)));
        statements
    }

    fn boot(&self, bundle: &Val) -> Val {
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
                bundle: bundle.mark(),
                domain: self.tls.map(|_| mark(self.identity.domain.get())).unwrap_or_default(),
                tls_secret: self.tls.map(|tls| mark(tls.secret(self.identity))).unwrap_or_default(),
            },
        ))
    }
}
