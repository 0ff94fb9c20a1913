//! Every refusal with the sentence that people see, and what comes of what is not refused.

mod references;
mod refusals;

use super::*;
use crate::{
    cfn::{Confidence, Declaration, Node, Why, types::sns::Topic, yaml},
    strict,
};

const PARAMETER: Declaration = Declaration {
    r#type: "String",
    default: None,
    description: "",
    allowed_pattern: "",
    constraint_description: "",
};

/// A template with a database, an alarm, a group and a topic.
fn template() -> Template {
    let mut template = Template::new("", "", &[]);
    template.parameter("Email", &PARAMETER);
    template.section("Alarms");
    let why = || Why::new("Alarm", "someone must know.", "", Confidence::High);
    template.add("Alarms", why(), Topic { tags: Vec::new() });
    template.add("Spare", why(), Topic { tags: Vec::new() });
    let base = "
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    Properties: { DBInstanceClass: db.m8g.large, Engine: postgres, AllocatedStorage: '100', StorageEncrypted: true }
  Down:
    Type: AWS::CloudWatch::Alarm
    Properties: { ComparisonOperator: LessThanThreshold, EvaluationPeriods: 1, AlarmActions: [!Ref Alarms] }
  Fleet:
    Type: AWS::AutoScaling::AutoScalingGroup
    DependsOn: Database
    Properties: { MinSize: '2', MaxSize: '6', LaunchTemplate: { LaunchTemplateId: lt-1, Version: '1' } }
Outputs:
  Site: { Value: !Sub 'https://${Fleet}' }
";
    apply(&mut template, base).unwrap();
    template
}

fn apply(template: &mut Template, overrides: &str) -> Result<Vec<String>> {
    strict::read::<Overrides>(overrides.as_bytes()).unwrap().apply(template)
}

/// What is said of an override of the database's properties.
fn of_database(properties: &str) -> String {
    refused(&format!("Resources: {{ Database: {{ Properties: {{ {properties} }} }} }}"))
}

fn refused(overrides: &str) -> String {
    let told = apply(&mut template(), overrides).expect_err(overrides);
    assert!(told.downcast_ref::<crate::wrong::Wrong>().is_some(), "{told}");
    told.to_string().strip_prefix("overrides.").expect("a path").to_owned()
}

fn became(overrides: &str, id: &str) -> Node {
    let mut template = template();
    apply(&mut template, overrides).expect(overrides);
    template.resource(id).unwrap().clone().into()
}

fn properties(overrides: &str) -> Node {
    let over = format!("Resources: {{ Database: {{ Properties: {overrides} }} }}");
    became(&over, "Database").get("Properties").unwrap().clone()
}

fn text(value: &Node) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn properties_are_merged_and_taken_out() {
    let result = properties(
        "{ Engine: null, DBInstanceClass: db.r8g.large, DBSnapshotIdentifier: null, MaxAllocatedStorage: 500 }",
    );
    assert_eq!(
        text(&result),
        r#"{"DBInstanceClass":"db.r8g.large","AllocatedStorage":"100","StorageEncrypted":true,"MaxAllocatedStorage":500}"#
    );
    let fleet = became(
        "Resources: { Fleet: { Properties: { LaunchTemplate: { Version: 2 }, AvailabilityZones: [a] } } }",
        "Fleet",
    );
    assert_eq!(
        text(fleet.get("Properties").unwrap().get("LaunchTemplate").unwrap()),
        r#"{"LaunchTemplateId":"lt-1","Version":2}"#
    );
    let fleet = became(
        "Resources: { Fleet: { Properties: { LaunchTemplate: !Ref Email } } }"
            .replace("!If [A, 1, 2]", "!Ref Email")
            .as_str(),
        "Fleet",
    );
    assert_eq!(text(fleet.get("Properties").unwrap().get("LaunchTemplate").unwrap()), r#"{"Ref":"Email"}"#);
}

#[test]
fn attributes_stand_in_their_order() {
    let fleet = became(
        "Resources: { Fleet: { UpdatePolicy: { AutoScalingRollingUpdate: { MaxBatchSize: 2 } }, Metadata: { a: 1 }, DependsOn: [Database, Alarms] } }",
        "Fleet",
    );
    let names: Vec<_> = fleet.as_map().unwrap().iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(names, ["Type", "Metadata", "DependsOn", "UpdatePolicy", "Properties"]);
}

/// CloudFormation takes a number for a text and the other way round.
#[test]
fn scalars_are_taken_for_each_other_where_cloudformation_does() {
    for good in [
        "AllocatedStorage: 200",
        "AllocatedStorage: '200'",
        "BackupRetentionPeriod: '21'",
        "MultiAZ: 'true'",
        "MultiAZ: true",
        "MultiAZ: !Ref Email",
        "Engine: 5",
        "DBInstanceClass: !Sub '${Email}-${AWS::Region}-${!kept}'",
        "DBInstanceClass: !Join ['-', [!Ref Email, !GetAtt Alarms.TopicName]]",
        "VPCSecurityGroups: !Split [',', !Ref Email]",
        "Tags: [{ Key: a, Value: 1 }]",
        "DBInstanceClass: { Fn::Sub: ['${A}', { A: !Ref Email }] }",
    ] {
        let over = format!("Resources: {{ Database: {{ Properties: {{ {good} }} }} }}");
        apply(&mut template(), &over).expect(good);
    }
}

/// Of a resource that holds data, what replaces it is told; so is that it goes.
#[test]
fn hints_tell_what_loses_data() {
    let hints = |over: &str| apply(&mut template(), over).unwrap();
    let of_database =
        |over: &str| hints(&format!("Resources: {{ Database: {{ Properties: {{ {over} }} }} }}"));
    assert_eq!(
        of_database("StorageEncrypted: false, BackupRetentionPeriod: 21"),
        [
            "overrides.Resources.Database.Properties.StorageEncrypted: a change replaces `Database` on a live stack, which holds data: the new one begins without it"
        ]
    );
    assert_eq!(
        of_database("DBSnapshotIdentifier: a"),
        [
            "overrides.Resources.Database.Properties.DBSnapshotIdentifier: a change replaces `Database` on a live stack, which holds data: the new one begins without it"
        ]
    );
    assert_eq!(
        of_database("AvailabilityZone: null, EngineLifecycleSupport: a, Port: 1"),
        [
            "overrides.Resources.Database.Properties.EngineLifecycleSupport: a live stack refuses the change: `Database` keeps what it was made with",
            "overrides.Resources.Database.Properties.Port: a change may replace `Database` on a live stack, which holds data: the new one begins without it"
        ]
    );
    assert_eq!(of_database("StorageEncrypted: true, KmsKeyId: null"), [""; 0], "nothing changes");
    assert_eq!(hints("Resources: { Alarms: { Properties: { TopicName: a } } }"), [""; 0], "it holds no data");
    assert_eq!(
        hints("Resources: { Database: null, Fleet: { DependsOn: null } }"),
        [
            "overrides.Resources.Database: on a live stack the resource is given up with its data, as its DeletionPolicy says: Snapshot"
        ]
    );
}

#[test]
fn types_of_others_are_left_to_them() {
    let over = "Resources: { New: { Type: 'Custom::Thing', Properties: { ServiceToken: a, Any: { b: 1 } } }, Other: { Type: 'Datadog::Monitors::Monitor', Properties: { X: [1] } } }\nOutputs: { A: { Value: !GetAtt New.Whatever } }";
    let mut changed = template();
    apply(&mut changed, over).unwrap();
    assert!(changed.has_kind("Custom::Thing") && changed.len() == 7);
    assert_eq!(
        refused("Resources: { New: { Type: 'Custom::Thing' } }"),
        "Resources.New.Properties: key `ServiceToken` is missing; add it"
    );
}

#[test]
fn comments_tell_what_was_overridden() {
    let mut changed = template();
    let over = "
Resources:
  Alarms: { Metadata: { Team: a }, Properties: { DisplayName: Alarms, Tags: null, TopicName: !Ref Email } }
  Reports: { Type: AWS::S3::Bucket, Properties: { Tags: [{ Key: a, Value: b }] } }
  Spare: null
";
    apply(&mut changed, over).unwrap();
    let printed = yaml::write(&changed.document(true), &changed.remarks());
    let lines = |text: &str| assert!(printed.contains(text), "{text}\n{printed}");
    lines(
        "  # Alarm: someone must know.\n  # overridden in scalegen.yaml: Metadata, DisplayName, Tags (taken out), TopicName\n  Alarms:\n",
    );
    lines("      Team: a\n      com.aws.cloudformation.Context:\n");
    lines("overridden: [Metadata, DisplayName");
    lines("  # added in scalegen.yaml\n  Reports:\n    Type: AWS::S3::Bucket\n");
    assert!(!printed.contains("Spare"));
}

#[test]
fn a_group_keeps_its_title() {
    let mut changed = template();
    apply(&mut changed, "Resources: { Down: { Properties: { AlarmActions: null } }, Alarms: null }").unwrap();
    let printed = yaml::write(&changed.document(false), &changed.remarks());
    assert!(printed.contains("# --- Alarms ---") && printed.contains("# --- Overrides ---"), "{printed}");
}

#[test]
fn the_schema_leaves_names_free() {
    let schema = serde_json::to_value(schemars::schema_for!(Overrides)).unwrap();
    assert_eq!(schema["additionalProperties"], false);
    assert!(
        schema["properties"]["Resources"]["additionalProperties"]["type"].to_string().contains("null"),
        "{schema}"
    );
}
