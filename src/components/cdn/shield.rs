//! A header that only the distribution knows: the load balancer can tell its requests from those that go around it.
//!
//! Introduced at one stage and enforced at the next: while CloudFront rolls the header out, both kinds are served.

use super::Behind;
use crate::{
    cfn::{
        Attributes, Id, Template, Val,
        types::{
            elbv2::{Listener, ListenerRule, RuleCondition},
            secretsmanager::{GenerateSecretString, Token},
        },
    },
    components::{balancer, login, talk::TEN_THOUSAND},
    sub,
};

/// The header's name.
pub(super) const HEADER: &str = "x-origin-verify";
/// Where its rules stand among the listener's.
const PRIORITY: u16 = 10;

/// What the header holds. The second region has a copy of the first one's secret: one distribution asks both.
pub(super) fn secret(t: &mut Template, behind: Behind<'_>) -> Val {
    const ID: &str = "OriginSecret";
    if let Some(second) = behind.world.second() {
        return sub!["{{resolve:secretsmanager:", second.secret(ID), ":SecretString}}"];
    }
    let why = TEN_THOUSAND.needs("what CloudFront sends to the load balancer, and nobody else knows");
    let token = Token {
        description: "Header CloudFront sends to the load balancer",
        kms_key_id: behind.key.arn(),
        generate_secret_string: GenerateSecretString::text(32),
        replica_regions: behind.world.copies(),
    };
    let token = t.add(ID, why.must(login::KEEP), token);
    behind.world.tell_secret(t, ID, &token.get().into());
    token.value()
}

/// The rules of both listeners: HTTP, and HTTPS where a domain was given.
pub(super) fn rules(t: &mut Template, behind: Behind<'_>, secret: &Val) -> [Id<ListenerRule>; 2] {
    let why = || {
        let why = TEN_THOUSAND.needs("requests with the header reach the web servers");
        behind.fleet.iter().fold(Attributes::from(why), |why, fleet| why.after(fleet))
    };
    let https = rule(behind.balancer, &behind.balancer.https, secret);
    let https = t.add("HttpsOriginRule", why().when(&behind.identity.has_domain), https);
    let http = rule(behind.balancer, &behind.balancer.http, secret);
    [t.add("HttpOriginRule", why(), http), https]
}

fn rule(balancer: &balancer::Built, listener: &Id<Listener>, secret: &Val) -> ListenerRule {
    ListenerRule {
        listener_arn: listener.get(),
        priority: PRIORITY,
        conditions: vec![RuleCondition::header(HEADER, secret.clone())],
        actions: balancer.forward(),
    }
}
