//! A fleet of web servers, what is parted from it, and eyes on everything.

use super::{
    Decoupled, Delivered, Ground,
    decoupled::Parted,
    delivered::{Behind, Buckets, Site},
    tiers::{Data, Stand},
};
use crate::{
    cfn::{
        Id, Template,
        types::{
            autoscaling::AutoScalingGroup, elbv2::TargetGroup, logs::LogGroup, s3::Bucket, synthetics::Canary,
        },
    },
    components::{
        app::Surroundings,
        app_logs, balancer, canary,
        dashboard::{Dashboard, Drawn},
        database::aurora::Cluster,
        deploy::{self, Released, Releases},
        dns::Front,
        fleet::{self, Fleet, scaling::Scaled},
        photos::Working,
        replication::Shared,
        targets,
        tier::{self, Job, Tier},
    },
};

/// The web servers and what stands before them.
struct Web {
    tier: Tier,
    balancer: balancer::Built,
    fleet: Id<AutoScalingGroup>,
    min: u16,
    site: Site,
}

impl Delivered {
    /// What is parted from the web servers comes before them, for they call it.
    pub(super) fn fleet(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        (fleet, decoupled): (&Fleet, Option<&Decoupled>),
        mut surroundings: Surroundings,
    ) {
        let Ground { identity, key, alarms, canary, .. } = stand.ground;
        let mut releases = Surroundings::default();
        deploy::artifacts(t, &buckets.logs, key, &mut releases);
        surroundings.join(&releases);
        let parted = decoupled.map(|it| it.build(t, stand, buckets, &releases, &mut surroundings));
        let parted = parted.unwrap_or_default();
        let web = self.web(t, stand, buckets, (fleet, &parted), &surroundings);
        release(t, &web, &parted);
        copy(t, buckets, parted.uploads.media.as_ref());
        let canary = web.site.edge.as_ref().filter(|_| *canary).map(|edge| {
            let url = Front::Edge(edge, &web.site.entrance).url(identity);
            canary::build(t, url, &buckets.logs.bucket, alarms)
        });
        dashboard(stand, &web, &parted, canary.as_ref()).build(t);
    }

    /// The fleet comes before the rules that send visitors to it: a stack that grows serves from its old servers meanwhile.
    fn web(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        (fleet, parted): (&Fleet, &Parted),
        surroundings: &Surroundings,
    ) -> Web {
        let Ground { key, network, alarms, .. } = stand.ground;
        let job = Job::web();
        t.section("Application log");
        let log = app_logs::build(t, &job, alarms, key);
        t.section("Targets");
        let targets = targets::of_fleet(t, network, &job);
        let tier = stand.tier(t, surroundings, Some(member(&log, &targets)));
        let balancer = self.balancer(t, stand, buckets, &tier, targets);
        let rule = balancer.warm_up(t);
        let ground = fleet::Ground {
            tier: &tier,
            places: stand.places,
            behind: Some((&balancer.targets, &rule)),
            after: &parted.proxy,
        };
        t.section("Web fleet");
        let group = fleet.build(t, ground);
        let behind = Behind { fleet: Some(&group), media: parted.uploads.media.as_ref() };
        let site = self.site(t, stand, buckets, &balancer, behind);
        let (balancer_id, targets) = (&balancer.load_balancer, &balancer.targets);
        Scaled {
            fleet: &group,
            job: &tier.job,
            balancer: balancer_id,
            targets,
            rule: &site.entrance.http,
            alarms,
        }
        .build(t, &fleet.scaling);
        Web { tier, balancer, fleet: group, min: fleet.min, site }
    }
}

fn member(log: &Id<LogGroup>, targets: &Id<TargetGroup>) -> tier::Member {
    tier::Member { log: log.get().into(), targets: Some(targets.get().into()) }
}

/// The database with which the stack began, and those of each service.
fn drawn(data: &Data, parted: &Parted) -> Vec<Drawn> {
    let owned = parted.databases.iter().flat_map(|owned| &owned.clusters);
    data.sql.drawn().into_iter().chain(owned.flat_map(Cluster::drawn)).collect()
}

/// Every tier of hosts.
fn tiers<'a>(web: &'a Web, parted: &'a Parted) -> impl Iterator<Item = &'a Tier> {
    let services = parted.services.iter().map(|service| &service.tier);
    let workers = parted.uploads.workers.iter().map(|working| &working.tier);
    std::iter::once(&web.tier).chain(services).chain(workers)
}

/// What is drawn of all that is there.
fn dashboard<'a>(
    stand: &'a Stand<'_>,
    web: &'a Web,
    parted: &'a Parted,
    canary: Option<&'a Id<Canary>>,
) -> Dashboard<'a> {
    let data = stand.data;
    Dashboard {
        canary,
        distribution: web.site.edge.as_ref().map(|edge| &edge.distribution),
        balancer: &web.balancer,
        fleet: &web.fleet,
        logs: tiers(web, parted).map(|tier| &tier.job).collect(),
        queues: parted.uploads.queues.clone(),
        databases: drawn(data, parted),
        services: &parted.services,
        internal: parted.internal.as_ref().map(|internal| &internal.load_balancer),
        cache: data.cache.as_ref(),
        sessions: data.sessions.as_ref(),
        gateways: stand.places.gateways(),
    }
}

/// Files go to the other region, if there is one.
fn copy(t: &mut Template, buckets: &Buckets, media: Option<&Id<Bucket>>) {
    let Some(copier) = &buckets.copier else { return };
    let media = media.map(|media| (Shared::Media, media));
    let shared: Vec<_> = std::iter::once((Shared::Assets, &buckets.assets)).chain(media).collect();
    copier.allow(t, &shared, &buckets.logs.bucket);
}

/// Releases for every fleet.
fn release(t: &mut Template, web: &Web, parted: &Parted) {
    let roles: Vec<_> = tiers(web, parted).map(|tier| &tier.role).collect();
    let mut releases = Releases::build(t, &roles);
    let balancer = &web.balancer;
    let behind = Some((&balancer.targets, &balancer.errors));
    releases.reach(t, Released { tier: &web.tier, fleet: &web.fleet, min: web.min, behind });
    for service in &parted.services {
        let behind = Some((&service.targets, &service.errors));
        releases.reach(t, Released { tier: &service.tier, fleet: &service.fleet, min: service.min, behind });
    }
    if let Some(Working { tier, fleet, min }) = &parted.uploads.workers {
        releases.reach(t, Released { tier, fleet, min: *min, behind: None });
    }
}
