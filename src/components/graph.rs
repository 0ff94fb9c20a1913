//! A graph of who knows whom: Amazon Neptune, as big as its questions.

use super::{
    alarms::{Alarms, Watch},
    app::{Neighbour, Surroundings},
    firewall::{Group, Purpose},
    key::DataKey,
    names,
    network::{self, Places},
    protection::Protection,
    talk::TEN_MILLION,
};
use crate::{
    cfn::{
        Attributes, Id, Template,
        types::{
            neptune::{DbCluster, DbInstance, DbSubnetGroup, ServerlessScaling},
            policy::Statement,
        },
    },
    sub,
};

/// Neptune's port.
const PORT: u16 = 8182;

const PURPOSE: Purpose = Purpose {
    id: "GraphSecurityGroup",
    step: TEN_MILLION,
    why: "the graph database; it never calls out",
    description: "Graph database",
    calls_out: false,
};

/// Builds the cluster and two instances; the application learns where it is and may ask and change.
pub fn build(
    t: &mut Template,
    network: &network::Built,
    places: &Places,
    (key, protection): (&DataKey, Protection),
    alarms: &Alarms,
    surroundings: &mut Surroundings,
) {
    t.section("Graph");
    let group = PURPOSE.build(t, network);
    let subnets = DbSubnetGroup { db_subnet_group_description: "Data subnets", subnet_ids: places.subnets() };
    let subnets = t.add("GraphSubnetGroup", TEN_MILLION.needs("where the graph may stand"), subnets);
    let why = TEN_MILLION
        .says("data that is a graph, in a graph database")
        .must("keep DBSubnetGroupName, StorageEncrypted and KmsKeyId: a change replaces the cluster");
    let cluster = t.add("GraphCluster", why, cluster(&subnets, &group, key, protection));
    let writer = t.add(
        "GraphInstance1",
        TEN_MILLION.needs("answers, and grows with the questions"),
        instance(&cluster),
    );
    let why = TEN_MILLION.needs("takes over in another zone");
    t.add("GraphInstance2", Attributes::from(why).after(&writer), instance(&cluster));
    watch(t, &cluster, alarms);
    surroundings.tell("GRAPH_ENDPOINT", cluster.endpoint());
    surroundings.tell("GRAPH_READER_ENDPOINT", cluster.read_endpoint());
    surroundings.allow(may_ask(&cluster));
    let (step, does) = (TEN_MILLION, "asks the graph");
    surroundings.meet(Neighbour { name: "Graph", group, port: PORT, step, does });
}

fn cluster(subnets: &Id<DbSubnetGroup>, group: &Group, key: &DataKey, protection: Protection) -> DbCluster {
    DbCluster {
        storage_encrypted: true,
        kms_key_id: key.arn(),
        iam_auth_enabled: true,
        backup_retention_period: 14,
        deletion_protection: protection.is_on(),
        db_subnet_group_name: subnets.get(),
        vpc_security_group_ids: vec![group.id()],
        serverless_scaling_configuration: ServerlessScaling { min_capacity: 1, max_capacity: 32 },
        enable_cloudwatch_logs_exports: vec!["audit"],
        copy_tags_to_snapshot: true,
    }
}

fn instance(cluster: &Id<DbCluster>) -> DbInstance {
    DbInstance {
        db_cluster_identifier: cluster.get(),
        db_instance_class: "db.serverless".to_owned(),
        auto_minor_version_upgrade: true,
    }
}

fn may_ask(cluster: &Id<DbCluster>) -> Statement {
    let data = names::arn("neptune-db", sub![cluster.resource_id(), "/*"]);
    let actions = [
        "neptune-db:connect",
        "neptune-db:ReadDataViaQuery",
        "neptune-db:WriteDataViaQuery",
        "neptune-db:DeleteDataViaQuery",
        "neptune-db:GetEngineStatus",
    ];
    Statement::allow(actions, [data])
}

fn watch(t: &mut Template, cluster: &Id<DbCluster>, alarms: &Alarms) {
    let text = "the graph is busy for 15 minutes: raise its MaxCapacity";
    let watch = Watch::above("AWS/Neptune", "CPUUtilization", 80).of("DBClusterIdentifier", cluster.get());
    alarms.add(t, "GraphCpuAlarm", TEN_MILLION.watches(text), format!("Graph: {text}"), watch);
}
