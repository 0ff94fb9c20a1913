//! Web servers, services, and the host with everything on it.

use super::{
    Sizing, most,
    types::{GENERAL, bigger},
};
use crate::{
    app, capacity,
    components::network::Zones,
    facts::InstanceType,
    stage::file::{Fleet, Stage},
    units::{Gib, Hosts},
};

impl Sizing<'_> {
    pub(super) fn hosts(&self, stage: &mut Stage) {
        self.data_host(stage);
        let share = if stage.services.is_some() { self.app.traffic.web_share.get() } else { 1.0 };
        let (vcpus, zones) = (self.demand.vcpus * share, stage.network.app);
        self.web(stage, vcpus, zones);
        self.services(stage, zones);
    }

    /// Everything on one host, or the database alone.
    fn data_host(&self, stage: &mut Stage) {
        let alone = stage.web.is_none();
        let Some(host) = &mut stage.data_host else { return };
        let queries = self.demand.writes + self.demand.reads;
        let vcpus = queries / self.app.traffic.transactions() + if alone { self.demand.vcpus } else { 0.0 };
        if self.app.data_host.instance.is_none() {
            host.instance = self.bigger(&host.instance, vcpus);
        }
        if self.app.data_host.volume.is_none() {
            host.volume = most(self.demand.stored * 2.0, Gib::MOST.into())
                .map_or(host.volume, |volume| host.volume.max(volume));
        }
    }

    /// Plain servers become bigger; a fleet gets more hosts.
    fn web(&self, stage: &mut Stage, vcpus: f64, zones: Option<Zones>) {
        let Some(web) = &mut stage.web else { return };
        if let Some(servers) = web.servers {
            let left = super::survivors(servers.count().into(), zones).max(1);
            if self.app.web.instance.is_none() {
                web.instance = self.bigger(&web.instance, vcpus / f64::from(left));
            }
        }
        if let Some(fleet) = &mut web.fleet {
            self.fleet(fleet, &web.instance, &self.app.web.fleet, (vcpus, zones));
        }
    }

    /// Services part among them what the web servers do not answer alone.
    fn services(&self, stage: &mut Stage, zones: Option<Zones>) {
        let Some(services) = &mut stage.services else { return };
        let share = (1.0 - self.app.traffic.web_share.get()) / f64::from(services.names.count());
        let (instance, said) = (&services.instance, &self.app.services.fleet);
        self.fleet(&mut services.fleet, instance, said, (self.demand.vcpus * share, zones));
    }

    /// At its least a fleet bears the average, at its most the peak with a zone lost.
    fn fleet(
        &self,
        fleet: &mut Fleet,
        instance: &str,
        said: &app::Fleet,
        (vcpus, zones): (f64, Option<Zones>),
    ) {
        let each = InstanceType::sustained(instance);
        if each <= 0.0 {
            return;
        }
        let hosts = |hosts: f64, greatest: u64| most::<Hosts>(hosts.max(1.0), greatest);
        if said.max.is_none() {
            let max =
                hosts(capacity::spread(vcpus / each, zones.map_or(1, Zones::count)), Hosts::MOST.into());
            fleet.max = max.map_or(fleet.max, |max| fleet.max.max(max));
        }
        if said.min.is_none() {
            // A rolling update needs room for one more.
            let min = hosts(self.average(vcpus) / each, u64::from(fleet.max.get()).saturating_sub(1));
            fleet.min = min.map_or(fleet.min, |min| fleet.min.max(min));
        }
    }

    /// A type with so many processors for good.
    fn bigger(&self, instance: &str, vcpus: f64) -> String {
        let sold = |name: &str| Some(InstanceType::sustained(&InstanceType::offered(name, self.region)?));
        bigger(instance, GENERAL, vcpus, sold)
    }
}
