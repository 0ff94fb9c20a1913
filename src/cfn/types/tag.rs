//! Tags, and the attribute lists of the same form.

use serde::Serialize;

use crate::{
    cfn::{Pseudo, Val},
    sub,
};

/// A key and its value.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    pub key: &'static str,
    pub value: Val,
}

impl Tag {
    /// Any tag or attribute.
    pub fn new(key: &'static str, value: impl Into<Val>) -> Self {
        Self { key, value: value.into() }
    }

    /// The name that the console shows: the stack's, and the part's.
    pub fn name(part: &str) -> Self {
        Self::new("Name", sub![Pseudo::StackName, "-", part])
    }
}
