//! Amazon CloudWatch.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Number;

use crate::cfn::{Resource, Val};

/// `AWS::CloudWatch::Alarm`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Alarm {
    pub alarm_description: String,
    pub namespace: Option<Val>,
    pub metric_name: Option<Cow<'static, str>>,
    pub dimensions: Vec<Dimension>,
    pub statistic: Option<&'static str>,
    pub extended_statistic: Option<&'static str>,
    pub period: Option<u32>,
    pub metrics: Vec<MetricQuery>,
    pub evaluation_periods: u8,
    pub threshold: Number,
    pub comparison_operator: &'static str,
    pub treat_missing_data: Option<&'static str>,
    pub alarm_actions: Vec<Val>,
    #[serde(rename = "OKActions")]
    pub ok_actions: Vec<Val>,
}

impl Resource for Alarm {
    const TYPE: &'static str = "AWS::CloudWatch::Alarm";
}

/// `AWS::CloudWatch::Dashboard`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Dashboard {
    pub dashboard_body: Val,
}

impl Resource for Dashboard {
    const TYPE: &'static str = "AWS::CloudWatch::Dashboard";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MetricQuery {
    pub id: String,
    pub expression: Option<String>,
    pub label: Option<&'static str>,
    pub metric_stat: Option<MetricStat>,
    pub return_data: bool,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MetricStat {
    pub metric: Metric,
    pub period: u32,
    pub stat: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Metric {
    pub namespace: Val,
    pub metric_name: Cow<'static, str>,
    pub dimensions: Vec<Dimension>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Dimension {
    pub name: &'static str,
    pub value: Val,
}
