//! Switches of the owner: what they take away, and that they take nothing else.

use scalegen::{design::Role, stage::LADDER};
use serde_json::{Value, json};

use super::{evaluate::Values, given};
use crate::{
    kind,
    references::walk,
    registry,
    stack_policy::guards,
    stage, stages, text,
    update::{in_place::IN_PLACE, losses},
};

fn print(id: &str, keys: Value, role: Role) -> Value {
    stages::document(&given::template(id, given::app(keys), role), false)
}

/// Where a template says that something refuses its deletion.
fn protections(template: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk("", &template["Resources"], &mut |path, value| {
        let on = |value: &Value| *value == true || *value == "true" || value["Fn::If"][1] == true;
        let named = value["Key"] == "deletion_protection.enabled" && on(&value["Value"]);
        if named || (path.contains("/DeletionProtection") && on(value)) {
            found.push(path.to_owned());
        }
    });
    found
}

/// Deletions are refused by every database, table and load balancer, or by none; what is kept stays kept.
#[test]
fn protection_is_for_all_or_for_none() {
    for rung in LADDER {
        for role in [Role::Primary, Role::Secondary] {
            if role == Role::Secondary && rung.id != "11m" {
                continue;
            }
            let on = print(rung.id, json!({}), role);
            let off = print(rung.id, json!({ "protect": false }), role);
            let has = stages::resources(&on).keys().any(|id| id == "Database" || id.contains("LoadBalancer"));
            assert_eq!(protections(&on).is_empty(), !has, "{}", rung.id);
            assert_eq!(protections(&off), [""; 0], "{}", rung.id);
            assert_eq!(without_protection(on), without_protection(off), "{}", rung.id);
        }
    }
}

fn without_protection(mut template: Value) -> Value {
    fn leave(value: &mut Value) {
        if value["Key"] == "deletion_protection.enabled" {
            *value = Value::Null;
        }
        match value {
            Value::Object(map) => {
                map.retain(|key, _| !key.starts_with("DeletionProtection"));
                map.values_mut().for_each(leave);
            }
            Value::Array(items) => items.iter_mut().for_each(leave),
            _ => {}
        }
    }
    leave(&mut template);
    template
}

/// Without certificates a host that faces the internet speaks HTTP alone; from 1k on the load balancer has a certificate of its own.
#[test]
fn a_plain_host_has_nothing_of_certificates() {
    let plain = json!({ "tls": "none" });
    for rung in LADDER {
        let (usual, plain) = (stage(rung.id), print(rung.id, plain.clone(), Role::Primary));
        if !stages::resources(usual).contains_key("SiteAddress") {
            assert_eq!(*usual, plain, "{}", rung.id);
            continue;
        }
        // The data host is left by the web server with all that may be there.
        let mut serving = plain["Resources"].clone();
        if rung.id != "1" {
            drop(serving.as_object_mut().unwrap().remove("DataHostRelease"));
        }
        let serving = text(&serving);
        for word in
            ["TlsSecret", "python3-certbot", "tls-setup", "tls.service", "HttpsFromInternet", "route53:"]
        {
            assert!(text(usual).contains(word) && !serving.contains(word), "{}: {word}", rung.id);
        }
        let values = Values::from_iter([
            ("DomainName".to_owned(), "example.com".into()),
            ("HostedZoneId".to_owned(), "Z0123456789ABCDEFGHIJ".into()),
        ]);
        let known = super::evaluate(&plain, &values);
        assert_eq!(known["Outputs"]["SiteUrl"]["Value"], "http://example.com/", "{}", rung.id);
        assert!(known["Resources"]["SiteRecord"].is_object(), "{}", rung.id);
    }
}

/// What is switched on a live stack, there and back: nothing that holds data goes, but what the switch itself is about.
#[test]
fn a_switch_costs_no_data() {
    let switches = [
        json!({ "protect": false }),
        json!({ "tls": "none" }),
        json!({ "canary": false, "network": { "flow_logs": false } }),
        json!({ "network": { "endpoints": ["secretsmanager", "logs"] } }),
    ];
    for rung in LADDER {
        for keys in &switches {
            let (usual, other) = (stage(rung.id), print(rung.id, keys.clone(), Role::Primary));
            for (old, new) in [(usual, &other), (&other, usual)] {
                let lost = losses(old, new, &IN_PLACE).into_keys();
                let dear = lost.filter(|id| {
                    let kind = kind(&old["Resources"][id]);
                    registry::stateful(kind) || guards(id, kind)
                });
                let dear: Vec<_> =
                    dear.filter(|id| !["TlsSecret", "FlowLogGroup"].contains(&id.as_str())).collect();
                assert_eq!(dear, [""; 0], "{} {keys}", rung.id);
            }
        }
    }
}

/// What each switch takes away, by how logical IDs begin.
#[test]
fn flow_logs_and_canary_leave_alone() {
    let off = [
        (json!({ "network": { "flow_logs": false } }), ["FlowLog", "VpcFlowLog"]),
        (json!({ "canary": false }), ["SiteCanary", "CanaryRole"]),
    ];
    for rung in LADDER {
        for (keys, begins) in &off {
            let (on, off) = (stage(rung.id), print(rung.id, keys.clone(), Role::Primary));
            let gone = |id: &str| begins.iter().any(|it| id.starts_with(it));
            for (id, body) in stages::resources(on) {
                let there = off["Resources"].get(id);
                let drawn = id == "Dashboard" && *begins == ["SiteCanary", "CanaryRole"];
                assert_eq!(there.is_none(), gone(id), "{}: {id}", rung.id);
                assert!(gone(id) || drawn || there == Some(body), "{}: {id}", rung.id);
            }
            assert!(!text(&off).contains(begins[0]), "{}", rung.id);
        }
    }
}
