//! Paths of properties: `Budget/BudgetName`, with `*` for any item of a list.

/// Where a known path lies, seen from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meeting {
    Apart,
    Below,
    AtOrAbove,
}

/// The registry leaves some `*` out, so none is counted.
pub(super) fn meeting(known: &str, path: &str) -> Meeting {
    let (known, path) = (steps(known), steps(path));
    if path.starts_with(&known) {
        Meeting::AtOrAbove
    } else if known.starts_with(&path) {
        Meeting::Below
    } else {
        Meeting::Apart
    }
}

/// Whether a known path lies at or above another; an empty one lies above all.
pub(super) fn reaches(known: &str, path: &str) -> bool {
    meeting(known, path) == Meeting::AtOrAbove
}

/// How deep a path leads; an empty one leads nowhere.
pub(super) fn depth(path: &str) -> usize {
    steps(path).len()
}

fn steps(path: &str) -> Vec<&str> {
    path.split('/').filter(|step| !["*", ""].contains(step)).collect()
}
