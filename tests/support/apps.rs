//! Random configurations that are valid, and counts of users for them.

use proptest::{
    option,
    prelude::*,
    sample::{select, subsequence},
};
use scalegen::{
    app::App,
    stage::{LADDER, Rung},
    strict,
    units::Users,
};
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
fn key(
    name: &'static str,
    value: impl Strategy<Value = Value> + 'static,
) -> BoxedStrategy<Option<(String, Value)>> {
    weighted(0.3, name, value)
}

/// A key with this probability, or nothing.
fn weighted(
    said: f64,
    name: &'static str,
    value: impl Strategy<Value = Value> + 'static,
) -> BoxedStrategy<Option<(String, Value)>> {
    option::weighted(said, value.prop_map(move |value| (name.to_owned(), value))).boxed()
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

/// The bounds of a fleet that may hold what any demand asks for, or hardly more than its stage has at the least.
fn fleet() -> impl Strategy<Value = Value> {
    keys(vec![
        key("min", number(1..=3)),
        key("max", prop_oneof![number(10..=30), number(2_000..=10_000)]),
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

/// What users do; each figure is said with this probability.
fn traffic(said: f64) -> impl Strategy<Value = Value> {
    let key = move |name, value: BoxedStrategy<Value>| weighted(said, name, value);
    keys(vec![
        key("daily_active", share().boxed()),
        key("daily_requests", number(1..=5_000).boxed()),
        key("peak", number(1..=20).boxed()),
        key("request_ms", number(1..=60).boxed()),
        key("busy", (20..=90_u8).prop_map(|percent| json!(f64::from(percent) / 100.0)).boxed()),
        key("queries", number(1..=20).boxed()),
        key("writes", share().boxed()),
        key("cached", share().boxed()),
        key("stored_kb", number(1..=500).boxed()),
        key("cached_kb", number(1..=100).boxed()),
        key("web_share", (10..=90_u8).prop_map(|percent| json!(f64::from(percent) / 100.0)).boxed()),
    ])
}

/// What is fixed once the stack is there.
#[derive(Clone, Copy, Debug)]
struct Fixed {
    engine: &'static str,
    cache: &'static str,
    moves: (&'static str, &'static str),
    services: u8,
    key: bool,
}

const ENGINES: [&str; 5] = ["postgres", "mysql", "mariadb", "oracle-se2", "sqlserver-se"];
/// `managed_from` and `aurora_from`: all but the pair that is refused.
const MOVES: [(&str, &str); 5] =
    [("100", "1m"), ("100", "500k"), ("100", "100"), ("10", "1m"), ("10", "500k")];

impl Fixed {
    fn any() -> impl Strategy<Value = Self> {
        let engine = prop_oneof![8 => Just(0_usize), 5 => Just(1), 1 => Just(2), 1 => Just(3), 1 => Just(4)];
        let cache = select(&["valkey", "redis", "memcached"][..]);
        (engine, cache, select(&MOVES[..]), 1..=4_u8, prop::bool::weighted(0.2)).prop_map(
            |(engine, cache, moves, services, key)| {
                let engine = ENGINES[engine];
                let moves = if is_open(engine) { moves } else { MOVES[0] };
                Self { engine, cache, moves, services, key }
            },
        )
    }

    fn keys(self) -> Value {
        let names = &["threads", "users", "messages", "votes"][..self.services.into()];
        json!({
            "customer_key": self.key,
            "database": { "engine": self.engine, "managed_from": self.moves.0, "aurora_from": self.moves.1 },
            "cache": { "engine": self.cache },
            "services": { "names": names },
        })
    }

    /// The users for whom there is a stage.
    fn users(self) -> std::ops::RangeInclusive<f64> {
        match (is_open(self.engine), self.key) {
            (true, false) => 0.0..=7.3,
            (true, true) => 0.0..=7.04,
            (false, _) => 2.0..=5.999_999,
        }
    }
}

/// Engines that run at every stage.
fn is_open(engine: &str) -> bool {
    ["postgres", "mysql"].contains(&engine)
}

/// What only the owner knows.
fn identity() -> Vec<BoxedStrategy<Option<(String, Value)>>> {
    vec![
        key("budget", number(1..=1_000_000)),
        key("alarm_email", Just("ops@example.com".into())),
        key("bundle", Just("s3://bucket/app.tgz".into())),
        key("tags", Just(json!({ "team": "web" }))),
        key("protect", switch()),
        key("tls", one_of(&["letsencrypt", "none"])),
        key("domain", Just(json!({ "name": "example.com", "hosted_zone_id": "Z0123456789ABCDEFGHIJ" }))),
        key("network", network()),
        key("traffic", traffic(0.3)),
    ]
}

/// How big the parts are.
fn sizes() -> Vec<BoxedStrategy<Option<(String, Value)>>> {
    vec![
        key("data_host", keys(vec![key("volume", number(20..=500))])),
        key(
            "web",
            keys(vec![
                key("instance", one_of(&["m8g.large", "c8g.xlarge", "t4g.medium"])),
                key("servers", number(2..=4)),
                key("fleet", fleet()),
            ]),
        ),
        key(
            "services",
            keys(vec![key("instance", one_of(&["m8g.large", "c8g.xlarge"])), key("fleet", fleet())]),
        ),
        key("federation", keys(vec![key("shards", number(1..=5))])),
        key(
            "cache",
            keys(vec![
                key("node", one_of(&["cache.r7g.large", "cache.m7g.xlarge"])),
                key("shards", number(1..=6)),
            ]),
        ),
    ]
}

/// Which parts there are.
fn parts() -> Vec<BoxedStrategy<Option<(String, Value)>>> {
    vec![
        key("sessions", one_of(&["table"])),
        key("waf", one_of(&["count", "block"])),
        key("trail", switch()),
        key("canary", switch()),
        key("tracing", switch()),
        key("video", switch()),
        key(
            "photo_workers",
            Just(json!({ "instance": "c8g.large", "spare": "c7g.large", "min": 1, "max": 9 })),
        ),
        key("search", Just(json!({ "node": "r7g.large.search", "storage": 50 }))),
        key("mail", switch()),
        key("nosql", nosql()),
    ]
}

/// What may change while the stack lives.
fn free(fixed: Fixed) -> impl Strategy<Value = Value> {
    (keys(identity()), keys(sizes()), keys(parts()), option::weighted(0.5, database(fixed))).prop_map(
        |(identity, sizes, parts, database)| {
            let mut all = identity;
            merge(&mut all, &sizes);
            merge(&mut all, &parts);
            merge(&mut all, &database.map_or(json!({}), |database| json!({ "database": database })));
            all
        },
    )
}

fn network() -> impl Strategy<Value = Value> {
    keys(vec![
        key("nat", one_of(&["single", "per_zone"])),
        key("endpoints", subsequence(vec!["ssm", "sqs", "kms", "logs"], 0..=4).prop_map(Value::from)),
        key("flow_logs", switch()),
    ])
}

/// A warehouse loads what a clickstream leaves.
fn nosql() -> impl Strategy<Value = Value> {
    subsequence(vec!["leaderboard", "hot", "lookup", "graph"], 0..=4).prop_map(|mut patterns| {
        if patterns.len() > 2 {
            patterns.extend(["clickstream", "warehouse"]);
        }
        patterns.into()
    })
}

/// The database's sizes, for engines whose classes both RDS and Aurora have.
fn database(fixed: Fixed) -> impl Strategy<Value = Value> {
    let class = if is_open(fixed.engine) { &["db.r7g.large", "db.r8g.2xlarge"][..] } else { &[][..] };
    let class =
        if class.is_empty() { Just(None).boxed() } else { key("class", select(class).prop_map(Value::from)) };
    let most = if fixed.engine == "sqlserver-se" { 16_384 } else { 60_000 };
    let paid = ["oracle-se2", "sqlserver-se"].contains(&fixed.engine);
    let replicas = if paid { Just(None).boxed() } else { key("replicas", number(1..=5)) };
    keys(vec![
        class,
        key("storage", number(20..=1_000)),
        key("storage_max", number(1_000..=most)),
        key("backup_days", number(1..=35)),
        replicas,
        key("replicas_max", number(6..=15)),
        key("connections", number(800..=5_000)),
    ])
}

/// A valid configuration, with two counts of users for whom it has a stage.
pub fn any_app() -> impl Strategy<Value = (Halves, Halves, [Users; 2])> {
    Fixed::any().prop_flat_map(|fixed| {
        let range = fixed.users();
        let users = (range.clone(), range).prop_map(|(one, other)| {
            let mut users = [one, other].map(count);
            users.sort_unstable();
            users
        });
        let half = move || free(fixed).prop_map(move |free| Halves { fixed: fixed.keys(), free });
        (half(), half(), users)
    })
}

/// A valid configuration that says no size but much of what users do, with two counts of users.
pub fn any_unsized_app() -> impl Strategy<Value = (Halves, [Users; 2])> {
    (any_app(), traffic(0.7)).prop_map(|((mut halves, _, users), traffic)| {
        let free = halves.free.as_object_mut().unwrap();
        free.insert("traffic".to_owned(), traffic);
        let sized = ["web", "services", "database", "cache", "federation", "data_host"];
        for part in sized {
            free.remove(part);
        }
        (halves, users)
    })
}

/// A valid configuration that says no size, with two counts of users of one stage.
pub fn any_growing_app() -> impl Strategy<Value = (Halves, Users, Users)> {
    (any_unsized_app(), 0.0..=1.0_f64).prop_map(|((halves, [few, most]), way)| {
        let next = LADDER.into_iter().filter_map(Rung::users).find(|users| *users > few);
        let end = next.map_or_else(|| most.count().max(few.count()), |next| next.count() - 1);
        #[expect(clippy::cast_precision_loss, reason = "a billion fits")]
        let many = few.count() as f64 + (end - few.count()) as f64 * way;
        (halves, few, format!("{many:.0}").parse().unwrap())
    })
}

/// Ten to that power, as users.
fn count(power: f64) -> Users {
    format!("{:.0}", 10_f64.powf(power)).parse().unwrap()
}
