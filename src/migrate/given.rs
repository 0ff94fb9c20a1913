//! What the parameters of a stack are given on the way: a text, or what a shell asks AWS for before.

use indexmap::IndexMap;

use super::{hold, stops::Stop};
use crate::diff::Known;

/// The values of a stack's parameters that do not have their defaults, by name.
pub type Values = IndexMap<String, Given>;

/// What a parameter is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// This text.
    Text(String),
    /// What is known only when the step is done.
    Asked(Asked),
}

/// What a shell asks AWS for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The version of a launch template that the hosts run which are there.
    Version {
        /// The launch template's logical ID.
        template: String,
        /// The stage that is left: on a longer way hosts run another version then.
        at: String,
    },
    /// The name of the main stack.
    Stack,
    /// The name of the stack in us-east-1.
    EdgeStack,
    /// The version of the databases in the first region.
    DatabaseVersion,
    /// The name of a bucket in the second region.
    Bucket(Bucket),
}

/// A bucket that both regions have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bucket {
    /// Static files.
    Assets,
    /// What users upload.
    Media,
}

impl Bucket {
    /// The output that names it.
    pub fn output(self) -> &'static str {
        match self {
            Self::Assets => "AssetsBucketName",
            Self::Media => "MediaBucketName",
        }
    }
}

impl Given {
    /// Whether it is an empty text.
    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::Text(String::new())
    }

    /// What `diff` takes it for: the text, or the variable in which the shell keeps it. Any number will do for a version, as nobody
    /// knows it before.
    pub fn known(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Asked(Asked::Version { .. }) => VERSION.to_owned(),
            Self::Asked(asked) => format!("${}", asked.variable()),
        }
    }
}

const VERSION: &str = "1";

impl Asked {
    /// The variable in which the shell keeps it.
    pub fn variable(&self) -> String {
        match self {
            Self::Version { template, at } => {
                let at: String = at.chars().filter(char::is_ascii_alphanumeric).collect();
                format!("{}_AT_{}", shell_name(template), at.to_uppercase())
            }
            Self::Stack => "STACK".to_owned(),
            Self::EdgeStack => "EDGE_STACK".to_owned(),
            Self::DatabaseVersion => "DATABASE_VERSION".to_owned(),
            Self::Bucket(Bucket::Assets) => "SECOND_ASSETS".to_owned(),
            Self::Bucket(Bucket::Media) => "SECOND_MEDIA".to_owned(),
        }
    }
}

/// `WebLaunchTemplate` as a variable of the shell: `WEB_LAUNCH_TEMPLATE`.
pub(super) fn shell_name(name: &str) -> String {
    let mut out = String::new();
    for (index, letter) in name.char_indices() {
        if index > 0 && letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}

/// The parameters that have another value than before.
pub(super) fn changed<'a>(
    before: Option<&'a Values>,
    after: &'a Values,
) -> impl Iterator<Item = (&'a str, &'a Given)> {
    let was = move |name: &str| before.and_then(|before| before.get(name));
    after
        .iter()
        .filter(move |(name, given)| was(name) != Some(*given))
        .map(|(name, given)| (name.as_str(), given))
}

/// What is known of a stack before a step, of which the hosts run the latest version of what the step holds.
pub fn known_before(stack: &Known, before: &Values, after: &Values) -> Known {
    let mut known = known(stack, before);
    let held = changed(Some(before), after).filter_map(|(_, given)| match given {
        Given::Asked(Asked::Version { template, .. }) => {
            Some((hold::attribute(template), VERSION.to_owned()))
        }
        _ => None,
    });
    known.attributes.extend(held);
    known
}

/// What is known of a stack with these values.
pub fn known(stack: &Known, values: &Values) -> Known {
    let mut known = stack.clone();
    known.parameters.extend(values.iter().map(|(name, given)| (name.clone(), given.known())));
    known
}

/// The version of a launch template that hosts run when they leave a stage.
pub(super) fn held_version(template: &str, start: Stop) -> Given {
    Given::Asked(Asked::Version { template: template.to_owned(), at: start.to_string() })
}
