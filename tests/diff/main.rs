//! What `scalegen diff` says of pairs of templates. `SNAPSHOTS=overwrite cargo test --test diff` writes it anew; read the
//! diff.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "../support/goldens.rs"]
mod goldens;
mod laws;
mod pairs;
mod stages;

use scalegen::diff::{
    Diff,
    report::{self, Colour},
};

use goldens::Files;

/// What is printed of a diff, in every format, by its golden's path.
fn printed(folder: &str, diff: &Diff, names: [&str; 2]) -> Files {
    let all = [
        ("txt", report::text(diff, Colour::Off)),
        ("json", report::json(diff, names)),
        ("md", report::markdown(diff, names)),
    ];
    all.into_iter().map(|(end, text)| (format!("{folder}/diff.{end}"), text)).collect()
}

fn all() -> Files {
    let of_pairs = pairs::all().into_iter().flat_map(|pair| pair.printed());
    of_pairs.chain(stages::printed_steps()).collect()
}

#[test]
fn output_is_as_reviewed() {
    goldens::are_as_reviewed(all());
}

#[test]
fn no_golden_is_left_over() {
    let (known, given) = (all(), pairs::files());
    goldens::none_is_left_over("diff", |name| known.contains_key(name) || given.contains(name));
}
