//! Before the switch nothing closes.

use scalegen::{
    cfn::Node,
    components::growth::Phase,
    migrate::{Step, Task},
};

use super::superset::contains;

/// What is allowed, let in, or sent somewhere before a step and not after it, although it comes before the switch. Hosts are held
/// at what they run, and what a step resizes or renames is what it is for.
pub fn closed(step: &Step) -> Vec<String> {
    let Some(free) = free(step.task) else { return Vec::new() };
    let mut found = Vec::new();
    for (id, old) in step.before.document.resources().iter() {
        let Some(new) = step.state.document.resources().get(id) else { continue };
        let kind = old.get("Type").and_then(Node::as_text).unwrap_or_default();
        let properties =
            |body: &Node| body.get("Properties").and_then(Node::as_map).cloned().unwrap_or_default();
        let (before, after) = (properties(old), properties(new));
        let names = before.iter().map(|(name, _)| name).filter(|name| !HELD.contains(name));
        let closes = names.filter(|name| {
            let there = after.get(name).is_some_and(|new| contains(new, before.get(name).unwrap()));
            !there && !free.iter().any(|start| kind.starts_with(start))
        });
        found.extend(closes.map(|name| format!("closes {id}.{name}")));
        let known = denials(old);
        let more = denials(new).into_iter().any(|denial| !known.contains(&denial));
        found.extend(more.then(|| format!("denies more in {id}")));
    }
    found
}

/// How hosts are held, and the standby that comes first.
const HELD: [&str; 3] = ["LaunchTemplateData", "MultiAZ", "LaunchTemplate"];

/// The types that a step before the switch is about; nothing of other steps.
fn free(task: Task) -> Option<&'static [&'static str]> {
    match task {
        Task::Phase(Phase::Expand) | Task::Join => Some(&[]),
        Task::Phase(Phase::Readers | Phase::Resize | Phase::Shards) => {
            Some(&["AWS::RDS::", "AWS::ElastiCache::ReplicationGroup", "AWS::EC2::Instance"])
        }
        Task::Phase(Phase::Names) => Some(&["AWS::Route53::RecordSet"]),
        _ => None,
    }
}

/// Every statement of a policy that denies something.
fn denials(value: &Node) -> Vec<&Node> {
    let own = value.get("Effect").is_some_and(|effect| effect.as_text() == Some("Deny")).then_some(value);
    let inner: Vec<_> = match value {
        Node::Map(map) => map.iter().flat_map(|(_, value)| denials(value)).collect(),
        Node::List(items) => items.iter().flat_map(denials).collect(),
        _ => Vec::new(),
    };
    own.into_iter().chain(inner).collect()
}
