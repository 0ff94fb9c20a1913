//! What is said where an architecture bears less than its users ask for.

use super::Sizing;
use crate::{
    architecture::Architecture,
    capacity::{self, Bears},
    units::Users,
};

impl Sizing<'_> {
    /// The part that bears least, if that is too little, and what would make it bear more.
    pub(in crate::design) fn shortage(&self, users: Users, architecture: &Architecture) -> Option<String> {
        let weakest = capacity::weakest(&capacity::of(architecture, &self.app.traffic))?;
        (weakest.most < self.demand.requests).then(|| {
            format!(
                "{users} users ask for {} requests/s in their busiest minutes, and this bears {}, by your `traffic`: {}",
                figure(self.demand.requests),
                figure(weakest.most),
                remedy(weakest)
            )
        })
    }
}

/// Small numbers with a decimal.
fn figure(number: f64) -> String {
    if number < 9.95 { format!("{number:.1}") } else { format!("{number:.0}") }
}

fn remedy(weakest: Bears) -> String {
    match (weakest.key, weakest.ended) {
        (key, false) => format!("raise {key}"),
        ("web.fleet.max", true) => "raise web.instance".to_owned(),
        ("services.fleet.max", true) => "raise services.instance".to_owned(),
        ("cache.shards", true) => "measure traffic.cache_answers, as there are no more shards".to_owned(),
        (key, true) => format!("give {key} of another family, as this one ends"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::{
        app::App,
        design::{Options, design},
        stage::At,
    };

    /// What is said at the end of the one hint that tells a shortage.
    fn told(users: &str, keys: Value) -> String {
        let options = Options::from(serde_json::from_value::<App>(keys).unwrap());
        let design = design(users.parse::<At>().unwrap(), &options).unwrap();
        let mut told = design.hints.into_iter().filter(|hint| hint.contains("requests/s"));
        told.next().unwrap()
    }

    #[test]
    fn the_remedy_is_one_that_helps() {
        let busy = |key: &str, value: Value| json!({ "traffic": { "request_ms": 1_000_000 }, key: value });
        for (users, keys, end) in [
            (
                "1k",
                json!({ "web": { "servers": 1 } }),
                "ask for 0.6 requests/s in their busiest minutes, and this bears 0.0, by your `traffic`: raise web.servers",
            ),
            (
                "5k",
                json!({ "web": { "instance": "t4g.micro" }, "traffic": { "request_ms": 1_000 } }),
                "raise web.instance",
            ),
            ("600k", busy("web", json!({})), ": raise web.instance"),
            ("2m", busy("web", json!({ "instance": "m8g.48xlarge" })), ": raise services.instance"),
            ("5k", busy("web", json!({})), "give web.instance of another family, as this one ends"),
            (
                "600k",
                json!({ "database": { "class": "db.m7g.16xlarge" }, "traffic": { "queries": 999_999 } }),
                "give database.class of another family, as this one ends",
            ),
            (
                "600k",
                json!({ "traffic": { "cache_answers": 1 } }),
                "measure traffic.cache_answers, as there are no more shards",
            ),
        ] {
            let told = told(users, keys);
            assert!(told.ends_with(end), "{told}");
        }
    }
}
