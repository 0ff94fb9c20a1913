//! What the review found from a million users on; the letters are the review's.

use serde_json::Value;

use crate::{README, all, at, kind, references::references, stage, stages, text, waits_for};

fn resource(id: &str, name: &str) -> &'static Value {
    let resource = &stage(id)["Resources"][name];
    assert!(resource.is_object(), "{id} has no {name}");
    resource
}

/// The stages with services, and their resources.
fn decoupled() -> impl Iterator<Item = (&'static str, &'static serde_json::Map<String, Value>)> {
    all()
        .iter()
        .filter(|(id, _)| ["1m", "10m", "11m"].contains(id))
        .map(|(id, it)| (*id, stages::resources(it)))
}

/// B1: the proxy has a group of its own, which reaches the database and nothing else; its targets come last.
#[test]
fn the_proxy_reaches_its_database() {
    for (id, resources) in decoupled() {
        let proxy = references(at(&resources["DatabaseProxy"], "VpcSecurityGroupIds"));
        assert!(proxy.iter().all(|it| it.to == "DatabaseProxySecurityGroup"), "{id}");
        let out = at(&resources["DatabaseProxyToDatabase"], "DestinationSecurityGroupId");
        assert_eq!(references(out)[0].to, "DatabaseSecurityGroup", "{id}");
        let way_in = at(&resources["DatabaseFromProxy"], "SourceSecurityGroupId");
        assert_eq!(references(way_in)[0].to, "DatabaseProxySecurityGroup", "{id}");
        let targets = &resources["DatabaseProxyTargets"];
        let before = ["DatabaseClusterInstance1", "DatabaseClusterInstance2", "DatabaseClusterInstance3"];
        assert!(before.iter().all(|it| waits_for(targets, it)), "{id}");
        assert!(
            waits_for(targets, "UsersServiceFleet")
                && waits_for(&resources["WebFleet"], "DatabaseProxyTargets")
        );
    }
}

/// B4: a database is reached by the one that copies from it, and that one may call out.
#[test]
fn databases_can_copy_from_one_another() {
    for (id, resources) in decoupled() {
        for (rule, other) in [
            ("DatabaseToDatabase", "DestinationSecurityGroupId"),
            ("DatabaseFromDatabase", "SourceSecurityGroupId"),
        ] {
            let rule = &resources[rule];
            let groups = [at(rule, "GroupId"), at(rule, other)].map(|it| references(it)[0].to.clone());
            assert_eq!(groups, ["DatabaseSecurityGroup"; 2], "{id}");
            assert_eq!(at(rule, "ToPort"), 5432, "{id}");
        }
        assert_eq!(at(&resources["DatabaseClusterParameters"], "Parameters/rds.logical_replication"), "1");
    }
}

/// B17: readers that scaling made are no part of the stack, so whoever deletes it is told to delete them first.
#[test]
fn the_way_to_delete_tells_of_readers_that_scaling_made() {
    let (_, delete) = README.split_once("**Delete**").unwrap();
    assert!(
        delete.contains("least and most to 0") && delete.contains("application-autoscaling-"),
        "{delete}"
    );
}

/// B21: what a cluster forwards to another needs connections as well.
#[test]
fn the_proxy_leaves_connections() {
    for (id, resources) in decoupled() {
        let share =
            at(&resources["DatabaseProxyTargets"], "ConnectionPoolConfigurationInfo/MaxConnectionsPercent");
        assert!(share.as_u64().unwrap() <= 65, "{id}");
    }
}

/// B10: an account that has few executions refuses to reserve any.
#[test]
fn no_function_reserves_executions() {
    for (id, resources) in decoupled() {
        assert!(resources["PhotoFunction"]["Properties"]["ReservedConcurrentExecutions"].is_null(), "{id}");
        let most = at(&resources["PhotoEvents"], "ScalingConfig/MaximumConcurrency").as_u64().unwrap();
        assert!((2..=10).contains(&most), "{id}");
    }
}

/// STAGES pitfall 39 and the talk's queue: a message is hidden six times as long as its work may take, and none is lost.
#[test]
fn messages_are_hidden_long_enough_and_none_is_lost() {
    for (id, resources) in decoupled() {
        let hidden = at(&resources["PhotoQueue"], "VisibilityTimeout").as_u64().unwrap();
        assert!(hidden >= 6 * at(&resources["PhotoFunction"], "Timeout").as_u64().unwrap(), "{id}");
        let failed = at(&resources["PhotoQueue"], "RedrivePolicy/deadLetterTargetArn");
        assert_eq!(references(failed)[0].to, "PhotoDeadLetterQueue", "{id}");
        let partial = serde_json::json!(["ReportBatchItemFailures"]);
        assert_eq!(*at(&resources["PhotoEvents"], "FunctionResponseTypes"), partial, "{id}");
        assert!(waits_for(&resources["MediaBucket"], "PhotoQueuePolicy"), "{id}");
    }
}

/// B28: what arrived leaves again; what was made of it stays.
#[test]
fn uploads_are_not_kept_twice_for_ever() {
    for (id, resources) in decoupled() {
        let rules = at(&resources["MediaBucket"], "LifecycleConfiguration/Rules").as_array().unwrap();
        let expiring: Vec<_> = rules.iter().filter(|rule| rule["ExpirationInDays"].is_number()).collect();
        assert!(expiring.len() == 1 && expiring[0]["Prefix"] == "incoming/", "{id}: {expiring:?}");
    }
}

/// B15: a sender with a default configuration set needs the right to both.
#[test]
fn whoever_sends_mail_may_use_its_configuration() {
    for (id, resources) in decoupled() {
        for role in ["WebRole", "UsersServiceRole", "ProductsServiceRole", "ForumsServiceRole"] {
            let role = text(&resources[role]);
            assert!(role.contains("ses:SendRawEmail") && role.contains("*@mail.${DomainName}"), "{id}");
            assert!(role.contains(":configuration-set/${MailConfiguration}"), "{id}");
        }
        for record in
            ["MailDkimRecord1", "MailDkimRecord3", "MailSpfRecord", "MailBounceRecord", "MailDmarcRecord"]
        {
            assert!(resources.contains_key(record), "{id}: {record}");
        }
    }
}

/// B27: services may call one another, and know where.
#[test]
fn services_reach_one_another() {
    for (id, resources) in decoupled() {
        assert!(resources.contains_key("InternalLoadBalancerFromApp"), "{id}");
        assert!(text(&resources["UsersServiceLaunchTemplate"]).contains("SERVICES_URL="), "{id}");
    }
}

/// B12: shards change in an update of their own, so no stage changes them; a cluster changes one instance after the other.
#[test]
fn no_step_changes_shards_of_a_cache_or_two_instances_at_once() {
    for step in all().windows(2) {
        let [old, new] = [0, 1].map(|end: usize| &step[end].1["Resources"]["Cache"]);
        if old.is_object() && new.is_object() {
            let changed = |property: &str| at(old, property) != at(new, property);
            assert!(
                !(changed("CacheNodeType") && changed("NumNodeGroups")),
                "{} to {}",
                step[0].0,
                step[1].0
            );
        }
    }
    for (id, resources) in decoupled() {
        for (name, _) in resources.iter().filter(|(_, it)| kind(it) == "AWS::RDS::DBCluster") {
            for number in 2..=3 {
                let before = format!("{name}Instance{}", number - 1);
                assert!(waits_for(&resources[&format!("{name}Instance{number}")], &before), "{id}: {name}");
            }
        }
    }
}

/// B16: what a failed update leaves behind would be billed outside the stack, and block the next try.
#[test]
fn a_failed_creation_leaves_no_bucket_table_or_queue() {
    for (id, resources) in decoupled() {
        for (name, it) in resources.iter().filter(|(_, it)| it["UpdateReplacePolicy"] == "Retain") {
            assert_eq!(it["DeletionPolicy"], "RetainExceptOnCreate", "{id}: {name}");
        }
    }
}

/// B9: the common rules refuse a stage after they counted, and big bodies and a forum's HTML still pass.
#[test]
fn the_common_rules_refuse_a_stage_after_they_counted() {
    let rules = text(resource("1m", "WebAcl"));
    assert!(
        rules.contains(r#""OverrideAction":{"None":{}}"#)
            && !rules.contains(r#""OverrideAction":{"Count":{}}"#)
    );
    for rule in ["SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericRFI_BODY"] {
        assert!(rules.contains(rule), "{rule}");
    }
}

/// The review's first finding on 1m: unless told, a cluster of Aurora for `PostgreSQL` listens on the port of `MySQL`.
#[test]
fn clusters_listen_where_their_doors_are() {
    for (id, resources) in decoupled() {
        for (name, it) in resources.iter().filter(|(_, it)| kind(it) == "AWS::RDS::DBCluster") {
            assert_eq!(at(it, "Port"), at(&resources["DatabaseFromProxy"], "ToPort"), "{id}: {name}");
        }
    }
}

/// CodeDeploy rounds up, and refuses a release that leaves it no host to work on.
#[test]
fn a_release_has_a_host_to_work_on() {
    let mut groups = 0;
    for (id, document) in all() {
        let resources = stages::resources(document);
        for (name, it) in resources.iter().filter(|(_, it)| kind(it) == "AWS::CodeDeploy::DeploymentGroup") {
            let named = |property| references(at(it, property))[0].to.clone();
            let pace = &resources[&named("DeploymentConfigName")];
            let percent = at(pace, "MinimumHealthyHosts/Value").as_u64().unwrap();
            let min: u64 =
                at(&resources[&named("AutoScalingGroups")], "MinSize").as_str().unwrap().parse().unwrap();
            assert!((min * percent).div_ceil(100) < min, "{id}: {name}");
            groups += 1;
        }
    }
    assert!(groups >= 13, "{groups}");
}
