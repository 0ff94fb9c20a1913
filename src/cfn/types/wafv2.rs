//! AWS WAF.

use serde::Serialize;

use indexmap::IndexMap;

use crate::cfn::{Id, Resource, Val};

/// `AWS::WAFv2::WebACL`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct WebAcl {
    pub scope: &'static str,
    pub default_action: Verdict,
    pub visibility_config: Visibility,
    pub rules: Vec<Rule>,
}

impl Resource for WebAcl {
    const TYPE: &'static str = "AWS::WAFv2::WebACL";
}

impl Id<WebAcl> {
    /// What a distribution takes.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// What becomes of a request.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Verdict(IndexMap<&'static str, Nothing>);

/// `{}`
pub type Nothing = IndexMap<(), ()>;

impl Verdict {
    /// It passes.
    pub fn allow() -> Self {
        Self::named("Allow")
    }

    /// It is refused.
    pub fn block() -> Self {
        Self::named("Block")
    }

    /// It passes, and is counted.
    pub fn count() -> Self {
        Self::named("Count")
    }

    /// What the rule group itself says.
    pub fn none() -> Self {
        Self::named("None")
    }

    fn named(name: &'static str) -> Self {
        Self(IndexMap::from([(name, Nothing::new())]))
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Visibility {
    pub sampled_requests_enabled: bool,
    pub cloud_watch_metrics_enabled: bool,
    pub metric_name: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Rule {
    pub name: &'static str,
    pub priority: u8,
    pub action: Option<Verdict>,
    pub override_action: Option<Verdict>,
    pub statement: Statement,
    pub visibility_config: Visibility,
}

/// What a rule looks at.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub enum Statement {
    RateBasedStatement(RateBased),
    ManagedRuleGroupStatement(ManagedRuleGroup),
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RateBased {
    pub limit: u32,
    pub aggregate_key_type: &'static str,
    pub scope_down_statement: ScopeDown,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScopeDown {
    pub not_statement: Not,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Not {
    pub statement: AnyPath,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AnyPath {
    pub or_statement: Or,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Or {
    pub statements: Vec<PathMatch>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PathMatch {
    pub byte_match_statement: ByteMatch,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ByteMatch {
    pub field_to_match: FieldToMatch,
    pub positional_constraint: &'static str,
    pub search_string: &'static str,
    pub text_transformations: Vec<TextTransformation>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FieldToMatch {
    pub uri_path: Nothing,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TextTransformation {
    pub priority: u8,
    pub r#type: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ManagedRuleGroup {
    pub vendor_name: &'static str,
    pub name: &'static str,
    pub rule_action_overrides: Vec<RuleActionOverride>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RuleActionOverride {
    pub name: &'static str,
    pub action_to_use: Verdict,
}
