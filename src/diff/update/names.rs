//! Names that a person gave to a resource: there cannot be two of one name, so CloudFormation cannot replace it.

use crate::{
    diff::stack::Resource,
    facts::registry::{Kind, Property},
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
    let name = kind.properties().properties().find(|property| is_name(kind, *property));
    name.map(|property| property.name).filter(|name| stays(name) && !elsewhere).map(str::to_owned)
}

/// Whether a property is a name that may be left to CloudFormation: `Name`, or `GroupName` of a `SecurityGroup`. One that must
/// be given need not be unique.
fn is_name(kind: Kind, property: Property) -> bool {
    let last = kind.name().rsplit("::").next().unwrap_or_default();
    let names_it = property.name.strip_suffix("Name").is_some_and(|stem| last.ends_with(stem));
    names_it && !property.required && kind.replaces().any(|path| path == property.name)
}

/// Whether a property says in what the resource lies: names are unique within it. Of those in a network only the names of
/// security groups are (EC2 API reference, `CreateSecurityGroup`, 2026-10).
fn leads_elsewhere(kind: Kind, name: &str) -> bool {
    let in_network = kind.name() == "AWS::EC2::SecurityGroup";
    let other = ["Kms", "KMS", "Key", "Role"].iter().any(|word| name.contains(word))
        || (!in_network && ["Vpc", "VPC", "Subnet"].iter().any(|word| name.contains(word)));
    !other && ["Id", "Arn", "Identifier"].iter().any(|end| name.ends_with(end))
}
