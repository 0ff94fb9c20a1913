//! What a part of a template refers to, and whether it is there.

use std::{collections::BTreeSet, convert::Infallible};

use super::document::Document;
use crate::cfn::{
    Node,
    refer::{self, PSEUDO, Path, Reference},
};

/// Where templates refer to others of their parts.
const SECTIONS: [&str; 4] = ["Rules", "Conditions", "Resources", "Outputs"];

/// The parameters, resources, conditions and mappings that a body names, at any depth.
pub(super) fn names(body: &Node) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let Ok(()) = refer::of(&Path::Start("", ""), body, &mut |_, reference| {
        found.insert(reference.name());
        Ok::<_, Infallible>(())
    });
    found
}

/// A reference to what is not there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dangling {
    /// Where it stands.
    pub place: String,
    /// What is not there.
    pub name: String,
}

/// The first reference of a template that leads nowhere. What a macro makes is not known, so nothing is said of it.
pub(super) fn dangling(document: &Document) -> Option<Dangling> {
    let sections = SECTIONS.into_iter().filter(|_| document.node.get("Transform").is_none());
    let bodies = sections.flat_map(|section| {
        document.section(section).iter().map(move |(name, body)| (Path::Start(section, name), body))
    });
    let check = |(start, body): (Path, &Node)| {
        refer::of(&start, body, &mut |path, reference| {
            let found = || Dangling { place: path.to_string(), name: reference.name().to_owned() };
            has(document, reference).then_some(()).ok_or_else(found)
        })
    };
    bodies.into_iter().find_map(|body| check(body).err())
}

fn has(document: &Document, reference: Reference) -> bool {
    let among = |section| document.section(section).get(reference.name()).is_some();
    match reference {
        Reference::Name(name) => PSEUDO.contains(&name) || among("Parameters") || among("Resources"),
        Reference::Attribute(..) | Reference::Order(_) => among("Resources"),
        Reference::Condition(_) => among("Conditions"),
        Reference::Mapping(_) => among("Mappings"),
    }
}
