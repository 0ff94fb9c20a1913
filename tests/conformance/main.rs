//! Conformance: what the golden templates say, CloudFormation's registry knows.
//!
//! Each test reports all that it finds, as `stage: LogicalId: property path: what is wrong`.

mod alarms;
mod attributes;
mod dashboards;
mod faults;
mod fine_cut;
mod golden;
mod metric_faults;
mod metrics;
mod published;
#[path = "../support/references.rs"]
mod references;
#[path = "../support/registry.rs"]
mod registry;
mod shape;
mod sizes;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Fails with every finding, one a line.
fn assert_none(findings: &[String]) {
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn properties_are_those_of_the_registry() {
    assert_none(&golden::findings(shape::check));
}

#[test]
fn attributes_exist() {
    assert_none(&golden::findings(attributes::check));
}

#[test]
fn sizes_and_versions_are_on_sale() {
    assert_none(&golden::findings(sizes::check));
}

#[test]
fn metrics_are_published() {
    assert_none(&golden::findings(metrics::check));
}

#[test]
fn the_metrics_facts_hold_what_is_in_use_and_nothing_else() {
    let asked: Vec<_> = golden::all(metrics::asked).into_iter().map(|(_, asked)| asked).collect();
    let used: BTreeSet<_> = asked.iter().map(|asked| asked.namespace.as_str()).collect();
    let known: BTreeSet<_> = published::namespaces().collect();
    let stale = known.difference(&used);
    let stale = stale.map(|name| format!("{name}: no template asks for it; take it out of facts/cut.py"));
    let by_hand = published::BY_HAND.iter().filter(|one| !asked.iter().any(|asked| metrics::is(asked, one)));
    let by_hand = by_hand
        .map(|one| format!("{} under {}: no template asks for it; {}", one.metric, one.set, one.source));
    assert_none(&stale.chain(by_hand).collect::<Vec<_>>());
}

#[test]
fn the_registry_holds_the_types_in_use_and_no_others() {
    let used = golden::types();
    let known: BTreeSet<_> = registry::types().map(str::to_owned).collect();
    let missing = used.difference(&known).map(|kind| format!("{kind}: add it to facts/cut.py and cut again"));
    let stale = known
        .difference(&used)
        .map(|kind| format!("{kind}: no template uses it; take it out of facts/cut.py"));
    assert_none(&missing.chain(stale).collect::<Vec<_>>());
}

#[test]
fn every_type_that_we_can_write_is_in_a_template() {
    let used = golden::types();
    let dead = written().into_iter().filter(|(kind, _)| !used.contains(kind));
    assert_none(&dead.map(|(kind, file)| format!("{file}: no template has a {kind}")).collect::<Vec<_>>());
}

/// The resource types that `src/cfn/types` names, and where.
fn written() -> Vec<(String, String)> {
    let mut written = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cfn/types")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of types") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).expect("Rust source");
            let literals = source.split('"').filter(|text| is_type(text));
            written.extend(literals.map(|kind| (kind.to_owned(), path.display().to_string())));
        }
    }
    written
}

/// Whether this is a resource type, such as `AWS::EC2::VPC`.
fn is_type(text: &str) -> bool {
    let parts: Vec<_> = text.split("::").collect();
    parts.len() == 3 && parts[0] == "AWS" && text.chars().all(|c| c.is_ascii_alphanumeric() || c == ':')
}
