//! The firewall before everything else: floods, known attackers and known attacks.
//!
//! What could refuse a visitor of ours is introduced at one stage and enforced at the next: first it only counts.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    growth::{Change, Phase, When},
    talk::HALF_MILLION,
};
use crate::cfn::{
    Id, Template,
    types::wafv2::{
        AnyPath, ByteMatch, FieldToMatch, ManagedRuleGroup, Not, Nothing, Or, PathMatch, RateBased, Rule,
        RuleActionOverride, ScopeDown, Statement, TextTransformation, Verdict, Visibility, WebAcl,
    },
};

/// Requests of one address in five minutes, files aside: a company behind one address stays below.
const RATE: u32 = 5000;
/// The same once a million users come: carriers put many of them behind one address.
const RATE_OF_MANY: u32 = 10_000;
/// Rules of the common set that refuse what applications take every day: bodies above 8 KB, and HTML in a forum.
const TOO_STRICT: [&str; 5] = [
    "SizeRestrictions_BODY",
    "CrossSiteScripting_BODY",
    "GenericRFI_BODY",
    "GenericLFI_BODY",
    "EC2MetaDataSSRF_BODY",
];

/// What the common rules do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Waf {
    /// They count what they would refuse.
    Count,
    /// They refuse it.
    Block,
}

impl Waf {
    /// Builds the web ACL.
    pub fn build(self, t: &mut Template) -> Id<WebAcl> {
        t.section("Firewall");
        let acl = WebAcl {
            scope: "CLOUDFRONT",
            default_action: Verdict::allow(),
            visibility_config: visible("web-acl"),
            rules: vec![
                rate(if self == Self::Block { RATE_OF_MANY } else { RATE }),
                managed(1, "AWSManagedRulesAmazonIpReputationList", true),
                managed(2, "AWSManagedRulesKnownBadInputsRuleSet", true),
                managed(3, "AWSManagedRulesCommonRuleSet", self == Self::Block),
            ],
        };
        let why = HALF_MILLION.needs(
            "floods and known attacks end at the edge; the common rules count for a stage before they refuse",
        );
        t.add("WebAcl", why.must("keep Scope: a change replaces it"), acl)
    }
}

fn rate(limit: u32) -> Rule {
    let files = Or { statements: ["/static/", "/media/"].map(below).into() };
    let dynamic = ScopeDown { not_statement: Not { statement: AnyPath { or_statement: files } } };
    Rule {
        name: "rate-limit",
        priority: 0,
        action: Some(Verdict::block()),
        override_action: None,
        statement: Statement::RateBasedStatement(RateBased {
            limit,
            aggregate_key_type: "IP",
            scope_down_statement: dynamic,
        }),
        visibility_config: visible("rate-limit"),
    }
}

fn below(search_string: &'static str) -> PathMatch {
    let path = ByteMatch {
        field_to_match: FieldToMatch { uri_path: Nothing::new() },
        positional_constraint: "STARTS_WITH",
        search_string,
        text_transformations: vec![TextTransformation { priority: 0, r#type: "NONE" }],
    };
    PathMatch { byte_match_statement: path }
}

fn managed(priority: u8, name: &'static str, enforce: bool) -> Rule {
    let strict = if name == "AWSManagedRulesCommonRuleSet" { &TOO_STRICT[..] } else { &[] };
    let overrides = strict.iter().map(|name| RuleActionOverride { name, action_to_use: Verdict::count() });
    Rule {
        name,
        priority,
        action: None,
        override_action: Some(if enforce { Verdict::none() } else { Verdict::count() }),
        statement: Statement::ManagedRuleGroupStatement(ManagedRuleGroup {
            vendor_name: "AWS",
            name,
            rule_action_overrides: overrides.collect(),
        }),
        visibility_config: visible(name),
    }
}

fn visible(metric_name: &'static str) -> Visibility {
    Visibility { sampled_requests_enabled: true, cloud_watch_metrics_enabled: true, metric_name }
}

/// Rules change when all else has: what they refuse by mistake is then told from what broke.
pub(super) fn growth(change: &Change) -> Option<When> {
    change.of::<WebAcl>("Rules").then_some(When::At(Phase::Enforce))
}
