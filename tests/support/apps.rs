//! Random configurations that are valid, and counts of users for them.

use proptest::{
    option,
    prelude::*,
    sample::{select, subsequence},
};
use scalegen::{app::App, strict};
use serde_json::{Map, Value, json};

/// A configuration in two halves: what is fixed once the stack is there, and what may change.
#[derive(Clone, Debug)]
pub struct Halves {
    pub fixed: Value,
    pub free: Value,
}

impl Halves {
    /// The configuration.
    pub fn app(&self) -> App {
        let mut all = self.fixed.clone();
        merge(&mut all, &self.free);
        strict::value(all.clone()).unwrap_or_else(|wrong| panic!("{wrong} in {all:#}"))
    }

    /// The configuration with another's free half.
    pub fn with(&self, other: &Self) -> Self {
        Self { fixed: self.fixed.clone(), free: other.free.clone() }
    }
}

fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            from.iter().for_each(|(key, value)| merge(into.entry(key).or_insert(Value::Null), value));
        }
        (into, from) => *into = from.clone(),
    }
}

/// A key, or nothing.
fn key(name: &'static str, value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Option<(String, Value)>> {
    option::weighted(0.3, value.prop_map(move |value| (name.to_owned(), value))).boxed()
}

/// Some of the keys.
fn keys(keys: Vec<BoxedStrategy<Option<(String, Value)>>>) -> impl Strategy<Value = Value> {
    keys.prop_map(|keys| Value::Object(keys.into_iter().flatten().collect::<Map<_, _>>()))
}

fn one_of(values: &'static [&'static str]) -> impl Strategy<Value = Value> {
    select(values).prop_map(Value::from)
}

fn number(range: std::ops::RangeInclusive<u32>) -> impl Strategy<Value = Value> {
    range.prop_map(Value::from)
}

fn share() -> impl Strategy<Value = Value> {
    (1..=100_u8).prop_map(|percent| json!(f64::from(percent) / 100.0))
}

fn switch() -> impl Strategy<Value = Value> {
    any::<bool>().prop_map(Value::from)
}

/// The bounds of a fleet that may hold what any demand asks for, or nothing of it.
fn fleet() -> impl Strategy<Value = Value> {
    keys(vec![
        key("min", number(1..=3)),
        key("max", number(2_000..=10_000)),
        key("spare", one_of(&["m7g.large", "c7g.xlarge", "r7g.large"])),
        key("scaling", scaling()),
    ])
}

fn scaling() -> impl Strategy<Value = Value> {
    let schedule = json!({ "Night": { "cron": "0 2 * * *", "min": 4, "max": 9 } });
    keys(vec![
        key("cpu", number(20..=90)),
        key("requests", number(100..=20_000)),
        key("network", number(1_000_000..=1_000_000_000)),
        key("latency", number(50..=5_000)),
        key("schedules", Just(schedule)),
    ])
}

fn traffic() -> impl Strategy<Value = Value> {
    keys(vec![
        key("daily_active", share()),
        key("daily_requests", number(1..=200)),
        key("peak", number(1..=20)),
        key("request_ms", number(1..=60)),
        key("busy", (20..=90_u8).prop_map(|percent| json!(f64::from(percent) / 100.0))),
        key("queries", number(1..=20)),
        key("writes", share()),
        key("cached", share()),
        key("stored_kb", number(1..=500)),
        key("cached_kb", number(1..=100)),
        key("web_share", (10..=90_u8).prop_map(|percent| json!(f64::from(percent) / 100.0))),
    ])
}
