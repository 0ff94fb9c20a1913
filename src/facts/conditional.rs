//! What a change of a property does where the registry leaves it open, or is known to be wrong, and what the service
//! refuses (`facts/conditional.tsv`).

mod lower;

use super::{
    path::{depth, reaches},
    table::{Row, Table},
};

/// What an update of a property does to a live resource, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// The resource stays, and works on.
    InPlace,
    /// The resource stays, but pauses.
    Interrupts,
    /// The resource stays, and its hosts are as the `UpdatePolicy` says.
    UpdatePolicy,
    /// In place with `UseOnlineResharding: true` in the `UpdatePolicy`, else the resource is replaced.
    Resharding,
    /// It depends on what the template does not tell.
    MayReplace,
    /// The resource is replaced by a new one.
    Replaces,
    /// The update fails.
    Refused,
}

/// What is known of the property at a path, and of all in it for which there is no rule of its own.
#[derive(Clone, Copy, Debug)]
pub struct Rule(Row);

/// The rule for a property, such as `AWS::EC2::Volume` and `Size`: the deepest at or above the path.
#[must_use]
pub fn rule(kind: &str, path: &str) -> Option<Rule> {
    let meets = CONDITIONAL.rows_of(kind).map(Rule).filter(|rule| reaches(rule.path(), path));
    meets.max_by_key(|rule| depth(rule.path()))
}

/// The paths of a type for which there are rules.
pub(super) fn ruled(kind: &str) -> impl Iterator<Item = &'static str> {
    CONDITIONAL.rows_of(kind).map(|row| Rule(row).path())
}

impl Rule {
    /// What the change does. A value that is not there, or is an empty text, is `None`; one that is not scalar is `{}`.
    #[must_use]
    pub fn effect(self, from: Option<&str>, to: Option<&str>) -> Effect {
        let (from, to) = (given(from), given(to));
        let column = match (from, to) {
            ("", to) if !to.is_empty() => ADDED,
            (from, "") if !from.is_empty() => REMOVED,
            (from, to) if lower::is_lower(to, from) => LOWERED,
            _ => CHANGED,
        };
        let word = self.exception(from, to).unwrap_or_else(|| self.word(column));
        Effect::named(word).unwrap_or(Effect::MayReplace)
    }

    /// Why, in a short sentence for people.
    #[must_use]
    pub fn why(self) -> &'static str {
        self.0.cell(WHY)
    }

    /// Where it is said, and when.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.0.cell(SOURCE)
    }

    /// The path to which it belongs.
    #[must_use]
    pub fn path(self) -> &'static str {
        self.0.cell(PATH)
    }

    /// A cell without a word is as a change.
    fn word(self, column: usize) -> &'static str {
        Some(self.0.cell(column)).filter(|word| !word.is_empty()).unwrap_or(self.0.cell(CHANGED))
    }

    /// The first exception of `from>to=effect` that meets the values.
    fn exception(self, from: &str, to: &str) -> Option<&'static str> {
        let meets = |pattern: &str, value: &str| pattern == "*" || pattern == value;
        self.exceptions()
            .find_map(|(before, after, effect)| (meets(before, from) && meets(after, to)).then_some(effect))
    }

    fn exceptions(self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.0.words(EXCEPT).filter_map(|word| {
            let (before, rest) = word.split_once('>')?;
            rest.rsplit_once('=').map(|(after, effect)| (before, after, effect))
        })
    }
}

impl Effect {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "in-place" => Self::InPlace,
            "interrupts" => Self::Interrupts,
            "update-policy" => Self::UpdatePolicy,
            "resharding" => Self::Resharding,
            "may-replace" => Self::MayReplace,
            "replaces" => Self::Replaces,
            "refused" => Self::Refused,
            _ => return None,
        })
    }
}

fn given(value: Option<&str>) -> &str {
    value.unwrap_or_default()
}

const PATH: usize = 1;
const ADDED: usize = 2;
const CHANGED: usize = 3;
const REMOVED: usize = 4;
const LOWERED: usize = 5;
const EXCEPT: usize = 6;
const WHY: usize = 7;
const SOURCE: usize = 8;

const CONDITIONAL: Table = Table(include_str!("../../facts/conditional.tsv"));

#[cfg(test)]
mod tests;
