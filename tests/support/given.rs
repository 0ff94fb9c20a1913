//! Stacks whose owner said in the file what others are asked for.

use scalegen::{
    app::App,
    cfn::Template,
    design::{Options, Role, design, edge},
    stage::{LADDER, Rung},
};
use serde_json::{Value, json};

/// A file of these keys.
pub fn app(keys: Value) -> App {
    serde_json::from_value(keys).unwrap()
}

/// All that the template would ask for.
pub fn said() -> Value {
    json!({
        "domain": { "name": "example.com", "hosted_zone_id": "Z0123456789ABCDEFGHIJ" },
        "alarm_email": "ops@example.com",
        "bundle": "s3://example-releases/app-1.tgz",
    })
}

/// The keys of a network like no other, and without what watches it.
pub fn network() -> Value {
    json!({
        "network": {
            "cidr": "172.31.0.0/16",
            "zones": ["us-east-1b", "us-east-1d", "us-east-1a", "us-east-1f"],
            "endpoints": [
                "secretsmanager", "ssm", "ssmmessages", "logs", "monitoring", "sqs", "kms", "cloudformation",
            ],
            "flow_logs": false,
        },
        "canary": false,
    })
}

/// A stage by its ID.
pub fn rung(id: &str) -> Rung {
    LADDER.into_iter().find(|rung| rung.id == id).unwrap()
}

/// The template of a stage.
pub fn template(id: &str, app: App, role: Role) -> Template {
    design(rung(id), &Options { app, role }).unwrap().template().unwrap()
}

/// Variants that are kept as goldens.
pub fn variants() -> impl Iterator<Item = (String, Template)> {
    let baked = ["1", "100", "1k", "500k", "11m"]
        .map(|id| (format!("baked-{id}"), template(id, app(said()), Role::Primary)));
    let network = ("own-network-500k".to_owned(), template("500k", app(network()), Role::Primary));
    baked.into_iter().chain([network]).chain(plain().into_iter().take(1))
}

/// Hosts without a certificate.
pub fn plain() -> [(String, Template); 2] {
    let plain = || app(json!({ "tls": "none" }));
    ["1", "10"].map(|id| (format!("plain-{id}"), template(id, plain(), Role::Primary)))
}

/// A stack with another home region, and the one in us-east-1 that it needs.
pub fn elsewhere() -> [(String, Template); 2] {
    let mut keys = said();
    keys["region"] = "eu-west-1".into();
    let edge = edge(rung("500k"), app(keys.clone())).unwrap().template();
    [
        ("us-east-1/500k-edge-baked".to_owned(), edge),
        ("eu-west-1/500k-baked".to_owned(), template("500k", app(keys), Role::Primary)),
    ]
}
