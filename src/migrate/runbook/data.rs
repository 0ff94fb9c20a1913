//! Data that moves, as it is told.

use super::{
    Teller,
    items::{Item, Numbered},
    scene::{FLEET, Scene},
};
use crate::{
    components::growth::Phase,
    facts::regions,
    migrate::{
        Leg, Move, Place, Task,
        moves::{
            self, database::Database, federation::Federation, files::Files, region::Region, shards::Shards,
        },
    },
};

/// The name of the application's database on every server.
const DATABASE: &str = "app";

/// How this data moves.
pub(super) fn told(moved: &Move, number: usize, leg: &Leg, parts: &[Numbered], teller: &Teller) -> Item {
    let scene = Scene { leg, parts, migration: teller.migration, voice: teller.voice };
    let (name, text) = match moved {
        Move::Database { from, to } => (
            format!("Move the data from {} to {}", from.id(), to.id()),
            moves::database::render(&scene.database(*from, *to)),
        ),
        Move::Service(name) => {
            (format!("Move the tables of {name}"), moves::federation::render(&scene.federation(name)))
        }
        Move::Files => ("Copy the static files".to_owned(), moves::files::render(&scene.files())),
        Move::Shards(service) => {
            (format!("Move {service} to their shards"), moves::shards::render(&scene.shards(service)))
        }
        Move::Region => ("Fill the second region".to_owned(), moves::region::render(&scene.region())),
    };
    Item::Move { number, name, text: nested(&text) }
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
    fn database(&self, from: Place, to: Place) -> Database {
        let hosts = self.hosts();
        let is_fleet = self.old().kind(hosts.first().map_or("", String::as_str)) == FLEET;
        Database {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            engine: self.voice.engine.clone(),
            port: self.port(),
            database: DATABASE.to_owned(),
            tables: ".*".to_owned(),
            source: side(from.id(), kind_of(from), "Database"),
            target: side(to.id(), kind_of(to), "Database"),
            session: hosts.first().cloned().unwrap_or_default(),
            fleet: hosts.first().filter(|_| is_fleet).cloned(),
            hosts: hosts.join(","),
            readers: to == Place::DatabaseCluster && self.has_replicas(),
            replicates: to == Place::Database,
            source_word: if self.is_old_mysql(to) { "master" } else { "source" }.to_owned(),
            expand: self.step(Task::Phase(Phase::Expand)),
            switch: self.step(Task::Phase(Phase::Switch)),
            contract: self.step(Task::Phase(Phase::Contract)),
        }
    }

    fn federation(&self, service: &str) -> Federation {
        let hosts = format!("{service}ServiceFleet");
        Federation {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            port: self.port(),
            database: DATABASE.to_owned(),
            service: service.to_lowercase(),
            tables: format!("public[.]{}.*", service.to_lowercase()),
            source: side(Place::DatabaseCluster.id(), moves::Kind::Cluster, "Database"),
            target: side(&format!("{service}Cluster"), moves::Kind::Cluster, service),
            session: hosts.clone(),
            hosts,
            expand: self.step(Task::Phase(Phase::Expand)),
        }
    }

    fn files(&self) -> Files {
        Files {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            hosts: self.hosts().join(","),
            expand: self.step(Task::Phase(Phase::Expand)),
            switch: self.step(Task::Phase(Phase::Names)),
            contract: self.step(Task::Phase(Phase::Switch)),
        }
    }

    fn shards(&self, service: &str) -> Shards {
        let hosts = format!("{service}ServiceFleet");
        Shards {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            port: self.port(),
            database: DATABASE.to_owned(),
            service: service.to_lowercase(),
            tables: String::new(),
            buckets: BUCKETS,
            session: hosts.clone(),
            hosts,
            expand: self.step(Task::Phase(Phase::Expand)),
        }
    }

    fn region(&self) -> Region {
        Region {
            stack: self.voice.stack.clone(),
            region: self.migration.region.name().to_owned(),
            secondary_stack: self.voice.stack.clone(),
            secondary_region: self.migration.second_region.map_or("", regions::Region::name).to_owned(),
            hosts: "WebFleet".to_owned(),
            buckets: "AssetsBucket MediaBucket".to_owned(),
            tables: self.all("AWS::DynamoDB::GlobalTable"),
            secrets: self.all("AWS::SecretsManager::Secret"),
            clusters: self.all("AWS::RDS::GlobalCluster"),
            first: self.step(Task::Phase(Phase::Switch)),
            second: self.step(Task::Second),
            third: self.step(Task::Join),
            in_service: self.step(Task::Serve),
        }
    }
}

/// Into how many buckets users fall, for ever, as `examples/shards` has it.
const BUCKETS: u16 = 1024;

fn kind_of(place: Place) -> moves::Kind {
    match place {
        Place::DataHost => moves::Kind::Host,
        Place::Database => moves::Kind::Instance,
        Place::DatabaseCluster => moves::Kind::Cluster,
    }
}

fn side(id: &str, kind: moves::Kind, logins: &str) -> moves::Side {
    let admin_secret = (kind != moves::Kind::Host).then(|| format!("{logins}MasterSecret"));
    moves::Side { id: id.to_owned(), kind, secret: format!("{logins}Secret"), admin_secret }
}
