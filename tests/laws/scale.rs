//! What the review found from ten thousand users on; the letters are the review's.

use serde_json::Value;

use crate::{all, at, every, text, waits_for};

/// The resources of a stage.
fn stage(id: &str) -> &'static Value {
    &crate::stage(id)["Resources"]
}

/// A5: names move to the edge once it reaches all that it asks.
#[test]
fn names_move_after_the_whole_way_is_there() {
    for id in ["10k", "500k"] {
        for record in ["SiteRecord", "SiteRecordIpv6", "WwwRecord", "WwwRecordIpv6"] {
            for part in ["HttpsOriginRule", "OriginRecord", "AssetsBucketPolicy"] {
                assert!(waits_for(&stage(id)[record], part), "{id}: {record} before {part}");
            }
        }
    }
}

/// A6: a file that is not yet in the bucket comes from the web servers.
#[test]
fn static_files_are_never_missing() {
    for (name, distribution) in every("AWS::CloudFront::Distribution") {
        let config = &distribution["Properties"]["DistributionConfig"];
        // With a second region its bucket is asked; until that is there, the servers are.
        let groups = &config["OriginGroups"];
        let groups = if groups["Fn::If"].is_array() { &groups["Fn::If"][2] } else { groups };
        let group = &groups["Items"][0];
        assert_eq!(
            group["FailoverCriteria"]["StatusCodes"]["Items"],
            serde_json::json!([403, 404]),
            "{name}"
        );
        assert_eq!(
            group["Members"]["Items"][1]["OriginId"], config["DefaultCacheBehavior"]["TargetOriginId"],
            "{name}"
        );
        assert_eq!(config["CacheBehaviors"][0]["TargetOriginId"], group["Id"], "{name}");
    }
}

/// A9 and B9: what could refuse a visitor of ours only counts at first, and big bodies always pass.
#[test]
fn the_common_rules_count_before_they_refuse() {
    let rules = stage("500k")["WebAcl"]["Properties"]["Rules"].clone();
    let common =
        rules.as_array().unwrap().iter().find(|rule| rule["Name"] == "AWSManagedRulesCommonRuleSet").unwrap();
    assert_eq!(common["OverrideAction"], serde_json::json!({ "Count": {} }));
    let overrides = text(&common["Statement"]);
    assert!(
        overrides.contains(r#"{"ActionToUse":{"Count":{}},"Name":"SizeRestrictions_BODY"}"#)
            || overrides.contains(r#""Name":"SizeRestrictions_BODY","ActionToUse":{"Count":{}}"#),
        "{overrides}"
    );
}

/// The rule of introducing at one stage what the next enforces.
#[test]
fn the_way_around_the_edge_closes_a_stage_after_the_header_came() {
    let action = |id: &str| stage(id)["HttpsListener"]["Properties"]["DefaultActions"][0]["Type"].clone();
    assert_eq!((action("10k"), action("500k")), ("forward".into(), "fixed-response".into()));
    for id in ["10k", "500k"] {
        assert!(stage(id)["HttpOriginRule"].is_object() && stage(id)["HttpsOriginRule"].is_object(), "{id}");
    }
    assert!(stage("10k")["HttpForwardRule"].is_object() && stage("500k")["HttpForwardRule"].is_null());
}

/// A10: a new server serves after ten seconds, and every second server can be held back.
#[test]
fn a_release_in_halves_leaves_half_of_the_servers() {
    for (name, group) in every("AWS::ElasticLoadBalancingV2::TargetGroup") {
        let seconds = at(&group, "HealthCheckIntervalSeconds").as_u64().unwrap()
            * at(&group, "HealthyThresholdCount").as_u64().unwrap();
        assert!(seconds <= 10, "{name}: {seconds} s");
    }
    let held: Vec<_> = ["A", "B", "C", "D"]
        .map(|letter| {
            text(at(&stage("10k")[format!("WebServer{letter}")], "LaunchTemplate"))
                .contains("WebServerBVersion")
        })
        .into();
    assert_eq!(held, [false, true, false, true]);
}

/// A12 and B23: the agent is found in every region, and an old host goes only when the new one is in service.
#[test]
fn a_host_of_the_fleet_signals_once_it_serves() {
    let resources = stage("500k");
    let script = text(&resources["WebLaunchTemplate"]);
    let order =
        ["install_agent latestv2", "install_agent latest;", "describe-target-health", "boot complete"]
            .map(|step| script.rfind(step).unwrap_or_else(|| panic!("no {step}")));
    assert!(order.is_sorted(), "{order:?}");
    assert!(text(&resources["WebRole"]).contains("elasticloadbalancing:DescribeTargetHealth"));
}

/// A15: a replica takes as many connections as its source, also while only one of them has its new class.
#[test]
fn connections_do_not_depend_on_the_class_where_there_are_replicas() {
    let fixed: Vec<_> = all()
        .iter()
        .filter(|(_, document)| document["Resources"]["DatabaseReplica1"].is_object())
        .map(|(_, document)| {
            document["Resources"]["DatabaseParameters"]["Properties"]["Parameters"]["max_connections"].clone()
        })
        .collect();
    assert!(fixed.len() >= 2 && fixed.iter().all(|most| most.is_string() && *most == fixed[0]), "{fixed:?}");
}

/// A18 and A19: logs leave the host, and metrics come every minute.
#[test]
fn every_host_is_watched_closely() {
    for (name, template) in every("AWS::EC2::LaunchTemplate") {
        let data = at(&template, "LaunchTemplateData");
        assert_eq!(data["Monitoring"]["Enabled"], true, "{name}");
        let script = text(data);
        assert!(!script.contains("app.service") || script.contains("LogsDirectory=app"), "{name}");
    }
}

/// A20 and the talk's read replicas: they can grow, follow, and hold nothing.
#[test]
fn a_replica_follows_and_holds_nothing() {
    let replicas: Vec<_> = every("AWS::RDS::DBInstance")
        .into_iter()
        .filter(|(_, instance)| at(instance, "SourceDBInstanceIdentifier").is_object())
        .collect();
    assert!(!replicas.is_empty());
    for (name, replica) in replicas {
        assert_eq!(
            (&replica["DeletionPolicy"], &replica["UpdateReplacePolicy"]),
            (&"Delete".into(), &"Delete".into()),
            "{name}"
        );
        let source = &stage(name.split(':').next().unwrap())["Database"];
        for same in ["MaxAllocatedStorage", "DBInstanceClass", "Engine", "DBParameterGroupName"] {
            assert_eq!(at(&replica, same), at(source, same), "{name}: {same}");
        }
    }
}

/// A22: three quarters of the fleet serve during a release, and hosts read any version of it.
#[test]
fn a_release_keeps_most_of_the_fleet() {
    let resources = stage("500k");
    let pace = serde_json::json!({ "Type": "FLEET_PERCENT", "Value": 75 });
    assert_eq!(*at(&resources["DeployPace"], "MinimumHealthyHosts"), pace);
    let role = text(&resources["WebRole"]);
    assert!(role.contains("s3:GetObjectVersion") && role.contains("s3:ListBucket"));
    assert!(text(&resources["WebDeploymentGroup"]).contains("DEPLOYMENT_STOP_ON_ALARM"));
}

/// A26: hosts that read their own tags start only with keys of these letters.
#[test]
fn tags_of_hosts_have_keys_that_the_metadata_service_takes() {
    let hosts = every("AWS::EC2::Instance").into_iter().chain(every("AWS::AutoScaling::AutoScalingGroup"));
    for (name, host) in hosts {
        for tag in at(&host, "Tags").as_array().unwrap() {
            let key = tag["Key"].as_str().unwrap();
            assert!(
                key.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-=._,@:".contains(&b)),
                "{name}: {key}"
            );
        }
    }
}

/// A30, B29 and the rule about sizes that Auto Scaling sets.
#[test]
fn a_fleet_stands_behind_its_load_balancer_and_keeps_its_size() {
    for (name, fleet) in every("AWS::AutoScaling::AutoScalingGroup") {
        let tier = name.split(": ").nth(1).unwrap().replace("Fleet", "");
        let rules = ["WarmUpRule", "Rule"].map(|rule| format!("{tier}{rule}"));
        let web = format!("{tier}FleetWarmUpRule");
        assert!(rules.iter().chain([&web]).any(|rule| waits_for(&fleet, rule)), "{name}");
        assert!(at(&fleet, "DesiredCapacity").is_null(), "{name}");
        assert_eq!(
            fleet["UpdatePolicy"]["AutoScalingScheduledAction"]["IgnoreUnmodifiedGroupSizeProperties"], true,
            "{name}"
        );
        let (min, serving) = (
            at(&fleet, "MinSize"),
            &fleet["UpdatePolicy"]["AutoScalingRollingUpdate"]["MinInstancesInService"],
        );
        assert_eq!(min.as_str().unwrap(), serving.to_string(), "{name}");
        assert!(at(&fleet, "HealthCheckGracePeriod").as_u64().unwrap() >= 300, "{name}");
    }
}

/// B19 and the rule about tables: another region can join in place.
#[test]
fn a_table_is_global_from_the_first_day() {
    for (name, table) in every("AWS::DynamoDB::GlobalTable") {
        let regions = if name.starts_with("11m") { 2 } else { 1 };
        assert_eq!(at(&table, "Replicas").as_array().unwrap().len(), regions, "{name}");
        assert_eq!(*at(&table, "StreamSpecification/StreamViewType"), "NEW_AND_OLD_IMAGES", "{name}");
        assert!(text(&table).contains(r#""PointInTimeRecoveryEnabled":true"#), "{name}");
    }
    for (_, document) in all() {
        assert!(!text(document).contains("AWS::DynamoDB::Table\""));
    }
}

/// A31: without a domain the site has CloudFront's certificate.
#[test]
fn the_edge_serves_https_alone() {
    for (name, distribution) in every("AWS::CloudFront::Distribution") {
        assert!(!text(&distribution).contains("allow-all"), "{name}");
    }
    for id in ["10k", "500k"] {
        assert!(!text(&crate::stage(id)["Outputs"]["SiteUrl"]).contains("http://"), "{id}");
    }
}

/// A32: the trail is named, and the log bucket takes that trail's records alone.
#[test]
fn the_log_bucket_knows_its_trail() {
    let resources = stage("500k");
    let name = text(at(&resources["Trail"], "TrailName"));
    assert!(text(&resources["LogBucketPolicy"]).contains(":trail/trail-${Value1}"), "{name}");
    assert!(
        waits_for(&resources["Trail"], "LogBucketPolicy")
            && waits_for(&resources["LoadBalancer"], "LogBucketPolicy")
    );
}
