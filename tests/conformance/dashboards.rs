//! The metrics that a dashboard draws: in rows of texts, where `.` repeats what stands above and `...` all of it, and in search
//! expressions.

use serde_json::Value;

use crate::metrics::Asked;

/// The metrics in a dashboard's properties.
///
/// # Panics
/// When the body is not JSON, or has what this reader does not know: no check would look at it.
pub fn asked(properties: &Value) -> Vec<Asked> {
    let body = &properties["DashboardBody"];
    let body = body.as_str().or(body["Fn::Sub"].as_str()).or(body["Fn::Sub"][0].as_str());
    let body: Value =
        serde_json::from_str(&named(body.expect("a body"))).expect("a dashboard's body is JSON");
    let widgets = body["widgets"].as_array().expect("widgets").iter().enumerate();
    widgets.flat_map(|(at, widget)| of_widget(at, widget)).collect()
}

/// The text with each `${Name}` replaced by its name.
fn named(text: &str) -> String {
    let mut parts = text.split("${");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + &part.replacen('}', "", 1))
}

fn of_widget(at: usize, widget: &Value) -> Vec<Asked> {
    let properties = &widget["properties"];
    let region = properties["region"].as_str().filter(|region| *region != "AWS::Region").map(str::to_owned);
    let (mut found, mut above) = (Vec::new(), Vec::new());
    for (row, metric) in properties["metrics"].as_array().into_iter().flatten().enumerate() {
        let path = format!("widgets/{at}/metrics/{row}");
        let cells = metric.as_array().expect("a metric is a list");
        let texts: Vec<_> = cells.iter().filter_map(Value::as_str).collect();
        if let Some(expression) = cells[0]["expression"].as_str() {
            found.push(searched(path, expression, region.clone()));
        } else {
            above = full(&texts, &above);
            found.push(listed(path, &above, region.clone()));
        }
    }
    found
}

/// A row with what it repeats.
fn full(texts: &[&str], above: &[String]) -> Vec<String> {
    if texts == ["..."] {
        return above.to_vec();
    }
    let cell = |(at, text): (usize, &&str)| if *text == "." { above[at].clone() } else { (*text).to_owned() };
    texts.iter().enumerate().map(cell).collect()
}

fn listed(path: String, row: &[String], region: Option<String>) -> Asked {
    let pairs = row[2..].chunks(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    Asked { path, namespace: row[0].clone(), name: row[1].clone(), dimensions: pairs.collect(), region }
}

/// `SUM(SEARCH('{Namespace,Dimension} MetricName="Name" …', …))`
fn searched(path: String, expression: &str, region: Option<String>) -> Asked {
    let between = |from, to| expression.split_once(from).and_then(|(_, rest)| Some(rest.split_once(to)?.0));
    let schema = between("SEARCH('{", "}").expect("an expression is a search with a schema");
    let (namespace, dimensions) = schema.split_once(',').expect("a schema with dimensions");
    let name = between("MetricName=\"", "\"").expect("a search names its metric").to_owned();
    let dimensions = dimensions.split(',').map(|name| (name.to_owned(), "searched".to_owned())).collect();
    Asked { path, namespace: namespace.to_owned(), name, dimensions, region }
}
