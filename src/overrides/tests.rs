//! Every refusal with the sentence that people see, and what comes of what is not refused.

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

#[test]
fn unknown_names() {
    for (over, told) in [
        (
            "Resources: { Databse: { Properties: {} } }",
            "Resources.Databse: the template has no resource `Databse`, and a new one needs its Type; did you mean `Database`?",
        ),
        (
            "Resources: { Dwn: null }",
            "Resources.Dwn: the template has no resource `Dwn`; did you mean `Down`?",
        ),
        (
            "Resources: { Quux: null }",
            "Resources.Quux: the template has no resource `Quux`; known are Alarms, Spare, Database, Down, Fleet",
        ),
        ("Outputs: { Sit: null }", "Outputs.Sit: the template has no output `Sit`; did you mean `Site`?"),
        (
            "Outputs: { New: { Description: a } }",
            "Outputs.New: the template has no output `New`, and a new one needs its Value; known are Site",
        ),
        (
            "Resources: { Database: { Propertis: {} } }",
            "Resources.Database.Propertis: a resource has no `Propertis` here; did you mean `Properties`?",
        ),
        (
            "Resources: { Fleet: { UpdatePolicy: { AutoScalingRollingUpdates: {} } } }",
            "Resources.Fleet.UpdatePolicy.AutoScalingRollingUpdates: a resource has no `AutoScalingRollingUpdates` here; did you mean `AutoScalingRollingUpdate`?",
        ),
        (
            "Resources: { New: { Type: AWS::S3::Bukcet } }",
            "Resources.New.Type: CloudFormation has no type `AWS::S3::Bukcet`; did you mean `AWS::S3::Bucket`?",
        ),
        (
            "Resources: { New: { Type: Bucket } }",
            "Resources.New.Type: CloudFormation has no type `Bucket`; look it up in CloudFormation's reference, or in the template",
        ),
        (
            "Outputs: { Site: { Valu: a } }",
            "Outputs.Site.Valu: an output has no `Valu` here; did you mean `Value`?",
        ),
    ] {
        assert_eq!(refused(over), told, "{over}");
    }
    assert_eq!(
        of_database("BackupRetention: 7"),
        "Resources.Database.Properties.BackupRetention: AWS::RDS::DBInstance has no `BackupRetention` here; did you mean `BackupRetentionPeriod`?"
    );
    assert_eq!(
        of_database("MasterUserSecret: { KmsKey: a }"),
        "Resources.Database.Properties.MasterUserSecret.KmsKey: AWS::RDS::DBInstance has no `KmsKey` here; did you mean `KmsKeyId`?"
    );
    assert_eq!(
        of_database("Tags: [{ Kay: a, Value: b }]"),
        "Resources.Database.Properties.Tags[0].Kay: AWS::RDS::DBInstance has no `Kay` here; did you mean `Key`?"
    );
    assert_eq!(
        of_database("\"a\\nb\": 1"),
        "Resources.Database.Properties.a\\nb: AWS::RDS::DBInstance has no `a\\nb` here; look it up in CloudFormation's reference, or in the template"
    );
}

#[test]
fn wrong_values() {
    for (over, told) in [
        (
            "BackupRetentionPeriod: much",
            "BackupRetentionPeriod: expected a whole number, found the text \"much\"",
        ),
        ("BackupRetentionPeriod: 1.5", "BackupRetentionPeriod: expected a whole number, found `1.5`"),
        ("BackupRetentionPeriod: true", "BackupRetentionPeriod: expected a whole number, found `true`"),
        ("BackupRetentionPeriod: [1]", "BackupRetentionPeriod: expected a whole number, found a list"),
        ("MultiAZ: yes", "MultiAZ: expected true or false, found the text \"yes\""),
        ("MultiAZ: 1", "MultiAZ: expected true or false, found `1`"),
        ("Engine: { a: 1 }", "Engine: expected a text, found keys and values"),
        ("VPCSecurityGroups: sg-1", "VPCSecurityGroups: expected a list, found the text \"sg-1\""),
        ("MasterUserSecret: [a]", "MasterUserSecret: expected keys and values, found a list"),
        (
            "VPCSecurityGroups: [null]",
            "VPCSecurityGroups[0]: null takes a key out; leave the item out of the list",
        ),
        ("Tags: [{ Key: a, Value: b }, { Value: b }]", "Tags[1]: key `Key` is missing; add it"),
        (
            "Endpoint: { Address: a }",
            "Endpoint: CloudFormation sets it; read it with !GetAtt, and take it out here",
        ),
        ("Engine: !If [Email, a, 1, 2]", "Engine: `!If` takes a list of 3"),
        ("Engine: !Subb a", "Engine: `!Subb` is no function for a value; did you mean `Sub`?"),
        (
            "Engine: !Length [a]",
            "Engine: `!Length` needs the transform AWS::LanguageExtensions, which the template lacks; write its result",
        ),
        ("Engine: !Ref [a]", "Engine: `!Ref` takes a name"),
        ("Engine: !GetAtt Alarms", "Engine: `!GetAtt` takes a name and an attribute, `Name.Attribute`"),
    ] {
        let told = format!("Resources.Database.Properties.{told}");
        assert_eq!(of_database(over), told, "{over}");
    }
    assert_eq!(
        refused("Resources: { Down: { Properties: { ComparisonOperator: LessThanTreshold } } }"),
        "Resources.Down.Properties.ComparisonOperator: unknown value `LessThanTreshold`; did you mean `LessThanThreshold`?"
    );
}

#[test]
fn what_must_be_there_stays() {
    assert_eq!(
        refused("Resources: { Fleet: { Properties: { MaxSize: null } } }"),
        "Resources.Fleet.Properties.MaxSize: AWS::AutoScaling::AutoScalingGroup needs it; give another value instead of null"
    );
    assert_eq!(
        refused("Resources: { Fleet: { Properties: { LaunchTemplate: { Version: null } } } }"),
        "Resources.Fleet.Properties.LaunchTemplate.Version: AWS::AutoScaling::AutoScalingGroup needs it; give another value instead of null"
    );
    assert_eq!(
        refused("Resources: { New: { Type: AWS::Budgets::Budget } }"),
        "Resources.New.Properties: key `Budget` is missing; add it"
    );
    assert_eq!(
        refused("Outputs: { Site: { Value: null } }"),
        "Outputs.Site.Value: an output needs it; give another value instead of null"
    );
    assert_eq!(
        refused("Resources: { Database: { Type: null } }"),
        "Resources.Database.Type: `Database` is AWS::RDS::DBInstance and cannot become something else; give the new resource an ID of its own"
    );
}

#[test]
fn what_a_resource_is_stays() {
    for (over, told) in [
        (
            "Database: { Type: AWS::RDS::DBCluster }",
            "Database.Type: `Database` is AWS::RDS::DBInstance and cannot become AWS::RDS::DBCluster; give the new resource an ID of its own",
        ),
        (
            "Email: { Type: AWS::SNS::Topic }",
            "Email: `Email` is a parameter's name; give the resource another ID",
        ),
        (
            "New-Topic: { Type: AWS::SNS::Topic }",
            "New-Topic: `New-Topic` is no logical ID: those are 1 to 255 letters and digits",
        ),
        (
            "Alarms: { DeletionPolicy: Snapshot }",
            "Alarms.DeletionPolicy: no snapshot can be taken of AWS::SNS::Topic; say Retain or Delete",
        ),
        (
            "Alarms: { DeletionPolicy: Keep }",
            "Alarms.DeletionPolicy: unknown value `Keep`; known are Delete, Retain, RetainExceptOnCreate, Snapshot",
        ),
        (
            "Alarms: { UpdateReplacePolicy: RetainExceptOnCreate }",
            "Alarms.UpdateReplacePolicy: unknown value `RetainExceptOnCreate`; known are Delete, Retain, Snapshot",
        ),
        (
            "Alarms: { DependsOn: !Ref Spare }",
            "Alarms.DependsOn: no function can stand here; write the name or the value itself",
        ),
    ] {
        assert_eq!(refused(&format!("Resources: {{ {over} }}")), format!("Resources.{told}"), "{over}");
    }
    apply(&mut template(), "Resources: { Database: { Type: AWS::RDS::DBInstance, DeletionPolicy: Retain } }")
        .unwrap();
}

#[test]
fn references_resolve() {
    for (over, told) in [
        (
            "Engine: !Ref Emial",
            "Engine: the template has no resource or parameter `Emial`; did you mean `Email`?",
        ),
        (
            "Engine: !Ref AWS::Regoin",
            "Engine: the template has no resource or parameter `AWS::Regoin`; did you mean `AWS::Region`?",
        ),
        (
            "Engine: !GetAtt Alarm.TopicName",
            "Engine: the template has no resource `Alarm`; did you mean `Alarms`?",
        ),
        (
            "Engine: !GetAtt Alarms.TopicNam",
            "Engine: `Alarms` is AWS::SNS::Topic, which has no attribute `TopicNam`; did you mean `TopicName`?",
        ),
        (
            "Tags: [{ Key: a, Value: !Sub 'x-${Alarms.TopicAr}' }]",
            "Tags[0].Value: `Alarms` is AWS::SNS::Topic, which has no attribute `TopicAr`; did you mean `TopicArn`?",
        ),
        (
            "Engine: !Sub ['${A}-${Emial}', { A: 1 }]",
            "Engine: the template has no resource or parameter `Emial`; did you mean `Email`?",
        ),
        ("Engine: !If [IsBig, a, b]", "Engine: the template has no condition `IsBig`; there are none"),
        ("Engine: !FindInMap [Sizes, a, b]", "Engine: the template has no mapping `Sizes`; there are none"),
    ] {
        assert_eq!(of_database(over), format!("Resources.Database.Properties.{told}"), "{over}");
    }
    for (over, told) in [
        (
            "Resources: { Spare: { DependsOn: [Alarms, Databas] } }",
            "Resources.Spare.DependsOn[1]: the template has no resource `Databas`; did you mean `Database`?",
        ),
        (
            "Resources: { Spare: { Condition: IsBig } }",
            "Resources.Spare.Condition: the template has no condition `IsBig`; there are none",
        ),
        (
            "Resources: { Alarms: null }",
            "Resources.Alarms: the resource `Down` refers to it; change or take out that one, too",
        ),
        (
            "Resources: { Database: null }",
            "Resources.Database: the resource `Fleet` refers to it; change or take out that one, too",
        ),
        (
            "Resources: { Fleet: null }",
            "Resources.Fleet: the output `Site` refers to it; change or take out that one, too",
        ),
        (
            "Outputs: { More: { Value: !Ref Nothing } }",
            "Outputs.More.Value: the template has no resource or parameter `Nothing`; known are Alarms, Spare,",
        ),
    ] {
        assert!(refused(over).starts_with(told), "{over}: {}", refused(over));
    }
    apply(&mut template(), "Resources: { Fleet: null }\nOutputs: { Site: null }").unwrap();
}

#[test]
fn no_resource_waits_for_itself() {
    assert_eq!(
        refused(
            "Resources: { Database: { DependsOn: Down }, Down: { Properties: { AlarmName: !Ref Fleet } } }"
        ),
        "Resources.Database: it waits for itself: Database → Down → Fleet → Database; take one of these references out"
    );
    assert_eq!(
        refused("Resources: { Spare: { DependsOn: Spare } }"),
        "Resources.Spare: it waits for itself: Spare → Spare; take one of these references out"
    );
}

#[test]
fn sections_and_values_that_are_none() {
    for (over, told) in [
        ("Parameters: {}", "1:1: unknown key `Parameters`; known are Resources, Outputs"),
        ("Resources:\n  Database: 5", "2:13: Resources.Database: expected keys and values, found `5`"),
        ("Resources: [a]", "1:12: Resources: expected keys and values, found a list"),
        (
            "Resources:\n  A: { Properties: { B: .inf } }",
            "2:25: Resources.A.Properties.B: `.inf` and `.nan` are no numbers here; write a number, or quote the text",
        ),
        ("Resources: { A: null, A: null }", "1:23: Resources: duplicate key `A`; keep one"),
    ] {
        assert_eq!(strict::read::<Overrides>(over.as_bytes()).unwrap_err().to_string(), told, "{over}");
    }
}

#[test]
fn a_template_takes_so_many() {
    let many = |section: &str, count: usize, body: &str| {
        let all: Vec<_> = (0..count).map(|number| format!("N{number}: {body}")).collect();
        refused(&format!("{section}: {{ {} }}", all.join(", ")))
    };
    assert_eq!(
        many("Resources", 496, "{ Type: AWS::SNS::Topic }"),
        "Resources: 501 resources with these, and CloudFormation takes 500; take some out"
    );
    assert_eq!(
        many("Outputs", 200, "{ Value: a }"),
        "Outputs: 201 outputs with these, and CloudFormation takes 200; take some out"
    );
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
            "overrides.Resources.Database.Properties.DBSnapshotIdentifier: a change may replace `Database` on a live stack, which holds data: the new one begins without it"
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
