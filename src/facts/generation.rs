//! Families of types come in generations; a region may lack the newest.

use super::{
    Region,
    table::{Row, Table},
};

/// The family's row if the region offers it, otherwise that of the newest older generation which it offers.
///
/// `db.m8g` falls back to `db.m7g`, then to `db.m6g`. `missing` is the column that lists the regions without the family.
pub(super) fn offered(table: Table, missing: usize, family: &str, region: Region) -> Option<Row> {
    let start = family.find(|c: char| c.is_ascii_digit())?;
    let end = family[start..].find(|c: char| !c.is_ascii_digit()).map_or(family.len(), |end| start + end);
    let newest: u8 = family[start..end].parse().ok()?;
    (1..=newest).rev().find_map(|generation| {
        let row = table.find(&format!("{}{generation}{}", &family[..start], &family[end..]))?;
        (!row.words(missing).any(|gone| gone == region.name())).then_some(row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table = Table(
        "# source\nfamily\tmissing_in\ndb.m8g\teu-west-1 us-east-1\ndb.m7g\tus-east-1\ndb.m6g\tus-east-1\n",
    );

    fn found(family: &str, region: &str) -> Option<&'static str> {
        offered(TABLE, 1, family, region.parse().unwrap()).map(Row::key)
    }

    #[test]
    fn an_older_generation_serves_where_the_newest_is_missing() {
        assert_eq!(found("db.m8g", "eu-central-1"), Some("db.m8g"));
        assert_eq!(found("db.m8g", "eu-west-1"), Some("db.m7g"));
        assert_eq!(found("db.m8g", "us-east-1"), None);
        assert_eq!(found("db.serverless", "eu-west-1"), None);
    }
}
