//! Node types of ElastiCache (`facts/cache_nodes.tsv`).

use super::{Region, generation::offered, table::Table};

/// The node type, or the same size of an older generation where the region lacks it; none if it offers neither.
#[must_use]
pub fn cache_node(name: &str, region: Region) -> Option<String> {
    let (family, size) = name.rsplit_once('.')?;
    let row = offered(NODES, 2, family, region)?;
    row.words(1).any(|known| known == size).then(|| format!("{}.{size}", row.key()))
}

const NODES: Table = Table(include_str!("../../facts/cache_nodes.tsv"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_offered_is_named() {
        let home = Region::default();
        assert_eq!(cache_node("cache.r7g.large", home).as_deref(), Some("cache.r7g.large"));
        for name in ["cache.r7g", "cache.r7g.huge", "r7g.large", "cache.m0g.large"] {
            assert_eq!(cache_node(name, home), None, "{name}");
        }
    }
}
