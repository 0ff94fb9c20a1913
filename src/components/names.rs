//! Names, where AWS asks for one.

use crate::{
    cfn::{Pseudo, Val, select, split},
    sub,
};

/// A name that no other stack has: the prefix and the stack's own ID, 36 characters.
pub fn unique(prefix: &str) -> Val {
    sub![prefix, id()]
}

/// The first 8 characters of the stack's own ID, where a name must be short: enough to tell an account's stacks apart.
pub fn short_id() -> Val {
    select(0, &split("-", id()))
}

/// The name that the console shows: the stack's, and the part's.
pub fn of(part: &str) -> Val {
    sub![Pseudo::StackName, "-", part]
}

/// The stack's own ID, 36 characters.
pub fn id() -> Val {
    select(2, &split("/", Pseudo::StackId))
}

/// The Amazon Resource Name of a part of this account in this region: `ses`, `identity/*`.
pub fn arn(service: &str, part: impl Into<Val>) -> Val {
    sub![
        "arn:",
        Pseudo::Partition,
        ":",
        service,
        ":",
        Pseudo::Region,
        ":",
        Pseudo::AccountId,
        ":",
        part.into()
    ]
}
