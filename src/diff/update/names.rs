//! Names that a person gave to a resource: there cannot be two of one name, so CloudFormation cannot replace it.

use crate::{
    cfn::Node,
    diff::{compare::meant, stack::Resource},
    facts::registry::{self, Kind},
};

/// The properties that name a resource and are the same in both, if a new resource would meet the old one under that name.
/// `replacing` are the properties for which it would be replaced.
pub(super) fn kept(kind: Kind, old: &Resource, new: &Resource, replacing: &[&str]) -> Option<String> {
    if kind.deletes_first() {
        return None;
    }
    let same =
        |name: &&str| old.properties.get(name).is_some_and(|value| new.properties.get(name) == Some(value));
    let stays = |name: &&str| same(name) && !replacing.contains(name);
    let identifier: Vec<_> = kind.identifier().collect();
    if !identifier.is_empty() && identifier.iter().all(stays) {
        return identifier.last().map(|name| (*name).to_owned());
    }
    let elsewhere = replacing.iter().any(|name| leads_elsewhere(kind, name));
    name_of(kind).filter(|name| stays(name) && !elsewhere).map(str::to_owned)
}

/// A name that a person gave to a resource. Of those of one type there is one of a name where it lies.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Named<'a> {
    /// The property that names it.
    pub property: &'static str,
    /// The properties that tell it from all others, and their values.
    pub parts: Vec<(&'static str, &'a Node)>,
}

impl<'a> Named<'a> {
    /// The names of a resource: what tells it from others, if that is given, and its custom name.
    pub(in crate::diff) fn of(resource: &'a Resource) -> Vec<Self> {
        let Some(kind) = registry::kind(&resource.kind) else { return Vec::new() };
        let given = |name: &'static str| resource.properties.get(name).map(|value| (name, value));
        let whole: Option<Vec<_>> = kind.identifier().map(given).collect();
        let identified = whole.and_then(|parts| Some(Self { property: parts.last()?.0, parts }));
        let place = kind.replaces().filter(|path| leads_elsewhere(kind, path)).filter_map(given);
        let name = name_of(kind).and_then(given);
        let named =
            name.map(|name| Self { property: name.0, parts: [name].into_iter().chain(place).collect() });
        identified.into_iter().chain(named).collect()
    }

    /// What no other resource of the type has.
    pub(in crate::diff) fn key(&self) -> String {
        let parts = self.parts.iter().map(|(name, value)| format!("{name}={}", meant(value)));
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// The property that is a custom name.
fn name_of(kind: Kind) -> Option<&'static str> {
    kind.replaces().find(|path| is_name(kind, path))
}

/// Whether a property that lasts is a name that may be left to CloudFormation: `Name`, or `GroupName` of a `SecurityGroup`. One
/// that must be given need not be unique.
fn is_name(kind: Kind, property: &str) -> bool {
    let names_it = property.strip_suffix("Name").is_some_and(|stem| kind.name().ends_with(stem));
    names_it && kind.properties().property(property).is_some_and(|property| !property.required)
}

/// Whether a property says in what the resource lies: names are unique within it. Of those in a network only the names of
/// security groups are (EC2 API reference, `CreateSecurityGroup`, 2026-10).
fn leads_elsewhere(kind: Kind, name: &str) -> bool {
    let in_network = kind.name() == "AWS::EC2::SecurityGroup";
    let other = ["Kms", "KMS", "Key", "Role"].iter().any(|word| name.contains(word))
        || (!in_network && ["Vpc", "VPC", "Subnet"].iter().any(|word| name.contains(word)));
    !other && ["Id", "Arn", "Identifier"].iter().any(|end| name.ends_with(end))
}
