//! Readers that come and go with the reads.

use super::{Aurora, Cluster};
use crate::{
    cfn::{
        Attributes, Template,
        types::application_autoscaling::{PredefinedMetric, ScalableTarget, ScalingPolicy, TargetTracking},
    },
    sub,
};

/// The processor of the readers at which more come, in percent.
const CPU: u64 = 60;
/// How long to wait for more readers, in seconds: a new one takes minutes to come up.
const OUT: u16 = 300;
/// How long to wait for fewer.
const IN: u16 = 600;

impl Aurora {
    /// Adds readers beside those of the stack, at the most so many of both. It takes away none but its own.
    pub(super) fn scale(&self, t: &mut Template, cluster: &Cluster, most: u8) {
        let target = ScalableTarget {
            service_namespace: "rds",
            scalable_dimension: "rds:cluster:ReadReplicaCount",
            resource_id: sub!["cluster:", cluster.id.get()],
            min_capacity: self.readers.into(),
            max_capacity: most.into(),
        };
        let why = self
            .step
            .says("readers come and go with the reads: Aurora takes up to 15")
            .must("keep MinCapacity at the number of the stack's own readers");
        let order = cluster.instances.iter().fold(Attributes::from(why), Attributes::after);
        let target = t.add("DatabaseReaderScaling", order, target);
        let policy = ScalingPolicy {
            policy_name: "reader-cpu",
            policy_type: "TargetTrackingScaling",
            scaling_target_id: target.get(),
            target_tracking_scaling_policy_configuration: TargetTracking {
                target_value: CPU,
                predefined_metric_specification: PredefinedMetric {
                    predefined_metric_type: "RDSReaderAverageCPUUtilization",
                },
                scale_in_cooldown: IN,
                scale_out_cooldown: OUT,
            },
        };
        let why = self.step.watches("the readers' processors at a target");
        t.add("DatabaseReaderScalingPolicy", why, policy);
    }
}
