//! What is there for the time of a move alone: from the first step to the last but one.

use serde_json::{Value, json};

use super::{
    document::{Document, kind, properties},
    moved::{Move, Place, port},
    names::names,
};
use crate::cfn::{
    Node, Resource,
    node::{Map, node},
    types::{
        elbv2::{ListenerRule, TargetGroup},
        iam::RolePolicy,
        vpc::{SecurityGroupEgress, SecurityGroupIngress},
    },
    yaml::Remark,
};
use crate::components::tier::{self, Job};

/// A resource that passes: its logical ID, its body, and until when and why it is there.
struct Passing {
    id: String,
    body: Value,
    why: String,
}

/// All that passes. What either template has under the same name stays as it is.
pub(super) fn passing(moves: &[Move], old: &Document, new: &Document) -> Document {
    let is_there = |id: &str| [old, new].iter().any(|side| side.resources().get(id).is_some());
    let all = open(moves, old, new).into_iter().chain(reads(moves, old, new)).chain(asked(old, new));
    let mut resources = Map::default();
    let mut remarks = Vec::new();
    for Passing { id, body, why } in all.filter(|one| !is_there(&one.id)) {
        if resources.get(&id).is_none() {
            let banner = resources.is_empty().then(|| "For the time of the move".into());
            resources.push(id.clone(), node(&body));
            remarks.push(Remark { id, banner, comment: why, note: None });
        }
    }
    Document { node: Node::single("Resources", Node::Map(resources)), remarks }
}

/// Where the host of everything moves its own data, it reads the administrator's login as the new web servers do.
fn reads(moves: &[Move], old: &Document, new: &Document) -> Option<Passing> {
    moves.iter().find(|moved| is_of_one_host(moved, old))?;
    let role = new.resources().get(&Job::web().id("Role"))?;
    let policies = properties(role).get("Policies")?.as_list()?.iter();
    let statements = policies.filter_map(|policy| policy.get("PolicyDocument")?.get("Statement")?.as_list());
    let reading: Vec<_> = statements.flatten().filter(|statement| only_reads(statement)).collect();
    let body = json!({
        "Type": RolePolicy::TYPE,
        "Properties": {
            "PolicyName": "move",
            "RoleName": { "Ref": "DataHostRole" },
            "PolicyDocument": { "Version": "2012-10-17", "Statement": reading },
        }
    });
    let why = "until the data has moved: the host reads the administrator's login of the new database";
    Some(Passing { id: "DataHostRoleMove".into(), body, why: why.into() })
}

/// Whether the data moves away from a host that runs the site as well.
fn is_of_one_host(moved: &Move, old: &Document) -> bool {
    matches!(moved, Move::Database { from: Place::DataHost, .. })
        && !old.resources().iter().any(|(id, _)| tier::is_site(id, old.kind(id)))
}

/// Whether a statement is about the reading of logins, whatever parameters say.
fn only_reads(statement: &Node) -> bool {
    let reads =
        |action: &Node| matches!(action.as_text(), Some("secretsmanager:GetSecretValue" | "kms:Decrypt"));
    statement.get("Action").is_some_and(|actions| actions.one_or_more().iter().all(reads))
}

/// Target groups that go: their servers are asked for their health until then, so that the way back finds them well. The rule
/// itself never matches: its address is one of those that are for documentation only (RFC 5737).
fn asked(old: &Document, new: &Document) -> Vec<Passing> {
    let leaves = |id: &str| old.kind(id) == TargetGroup::TYPE && new.resources().get(id).is_none();
    let groups = old.resources().iter().map(|(id, _)| id).filter(|id| leaves(id));
    groups
        .filter_map(|id| {
            let body = json!({
                "Type": ListenerRule::TYPE,
                "Properties": {
                    "ListenerArn": listener(id, old)?,
                    "Priority": 6,
                    "Conditions": [{ "Field": "source-ip", "SourceIpConfig": { "Values": ["192.0.2.1/32"] } }],
                    "Actions": [{ "Type": "forward", "TargetGroupArn": { "Ref": id } }],
                }
            });
            let why = "until the move is done: the servers of before are asked for their health, for the way back";
            Some(Passing { id: format!("{id}Rule"), body, why: why.into() })
        })
        .collect()
}

/// The listener of a rule that forwards to a target group under every condition.
fn listener<'a>(targets: &str, document: &'a Document) -> Option<&'a Node> {
    let mut bodies = document.resources().iter().map(|(_, body)| body);
    let rule = bodies.find(|body| {
        kind(body) == ListenerRule::TYPE && body.get("Condition").is_none() && names(body).contains(targets)
    })?;
    properties(rule).get("ListenerArn")
}

/// The ways over which one database follows another.
fn open(moves: &[Move], old: &Document, new: &Document) -> Vec<Passing> {
    let Some(port) = port(old).or_else(|| port(new)) else { return Vec::new() };
    let back = moves.iter().filter(|moved| is_of_one_host(moved, old)).map(|_| BACK);
    moves.iter().flat_map(ways).chain(back).map(|way| way.open(&port)).collect()
}

/// A way between two databases, as seen from one of them.
struct Way {
    id: &'static str,
    side: Side,
    own: &'static str,
    other: &'static str,
    why: &'static str,
}

/// Which way a rule of a security group opens.
#[derive(Clone, Copy)]
enum Side {
    In,
    Out,
}

const DATABASE: &str = "DatabaseSecurityGroup";
const HOST: &str = "DataHostSecurityGroup";

/// On the way back, those that took over from the host of everything ask its database.
const BACK: Way = Way {
    id: "DataHostFromWeb",
    side: Side::In,
    own: HOST,
    other: "WebSecurityGroup",
    why: "the new web servers ask the host on the way back",
};

fn ways(moved: &Move) -> Vec<Way> {
    use Side::{In, Out};
    let way = |id, side, own, other, why| Way { id, side, own, other, why };
    let copies = "the new database copies from the host";
    let back = "the host copies back what is written since";
    let each = "one database copies from the other";
    match moved {
        Move::Database { from: Place::DataHost, .. } => vec![
            way("DataHostFromDatabase", In, HOST, DATABASE, copies),
            way("DatabaseToDataHost", Out, DATABASE, HOST, copies),
            way("DatabaseFromDataHost", In, DATABASE, HOST, back),
        ],
        Move::Files | Move::Region => Vec::new(),
        _ => vec![
            way("DatabaseFromDatabase", In, DATABASE, DATABASE, each),
            way("DatabaseToDatabase", Out, DATABASE, DATABASE, each),
        ],
    }
}

impl Way {
    fn open(&self, port: &Node) -> Passing {
        let (kind, other) = match self.side {
            Side::In => (SecurityGroupIngress::TYPE, "SourceSecurityGroupId"),
            Side::Out => (SecurityGroupEgress::TYPE, "DestinationSecurityGroupId"),
        };
        let group = |id: &str| json!({ "Fn::GetAtt": [id, "GroupId"] });
        let body = json!({
            "Type": kind,
            "Properties": {
                "GroupId": group(self.own),
                "IpProtocol": "tcp",
                "FromPort": port,
                "ToPort": port,
                other: group(self.other),
            }
        });
        Passing { id: self.id.into(), body, why: format!("until the data has moved: {}", self.why) }
    }
}
