//! Quotas of new accounts (`facts/quotas.tsv`).

use super::table::Table;

/// A quota's code, what it counts, and how much of it a new account has.
#[must_use]
pub fn quota(name: &str) -> Option<(&'static str, &'static str, u32)> {
    let row = QUOTAS.find(name)?;
    Some((row.cell(1), row.cell(3), row.cell(2).parse().ok()?))
}

const QUOTAS: Table = Table(include_str!("../../facts/quotas.tsv"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for row in QUOTAS.rows() {
            let (code, what, count) = quota(row.key()).unwrap();
            assert!(code.starts_with("L-") && !what.is_empty() && count > 0, "{row:?}");
        }
        assert_eq!(quota("no_such_quota"), None);
    }
}
