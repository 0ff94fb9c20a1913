//! Whether a number or version is lower than another.

/// Whether it is lower: of the parts, between dots, dashes and underscores, the first two numbers that differ say so. Texts
/// that differ, and versions of which one is the other's beginning, cannot be told apart.
pub(super) fn is_lower(value: &str, than: &str) -> bool {
    let pairs = parts(value).zip(parts(than));
    let differing = pairs.into_iter().find(|(left, right)| left != right);
    let numbers =
        differing.and_then(|(left, right)| Some((left.parse::<u64>().ok()?, right.parse::<u64>().ok()?)));
    numbers.is_some_and(|(left, right)| left < right)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['.', '-', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_versions_are_lower() {
        let lower = [
            ("50", "100"),
            ("16.9", "16.10"),
            ("15", "16.4"),
            ("8.0.mysql_aurora.3.9.0", "8.0.mysql_aurora.3.12.0"),
            ("OpenSearch_1.3", "OpenSearch_2.11"),
        ];
        for (value, than) in lower {
            assert!(is_lower(value, than) && !is_lower(than, value), "{value} < {than}");
        }
    }

    #[test]
    fn others_cannot_be_told_apart() {
        for (value, than) in [
            ("16", "16.4"),
            ("1", "1"),
            ("OpenSearch_1.3", "Elasticsearch_7.10"),
            ("{}", "{}"),
            ("a", "b"),
            ("", "1"),
        ] {
            assert!(!is_lower(value, than) && !is_lower(than, value), "{value} < {than}");
        }
    }
}
