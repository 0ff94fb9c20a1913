//! What holds for a leg of any way.

use scalegen::{
    cfn::Node,
    components::growth::Phase,
    diff::{Action, Change, Fate},
    migrate::{Document, Leg, Side, Step, Task},
};
use serde_json::Value;

use super::superset::contains;
use crate::{review, stages, wiring};

/// Resources of a template, bytes of it, and characters of a role's policies at the most (CloudFormation and IAM quotas).
const RESOURCES: usize = 500;
const BYTES: usize = 1_000_000;
const ROLE: usize = 10_240;

pub fn leg(leg: &Leg) {
    let mut main = &leg.before.document;
    for step in leg.steps() {
        let name = format!("{} to {}: {:?}", leg.from, leg.to, step.task);
        loses_nothing(step, &name);
        keeps_its_phase(step, &name);
        is_sound(&step.state.document, &name);
        if step.side != Side::Edge {
            boots(&step.state.document, &name);
        }
        if step.side == Side::Main {
            if step.task == Task::Phase(Phase::Expand) {
                closes_nothing(main, &step.state.document, &name);
            }
            main = &step.state.document;
        }
    }
}

fn loses_nothing(step: &Step, name: &str) {
    for change in &step.diff.changes {
        let replaced = matches!(change.action, Action::Replace | Action::MayReplace);
        assert!(change.action != Action::Refused, "{name} is refused: {change:?}");
        assert!(change.data != Fate::Lost || is_replica(change), "{name} loses {}", change.logical_id);
        assert!(!replaced || change.data == Fate::None, "{name} replaces {}", change.logical_id);
    }
}

/// Memcached keeps nothing that anybody misses.
fn is_replica(change: &Change) -> bool {
    change.kind == "AWS::ElastiCache::CacheCluster"
}

fn keeps_its_phase(step: &Step, name: &str) {
    for change in &step.diff.changes {
        let gone = matches!(change.action, Action::Delete | Action::Orphan);
        let fits = match step.task {
            Task::Phase(Phase::Expand) => matches!(change.action, Action::Create | Action::Update),
            Task::Phase(Phase::Contract) => gone,
            Task::Phase(Phase::Enforce) => change.action == Action::Update,
            Task::Phase(Phase::Readers | Phase::Resize | Phase::Shards) => {
                matches!(change.action, Action::Update | Action::Interrupt)
            }
            Task::Phase(Phase::Names) => change.kind == "AWS::Route53::RecordSet",
            Task::Phase(Phase::Switch) | Task::Half => !gone,
            Task::Whole | Task::Edge | Task::Second | Task::Join | Task::Serve => true,
        };
        assert!(fits, "{name} {:?}s {}", change.action, change.logical_id);
    }
}

/// All that a template allows, lets in, or sends somewhere, the next one does as well; hosts are held at what they run.
fn closes_nothing(before: &Document, after: &Document, name: &str) {
    for (id, old) in before.resources().iter() {
        let new = after.resources().get(id).unwrap_or_else(|| panic!("{name} has no {id}"));
        let properties =
            |body: &Node| body.get("Properties").and_then(Node::as_map).cloned().unwrap_or_default();
        let (old_properties, new_properties) = (properties(old), properties(new));
        for (property, value) in old_properties.iter() {
            let free = matches!(property, "LaunchTemplateData" | "MultiAZ" | "LaunchTemplate");
            let there = new_properties.get(property).is_some_and(|new| contains(new, value));
            assert!(free || there, "{name} closes {id}.{property}");
        }
    }
}

/// What every template of ours keeps.
fn is_sound(document: &Document, name: &str) {
    let text = document.yaml();
    assert!(text.len() <= BYTES && document.resources().len() <= RESOURCES, "{name} is too large");
    let value: Value = serde_json::to_value(&document.node).unwrap();
    assert_eq!(wiring::findings(&value), [""; 0], "{name}");
    for (id, resource) in stages::resources(&value) {
        if resource["Type"] == "AWS::IAM::Role" {
            assert!(
                resource["Properties"]["Policies"].to_string().len() <= ROLE,
                "{name}: {id} says too much"
            );
        }
    }
}

/// Scripts are no longer than EC2 takes.
fn boots(document: &Document, name: &str) {
    let value: Value = serde_json::to_value(&document.node).unwrap();
    for (script, text) in review::boots(name, stages::resources(&value)) {
        assert!(review::longest(&text) <= 16_384, "{script} is too long");
    }
}
