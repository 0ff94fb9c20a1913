//! What is parted from the web servers at a million users: services, uploads and mail, each scaled and released alone.

use super::{Ground, delivered::Buckets, sql::Sql, tiers::Stand};
use crate::{
    cfn::{
        Id, Order, Template, Val,
        types::{s3::Bucket, sqs::Queue},
    },
    components::{
        app::Surroundings,
        balancer::Internal,
        clickstream,
        database::federation::{self, Federation, Owned},
        graph, mail, media,
        nosql::NoSql,
        photos::{Function, FunctionGround, Photos, Queues, WorkerGround, Working},
        search::Search,
        service::{self, Found, Service, ServiceName, Services},
        video, warehouse,
    },
};

/// What is parted from the web servers.
#[derive(Clone, Debug)]
pub struct Decoupled {
    /// The services.
    pub services: Services,
    /// Who works on uploads, if users upload anything.
    pub photos: Option<Photos>,
    /// Whether users get mail.
    pub mail: bool,
    /// Whether videos are made playable.
    pub video: bool,
    /// Full-text search.
    pub search: Option<Search>,
    /// A database for each service.
    pub federation: Option<Federation>,
    /// What leaves the relational database.
    pub nosql: Vec<NoSql>,
}

/// What became of it.
#[derive(Default)]
pub(super) struct Parted {
    pub services: Vec<Service>,
    pub internal: Option<Internal>,
    pub uploads: Uploads,
    pub proxy: Vec<Order>,
    pub databases: Vec<Owned>,
}

/// What became of uploads.
#[derive(Default)]
pub(super) struct Uploads {
    pub media: Option<Id<Bucket>>,
    pub workers: Option<Working>,
    /// The names of the queues: of what waits, and of what failed.
    pub queues: Vec<Val>,
}

impl Decoupled {
    /// vCPUs of its hosts: at the least and at the most.
    pub(super) fn vcpus(&self) -> (u32, u32) {
        let services = u32::try_from(self.services.names.iter().len()).unwrap_or(u32::MAX);
        let (least, most) = self.services.fleet.vcpus(&self.services.host);
        let (few, many) = match &self.photos {
            Some(Photos::Workers(workers)) => workers.fleet.vcpus(&workers.host),
            _ => (0, 0),
        };
        (least * services + few, most * services + many)
    }

    /// Clusters beside the one with which the stack began.
    pub(super) fn further_clusters(&self) -> u32 {
        let functions = u32::try_from(self.services.names.iter().len() - 1).unwrap_or(u32::MAX);
        self.federation.map_or(0, |federation| u32::from(federation.shards) - 1 + functions)
    }

    pub(super) fn build(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        releases: &Surroundings,
        surroundings: &mut Surroundings,
    ) -> Parted {
        let Ground { identity, world, network, key, alarms, protection, .. } = stand.ground;
        if self.mail {
            mail::build(t, identity, world, alarms, surroundings);
        }
        let uploads = self.photos.as_ref().map(|it| uploads(t, stand, buckets, it, releases, surroundings));
        let uploads = uploads.unwrap_or_default();
        if let Some(media) = uploads.media.as_ref().filter(|_| self.video) {
            video::build(t, media, key, alarms, surroundings);
        }
        if let Some(search) = &self.search {
            search.build(t, network, &stand.data.places, key, alarms, surroundings);
        }
        let mut services = surroundings.clone();
        self.nosql(t, stand, buckets, &mut services, surroundings);
        let databases = self.databases(t, stand, &mut services);
        let internal =
            Internal::build(t, network, stand.places, (&buckets.logs, *protection), alarms, surroundings);
        internal.offer(&mut services);
        services.open_doors(t, ("App", "each service"), &internal.hosts);
        surroundings.tell("SERVICES", self.services.names.list());
        let services = self.services(t, stand, &internal, &services, &databases);
        let proxy = meet(t, stand, services.first());
        Parted { services, internal: Some(internal), uploads, proxy, databases }
    }

    /// What is asked for by its key, or is a stream: for the services, and the stream for the web servers as well.
    fn nosql(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        buckets: &Buckets,
        services: &mut Surroundings,
        web: &mut Surroundings,
    ) {
        let Ground { world, network, key, alarms, protection, .. } = stand.ground;
        let places = &stand.data.places;
        if self.nosql.iter().any(|it| matches!(it, NoSql::Leaderboard | NoSql::Hot | NoSql::Lookup)) {
            t.section("Tables");
        }
        self.nosql.iter().for_each(|pattern| pattern.table(t, world, *protection, alarms, services));
        let has = |pattern| self.nosql.contains(&pattern);
        // Nothing copies a graph or a warehouse to another region: services there have neither.
        let alone = world.second().is_none();
        if has(NoSql::Clickstream) {
            let mut stream = Surroundings::default();
            let hosts = (network, stand.places);
            let events = clickstream::build(t, hosts, &buckets.logs, key, alarms, &mut stream);
            services.join(&stream);
            web.join(&stream);
            if has(NoSql::Warehouse) && alone {
                warehouse::build(t, network, places, key, &events, services);
            }
        }
        if has(NoSql::Graph) && alone {
            graph::build(t, network, places, (key, *protection), alarms, services);
        }
    }

    /// A database for each service, where there is a cluster to begin with.
    fn databases(&self, t: &mut Template, stand: &Stand<'_>, services: &mut Surroundings) -> Vec<Owned> {
        let (Some(federation), Sql::Aurora(first)) = (self.federation, &stand.data.sql) else {
            return Vec::new();
        };
        let Ground { world, key, login, alarms, protection, .. } = stand.ground;
        t.section("Shard map");
        federation::map(t, world, *protection, alarms, services);
        let ground = federation::Ground {
            aurora: &first.aurora,
            base: first.base(key, world),
            first: &first.cluster,
            logins: (login, first.administrator.as_ref()),
            alarms,
            key,
        };
        federation.build(t, &self.services.names, ground)
    }

    fn services(
        &self,
        t: &mut Template,
        stand: &Stand<'_>,
        internal: &Internal,
        surroundings: &Surroundings,
        databases: &[Owned],
    ) -> Vec<Service> {
        let Ground { identity, key, network, login, alarms, .. } = stand.ground;
        let ground = service::Ground {
            identity,
            key,
            login,
            administrator: stand.data.sql.administrator(),
            internal,
            network,
            places: stand.places,
            alarms,
        };
        let owned = |name: &ServiceName| databases.iter().find(|it| it.service == *name);
        self.services.build(t, ground, |name| found(surroundings.clone(), owned(name)))
    }
}

fn found(mut surroundings: Surroundings, owned: Option<&Owned>) -> Found {
    let Some(owned) = owned else { return Found { surroundings, databases: None, after: Vec::new() } };
    owned.offer(&mut surroundings);
    Found { surroundings, databases: Some(owned.path()), after: owned.told.clone() }
}

/// Uploads: the queue before the bucket that fills it, and who works on them.
fn uploads(
    t: &mut Template,
    stand: &Stand<'_>,
    buckets: &Buckets,
    photos: &Photos,
    releases: &Surroundings,
    surroundings: &mut Surroundings,
) -> Uploads {
    let Ground { identity, key, network, alarms, .. } = stand.ground;
    let queues = Queues::build(t, alarms);
    let arrivals = (&queues.photos, &queues.policy);
    let media =
        media::build(t, identity, &buckets.logs, key, arrivals, buckets.copier.as_ref(), surroundings);
    let workers = match photos {
        Photos::Function => {
            Function::build(t, FunctionGround { queues: &queues, media: &media, key, alarms });
            None
        }
        Photos::Workers(workers) => {
            let (places, queues, media) = (stand.places, &queues, &media);
            let ground = WorkerGround { identity, network, places, queues, media, key, alarms, releases };
            Some(workers.build(t, ground))
        }
    };
    let names = [&queues.photos, &queues.failed].map(Id::<Queue>::queue_name);
    Uploads { media: Some(media), workers, queues: names.into() }
}

/// The proxy gets its database once the first service has made the application's login there.
fn meet(t: &mut Template, stand: &Stand<'_>, first: Option<&Service>) -> Vec<Order> {
    let Sql::Aurora(aurora) = &stand.data.sql else { return Vec::new() };
    let both = aurora.proxy.as_ref().zip(first);
    let targets = both.map(|(proxy, service)| proxy.meet(t, &aurora.cluster, &service.fleet));
    targets.iter().map(Order::from).collect()
}
