//! Stages with a database engine of the user's own.

use scalegen::{
    app::{App, Database},
    cfn::Template,
    components::database::Engine,
    design::{Options, Role, design},
    stage::LADDER,
};

/// What `scalegen.yaml` says: an engine, and nothing else.
pub fn with_engine(engine: Engine) -> Options {
    let database = Database { engine, ..Database::default() };
    App { database, ..App::default() }.into()
}

/// A stage's template with these options, or what is said of them.
pub fn printed(id: &str, options: &Options) -> Result<Template, String> {
    let rung = LADDER.into_iter().find(|rung| rung.id == id).unwrap();
    design(rung, options).and_then(|design| design.template()).map_err(|error| format!("{error:#}"))
}

/// Stages of the other engines, and of `MySQL` each that has another database.
pub fn engines() -> Vec<(String, Template)> {
    let stages = [
        (Engine::Mysql, "100"),
        (Engine::Mysql, "500k"),
        (Engine::Mysql, "1m"),
        (Engine::Mysql, "11m"),
        (Engine::Mariadb, "10k"),
        (Engine::OracleSe2, "1k"),
        (Engine::SqlserverSe, "500k"),
    ];
    let named = |engine: Engine, id: &str| format!("{}-{id}", engine.terms().name);
    let mut all: Vec<_> = stages
        .into_iter()
        .map(|(engine, id)| (named(engine, id), printed(id, &with_engine(engine)).unwrap()))
        .collect();
    let second = Options { role: Role::Secondary, ..with_engine(Engine::Mysql) };
    all.push(("mysql-11m-secondary".to_owned(), printed("11m", &second).unwrap()));
    all
}
