//! Data that moves, as it is told.

use super::{
    Voice,
    items::{Item, Numbered, Part},
    title::title,
};
use crate::{
    cfn::Node,
    components::growth::Phase,
    migrate::{
        Document, Leg, Move, Place, Task,
        document::{kind, properties},
        moves::{
            self, database::Database, federation::Federation, files::Files, region::Region, shards::Shards,
        },
    },
};

/// The name of the application's database on every server.
const DATABASE: &str = "app";

/// How this data moves.
pub(super) fn told(moved: &Move, number: usize, leg: &Leg, parts: &[Numbered], voice: &Voice) -> Item {
    let scene = Scene { leg, parts, voice, region: voice.region.name() };
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

/// Where the data moves.
struct Scene<'a> {
    leg: &'a Leg,
    parts: &'a [Numbered<'a>],
    voice: &'a Voice,
    region: &'static str,
}

impl Scene<'_> {
    fn database(&self, from: Place, to: Place) -> Database {
        let hosts = self.hosts();
        let is_fleet = self.old().kind(hosts.first().map_or("", String::as_str)) == FLEET;
        Database {
            stack: self.voice.stack.clone(),
            region: self.region.to_owned(),
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

    /// Whether the target is a version of `MySQL` that has the old names of procedures: 8.0, as in Aurora.
    fn is_old_mysql(&self, to: Place) -> bool {
        let after = self.leg.after();
        let version = after
            .document
            .resources()
            .get(to.id())
            .and_then(|body| properties(body).get("EngineVersion").cloned());
        version.as_ref().and_then(Node::as_text).is_some_and(|version| version.starts_with("8.0"))
    }

    fn federation(&self, service: &str) -> Federation {
        let hosts = format!("{service}ServiceFleet");
        Federation {
            stack: self.voice.stack.clone(),
            region: self.region.to_owned(),
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
            region: self.region.to_owned(),
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
            region: self.region.to_owned(),
            port: self.port(),
            database: DATABASE.to_owned(),
            service: service.to_lowercase(),
            tables: ".*".to_owned(),
            buckets: BUCKETS,
            session: hosts.clone(),
            hosts,
            expand: self.step(Task::Phase(Phase::Expand)),
        }
    }

    fn region(&self) -> Region {
        Region {
            stack: self.voice.stack.clone(),
            region: self.region.to_owned(),
            secondary_stack: self.voice.stack.clone(),
            secondary_region: self.voice.second_region.clone(),
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

    /// The logical IDs of a type in the main stack that both regions have, with a blank between them.
    fn all(&self, wanted: &str) -> String {
        let after = self.leg.after();
        let copied = |body: &Node| wanted != SECRET || properties(body).get("ReplicaRegions").is_some();
        let all = after.document.resources().iter().filter(|(_, body)| kind(body) == wanted && copied(body));
        all.map(|(id, _)| id).collect::<Vec<_>>().join(" ")
    }

    fn old(&self) -> &Document {
        &self.leg.before.document
    }

    /// The hosts of the web site before: fleets, or plain servers that boot from a launch template of theirs.
    fn hosts(&self) -> Vec<String> {
        let of_kind = |wanted: &str| {
            let all = self.old().resources().iter().filter(|(_, body)| kind(body) == wanted);
            all.map(|(id, _)| id.to_owned()).filter(|id| id.starts_with("Web")).collect::<Vec<_>>()
        };
        let fleets = of_kind(FLEET);
        if fleets.is_empty() { of_kind("AWS::EC2::Instance") } else { fleets }
    }

    fn has_replicas(&self) -> bool {
        let replica = |body: &Node| properties(body).get("SourceDBInstanceIdentifier").is_some();
        self.old().resources().iter().any(|(_, body)| replica(body))
    }

    fn port(&self) -> u16 {
        let mut rules = ["DatabaseFromWeb", "DataHostFromWeb"]
            .into_iter()
            .filter_map(|id| self.old().resources().get(id));
        let port = rules.find_map(|rule| properties(rule).get("ToPort")).cloned();
        match port {
            Some(Node::Number(number)) => {
                number.as_u64().and_then(|port| port.try_into().ok()).unwrap_or_default()
            }
            _ => 0,
        }
    }

    /// What the runbook calls a step: the last one, if the leg has none of its own for that.
    fn step(&self, task: Task) -> String {
        let mut steps = self.parts.iter().filter_map(|numbered| match numbered.part {
            Part::Step(step) => Some((numbered.number, step)),
            Part::Move(_) => None,
        });
        let found = steps.clone().find(|(_, step)| step.task == task).or_else(|| steps.next_back());
        found.map(|(number, step)| format!("step {number} ({})", title(step).word)).unwrap_or_default()
    }
}

/// Into how many buckets users fall, for ever, as `examples/shards` has it.
const BUCKETS: u16 = 1024;

const SECRET: &str = "AWS::SecretsManager::Secret";
const FLEET: &str = "AWS::AutoScaling::AutoScalingGroup";

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
