//! Whom the edge asks.

use super::{Cdn, shield};
use crate::{
    cfn::{
        Id, Parameter, Pseudo, Template, Val, no_value,
        types::cloudfront::{
            AccessControl, CustomOrigin, FailoverCriteria, Member, Members, Origin, OriginAccessControl,
            OriginGroup, OriginGroups, OriginHeader, S3Origin, StatusCodes,
        },
        when,
    },
    components::{dns, names::unique, talk::TEN_THOUSAND, world::First},
    sub,
};

/// The load balancer.
pub(super) const SITE: &str = "site";
/// The bucket, and the load balancer for what it lacks.
pub(super) const STATIC: &str = "static";
const ASSETS: &str = "assets";
/// The bucket of what was made of uploads.
pub(super) const MEDIA: &str = "media";

/// Either region's bucket of what was made of uploads.
pub(super) const MEDIA_ANYWHERE: &str = "media-anywhere";
const ASSETS_THERE: &str = "assets-secondary";
const MEDIA_THERE: &str = "media-secondary";

/// The origins and what they form together.
pub(super) struct Origins {
    pub all: Vec<Val<Origin>>,
    pub groups: Val<OriginGroups>,
}

pub(super) fn build(t: &mut Template, cdn: Cdn<'_>, secret: &Val) -> Origins {
    let mut all = vec![Val::Is(site(cdn, secret))];
    let assets = control(t, "AssetsAccessControl", "assets-");
    all.push(Val::Is(bucket(ASSETS, cdn.assets.regional_domain_name(), &assets)));
    all.extend(there(cdn, ASSETS_THERE, |first| &first.assets, &assets));
    if let Some(media) = cdn.media {
        let control = control(t, "MediaAccessControl", "media-");
        all.push(Val::Is(bucket(MEDIA, media.regional_domain_name(), &control)));
        all.extend(there(cdn, MEDIA_THERE, |first| &first.media, &control));
    }
    Origins { all, groups: groups(cdn) }
}

/// The second region's bucket, once that region is there.
fn there(
    cdn: Cdn<'_>,
    id: &'static str,
    name: impl Fn(&First) -> &Parameter,
    control: &Id<OriginAccessControl>,
) -> Option<Val<Origin>> {
    let first = cdn.world.first()?;
    let domain = sub![name(first), ".s3.", first.other.as_str(), ".", Pseudo::UrlSuffix];
    Some(when(&first.joined, Val::Is(bucket(id, domain, control)), no_value()))
}

fn site(cdn: Cdn<'_>, secret: &Val) -> Origin {
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
            header_value: secret.clone(),
        }],
        origin_access_control_id: None,
        s3_origin_config: None,
    }
}

fn bucket(id: &'static str, domain_name: Val, control: &Id<OriginAccessControl>) -> Origin {
    Origin {
        id,
        domain_name,
        custom_origin_config: None,
        origin_custom_headers: Vec::new(),
        origin_access_control_id: Some(control.id()),
        s3_origin_config: Some(S3Origin { origin_access_identity: "" }),
    }
}

/// S3 says 403 for a file that is not there: until the files are copied, the web servers answer; and once there is a second
/// region, its bucket does.
fn groups(cdn: Cdn<'_>) -> Val<OriginGroups> {
    let alone = of(vec![group(STATIC, vec![403, 404], [ASSETS, SITE])]);
    let Some(first) = cdn.world.first() else { return Val::Is(alone) };
    let any = || vec![403, 404, 500, 502, 503, 504];
    let mut groups = vec![group(STATIC, any(), [ASSETS, ASSETS_THERE])];
    groups.extend(cdn.media.map(|_| group(MEDIA_ANYWHERE, any(), [MEDIA, MEDIA_THERE])));
    when(&first.joined, Val::Is(of(groups)), Val::Is(alone))
}

fn of(items: Vec<OriginGroup>) -> OriginGroups {
    OriginGroups { quantity: count(&items), items }
}

fn group(id: &'static str, codes: Vec<u16>, members: [&'static str; 2]) -> OriginGroup {
    let status_codes = StatusCodes { quantity: count(&codes), items: codes };
    let members = Members { quantity: 2, items: members.map(|origin_id| Member { origin_id }).to_vec() };
    OriginGroup { id, failover_criteria: FailoverCriteria { status_codes }, members }
}

fn count<T>(items: &[T]) -> u8 {
    u8::try_from(items.len()).unwrap_or(u8::MAX)
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
