//! Behind a content delivery network: static files at the edge, servers or a fleet behind it, and eyes on everything.

use super::{Ground, tiers::Stand};
use crate::{
    cfn::{
        Id, Template,
        types::{autoscaling::AutoScalingGroup, elbv2::TargetGroup, s3::Bucket},
    },
    components::{
        app::Surroundings,
        app_logs, assets,
        balancer::{self, Balancer},
        canary,
        cdn::{self, Cdn, PriceClass},
        dashboard::Dashboard,
        deploy::{self, Released, Releases},
        dns::Front,
        edge::Edge,
        fleet::{self, Fleet, scaling::Scaled},
        key::Services,
        logs, patches, targets,
        tier::{self, Count, Job},
        trail,
        waf::Waf,
    },
};

/// What stands behind the content delivery network.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// Whose certificate and firewall it has.
    pub home: Home,
    /// How far its edges reach.
    pub reach: PriceClass,
    /// Whether the load balancer answers it alone.
    pub enforced: bool,
    /// The firewall before it.
    pub waf: Option<Waf>,
    /// Whether the account's changes are recorded.
    pub trail: bool,
    /// The web servers.
    pub web: Web,
}

/// Plain servers, or a fleet.
#[derive(Clone, Debug)]
pub enum Web {
    /// So many servers, each with a name.
    Servers(Count),
    /// As many as the work needs.
    Fleet(Fleet),
}

/// Where the stack lives, as CloudFront sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// In us-east-1: the stack holds all that CloudFront takes.
    Here,
    /// Elsewhere: an edge stack in us-east-1 holds the certificate.
    Elsewhere,
}

impl Web {
    /// How many hosts: at the least and at the most.
    pub(super) fn hosts(&self) -> (u16, u16) {
        match self {
            Self::Servers(count) => (count.count().into(), count.count().into()),
            Self::Fleet(fleet) => (fleet.min, fleet.max),
        }
    }
}

/// The buckets that come with a content delivery network.
struct Buckets {
    logs: logs::Built,
    assets: Id<Bucket>,
}

impl Delivered {
    /// Which services come to the stack's data without a role of the account.
    pub(super) fn services(&self) -> Services {
        Services { trail: self.trail.then(trail::arn), delivery: true }
    }

    pub(super) fn build(&self, t: &mut Template, stand: &Stand<'_>, mut surroundings: Surroundings) {
        let logs = logs::build(t, self.trail.then(trail::arn));
        let assets = assets::build(t, &logs, &stand.ground.key, &mut surroundings);
        let buckets = Buckets { logs, assets };
        match &self.web {
            Web::Servers(count) => self.servers(t, stand, &buckets, *count, &surroundings),
            Web::Fleet(fleet) => self.fleet(t, stand, &buckets, fleet, surroundings),
        }
        if self.trail {
            trail::build(t, &buckets.logs, &stand.ground.key);
        }
    }

    fn servers(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        count: Count,
        surroundings: &Surroundings,
    ) {
        let (tier, servers) = stand.servers(t, count, surroundings);
        let targets = targets::of_servers(t, &stand.ground.network, &servers, stand.sticky);
        let balancer = self.balancer(t, stand, buckets, &tier, targets);
        self.site(t, stand, buckets, &balancer, None);
        patches::build(t, &servers.iter().collect::<Vec<_>>());
    }

    /// The fleet comes before the rules that send visitors to it: a stack that grows serves from its old servers meanwhile.
    fn fleet(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        fleet: &Fleet,
        mut surroundings: Surroundings,
    ) {
        let Ground { key, network, alarms, .. } = stand.ground;
        deploy::artifacts(t, &buckets.logs, key, &mut surroundings);
        t.section("Application log");
        let job = Job::web();
        let log = app_logs::build(t, &job, alarms, key);
        t.section("Targets");
        let targets = targets::of_fleet(t, network, &job);
        let member = tier::Member { log: log.get().into(), targets: Some(targets.get().into()) };
        let tier = stand.tier(t, &surroundings, Some(member));
        let balancer = self.balancer(t, stand, buckets, &tier, targets);
        let rule = balancer.warm_up(t);
        let ground = fleet::Ground {
            tier: &tier,
            places: stand.places,
            behind: Some((&balancer.targets, &rule)),
            after: None,
        };
        t.section("Web fleet");
        let group = fleet.build(t, ground);
        let site = self.site(t, stand, buckets, &balancer, Some(&group));
        let scaled = Scaled {
            fleet: &group,
            job: &tier.job,
            balancer: &balancer.load_balancer,
            targets: &balancer.targets,
            rule: &site.http,
            alarms,
        };
        scaled.build(t, &fleet.scaling);
        let releases = Releases::build(t, &[&tier.role]);
        releases.reach(
            t,
            Released { tier: &tier, fleet: &group, targets: &balancer.targets, errors: &balancer.errors },
        );
        let url = Front::Edge(&site).url(&stand.ground.identity);
        let canary = canary::build(t, url, &buckets.logs.bucket, alarms);
        let data = stand.data;
        Dashboard {
            canary: Some(&canary),
            distribution: Some(&site.distribution),
            balancer: &balancer,
            fleet: &group,
            log: Some(&log),
            database: &data.database.instance,
            replicas: &data.database.replicas,
            cache: data.cache.as_ref(),
            sessions: data.sessions.as_ref(),
            gateways: stand.places.gateways(),
        }
        .build(t);
    }

    fn balancer(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        tier: &tier::Tier,
        targets: Id<TargetGroup>,
    ) -> balancer::Built {
        let Ground { identity, network, alarms, .. } = stand.ground;
        let patience = if matches!(self.web, Web::Fleet(_)) { 10 } else { 3 };
        let (logs, shut) = (Some(&buckets.logs), self.enforced);
        Balancer { identity, network, web: &tier.group, targets, logs, patience, shut }.build(t, alarms)
    }

    /// The content delivery network, and the names that point to it.
    fn site(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        balancer: &balancer::Built,
        fleet: Option<&Id<AutoScalingGroup>>,
    ) -> cdn::Built {
        let identity = &stand.ground.identity;
        let edge = (self.home == Home::Elsewhere).then(|| Edge::build(t, identity));
        let web_acl = self.waf.map(|waf| match &edge {
            Some(edge) => edge.web_acl(t),
            None => waf.build(t).arn(),
        });
        let cdn = Cdn {
            identity,
            key: &stand.ground.key,
            assets: &buckets.assets,
            media: None,
            balancer,
            fleet,
            reach: self.reach,
            edge: edge.as_ref(),
            web_acl: web_acl.as_ref(),
        };
        let site = cdn.build(t);
        Front::Edge(&site).build(t, identity);
        site
    }
}
