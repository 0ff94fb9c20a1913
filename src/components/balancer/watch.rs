//! What a load balancer tells of itself and of the hosts behind it.

use crate::{
    cfn::{
        Id, Template,
        types::{
            cloudwatch::Alarm,
            elbv2::{LoadBalancer, TargetGroup},
        },
    },
    components::{
        alarms::{Alarms, Watch},
        talk::Step,
        tier::Job,
    },
};

/// The namespace of its metrics.
const METRICS: &str = "AWS/ApplicationELB";

/// A load balancer and hosts behind it.
#[derive(Clone, Copy, Debug)]
pub struct Watched<'a> {
    /// What the hosts do.
    pub job: &'a Job,
    /// The load balancer.
    pub balancer: &'a Id<LoadBalancer>,
    /// The hosts.
    pub targets: &'a Id<TargetGroup>,
    /// Who hears of it.
    pub alarms: &'a Alarms,
}

/// Rings when a load balancer answers for hosts that do not. `whose`: what the alarm's sentence begins with.
pub fn refusals(
    t: &mut Template,
    (id, whose, text): (&str, &str, &str),
    step: Step,
    balancer: &Id<LoadBalancer>,
    alarms: &Alarms,
) {
    let watch = errors("HTTPCode_ELB_5XX_Count", balancer);
    alarms.add(t, id, step.watches(text), format!("{whose}: {text}"), watch);
}

fn errors(metric: &'static str, balancer: &Id<LoadBalancer>) -> Watch {
    let watch = Watch::above(METRICS, metric, 10).statistic("Sum").for_periods(3, 60);
    watch.of("LoadBalancer", balancer.full_name()).silence_is_fine()
}

impl Watched<'_> {
    /// Rings when hosts answer with errors, late, or not at all. `patience`: for how many minutes a host may fail its health
    /// check. What rings on errors stops releases.
    pub fn hosts(self, t: &mut Template, step: Step, patience: u8) -> Id<Alarm> {
        let add = |t: &mut Template, what: &str, text: &str, watch: Watch| {
            self.alarms.add(t, &self.job.id(what), step.watches(text), self.describe(text), watch)
        };
        let errors = self.among(errors("HTTPCode_Target_5XX_Count", self.balancer));
        let errors = add(t, "5xxAlarm", "the application answers with errors: look at its log", errors);
        let slow = Watch::above(METRICS, "TargetResponseTime", 1).statistic("p95").for_periods(5, 60);
        let text = if self.job.is_site() {
            "one visitor in twenty waits longer than a second"
        } else {
            "one request in twenty takes longer than a second"
        };
        add(t, "LatencyAlarm", text, self.among(self.of(slow)));
        let down =
            Watch::above(METRICS, "UnHealthyHostCount", 0).statistic("Maximum").for_periods(patience, 60);
        let down = self.of(down.of("TargetGroup", self.targets.full_name()));
        add(t, "UnhealthyAlarm", &format!("{} fails its health check", self.job.host), down);
        errors
    }

    fn describe(self, text: &str) -> String {
        if self.job.is_site() { format!("Site: {text}") } else { self.job.says(text) }
    }

    fn of(self, watch: Watch) -> Watch {
        watch.of("LoadBalancer", self.balancer.full_name()).silence_is_fine()
    }

    /// Only those of these hosts, where others stand behind the same load balancer.
    fn among(self, watch: Watch) -> Watch {
        if self.job.is_site() { watch } else { watch.of("TargetGroup", self.targets.full_name()) }
    }
}
