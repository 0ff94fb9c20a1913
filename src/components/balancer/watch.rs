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

impl Watched<'_> {
    /// Rings when the load balancer answers for hosts that do not.
    pub fn balancer(self, t: &mut Template, id: &str, step: Step) {
        let text = "the load balancer itself refuses visitors: is any web server healthy?";
        let watch = self.errors("HTTPCode_ELB_5XX_Count");
        self.alarms.add(t, id, step.watches(text), format!("Site: {text}"), watch);
    }

    /// Rings when hosts answer with errors, late, or not at all. `patience`: for how many minutes a host may fail its health
    /// check. What rings on errors stops releases.
    pub fn hosts(self, t: &mut Template, step: Step, patience: u8) -> Id<Alarm> {
        let add = |t: &mut Template, what: &str, text: &str, watch: Watch| {
            self.alarms.add(t, &self.job.id(what), step.watches(text), self.describe(text), watch)
        };
        let errors = self.among(self.errors("HTTPCode_Target_5XX_Count"));
        let errors = add(t, "5xxAlarm", "the application answers with errors: look at its log", errors);
        let slow = Watch::above(METRICS, "TargetResponseTime", 1).statistic("p95").for_periods(5, 60);
        let text = if self.is_site() {
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

    /// Behind the site's own load balancer stand the web servers alone.
    fn is_site(self) -> bool {
        self.job.role == "web"
    }

    fn describe(self, text: &str) -> String {
        if self.is_site() { format!("Site: {text}") } else { self.job.says(text) }
    }

    fn of(self, watch: Watch) -> Watch {
        watch.of("LoadBalancer", self.balancer.full_name()).silence_is_fine()
    }

    fn errors(self, metric: &'static str) -> Watch {
        self.of(Watch::above(METRICS, metric, 10).statistic("Sum").for_periods(3, 60))
    }

    /// Only those of these hosts, where others stand behind the same load balancer.
    fn among(self, watch: Watch) -> Watch {
        if self.is_site() { watch } else { watch.of("TargetGroup", self.targets.full_name()) }
    }
}
