//! One page for everybody on call: what customers see, what the tiers do, what the hosts are short of.

use serde::Serialize;

use super::{balancer, talk::HALF_MILLION};
use crate::{
    cfn::{
        Id, Pseudo, Template, Val, sub_marked,
        types::{
            autoscaling::AutoScalingGroup,
            cloudfront::Distribution,
            cloudwatch,
            dynamodb::GlobalTable,
            elasticache::ReplicationGroup,
            logs::LogGroup,
            rds::{DbInstance, DbReplica},
            synthetics::Canary,
            vpc::NatGateway,
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
    /// The log whose errors are counted.
    pub log: Option<&'a Id<LogGroup>>,
    /// The database.
    pub database: &'a Id<DbInstance>,
    /// Its read replicas.
    pub replicas: &'a [Id<DbReplica>],
    /// The cache.
    pub cache: Option<&'a Id<ReplicationGroup>>,
    /// The session table.
    pub sessions: Option<&'a Id<GlobalTable>>,
    /// The web servers' ways out.
    pub gateways: &'a [Id<NatGateway>],
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
    errors: Option<String>,
    database: String,
    replicas: Vec<String>,
    cache: Option<String>,
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
            errors: self.log.map(|_| Val::from(Pseudo::StackName).mark()),
            database: mark(self.database),
            replicas: self.replicas.iter().map(mark).collect(),
            cache: self.cache.map(mark),
            sessions: self.sessions.map(mark),
            gateways: self.gateways.iter().map(mark).collect(),
        }
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
            errors: some(),
            replicas: two(),
            cache: some(),
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
            errors: None,
            database: name(),
            replicas: vec![],
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
        assert_eq!((widgets(&few()).len(), widgets(&all()).len()), (10, 17));
    }

    #[test]
    fn no_part_is_drawn_that_is_not_there() {
        let text = few().text();
        for part in ["Synthetics", "CloudFront", "ElastiCache", "DynamoDB", "ReplicaLag", "NAT", "WebErrors"]
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
