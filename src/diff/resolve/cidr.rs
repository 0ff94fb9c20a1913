//! `Fn::Cidr` of a block that is known, for IPv4.

use std::net::Ipv4Addr;

use crate::{cfn::Node, diff::scalar::scalar};

/// The most blocks that the function gives (CloudFormation user guide, 2026-10).
const MOST: u32 = 256;

/// The first blocks of a size within a block; the size is in bits, as the function takes it.
pub(super) fn blocks(block: &Node, count: &Node, bits: Option<&Node>) -> Option<Node> {
    let whole = |value: &Node| scalar(value)?.parse::<u32>().ok();
    let block = scalar(block)?;
    let (address, prefix) = block.split_once('/')?;
    let (address, prefix) = (address.parse::<Ipv4Addr>().ok()?, prefix.parse::<u32>().ok()?);
    let bits = bits.map_or(Some(8), whole).filter(|bits| (1..=32).contains(bits))?;
    let count = whole(count).filter(|count| *count <= MOST)?;
    let room = 1_u64.checked_shl(32_u32.checked_sub(prefix)?)? >> bits;
    if u64::from(count) > room {
        return None;
    }
    let at = |index: u32| u32::from(address).checked_add(index.checked_shl(bits).unwrap_or(0));
    let blocks: Option<Vec<_>> = (0..count)
        .map(|index| Some(Node::from(format!("{}/{}", Ipv4Addr::from(at(index)?), 32 - bits))))
        .collect();
    blocks.map(Node::List)
}

#[test]
fn a_block_is_parted_from_its_beginning() {
    let blocks = |block: &'static str, count: &'static str, bits: &'static str| {
        let found = blocks(&block.into(), &count.into(), Some(&bits.into()))?;
        Some(found.as_list()?.iter().filter_map(Node::as_text).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(blocks("10.0.0.0/16", "2", "8").as_deref(), Some("10.0.0.0/24 10.0.1.0/24"));
    assert_eq!(blocks("10.0.0.0/22", "3", "9").as_deref(), None);
    assert_eq!(blocks("10.0.0.0/0", "1", "32").as_deref(), Some("10.0.0.0/0"));
    assert_eq!(blocks("2001:db8::/56", "1", "64"), None);
}
