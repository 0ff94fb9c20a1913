//! What a pre-deploy review found, so that it does not come back; the letters are the review's.

use serde_json::{Map, Value};

use crate::{all, kind, registry, stack_policy::guards, stage, stages, text};

#[test]
fn data_has_both_policies_and_no_physical_name() {
    for (stage, document) in all() {
        for (id, resource) in
            stages::resources(document).iter().filter(|(_, resource)| registry::stateful(kind(resource)))
        {
            assert!(resource["DeletionPolicy"].is_string(), "{stage}: {id}");
            assert!(resource["UpdateReplacePolicy"].is_string(), "{stage}: {id}");
            for name in ["Name", "DBInstanceIdentifier", "BucketName", "LogGroupName"] {
                assert!(resource["Properties"][name].is_null(), "{stage}: {id}.{name}");
            }
        }
    }
}

/// A14: an orphan of a failed creation would block the next attempt.
#[test]
fn retained_resources_do_not_outlive_a_failed_creation() {
    for (stage, document) in all() {
        assert!(!text(document).contains(r#""DeletionPolicy":"Retain""#), "{stage}");
    }
}

/// A4, A16 and A17 and others are read in the scripts' goldens; this is what a later edit could undo unseen.
#[test]
fn boots_prove_what_they_promise() {
    let boots: Vec<_> =
        all().iter().flat_map(|(id, document)| boots(id, stages::resources(document))).collect();
    for (name, script) in &boots {
        let promises = ["trap signal EXIT", "cfn-signal", "set -Eeuo pipefail", "select 1", "CWAgent"];
        for promise in promises {
            assert!(script.contains(promise), "{name}: {promise}");
        }
        assert!(longest(script) <= USER_DATA, "{name}: {} bytes of user data", longest(script));
    }
    for (name, script) in boots.iter().filter(|(name, _)| name.contains("DataHost")) {
        for promise in [
            "--auth-host=scram-sha-256",
            "blkid",
            "RequiresMountsFor=/var/lib/pgsql",
            "xfs_growfs",
            "hostssl",
            "REPLICATION",
        ] {
            assert!(script.contains(promise), "{name}: {promise}");
        }
    }
    for (name, script) in boots.iter().filter(|(_, script)| script.contains("certbot certonly")) {
        for promise in [
            "--dns-route53",
            "www.",
            "get-secret-value",
            "put-secret-value",
            "client_max_body_size 50m",
            "OnUnitInactiveSec=15min",
        ] {
            assert!(script.contains(promise), "{name}: {promise}");
        }
    }
}

/// What EC2 takes as user data, in bytes.
pub const USER_DATA: usize = 16_384;

/// How long a script may become once CloudFormation has put every value in.
pub fn longest(script: &str) -> usize {
    let parts = script.split("${").enumerate().map(|(index, part)| match part.split_once('}') {
        _ if index == 0 => part.len(),
        Some((name, rest)) if !part.starts_with('!') => long(name) + rest.len(),
        _ => "${".len() + part.len() - 1,
    });
    parts.sum()
}

/// How long a value may be: what AWS makes of a stack's name of 40 letters in the region with the longest name.
fn long(name: &str) -> usize {
    match name {
        "AWS::StackName" => 40,
        "AWS::Region" => 14,
        "AWS::URLSuffix" => 16,
        "AppBundle" => 250,
        _ if name.ends_with("Secret") => 105,
        _ if name.contains("Endpoint") || name.contains("EndPoint") || name.ends_with("DNSName") => 115,
        _ if name.ends_with("TargetGroup") || name.ends_with("Topic") || name.ends_with("Queue") => 130,
        _ if name.ends_with("Bucket") => 63,
        _ => 90,
    }
}

/// The boot scripts of a stage, under their names.
pub fn boots(stage: &str, resources: &Map<String, Value>) -> Vec<(String, String)> {
    let templates = resources.iter().filter(|(_, resource)| kind(resource) == "AWS::EC2::LaunchTemplate");
    let boots: Vec<_> = templates
        .map(|(id, resource)| {
            let sub = &resource["Properties"]["LaunchTemplateData"]["UserData"]["Fn::Base64"]["Fn::Sub"];
            (format!("{stage} {id}"), sub.as_str().or(sub[0].as_str()).unwrap().to_owned())
        })
        .collect();
    assert!(!boots.is_empty(), "{stage} boots nothing");
    boots
}

/// A5: the name moves to the load balancer once that one answers.
#[test]
fn names_move_after_the_listener() {
    for id in ["SiteRecord", "WwwRecord"] {
        assert_eq!(stage("1k")["Resources"][id]["DependsOn"], "HttpsListener");
    }
}

/// A7 and A16: parameters reach the running host; at ten users it gives the site up after the address has moved.
#[test]
fn releases_reach_the_data_host() {
    let release = |id| &stages::resources(stage(id))["DataHostRelease"];
    let command = text(&release("1")["Properties"]["Parameters"]["commands"]);
    assert!(
        command.contains("${AppBundle}") && command.contains(r#"["HasDomain",{"Ref":"DomainName"},""]"#),
        "{command}"
    );
    assert_eq!(release("10")["DependsOn"], "SiteAddress");
}

/// A25: the stack policy guards whatever holds data but logs, and what addresses and disks hang on.
#[test]
fn the_stack_policy_guards_all_data() {
    for (stage, document) in all() {
        for (id, resource) in stages::resources(document) {
            let kind = kind(resource);
            let must = registry::stateful(kind) && kind != "AWS::Logs::LogGroup";
            assert!(!must || guards(id, kind), "{stage}: {id}");
        }
    }
    assert!(guards("DataHost", "AWS::EC2::Instance"));
    assert!(["SiteAddress", "NatAddressA"].iter().all(|id| guards(id, "AWS::EC2::EIP")));
}
