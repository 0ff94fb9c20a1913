//! AWS services inside the network: their traffic passes no NAT gateway.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Built, Places, Zones, routes,
    subnets::{Tier, letter},
};
use crate::{
    cfn::{Attributes, Order, Template},
    components::{
        firewall::{Door, Group, Purpose},
        talk::THOUSAND,
    },
};

/// The port of every AWS service.
const PORT: u16 = 443;

const PURPOSE: Purpose = Purpose {
    id: "EndpointSecurityGroup",
    step: THOUSAND,
    why: "the ways to AWS services inside the network",
    description: "Endpoints of AWS services",
    calls_out: false,
};

/// A service that hosts of ours call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Endpoint {
    /// Secrets Manager.
    Secretsmanager,
    /// Systems Manager: parameters, sessions, patches.
    Ssm,
    /// Messages of the agent of Systems Manager.
    Ssmmessages,
    /// Logs of `CloudWatch`.
    Logs,
    /// Metrics of `CloudWatch`.
    Monitoring,
    /// Simple Queue Service.
    Sqs,
    /// Key Management Service.
    Kms,
    /// The calls with which a host signals that it works.
    Cloudformation,
}

impl Endpoint {
    /// What its logical ID begins with.
    fn id(self) -> &'static str {
        match self {
            Self::Secretsmanager => "SecretsManager",
            Self::Ssm => "Ssm",
            Self::Ssmmessages => "SsmMessages",
            Self::Logs => "Logs",
            Self::Monitoring => "Monitoring",
            Self::Sqs => "Sqs",
            Self::Kms => "Kms",
            Self::Cloudformation => "CloudFormation",
        }
    }

    /// As in the names of endpoint services, and in the key.
    pub fn service(self) -> &'static str {
        match self {
            Self::Secretsmanager => "secretsmanager",
            Self::Ssm => "ssm",
            Self::Ssmmessages => "ssmmessages",
            Self::Logs => "logs",
            Self::Monitoring => "monitoring",
            Self::Sqs => "sqs",
            Self::Kms => "kms",
            Self::Cloudformation => "cloudformation",
        }
    }
}

/// Builds the endpoints that were asked for, and their door. As soon as one is there, its service's name leads to it from
/// everywhere in the network: the door is open before.
pub(super) fn build(t: &mut Template, network: &Built, zones: Zones, hosts: &Places) {
    if network.endpoints.is_empty() {
        return;
    }
    t.section("Endpoints");
    let group = PURPOSE.build(t, network);
    let open = admit(t, network, zones, &group);
    for endpoint in &network.endpoints {
        let why =
            THOUSAND.needs("private hosts reach the service inside the network, for a fee an hour and zone");
        let way = routes::interface(&network.vpc, endpoint.service(), hosts, &group);
        t.add(&format!("{}Endpoint", endpoint.id()), Attributes::from(why).after_all(&open), way);
    }
}

/// Lets in the hosts of every zone, whatever tier they are of: the subnets tell. The public server of the stage before is
/// among them: the services' names lead to the endpoints from the whole network at once, and it serves until others do.
fn admit(t: &mut Template, network: &Built, zones: Zones, group: &Group) -> Vec<Order> {
    let mut open =
        |id: &str, why, block| group.admit_block(t, Door { id, step: THOUSAND, why, port: PORT }, block);
    let addresses = network.addresses();
    let before = "the server of the stage before reaches them, too, until others serve";
    let public = Tier::Public { hosts: false }.block(addresses, 0);
    let mut orders = vec![open("EndpointFromPublicSubnetA", before, public)];
    let why = "private hosts reach AWS services inside the network";
    orders.extend((0..zones.count()).map(|zone| {
        open(&format!("EndpointFromAppSubnet{}", letter(zone)), why, Tier::App.block(addresses, zone))
    }));
    orders
}
