//! Random templates: real types with some of their properties, references among them, conditions, parameters, outputs.

use std::sync::LazyLock;

use proptest::{collection::vec, option, prelude::*, sample::select};
use scalegen::facts::registry::{Kind, kinds};
use serde_json::{Map, Value, json};

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| kinds().collect());

/// Types in which much may happen, beside any other.
const BUSY: [&str; 8] = [
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::DynamoDB::Table",
    "AWS::EC2::Instance",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::SecurityGroup",
    "AWS::IAM::Role",
    "AWS::RDS::DBInstance",
    "AWS::S3::Bucket",
];

/// Logical IDs, few enough to meet again in the other template.
const IDS: [&str; 6] = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"];
const CONDITIONS: [&str; 3] = ["Is", "IsNot", "IsOpen"];

/// The letters of secrets, which stand nowhere else.
pub const SECRET: [char; 4] = ['Ω', 'Ψ', 'Φ', 'Ξ'];

/// A template.
pub fn any_template() -> impl Strategy<Value = Value> {
    let resources = vec((select(&IDS[..]), any_resource()), 1..6);
    let exports = option::of(any_text());
    (resources, vec((any_value(), exports), 0..3), any_text(), option::of(any_text()), any_secret()).prop_map(
        |(resources, outputs, size, open, secret)| {
            let outputs = outputs.into_iter().zip(["One", "Two", "Three"]);
            let outputs: Map<_, _> =
                outputs.map(|((value, export), name)| (name.to_owned(), output(name, &value, export))).collect();
            let mut open_parameter = json!({ "Type": "String" });
            if let Some(default) = open {
                open_parameter["Default"] = json!(default);
            }
            json!({
                "Parameters": {
                    "Size": { "Type": "String", "Default": size },
                    "Open": open_parameter,
                    "Several": { "Type": "CommaDelimitedList", "Default": "a, b" },
                    "Secret": { "Type": "String", "NoEcho": true, "Default": secret },
                    "Secrets": { "Type": "CommaDelimitedList", "NoEcho": "true", "Default": secret },
                },
                "Mappings": { "Map": { "a": { "b": "c" }, "b": { "b": "d" } } },
                "Conditions": {
                    "Is": { "Fn::Equals": [{ "Ref": "Size" }, "a"] },
                    "IsNot": { "Fn::Not": [{ "Condition": "Is" }] },
                    "IsOpen": { "Fn::Equals": [{ "Ref": "Open" }, "a"] },
                },
                "Resources": resources.into_iter().map(|(id, body)| (id.to_owned(), body)).collect::<Map<_, _>>(),
                "Outputs": outputs,
            })
        },
    )
}

/// An output; no two of a template have the same export.
fn output(name: &str, value: &Value, export: Option<String>) -> Value {
    let mut output = json!({ "Value": value });
    if let Some(export) = export {
        output["Export"] = json!({ "Name": { "Fn::Sub": format!("{name}-{export}-${{Size}}") } });
    }
    output
}

/// A text of secret letters, and of what parts texts.
fn any_secret() -> impl Strategy<Value = String> {
    vec(select(SECRET.into_iter().chain(['-', ',', '"']).collect::<Vec<_>>()), 0..12)
        .prop_map(|letters| letters.into_iter().collect())
}

fn any_resource() -> impl Strategy<Value = Value> {
    let policies = select(vec!["Delete", "Retain", "Snapshot"]);
    let policies = (option::of(policies.clone()), option::of(policies));
    (
        any_kind(),
        vec((any::<prop::sample::Index>(), any_value()), 0..5),
        (policies, option::of(any_value())),
        option::of(select(&CONDITIONS[..])),
    )
        .prop_map(|(kind, values, ((deletion, replacement), update), condition)| {
            let names: Vec<_> = kind.properties().properties().map(|property| property.name).collect();
            let properties: Map<_, _> = values
                .into_iter()
                .filter(|_| !names.is_empty())
                .map(|(at, value)| (at.get(&names).to_string(), value))
                .collect();
            let mut body = json!({ "Type": kind.name(), "Properties": properties });
            let rest = [
                ("DeletionPolicy", deletion),
                ("UpdateReplacePolicy", replacement),
                ("Condition", condition),
            ];
            for (name, value) in rest {
                if let Some(value) = value {
                    body[name] = json!(value);
                }
            }
            if let Some(value) = update {
                body["UpdatePolicy"] =
                    json!({ "AutoScalingRollingUpdate": { "MinInstancesInService": value } });
            }
            body
        })
}

fn any_kind() -> impl Strategy<Value = Kind> {
    let busy = select(&BUSY[..]).prop_map(|name| *KINDS.iter().find(|kind| kind.name() == name).unwrap());
    prop_oneof![busy, any::<prop::sample::Index>().prop_map(|at| *at.get(&KINDS))]
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![select(vec!["a", "b", "1", "true", "a,b", ""]).prop_map(str::to_owned), "[a-z]{1,3}"]
}

/// A name that may be that of a resource or a parameter.
fn any_name() -> impl Strategy<Value = &'static str> {
    let others = [
        "Size",
        "Open",
        "Several",
        "Secret",
        "Secrets",
        "AWS::Region",
        "AWS::StackName",
        "AWS::NoValue",
        "Nobody",
    ];
    select(IDS.into_iter().chain(others).collect::<Vec<_>>())
}

/// A policy document, as a map or as a text.
fn any_statement() -> impl Strategy<Value = Value> {
    let actions = vec(select(vec!["s3:GetObject", "s3:getobject", "ec2:*"]), 1..3);
    (select(vec!["Allow", "Deny"]), actions, any_name(), any::<bool>()).prop_map(|(effect, actions, name, is_text)| {
        let document = json!({ "Statement": [{ "Effect": effect, "Action": actions, "Resource": { "Ref": name } }] });
        if is_text { json!({ "Fn::ToJsonString": document }) } else { document }
    })
}

/// A scalar, a function, a list or a map.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any_text().prop_map(Value::from),
        (0..3_i64).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any_name().prop_map(|name| json!({ "Ref": name })),
        (select(&IDS[..]), select(vec!["Arn", "Id", "LatestVersionNumber"]))
            .prop_map(|(id, attribute)| json!({ "Fn::GetAtt": [id, attribute] })),
        any_name().prop_map(|name| json!({ "Fn::Sub": format!("x-${{{name}}}-${{!Y}}") })),
        any_statement(),
        any_name().prop_map(
            |name| json!({ "Fn::ForEach::Loop": ["Item", { "Ref": name }, { "Key${Item}": "${Item}" }] })
        ),
        any_name().prop_map(|name| json!({ "Fn::FindInMap": ["Map", { "Ref": name }, "b"] })),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let several = vec(inner.clone(), 0..3);
        prop_oneof![
            several.clone().prop_map(Value::from),
            vec((select(vec!["Key", "Value", "Name", "Enabled", "Statement"]), inner.clone()), 0..3)
                .prop_map(|entries| entries
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()),
            (select(&CONDITIONS[..]), inner.clone(), inner.clone())
                .prop_map(|(condition, yes, no)| json!({ "Fn::If": [condition, yes, no] })),
            several.clone().prop_map(|items| json!({ "Fn::Join": ["-", items] })),
            (0..3_u8, several).prop_map(|(at, items)| json!({ "Fn::Select": [at, items] })),
            inner.clone().prop_map(|value| json!({ "Fn::Split": ["-", value] })),
            inner.clone().prop_map(|value| json!({ "Fn::Base64": value })),
            inner.clone().prop_map(|value| json!({ "Fn::ToJsonString": value })),
            inner.prop_map(|value| json!({ "Fn::ImportValue": value })),
        ]
    })
}
