//! What CloudFront takes from us-east-1 only: its certificate and its firewall. Another home region has them in a stack
//! of its own there.

use super::identity::Identity;
use crate::cfn::{
    Condition, Declaration, Parameter, Rule, Template, Test, Val, no_value, stack_output, when,
};

/// Where that stack is deployed.
pub const REGION: &str = "us-east-1";
/// Its output with the certificate's ARN.
pub const CERTIFICATE: &str = "SiteCertificateArn";
/// Its output with the web ACL's ARN.
pub const WEB_ACL: &str = "WebAclArn";

/// The edge stack, as the home region's stack sees it.
#[derive(Clone, Debug)]
pub struct Edge {
    stack: Parameter,
    given: Condition,
}

impl Edge {
    /// Declares the parameter. A domain without it would leave CloudFront without a certificate: that is refused before
    /// anything is touched.
    pub fn build(t: &mut Template, identity: &Identity) -> Self {
        let stack = t.parameter("EdgeStack", &STACK);
        let given = t.condition("HasEdgeStack", &Test::given(&stack));
        let rule = Rule::new(Test::given(&identity.domain), Test::given(&stack), NEEDED);
        t.rule("DomainNeedsEdgeStack", &rule);
        Self { stack, given }
    }

    /// The certificate's ARN; only where a domain was given, and so the stack was.
    pub fn certificate(&self) -> Val {
        stack_output(&self.stack, REGION, CERTIFICATE)
    }

    /// The web ACL's ARN, where the stack was given.
    pub fn web_acl(&self) -> Val {
        when(&self.given, stack_output(&self.stack, REGION, WEB_ACL), no_value())
    }
}

const NEEDED: &str = "CloudFront takes its certificate from us-east-1: deploy the edge stack there first, then give its name as EdgeStack.";

const STACK: Declaration = Declaration {
    r#type: "String",
    default: "",
    description: "The name of the edge stack in us-east-1 (scalegen stage ... --role edge). Needed with DomainName.",
    allowed_pattern: "^$|^[A-Za-z][A-Za-z0-9-]{0,127}$",
    constraint_description: "a stack's name, or nothing",
};
