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
    let mut path = steps(path);
    for step in steps(known) {
        match path.next() {
            Some(other) if other == step => {}
            Some(_) => return Meeting::Apart,
            None => return Meeting::Below,
        }
    }
    Meeting::AtOrAbove
}

/// Whether a known path lies at or above another; an empty one lies above all.
pub(super) fn reaches(known: &str, path: &str) -> bool {
    meeting(known, path) == Meeting::AtOrAbove
}

/// How deep a path leads; an empty one leads nowhere.
pub(super) fn depth(path: &str) -> usize {
    steps(path).count()
}

fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|step| !matches!(*step, "*" | ""))
}
