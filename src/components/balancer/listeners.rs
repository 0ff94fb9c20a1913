//! Whom the load balancer answers, and how.

use super::Balancer;
use crate::{
    cfn::{
        Attributes, Fact, Id, Template, Test,
        types::{
            acm::Certificate,
            elbv2::{
                Action, FixedResponse, Listener, ListenerCertificate, ListenerRule, LoadBalancer, Redirect,
                RuleCondition,
            },
        },
    },
    components::talk::{HALF_MILLION, THOUSAND},
};

/// TLS 1.2 and 1.3 with forward secrecy only.
const TLS_POLICY: &str = "ELBSecurityPolicy-TLS13-1-2-2021-06";

impl Balancer<'_> {
    /// Sends visitors to HTTPS.
    pub(super) fn http(&self, t: &mut Template, balancer: &Id<LoadBalancer>) -> Id<Listener> {
        let listener = Listener {
            load_balancer_arn: balancer.get(),
            port: 80,
            protocol: "HTTP",
            ssl_policy: None,
            certificates: Vec::new(),
            default_actions: vec![redirect()],
        };
        let http = t.add("HttpListener", THOUSAND.needs("sends visitors to HTTPS"), listener);
        if !self.shut {
            self.bare(t, &http);
        }
        http
    }

    /// Without a domain there is no certificate, and so no HTTPS.
    fn bare(&self, t: &mut Template, http: &Id<Listener>) {
        let Fact::Asked(has_domain) = &self.identity.has_domain else { return };
        let bare = t.condition("HasNoDomain", &Test::not(has_domain));
        let rule = ListenerRule {
            listener_arn: http.get(),
            priority: 100,
            conditions: vec![RuleCondition::path("/*")],
            actions: vec![Action::forward(&self.targets)],
        };
        let why = THOUSAND.needs("serves visitors where there is no domain, and so no certificate");
        t.add("HttpForwardRule", Attributes::from(why).when(&bare), rule);
    }

    /// Serves visitors, where a domain was given.
    pub(super) fn https(
        &self,
        t: &mut Template,
        balancer: &Id<LoadBalancer>,
        certificate: &Id<Certificate>,
    ) -> Id<Listener> {
        let listener = Listener {
            load_balancer_arn: balancer.get(),
            port: 443,
            protocol: "HTTPS",
            ssl_policy: Some(TLS_POLICY),
            certificates: vec![ListenerCertificate { certificate_arn: certificate.get() }],
            default_actions: vec![if self.shut { refuse() } else { Action::forward(&self.targets) }],
        };
        let why = if self.shut {
            HALF_MILLION.needs("who comes around the content delivery network is refused; its header opens")
        } else {
            THOUSAND.needs("serves visitors, encrypted")
        };
        t.add("HttpsListener", Attributes::from(why).when(&self.identity.has_domain), listener)
    }
}

fn refuse() -> Action {
    Action::respond(FixedResponse {
        status_code: "403",
        content_type: "text/plain",
        message_body: "Forbidden",
    })
}

fn redirect() -> Action {
    Action::redirect(Redirect { protocol: "HTTPS", port: "443", status_code: "HTTP_301" })
}
