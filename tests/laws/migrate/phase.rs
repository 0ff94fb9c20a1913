//! Each step keeps to what its phase is for.

use scalegen::{
    components::growth::Phase,
    diff::{Action, Change, Fate},
    migrate::{Step, Task},
};

/// What answers visitors, or stands before what does: it never goes beside other changes. Types, or the first part of them.
const SERVES: [&str; 8] = [
    "AWS::ElasticLoadBalancingV2::",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EC2::Instance",
    "AWS::EC2::EIP",
    "AWS::CloudFront::Distribution",
    "AWS::Route53::",
    "AWS::WAFv2::",
    "AWS::CertificateManager::",
];

/// What a step does that belongs into another one.
pub fn out_of_phase(step: &Step) -> impl Iterator<Item = String> {
    let changes = step.diff.changes.iter().filter(|change| !fits(step.task, change));
    changes.map(|change| format!("{:?}s {}, out of its phase", change.action, change.logical_id))
}

fn fits(task: Task, change: &Change) -> bool {
    use Action::{Create, Delete, Interrupt, MayReplace, Orphan, Refused, Replace, Update};
    let gone = matches!(change.action, Delete | Orphan);
    match task {
        Task::Phase(Phase::Expand) | Task::Join => matches!(change.action, Create | Update),
        Task::Phase(Phase::Contract) => gone,
        Task::Phase(Phase::Enforce) => change.action == Update,
        Task::Phase(Phase::Readers | Phase::Resize | Phase::Shards | Phase::Shrink) => {
            matches!(change.action, Update | Interrupt)
        }
        Task::Phase(Phase::Names) => change.kind == "AWS::Route53::RecordSet",
        Task::Phase(Phase::Switch) | Task::Half => !gone,
        Task::Whole => match change.action {
            Delete => change.data == Fate::None && !SERVES.iter().any(|kind| change.kind.starts_with(kind)),
            action => !matches!(action, Refused | Orphan | Replace | MayReplace),
        },
        Task::Edge | Task::Second => change.action == Create,
        Task::Serve => matches!(change.action, Create | Update),
    }
}
