//! Versions of database engines (`facts/versions.tsv`).

use super::table::Table;

/// A version of an engine that RDS creates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EngineVersion {
    /// As RDS writes it: `17.9`.
    pub version: &'static str,
    /// The family of its parameters: `postgres17`.
    pub family: &'static str,
}

/// The versions of an engine that RDS creates, oldest first: from the line of our default version on.
pub fn engine_versions(engine: &str) -> impl Iterator<Item = EngineVersion> {
    let rows = VERSIONS.rows().filter(move |row| row.cell(1) == engine);
    rows.flat_map(|row| row.words(2).map(move |version| EngineVersion { version, family: row.key() }))
}

const VERSIONS: Table = Table(include_str!("../../facts/versions.tsv"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_come_oldest_first() {
        let found: Vec<_> = engine_versions("postgres").map(|it| (it.family, it.version)).collect();
        let place = |version| found.iter().position(|(_, it)| *it == version);
        assert!(place("17.9") < place("17.10") && place("17.11") < place("18.1"), "{found:?}");
        assert_eq!((place("17"), place("16.15")), (None, None));
        assert!(found.contains(&("postgres17", "17.9")));
        assert_eq!(engine_versions("db2").count(), 0);
    }
}
