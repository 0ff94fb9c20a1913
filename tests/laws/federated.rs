//! What the review found of federation, shards and tables; the letters are the review's.

use scalegen::app::App;
use serde_json::{Map, Value};

use crate::{
    all, at, kind,
    references::{Reference, references},
    registry, stage, stages, text,
};

/// What holds data that hosts, functions or services of the stack must be able to use.
const USED: [&str; 8] = [
    "AWS::DynamoDB::GlobalTable",
    "AWS::Kinesis::Stream",
    "AWS::Neptune::DBCluster",
    "AWS::OpenSearchService::Domain",
    "AWS::RedshiftServerless::Workgroup",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::StepFunctions::StateMachine",
];

fn every_part() -> Value {
    let variants = stages::variants();
    let (_, template) = variants.iter().find(|(name, _)| name == "every-part").unwrap();
    stages::document(template, false)
}

/// Roles and the policies of their own.
fn rights(resources: &Map<String, Value>) -> Vec<String> {
    let rights = resources.values().filter(|it| kind(it).starts_with("AWS::IAM::"));
    rights.flat_map(references).map(|it| it.to).collect()
}

/// B13: nothing is there that no role may use. Logs are written by AWS's own services; of what failed a person reads.
#[test]
fn nothing_is_emitted_that_no_role_may_use() {
    let every_part = every_part();
    let stages = all().iter().map(|(id, document)| (*id, document)).chain([("every part", &every_part)]);
    for (id, document) in stages {
        let resources = stages::resources(document);
        let used = rights(resources);
        for (name, _) in resources.iter().filter(|(_, it)| USED.contains(&kind(it))) {
            let known = ["LogBucket", "PhotoDeadLetterQueue"].contains(&name.as_str());
            assert!(known || used.contains(name), "{id}: no role may use {name}");
        }
    }
}

/// B14: services reach the warehouse, and it reaches S3, by a way that its subnets have.
#[test]
fn the_warehouse_is_reached_and_loads() {
    let every_part = every_part();
    let resources = stages::resources(&every_part);
    assert_eq!(at(&resources["WarehouseFromApp"], "ToPort"), 5439);
    assert_eq!(at(&resources["WarehouseToS3"], "ToPort"), 443);
    assert!(text(&resources["DataS3Endpoint"]).contains("DataRouteTable"));
    assert!(at(&resources["Warehouse"], "MaxCapacity").is_number());
    assert!(text(&resources["UsersServiceRole"]).contains("redshift-serverless:GetCredentials"));
    assert!(text(&resources["UsersServiceRole"]).contains("neptune-db:connect"));
}

/// B25: each database has a login of its own for the application and one for the administrator, and no two share any.
#[test]
fn no_two_databases_share_a_login() {
    for id in ["10m", "11m"] {
        let resources = stages::resources(stage(id));
        let clusters = resources.iter().filter(|(_, it)| kind(it) == "AWS::RDS::DBCluster");
        let mut passwords: Vec<_> = clusters.map(|(_, it)| text(at(it, "MasterUserPassword"))).collect();
        passwords.sort();
        let count = passwords.len();
        passwords.dedup();
        assert!(count == 5 && passwords.len() == count, "{id}");
        let told = resources
            .iter()
            .filter(|(name, it)| kind(it) == "AWS::SSM::Parameter" && name.ends_with("Endpoint"));
        let logins: Vec<_> = told
            .map(|(_, it)| {
                let named = references(at(it, "Value")).into_iter().map(|it| it.to);
                named
                    .filter(|to| to.ends_with("Secret") && !to.ends_with("MasterSecret"))
                    .collect::<Vec<_>>()
                    .concat()
            })
            .collect();
        assert!(
            logins.len() == 5 && logins.iter().all(|it| it.matches("Secret").count() == 1),
            "{id}: {logins:?}"
        );
    }
}

/// B18: a cluster that will span regions does not part from the other by itself.
#[test]
fn clusters_that_will_span_regions_keep_their_version() {
    let minor = |id: &str| at(&stage(id)["Resources"]["DatabaseClusterInstance1"], "AutoMinorVersionUpgrade");
    assert_eq!((minor("1m"), minor("10m"), minor("11m")), (&true.into(), &false.into(), &false.into()));
}

/// Hosts make the logins of their databases: they boot once these answer and are told.
#[test]
fn hosts_wait_for_the_databases_of_their_service() {
    for id in ["10m", "11m"] {
        let resources = stages::resources(stage(id));
        let order = |fleet: &str| text(&resources[fleet]["DependsOn"]);
        for shard in 1..=3 {
            assert!(order("UsersServiceFleet").contains(&format!("UsersShard{shard}Endpoint")), "{id}");
        }
        assert!(order("ProductsServiceFleet").contains("ProductsDatabaseEndpoint"), "{id}");
        assert!(text(&resources["UsersShard2Endpoint"]["DependsOn"]).contains("UsersShard2ClusterInstance1"));
    }
}

/// By how many characters a reference grows when it becomes an ARN: a secret's has its logical ID and 70 more, others have some
/// 120. What CloudFormation itself provides is no longer than its name.
fn growth(it: &Reference) -> usize {
    match it.to.as_str() {
        to if to.starts_with("AWS::") => 0,
        to if to.ends_with("Secret") => 70,
        _ => 90,
    }
}

/// A role's own policies have 10,240 characters; blanks do not count.
#[test]
fn roles_have_room_for_their_policies() {
    let keyed = || App { customer_key: true, ..App::default() };
    let many = |shards, services| {
        let keyed = stages::with_app("10m", shards, services, keyed());
        keyed.map(|template| (format!("{shards} shards under a key"), template))
    };
    let sixteen = ("16 shards".to_owned(), stages::with("11m", 16, 3).unwrap());
    let most = (16..=64).rev().find_map(|shards| many(shards, 1).ok());
    let more = stages::variants().into_iter().chain([sixteen, many(16, 3).unwrap(), most.unwrap()]);
    let more: Vec<_> = more.map(|(id, template)| (id, stages::document(&template, false))).collect();
    let more = more.iter().map(|(id, document)| (id.as_str(), document));
    for (id, document) in all().iter().map(|(id, document)| (*id, document)).chain(more) {
        for (name, role) in stages::resources(document).iter().filter(|(_, it)| kind(it) == "AWS::IAM::Role")
        {
            let policies = &role["Properties"]["Policies"];
            let longest = text(policies).len() + references(policies).iter().map(growth).sum::<usize>();
            assert!(longest <= 10_240, "{id}: {name}: {longest}");
        }
    }
}

/// The stack policy guards whatever holds data, in every part that can be had.
#[test]
fn every_part_with_data_is_guarded() {
    for (name, it) in stages::resources(&every_part()) {
        let must = registry::stateful(kind(it)) && kind(it) != "AWS::Logs::LogGroup";
        assert!(!must || crate::stack_policy::guards(name, kind(it)), "{name}");
    }
}
