//! The judge judged: templates with known faults.

use serde_json::{Value, json};

use crate::golden::Finding;
use crate::{attributes, shape, sizes};

/// One resource, `It`, and what a check says of it.
fn verdict(check: fn(&Value) -> Vec<Finding>, kind: &str, properties: &Value) -> Vec<String> {
    let template = json!({ "Resources": { "It": { "Type": kind, "Properties": properties } } });
    check(&template).into_iter().map(|(id, path, wrong)| format!("{id}: {path}: {wrong}")).collect()
}

#[test]
fn names_are_checked_at_every_depth() {
    let tags = json!({ "Tags": [{ "Key": "a", "Value": "b", "Color": "red" }], "Colour": 1 });
    let found = verdict(shape::check, "AWS::EC2::VPC", &tags);
    assert_eq!(
        found,
        [
            "It: Tags/0/Color: AWS::EC2::VPC has no such property",
            "It: Colour: AWS::EC2::VPC has no such property",
        ]
    );
}

#[test]
fn literals_have_the_type_of_the_registry() {
    let loose = json!({ "EnableDnsSupport": "true", "Ipv4NetmaskLength": "16", "InstanceTenancy": "none" });
    assert_eq!(
        verdict(shape::check, "AWS::EC2::VPC", &loose),
        [
            "It: EnableDnsSupport: \"true\" is not a \"boolean\"",
            "It: Ipv4NetmaskLength: \"16\" is not a \"integer\"",
            "It: InstanceTenancy: \"none\" is not one of [\"dedicated\",\"default\",\"host\"]",
        ]
    );
}

#[test]
fn both_branches_of_a_condition_count() {
    let none = json!({ "Ref": "AWS::NoValue" });
    let either = json!({
        "VpcId": { "Fn::If": ["C", { "Ref": "Vpc" }, none] },
        "MapPublicIpOnLaunch": { "Fn::If": ["C", 1, none] },
        "Nothing": none,
    });
    assert_eq!(
        verdict(shape::check, "AWS::EC2::Subnet", &either),
        [
            "It: MapPublicIpOnLaunch: 1 is not a \"boolean\"",
            "It: VpcId: required, but a condition takes it away",
        ]
    );
}

#[test]
fn what_must_be_there_is_and_what_must_not_is_not() {
    let listener = json!({ "ListenerArn": "a", "LoadBalancerArn": "b", "Tags": [] });
    assert_eq!(
        verdict(shape::check, "AWS::ElasticLoadBalancingV2::Listener", &listener),
        [
            "It: ListenerArn: read-only",
            "It: Tags: only the newest cfn-lint knows it",
            "It: DefaultActions: required, but missing",
        ]
    );
}

#[test]
fn an_unknown_type_is_a_finding() {
    let found = verdict(shape::check, "AWS::EC2::Moon", &json!({}));
    assert_eq!(found, ["It: Type: AWS::EC2::Moon is not in facts/registry.json"]);
}

#[test]
fn attributes_are_looked_up_in_sub_too() {
    let asks = json!({ "CidrBlock": { "Fn::GetAtt": ["It", "Moon"] }, "Tags": [
        { "Key": "a", "Value": { "Fn::Sub": "${It.VpcId} ${!It.No} ${It.Sun} ${AWS::Region}" } },
        { "Key": "b", "Value": { "Fn::Sub": ["${It.Given} ${Gone.Arn}", { "It.Given": 1 }] } },
    ]});
    assert_eq!(
        verdict(attributes::check, "AWS::EC2::VPC", &asks),
        [
            "It: /Properties/CidrBlock: AWS::EC2::VPC has no attribute Moon",
            "It: /Properties/Tags/0/Value: AWS::EC2::VPC has no attribute Sun",
            "It: /Properties/Tags/1/Value: there is no Gone",
        ]
    );
    let endpoint =
        json!({ "A": { "Fn::GetAtt": "It.Endpoint.Address" }, "B": { "Fn::GetAtt": "It.Endpoint.Arn" } });
    let found = verdict(attributes::check, "AWS::RDS::DBInstance", &endpoint);
    assert_eq!(found, ["It: /Properties/B: AWS::RDS::DBInstance has no attribute Endpoint.Arn"]);
}

#[test]
fn only_what_is_on_sale_can_be_bought() {
    let database =
        json!({ "Engine": "postgres", "DBInstanceClass": "db.m9g.small", "EngineVersion": "17.4" });
    assert_eq!(
        verdict(sizes::check, "AWS::RDS::DBInstance", &database),
        ["It: /DBInstanceClass: `db.m9g.small` is not on sale", "It: /EngineVersion: `17.4` is not on sale",]
    );
    assert!(verdict(sizes::check, "AWS::EC2::Instance", &json!({ "InstanceType": "t4g.small" })).is_empty());
}
