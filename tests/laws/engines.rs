//! Every engine at every stage.

use std::sync::LazyLock;

use scalegen::{
    app::{App, Database},
    components::database::{Dialect, Engine},
    design::{Options, design, design_stage},
    facts::{DatabaseClass, Region, engine_versions},
    stage::{LADDER, Stage},
};
use serde_json::Value;

use crate::{
    at, kind, registry,
    stages::{
        document,
        engines::{printed, with_engine},
        resources,
    },
    text,
    update::{in_place::IN_PLACE, losses},
};

const ENGINES: [Engine; 5] =
    [Engine::Postgres, Engine::Mysql, Engine::Mariadb, Engine::OracleSe2, Engine::SqlserverSe];

/// A stage's document with an engine.
struct Printed {
    engine: Engine,
    stage: &'static str,
    document: Value,
}

static PRINTED: LazyLock<Vec<Printed>> = LazyLock::new(|| {
    let each = ENGINES.into_iter().flat_map(|engine| LADDER.into_iter().map(move |rung| (engine, rung.id)));
    let printed = each.filter_map(|(engine, stage)| {
        let document = document(&printed(stage, &with_engine(engine)).ok()?, false);
        Some(Printed { engine, stage, document })
    });
    printed.collect()
});

impl Printed {
    fn name(&self) -> String {
        format!("{}-{}", self.engine.terms().name, self.stage)
    }

    /// The instances and clusters of RDS, with their logical IDs.
    fn databases(&self) -> impl Iterator<Item = (&String, &Value)> {
        let of_rds = |kind: &str| matches!(kind, "AWS::RDS::DBInstance" | "AWS::RDS::DBCluster");
        resources(&self.document).iter().filter(move |(_, resource)| of_rds(kind(resource)))
    }

    fn parameters(&self) -> Option<&Value> {
        let resources = resources(&self.document);
        ["DatabaseParameters", "DatabaseClusterParameters"].iter().find_map(|id| resources.get(*id))
    }

    fn tells(&self, variable: &str) -> bool {
        text(&self.document).contains(&format!("\\n{variable}="))
    }
}

/// The engines that a host of the stack and Aurora can run.
fn is_everywhere(engine: Engine) -> bool {
    matches!(engine, Engine::Postgres | Engine::Mysql)
}

fn is_paid(engine: Engine) -> bool {
    matches!(engine, Engine::OracleSe2 | Engine::SqlserverSe)
}

#[test]
fn an_engine_is_printed_where_it_runs_and_refused_elsewhere() {
    for engine in ENGINES {
        let name = engine.terms().name;
        let refusal = format!(
            "database.engine: {name} runs on RDS, at the stages 100, 1k, 10k and 500k; print one of those, or choose postgres \
             or mysql"
        );
        for rung in LADDER {
            let runs = is_everywhere(engine) || ["100", "1k", "10k", "500k"].contains(&rung.id);
            match printed(rung.id, &with_engine(engine)) {
                Ok(_) => assert!(runs, "{name} {}", rung.id),
                Err(said) => assert!(!runs && said.ends_with(&refusal), "{name} {}: {said}", rung.id),
            }
        }
    }
}

#[test]
fn engine_version_parameters_licence_and_class_agree_with_the_facts() {
    for printed in PRINTED.iter() {
        let name = printed.name();
        for (id, database) in printed.databases() {
            let sold = at(database, "Engine").as_str().unwrap();
            let fits = [printed.engine.terms().name, "aurora-postgresql", "aurora-mysql"].contains(&sold);
            assert!(fits, "{name} {id} {sold}");
            let speaks = sold.ends_with("mysql") == (printed.engine == Engine::Mysql);
            assert!(speaks, "{name} {id} {sold}");
            if let Some(version) = at(database, "EngineVersion").as_str() {
                let version = engine_versions(sold).find(|it| it.version == version).unwrap();
                let family = at(printed.parameters().unwrap(), "Family");
                assert_eq!(family, version.family, "{name} {id}");
            }
            if let Some(class) = at(database, "DBInstanceClass").as_str() {
                assert!(DatabaseClass::find(sold, class).is_some(), "{name} {id} {class}");
            }
            let paid = at(database, "LicenseModel") == "license-included";
            assert_eq!(paid, is_paid(printed.engine), "{name} {id}");
        }
    }
}

#[test]
fn every_port_is_the_engine_s() {
    let guarded = ["\"DatabaseSecurityGroup\"", "\"DatabaseProxySecurityGroup\""];
    for printed in PRINTED.iter() {
        let (name, port, mut doors) = (printed.name(), printed.engine.dialect().port(), 0);
        for (id, resource) in resources(&printed.document) {
            let door = kind(resource) == "AWS::EC2::SecurityGroupIngress"
                && guarded.iter().any(|group| text(at(resource, "GroupId")).contains(group));
            if door {
                doors += 1;
                assert_eq!(at(resource, "FromPort"), port, "{name} {id}");
                assert_eq!(at(resource, "ToPort"), port, "{name} {id}");
            }
            if kind(resource) == "AWS::RDS::DBCluster" {
                assert_eq!(at(resource, "Port"), port, "{name} {id}");
            }
        }
        if printed.databases().next().is_some() {
            assert!(doors > 0, "{name}");
            let told = text(&printed.document).contains(&format!("\\nDB_PORT={port}\\n"));
            let silent = printed.engine.dialect() == Dialect::Postgres;
            assert_eq!(told, !silent, "{name}");
            assert_eq!(printed.tells("DB_ENGINE"), !silent, "{name}");
        }
    }
}

#[test]
fn only_engines_that_have_replicas_get_some() {
    for printed in PRINTED.iter() {
        let follows = |(_, it): &(&String, &Value)| at(it, "SourceDBInstanceIdentifier").is_object();
        let replicas = printed.databases().filter(follows).count();
        let asks = LADDER.into_iter().find(|rung| rung.id == printed.stage).unwrap().stage().unwrap();
        let asked = asks
            .database
            .filter(|it| !it.aurora)
            .and_then(|it| it.replicas)
            .map_or(0, |it| usize::from(it.get()));
        let has = if is_paid(printed.engine) { 0 } else { asked };
        assert_eq!(replicas, has, "{}", printed.name());
        if asked > 0 {
            assert_eq!(printed.tells("DB_READER_HOSTS"), has > 0, "{}", printed.name());
            let rung = LADDER.into_iter().find(|rung| rung.id == printed.stage).unwrap();
            let hints = design(rung, &with_engine(printed.engine)).unwrap().hints;
            let said = hints.iter().any(|hint| hint.contains("no read replicas"));
            assert_eq!(said, has == 0, "{}: {hints:?}", printed.name());
        }
    }
}

/// Whoever does not encrypt is refused.
#[test]
fn every_managed_database_asks_for_encryption() {
    for printed in PRINTED.iter().filter(|printed| printed.databases().next().is_some()) {
        let parameters = text(at(printed.parameters().unwrap(), "Parameters"));
        let options = text(&resources(&printed.document).get("DatabaseOptions").cloned().unwrap_or_default());
        let asks = match printed.engine {
            Engine::Postgres | Engine::SqlserverSe => parameters.contains(r#""rds.force_ssl":"1""#),
            Engine::Mysql | Engine::Mariadb => ["\"1\"", "\"ON\""]
                .iter()
                .any(|on| parameters.contains(&format!("\"require_secure_transport\":{on}"))),
            Engine::OracleSe2 => options.contains(r#""Name":"SQLNET.ENCRYPTION_SERVER","Value":"REQUIRED""#),
        };
        assert!(asks, "{}: {parameters}", printed.name());
    }
}

/// RDS takes 30 characters of Oracle's passwords and 41 of `MySQL`'s, and eight letters of Oracle's name.
#[test]
fn logins_and_names_fit_the_engine() {
    for printed in PRINTED.iter() {
        let most = if printed.engine == Engine::OracleSe2 { 30 } else { 41 };
        for (id, secret) in resources(&printed.document) {
            if let Some(length) = at(secret, "GenerateSecretString/PasswordLength").as_u64() {
                let login = text(at(secret, "GenerateSecretString")).contains("username");
                assert!(!login || length <= most, "{} {id}", printed.name());
            }
        }
        let Some(database) = resources(&printed.document).get("Database") else { continue };
        let named = at(database, "DBName").as_str();
        assert_eq!(named.is_none(), printed.engine == Engine::SqlserverSe, "{}", printed.name());
        assert!(named.is_none_or(|it| it.len() <= 8), "{}", printed.name());
    }
}

/// The database of one engine stays from stage to stage, and every create-only property with it.
#[test]
fn no_step_replaces_the_database_of_an_engine() {
    let fixed = registry::create_only("AWS::RDS::DBInstance");
    for engine in ENGINES {
        let steps: Vec<_> = PRINTED
            .iter()
            .filter(|it| it.engine == engine && it.document["Resources"]["Database"].is_object())
            .collect();
        assert_eq!(steps.len(), 4, "{engine:?}");
        for pair in steps.windows(2) {
            let [old, new] = [pair[0], pair[1]].map(|it| &it.document);
            let lost = losses(old, new, &IN_PLACE);
            let lost: Vec<_> = lost.iter().filter(|(id, _)| id.starts_with("Database")).collect();
            assert!(lost.is_empty(), "{} to {}: {lost:?}", pair[0].name(), pair[1].name());
            for property in &fixed {
                let [old, new] = [old, new].map(|it| at(&it["Resources"]["Database"], property));
                assert_eq!(old, new, "{} to {}: {property}", pair[0].name(), pair[1].name());
            }
        }
    }
}

/// A logical ID has one type, whatever the engine; another engine has hardly other ones.
#[test]
fn engines_share_their_logical_ids() {
    for printed in PRINTED.iter() {
        let postgres =
            PRINTED.iter().find(|it| it.engine == Engine::Postgres && it.stage == printed.stage).unwrap();
        for (id, resource) in resources(&printed.document) {
            match resources(&postgres.document).get(id) {
                Some(same) => assert_eq!(kind(same), kind(resource), "{} {id}", printed.name()),
                None => assert_eq!(id, "DatabaseOptions", "{}", printed.name()),
            }
        }
    }
}

/// A23, for every engine.
#[test]
fn the_alarm_for_connections_can_ring() {
    for printed in PRINTED.iter() {
        let resources = resources(&printed.document);
        let Some((database, alarm)) =
            resources.get("Database").zip(resources.get("DatabaseConnectionsAlarm"))
        else {
            continue;
        };
        let class = at(database, "DBInstanceClass").as_str().unwrap();
        let most = DatabaseClass::find(printed.engine.terms().name, class).unwrap().max_connections();
        let limit =
            at(printed.parameters().unwrap(), "Parameters")[printed.engine.terms().connections].as_str();
        let most = limit.map_or(most, |limit| limit.parse().unwrap());
        let rings = at(alarm, "Threshold").as_u64().unwrap();
        assert!(rings > 0 && rings * 5 <= u64::from(most) * 4, "{}: {rings} of {most}", printed.name());
    }
}

fn with_version(engine: Engine, version: &str) -> Options {
    let database = Database { engine, version: Some(version.to_owned()), ..Database::default() };
    App { database, ..App::default() }.into()
}

#[test]
fn no_version_before_ours_is_taken_and_every_later_one_is() {
    for printed in PRINTED.iter().filter(|it| ["100", "1m"].contains(&it.stage)) {
        let Some((_, database)) = printed.databases().find(|(_, it)| at(it, "EngineVersion").is_string())
        else {
            continue;
        };
        let [sold, ours] = ["Engine", "EngineVersion"].map(|key| at(database, key).as_str().unwrap());
        let all: Vec<_> = engine_versions(sold).collect();
        let place = all.iter().position(|it| it.version == ours).unwrap();
        for (at_place, version) in all.iter().enumerate() {
            let wanted = self::printed(printed.stage, &with_version(printed.engine, version.version));
            if at_place < place {
                let said = wanted.unwrap_err();
                assert!(said.contains("database.version: ") && said.contains(ours), "{said}");
                continue;
            }
            let document = document(&wanted.unwrap(), false);
            let instance = &document["Resources"]["Database"];
            let later = version.family != all[place].family;
            assert_eq!(
                *at(instance, "AllowMajorVersionUpgrade") == true,
                later && instance.is_object(),
                "{version:?}"
            );
        }
        let said = self::printed(printed.stage, &with_version(printed.engine, "1.0")).unwrap_err();
        assert!(said.contains("`1.0` is no version of"), "{said}");
    }
}

/// The kinds of classes that stages name.
const KINDS: [&str; 3] = ["db.t4g.small", "db.m7g.large", "db.r8g.xlarge"];

#[test]
fn a_paid_engine_has_a_class_for_every_kind_in_every_region() {
    for (engine, region) in
        ["oracle-se2", "sqlserver-se"].iter().flat_map(|it| Region::all().map(move |region| (it, region)))
    {
        let memory = KINDS.map(|kind| DatabaseClass::like(engine, kind, region).unwrap().memory_gib());
        assert!(memory.is_sorted(), "{engine} {region}: {memory:?}");
    }
}

/// What is said of a class that its engine or region lacks, where the user gave it.
fn refusal_of(engine: Engine, class: &str) -> Result<Value, String> {
    let database = Database { engine, class: Some(class.to_owned()), ..Database::default() };
    let options = Options::from(App { database, ..App::default() });
    let file = std::fs::read_to_string(format!("{}/stages/100.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let stage = Stage::read(&file.replace("db.t4g.small", class)).unwrap();
    let design = design_stage("100", &stage, &options).and_then(|design| design.template());
    design.map(|template| document(&template, false)).map_err(|error| format!("{error:#}"))
}

#[test]
fn a_class_that_is_not_on_sale_is_refused_with_one_that_is() {
    for engine in ENGINES {
        for class in ["db.t4g.nano", "db.m0.large", "db.r8g.96xlarge", "large"] {
            let said = refusal_of(engine, class).unwrap_err();
            let (_, works) = said.rsplit_once("such as ").unwrap_or_else(|| panic!("{said}"));
            assert!(said.contains("database.class: us-east-1 does not offer"), "{said}");
            assert!(refusal_of(engine, works).is_ok(), "{said}");
        }
    }
    let said = refusal_of(Engine::OracleSe2, "db.m8g.large").unwrap_err();
    assert!(said.ends_with("choose another, such as db.m8i.large"), "{said}");
}

/// Demand is measured against the class that is printed, arm64 or not.
#[test]
fn every_engine_bears_the_users_of_its_stage() {
    for (engine, id) in ENGINES.iter().flat_map(|engine| ["100", "10k", "500k"].map(|id| (*engine, id))) {
        let app = App { users: Some(id.parse().unwrap()), ..with_engine(engine).app };
        let rung = LADDER.into_iter().find(|rung| rung.id == id).unwrap();
        let hints = design(rung, &app.into()).unwrap().hints;
        assert!(!hints.iter().any(|hint| hint.contains("raise database")), "{engine:?} {id}: {hints:?}");
    }
}
