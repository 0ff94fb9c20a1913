//! What stands behind an attribute of a resource, and so what changes it.

use super::behaviour::Known;

/// What an attribute shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind<'a> {
    /// The resource itself: another one when it is replaced.
    Itself,
    /// A property of the same name.
    Property(&'a str),
    /// How often a property has changed.
    Version(&'a str),
    /// What a program answers: perhaps something else after any change.
    Program,
}

/// What an attribute such as `LatestVersionNumber` shows of a resource.
pub(super) fn behind(known: Known, attribute: &str) -> Behind<'_> {
    let Some(kind) = known.kind() else {
        return if matches!(known, Known::Custom) { Behind::Program } else { Behind::Itself };
    };
    let head = attribute.split('.').next().unwrap_or_default();
    match (kind.name(), attribute) {
        ("AWS::CloudFormation::CustomResource" | "AWS::CloudFormation::Stack", _) => Behind::Program,
        ("AWS::EC2::LaunchTemplate", "LatestVersionNumber" | "DefaultVersionNumber") => {
            Behind::Version("LaunchTemplateData")
        }
        _ if kind.properties().property(head).is_some() && !kind.is_read_only(head) => Behind::Property(head),
        _ => Behind::Itself,
    }
}
