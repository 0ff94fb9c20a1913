//! The site's names, where a domain was given.

use super::{
    balancer, cdn,
    growth::{Change, Phase, When},
    identity::Identity,
    region,
    talk::{ONE, Step, TEN_THOUSAND, THOUSAND},
    tls::Tls,
    world::World,
};
use crate::{
    cfn::{
        Attributes, Fact, Id, Pseudo, Template, Val,
        types::{
            ec2::Eip,
            elbv2::ListenerRule,
            route53::{AliasTarget, RecordSet},
        },
        when,
    },
    sub,
};

/// The hosted zone of every CloudFront name (Route 53 API reference, `AliasTarget`).
const CLOUDFRONT_ZONE: &str = "Z2FDTNDATAQYW2";

/// The records of the site's own names.
const NAMES: [&str; 2] = ["SiteRecord", "WwwRecord"];

/// The output that says where visitors find the site.
pub const URL: &str = "SiteUrl";

/// To what the names point.
#[derive(Clone, Copy, Debug)]
pub enum Front<'a> {
    /// One host with a fixed address, and how it serves.
    Address(&'a Id<Eip>, &'a Tls),
    /// A load balancer.
    Balancer(&'a balancer::Built),
    /// A content delivery network, once it reaches all that it asks.
    Edge(&'a cdn::Built, &'a cdn::Entrance),
}

/// The name under which CloudFront reaches the load balancer.
pub fn origin(identity: &Identity) -> Val {
    sub!["origin.", &identity.domain]
}

/// The record of that name. It is a latency record from the first day: a second region joins it in place, and is asked for
/// its health before it is named.
pub fn origin_record(t: &mut Template, behind: cdn::Behind<'_>, rule: &Id<ListenerRule>) -> Id<RecordSet> {
    let (identity, balancer) = (behind.identity, behind.balancer);
    let health =
        (!matches!(behind.world, World::Alone)).then(|| region::build(t, identity, balancer).get().into());
    let target = Front::Balancer(balancer).target();
    let target = target.map(|target| AliasTarget { evaluate_target_health: health.is_some(), ..target });
    let record = RecordSet {
        set_identifier: Some(Pseudo::Region.into()),
        region: Some(Pseudo::Region.into()),
        health_check_id: health,
        ..alias(identity, origin(identity), "A", target)
    };
    let why = TEN_THOUSAND.needs("the name under which CloudFront reaches the load balancer, encrypted");
    let why =
        why.must("keep SetIdentifier and Region: a simple record cannot become a latency record in place");
    let there = behind
        .world
        .second()
        .map_or_else(|| (&identity.has_domain).into(), |second| Fact::from(&second.serves));
    t.add("OriginRecord", Attributes::from(why).when(there).after(rule), record)
}

impl Front<'_> {
    /// The site's own name and its `www` twin; the site's URL is an output.
    pub fn build(self, t: &mut Template, identity: &Identity) {
        t.section("DNS");
        let [site, www] = NAMES;
        let names = [
            (site, "the site's name", identity.domain.get()),
            (www, "the same with www", sub!["www.", &identity.domain]),
        ];
        for (id, text, name) in names {
            t.add(id, self.why(identity, self.step(), text), self.record(identity, name.clone()));
            if let Self::Edge(..) = self {
                let why = self.why(identity, TEN_THOUSAND, "for visitors with an IPv6 address");
                t.add(&format!("{id}Ipv6"), why, alias(identity, name, "AAAA", self.target()));
            }
        }
        t.output(URL, "The site; it answers HTTP 200", self.url(identity));
    }

    /// Where visitors find the site.
    pub fn url(self, identity: &Identity) -> Val {
        let scheme = if let Self::Address(_, tls) = self { tls.scheme() } else { "https://" };
        when(&identity.has_domain, sub![scheme, &identity.domain, "/"], self.bare_url())
    }

    fn why(self, identity: &Identity, step: Step, text: &str) -> Attributes {
        let why = Attributes::from(step.says(text)).when(&identity.has_domain);
        match self {
            Self::Address(..) => why,
            Self::Balancer(balancer) => why.after(&balancer.https),
            Self::Edge(cdn, way) => why.after(&way.https).after(&way.origin).after(&cdn.policy),
        }
    }

    fn step(self) -> Step {
        match self {
            Self::Address(..) => ONE,
            Self::Balancer(_) => THOUSAND,
            Self::Edge(..) => TEN_THOUSAND,
        }
    }

    /// Without a domain.
    fn bare_url(self) -> Val {
        match self {
            Self::Address(address, _) => sub!["http://", address.get(), "/"],
            Self::Balancer(balancer) => sub!["http://", balancer.load_balancer.dns_name(), "/"],
            Self::Edge(cdn, _) => sub!["https://", cdn.distribution.domain_name(), "/"],
        }
    }

    /// An address has a minute to live: at the next stage the name points elsewhere.
    fn record(self, identity: &Identity, name: Val) -> RecordSet {
        match self {
            Self::Address(address, _) => RecordSet {
                ttl: Some("60"),
                resource_records: vec![address.get().into()],
                ..alias(identity, name, "A", None)
            },
            _ => alias(identity, name, "A", self.target()),
        }
    }

    fn target(self) -> Option<AliasTarget> {
        let (dns_name, hosted_zone_id) = match self {
            Self::Address(..) => return None,
            Self::Balancer(balancer) => (balancer.load_balancer.dns_name(), balancer.load_balancer.zone_id()),
            Self::Edge(cdn, _) => (cdn.distribution.domain_name(), CLOUDFRONT_ZONE.into()),
        };
        Some(AliasTarget { dns_name, hosted_zone_id, evaluate_target_health: false })
    }
}

fn alias(
    identity: &Identity,
    name: Val,
    r#type: &'static str,
    alias_target: Option<AliasTarget>,
) -> RecordSet {
    RecordSet {
        hosted_zone_id: identity.zone.get(),
        name,
        r#type,
        ttl: None,
        resource_records: Vec::new(),
        set_identifier: None,
        region: None,
        health_check_id: None,
        alias_target,
    }
}

/// The site's own names are turned last: what they point to answers by then. The name of the origin is new beside them, and nobody
/// knows it before.
pub(super) fn growth(change: &Change) -> Option<When> {
    let own = change.is::<RecordSet>() && NAMES.iter().any(|name| change.id.starts_with(name));
    own.then_some(When::At(Phase::Names))
}
