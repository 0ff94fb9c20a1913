//! Data that moves while a stack grows.

use super::document::{Document, kind, properties};
use crate::{
    cfn::Node,
    components::{
        database::federation::{Holds, holds},
        growth::Phase,
        service::ServiceName,
    },
};

/// Where a database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a host with a disk of its own.
    DataHost,
    /// On RDS.
    Database,
    /// In a cluster of Aurora.
    DatabaseCluster,
}

/// Data that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// The application's database.
    Database {
        /// From where.
        from: Place,
        /// To where.
        to: Place,
    },
    /// Files that the content delivery network serves from a bucket.
    Files,
    /// Tables of a service, to a cluster of its own.
    Service(ServiceName),
    /// Users of a service, to more clusters.
    Shards(ServiceName),
    /// All of it, to a second region.
    Region,
}

/// The places of a database, the earliest first.
const PLACES: [Place; 3] = [Place::DataHost, Place::Database, Place::DatabaseCluster];

impl Place {
    /// Its logical ID.
    pub fn id(self) -> &'static str {
        match self {
            Self::DataHost => "DataHost",
            Self::Database => "Database",
            Self::DatabaseCluster => "DatabaseCluster",
        }
    }
}

impl Move {
    /// The phase before which it is done; none if it comes after all of them.
    pub fn before(&self) -> Option<Phase> {
        match self {
            Self::Files => Some(Phase::Names),
            Self::Database { .. } => Some(Phase::Switch),
            Self::Service(_) | Self::Shards(_) => Some(Phase::Shrink),
            Self::Region => None,
        }
    }
}

/// What moves when one template follows another.
pub(super) fn between(old: &Document, new: &Document) -> Vec<Move> {
    let fresh = |id: &str| new.resources().get(id).is_some() && old.resources().get(id).is_none();
    let mut moves: Vec<_> = database(old, new).into_iter().collect();
    if fresh("AssetsBucket") {
        moves.push(Move::Files);
    }
    if old.resources().get(Place::DatabaseCluster.id()).is_some() {
        moves.extend(clusters(new, fresh));
    }
    if new.section("Conditions").get("HasSecondary").is_some()
        && old.section("Conditions").get("HasSecondary").is_none()
    {
        moves.push(Move::Region);
    }
    moves
}

/// The application's database, if it is elsewhere afterwards.
fn database(old: &Document, new: &Document) -> Option<Move> {
    let is_in =
        |document: &Document| PLACES.into_iter().find(|place| document.resources().get(place.id()).is_some());
    let (from, to) = (is_in(old)?, is_in(new)?);
    (from != to).then_some(Move::Database { from, to })
}

/// Clusters that are new beside the first one.
fn clusters(new: &Document, fresh: impl Fn(&str) -> bool) -> Vec<Move> {
    let clusters =
        new.resources().iter().filter(|(id, body)| kind(body) == "AWS::RDS::DBCluster" && fresh(id));
    let (mut moves, mut sharded) = (Vec::new(), None);
    for (id, _) in clusters {
        match holds(id) {
            Some(Holds::Function(service)) => moves.push(Move::Service(service)),
            Some(Holds::Shard(service)) => sharded = Some(Move::Shards(service)),
            None => {}
        }
    }
    moves.extend(sharded);
    moves
}

/// The port on which the application's database listens, as the rule for the web servers has it.
pub(super) fn port(document: &Document) -> Option<Node> {
    let rule =
        ["DatabaseFromWeb", "DataHostFromWeb"].into_iter().find_map(|id| document.resources().get(id))?;
    properties(rule).get("ToPort").cloned()
}
