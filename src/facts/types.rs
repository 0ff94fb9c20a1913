//! Where CloudFormation lacks a resource type (`facts/missing_types.tsv`).

use super::{
    Region,
    table::{Row, Table},
};

/// Whether this region's CloudFormation has a resource type of our templates, such as `AWS::EC2::VPC`.
#[must_use]
pub fn has_type(region: Region, kind: &str) -> bool {
    !MISSING.find(kind).is_some_and(|row| row.words(1).any(|name| name == region.name()))
}

/// The resource types of our templates that this region's CloudFormation lacks.
pub fn missing_types(region: Region) -> impl Iterator<Item = &'static str> {
    MISSING.rows().filter(move |row| row.words(1).any(|name| name == region.name())).map(Row::key)
}

const MISSING: Table = Table(include_str!("../../facts/missing_types.tsv"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_regions_lack_a_type() {
        let has = |region: &str, kind| has_type(region.parse().unwrap(), kind);
        assert!(has("us-east-1", "AWS::Budgets::Budget") && !has("eu-north-1", "AWS::Budgets::Budget"));
        assert!(has("eu-north-1", "AWS::EC2::VPC"));
        for kind in missing_types("ap-east-2".parse().unwrap()) {
            assert!(!has("ap-east-2", kind), "{kind}");
        }
    }

    #[test]
    fn every_missing_region_is_a_region() {
        for row in MISSING.rows() {
            assert!(row.key().starts_with("AWS::") && row.words(1).count() > 0, "{row:?}");
            row.words(1).for_each(|name| assert!(Region::parse(name).is_ok(), "{name}"));
        }
    }
}
