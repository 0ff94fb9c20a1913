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
        vpc::{SecurityGroupEgress, SecurityGroupIngress},
    },
    yaml::Remark,
};

/// A resource that passes: its logical ID, its body, and until when and why it is there.
struct Passing {
    id: String,
    body: Value,
    why: String,
}

/// All that passes. What either template has under the same name stays as it is.
pub(super) fn passing(moves: &[Move], old: &Document, new: &Document) -> Document {
    let is_there = |id: &str| [old, new].iter().any(|side| side.resources().get(id).is_some());
    let all = open(moves, old, new).into_iter().chain(asked(old, new));
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
    moves.iter().flat_map(ways).map(|way| way.open(&port)).collect()
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
