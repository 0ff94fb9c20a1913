//! What is asked for.

use indexmap::IndexMap;

use super::stops::Stop;
use crate::{cfn::Node, design::Options};

/// What is deployed, and where it is to go.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Where it is.
    pub from: Stop,
    /// Where it is to go.
    pub to: Stop,
    /// What the user has and wants.
    pub options: &'a Options,
    /// Parameters of the stack that do not have their defaults.
    pub parameters: IndexMap<String, String>,
    /// The template that is deployed, if it was read.
    pub deployed: Option<Node>,
}
