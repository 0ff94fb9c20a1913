//! How big each part is, in what the region sells.

use anyhow::{Context, Result, ensure};
use indexmap::IndexSet;

use crate::{
    components::{
        cache::Cache,
        data_host::DataHost,
        database::{Connections, Database},
        fleet::Fleet,
        tier::HostType,
    },
    facts::{DatabaseClass, InstanceType, Region, cache_node},
    stage::file,
    units::{ConnectionCount, Replicas},
};

pub(super) fn data_host(file: &file::DataHost, region: Region) -> Result<DataHost> {
    Ok(DataHost { host: host_type(&file.instance, region)?, volume: file.volume.get() })
}

pub(super) fn host_type(name: &str, region: Region) -> Result<HostType> {
    let offered = InstanceType::offered(name, region);
    let found = offered.as_deref().and_then(InstanceType::find);
    let (name, found) = offered
        .zip(found)
        .with_context(|| format!("{region} does not offer {name} with arm64; choose another --region"))?;
    Ok(HostType { name, burstable: found.burstable, vcpus: found.vcpus })
}

/// The database with what its class allows.
pub(super) fn database(file: &file::Database, region: Region) -> Result<Database> {
    let class = DatabaseClass::offered(&file.class, region).with_context(|| {
        format!("{region} does not offer {} for PostgreSQL; choose another --region", file.class)
    })?;
    ensure!(
        file.storage <= file.storage_max,
        "database.storage_max: {} GiB is less than storage, {} GiB; raise it",
        file.storage_max.get(),
        file.storage.get()
    );
    let most = file.connections.map_or(class.max_connections(), ConnectionCount::get);
    Ok(Database {
        class: class.name(),
        storage: file.storage.get(),
        storage_max: file.storage_max.get(),
        standby: file.standby,
        backup_days: file.backup_days.get(),
        replicas: file.replicas.map_or(0, Replicas::get),
        connections: Connections { most, fixed: file.connections.is_some() },
        insights: class.has_insights(),
    })
}

pub(super) fn cache(file: &file::Cache, region: Region) -> Result<Cache> {
    let node = cache_node(&file.node, region)
        .with_context(|| format!("{region} does not offer {}; choose another --region", file.node))?;
    Ok(Cache { node, shards: file.shards.get() })
}

/// A rolling update keeps `min` hosts in service, and needs room for one more.
pub(super) fn fleet(web: &file::Web, file: &file::Fleet, region: Region) -> Result<Fleet> {
    let (min, max) = (file.min.get(), file.max.get());
    ensure!(min < max, "web.fleet.max: {max} leaves no room above min {min}; raise it");
    let odd = file.scaling.schedules.values().find(|schedule| schedule.min > schedule.max);
    ensure!(odd.is_none(), "web.fleet.scaling.schedules: a min is more than its max; raise the max");
    let types: IndexSet<_> =
        [host_type(&web.instance, region)?, host_type(&file.spare, region)?].map(|host| host.name).into();
    Ok(Fleet { min, max, types: types.into_iter().collect(), scaling: file.scaling.clone() })
}
