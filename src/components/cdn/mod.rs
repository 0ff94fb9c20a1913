//! The content delivery network: static files come from the edge, everything else passes through it.

mod behaviors;
mod origins;
mod reach;
mod shield;

use super::{
    assets, balancer, dns, edge::Edge, identity::Identity, key::DataKey, media, talk::TEN_THOUSAND,
    world::World,
};
use crate::{
    cfn::{
        Attributes, Id, Pseudo, Template, Val, no_value,
        types::{
            autoscaling::AutoScalingGroup,
            cloudfront::{Distribution, DistributionConfig, ViewerCertificate},
            elbv2::ListenerRule,
            policy::Statement,
            route53::RecordSet,
            s3::{Bucket, BucketPolicy},
        },
        when,
    },
    sub,
};

pub use reach::PriceClass;

/// What the network stands before.
#[derive(Clone, Copy, Debug)]
pub struct Cdn<'a> {
    /// Parameters and conditions.
    pub identity: &'a Identity,
    /// Where the stack stands among regions.
    pub world: &'a World,
    /// Its way into the load balancer.
    pub entrance: &'a Entrance,
    /// Where static files lie.
    pub assets: &'a Id<Bucket>,
    /// Where what was made of uploads lies, if there are any.
    pub media: Option<&'a Id<Bucket>>,
    /// Where everything else is answered.
    pub balancer: &'a balancer::Built,
    /// How far its edges reach.
    pub reach: PriceClass,
    /// The stack in us-east-1 that holds what CloudFront takes from there only; none where that is the home region.
    pub edge: Option<&'a Edge>,
    /// The firewall's rules, if there are any.
    pub web_acl: Option<&'a Val>,
}

/// The way in that only the distribution knows.
#[derive(Debug)]
pub struct Entrance {
    /// Without a domain.
    pub http: Id<ListenerRule>,
    /// With one.
    pub https: Id<ListenerRule>,
    /// The name under which the distribution looks for the load balancer, where a domain was given.
    pub origin: Id<RecordSet>,
    secret: Val,
}

/// What an entrance leads to.
#[derive(Clone, Copy, Debug)]
pub struct Behind<'a> {
    /// Parameters and conditions.
    pub identity: &'a Identity,
    /// Where the stack stands among regions.
    pub world: &'a World,
    /// The key of the header's secret.
    pub key: &'a DataKey,
    /// The load balancer.
    pub balancer: &'a balancer::Built,
    /// The fleet behind it, which must serve before it is asked.
    pub fleet: Option<&'a Id<AutoScalingGroup>>,
}

impl Entrance {
    /// Builds the rules that know the distribution's header, and the record by which it finds the load balancer.
    pub fn build(t: &mut Template, behind: Behind<'_>) -> Self {
        t.section("Way in");
        let secret = shield::secret(t, behind);
        let [http, https] = shield::rules(t, behind, &secret);
        let origin = dns::origin_record(t, behind, &https);
        Self { http, https, origin, secret }
    }
}

/// The distribution, and what must be there before names point to it.
#[derive(Debug)]
pub struct Built {
    /// The distribution.
    pub distribution: Id<Distribution>,
    /// Its way into the bucket.
    pub policy: Id<BucketPolicy>,
}

impl Cdn<'_> {
    /// Builds the distribution and its origins.
    pub fn build(self, t: &mut Template) -> Built {
        t.section("Content delivery");
        let config = self.config(&self.entrance.origin, origins::build(t, self, &self.entrance.secret));
        let why = TEN_THOUSAND.says(
            "static files from the edge, dynamic content through it: fewer and shorter ways to the servers",
        );
        let order = Attributes::from(why).after(&self.entrance.http);
        let distribution = t.add("Distribution", order, Distribution { distribution_config: config });
        let id = distribution.get().into();
        let policy = assets::admit(t, self.assets, &id);
        if let Some(media) = self.media {
            media::admit(t, media, &id);
        }
        t.output("DistributionId", "For invalidations after a release of static files", id);
        Built { distribution, policy }
    }

    fn config(self, origin: &Id<RecordSet>, origins: origins::Origins) -> DistributionConfig {
        DistributionConfig {
            enabled: true,
            http_version: "http2and3",
            ipv6_enabled: true,
            price_class: self.reach.name(),
            comment: self.comment(origin),
            aliases: when(&self.identity.has_domain, Val::Is(self.names()), no_value()),
            viewer_certificate: self.certificate(),
            origins: origins.all,
            origin_groups: origins.groups,
            default_cache_behavior: behaviors::dynamic(),
            cache_behaviors: behaviors::files(self),
            web_acl_id: self.web_acl.cloned(),
        }
    }

    /// It names the record of its origin, and so is changed only once that one is there.
    fn comment(self, origin: &Id<RecordSet>) -> Val {
        let named = sub![Pseudo::StackName, ", from ", origin.get()];
        when(&self.identity.has_domain, named, Pseudo::StackName)
    }

    fn names(self) -> Vec<Val> {
        let domain = &self.identity.domain;
        vec![domain.get(), sub!["www.", domain]]
    }

    /// The site's own where a domain was given, CloudFront's otherwise.
    fn certificate(self) -> Val<ViewerCertificate> {
        let arn = self.edge.map_or_else(|| self.balancer.certificate.get().into(), Edge::certificate);
        let own = ViewerCertificate {
            acm_certificate_arn: Some(arn),
            ssl_support_method: Some("sni-only"),
            minimum_protocol_version: Some("TLSv1.2_2021"),
            cloud_front_default_certificate: None,
        };
        let shared = ViewerCertificate {
            acm_certificate_arn: None,
            ssl_support_method: None,
            minimum_protocol_version: None,
            cloud_front_default_certificate: Some(true),
        };
        when(&self.identity.has_domain, Val::Is(own), Val::Is(shared))
    }
}

/// Lets a distribution, and no other, read objects.
pub(super) fn may_read(distribution: &Val, objects: Val) -> Statement {
    Statement::allow(["s3:GetObject"], [objects]).by("cloudfront.amazonaws.com").only(
        "StringEquals",
        "aws:SourceArn",
        [arn(distribution.clone())],
    )
}

/// The Amazon Resource Name of the account's distribution of this ID, or of every one: `*`.
pub(super) fn arn(distribution: impl Into<Val>) -> Val {
    let distribution = distribution.into();
    sub!["arn:", Pseudo::Partition, ":cloudfront::", Pseudo::AccountId, ":distribution/", distribution]
}
