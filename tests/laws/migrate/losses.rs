//! What a step loses as the oracle sees it, which knows nothing of `diff`.

use scalegen::{
    components::growth::Phase,
    migrate::{Step, Task},
};
use serde_json::{Value, json};

use super::holds::keeps_nothing;
use crate::{
    kind, registry,
    stack_policy::guards,
    update::{
        self, Loss,
        in_place::{Change, IN_PLACE},
    },
};

/// What a step between numbers of users changes in place, and none between stages.
const RESHARDING: Change = (
    "AWS::ElastiCache::ReplicationGroup",
    "NumNodeGroups",
    "shards come and go, by the update policy UseOnlineResharding",
    "template reference 2026-11",
);

/// What goes or is made anew in a step that is not for that, or holds data and is made anew.
pub fn losses(step: &Step, mut before: Value, after: &Value) -> Vec<String> {
    let held = after["Parameters"].as_object().into_iter().flat_map(|all| all.keys());
    let held = held.filter(|name| before["Parameters"].get(name).is_none());
    let held: Vec<_> = held.filter_map(|name| name.strip_suffix("Held")).map(str::to_owned).collect();
    for template in &held {
        hold(&mut before, template);
    }
    let wrong = |(id, loss): (String, Loss)| {
        let kind = kind(&before["Resources"][&id]);
        let dear = registry::stateful(kind) && !keeps_nothing(kind) || guards(&id, kind);
        let right = match loss {
            Loss::Removed => matches!(step.task, Task::Phase(Phase::Contract) | Task::Whole),
            Loss::Replaced(_) => matches!(step.task, Task::Phase(Phase::Switch) | Task::Half) && !dear,
        };
        (!right).then(|| format!("loses {id}: {loss:?}"))
    };
    let in_place: Vec<_> = IN_PLACE.into_iter().chain([RESHARDING]).collect();
    update::losses(&before, after, &in_place).into_iter().filter_map(wrong).collect()
}

/// A parameter stands for the version that hosts run, which is the latest one until the step that holds them.
fn hold(value: &mut Value, template: &str) {
    if value["Fn::GetAtt"] == json!([template, "LatestVersionNumber"]) {
        *value = json!({ "Ref": format!("{template}Held") });
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| hold(item, template)),
        Value::Object(map) => map.values_mut().for_each(|value| hold(value, template)),
        _ => {}
    }
}
