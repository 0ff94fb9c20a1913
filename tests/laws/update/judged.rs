//! The oracle judged: pairs of templates whose update is known.

use serde_json::{Value, json};

use super::{
    Loss,
    in_place::{Change, IN_PLACE},
    losses,
};

/// What an update loses: logical ID, and the property that replaces it, or a dash where it goes.
fn lost(old: &Value, new: &Value, in_place: &[Change]) -> Vec<String> {
    let template = |resources: &Value| json!({ "Resources": resources });
    let losses = losses(&template(old), &template(new), in_place).into_iter();
    let losses = losses.map(|(id, loss)| match loss {
        Loss::Removed => format!("{id} -"),
        Loss::Replaced(by) => format!("{id} {by}"),
    });
    losses.collect()
}

fn resource(kind: &str, properties: &Value) -> Value {
    json!({ "Type": kind, "Properties": properties })
}

/// A network with a host: everything refers to what stands before it.
fn network(cidr: &str, image: &str, version: &Value) -> Value {
    let vpc = json!({ "CidrBlock": cidr, "EnableDnsSupport": true });
    let data = json!({ "ImageId": image, "SecurityGroupIds": [{ "Fn::GetAtt": ["Group", "GroupId"] }] });
    json!({
        "Vpc": resource("AWS::EC2::VPC", &vpc),
        "Subnet": resource("AWS::EC2::Subnet", &json!({ "VpcId": { "Ref": "Vpc" } })),
        "Group": resource("AWS::EC2::SecurityGroup", &json!({ "GroupDescription": "g", "VpcId": "vpc-1" })),
        "Template": resource("AWS::EC2::LaunchTemplate", &json!({ "LaunchTemplateData": data })),
        "Host": resource("AWS::EC2::Instance", &json!({
            "LaunchTemplate": { "LaunchTemplateId": { "Ref": "Template" }, "Version": version },
        })),
        "Volume": resource("AWS::EC2::Volume", &json!({ "AvailabilityZone": { "Fn::GetAtt": ["Subnet", "Zone"] } })),
        "Address": resource("AWS::EC2::EIP", &json!({ "InstanceId": { "Ref": "Host" } })),
        "Route": resource("AWS::EC2::Route", &json!({ "RouteTableId": { "Fn::Sub": "${Subnet}-routes" } })),
    })
}

#[test]
fn what_only_differs_in_place_stays() {
    let old = network("10.0.0.0/16", "ami-1", &json!("1"));
    let mut new = old.clone();
    new["Vpc"]["Properties"]["EnableDnsSupport"] = json!(false);
    new["Address"]["Properties"]["InstanceId"] = json!({ "Ref": "Subnet" });
    new["More"] = new["Subnet"].clone();
    assert_eq!(lost(&old, &new, &[]), [""; 0]);
}

#[test]
fn a_replacement_spreads_through_create_only_properties_alone() {
    let version = json!("1");
    let lost = lost(&network("10.0.0.0/16", "a", &version), &network("10.9.0.0/16", "a", &version), &[]);
    assert_eq!(lost, ["Route RouteTableId", "Subnet VpcId", "Vpc CidrBlock"]);
}

#[test]
fn the_newest_version_moves_with_the_data() {
    let newest = json!({ "Fn::GetAtt": ["Template", "LatestVersionNumber"] });
    let lost = |version: &Value| lost(&network("c", "ami-1", version), &network("c", "ami-2", version), &[]);
    assert_eq!(lost(&newest), ["Host LaunchTemplate"]);
    assert_eq!(lost(&json!({ "Fn::If": ["Held", "3", newest] })), ["Host LaunchTemplate"]);
    assert_eq!(lost(&json!("1")), [""; 0]);
}

#[test]
fn the_newest_version_moves_with_what_the_data_refers_to() {
    let old = network("c", "ami-1", &json!({ "Fn::GetAtt": ["Template", "LatestVersionNumber"] }));
    let mut new = old.clone();
    new["Group"]["Properties"]["GroupDescription"] = json!("h");
    assert_eq!(lost(&old, &new, &[]), ["Group GroupDescription", "Host LaunchTemplate"]);
}

#[test]
fn conditional_properties_replace_unless_the_table_knows_better() {
    let host = |size: &str, data: &str| json!({ "Host": resource("AWS::EC2::Instance", &json!({ "InstanceType": size, "UserData": data })) });
    assert_eq!(lost(&host("a", "x"), &host("b", "x"), &[]), ["Host InstanceType"]);
    assert_eq!(lost(&host("a", "x"), &host("b", "x"), &IN_PLACE), [""; 0]);
    assert_eq!(lost(&host("a", "x"), &host("b", "y"), &IN_PLACE), ["Host UserData"]);
}

#[test]
fn nested_paths_and_branches_are_compared() {
    let budget = |name: &Value, amount: u8| json!({ "Budget": resource("AWS::Budgets::Budget", &json!({ "Budget": name, "Amount": amount })) });
    let named = |name: &str| json!({ "BudgetName": name, "TimeUnit": name });
    let when = |condition: &str| json!({ "Fn::If": [condition, named("a"), { "Ref": "AWS::NoValue" }] });
    let lost = |old: &Value, new: &Value| lost(&budget(old, 1), &budget(new, 2), &[]);
    assert_eq!(lost(&named("a"), &named("a")), [""; 0]);
    assert_eq!(lost(&named("a"), &named("b")), ["Budget Budget/BudgetName"]);
    assert_eq!(lost(&when("C"), &when("C")), [""; 0]);
    assert_eq!(lost(&when("C"), &when("D")), ["Budget Budget/BudgetName"]);
    assert_eq!(lost(&json!({}), &json!({ "BudgetName": { "Ref": "AWS::NoValue" } })), [""; 0]);
}

#[test]
fn what_goes_and_what_may_go_is_removed() {
    let secret = resource("AWS::SecretsManager::Secret", &json!({}));
    let when = |condition: &str| {
        let mut secret = secret.clone();
        secret["Condition"] = json!(condition);
        json!({ "Secret": secret })
    };
    let always = json!({ "Secret": secret });
    assert_eq!(lost(&always, &json!({}), &[]), ["Secret -"]);
    assert_eq!(lost(&always, &when("C"), &[]), ["Secret -"]);
    assert_eq!(lost(&when("C"), &when("D"), &[]), ["Secret -"]);
    assert_eq!(lost(&when("C"), &when("C"), &[]), [""; 0]);
    assert_eq!(lost(&when("C"), &always, &[]), [""; 0]);
}

#[test]
fn another_type_is_another_resource() {
    let of = |kind: &str| json!({ "It": resource(kind, &json!({})), "Rule": resource("AWS::EC2::Route", &json!({ "RouteTableId": { "Ref": "It" } })) });
    assert_eq!(lost(&of("AWS::EC2::VPC"), &of("AWS::EC2::Subnet"), &[]), ["It Type", "Rule RouteTableId"]);
}
