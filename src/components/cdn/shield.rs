//! A header that only the distribution knows: the load balancer can tell its requests from those that go around it.
//!
//! Introduced at one stage and enforced at the next: while CloudFront rolls the header out, both kinds are served.

use super::Cdn;
use crate::{
    cfn::{
        Attributes, Id, Template,
        types::{
            elbv2::{Listener, ListenerRule, RuleCondition},
            secretsmanager::{GenerateSecretString, Token},
        },
    },
    components::{balancer, key::DataKey, login, talk::TEN_THOUSAND},
};

/// The header's name.
pub(super) const HEADER: &str = "x-origin-verify";
/// Where its rules stand among the listener's.
const PRIORITY: u16 = 10;

pub(super) fn secret(t: &mut Template, key: &DataKey) -> Id<Token> {
    let why = TEN_THOUSAND.needs("what CloudFront sends to the load balancer, and nobody else knows");
    let token = Token {
        description: "Header CloudFront sends to the load balancer",
        kms_key_id: key.arn(),
        generate_secret_string: GenerateSecretString::text(32),
        replica_regions: Vec::new(),
    };
    t.add("OriginSecret", why.must(login::KEEP), token)
}

/// The rules of both listeners: HTTP, and HTTPS where a domain was given.
pub(super) fn rules(t: &mut Template, cdn: Cdn<'_>, secret: &Id<Token>) -> [Id<ListenerRule>; 2] {
    let why = || {
        let why = TEN_THOUSAND.needs("requests with the header reach the web servers");
        cdn.fleet.iter().fold(Attributes::from(why), |why, fleet| why.after(fleet))
    };
    let https = rule(cdn.balancer, &cdn.balancer.https, secret);
    let https = t.add("HttpsOriginRule", why().when(&cdn.identity.has_domain), https);
    let http = rule(cdn.balancer, &cdn.balancer.http, secret);
    [t.add("HttpOriginRule", why(), http), https]
}

fn rule(balancer: &balancer::Built, listener: &Id<Listener>, secret: &Id<Token>) -> ListenerRule {
    ListenerRule {
        listener_arn: listener.get(),
        priority: PRIORITY,
        conditions: vec![RuleCondition::header(HEADER, secret.value())],
        actions: balancer.forward(),
    }
}
