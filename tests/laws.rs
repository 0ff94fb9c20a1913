//! What must hold for every stage and every step between two, whatever the goldens say.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "support/registry.rs"]
mod registry;
#[path = "support/stages.rs"]
mod stages;

use std::collections::BTreeSet;

use proptest::prelude::*;
use scalegen::{
    cfn::{json, read::read, yaml},
    stage::{At, LADDER},
    units::Users,
};
use serde_json::{Map, Value};

/// Resources with data that a step takes out of the stack; their policy keeps a snapshot or the resource itself.
const LEAVE: [(&str, &str, &str); 2] = [("10", "100", "DataVolume"), ("100", "1k", "TlsSecret")];

fn all() -> Vec<(&'static str, Value)> {
    stages::templates().into_iter().map(|(id, template)| (id, template.document(false))).collect()
}

/// Every ordered pair of different stages, upwards.
fn steps() -> Vec<(&'static str, Value, &'static str, Value)> {
    let all = all();
    let pairs =
        all.iter().enumerate().flat_map(|(index, from)| all[index + 1..].iter().map(move |to| (from, to)));
    pairs.map(|(from, to)| (from.0, from.1.clone(), to.0, to.1.clone())).collect()
}

fn kind(resource: &Value) -> &str {
    resource["Type"].as_str().unwrap()
}

/// What stands at a registry path such as `Budget/BudgetName`.
fn at<'a>(resource: &'a Value, path: &str) -> &'a Value {
    path.split('/').fold(&resource["Properties"], |value, key| &value[key])
}

fn text(value: &Value) -> String {
    value.to_string()
}

#[test]
fn logical_ids_keep_their_type() {
    for (from, old, to, new) in steps() {
        for (id, resource) in stages::resources(&old) {
            if let Some(next) = stages::resources(&new).get(id) {
                assert_eq!(kind(resource), kind(next), "{from} to {to}: {id}");
            }
        }
    }
}

#[test]
fn no_create_only_property_of_data_changes() {
    for (from, old, to, new) in steps() {
        for (id, resource) in
            stages::resources(&old).iter().filter(|(_, resource)| registry::stateful(kind(resource)))
        {
            let Some(next) = stages::resources(&new).get(id) else { continue };
            for path in registry::create_only(kind(resource)) {
                assert_eq!(at(resource, &path), at(next, &path), "{from} to {to}: {id}.{path}");
            }
        }
    }
}

#[test]
fn data_leaves_only_where_the_talk_moves_it() {
    let mut left = BTreeSet::new();
    let all = all();
    for step in all.windows(2) {
        let (old, new) = (stages::resources(&step[0].1), stages::resources(&step[1].1));
        let gone =
            old.iter().filter(|(id, resource)| registry::stateful(kind(resource)) && !new.contains_key(*id));
        left.extend(gone.map(|(id, _)| (step[0].0, step[1].0, id.clone())));
    }
    assert_eq!(left, LEAVE.map(|(from, to, id)| (from, to, id.to_owned())).into());
}

#[test]
fn data_has_both_policies_and_no_physical_name() {
    for (stage, document) in all() {
        for (id, resource) in
            stages::resources(&document).iter().filter(|(_, resource)| registry::stateful(kind(resource)))
        {
            assert!(resource["DeletionPolicy"].is_string(), "{stage}: {id}");
            assert!(resource["UpdateReplacePolicy"].is_string(), "{stage}: {id}");
            for name in ["Name", "DBInstanceIdentifier", "BucketName", "LogGroupName"] {
                assert!(resource["Properties"][name].is_null(), "{stage}: {id}.{name}");
            }
        }
    }
}

/// A14: an orphan of a failed creation would block the next attempt.
#[test]
fn retained_resources_do_not_outlive_a_failed_creation() {
    for (stage, document) in all() {
        assert!(!text(&document).contains(r#""DeletionPolicy":"Retain""#), "{stage}");
    }
}

#[test]
fn the_stage_is_named_in_the_description_alone() {
    for (stage, document) in all() {
        let body = text(&document["Resources"]);
        assert!(!body.contains("scalegen stage") && !body.contains("STAGE="), "{stage}");
    }
}

#[test]
fn limits_hold() {
    for (id, template) in stages::templates() {
        let document = template.document(false);
        assert!(
            yaml::write(&document, &template.remarks()).len() <= 51_200,
            "{id}: too big for --template-body"
        );
        assert!(template.len() <= 500 && document["Outputs"].as_object().unwrap().len() <= 200, "{id}");
    }
}

#[test]
fn both_languages_read_back_to_the_same_template() {
    for (id, template) in stages::templates() {
        for context in [false, true] {
            let document = template.document(context);
            assert_eq!(read(&yaml::write(&document, &template.remarks())).unwrap(), document, "{id}");
            assert_eq!(read(&json::write(&document, true)).unwrap(), document, "{id}");
        }
    }
}

#[test]
fn the_same_stage_gives_the_same_bytes() {
    let print = || {
        stages::templates()
            .iter()
            .map(|(_, template)| yaml::write(&template.document(true), &template.remarks()))
            .collect::<Vec<_>>()
    };
    assert_eq!(print(), print());
}

#[test]
fn every_resource_has_its_reason() {
    for (id, template) in stages::templates() {
        for resource in stages::resources(&template.document(true)).values() {
            let context = &resource["Metadata"]["com.aws.cloudformation.Context"];
            assert!(
                context["why"].as_str().unwrap().len() > 15 && context["trust"]["cite"].is_string(),
                "{id}: {context}"
            );
        }
    }
}

/// A2: the site moves off the data host without touching it.
#[test]
fn the_data_host_stands_still_when_the_site_moves() {
    let all = all();
    let host = |index: usize| stages::resources(&all[index].1)["DataHost"].clone();
    assert_eq!(host(0), host(2));
}

/// A4, A16 and A17 and others are read in the scripts' goldens; this is what a later edit could undo unseen.
#[test]
fn boots_prove_what_they_promise() {
    let boots: Vec<_> =
        all().iter().flat_map(|(id, document)| boots(id, stages::resources(document))).collect();
    assert_eq!(boots.len(), 6);
    for (name, script) in &boots {
        let promises = ["trap signal EXIT", "cfn-signal", "set -Eeuo pipefail", "select 1", "CWAgent"];
        for promise in promises {
            assert!(script.contains(promise), "{name}: {promise}");
        }
        assert!(script.len() <= 16_384, "{name}");
    }
    for (name, script) in boots.iter().filter(|(name, _)| name.contains("DataHost")) {
        for promise in [
            "--auth-host=scram-sha-256",
            "blkid",
            "RequiresMountsFor=/var/lib/pgsql",
            "xfs_growfs",
            "hostssl",
            "REPLICATION",
        ] {
            assert!(script.contains(promise), "{name}: {promise}");
        }
    }
    for (name, script) in boots.iter().filter(|(_, script)| script.contains("certbot")) {
        for promise in [
            "--dns-route53",
            "www.",
            "get-secret-value",
            "put-secret-value",
            "client_max_body_size 50m",
            "OnUnitInactiveSec=15min",
        ] {
            assert!(script.contains(promise), "{name}: {promise}");
        }
    }
}

fn boots(stage: &str, resources: &Map<String, Value>) -> Vec<(String, String)> {
    let templates = resources.iter().filter(|(_, resource)| kind(resource) == "AWS::EC2::LaunchTemplate");
    templates
        .map(|(id, resource)| {
            let sub = &resource["Properties"]["LaunchTemplateData"]["UserData"]["Fn::Base64"]["Fn::Sub"];
            (format!("{stage} {id}"), sub.as_str().or(sub[0].as_str()).unwrap().to_owned())
        })
        .collect()
}

/// A5: the name moves to the load balancer once that one answers.
#[test]
fn names_move_after_the_listener() {
    let (_, document) = all().pop().unwrap();
    for id in ["SiteRecord", "WwwRecord"] {
        assert_eq!(document["Resources"][id]["DependsOn"], "HttpsListener");
    }
}

/// A7 and A16: parameters reach the running host; at ten users it gives the site up after the address has moved.
#[test]
fn releases_reach_the_data_host() {
    let all = all();
    let release = |index: usize| stages::resources(&all[index].1)["DataHostRelease"].clone();
    let command = text(&release(0)["Properties"]["Parameters"]["commands"]);
    assert!(
        command.contains("${AppBundle}") && command.contains(r#"["HasDomain",{"Ref":"DomainName"},""]"#),
        "{command}"
    );
    assert_eq!(release(2)["DependsOn"], "SiteAddress");
}

/// A23 and A24: alarms that can ring, and never two database changes at once.
#[test]
fn the_database_grows_one_change_at_a_time() {
    for (from, old, to, new) in steps() {
        let (old, new) = (&old["Resources"]["Database"], &new["Resources"]["Database"]);
        if old.is_object() && new.is_object() {
            let changed = |property: &str| at(old, property) != at(new, property);
            assert!(!(changed("DBInstanceClass") && changed("MultiAZ")), "{from} to {to}");
        }
    }
    let (_, document) = all().pop().unwrap();
    assert_eq!(at(&document["Resources"]["DatabaseConnectionsAlarm"], "Threshold"), 180);
}

/// A29: a budget is a size, and sizes are literals.
#[test]
fn only_identity_is_a_parameter() {
    for (stage, document) in all() {
        for (name, parameter) in document["Parameters"].as_object().unwrap() {
            let known = ["DomainName", "HostedZoneId", "AlarmEmail", "AppBundle", "WebServerBVersion"];
            assert!(known.contains(&name.as_str()) && parameter["Default"] == "", "{stage}: {name}");
        }
    }
}

proptest! {
    #[test]
    fn any_count_takes_the_largest_stage_below(count in 1..=1_000_000_000_u64) {
        let at: At = count.to_string().parse().unwrap();
        let rung = at.rung;
        let from = rung.users().map(Users::count).unwrap();
        prop_assert!(from <= count);
        let next = LADDER.iter().filter_map(|rung| rung.users()).map(Users::count).find(|users| *users > from);
        prop_assert!(next.is_none_or(|next| count < next));
    }

    #[test]
    fn no_text_panics(text in ".{0,80}") {
        let _ = text.parse::<At>();
        let _ = read(&text);
    }

    #[test]
    fn any_string_survives_both_languages(texts in proptest::collection::vec("(\\PC|[ \t\n\r:#'\"{}\\[\\],&*!|>%@`~=<0-9._+-]){0,24}", 1..8)) {
        let items: Vec<Value> = texts.iter().map(|text| text.as_str().into()).collect();
        let document = serde_json::json!({ "A": items, "B": { "Fn::Join": ["-", items] }, "C": { texts[0].clone(): texts[0].clone() } });
        let written = yaml::write(&document, &yaml::Remarks::default());
        prop_assert_eq!(&read(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?, &document);
        prop_assert_eq!(&read(&json::write(&document, false)).unwrap(), &document);
    }
}

/// A25: the stack policy guards whatever holds data, and what addresses and disks hang on.
#[test]
fn the_stack_policy_guards_all_data() {
    let policy = include_str!("../stack-policy.json");
    for (stage, document) in all() {
        for (id, resource) in
            stages::resources(&document).iter().filter(|(_, resource)| registry::stateful(kind(resource)))
        {
            let guarded = policy.contains(&format!("\"{}\"", kind(resource)))
                || kind(resource) == "AWS::Logs::LogGroup";
            assert!(guarded, "{stage}: {id}");
        }
    }
    assert!(
        ["DataHost", "SiteAddress", "NatAddress*"]
            .iter()
            .all(|id| policy.contains(&format!("LogicalResourceId/{id}")))
    );
}
