//! The data volume: it outlives its host, is copied every day, and leaves a snapshot when it goes.

use super::Server;
use crate::{
    cfn::{
        Id, Template,
        types::{ec2::Volume, tag::Tag, vpc::Subnet},
    },
    components::{backup, talk::ONE},
};

/// An encrypted gp3 volume of `size` GiB in the host's zone.
pub(super) fn build(t: &mut Template, size: u32, server: Server, subnet: &Id<Subnet>) -> Id<Volume> {
    let volume = Volume {
        availability_zone: subnet.availability_zone(),
        volume_type: "gp3",
        size,
        encrypted: true,
        tags: vec![Tag::name("data"), backup::daily()],
    };
    let why = ONE.needs(&format!(
        "the data, apart from the host that can fail; grows in place, and {}'s restart uses it",
        server.title()
    ));
    t.add("DataVolume", why.must("never shrink Size; keep Encrypted and AvailabilityZone"), volume)
}
