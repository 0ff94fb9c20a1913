//! What stands behind a resource's attribute, or its `!Ref`, and so what changes it.

use super::judge::Known;
use crate::facts::registry::Kind;

/// What an attribute shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind<'a> {
    /// The resource itself: another one when it is replaced.
    Itself,
    /// A property of the same name.
    Property(&'a str),
    /// How often a property has changed.
    Version(&'a str),
    /// What it gets at its start: perhaps something else after an interruption.
    Start,
    /// What a program answers: perhaps something else after any change.
    Program,
}

/// What an attribute such as `LatestVersionNumber` shows of a resource, or, without one, its `!Ref`.
pub(super) fn behind(known: Known, attribute: Option<&str>) -> Behind<'_> {
    match (known, attribute) {
        (Known::Custom, _) => Behind::Program,
        (Known::Type(kind), _) if kind.name() == "AWS::CloudFormation::CustomResource" => Behind::Program,
        (Known::Type(kind), Some(attribute)) => behind_attribute(kind, attribute),
        _ => Behind::Itself,
    }
}

fn behind_attribute(kind: Kind, attribute: &str) -> Behind<'_> {
    let head = attribute.split('.').next().unwrap_or_default();
    match (kind.name(), attribute) {
        ("AWS::CloudFormation::Stack", _) => Behind::Program,
        ("AWS::EC2::Instance", "PublicIp" | "PublicDnsName") => Behind::Start,
        ("AWS::EC2::LaunchTemplate", "LatestVersionNumber" | "DefaultVersionNumber") => {
            Behind::Version("LaunchTemplateData")
        }
        _ if kind.properties().property(head).is_some() && !kind.is_read_only(head) => Behind::Property(head),
        _ => Behind::Itself,
    }
}
