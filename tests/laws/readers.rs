//! What is read of a template is what any YAML reader reads, although templates of the usual sort have a quicker one.

use std::sync::LazyLock;

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};
use scalegen::cfn::{Node, read::read};

/// Lines of templates, cut at any of them.
static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let templates = [
        include_str!("../golden/stages/1k/template.yaml"),
        include_str!("../golden/stages/500k/template.yaml"),
        include_str!("../support/every-part.yaml"),
    ];
    templates.into_iter().flat_map(|template| template.split_inclusive('\n')).collect()
});

/// A few lines of a template, at the margin.
fn lines() -> impl Strategy<Value = String> {
    (any::<Index>(), 1..12_usize).prop_map(|(first, count)| {
        let first = first.index(LINES.len());
        let lines = &LINES[first..LINES.len().min(first + count)];
        let margin = |line: &&str| line.len() - line.trim_start_matches(' ').len();
        let margin =
            lines.iter().filter(|line| !line.trim().is_empty()).map(margin).min().unwrap_or_default();
        lines.iter().map(|line| line.get(margin..).unwrap_or("\n")).collect()
    })
}

/// What means something in YAML, or did in YAML 1.1.
const MARKS: &[&str] = &[
    " ", "  ", "\n", "\n\n", ":", ": ", ":\n", "- ", "-", "#", " #", "'", "\"", "|", "|-", "|+", "|2", ">",
    ">-", ">2", "{", "}", "[", "]", ",", ", ", "&a ", "*a", "? ", "?", "%", "@", "`", "!", "!Ref ", "!!str ",
    "<<: ", "~", "null", "True", "yes", "off", "0x1F", "0o7", "017", "1_000", "1e3", ".5", "-1", "+1",
    ".inf", "1:30", "---", "--- ", "...", "\\n", "''", "a", "b: c", "{a:1}", "{'a':1}", "[a: 1]", "{? a}",
    "!<x> ", "a:b", "a#b", "\t", "\r\n", "\u{85}", "\u{2028}",
];

/// How a line begins.
const HEADS: &[&str] =
    &["", "a: ", "b: ", "c:", "- ", "\"d\": ", "f: !Sub ", "g: |", "h: >", "- i: ", "j: \"x"];

/// Lines of nothing but such marks.
fn marks() -> impl Strategy<Value = String> {
    let line = (0..5_usize, select(HEADS), vec(select(MARKS), 0..4));
    let line = line.prop_map(|(indent, head, marks)| "  ".repeat(indent) + head + &marks.concat() + "\n");
    vec(line, 1..8).prop_map(|lines| lines.concat())
}

/// A text with marks where they do not belong.
fn marked(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    (text, vec((any::<Index>(), select(MARKS)), 0..4)).prop_map(|(mut text, marks)| {
        for (at, mark) in marks {
            text.insert_str(text.floor_char_boundary(at.index(text.len() + 1)), mark);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn a_template_is_read_as_any_yaml(text in marked(prop_oneof![lines(), marks()])) {
        prop_assume!(!text.trim_start().starts_with('{'));
        let any = serde_yaml::from_str(&text).ok().filter(|read| matches!(read, Node::Map(_)));
        prop_assert_eq!(read(&text).ok(), any);
    }
}
