//! What the edge keeps and what it passes on. The policies are CloudFront's own (aws-cdk-lib 2.276.0, 2026-11-23).

use super::{
    Cdn,
    origins::{MEDIA, MEDIA_ANYWHERE, SITE, STATIC},
};
use crate::cfn::{Val, types::cloudfront::CacheBehavior, when};

/// `CachingDisabled`
const PASS_ON: &str = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
/// `CachingOptimized`
const KEEP: &str = "658327ea-f89d-4fab-a63d-7e88639e58f6";
/// `AllViewer`: the origin sees what the visitor sent, the host name too.
const ALL_VIEWER: &str = "216adef6-5c7f-47e4-b989-5492eafa07d3";
/// `SecurityHeadersPolicy`
const SECURITY_HEADERS: &str = "67f7725c-6f97-4210-82d7-5512b31e9d03";

/// Everything that is computed: nothing is kept, every method passes.
pub(super) fn dynamic() -> CacheBehavior {
    CacheBehavior {
        path_pattern: None,
        target_origin_id: SITE.into(),
        viewer_protocol_policy: "redirect-to-https",
        allowed_methods: vec!["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        compress: true,
        cache_policy_id: PASS_ON,
        origin_request_policy_id: Some(ALL_VIEWER),
        response_headers_policy_id: None,
    }
}

/// Files: those of the site, and what was made of uploads where there are any.
pub(super) fn files(cdn: Cdn<'_>) -> Vec<CacheBehavior> {
    // Static files are kept for a day, and asked of the web servers where the bucket lacks one.
    let mut files = vec![kept("/static/*", STATIC.into())];
    let media = match cdn.world.first() {
        Some(first) => when(&first.joined, MEDIA_ANYWHERE, MEDIA),
        None => MEDIA.into(),
    };
    files.extend(cdn.media.map(|_| kept("/media/*", media)));
    files
}

fn kept(path: &'static str, origin: Val) -> CacheBehavior {
    CacheBehavior {
        path_pattern: Some(path),
        target_origin_id: origin,
        viewer_protocol_policy: "redirect-to-https",
        allowed_methods: Vec::new(),
        compress: true,
        cache_policy_id: KEEP,
        origin_request_policy_id: None,
        response_headers_policy_id: Some(SECURITY_HEADERS),
    }
}
