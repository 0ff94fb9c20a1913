//! Names, where AWS asks for one.

use crate::{
    cfn::{Pseudo, Val, select, split},
    sub,
};

/// A name that no other stack has: the prefix and the stack's own ID, 36 characters.
pub fn unique(prefix: &str) -> Val {
    sub![prefix, select(2, &split("/", Pseudo::StackId))]
}

/// The name that the console shows: the stack's, and the part's.
pub fn of(part: &str) -> Val {
    sub![Pseudo::StackName, "-", part]
}
