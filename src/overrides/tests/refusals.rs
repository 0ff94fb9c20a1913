//! Names, values and attributes that cannot be, each with the sentence that people see.

use super::{Overrides, apply, of_database, refused, strict, template};

const UNKNOWN: [(&str, &str); 10] = [
    (
        "Resources: { Databse: { Properties: {} } }",
        "Resources.Databse: the template has no resource `Databse`, and a new one needs its Type; did you mean `Database`?",
    ),
    ("Resources: { Dwn: null }", "Resources.Dwn: the template has no resource `Dwn`; did you mean `Down`?"),
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
];

#[test]
fn unknown_names() {
    for (over, told) in UNKNOWN {
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

const WRONG: [(&str, &str); 18] = [
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
    (
        "Engine: !Join ['', [!Ref Email, !Sbu x]]",
        "Engine: `!Sbu` is no function for a value; did you mean `Sub`?",
    ),
    ("Engine: !Ref [a]", "Engine: `!Ref` takes a name"),
    ("Engine: !GetAtt Alarms", "Engine: `!GetAtt` takes a name and an attribute, `Name.Attribute`"),
];

#[test]
fn wrong_values() {
    for (over, told) in WRONG {
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

const FIXED: [(&str, &str); 7] = [
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
];

#[test]
fn what_a_resource_is_stays() {
    for (over, told) in FIXED {
        assert_eq!(refused(&format!("Resources: {{ {over} }}")), format!("Resources.{told}"), "{over}");
    }
    apply(&mut template(), "Resources: { Database: { Type: AWS::RDS::DBInstance, DeletionPolicy: Retain } }")
        .unwrap();
}

const NO_OVERRIDES: [(&str, &str); 5] = [
    ("Parameters: {}", "1:1: unknown key `Parameters`; known are Resources, Outputs"),
    ("Resources:\n  Database: 5", "2:13: Resources.Database: expected keys and values, found `5`"),
    ("Resources: [a]", "1:12: Resources: expected keys and values, found a list"),
    (
        "Resources:\n  A: { Properties: { B: .inf } }",
        "2:25: Resources.A.Properties.B: `.inf` and `.nan` are no numbers here; write a number, or quote the text",
    ),
    ("Resources: { A: null, A: null }", "1:23: Resources: duplicate key `A`; keep one"),
];

#[test]
fn sections_and_values_that_are_none() {
    for (over, told) in NO_OVERRIDES {
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
