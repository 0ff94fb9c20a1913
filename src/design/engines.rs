//! What runs the database: which version of it and which class, and where it can run at all.

use anyhow::{Context, Result, bail};

use crate::{
    app::{self, App},
    components::database::{Engine, Release, aurora::Compatible},
    facts::{DatabaseClass, Region, engine_versions},
    stage::{AuroraFrom, file::Stage},
    wrong::wrong,
};

/// An engine as RDS sells it, or Aurora in its place.
#[derive(Clone, Copy)]
struct Sold {
    name: &'static str,
    title: &'static str,
    version: &'static str,
}

impl From<Engine> for Sold {
    fn from(engine: Engine) -> Self {
        let terms = engine.terms();
        Self { name: terms.name, title: terms.title, version: terms.version }
    }
}

impl From<Compatible> for Sold {
    fn from(engine: Compatible) -> Self {
        let terms = engine.terms();
        Self { name: terms.name, title: terms.title, version: terms.version }
    }
}

/// Aurora in place of the engine.
pub(super) fn aurora(app: &app::Database) -> Result<Compatible> {
    Compatible::with(app.engine).ok_or_else(|| elsewhere(app))
}

/// What is said of an engine that runs neither on a host of the stack nor on Aurora.
pub(super) fn elsewhere(app: &app::Database) -> anyhow::Error {
    let name = app.engine.terms().name;
    if app.aurora_from != AuroraFrom::default() {
        let sentence = format!("Aurora does not speak {name}; leave it out, or choose postgres or mysql");
        return wrong("database.aurora_from", sentence);
    }
    wrong(
        "database.engine",
        format!(
            "{name} runs on RDS, at the stages 100, 1k, 10k and 500k; print one of those, or choose postgres or mysql"
        ),
    )
}

/// The version on RDS.
pub(super) fn release(app: &app::Database) -> Result<Release> {
    released(app.engine.into(), app.version.as_deref())
}

/// The version on Aurora.
pub(super) fn aurora_release(engine: Compatible, app: &app::Database) -> Result<Release> {
    released(engine.into(), app.version.as_deref())
}

/// The version that is wanted, or ours: none before it, as no database goes back.
fn released(sold: Sold, wanted: Option<&str>) -> Result<Release> {
    let known = || engine_versions(sold.name).skip_while(|it| it.version != sold.version);
    let first = known().next().with_context(|| format!("no version of {} is known", sold.title))?;
    let asked = wanted.unwrap_or(sold.version);
    let found = known().find(|it| it.version == asked).ok_or_else(|| {
        let works: Vec<_> = known().map(|it| it.version).collect();
        let works = works.join(", ");
        wrong(
            "database.version",
            format!("`{asked}` is no version of {} that works here; give one of {works}", sold.title),
        )
    })?;
    Ok(Release { version: found.version, family: found.family, later: found.family != first.family })
}

/// A class on RDS. Of an engine that is paid with its licence the stage's class is another one of its kind.
pub(super) fn class(name: &str, app: &app::Database, region: Region) -> Result<DatabaseClass> {
    offered(app.engine.into(), name, app, region)
}

/// A class on Aurora.
pub(super) fn aurora_class(
    engine: Compatible,
    name: &str,
    app: &app::Database,
    region: Region,
) -> Result<DatabaseClass> {
    offered(engine.into(), name, app, region)
}

fn offered(sold: Sold, name: &str, app: &app::Database, region: Region) -> Result<DatabaseClass> {
    if let Some(class) = DatabaseClass::offered(sold.name, name, region) {
        return Ok(class);
    }
    let like = DatabaseClass::like(sold.name, name, region);
    let given = app.class.is_some();
    match like {
        Some(class) if !given && app.engine.terms().licence.is_some() => Ok(class),
        like if given => Err(other(sold, name, like, region)),
        _ => bail!("{region} does not offer {name} for {}; choose another --region", sold.title),
    }
}

/// What is said of a class that somebody gave.
fn other(sold: Sold, name: &str, like: Option<DatabaseClass>, region: Region) -> anyhow::Error {
    let usual = || DatabaseClass::like(sold.name, USUAL, region);
    let remedy = like.or_else(usual).map_or_else(
        || "choose another --region".to_owned(),
        |class| format!("choose another, such as {}", class.name()),
    );
    wrong("database.class", format!("{region} does not offer {name} for {}; {remedy}", sold.title))
}

/// A class of whose kind every engine has some.
const USUAL: &str = "db.r8g.large";

/// Read replicas, as many as the engine has of what the stage asks for.
pub(super) fn replicas(asked: u8, app: &app::Database) -> Result<u8> {
    let terms = app.engine.terms();
    if asked > terms.replicas && app.replicas.is_some() {
        let most = terms.replicas;
        return Err(wrong(
            "database.replicas",
            format!(
                "{} takes {most} read replicas on RDS, and not {asked}; give {most}, or leave it out",
                terms.title
            ),
        ));
    }
    Ok(asked.min(terms.replicas))
}

/// How the parts work together, with the engine in `PostgreSQL`'s place.
pub(super) fn summary(text: &str, engine: Engine) -> String {
    text.replace(Engine::default().terms().title, engine.terms().title)
}

/// What a person should know of the engine at this stage.
pub(super) fn hints(stage: &Stage, begins: bool, app: &App) -> Vec<String> {
    let terms = app.database.engine.terms();
    let asked = stage.database.as_ref().and_then(|database| database.replicas).is_some();
    let none = (asked && terms.replicas == 0).then(|| {
        format!(
            "{} has no read replicas on RDS in its Standard Edition: the database answers all reads",
            terms.title
        )
    });
    let paid = terms.licence.filter(|_| app.budget.is_none()).map(|_| {
        format!(
            "the licence of {} is paid by the hour, and the stage's budget has none of it: give budget",
            terms.title
        )
    });
    none.into_iter().chain(paid).chain(behind(stage, begins, &app.database)).collect()
}

/// Aurora `MySQL`'s usual line is older than RDS's: no replication goes back.
fn behind(stage: &Stage, begins: bool, app: &app::Database) -> Option<String> {
    let moves = begins && stage.has_aurora() && app.engine == Engine::Mysql;
    (moves && app.version.is_none()).then(|| {
        "Aurora MySQL 3 speaks MySQL 8.0, and RDS ran 8.4: binary logs do not replicate back, so move the data by a dump or AWS DMS, \
         or give database.version: 8.4.mysql_aurora.8.4.8"
            .to_owned()
    })
}
