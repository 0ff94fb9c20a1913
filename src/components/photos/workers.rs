//! The talk's other form: hosts that read the queue, as many as the backlog needs.

use super::{
    Queues,
    function::{may_receive, may_work},
};
use crate::{
    cfn::{
        Id, Template,
        types::{
            autoscaling::{
                AutoScalingGroup, CustomizedMetric, ScalingPolicy, TargetTracking, TargetTrackingMetric,
                TrackedMetric,
            },
            cloudwatch::{Dimension, Metric},
            s3::Bucket,
        },
    },
    components::{
        alarms::Alarms,
        app::Surroundings,
        app_logs,
        firewall::Purpose,
        fleet::{self, Fleet},
        identity::Identity,
        key::DataKey,
        network::{self, Places},
        talk::MILLION,
        tier::{HostType, Job, Member, Site, Tier},
    },
};

/// Messages per host that are aimed at: at a second a photo they are done in two minutes.
const BACKLOG: u64 = 100;

const PURPOSE: Purpose = Purpose {
    id: "PhotoWorkerSecurityGroup",
    step: MILLION,
    why: "the hosts that work on uploads; nobody calls them",
    description: "Photo workers",
    calls_out: true,
};

/// How many hosts, and of which type.
#[derive(Clone, Debug)]
pub struct Workers {
    /// Their type.
    pub host: HostType,
    /// Their bounds.
    pub fleet: Fleet,
}

/// Workers that are there.
#[derive(Debug)]
pub struct Working {
    /// What they have in common.
    pub tier: Tier,
    /// The fleet.
    pub fleet: Id<AutoScalingGroup>,
    /// Hosts at the least.
    pub min: u16,
}

/// What they stand in and work on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Parameters and conditions.
    pub identity: &'a Identity,
    /// The network.
    pub network: &'a network::Built,
    /// Where they stand.
    pub places: &'a Places,
    /// Where uploads wait.
    pub queues: &'a Queues,
    /// Where they lie.
    pub media: &'a Id<Bucket>,
    /// The key of bucket and log.
    pub key: &'a DataKey,
    /// Who hears of their trouble.
    pub alarms: &'a Alarms,
    /// What every host of the stack finds: where releases lie.
    pub releases: &'a Surroundings,
}

impl Workers {
    /// Builds log, hosts and scaling.
    pub fn build(&self, t: &mut Template, ground: Ground<'_>) -> Working {
        let job = Job::photo_worker();
        let group = PURPOSE.build(t, ground.network);
        let log = app_logs::build(t, &job, ground.alarms, ground.key);
        let surroundings = surroundings(ground);
        let site = Site {
            identity: ground.identity,
            surroundings: &surroundings,
            login: None,
            administrator: None,
            databases: None,
            tls: None,
            fleet: Some(Member { log: log.get().into(), targets: None }),
        };
        let tier = Tier::build(t, job, group, self.host.clone(), &site);
        let fleet = self
            .fleet
            .build(t, fleet::Ground { tier: &tier, places: ground.places, behind: None, after: &[] });
        scale(t, &fleet, ground.queues);
        Working { tier, fleet, min: self.fleet.min }
    }
}

fn surroundings(ground: Ground<'_>) -> Surroundings {
    let mut surroundings = ground.releases.clone();
    surroundings.tell("MEDIA_BUCKET", ground.media.get());
    surroundings.tell("PHOTO_QUEUE_URL", ground.queues.photos.get());
    surroundings.allow(may_receive(ground.queues));
    surroundings.allow_all(may_work(ground.media, ground.key));
    surroundings
}

/// The backlog of each host at a target: the queue alone says nothing of how much its hosts can do.
fn scale(t: &mut Template, fleet: &Id<AutoScalingGroup>, queues: &Queues) {
    let waiting = Metric {
        namespace: "AWS/SQS".into(),
        metric_name: "ApproximateNumberOfMessagesVisible".into(),
        dimensions: vec![Dimension { name: "QueueName", value: queues.photos.queue_name() }],
    };
    let hosts = Metric {
        namespace: "AWS/AutoScaling".into(),
        metric_name: "GroupInServiceInstances".into(),
        dimensions: vec![Dimension { name: "AutoScalingGroupName", value: fleet.get().into() }],
    };
    let metric = CustomizedMetric::math(vec![
        TargetTrackingMetric::read("waiting", waiting, "Sum"),
        TargetTrackingMetric::read("hosts", hosts, "Average"),
        TargetTrackingMetric::result("backlog", "waiting / IF(hosts > 0, hosts, 1)", "messages per host"),
    ]);
    let tracking = TargetTracking::of(TrackedMetric::Customized(metric), BACKLOG);
    let policy = ScalingPolicy::tracking(fleet, tracking, fleet::WARM_UP);
    t.add("PhotoWorkerScalingBacklog", MILLION.watches("hosts by the backlog of each"), policy);
}
