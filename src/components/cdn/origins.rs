//! Whom the edge asks.

use super::{Cdn, shield};
use crate::{
    cfn::{
        Id, Template,
        types::{
            cloudfront::{
                AccessControl, CustomOrigin, FailoverCriteria, Member, Members, Origin, OriginAccessControl,
                OriginGroup, OriginGroups, OriginHeader, S3Origin, StatusCodes,
            },
            s3::Bucket,
            secretsmanager::Token,
        },
        when,
    },
    components::{dns, names::unique, talk::TEN_THOUSAND},
};

/// The load balancer.
pub(super) const SITE: &str = "site";
/// The bucket, and the load balancer for what it lacks.
pub(super) const STATIC: &str = "static";
const ASSETS: &str = "assets";
/// The bucket of what was made of uploads.
pub(super) const MEDIA: &str = "media";

/// The origins and what they form together.
pub(super) struct Origins {
    pub all: Vec<Origin>,
    pub groups: OriginGroups,
}

pub(super) fn build(t: &mut Template, cdn: Cdn<'_>, secret: &Id<Token>) -> Origins {
    let mut all =
        vec![site(cdn, secret), bucket(ASSETS, cdn.assets, &control(t, "AssetsAccessControl", "assets-"))];
    all.extend(cdn.media.map(|media| bucket(MEDIA, media, &control(t, "MediaAccessControl", "media-"))));
    Origins { all, groups: groups() }
}

fn site(cdn: Cdn<'_>, secret: &Id<Token>) -> Origin {
    let has_domain = &cdn.identity.has_domain;
    let name = when(has_domain, dns::origin(cdn.identity), cdn.balancer.load_balancer.dns_name());
    Origin {
        id: SITE,
        domain_name: name,
        custom_origin_config: Some(CustomOrigin {
            origin_protocol_policy: when(has_domain, "https-only", "http-only"),
            origin_ssl_protocols: vec!["TLSv1.2"],
            origin_read_timeout: 30,
            origin_keepalive_timeout: 5,
        }),
        origin_custom_headers: vec![OriginHeader {
            header_name: shield::HEADER,
            header_value: secret.value(),
        }],
        origin_access_control_id: None,
        s3_origin_config: None,
    }
}

fn bucket(id: &'static str, bucket: &Id<Bucket>, control: &Id<OriginAccessControl>) -> Origin {
    Origin {
        id,
        domain_name: bucket.regional_domain_name(),
        custom_origin_config: None,
        origin_custom_headers: Vec::new(),
        origin_access_control_id: Some(control.id()),
        s3_origin_config: Some(S3Origin { origin_access_identity: "" }),
    }
}

/// S3 says 403 for a file that is not there: until the files are copied, the web servers answer.
fn groups() -> OriginGroups {
    let missing = StatusCodes { quantity: 2, items: vec![403, 404] };
    let members =
        Members { quantity: 2, items: [ASSETS, SITE].map(|origin_id| Member { origin_id }).to_vec() };
    let group =
        OriginGroup { id: STATIC, failover_criteria: FailoverCriteria { status_codes: missing }, members };
    OriginGroups { quantity: 1, items: vec![group] }
}

fn control(t: &mut Template, id: &str, name: &str) -> Id<OriginAccessControl> {
    let why = TEN_THOUSAND.needs("the distribution signs what it asks of the bucket: nobody else gets in");
    let config = AccessControl {
        name: unique(name),
        origin_access_control_origin_type: "s3",
        signing_behavior: "always",
        signing_protocol: "sigv4",
    };
    t.add(id, why, OriginAccessControl { origin_access_control_config: config })
}
