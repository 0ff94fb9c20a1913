//! What the owner says in the file stands in the template itself, and says the same as the parameters would.

mod evaluate;
mod network;
mod switches;

use evaluate::{Values, evaluate};
use scalegen::{
    app::App,
    design::{Role, edge},
    stage::LADDER,
};
use serde_json::{Value, json};

use crate::{stages, stages::given, wiring::findings};

/// A key, what it makes needless, and the values that say the same.
const KEYS: [(&str, &[&str]); 3] = [
    ("domain", &["DomainName", "HostedZoneId", "HasDomain", "HasNoDomain", "HasEdgeStack"]),
    ("alarm_email", &["AlarmEmail", "HasAlarmEmail"]),
    ("bundle", &["AppBundle", "HasAppBundle"]),
];

/// A stack in the forms that a file gives it: under which name, and how it is printed from an app.
type Stack = (String, Box<dyn Fn(App) -> Value>);

/// Every stage in its home region; the second region; another home region, and the edge stack.
fn stacks() -> Vec<Stack> {
    let mut all: Vec<Stack> = Vec::new();
    for rung in LADDER {
        let print = move |role| move |app| stages::document(&given::template(rung.id, app, role), false);
        all.push((rung.id.to_owned(), Box::new(print(Role::Primary))));
        if rung.stage().unwrap().cdn.is_none() {
            continue;
        }
        let there = |app| App { region: Some("eu-west-1".parse().unwrap()), ..app };
        let elsewhere = move |app| print(Role::Primary)(there(app));
        all.push((format!("{} elsewhere", rung.id), Box::new(elsewhere)));
        let edge = move |app| stages::document(&edge(rung, there(app)).unwrap().template(), false);
        all.push((format!("{} edge", rung.id), Box::new(edge)));
    }
    let second = |app| stages::document(&given::template("11m", app, Role::Secondary), false);
    all.push(("11m second".to_owned(), Box::new(second)));
    all
}

/// Every single key, and all of them.
fn files() -> Vec<Vec<&'static str>> {
    let single = KEYS.map(|(key, _)| vec![key]);
    single.into_iter().chain([KEYS.map(|(key, _)| key).to_vec()]).collect()
}

fn app(keys: &[&str]) -> App {
    let said = given::said();
    given::app(keys.iter().map(|key| ((*key).to_owned(), said[*key].clone())).collect())
}

/// The parameters that say what the keys do. Whoever gives a domain elsewhere gives the edge stack.
fn values(keys: &[&str]) -> Values {
    let said = given::said();
    let mut values = Values::new();
    for key in keys {
        match *key {
            "domain" => {
                values.insert("DomainName".to_owned(), said["domain"]["name"].clone());
                values.insert("HostedZoneId".to_owned(), said["domain"]["hosted_zone_id"].clone());
                values.insert("EdgeStack".to_owned(), "edge".into());
            }
            "alarm_email" => drop(values.insert("AlarmEmail".to_owned(), said[*key].clone())),
            _ => drop(values.insert("AppBundle".to_owned(), said[*key].clone())),
        }
    }
    values
}

#[test]
fn what_is_said_stands_in_the_template_as_the_parameters_would_have_it() {
    for (name, print) in stacks() {
        let asking = print(App::default());
        for keys in files() {
            let (said, values) = (print(app(&keys)), values(&keys));
            let [asked, baked] = [&asking, &said].map(|it| evaluate(it, &values));
            for section in ["Resources", "Outputs"] {
                let [asked, baked] = [&asked[section], &baked[section]].map(|it| it.as_object().unwrap());
                for (id, body) in asked {
                    assert_eq!(Some(body), baked.get(id), "{name} with {keys:?}: {id}");
                }
                let extra: Vec<_> = baked.keys().filter(|id| !asked.contains_key(*id)).collect();
                assert!(extra.is_empty(), "{name} with {keys:?}: {extra:?}");
            }
        }
    }
}

#[test]
fn what_is_said_is_asked_no_more() {
    for (name, print) in stacks() {
        let asking = print(App::default());
        for keys in files() {
            let said = print(app(&keys));
            assert_eq!(findings(&said), [""; 0], "{name} with {keys:?}");
            let gone = KEYS.iter().filter(|(key, _)| keys.contains(key)).flat_map(|(_, gone)| *gone);
            let rules = ["DomainNeedsEdgeStack", "InServiceNeedsDomain"];
            let rules = rules.iter().filter(|_| keys.contains(&"domain"));
            let gone: Vec<_> = gone.chain(rules).copied().collect();
            let body = said.to_string().replace(&said["Parameters"]["EdgeStack"].to_string(), "");
            for gone in &gone {
                let asked = [
                    format!(r#"{{"Ref":"{gone}"}}"#),
                    format!("${{{gone}}}"),
                    format!(r#""{gone}":{{"Default"#),
                ];
                assert!(asked.iter().all(|it| !body.contains(it)), "{name} with {keys:?}: {gone}");
                assert!(!gone.starts_with("Has") || !body.contains(gone), "{name} with {keys:?}: {gone}");
            }
            for section in ["Parameters", "Conditions", "Rules"] {
                let mut left = asking[section].clone();
                if let Some(left) = left.as_object_mut() {
                    left.retain(|it, _| !gone.contains(&it.as_str()));
                }
                let [left, have] = [&left, &said[section]].map(names);
                assert_eq!(left, have, "{name} with {keys:?}: {section}");
            }
        }
    }
}

fn names(section: &Value) -> Vec<String> {
    section.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect()
}

/// Without its edge stack CloudFront would have no certificate for the domain.
#[test]
fn a_known_domain_elsewhere_needs_the_edge_stack() {
    let said = stages::document(&given::elsewhere()[1].1, false);
    let stack = &said["Parameters"]["EdgeStack"];
    assert!(stack["Default"].is_null() && !stack["AllowedPattern"].as_str().unwrap().contains("^$"));
    let edge = stages::document(&given::elsewhere()[0].1, false);
    assert!(edge["Parameters"].is_null() && edge["Outputs"]["SiteCertificateArn"]["Condition"].is_null());
}

/// What an app's keys are refused with.
fn refusal(id: &str, keys: Value, role: Role) -> String {
    let options = scalegen::design::Options { app: given::app(keys), role };
    format!("{:#}", scalegen::design::design(given::rung(id), &options).unwrap_err())
}

#[test]
fn what_cannot_be_is_refused_with_the_key_and_a_remedy() {
    let zones = |zones: &[&str]| json!({ "network": { "zones": zones } });
    let first = Role::Primary;
    assert_eq!(
        refusal("500k", zones(&["us-east-1a", "us-east-1b"]), first),
        "network.zones: stage 500k stands in 3 zones, and 2 are given; add one"
    );
    assert_eq!(
        refusal("1", zones(&["us-east-1a", "us-east-1a"]), first),
        "network.zones: `us-east-1a` is there twice; keep one"
    );
    for other in ["eu-west-1a", "us-east-1-bos-1a"] {
        assert_eq!(
            refusal("1k", zones(&["us-east-1a", other]), first),
            format!(
                "network.zones: `{other}` is no zone of us-east-1; give zones of the home region, such as us-east-1a"
            )
        );
    }
    assert_eq!(refusal("1", zones(&["us-east-1a"]), first), "network.zones: 1 given; give 2 to 4 zones");
    let endpoints = |region: &str| json!({ "region": region, "network": { "endpoints": ["sqs", "sqs"] } });
    assert_eq!(
        refusal("1k", endpoints("us-east-1"), first),
        "network.endpoints: `sqs` is there twice; keep one"
    );
    let china = json!({ "region": "cn-north-1", "network": { "endpoints": ["sqs"] } });
    assert_eq!(
        refusal("1k", china, first),
        "network.endpoints: endpoints have other names in cn-north-1; leave them out"
    );
    for role in [Role::Primary, Role::Secondary] {
        assert_eq!(
            refusal("11m", json!({ "customer_key": true }), role),
            "customer_key: stage 11m has two regions, and copies of files and secrets would need a key of the customer's \
             own in both; leave it out"
        );
    }
}
