//! Which metrics there are, and the sets of dimensions under which each is published: `facts/metrics.tsv`, and what it lacks.

/// A metric and a set of dimensions that the facts lack, and how we know of it.
pub struct ByHand {
    pub namespace: &'static str,
    pub metric: &'static str,
    pub set: &'static str,
    pub source: &'static str,
}

/// What the guides call the dimensions of a cluster's writer or of its readers.
const ROLES: &str =
    "Aurora user guide, dimensions for Aurora metrics: DBClusterIdentifier with Role WRITER or READER";

/// As the guide of `OpenSearch` names them; the facts know no namespace of it.
const SEARCH: &str = "OpenSearch Service developer guide, cluster metrics: DomainName and ClientId";

pub const BY_HAND: [ByHand; 11] = [
    ByHand {
        namespace: "AWS/RDS",
        metric: "AuroraGlobalDBReplicationLag",
        set: "DBClusterIdentifier",
        source: "Aurora user guide, cluster-level metrics of a secondary cluster",
    },
    ByHand { namespace: "AWS/ES", metric: "ClusterStatus.red", set: "DomainName,ClientId", source: SEARCH },
    ByHand { namespace: "AWS/ES", metric: "FreeStorageSpace", set: "DomainName,ClientId", source: SEARCH },
    ByHand { namespace: "AWS/RDS", metric: "CPUUtilization", set: "DBClusterIdentifier,Role", source: ROLES },
    ByHand {
        namespace: "AWS/RDS",
        metric: "DatabaseConnections",
        set: "DBClusterIdentifier,Role",
        source: ROLES,
    },
    ByHand { namespace: "AWS/RDS", metric: "FreeableMemory", set: "DBClusterIdentifier,Role", source: ROLES },
    ByHand {
        namespace: "AWS/RDS",
        metric: "AuroraReplicaLagMaximum",
        set: "DBClusterIdentifier",
        source: "Aurora user guide, cluster-level metrics; the facts list what RDS publishes",
    },
    ByHand {
        namespace: "AWS/RDS",
        metric: "ReplicaLag",
        set: "DBInstanceIdentifier",
        source: "RDS user guide, instance-level metrics: read replicas have it; the facts list what every instance has",
    },
    ByHand {
        namespace: "CWAgent",
        metric: "disk_used_percent",
        set: "InstanceId,fstype,path",
        source: "our agents' configuration: path and fstype of their own, the device dropped, InstanceId appended",
    },
    ByHand {
        namespace: "CWAgent",
        metric: "disk_used_percent",
        set: "AutoScalingGroupName",
        source: "the fleet's agent configuration: aggregation_dimensions",
    },
    ByHand {
        namespace: "CWAgent",
        metric: "mem_used_percent",
        set: "AutoScalingGroupName",
        source: "the fleet's agent configuration: aggregation_dimensions",
    },
];

/// The namespaces of the facts.
pub fn namespaces() -> impl Iterator<Item = &'static str> {
    rows().map(|[namespace, ..]| namespace)
}

/// The sets of a metric, such as `DistributionId,Region=Global`, or `-` for none; nothing where there is no such metric.
pub fn sets(namespace: &str, name: &str) -> Vec<&'static str> {
    let known = rows().filter(|[of, metric, _]| *of == namespace && *metric == name);
    let by_hand = BY_HAND.iter().filter(|by_hand| by_hand.namespace == namespace && by_hand.metric == name);
    known.flat_map(|[.., sets]| sets.split(' ')).chain(by_hand.map(|by_hand| by_hand.set)).collect()
}

fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = include_str!("../../facts/metrics.tsv").lines().skip(2);
    lines.map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().expect("namespace, metric, sets of dimensions"))
    })
}
