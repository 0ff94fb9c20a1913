//! What users do: the assumptions from which demand follows.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::{Positive, Share, Times};

/// What users do. AWS publishes none of these figures: each is an assumption of ours, made to be replaced by what you measure.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Traffic {
    /// The share of users that come on a day. 0.2: an estimate; consumer services report 0.1 to 0.5.
    pub daily_active: Share,
    /// Requests to the application that an active user makes on a day; static files are not among them. 50: an estimate.
    pub daily_requests: Positive,
    /// How many times the day's average the busiest minutes see. 5: an estimate; 2 to 10 is usual.
    pub peak: Times,
    /// Milliseconds of one processor that a request takes. 12: an estimate; measure yours under load.
    pub request_ms: Positive,
    /// The share of the processors that a peak may take, so that there is time to add hosts. 0.6: the talk's scaling target.
    pub busy: Share,
    /// Queries that a request makes. 6: an estimate.
    pub queries: Positive,
    /// The share of queries that write. 0.1: an estimate.
    pub writes: Share,
    /// The share of reads that the cache answers, once there is one. 0.8: an estimate.
    pub cached: Share,
    /// Transactions a second of one processor of a database. 500: the least that `PostgresBench` (2026-03, pgbench TPC-B) saw,
    /// 508 on RDS db.m8gd.4xlarge.
    pub database_tps: Positive,
    /// Kilobytes that a user keeps in the database. 20: an estimate.
    pub stored_kb: Positive,
    /// Kilobytes that the cache keeps of each user who comes on a day. 5: an estimate.
    pub cached_kb: Positive,
    /// Answers a second of one node of a cache. 100,000: from memory, the least of 100,000 to 200,000 of nodes with 2 to 4
    /// processors.
    pub cache_answers: Positive,
    /// The share of requests that the web servers answer without a service, once there are services; these part the rest. 0.4:
    /// an estimate.
    pub web_share: Share,
}

impl Default for Traffic {
    fn default() -> Self {
        Self {
            daily_active: Share::new(0.2),
            daily_requests: Positive::new(50.0),
            peak: Times::new(5.0),
            request_ms: Positive::new(12.0),
            busy: Share::new(0.6),
            queries: Positive::new(6.0),
            writes: Share::new(0.1),
            cached: Share::new(0.8),
            database_tps: Positive::new(500.0),
            stored_kb: Positive::new(20.0),
            cached_kb: Positive::new(5.0),
            cache_answers: Positive::new(100_000.0),
            web_share: Share::new(0.4),
        }
    }
}

impl Traffic {
    /// Processors for one request a second.
    #[must_use]
    pub fn processors(&self) -> f64 {
        self.request_ms.get() / 1e3 / self.busy.get()
    }

    /// The share of reads that reach the database: where there is a cache, those that it does not answer.
    #[must_use]
    pub fn missed(&self, cache: bool) -> f64 {
        if cache { 1.0 - self.cached.get() } else { 1.0 }
    }

    /// Transactions a second of one processor of a database that is no busier than [`Self::busy`].
    #[must_use]
    pub fn transactions(&self) -> f64 {
        self.database_tps.get() * self.busy.get()
    }
}
