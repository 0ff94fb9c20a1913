//! Alarms, and the topic that carries them to people.

use std::borrow::Cow;

use serde_json::Number;

use super::{identity::Identity, talk::ONE};
use crate::cfn::{
    Attributes, Id, Ref, Template, Val,
    types::{
        cloudwatch::{Alarm, Dimension, Metric, MetricQuery, MetricStat},
        sns::{Subscription, Topic},
        tag::Tag,
    },
};

/// Where alarms go.
#[derive(Clone, Debug)]
pub struct Alarms(Id<Topic>);

/// What an alarm watches, and when it rings.
#[derive(Clone, Debug)]
pub struct Watch {
    namespace: Val,
    metric: Cow<'static, str>,
    dimensions: Vec<Dimension>,
    statistic: &'static str,
    comparison: &'static str,
    threshold: Number,
    period: u32,
    periods: u8,
    missing: Option<&'static str>,
    also: Option<Val>,
}

impl Watch {
    /// Rings when the metric's average over 5 minutes is above `threshold` three times in a row.
    pub fn above(namespace: impl Into<Val>, metric: impl Into<Cow<'static, str>>, threshold: u64) -> Self {
        Self {
            namespace: namespace.into(),
            metric: metric.into(),
            dimensions: Vec::new(),
            statistic: "Average",
            comparison: "GreaterThanThreshold",
            threshold: threshold.into(),
            period: 300,
            periods: 3,
            missing: None,
            also: None,
        }
    }

    /// As [`Self::above`], for a threshold of so many parts of `whole`.
    pub fn above_fraction(namespace: &'static str, metric: &'static str, parts: u32, whole: u32) -> Self {
        let threshold = Number::from_f64(f64::from(parts) / f64::from(whole));
        Self { threshold: threshold.unwrap_or(0.into()), ..Self::above(namespace, metric, 0) }
    }

    /// Rings when the metric falls below `threshold`.
    pub fn below(namespace: impl Into<Val>, metric: impl Into<Cow<'static, str>>, threshold: u64) -> Self {
        Self { comparison: "LessThanThreshold", ..Self::above(namespace, metric, threshold) }
    }

    /// Narrows the metric to one thing.
    #[must_use]
    pub fn of(mut self, name: &'static str, value: impl Into<Val>) -> Self {
        self.dimensions.push(Dimension { name, value: value.into() });
        self
    }

    /// Takes another statistic: `Sum`, `Maximum`, or a percentile such as `p95`.
    #[must_use]
    pub fn statistic(mut self, statistic: &'static str) -> Self {
        self.statistic = statistic;
        self
    }

    /// Rings after `periods` periods of `seconds` each.
    #[must_use]
    pub fn for_periods(mut self, periods: u8, seconds: u32) -> Self {
        (self.periods, self.period) = (periods, seconds);
        self
    }

    /// Silence is fine: the metric is only there when something happens.
    #[must_use]
    pub fn silence_is_fine(mut self) -> Self {
        self.missing = Some("notBreaching");
        self
    }

    /// Silence is trouble: the metric comes whenever all is well.
    #[must_use]
    pub fn silence_is_trouble(mut self) -> Self {
        self.missing = Some("breaching");
        self
    }

    /// The metric as one of several that an alarm compares.
    fn query(self, number: usize) -> MetricQuery {
        let metric =
            Metric { namespace: self.namespace, metric_name: self.metric, dimensions: self.dimensions };
        let metric_stat = Some(MetricStat { metric, period: self.period, stat: self.statistic });
        MetricQuery {
            id: format!("m{number}"),
            expression: None,
            label: None,
            metric_stat,
            return_data: false,
        }
    }

    /// Does something about it as well.
    #[must_use]
    pub fn and_then(mut self, action: Val) -> Self {
        self.also = Some(action);
        self
    }
}

/// The worst of the metrics, which an alarm compares.
fn worst() -> MetricQuery {
    MetricQuery {
        id: "worst".to_owned(),
        expression: Some("MAX(METRICS())".to_owned()),
        label: Some("worst"),
        metric_stat: None,
        return_data: true,
    }
}

impl Alarms {
    /// The topic, and the mailbox where one was given.
    pub fn build(t: &mut Template, identity: &Identity) -> Self {
        t.section("Alarms and budget");
        let why = ONE.needs("every alarm goes here; add a pager or a chat later without touching an alarm");
        let topic = t.add("AlarmTopic", why, Topic { tags: vec![Tag::name("alarms")] });
        let why = Attributes::from(ONE.needs("alarms reach a person")).when(&identity.has_mail);
        let endpoint = identity.mail.get();
        t.add("AlarmSubscription", why, Subscription { topic_arn: topic.get(), protocol: "email", endpoint });
        Self(topic)
    }

    /// Adds an alarm that rings when the worst of up to ten like things does. Their watches differ in dimensions only.
    pub fn add_worst(
        &self,
        t: &mut Template,
        id: &str,
        why: Attributes,
        description: impl Into<String>,
        watches: impl IntoIterator<Item = Watch>,
    ) {
        let mut watches = watches.into_iter().peekable();
        let Some(first) = watches.peek().cloned() else { return };
        let mut metrics: Vec<_> = watches.enumerate().map(|(index, watch)| watch.query(index + 1)).collect();
        metrics.push(worst());
        let alarm = Alarm { metrics, ..self.alarm(description.into(), first) };
        t.add(id, why, alarm);
    }

    /// Adds an alarm. Its description says what to do.
    pub fn add(
        &self,
        t: &mut Template,
        id: &str,
        why: Attributes,
        description: impl Into<String>,
        watch: Watch,
    ) -> Id<Alarm> {
        let percentile = watch.statistic.starts_with('p');
        let alarm = Alarm {
            namespace: Some(watch.namespace.clone()),
            metric_name: Some(watch.metric.clone()),
            dimensions: watch.dimensions.clone(),
            statistic: (!percentile).then_some(watch.statistic),
            extended_statistic: percentile.then_some(watch.statistic),
            period: Some(watch.period),
            ..self.alarm(description.into(), watch)
        };
        t.add(id, why, alarm)
    }

    /// When it rings, and who hears of it.
    fn alarm(&self, alarm_description: String, watch: Watch) -> Alarm {
        let topic = || Val::from(Ref::clone(&self.0.get()));
        Alarm {
            alarm_description,
            namespace: None,
            metric_name: None,
            dimensions: Vec::new(),
            statistic: None,
            extended_statistic: None,
            period: None,
            metrics: Vec::new(),
            evaluation_periods: watch.periods,
            threshold: watch.threshold,
            comparison_operator: watch.comparison,
            treat_missing_data: watch.missing,
            alarm_actions: [topic()].into_iter().chain(watch.also).collect(),
            ok_actions: vec![topic()],
        }
    }
}
