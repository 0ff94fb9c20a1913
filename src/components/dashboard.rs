//! One page for everybody on call: what customers see, what the tiers do, what the hosts are short of.

use serde::Serialize;

use super::{app_logs, balancer, cache, service::Service, talk::HALF_MILLION, tier::Job};
use crate::{
    cfn::{
        Id, Pseudo, Template, Val, sub_marked,
        types::{
            autoscaling::AutoScalingGroup, cloudfront::Distribution, cloudwatch, elbv2::LoadBalancer,
            synthetics::Canary, vpc::NatGateway,
        },
    },
    text,
};

/// What it shows.
#[derive(Debug)]
pub struct Dashboard<'a> {
    /// The visitor from outside.
    pub canary: Option<&'a Id<Canary>>,
    /// What stands before the load balancer.
    pub distribution: Option<&'a Id<Distribution>>,
    /// The load balancer and its targets.
    pub balancer: &'a balancer::Built,
    /// The web servers.
    pub fleet: &'a Id<AutoScalingGroup>,
    /// The tiers whose logs' errors are counted.
    pub logs: Vec<&'a Job>,
    /// Where uploads wait, and where those wait that failed.
    pub queues: Vec<Val>,
    /// The databases.
    pub databases: Vec<Drawn>,
    /// The services behind the web site.
    pub services: &'a [Service],
    /// The load balancer before them.
    pub internal: Option<&'a Id<LoadBalancer>>,
    /// The cache.
    pub cache: Option<&'a cache::Built>,
    /// The session table.
    pub sessions: Option<&'a Val>,
    /// The web servers' ways out.
    pub gateways: &'a [Id<NatGateway>],
}

/// A database as CloudWatch knows it.
#[derive(Debug)]
pub struct Drawn {
    /// The dimensions of its processor and connections.
    pub dimensions: Vec<(&'static str, Val)>,
    /// How far it is behind: metric and dimension; nothing for what follows nobody.
    pub lag: Option<(&'static str, &'static str, Val)>,
}

impl Drawn {
    fn shown(&self) -> Shown {
        let all: Vec<_> =
            self.dimensions.iter().map(|(name, value)| format!(r#""{name}","{}""#, value.mark())).collect();
        Shown { of: all.join(","), same: vec![r#"".",".""#; all.len()].join(",") }
    }

    fn lag(&self) -> Option<String> {
        let (metric, dimension, value) = self.lag.as_ref()?;
        Some(format!(r#""{metric}","{dimension}","{}""#, value.mark()))
    }
}

/// Dimensions as a widget writes them, and as it writes the same once more.
#[derive(Debug, Serialize)]
struct Shown {
    of: String,
    same: String,
}

/// A service as a widget writes it.
#[derive(Debug, Serialize)]
struct Served {
    name: String,
    targets: String,
    fleet: String,
}

/// A cache as a widget writes it: a replication group, whose nodes are searched for, or a cluster of Memcached.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase", tag = "engine", content = "name")]
enum Cached {
    Sharded(String),
    Memcached(String),
}

impl From<&cache::Built> for Cached {
    fn from(cache: &cache::Built) -> Self {
        match cache {
            cache::Built::Sharded(group) => Self::Sharded(mark(group)),
            cache::Built::Memcached(cluster) => Self::Memcached(mark(cluster)),
        }
    }
}

fn served(service: &Service) -> Served {
    Served {
        name: service.tier.job.role.clone(),
        targets: service.targets.full_name().mark(),
        fleet: mark(&service.fleet),
    }
}

/// The values of `dashboard.json.j2`.
#[derive(Debug, Serialize)]
struct Body {
    region: String,
    canary: Option<String>,
    distribution: Option<String>,
    balancer: String,
    targets: String,
    fleet: String,
    stack: String,
    errors: Vec<String>,
    queues: Vec<String>,
    databases: Vec<Shown>,
    lag_title: &'static str,
    lags: Vec<String>,
    services: Vec<Served>,
    internal: Option<String>,
    cache: Option<Cached>,
    sessions: Option<String>,
    gateways: Vec<String>,
}

impl Dashboard<'_> {
    /// Builds the dashboard.
    pub fn build(self, t: &mut Template) {
        t.section("Dashboard");
        let why = HALF_MILLION
            .says("all metrics on one page: what customers see, the tiers as a whole, then the hosts");
        let dashboard_body = sub_marked(&self.body().text());
        let dashboard = t.add("Dashboard", why, cloudwatch::Dashboard { dashboard_body });
        t.output("DashboardName", "The dashboard in CloudWatch", dashboard.get());
    }

    fn body(&self) -> Body {
        Body {
            region: Val::from(Pseudo::Region).mark(),
            canary: self.canary.map(mark),
            distribution: self.distribution.map(mark),
            balancer: self.balancer.load_balancer.full_name().mark(),
            targets: self.balancer.targets.full_name().mark(),
            fleet: mark(self.fleet),
            stack: Val::from(Pseudo::StackName).mark(),
            errors: self.logs.iter().map(|job| app_logs::errors(job)).collect(),
            queues: self.queues.iter().map(Val::mark).collect(),
            databases: self.databases.iter().map(Drawn::shown).collect(),
            lags: self.databases.iter().filter_map(Drawn::lag).collect(),
            lag_title: self.lag_title(),
            services: self.services.iter().map(served).collect(),
            internal: self.internal.map(|internal| internal.full_name().mark()),
            cache: self.cache.map(Cached::from),
            sessions: self.sessions.map(Val::mark),
            gateways: self.gateways.iter().map(mark).collect(),
        }
    }
}

impl Dashboard<'_> {
    /// RDS counts in seconds, Aurora in milliseconds.
    fn lag_title(&self) -> &'static str {
        let of_rds = |drawn: &Drawn| drawn.lag.as_ref().is_some_and(|(metric, ..)| *metric == "ReplicaLag");
        if self.databases.iter().any(of_rds) { "Read replicas: lag, s" } else { "Readers: lag, ms" }
    }
}

impl Body {
    fn text(&self) -> String {
        text::render("dashboard.json.j2", self)
    }
}

fn mark<R>(id: &Id<R>) -> String {
    Val::from(id.get()).mark()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn all() -> Body {
        let some = || Some("name-1".to_owned());
        let two = || vec!["name-1".to_owned(), "name-2".to_owned()];
        Body {
            canary: some(),
            distribution: some(),
            errors: vec!["WebErrors".to_owned()],
            queues: two(),
            lags: vec![r#""Lag","D","a""#.to_owned(), r#""Lag","D","b""#.to_owned()],
            services: vec![Served { name: "users".into(), targets: "t".into(), fleet: "f".into() }],
            internal: some(),
            cache: Some(Cached::Sharded("name-1".to_owned())),
            sessions: some(),
            gateways: two(),
            ..few()
        }
    }

    /// Nothing that may be absent.
    fn few() -> Body {
        let name = || "app/name/0123456789abcdef".to_owned();
        Body {
            region: "eu-west-1".to_owned(),
            canary: None,
            distribution: None,
            balancer: name(),
            targets: name(),
            fleet: name(),
            stack: name(),
            errors: vec![],
            queues: vec![],
            databases: vec![Shown { of: r#""A","b""#.into(), same: r#"".",".""#.into() }],
            lag_title: "Readers",
            lags: vec![],
            services: vec![],
            internal: None,
            cache: None,
            sessions: None,
            gateways: vec![],
        }
    }

    fn widgets(body: &Body) -> Vec<Value> {
        let body: Value = serde_json::from_str(&body.text()).unwrap();
        body["widgets"].as_array().unwrap().clone()
    }

    #[test]
    fn the_body_is_json_with_and_without_every_part() {
        assert_eq!((widgets(&few()).len(), widgets(&all()).len()), (10, 20));
    }

    #[test]
    fn each_cache_is_drawn_by_its_own_metrics() {
        let memcached = Body { cache: Some(Cached::Memcached("name-1".to_owned())), ..few() };
        let drawn = [all().text(), memcached.text()].map(|text| {
            ["CacheHits", "CacheMisses", "GetHits", "GetMisses"].map(|metric| text.contains(metric))
        });
        assert_eq!(drawn, [[true, true, false, false], [false, false, true, true]]);
        assert_eq!(widgets(&memcached).len(), widgets(&few()).len() + 1);
    }

    #[test]
    fn no_part_is_drawn_that_is_not_there() {
        let text = few().text();
        for part in
            ["Synthetics", "CloudFront", "ElastiCache", "DynamoDB", "Lag", "NAT", "WebErrors", "users", "SQS"]
        {
            assert!(!text.contains(part) && all().text().contains(part), "{part}");
        }
    }

    #[test]
    fn every_widget_is_a_line_and_all_are_short() {
        let text = all().text();
        assert_eq!(text.lines().count(), widgets(&all()).len() + 2);
        assert!(text.len() < 5 * 1024, "{}", text.len());
    }
}
