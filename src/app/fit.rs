//! A stage with what the user said of its parts. What is said of a part that the stage does not have waits for its stage.

use super::{App, Cache, Database, Fleet, Services, Web};
use crate::{
    stage::file::{self, Stage},
    units::Gib,
};

/// Takes what was said, if anything was.
fn take<T: Clone>(ours: &mut T, said: Option<&T>) {
    if let Some(said) = said {
        ours.clone_from(said);
    }
}

impl App {
    /// The stage as the user wants it.
    #[must_use]
    pub fn fit(&self, stage: &Stage) -> Stage {
        let mut stage = stage.clone();
        let s = &mut stage;
        take(&mut s.budget, self.budget.as_ref());
        take(&mut s.network.nat, self.network.nat.as_ref().filter(|_| s.balancer));
        if let Some(host) = &mut s.data_host {
            take(&mut host.instance, self.data_host.instance.as_ref());
            take(&mut host.volume, self.data_host.volume.as_ref());
        }
        let balancer = s.balancer;
        if let Some(web) = &mut s.web {
            self.web.fit(web, balancer);
        }
        if let Some(database) = &mut s.database {
            self.database.fit(database);
        }
        if let Some(cache) = &mut s.cache {
            self.cache.fit(cache);
        }
        self.fit_delivered(s);
        self.fit_parted(s);
        stage
    }

    /// What stands behind a content delivery network.
    fn fit_delivered(&self, s: &mut Stage) {
        if s.cdn.is_none() {
            return;
        }
        s.waf = self.waf.or(s.waf);
        take(&mut s.trail, self.trail.as_ref());
        take(&mut s.sessions, self.sessions.as_ref());
        let fleet = s.web.as_ref().is_some_and(|web| web.fleet.is_some());
        take(&mut s.tracing, self.tracing.as_ref().filter(|_| fleet));
    }

    /// What is parted from the web servers.
    fn fit_parted(&self, s: &mut Stage) {
        let Some(services) = &mut s.services else { return };
        self.services.fit(services);
        take(&mut s.mail, self.mail.as_ref());
        take(&mut s.photos, self.photos.as_ref());
        if self.photos == Some(false) {
            (s.video, s.photo_workers) = (false, None);
        }
        take(&mut s.video, self.video.as_ref());
        s.photo_workers = self.photo_workers.clone().or(s.photo_workers.take());
        s.search = self.search.clone().or(s.search.take());
        let Some(federation) = &mut s.federation else { return };
        take(&mut federation.shards, self.federation.shards.as_ref());
        take(&mut s.nosql, self.nosql.as_ref());
    }
}

impl Web {
    /// Where one server faces the internet itself, it stays one.
    fn fit(&self, web: &mut file::Web, balancer: bool) {
        take(&mut web.instance, self.instance.as_ref());
        let servers = self.servers.filter(|_| balancer && web.servers.is_some());
        web.servers = servers.or(web.servers);
        if let Some(fleet) = &mut web.fleet {
            self.fleet.fit(fleet);
        }
    }
}

impl Fleet {
    fn fit(&self, fleet: &mut file::Fleet) {
        take(&mut fleet.min, self.min.as_ref());
        take(&mut fleet.max, self.max.as_ref());
        take(&mut fleet.spare, self.spare.as_ref());
        take(&mut fleet.scaling, self.scaling.as_ref());
    }
}

impl Services {
    fn fit(&self, services: &mut file::Services) {
        take(&mut services.names, self.names.as_ref());
        take(&mut services.instance, self.instance.as_ref());
        self.fleet.fit(&mut services.fleet);
    }
}

impl Cache {
    fn fit(&self, cache: &mut file::Cache) {
        take(&mut cache.node, self.node.as_ref());
        take(&mut cache.shards, self.shards.as_ref());
    }
}

impl Database {
    /// On Aurora there is no disk to size, and no standby beside the readers.
    fn fit(&self, database: &mut file::Database) {
        take(&mut database.class, self.class.as_ref());
        take(&mut database.backup_days, self.backup_days.as_ref());
        if database.replicas.is_some() {
            database.replicas = self.replicas.or(database.replicas);
        }
        if database.aurora {
            database.replicas_max = database.replicas_max.map(|most| self.replicas_max.unwrap_or(most));
            return;
        }
        database.storage = self.storage.or(database.storage);
        database.storage_max = self.storage_max.or(self.room().max(database.storage_max));
        take(&mut database.standby, self.standby.as_ref());
        database.connections = self.connections.or(database.connections);
    }

    /// A disk whose size was said may come to twice of it, as far as disks go.
    fn room(&self) -> Option<Gib> {
        let twice = u64::from(self.storage?.get()) * 2;
        Gib::try_from(twice.min(self.engine.terms().disk.into())).ok()
    }
}
