//! Every decision, and nowhere else: what a stage says becomes an architecture for a region.

use anyhow::{Context, Result, ensure};

use crate::{
    architecture::Architecture,
    components::{database::Database, firewall::Firewall},
    facts::{databases::DatabaseClass, regions::Region},
    stage::Rung,
};

/// The architecture of a stage in its home region.
///
/// # Errors
/// When the region has too few zones, or does not offer what the stage needs.
pub fn design(rung: Rung, region: Region) -> Result<Architecture> {
    let stage = rung.stage()?;
    let zones = usize::from(stage.network.zones());
    ensure!(
        zones <= region.zones(),
        "stage {} needs {zones} zones and {region} has {}; choose another --region",
        rung.id,
        region.zones(),
    );
    let firewall = Firewall {
        data_host: stage.data_host.is_some(),
        web: stage.web.is_some(),
        balancer: stage.balancer,
        database: stage.database.is_some(),
    };
    let database = stage.database.map(|database| sized(database, region)).transpose()?;
    Ok(Architecture {
        title: format!("scalegen stage {}: {}", rung.id, stage.title),
        summary: stage.architecture,
        network: stage.network,
        firewall,
        data_host: stage.data_host,
        web: stage.web,
        database,
        budget: stage.budget,
    })
}

/// The database with what its class allows.
fn sized(database: Database, region: Region) -> Result<Database> {
    let class = DatabaseClass::find(&database.class).with_context(|| {
        format!("`{}` is not a database class with known memory; see facts/", database.class)
    })?;
    ensure!(
        class.is_offered_in(region),
        "{region} does not offer {} for PostgreSQL; choose another --region",
        database.class
    );
    Ok(Database { connections: class.max_connections().into(), ..database })
}
