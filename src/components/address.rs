//! The site's fixed address while one host serves it.

use super::{network, talk::ONE};
use crate::cfn::{
    Attributes, Id, Template,
    types::{
        ec2::{Eip, Instance},
        tag::Tag,
    },
};

/// An Elastic IP on the host; it moves to the next host in place.
pub fn build(t: &mut Template, network: &network::Built, host: &Id<Instance>) -> Id<Eip> {
    t.section("Site address");
    let why = ONE.says("one Elastic IP, so that the site keeps its address when its host changes");
    let address = Eip { domain: "vpc", instance_id: Some(host.get()), tags: vec![Tag::name("site")] };
    t.add("SiteAddress", Attributes::from(why).after(&network.attachment), address)
}
