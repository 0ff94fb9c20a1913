//! Why a resource changes, as it is told.

use serde::Serialize;

use super::{
    Behaviour,
    stack::Resource,
    update::{self, Pair},
};
use crate::cfn::Node;

/// Why a resource changes.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// Where: `Properties.DBName`.
    pub path: String,
    /// The value before; nothing where there was none.
    pub from: Option<Node>,
    /// The value after; nothing where there is none.
    pub to: Option<Node>,
    /// What this change does.
    pub behaviour: Behaviour,
    /// The resource through which it came.
    pub via: Option<String>,
    /// What the behaviour comes from, if the registry alone does not say it: a sentence.
    #[serde(skip)]
    pub why: Option<String>,
}

impl From<update::Reason> for Reason {
    fn from(reason: update::Reason) -> Self {
        let update::Reason { place, from, to, behaviour, via, why, .. } = reason;
        Self { path: place.shown, from, to, behaviour, via, why }
    }
}

impl Reason {
    /// What stands in the way of an update.
    pub(super) fn refusal(path: &str, [from, to]: [Option<Node>; 2], why: String) -> Self {
        let behaviour = Behaviour::Refused;
        Self { path: path.to_owned(), from, to, behaviour, via: None, why: Some(why) }
    }

    pub(super) fn of_condition(before: &Node, after: &Node) -> Self {
        Self {
            path: "Condition".to_owned(),
            from: Some(before.clone()),
            to: Some(after.clone()),
            behaviour: Behaviour::Conditional,
            via: None,
            why: Some("its condition cannot be known here; give its parameters".to_owned()),
        }
    }

    pub(super) fn of_name(pair: &Pair, name: &str) -> Self {
        let sides = [pair.old, pair.new].map(|resource| resource.properties.get(name).cloned());
        let why = "the new resource would meet the old one under this name; give it another name";
        Self::refusal(&format!("Properties.{name}"), sides, why.to_owned())
    }

    pub(super) fn of_protection(resource: &Resource, path: &str) -> Self {
        let name = path.split('/').next().unwrap_or(path);
        let why = "it is protected from deletion; take the protection off in an update before";
        Self::refusal(
            &format!("Properties.{name}"),
            [resource.properties.get(name).cloned(), None],
            why.to_owned(),
        )
    }
}
