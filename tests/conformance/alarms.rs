//! The metrics that an alarm compares: its own, or those of its `Metrics`.

use serde_json::Value;

use crate::metrics::{Asked, shown};

/// The metrics in an alarm's properties.
pub fn asked(properties: &Value) -> Vec<Asked> {
    let own = properties["MetricName"].is_string().then(|| metric("MetricName".to_owned(), properties));
    let several = properties["Metrics"].as_array().into_iter().flatten().enumerate();
    let several = several.filter(|(_, query)| query["MetricStat"].is_object());
    let several = several.map(|(at, query)| metric(format!("Metrics/{at}"), &query["MetricStat"]["Metric"]));
    own.into_iter().chain(several).collect()
}

fn metric(path: String, metric: &Value) -> Asked {
    let dimensions = metric["Dimensions"].as_array().into_iter().flatten();
    Asked {
        path,
        namespace: shown(&metric["Namespace"]),
        name: shown(&metric["MetricName"]),
        dimensions: dimensions.map(|one| (shown(&one["Name"]), shown(&one["Value"]))).collect(),
        region: None,
    }
}
