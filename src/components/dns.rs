//! The site's names, where a domain was given.

use super::{
    balancer,
    identity::Identity,
    talk::{ONE, Step, THOUSAND},
};
use crate::{
    cfn::{
        Attributes, Id, Template, Val,
        types::{
            ec2::Eip,
            route53::{AliasTarget, RecordSet},
        },
        when,
    },
    sub,
};

/// To what the names point.
#[derive(Clone, Copy, Debug)]
pub enum Front<'a> {
    /// One host with a fixed address.
    Address(&'a Id<Eip>),
    /// A load balancer.
    Balancer(&'a balancer::Built),
}

impl Front<'_> {
    /// The site's own name and its `www` twin; the site's URL is an output.
    pub fn build(self, t: &mut Template, identity: &Identity) {
        self.record(t, identity, "SiteRecord", "the site's name", identity.domain.get());
        self.record(t, identity, "WwwRecord", "the same with www", sub!["www.", &identity.domain]);
        let bare = sub!["http://", self.host(), "/"];
        let url = when(&identity.has_domain, sub!["https://", &identity.domain, "/"], bare);
        t.output("SiteUrl", "The site; it answers HTTP 200", url);
    }

    fn record(self, t: &mut Template, identity: &Identity, id: &str, text: &str, name: Val) {
        let alias_target = self.alias();
        let (ttl, resource_records) = self.address().unzip();
        let record = RecordSet {
            hosted_zone_id: identity.zone.get(),
            name,
            r#type: "A",
            ttl,
            resource_records: resource_records.into_iter().collect(),
            alias_target,
        };
        let why = Attributes::from(self.step().says(text)).when(&identity.has_domain);
        let why = match self {
            Self::Address(_) => why,
            Self::Balancer(balancer) => why.after(&balancer.https),
        };
        t.add(id, why, record);
    }

    fn step(self) -> Step {
        match self {
            Self::Address(_) => ONE,
            Self::Balancer(_) => THOUSAND,
        }
    }

    fn host(self) -> Val {
        match self {
            Self::Address(address) => address.get().into(),
            Self::Balancer(balancer) => balancer.load_balancer.dns_name(),
        }
    }

    /// A minute's time to live: at the next stage the name points elsewhere.
    fn address(self) -> Option<(&'static str, Val)> {
        match self {
            Self::Address(address) => Some(("60", address.get().into())),
            Self::Balancer(_) => None,
        }
    }

    fn alias(self) -> Option<AliasTarget> {
        match self {
            Self::Address(_) => None,
            Self::Balancer(balancer) => Some(AliasTarget {
                dns_name: balancer.load_balancer.dns_name(),
                hosted_zone_id: balancer.load_balancer.zone_id(),
                evaluate_target_health: false,
            }),
        }
    }
}
