//! Parameters: what only the owner of a stack knows, such as its domain.

use serde::Serialize;

use super::{Node, Val};
use crate::words::nearest;

/// Proof that a parameter is in the template; made by `Template::parameter` alone:
///
/// ```compile_fail,E0624
/// let dangling = scalegen::cfn::Parameter::new("Nope");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter(String);

/// What is said of a parameter under `Parameters`. Each has a default, so that a stack deploys with none given.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Declaration {
    /// `String`, and later perhaps another of CloudFormation's parameter types.
    pub r#type: &'static str,
    /// Used when the first deployment gives none; where there is none, the first deployment must give one.
    pub default: Option<&'static str>,
    /// What to give, for the people who deploy.
    pub description: &'static str,
    /// A Java regular expression that the whole value matches.
    pub allowed_pattern: &'static str,
    /// What CloudFormation says when it does not match.
    pub constraint_description: &'static str,
}

impl Parameter {
    pub(super) fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// `!Ref` to the parameter.
    pub fn get(&self) -> Val {
        Val::reference(self.0.clone())
    }
}

/// Every name is that of a parameter that one of these templates declares.
///
/// # Errors
/// The first one that is not: a sentence, with the one that was meant.
pub fn declared<'a>(names: impl IntoIterator<Item = &'a str>, templates: &[&Node]) -> Result<(), String> {
    let sections = templates.iter().filter_map(|template| template.get("Parameters")?.as_map());
    let known: Vec<_> = sections.flat_map(|map| map.iter().map(|(name, _)| name)).collect();
    let Some(name) = names.into_iter().find(|name| !known.contains(name)) else { return Ok(()) };
    let meant = nearest(name, known.iter().copied());
    let meant = meant.map_or_else(|| "leave it out".to_owned(), |meant| format!("did you mean `{meant}`?"));
    Err(format!("no template has a parameter `{name}`; {meant}"))
}

impl From<&Parameter> for Val {
    fn from(parameter: &Parameter) -> Self {
        parameter.get()
    }
}
