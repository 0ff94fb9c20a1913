//! When the database moves: what the user chose, instead of where the talk has it.

use anyhow::{Context, Result};

use crate::{
    app,
    components::talk::{HALF_MILLION, HUNDRED, MILLION, Step},
    stage::{
        AuroraFrom, LADDER, ManagedFrom, Rung,
        file::{Database, Regions, Stage},
    },
    units::Replicas,
    wrong::wrong,
};

/// A stage with its database where the user wants it. The user's other keys come after this: they size what is there then.
///
/// # Errors
/// When the data would move twice within a step of the talk.
pub(super) fn placed(stage: &Stage, chosen: &app::Database) -> Result<Stage> {
    if (chosen.managed_from, chosen.aurora_from) == (ManagedFrom::Ten, AuroraFrom::Hundred) {
        return Err(wrong("database.managed_from", TWICE));
    }
    // The data host leaves, and nothing else differs from the first stage with a managed database: a stack that grows to
    // that one changes nothing.
    let managed = leaves_the_host(stage, chosen.managed_from);
    let mut placed = if managed { first(|stage| stage.database.is_some())? } else { stage.clone() };
    placed.web.clone_from(&stage.web);
    let scales = has_fleet(stage);
    if comes_to_aurora(&placed, chosen.aurora_from) {
        placed.database = placed.database.map(|rds| cluster(&rds, scales)).transpose()?;
        placed.architecture.push_str(INSTEAD);
    }
    Ok(placed)
}

/// Said of two moves where one is enough.
const TWICE: &str = "10 with aurora_from 100 moves the data to RDS and, a step later, from there; leave it at 100, or \
                     let Aurora come at 500k";

/// What is added to how the parts of a stage work together.
const INSTEAD: &str =
    " Here Aurora runs the database instead of RDS, and readers do what standby and replicas would.";

/// Whether the database is on a host of its own that gives way to RDS.
fn leaves_the_host(stage: &Stage, managed: ManagedFrom) -> bool {
    managed == ManagedFrom::Ten && stage.data_host.is_some() && stage.web.is_some()
}

/// Whether web servers come and go by themselves.
fn has_fleet(stage: &Stage) -> bool {
    stage.web.as_ref().is_some_and(|web| web.fleet.is_some())
}

/// Whether the stage has its database on RDS where the user wants Aurora.
fn comes_to_aurora(stage: &Stage, aurora: AuroraFrom) -> bool {
    let wanted = match aurora {
        AuroraFrom::Hundred => true,
        AuroraFrom::HalfMillion => has_fleet(stage),
        AuroraFrom::Million => false,
    };
    wanted && stage.database.as_ref().is_some_and(|database| !database.aurora)
}

/// Whether a database of another kind begins at this stage, with nothing in it.
pub(super) fn begins(stage: &Stage, chosen: &app::Database) -> bool {
    let managed = match chosen.managed_from {
        ManagedFrom::Ten => leaves_the_host(stage, chosen.managed_from),
        ManagedFrom::Hundred => stage.database.is_some() && !stage.balancer,
    };
    let aurora = match chosen.aurora_from {
        AuroraFrom::Hundred => stage.database.is_some() && !stage.balancer,
        AuroraFrom::HalfMillion => has_fleet(stage) && stage.services.is_none(),
        AuroraFrom::Million => stage.has_aurora() && stage.federation.is_none(),
    };
    managed || aurora
}

/// The stage before, if a live stack of it takes more than one update: parts come or go, and not sizes alone. A host that only grows
/// takes one, and so does a stage that has come before.
///
/// # Errors
/// As [`placed`].
pub fn in_steps_from(rung: Rung, chosen: &app::Database) -> Result<Option<Rung>> {
    let Some([before, _]) = LADDER.array_windows().find(|[_, next]| *next == rung) else { return Ok(None) };
    let parts = |rung: &Rung| anyhow::Ok(parts(&placed(&rung.stage()?, chosen)?));
    Ok((parts(before)? != parts(&rung)?).then_some(*before))
}

/// Which parts there are that a stack cannot get or lose together with others.
fn parts(stage: &Stage) -> [bool; 9] {
    [
        stage.data_host.is_some(),
        stage.web.is_some(),
        stage.database.is_some(),
        stage.balancer,
        stage.cdn.is_some(),
        has_fleet(stage),
        stage.services.is_some(),
        stage.federation.is_some(),
        stage.regions == Regions::Two,
    ]
}

/// The cluster that does what this database on RDS would: a reader is its standby, and with the web servers' number that of
/// its readers follows the load.
fn cluster(rds: &Database, scales: bool) -> Result<Database> {
    let standby = Replicas::try_from(u64::from(rds.standby)).ok();
    let most = if scales { first(Stage::has_aurora)?.database.and_then(|it| it.replicas_max) } else { None };
    Ok(Database {
        aurora: true,
        class: class(&rds.class),
        storage: None,
        storage_max: None,
        standby: false,
        backup_days: rds.backup_days,
        replicas: rds.replicas.max(standby),
        replicas_max: rds.replicas_max.or(most),
        connections: None,
    })
}

/// The class of Aurora that is no smaller: it has none for general use, and no burstable one below medium
/// (`facts/aurora_classes.tsv`).
fn class(rds: &str) -> String {
    let family = rds.replacen("db.m", "db.r", 1);
    match family.rsplit_once('.') {
        Some((family, "micro" | "small")) => format!("{family}.medium"),
        _ => family,
    }
}

/// The first stage of the ladder that has something.
fn first(has: impl Fn(&Stage) -> bool) -> Result<Stage> {
    let mut stages = LADDER.into_iter().map(Rung::stage);
    let found = stages.find(|stage| stage.as_ref().is_ok_and(&has));
    found.context("no stage has what another takes from it")?
}

/// The step of the talk at which Aurora comes.
pub(super) fn step(from: AuroraFrom) -> Step {
    match from {
        AuroraFrom::Hundred => HUNDRED,
        AuroraFrom::HalfMillion => HALF_MILLION,
        AuroraFrom::Million => MILLION,
    }
}
