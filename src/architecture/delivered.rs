//! Behind a content delivery network: static files at the edge, servers or a fleet behind it, and eyes on everything.

use super::{Decoupled, Ground, tiers::Stand};
use crate::{
    cfn::{
        Id, Template,
        types::{autoscaling::AutoScalingGroup, elbv2::TargetGroup, s3::Bucket},
    },
    components::{
        app::Surroundings,
        assets,
        balancer::{self, Balancer},
        cdn::{self, Cdn, Entrance, PriceClass},
        dns::Front,
        edge::Edge,
        fleet::{self, Fleet},
        key::Services,
        logs, media, patches,
        replication::Copier,
        targets,
        tier::{self, Count, HostType},
        tracing, trail,
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
    /// Whether requests are followed through the tiers.
    pub tracing: bool,
    /// The web servers.
    pub web: Web,
}

/// Plain servers, or a fleet.
#[derive(Clone, Debug)]
pub enum Web {
    /// So many servers, each with a name.
    Servers(Count),
    /// As many as the work needs, and what is parted from them.
    Fleet(Fleet, Option<Box<Decoupled>>),
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
    /// What is parted from the web servers.
    pub(super) fn decoupled(&self) -> Option<&Decoupled> {
        if let Self::Fleet(_, decoupled) = self { decoupled.as_deref() } else { None }
    }

    /// vCPUs of the web servers: at the least and at the most.
    pub(super) fn vcpus(&self, host: &HostType) -> (u32, u32) {
        match self {
            Self::Servers(count) => count.vcpus(host),
            Self::Fleet(fleet, _) => fleet.vcpus(host),
        }
    }

    /// How many web servers: at the least and at the most.
    pub(super) fn hosts(&self) -> (u16, u16) {
        match self {
            Self::Servers(count) => (count.count().into(), count.count().into()),
            Self::Fleet(fleet, _) => (fleet.min, fleet.max),
        }
    }
}

/// The buckets that come with a content delivery network.
pub(super) struct Buckets {
    pub logs: logs::Built,
    pub assets: Id<Bucket>,
    pub copier: Option<Copier>,
}

/// The way in, and the distribution that takes it: another region's where this stack has none.
pub(super) struct Site {
    pub entrance: Entrance,
    pub edge: Option<cdn::Built>,
}

/// What stands behind the content delivery network beside the load balancer.
#[derive(Clone, Copy, Default)]
pub(super) struct Behind<'a> {
    pub fleet: Option<&'a Id<AutoScalingGroup>>,
    pub media: Option<&'a Id<Bucket>>,
}

impl Delivered {
    /// Which services come to the stack's data without a role of the account.
    pub(super) fn services(&self) -> Services {
        Services { trail: self.trail.then(trail::arn), delivery: true }
    }

    pub(super) fn build(&self, t: &mut Template, stand: &Stand<'_>, mut surroundings: Surroundings) {
        let logs = logs::build(t, self.trail.then(trail::arn));
        if self.tracing {
            tracing::build(t, &mut surroundings);
        }
        let copier = Copier::build(t, &stand.ground.world);
        let assets = assets::build(t, &logs, &stand.ground.key, copier.as_ref(), &mut surroundings);
        let buckets = Buckets { logs, assets, copier };
        match &self.web {
            Web::Servers(count) => self.servers(t, stand, &buckets, *count, &surroundings),
            Web::Fleet(fleet, decoupled) => {
                self.fleet(t, stand, &buckets, (fleet, decoupled.as_deref()), surroundings);
            }
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
        self.site(t, stand, buckets, &balancer, Behind::default());
        patches::build(t, &servers.iter().collect::<Vec<_>>());
    }

    pub(super) fn balancer(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        tier: &tier::Tier,
        targets: Id<TargetGroup>,
    ) -> balancer::Built {
        let Ground { identity, network, alarms, protection, .. } = stand.ground;
        let patience = if matches!(self.web, Web::Fleet(..)) { fleet::PATIENCE } else { 3 };
        let (logs, shut) = (Some(&buckets.logs), self.enforced);
        let protection = *protection;
        Balancer { identity, network, web: &tier.group, targets, logs, patience, shut, protection }
            .build(t, alarms)
    }

    /// The content delivery network, and the names that point to it.
    pub(super) fn site(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        balancer: &balancer::Built,
        behind: Behind<'_>,
    ) -> Site {
        let Ground { identity, world, key, .. } = stand.ground;
        let way = cdn::Behind { identity, world, key, balancer, fleet: behind.fleet };
        let entrance = Entrance::build(t, way);
        if let Some(second) = world.second() {
            let distribution = second.told("DistributionId");
            assets::admit(t, &buckets.assets, &distribution);
            if let Some(media) = behind.media {
                media::admit(t, media, &distribution);
            }
            return Site { entrance, edge: None };
        }
        let edge = self.edge(t, stand, buckets, &entrance, (balancer, behind.media));
        Front::Edge(&edge, &entrance).build(t, identity);
        Site { entrance, edge: Some(edge) }
    }

    fn edge(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        entrance: &Entrance,
        (balancer, media): (&balancer::Built, Option<&Id<Bucket>>),
    ) -> cdn::Built {
        let Ground { identity, world, .. } = stand.ground;
        let edge = (self.home == Home::Elsewhere).then(|| Edge::build(t, identity));
        let web_acl = self.waf.map(|waf| match &edge {
            Some(edge) => edge.web_acl(t),
            None => waf.build(t).arn(),
        });
        let cdn = Cdn {
            identity,
            world,
            entrance,
            assets: &buckets.assets,
            media,
            balancer,
            reach: self.reach,
            edge: edge.as_ref(),
            web_acl: web_acl.as_ref(),
        };
        cdn.build(t)
    }
}
