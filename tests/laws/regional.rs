//! What the review found of two regions; the letters are the review's.

use std::{collections::BTreeSet, sync::LazyLock};

use serde_json::Value;

use crate::{at, kind, stage, stages, text};

static SECOND: LazyLock<Value> = LazyLock::new(|| stages::document(&stages::secondary(), false));

fn first() -> &'static serde_json::Map<String, Value> {
    stages::resources(stage("11m"))
}

fn second() -> &'static serde_json::Map<String, Value> {
    stages::resources(&SECOND)
}

fn of_kind(resources: &'static serde_json::Map<String, Value>, kind_of: &str) -> BTreeSet<&'static str> {
    resources.iter().filter(|(_, it)| kind(it) == kind_of).map(|(id, _)| id.as_str()).collect()
}

/// B2: the second region has every database of the first, and its services find each.
#[test]
fn the_second_region_addresses_every_shard_and_function() {
    for kind in ["AWS::RDS::DBCluster", "AWS::SSM::Parameter"] {
        let (here, there) = (of_kind(first(), kind), of_kind(second(), kind));
        assert!(here == there && here.len() >= 5, "{kind}: {here:?} {there:?}");
    }
    for service in ["Users", "Products", "Forums"] {
        let role = text(&second()[&format!("{service}ServiceRole")]);
        assert!(role.contains("ssm:GetParameter") && role.contains("DatabaseSecretName"), "{service}");
        assert!((role.contains("dynamodb:Scan")), "{service}");
        let boot = text(&second()[&format!("{service}ServiceLaunchTemplate")]);
        assert!(boot.contains("SHARD_MAP_TABLE="), "{service}");
    }
    assert!(text(&second()["UsersServiceRole"]).contains("UsersShard3SecretName"));
}

/// B3: an encrypted cluster joins from another region only with that one's name and a key of its own, and without a login.
#[test]
fn clusters_of_the_second_region_join() {
    for name in of_kind(second(), "AWS::RDS::DBCluster") {
        let cluster = &second()[name];
        assert_eq!(at(cluster, "SourceRegion"), "us-east-1", "{name}");
        assert!(text(at(cluster, "KmsKeyId")).contains("DatabaseKey"), "{name}");
        assert!(text(at(cluster, "GlobalClusterIdentifier")).contains(&format!("{name}GlobalId")), "{name}");
        for none in ["MasterUsername", "MasterUserPassword", "DatabaseName"] {
            assert!(at(cluster, none).is_null(), "{name}: {none}");
        }
        assert!(first().contains_key(&format!("{name}Global")), "{name}");
    }
}

/// What the second stack asks of the first is among its outputs.
#[test]
fn the_first_tells_all_that_the_second_asks() {
    let outputs = stage("11m")["Outputs"].as_object().unwrap();
    let mut asked = 0;
    crate::references::walk("", &SECOND, &mut |path, value| {
        if let Some(name) = value["Fn::GetStackOutput"]["OutputName"].as_str() {
            assert!(outputs.contains_key(name), "{path}: {name}");
            asked += 1;
        }
    });
    assert!(asked > 50, "{asked}");
}

/// B6: either region takes the writes by a parameter; clusters of both pass them on meanwhile.
#[test]
fn a_fail_over_needs_no_new_template() {
    for document in [stage("11m"), &SECOND] {
        assert!(document["Parameters"]["DatabaseRole"].is_object());
        let resources = stages::resources(document);
        for template in ["WebLaunchTemplate", "UsersServiceLaunchTemplate"] {
            assert!(text(&resources[template]).contains("WritesHere"), "{template}");
        }
        assert!(text(&resources["UsersShard2Endpoint"]).contains("WritesHere"));
        for (name, cluster) in resources.iter().filter(|(_, it)| kind(it) == "AWS::RDS::DBCluster") {
            assert!(!at(cluster, "EnableGlobalWriteForwarding").is_null(), "{name}");
        }
        assert!(resources.contains_key("DatabaseProxy"));
    }
    // A cluster takes that property once it is a member, and the first one's becomes one in the update before.
    let forwards = at(&first()["DatabaseCluster"], "EnableGlobalWriteForwarding");
    assert_eq!(forwards["Fn::If"][0], "HasSecondary");
}

/// B7 and B8: files go both ways, but what has just arrived is worked on where it arrived.
#[test]
fn files_go_both_ways() {
    for resources in [first(), second()] {
        for bucket in ["AssetsBucket", "MediaBucket"] {
            let rules = text(at(&resources[bucket], "ReplicationConfiguration"));
            assert!(rules.contains(r#""ReplicaModifications":{"Status":"Enabled"}"#), "{bucket}");
            assert!(!rules.contains("incoming/"), "{bucket}");
        }
        let media = text(at(&resources["MediaBucket"], "ReplicationConfiguration"));
        assert!(media.contains(r#""Prefix":"media/""#) && media.contains(r#""Prefix":"originals/""#));
        // B22: a batch job copies what was there before.
        let role = text(&resources["ReplicationRole"]);
        assert!(role.contains("batchoperations.s3.amazonaws.com"));
        assert!(text(&resources["ReplicationPolicy"]).contains("s3:InitiateReplication"));
    }
    let groups = &at(&first()["Distribution"], "DistributionConfig")["OriginGroups"]["Fn::If"];
    assert_eq!(groups[0], "HasSecondary");
    for group in groups[1]["Items"].as_array().unwrap() {
        let codes = text(&group["FailoverCriteria"]);
        assert!(
            ["403", "404", "500", "502", "503", "504"].iter().all(|code| codes.contains(code)),
            "{group}"
        );
    }
    let joined = text(&stage("11m")["Conditions"]["HasSecondary"]);
    assert!(joined.contains("SecondaryAssetsBucket") && joined.contains("SecondaryMediaBucket"));
}

/// B20: nobody comes to a region before somebody says so, and nobody stays in one whose databases do not answer.
#[test]
fn a_region_serves_when_it_is_told_to_and_answers() {
    assert_eq!(SECOND["Parameters"]["InService"]["Default"], "false");
    assert_eq!(second()["OriginRecord"]["Condition"], "Serves");
    for resources in [first(), second()] {
        let record = &resources["OriginRecord"];
        assert!(text(at(record, "HealthCheckId")).contains("RegionHealthCheck"));
        assert_eq!(at(record, "AliasTarget/EvaluateTargetHealth"), true);
        assert_eq!(at(&resources["RegionHealthCheck"], "HealthCheckConfig/ResourcePath"), "/readyz");
        assert!(text(&resources["RegionHealthRule"]).contains("/readyz"));
    }
}

/// Hosts of the second region make no logins: its databases take no such statement, and the copies have them already.
#[test]
fn hosts_of_the_second_region_only_log_in() {
    for (name, it) in second().iter().filter(|(_, it)| kind(it) == "AWS::EC2::LaunchTemplate") {
        let boot = text(it);
        assert!(!boot.contains("prepare_database") && boot.contains("retry 30 5 works"), "{name}");
        assert!(!text(&second()[&name.replace("LaunchTemplate", "Role")]).contains("MasterSecret"), "{name}");
    }
    // Where the writer has gone elsewhere, a host that finds its login does not try to make it.
    assert!(text(&first()["WebLaunchTemplate"]).contains("works || retry 30 5 prepare_database"));
}

/// A failed first step can be taken back: what it protects, it protects once the second region is there.
#[test]
fn what_joins_regions_is_protected_once_both_are_there() {
    for name in of_kind(first(), "AWS::RDS::GlobalCluster") {
        assert_eq!(at(&first()[name], "DeletionProtection")["Fn::If"][0], "HasSecondary", "{name}");
    }
    let copy = &at(&first()["SessionTable"], "Replicas")[1];
    assert_eq!(copy["DeletionProtectionEnabled"]["Fn::If"][0], "HasSecondary");
}

/// The two networks can be connected.
#[test]
fn regions_have_different_addresses() {
    let blocks = [first(), second()].map(|resources| at(&resources["Vpc"], "CidrBlock").as_str().unwrap());
    assert_eq!(blocks, ["10.20.0.0/16", "10.21.0.0/16"]);
}

/// Secrets and tables reach the second region, whose roles name the copies there.
#[test]
fn secrets_and_tables_are_copied() {
    for name in of_kind(first(), "AWS::SecretsManager::Secret") {
        let copies = at(&first()[name], "ReplicaRegions");
        assert!(name == "CacheSecret" || *copies == serde_json::json!([{ "Region": "eu-west-1" }]), "{name}");
    }
    assert_eq!(of_kind(second(), "AWS::SecretsManager::Secret"), BTreeSet::from(["CacheSecret"]));
    assert!(of_kind(second(), "AWS::DynamoDB::GlobalTable").is_empty());
}

/// What the file says of the firewall holds where it stands: in us-east-1.
#[test]
fn the_edge_stack_has_the_firewall_that_the_file_asks_for() {
    for at in ["10k", "500k"] {
        let [block, count] = ["block", "count"].map(|waf| {
            let app = stages::given::app(serde_json::json!({ "region": "eu-west-1", "waf": waf }));
            let edge = scalegen::design::edge(stages::given::rung(at), app).unwrap().template();
            stages::document(&edge, false)["Resources"]["WebAcl"]["Properties"]["Rules"].clone()
        });
        assert!(block.is_array() && count.is_array() && block != count, "{at}: {block}");
    }
}
