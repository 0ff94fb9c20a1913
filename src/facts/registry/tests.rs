//! Every line of the file parses. That it agrees with the fine cut of our own types, the conformance tests say.

use super::*;

/// What may stand at a path, with `*` for any item of a list.
pub(in crate::facts) fn form_at(kind: Kind, path: &str) -> Option<Form> {
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let form = kind.properties().property(first)?.form;
    rest.split('/').filter(|step| !step.is_empty()).try_fold(form, |form, step| {
        form.alternatives().find_map(|alternative| match alternative {
            Alternative::List(items) | Alternative::Set(items) if step == "*" => Some(items),
            Alternative::Object(object) => Some(object.property(step)?.form),
            _ => None,
        })
    })
}

/// Every property at every depth, each object once.
fn walk(object: Object, known: &mut Vec<Object>, visit: &mut impl FnMut(Property)) {
    if known.contains(&object) {
        return;
    }
    known.push(object);
    for property in object.properties() {
        visit(property);
        below(property.form, known, visit);
    }
}

fn below(form: Form, known: &mut Vec<Object>, visit: &mut impl FnMut(Property)) {
    for alternative in form.alternatives() {
        match alternative {
            Alternative::List(form) | Alternative::Set(form) | Alternative::Map(form) => {
                below(form, known, visit);
            }
            Alternative::Object(object) => walk(object, known, visit),
            _ => {}
        }
    }
}

#[test]
fn every_type_is_found_and_parses() {
    let mut last = "";
    for found in kinds() {
        assert!(last < found.name(), "{last} before {}", found.name());
        last = found.name();
        assert_eq!(kind(found.name()), Some(found));
        walk(found.properties(), &mut Vec::new(), &mut |property| {
            assert!(property.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'), "{property:?}");
        });
        let objects = found.0.split('\t').skip(PROPERTIES).flat_map(|cell| cell.split('@').skip(1));
        for name in objects.map(|rest| rest.split([' ', '/', ']', '>', '}']).next().unwrap_or_default()) {
            assert!(found.object(name).is_some(), "{last} has no {name}");
        }
    }
    assert!(kinds().count() > 1_800);
    for unknown in ["", "AWS::EC2", "AWS::EC2::VP", "AWS::EC2::VPCs", "Z", "AWS::S3::Bucket\t"] {
        assert_eq!(kind(unknown), None, "{unknown}");
    }
}

#[test]
fn the_registry_says_what_a_change_does() {
    let change = |name: &str, path: &str| kind(name).unwrap().change(path);
    assert_eq!(change("AWS::RDS::DBInstance", "Port"), Change::MayReplace, "as its handler disagrees");
    assert_eq!(change("AWS::RDS::DBInstance", "DBName"), Change::Replaces);
    assert_eq!(change("AWS::KMS::Key", "KeySpec"), Change::Refused);
    assert_eq!(change("AWS::EC2::Instance", "BlockDeviceMappings/*/Ebs/VolumeSize"), Change::Replaces);
    assert_eq!(change("AWS::RDS::DBInstance", "BackupRetentionPeriod"), Change::Interrupts);
    assert_eq!(change("AWS::RDS::DBInstance", "CACertificateIdentifier"), Change::InPlace);
    assert_eq!(change("AWS::Budgets::Budget", "Budget/BudgetName"), Change::Replaces);
    assert_eq!(change("AWS::Budgets::Budget", "Budget/BudgetLimit/Amount"), Change::InPlace);
    assert_eq!(
        change("AWS::Budgets::Budget", "Budget"),
        Change::MayReplace,
        "it depends on what changes in it"
    );
    assert_eq!(
        change("AWS::Budgets::Budget", "NotificationsWithSubscribers/*/Notification"),
        Change::Replaces
    );
    assert_eq!(change("AWS::EC2::Instance", "UserData"), Change::Interrupts);
    assert_eq!(change("AWS::EC2::Instance", "InstanceType"), Change::Interrupts);
    assert_eq!(change("AWS::DynamoDB::Table", "SSESpecification/SSEEnabled"), Change::Interrupts);
    assert!(kind("AWS::RDS::DBInstance").unwrap().is_read_only("Endpoint/Address"));
    assert!(kind("AWS::IAM::Role").unwrap().has_attribute("Arn"));
    assert!(kind("AWS::CloudFormation::Stack").unwrap().has_attribute("Outputs.Url"));
    assert!(kind("AWS::CloudFormation::CustomResource").unwrap().properties().is_open());
}

#[test]
fn values_are_held_to_their_case_or_not() {
    let values = |name: &str, property: &str| match kind(name)
        .unwrap()
        .properties()
        .property(property)
        .and_then(|property| property.form.alternatives().next())
    {
        Some(Alternative::Text(values)) => values,
        other => panic!("{other:?}"),
    };
    let class = values("AWS::DynamoDB::Table", "TableClass");
    assert!(class.allow("STANDARD") && !class.allow("standard"));
    assert!(values("AWS::EC2::EIP", "Domain").allow("VPC"));
    assert!(values("AWS::EC2::EIP", "InstanceId").allow("whatever"));
    assert!(values("AWS::EC2::CapacityReservation", "InstancePlatform").allow("Red Hat Enterprise Linux"));
}

#[test]
fn order_means_something_or_nothing() {
    let is_set = |name: &str, path: &str| {
        let form = form_at(kind(name).unwrap(), path).unwrap_or_else(|| panic!("{name} {path}"));
        form.alternatives().any(|alternative| matches!(alternative, Alternative::Set(_)))
    };
    for (name, path) in [
        ("AWS::EC2::Instance", "SecurityGroupIds"),
        ("AWS::EC2::SecurityGroup", "SecurityGroupIngress"),
        ("AWS::Lambda::Function", "VpcConfig/SubnetIds"),
        ("AWS::IAM::Role", "ManagedPolicyArns"),
        ("AWS::IAM::InstanceProfile", "Roles"),
        ("AWS::RDS::DBInstance", "VPCSecurityGroups"),
        ("AWS::CloudWatch::Alarm", "OKActions"),
        ("AWS::DynamoDB::Table", "AttributeDefinitions"),
    ] {
        assert!(is_set(name, path), "{name} {path}");
    }
    for (name, path) in [
        ("AWS::DynamoDB::Table", "KeySchema"),
        ("AWS::ElasticLoadBalancingV2::Listener", "DefaultActions"),
        ("AWS::ElasticLoadBalancingV2::ListenerRule", "Actions"),
        ("AWS::WAFv2::WebACL", "Rules"),
        ("AWS::CloudFront::Distribution", "DistributionConfig/CacheBehaviors"),
        ("AWS::ECS::TaskDefinition", "ContainerDefinitions/*/Command"),
        ("AWS::ElastiCache::ReplicationGroup", "PreferredCacheClusterAZs"),
        ("AWS::AutoScaling::AutoScalingGroup", "TerminationPolicies"),
        ("AWS::Glue::Table", "TableInput/PartitionKeys"),
    ] {
        assert!(!is_set(name, path), "{name} {path}");
    }
}
