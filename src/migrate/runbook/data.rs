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
        moves::{self, database::Database, federation::Federation},
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
        Move::Files => ("Copy the static files".to_owned(), String::new()),
        Move::Shards(count) => (format!("Part the users among {count} shards"), String::new()),
        Move::Region => ("Copy the files to the second region".to_owned(), String::new()),
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
            expand: self.step(Phase::Expand),
            switch: self.step(Phase::Switch),
            contract: self.step(Phase::Contract),
        }
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
            expand: self.step(Phase::Expand),
        }
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
        let rules = ["DatabaseFromWeb", "DataHostFromWeb"]
            .into_iter()
            .filter_map(|id| self.old().resources().get(id));
        let port = rules.filter_map(|rule| properties(rule).get("ToPort").cloned()).next();
        match port {
            Some(Node::Number(number)) => {
                number.as_u64().and_then(|port| port.try_into().ok()).unwrap_or_default()
            }
            _ => 0,
        }
    }

    /// What the runbook calls the step of a phase: the last step, if the phase has none of its own.
    fn step(&self, phase: Phase) -> String {
        let steps = self.parts.iter().filter_map(|numbered| match numbered.part {
            Part::Step(step) => Some((numbered.number, step)),
            Part::Move(_) => None,
        });
        let found = steps.clone().find(|(_, step)| step.task == Task::Phase(phase)).or_else(|| steps.last());
        found.map(|(number, step)| format!("step {number} ({})", title(step).word)).unwrap_or_default()
    }
}

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
