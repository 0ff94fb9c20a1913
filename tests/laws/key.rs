//! What a key of the customer's own must not do: shut out whoever may read, or cost data when the stack grows.

use std::{collections::BTreeSet, sync::LazyLock};

use serde_json::Value;

use crate::{
    kind,
    references::{references, walk},
    registry, stage, stages,
    update::{in_place::IN_PLACE, losses},
};

static KEYED: LazyLock<Vec<(&str, Value)>> = LazyLock::new(|| {
    stages::keyed().into_iter().map(|(id, template)| (id, stages::document(&template, false))).collect()
});

#[test]
fn a_stack_with_the_key_grows_like_one_without() {
    for (place, (from, old)) in KEYED.iter().enumerate() {
        for (to, new) in &KEYED[place + 1..] {
            let without = losses(stage(from), stage(to), &IN_PLACE);
            assert_eq!(losses(old, new, &IN_PLACE), without, "{from} to {to}");
        }
    }
}

/// A database takes its key when it is created. The stack policy refuses such an update.
#[test]
fn taking_the_key_later_replaces_databases_and_no_other_data() {
    for (id, keyed) in KEYED.iter() {
        let kinds = losses(stage(id), keyed, &IN_PLACE).into_keys().map(|id| kind(&keyed["Resources"][id]));
        let lost: BTreeSet<_> = kinds.filter(|kind| registry::stateful(kind)).collect();
        let all: BTreeSet<_> = stages::resources(keyed).values().map(kind).collect();
        let databases =
            ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"].into_iter().filter(|it| all.contains(it));
        assert_eq!(lost, databases.collect(), "{id}");
    }
}

#[test]
fn a_role_uses_the_key_for_what_it_reads_and_writes_and_for_nothing_else() {
    for (stage, keyed) in KEYED.iter() {
        let roles = stages::resources(keyed).iter().filter(|(_, it)| kind(it) == "AWS::IAM::Role");
        let uses: Vec<_> = roles.map(|(id, role)| (id, uses(keyed, role))).collect();
        for (id, (does, must)) in &uses {
            assert_eq!(does, must, "{stage}: {id}");
        }
        assert!(uses.iter().any(|(_, (does, _))| !does.is_empty()), "{stage}");
    }
}

/// Uses of the key, each with the resource for which it is used.
type Uses = BTreeSet<(String, String)>;

/// What a role does with the key, and what it must do to read and write what lies under it.
fn uses(template: &Value, role: &Value) -> (Uses, Uses) {
    let (mut does, mut must) = (Uses::new(), Uses::new());
    let asked = asked(template, role);
    walk("", &role["Properties"]["Policies"], &mut |_, statement| {
        let sealed = |part: &str| sealed(template, &statement[part]);
        // By way of Secrets Manager a role comes to those secrets alone for which it may ask there.
        let manager = &statement["Condition"]["StringEquals"]["kms:ViaService"];
        let by_manager = manager["Fn::Sub"] == "secretsmanager.${AWS::Region}.${AWS::URLSuffix}";
        for action in actions(statement) {
            does.extend(sealed("Condition").into_iter().map(|to| (to, action.to_owned())));
            does.extend(asked.iter().filter(|_| by_manager).map(|to| (to.clone(), action.to_owned())));
            let needed = needed(action).map(str::to_owned).into_iter();
            must.extend(needed.flat_map(|it| sealed("Resource").into_iter().map(move |to| (to, it.clone()))));
        }
    });
    (does, must)
}

/// What lies under the key and is named there.
fn sealed(template: &Value, part: &Value) -> Vec<String> {
    let named = references(part).into_iter().map(|it| it.to);
    named.filter(|to| is_sealed(&template["Resources"][to])).collect()
}

/// The secrets for which a role may ask.
fn asked(template: &Value, role: &Value) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    walk("", &role["Properties"]["Policies"], &mut |_, statement| {
        if actions(statement).contains(&"secretsmanager:GetSecretValue") {
            asked.extend(sealed(template, &statement["Resource"]));
        }
    });
    asked
}

/// What a statement allows: one text, or a list.
fn actions(statement: &Value) -> Vec<&str> {
    let actions = &statement["Action"];
    let list = actions.as_array().map_or(std::slice::from_ref(actions), Vec::as_slice);
    list.iter().filter_map(Value::as_str).collect()
}

/// The use of the key without which a service refuses what is asked of it.
fn needed(action: &str) -> Option<&'static str> {
    match action {
        "secretsmanager:GetSecretValue" | "s3:GetObject" | "s3:GetObjectVersion" => Some("kms:Decrypt"),
        "secretsmanager:PutSecretValue" | "s3:PutObject" => Some("kms:GenerateDataKey"),
        _ => None,
    }
}

/// Whether it lies under the key.
fn is_sealed(resource: &Value) -> bool {
    references(&resource["Properties"]).iter().any(|it| it.to == "DataKey")
}
