//! Every stage's template, for laws over all of them.

pub mod engines;
pub mod given;

use scalegen::{
    app::{self, App, Database},
    cfn::Template,
    components::{cache::CacheEngine, sessions::Sessions},
    design::{Design, Options, Role, design, design_stage, edge},
    facts::regions::Region,
    stage::{AuroraFrom, LADDER, ManagedFrom, Rung, Stage},
    strict,
};
use serde_json::{Map, Value};

/// Stage ID and template, smallest first.
pub fn templates() -> Vec<(&'static str, Template)> {
    LADDER
        .into_iter()
        .map(|rung| (rung.id, design(rung, &Options::default()).unwrap().template().unwrap()))
        .collect()
}

/// The stages that look different elsewhere than in us-east-1, and the stack that they need there.
pub fn elsewhere() -> Vec<(String, Template)> {
    let regions: [Region; 2] = ["eu-west-1", "ap-southeast-1"].map(|name| name.parse().unwrap());
    let delivered = |rung: &Rung| rung.stage().unwrap().cdn.is_some();
    let mut all = Vec::new();
    for rung in LADDER.into_iter().filter(delivered) {
        all.push((format!("us-east-1/{}-edge", rung.id), edge(rung, regions[0]).unwrap().template()));
        for region in regions {
            all.push((
                format!("{region}/{}", rung.id),
                design(rung, &region.into()).unwrap().template().unwrap(),
            ));
        }
    }
    all.push(("eu-west-1/11m-secondary".to_owned(), secondary()));
    all.extend(given::elsewhere());
    all
}

/// The stack of a second region.
pub fn secondary() -> Template {
    let options = Options { role: Role::Secondary, ..Options::default() };
    let rung = LADDER.into_iter().find(|rung| rung.id == "11m").unwrap();
    design(rung, &options).unwrap().template().unwrap()
}

/// The stages at which more comes to lie under a key of the customer's own, with that key.
pub fn keyed() -> Vec<(&'static str, Template)> {
    let options = Options::from(App { customer_key: true, ..App::default() });
    let new =
        LADDER.into_iter().filter(|rung| ["1", "100", "1k", "10k", "500k", "1m", "10m"].contains(&rung.id));
    new.map(|rung| (rung.id, design(rung, &options).unwrap().template().unwrap())).collect()
}

/// Stages whose database is another engine's, under the names of both: `mysql-10`.
pub fn engine(name: &str, ids: &[&str]) -> Vec<(String, Template)> {
    let app = format!(r#"{{"database": {{"engine": "{name}"}}}}"#);
    let options = Options::from(serde_json::from_str::<App>(&app).unwrap());
    let stages = LADDER.into_iter().filter(|rung| ids.contains(&rung.id));
    stages
        .map(|rung| (format!("{name}-{}", rung.id), design(rung, &options).unwrap().template().unwrap()))
        .collect()
}

/// When the database moves, in every way but one that is refused; the talk's is among them.
pub const MOVES: [(ManagedFrom, AuroraFrom); 5] = [
    (ManagedFrom::Hundred, AuroraFrom::Million),
    (ManagedFrom::Hundred, AuroraFrom::HalfMillion),
    (ManagedFrom::Hundred, AuroraFrom::Hundred),
    (ManagedFrom::Ten, AuroraFrom::Million),
    (ManagedFrom::Ten, AuroraFrom::HalfMillion),
];

/// A stage whose database moves at these stages.
pub fn moving(rung: Rung, (managed_from, aurora_from): (ManagedFrom, AuroraFrom)) -> Design {
    let database = Database { managed_from, aurora_from, ..Database::default() };
    design(rung, &App { database, ..App::default() }.into()).unwrap()
}

/// The stages that look different where the database moves earlier than in the talk.
pub fn moved() -> Vec<(String, Template)> {
    let [_, half, hundred, ten, _] = MOVES;
    let some = [
        ("managed-from-10", "10", ten),
        ("aurora-from-100-100", "100", hundred),
        ("aurora-from-100-1k", "1k", hundred),
        ("aurora-from-100-10k", "10k", hundred),
        ("aurora-from-500k-500k", "500k", half),
    ];
    let rung = |id| LADDER.into_iter().find(|rung| rung.id == id).unwrap();
    some.map(|(name, id, moves)| (name.to_owned(), moving(rung(id), moves).template().unwrap())).into()
}

/// A stage with so many shards, if it has any, and services.
pub fn with(id: &str, shards: u8, services: u8) -> Result<Template, String> {
    with_app(id, shards, services, App::default())
}

/// As [`with`], for an app.
pub fn with_app(id: &str, shards: u8, services: u8, app: App) -> Result<Template, String> {
    let names: Vec<_> = (0..services).map(|number| format!("service{}", char::from(b'a' + number))).collect();
    let file = std::fs::read_to_string(format!("{}/stages/{id}.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let file = file
        .replace("federation: { shards: 3 }", &format!("federation: {{ shards: {shards} }}"))
        .replace("names: [users, products, forums]", &format!("names: [{}]", names.join(", ")));
    let design = design_stage(id, &Stage::read(&file).unwrap(), &app.into());
    design.and_then(|design| design.template()).map_err(|error| format!("{error:#}"))
}

/// A stage with this cache, and sessions there.
pub fn cached(id: &str, engine: CacheEngine, sessions: Sessions) -> Result<Template, String> {
    let rung = LADDER.into_iter().find(|rung| rung.id == id).unwrap();
    cached_stage(id, &Stage { sessions, ..rung.stage().unwrap() }, engine)
}

/// A stage that was read from a file, with this cache.
pub fn cached_stage(id: &str, stage: &Stage, engine: CacheEngine) -> Result<Template, String> {
    let cache = app::Cache { engine, ..app::Cache::default() };
    let design = design_stage(id, stage, &App { cache, ..App::default() }.into());
    design.and_then(|design| design.template()).map_err(|error| format!("{error:#}"))
}

/// Other caches, and sessions in one.
fn caches() -> impl Iterator<Item = (String, Template)> {
    let cached = |id, engine, sessions| cached(id, engine, sessions).unwrap();
    [
        ("redis-10k", cached("10k", CacheEngine::Redis, Sessions::Table)),
        ("memcached-10k", cached("10k", CacheEngine::Memcached, Sessions::Table)),
        ("memcached-10m", cached("10m", CacheEngine::Memcached, Sessions::Table)),
        ("sessions-in-cache-500k", cached("500k", CacheEngine::Valkey, Sessions::Cache)),
    ]
    .map(|(name, template)| (name.to_owned(), template))
    .into_iter()
}

/// What no stage asks for, but the format of stage files and the options offer.
pub fn variants() -> Vec<(String, Template)> {
    let stage = Stage::read(include_str!("every-scaling.yaml")).unwrap();
    let every_scaling = design_stage("500k", &stage, &Options::default()).unwrap().template().unwrap();
    let stage = Stage::read(include_str!("every-part.yaml")).unwrap();
    let every_part = design_stage("10m", &stage, &Options::default()).unwrap().template().unwrap();
    let many = [("twelve-shards", "10m", 12, 3), ("twelve-services", "1m", 0, 12)];
    let many =
        many.map(|(name, id, shards, services)| (name.to_owned(), with(id, shards, services).unwrap()));
    let keyed = keyed().into_iter().map(|(id, template)| (format!("customer-key-{id}"), template));
    let parts = [("every-scaling".to_owned(), every_scaling), ("every-part".to_owned(), every_part)];
    let chosen = moved().into_iter().chain(given::variants()).chain(caches()).chain(engines::engines());
    let overridden = [("overrides-10k".to_owned(), overridden())];
    parts
        .into_iter()
        .chain(many)
        .chain(keyed)
        .chain(chosen)
        .chain(overridden)
        .chain(engine("mysql", &["1", "10"]))
        .collect()
}

/// A stage with each kind of override.
fn overridden() -> Template {
    let overrides = strict::read(include_bytes!("overrides.yaml")).unwrap();
    let options = Options::from(App { overrides, ..App::default() });
    let rung = LADDER.into_iter().find(|rung| rung.id == "10k").unwrap();
    design(rung, &options).unwrap().template().unwrap()
}

/// A template's document in the form in which tests ask for parts of it.
pub fn document(template: &Template, context: bool) -> Value {
    serde_json::to_value(template.document(context)).unwrap()
}

/// The resources of a document.
pub fn resources(document: &Value) -> &Map<String, Value> {
    document["Resources"].as_object().unwrap()
}
