//! Plain web servers, as the talk has them until Auto Scaling: each has a name, and half of them can be held back.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{HostType, Tier};
use crate::{
    cfn::{
        Declaration, Id, Template, Test, Val,
        types::{
            ec2::{Instance, LaunchTemplateVersion},
            tag::Tag,
        },
        when,
    },
    components::{
        alarms::Alarms,
        host,
        network::Places,
        talk::{Step, TEN, TEN_THOUSAND, THOUSAND},
    },
};

/// A number of plain web servers: 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "u8")]
pub struct Count(u8);

impl TryFrom<u8> for Count {
    type Error = String;

    fn try_from(servers: u8) -> Result<Self, String> {
        match servers {
            1..=4 => Ok(Self(servers)),
            _ => Err(format!("{servers} web servers; give 1 to 4")),
        }
    }
}

impl Count {
    /// The one server that faces the internet itself.
    pub const ONE: Self = Self(1);

    /// The plain number.
    pub fn count(self) -> u8 {
        self.0
    }

    /// vCPUs of so many: at the least and at the most.
    pub fn vcpus(self, host: &HostType) -> (u32, u32) {
        let all = u32::from(self.0) * host.vcpus;
        (all, all)
    }
}

/// Each server's step, logical ID and reason.
const SERVERS: [(Step, &str, &str); 4] = [
    (TEN, "WebServerA", "one host for the web site"),
    (THOUSAND, "WebServerB", "another web server in another availability zone"),
    (TEN_THOUSAND, "WebServerC", "more web servers: the load balancer takes as many as there are"),
    (TEN_THOUSAND, "WebServerD", "as many in each zone, so that the loss of one leaves half"),
];

/// Whether one of them has this logical ID.
pub(super) fn is_one(id: &str) -> bool {
    SERVERS.iter().any(|(_, name, _)| *name == id)
}

/// The servers of a tier.
#[derive(Debug)]
pub struct Servers<'a> {
    /// How many.
    pub count: Count,
    /// What they have in common.
    pub tier: &'a Tier,
    /// Where they stand, zone after zone.
    pub places: &'a Places,
    /// Who hears of their trouble.
    pub alarms: &'a Alarms,
}

impl Servers<'_> {
    /// Builds the one server that faces the internet itself, and its alarms.
    pub fn first(&self, t: &mut Template) -> Id<Instance> {
        self.server(t, 0, self.tier.template.latest_version())
    }

    /// Builds the servers and their alarms. Every second one can be held at its version.
    pub fn build(&self, t: &mut Template) -> Vec<Id<Instance>> {
        let newest = self.tier.template.latest_version();
        let held = held(t, &newest);
        let version = |index: usize| if index.is_multiple_of(2) { newest.clone() } else { held.clone() };
        (0..usize::from(self.count.0)).map(|index| self.server(t, index, version(index))).collect()
    }

    fn server(&self, t: &mut Template, index: usize, version: Val) -> Id<Instance> {
        let (step, name, text) = SERVERS[index];
        let place = self.places.of(index);
        let launch_template = LaunchTemplateVersion { launch_template_id: self.tier.template.get(), version };
        let instance = Instance {
            launch_template,
            instance_type: None,
            monitoring: true,
            subnet_id: place.subnet.get(),
            security_group_ids: Vec::new(),
            volumes: Vec::new(),
            tags: vec![Tag::name(name), Tag::new("LogicalId", name)],
        };
        let why = step.says(text).must("keep the LogicalId tag: the host signals under that name");
        let instance = t.add(name, place.before(why).signals_within(host::BOOT_MINUTES), instance);
        host::Watched { alarms: self.alarms, step, name, host: &instance }.build(t, &self.tier.host);
        instance
    }
}

/// The version that every second server runs: during a release in two updates the one it has, otherwise the newest.
fn held(t: &mut Template, newest: &Val) -> Val {
    let parameter = t.parameter("WebServerBVersion", &HELD);
    let given = t.condition("HasWebServerBVersion", &Test::given(&parameter));
    when(&given, parameter.get(), newest.clone())
}

const HELD: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "Releases without a gap take two updates: the first holds WebServerB (and D) at its launch template version \
                  (output WebLaunchTemplateVersion), the second gives nothing here.",
    allowed_pattern: "^$|^[1-9][0-9]*$",
    constraint_description: "a launch template version such as 3, or nothing",
};
