//! Data that moves, as it is told.

use anyhow::{Context, Result};

use super::{
    Teller,
    items::{Item, Numbered},
    scene::Scene,
};
use crate::{
    components::{database::NAME, growth::Phase, login::secrets, service::ServiceName, tier::Job},
    migrate::{
        Leg, Move, Place, Task,
        moves::{
            self, Engine, Hosts, Kind, Side, database::Database, federation::Federation, files::Files,
            region::Region, shards::Shards,
        },
    },
};

/// How this data moves.
pub(super) fn told(
    moved: &Move,
    number: usize,
    leg: &Leg,
    parts: &[Numbered],
    teller: &Teller,
) -> Result<Item> {
    let scene = Scene { leg, parts, number, migration: teller.migration, voice: teller.voice };
    let (name, text) = match moved {
        Move::Database { from, to } => (
            format!("Move the data from {} to {}", from.id(), to.id()),
            moves::database::render(&scene.database(*from, *to)?),
        ),
        Move::Service(service) => (
            format!("Move the tables of {}", service.id()),
            moves::federation::render(&scene.federation(service)?),
        ),
        Move::Files => ("Copy the static files".to_owned(), moves::files::render(&scene.files()?)),
        Move::Shards(service) => {
            (format!("Move {} to their shards", service.id()), moves::shards::render(&scene.shards(service)?))
        }
        Move::Region => ("Fill the second region".to_owned(), moves::region::render(&scene.region()?)),
    };
    Ok(Item::Move { number, name, text: nested(&text) })
}

/// A text whose own title the runbook has already, one level deeper.
fn nested(text: &str) -> String {
    let mut fenced = false;
    let mut out = String::new();
    for line in text.lines().skip_while(|line| line.starts_with("## ") || line.is_empty()) {
        fenced ^= line.starts_with("```");
        if line.starts_with("##") && !fenced {
            out.push('#');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

impl Scene<'_> {
    fn database(&self, from: Place, to: Place) -> Result<Database> {
        let engine = self.engine()?;
        Ok(Database {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            engine,
            port: engine.port(),
            database: NAME.to_owned(),
            tables: ".*".to_owned(),
            source: side(from.id(), kind_of(from), "Database"),
            target: side(to.id(), kind_of(to), "Database"),
            hosts: self.all_site(),
            readers: to == Place::DatabaseCluster && self.has_replicas(),
            replicates: to == Place::Database,
            source_word: if self.is_old_mysql(to) { "master" } else { "source" }.to_owned(),
            before: self.before()?,
            switch: self.step(Task::Phase(Phase::Switch))?,
            contract: self.step(Task::Phase(Phase::Contract))?,
        })
    }

    fn federation(&self, service: &ServiceName) -> Result<Federation> {
        let engine = self.engine()?;
        let tables = match engine {
            Engine::Postgres => format!("public[.]{}.*", service.get()),
            Engine::Mysql => format!("{}.*", service.get()),
        };
        Ok(Federation {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            engine,
            port: engine.port(),
            database: NAME.to_owned(),
            service: service.get().to_owned(),
            tables,
            source: side(Place::DatabaseCluster.id(), Kind::Cluster, "Database"),
            target: side(&format!("{}Cluster", service.id()), Kind::Cluster, &service.id()),
            hosts: of_service(service),
            before: self.before()?,
        })
    }

    fn files(&self) -> Result<Files> {
        Ok(Files {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            hosts: self.hosts(),
            before: self.before()?,
            switch: self.step(Task::Phase(Phase::Names))?,
            contract: self.step(Task::Phase(Phase::Switch))?,
        })
    }

    fn shards(&self, service: &ServiceName) -> Result<Shards> {
        let engine = self.engine()?;
        Ok(Shards {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            engine,
            port: engine.port(),
            database: NAME.to_owned(),
            service: service.get().to_owned(),
            tables: String::new(),
            buckets: BUCKETS,
            hosts: of_service(service),
            before: self.before()?,
        })
    }

    fn region(&self) -> Result<Region> {
        let second = self.migration.second_region.context("the way leads to no second region")?;
        Ok(Region {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            secondary_stack: self.voice.stack.clone(),
            secondary_region: second.name().to_owned(),
            hosts: self.all_hosts()?,
            buckets: self.all("AWS::S3::Bucket", Some("ReplicationConfiguration")),
            tables: self.all("AWS::DynamoDB::GlobalTable", None),
            secrets: self.all("AWS::SecretsManager::Secret", Some("ReplicaRegions")),
            clusters: self.all("AWS::RDS::GlobalCluster", None),
            first: self.step_before(Task::Second)?,
            second: self.step(Task::Second)?,
            third: self.step(Task::Join)?,
            in_service: self.step(Task::Serve)?,
        })
    }
}

/// Into how many buckets users fall, for ever, as `examples/shards` has it.
const BUCKETS: u16 = 1024;

fn kind_of(place: Place) -> Kind {
    match place {
        Place::DataHost => Kind::Host,
        Place::Database => Kind::Instance,
        Place::DatabaseCluster => Kind::Cluster,
    }
}

fn of_service(service: &ServiceName) -> Hosts {
    Hosts::fleet(&Job::service(service.get()).id("Fleet"))
}

fn side(id: &str, kind: Kind, logins: &str) -> Side {
    let [secret, administrators] = secrets(logins);
    Side { id: id.to_owned(), kind, secret, admin_secret: (kind != Kind::Host).then_some(administrators) }
}
