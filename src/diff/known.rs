//! What is known of a stack beside its template.

use indexmap::IndexMap;

use crate::facts::Region;

/// Values that a template asks for, as far as they are known before a deployment.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Parameters by name; those that are not here have their defaults.
    pub parameters: IndexMap<String, String>,
    /// Attributes of resources, by `LogicalId.Attribute`; those that are not here nobody knows.
    pub attributes: IndexMap<String, String>,
    /// Where the stack is.
    pub region: Option<Region>,
    /// The account's ID.
    pub account: Option<String>,
}

impl Known {
    /// What an attribute yields, if it is known.
    pub(super) fn attribute(&self, id: &str, attribute: &str) -> Option<&str> {
        if self.attributes.is_empty() {
            return None;
        }
        self.attributes.get(&format!("{id}.{attribute}")).map(String::as_str)
    }

    /// What a pseudo parameter yields, if it is known.
    pub(super) fn pseudo(&self, name: &str) -> Option<String> {
        match (name, self.region) {
            ("AWS::AccountId", _) => self.account.clone(),
            ("AWS::Region", Some(region)) => Some(region.name().to_owned()),
            ("AWS::Partition", Some(region)) => Some(region.partition().to_owned()),
            ("AWS::URLSuffix", Some(region)) => Some(region.url_suffix().to_owned()),
            _ => None,
        }
    }
}
