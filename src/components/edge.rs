//! What CloudFront takes from us-east-1 only: its certificate and its firewall. Another home region has them in a stack
//! of its own there.

use super::{
    certificate,
    identity::{Domain, Given, Identity, Site},
    waf::Waf,
};
use crate::cfn::{Declaration, Fact, Parameter, Rule, Template, Test, Val, no_value, stack_output, when};

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
    asked: bool,
}

impl Edge {
    /// Declares the parameter. A domain without it would leave CloudFront without a certificate: that is refused before
    /// anything is touched. Where the domain is known, the stack must be given.
    pub fn build(t: &mut Template, identity: &Identity) -> Self {
        let Given::Asked(domain) = &identity.domain else {
            return Self { stack: t.parameter("EdgeStack", &NEEDED_STACK), asked: false };
        };
        let stack = t.parameter("EdgeStack", &STACK);
        let rule = Rule::new(Test::given(domain), Test::given(&stack), NEEDED);
        t.rule("DomainNeedsEdgeStack", &rule);
        Self { stack, asked: true }
    }

    /// The certificate's ARN; only where a domain was given, and so the stack was.
    pub fn certificate(&self) -> Val {
        stack_output(&self.stack, REGION, CERTIFICATE)
    }

    /// Whether it was given.
    fn given(&self, t: &mut Template) -> Fact {
        if !self.asked {
            return Fact::Settled;
        }
        (&t.condition("HasEdgeStack", &Test::given(&self.stack))).into()
    }

    /// The web ACL's ARN, where the stack was given.
    pub fn web_acl(&self, t: &mut Template) -> Val {
        when(self.given(t), stack_output(&self.stack, REGION, WEB_ACL), no_value())
    }
}

/// The stack in us-east-1.
#[derive(Clone, Debug)]
pub struct EdgeStack {
    /// The firewall before the content delivery network.
    pub waf: Option<Waf>,
    /// The site's domain, where it is known.
    pub domain: Option<Domain>,
}

impl EdgeStack {
    /// Builds the certificate and the firewall. Without a firewall it exists for the certificate alone, and so for a domain.
    pub fn build(&self, t: &mut Template) {
        let fallback = self.waf.map(|_| "");
        let Site { domain, zone, has_domain } = Site::build(t, self.domain.as_ref(), fallback);
        let certificate = certificate::build(t, &domain, &zone, &has_domain);
        t.output_when(&has_domain, CERTIFICATE, "The certificate that CloudFront takes", certificate.get());
        if let Some(waf) = self.waf {
            let acl = waf.build(t);
            t.output(WEB_ACL, "The firewall that CloudFront takes", acl.arn());
        }
    }
}

const NEEDED: &str = "CloudFront takes its certificate from us-east-1: deploy the edge stack there first, then give its name as EdgeStack.";

const STACK: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "The name of the edge stack in us-east-1 (scalegen stage ... --role edge). Needed with DomainName.",
    allowed_pattern: "^$|^[A-Za-z][A-Za-z0-9-]{0,127}$",
    constraint_description: "a stack's name, or nothing",
};

/// As the domain is known.
const NEEDED_STACK: Declaration = Declaration {
    default: None,
    description: "The name of the edge stack in us-east-1 (scalegen stage ... --role edge), which has the certificate.",
    allowed_pattern: "^[A-Za-z][A-Za-z0-9-]{0,127}$",
    constraint_description: "a stack's name",
    ..STACK
};
