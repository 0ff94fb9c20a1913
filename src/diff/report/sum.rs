//! The last line.

use crate::diff::{Action, Diff};

/// How many resources each action befalls, and how many lose their data: "1 replaced, 0 data lost".
pub fn sum(diff: &Diff) -> String {
    let counts = Action::ALL.into_iter().map(|action| (diff.count(action), action.done()));
    let mut parts: Vec<_> =
        counts.filter(|(count, _)| *count > 0).map(|(count, done)| format!("{count} {done}")).collect();
    if parts.is_empty() {
        parts.push("no resource changes".to_owned());
    }
    parts.push(format!("{} data lost", diff.lost()));
    parts.join(", ")
}
