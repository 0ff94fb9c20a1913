//! Before the switch nothing gets smaller.

use scalegen::{
    cfn::Node,
    components::growth::Phase,
    facts::InstanceType,
    migrate::{Step, Task},
};

/// Sizes by numbers.
const NUMBERS: [&str; 4] = ["NumNodeGroups", "NumCacheNodes", "AllocatedStorage", "MinSize"];
/// Sizes by the name of a type.
const TYPES: [&str; 3] = ["InstanceType", "DBInstanceClass", "CacheNodeType"];

/// What has less of something after a step, although all of the load is still on it.
pub fn shrunk(step: &Step) -> Vec<String> {
    let early = matches!(step.task, Task::Phase(phase) if phase < Phase::Switch);
    let mut found = Vec::new();
    for (id, old) in step.before.document.resources().iter().filter(|_| early) {
        let new = step.state.document.resources().get(id);
        let size = |body: Option<&Node>, name: &str| body?.get("Properties")?.get(name).cloned();
        for name in NUMBERS.into_iter().chain(TYPES) {
            let sides = size(Some(old), name).zip(size(new, name));
            let less =
                sides.filter(
                    |(old, new)| if NUMBERS.contains(&name) { fewer(old, new) } else { smaller(old, new) },
                );
            found.extend(less.map(|(old, new)| format!("shrinks {id}: {old:?} to {new:?}")));
        }
    }
    found
}

fn fewer(old: &Node, new: &Node) -> bool {
    let number = |value: &Node| value.as_whole().or_else(|| value.as_text()?.parse().ok());
    number(old).zip(number(new)).is_some_and(|(old, new)| new < old)
}

fn smaller(old: &Node, new: &Node) -> bool {
    let known = |value: &Node| InstanceType::find(InstanceType::bare(value.as_text()?));
    known(old).zip(known(new)).is_some_and(|(old, new)| new.lacks(old))
}
