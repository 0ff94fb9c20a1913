//! What is known of a stack beside its template.

use indexmap::IndexMap;

use crate::facts::Region;

/// Values that a template asks for, as far as they are known before a deployment.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Parameters by name; those that are not here have their defaults.
    pub parameters: IndexMap<String, String>,
    /// Where the stack is.
    pub region: Option<Region>,
    /// The account's ID.
    pub account: Option<String>,
}

impl Known {
    /// What a pseudo parameter yields, if it is known.
    pub(super) fn pseudo(&self, name: &str) -> Option<String> {
        match (name, self.region) {
            ("AWS::AccountId", _) => self.account.clone(),
            ("AWS::Region", Some(region)) => Some(region.name().to_owned()),
            ("AWS::Partition", Some(region)) => Some(region.partition().to_owned()),
            ("AWS::URLSuffix", Some(region)) => Some(url_suffix(region.partition()).to_owned()),
            _ => None,
        }
    }
}

/// The end of the host names of a partition's services (CloudFormation user guide, pseudo parameters, 2026-10).
fn url_suffix(partition: &str) -> &'static str {
    match partition {
        "aws-cn" => "amazonaws.com.cn",
        "aws-eusc" => "amazonaws.eu",
        _ => "amazonaws.com",
    }
}
