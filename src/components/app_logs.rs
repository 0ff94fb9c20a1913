//! The log of the application on all hosts of a fleet, and the number of errors in it.

use super::{
    alarms::{Alarms, Watch},
    key::DataKey,
    tier::Job,
};
use crate::cfn::{
    Id, Pseudo, Template,
    types::logs::{LogGroup, MetricFilter, MetricTransformation},
};

/// The metric of a tier's errors, in a namespace with the stack's name: a filter cannot give its metric dimensions that are
/// not in the log, and two stacks of an account must not add up.
pub fn errors(job: &Job) -> String {
    job.id("Errors")
}

/// Lines with the word ERROR, as loggers of plain text write it, and JSON lines with a level of error, as loggers in JSON
/// do, with and without a blank. Terms rather than a JSON pattern: that one sees no plain text, and with two filters a
/// line that matches both would count twice.
const PATTERN: &str = r#"?ERROR ?"\"level\":\"error\"" ?"\"level\": \"error\"""#;

/// Builds the log group, to which the hosts' agent writes, the count of errors and its alarm.
pub fn build(t: &mut Template, job: &Job, alarms: &Alarms, key: &DataKey) -> Id<LogGroup> {
    let why = job
        .fleet
        .says("the logs of all hosts in one place, kept for 30 days; a host that goes leaves its own behind");
    let group = t.add(&job.id("LogGroup"), why, LogGroup { retention_in_days: 30, kms_key_id: key.arn() });
    let why = job.fleet.says("counts the errors in the log, as a metric to draw and to be warned by");
    t.add(&job.id("ErrorFilter"), why, filter(&group, job));
    let text = "more than 50 errors a minute in the log, for three minutes: was there a release?";
    let watch = Watch::above(Pseudo::StackName, errors(job), 50).statistic("Sum").for_periods(3, 60);
    let why = job.fleet.watches(text);
    alarms.add(t, &job.id("ErrorAlarm"), why, job.says(text), watch.silence_is_fine());
    group
}

fn filter(group: &Id<LogGroup>, job: &Job) -> MetricFilter {
    let errors = MetricTransformation {
        metric_namespace: Pseudo::StackName.into(),
        metric_name: errors(job),
        metric_value: "1",
        default_value: 0,
    };
    MetricFilter {
        log_group_name: group.get(),
        filter_pattern: PATTERN,
        metric_transformations: vec![errors],
    }
}
