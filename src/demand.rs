//! What so many users ask of a system: requests, processors, queries and bytes.

use crate::{app::Traffic, units::Users};

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// What users ask for in their busiest minutes, unless a figure says otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// Requests to the application, a second.
    pub requests: f64,
    /// The same on the day's average.
    pub average: f64,
    /// Processors that answer them, none of them busier than [`Traffic::busy`].
    pub vcpus: f64,
    /// Queries that write, a second.
    pub writes: f64,
    /// Queries that read, a second, before any cache.
    pub reads: f64,
    /// Gigabytes that users keep in the database.
    pub stored: f64,
    /// Gigabytes that a cache keeps of it.
    pub hot: f64,
}

impl Demand {
    /// What `users` ask for. Requests a second in the peak are `users` × daily active × requests a day ÷ 86,400 × peak.
    #[must_use]
    pub fn of(users: Users, traffic: &Traffic) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a billion fits")]
        let users = users.count() as f64;
        let active = users * traffic.daily_active.get();
        let average = active * traffic.daily_requests.get() / DAY;
        let requests = average * traffic.peak.get();
        let queries = requests * traffic.queries.get();
        let writes = queries * traffic.writes.get();
        Self {
            requests,
            average,
            vcpus: requests * traffic.processors(),
            writes,
            reads: queries - writes,
            stored: users * traffic.stored_kb.get() / 1e6,
            hot: active * traffic.cached_kb.get() / 1e6,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(users: &str) -> Demand {
        Demand::of(users.parse().unwrap(), &Traffic::default())
    }

    /// The worked table of the sizing model: a user makes 5.79e-4 requests a second in the peak.
    #[test]
    fn a_million_users_ask_for_579_requests_a_second() {
        let demand = of("1m");
        let near =
            |found: f64, figure: f64| assert!((found - figure).abs() < figure / 100.0, "{found} {figure}");
        near(demand.requests, 579.0);
        near(demand.average, 116.0);
        near(demand.vcpus, 11.6);
        near(demand.writes, 347.0);
        near(demand.reads * 0.2, 625.0);
        near(demand.stored, 20.0);
    }

    #[test]
    fn demand_grows_with_its_users() {
        let (few, many) = (of("1"), of("1b"));
        assert!(few.requests > 0.0 && (many.requests / few.requests - 1e9).abs() < 1.0);
    }
}
