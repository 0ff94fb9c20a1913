use super::*;
use crate::cfn;

const TEMPLATE: &str = r#"{"Resources": {
    "Hosts": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {"InstanceType": "c8g.large",
        "BlockDeviceMappings": [{"Ebs": {"VolumeType": "gp3", "VolumeSize": 8}}]}}},
    "Host": {"Type": "AWS::EC2::Instance", "Properties": {"LaunchTemplate": {"LaunchTemplateId": {"Ref": "Hosts"}}}},
    "Big": {"Type": "AWS::EC2::Instance", "Properties": {"InstanceType": "m8g.large"}},
    "Fleet": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"MinSize": "3", "MixedInstancesPolicy":
        {"LaunchTemplate": {"LaunchTemplateSpecification": {"LaunchTemplateId": {"Ref": "Hosts"}}}}}},
    "Group": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"MinSize": 3,
        "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Hosts"}}}},
    "Database": {"Type": "AWS::RDS::DBInstance", "Properties":
        {"Engine": "postgres", "DBInstanceClass": "db.m7g.large", "MultiAZ": true, "AllocatedStorage": "20"}},
    "Writer": {"Type": "AWS::RDS::DBInstance", "Properties":
        {"Engine": "aurora-postgresql", "DBInstanceClass": "db.r8g.xlarge", "DBClusterIdentifier": {"Ref": "Cluster"}}},
    "Proxy": {"Type": "AWS::RDS::DBProxy", "Properties": {}},
    "Targets": {"Type": "AWS::RDS::DBProxyTargetGroup", "Properties":
        {"DBProxyName": {"Ref": "Proxy"}, "DBClusterIdentifiers": [{"Ref": "Cluster"}]}},
    "Cache": {"Type": "AWS::ElastiCache::ReplicationGroup", "Properties":
        {"Engine": "valkey", "CacheNodeType": "cache.r7g.large", "NumNodeGroups": 8, "ReplicasPerNodeGroup": 1}},
    "Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Subnets": ["a", "b"]}},
    "Canary": {"Type": "AWS::Synthetics::Canary", "Properties": {"Schedule": {"Expression": "rate(5 minutes)"}}},
    "Oracle": {"Type": "AWS::RDS::DBInstance", "Properties":
        {"Engine": "oracle-se2", "DBInstanceClass": "db.t3.small", "AllocatedStorage": 20}},
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "Role": {"Type": "AWS::IAM::Role"},
    "Other": {"Type": "Custom::Anything"}
}}"#;

fn bill(ids: &[&str], region: &str) -> Bill {
    let template = cfn::read::read(TEMPLATE).unwrap();
    hourly_of(&template, ids.iter().copied(), Region::parse(region).unwrap())
}

#[test]
fn each_costs_what_its_prices_say() {
    let host = 0.07976 + 8.0 * 0.08 / 730.0;
    for (id, usd) in [
        ("Host", host),
        ("Fleet", 3.0 * host),
        ("Group", 3.0 * host),
        ("Big", 0.08976),
        ("Database", 2.0 * (0.1685 + 20.0 * 0.115 / 730.0)),
        ("Writer", 0.552),
        ("Proxy", 4.0 * 0.015),
        ("Cache", 16.0 * 0.1752),
        ("Balancer", 0.0225 + 2.0 * 0.005),
        ("Canary", 12.0 * 0.0012),
        ("Bucket", 0.0),
        ("Role", 0.0),
    ] {
        let found = bill(&[id], "us-east-1");
        assert!((found.usd_per_hour.usd() - usd).abs() < 5e-6, "{id}: {found:?}, not {usd}");
        assert!(found.unknown.is_empty() && !found.unsourced && !found.elsewhere, "{found:?}");
    }
}

#[test]
fn what_nobody_knows_is_named() {
    let found = bill(&["Oracle", "Bucket", "Other", "Missing", "Balancer"], "us-east-1");
    assert_eq!(found.unknown, ["Oracle", "Other", "Missing"]);
    assert_eq!(found.by_use, ["Bucket", "Balancer"]);
}

#[test]
fn a_region_without_a_price_of_its_own_is_told() {
    assert!(bill(&["Host"], "eu-west-1").elsewhere);
    let cache = bill(&["Cache"], "eu-west-1");
    assert!(!cache.elsewhere && cache.usd_per_hour > bill(&["Cache"], "us-east-1").usd_per_hour);
}
