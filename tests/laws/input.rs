//! What any input must give.

use std::sync::LazyLock;

use proptest::{collection::vec, prelude::*, sample::Index};
use scalegen::{
    cfn::{json, node::node, read::read, yaml},
    design::{Options, design_stage},
    stage::{At, LADDER, Stage},
    strict,
    units::Users,
};

use crate::stages;

/// What people edit: every printed template, and the stage files.
static PRINTED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let templates = stages::templates();
    let documents = templates.iter().map(|(_, template)| (template.document(true), template.remarks()));
    documents
        .flat_map(|(document, remarks)| [yaml::write(&document, &remarks), json::write(&document, false)])
        .collect()
});
static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
    [
        include_str!("../../stages/1.yaml"),
        include_str!("../../stages/1k.yaml"),
        include_str!("../../stages/500k.yaml"),
        include_str!("../../stages/1m.yaml"),
        include_str!("../../stages/11m.yaml"),
        include_str!("../support/every-part.yaml"),
    ]
    .map(str::to_owned)
    .into()
});

/// A text with damage: cut off, without a slice, with a slice twice, or with what does not belong there.
fn damaged(texts: &'static [String]) -> impl Strategy<Value = String> {
    let foreign = "([\\PC\0\t\n\r\u{85}\u{2028}\u{feff}]|[:#'\"{}\\[\\],&*!|>%@`?<-]|<<: |- |!!|--- ){0,8}";
    (any::<(Index, [Index; 2])>(), 0..4, foreign).prop_map(|((text, ends), damage, foreign)| {
        let text = text.get(texts);
        let mut ends = ends.map(|end| text.floor_char_boundary(end.index(text.len() + 1)));
        ends.sort_unstable();
        let (head, slice, tail) = (&text[..ends[0]], &text[ends[0]..ends[1]], &text[ends[1]..]);
        match damage {
            0 => head.to_owned(),
            1 => format!("{head}{tail}"),
            2 => format!("{head}{slice}{slice}{tail}"),
            _ => format!("{head}{foreign}{slice}{tail}"),
        }
    })
}

fn is_one_line(read: &Result<impl Sized, impl ToString>) -> Result<(), TestCaseError> {
    let Err(error) = read else { return Ok(()) };
    let said = error.to_string();
    prop_assert!(!said.is_empty() && !said.contains(char::is_control), "{:?}", said);
    Ok(())
}

/// A stage that is read is designed, too, and then printed.
fn is_designed_or_refused(text: &str) -> Result<(), TestCaseError> {
    let stage = Stage::read(text);
    is_one_line(&stage)?;
    let Ok(stage) = stage else { return Ok(()) };
    let design = design_stage("1k", &stage, &Options::default());
    is_one_line(&design)?;
    drop(design.map(|design| design.template().unwrap()));
    Ok(())
}

#[test]
fn a_key_over_two_lines_is_told_in_one() {
    let twice = "\"a\\nb\": 1\n\"a\\nb\": 2";
    for told in [read(twice).unwrap_err().to_string(), Stage::read(twice).unwrap_err().to_string()] {
        assert!(told.contains("duplicate key `a\\nb`; keep one"), "{told:?}");
    }
}

proptest! {
    #[test]
    fn any_count_takes_the_largest_stage_below(count in 1..=1_000_000_000_u64) {
        let at: At = count.to_string().parse().unwrap();
        let rung = at.rung;
        let from = rung.users().map(Users::count).unwrap();
        prop_assert!(from <= count);
        let next = LADDER.iter().filter_map(|rung| rung.users()).map(Users::count).find(|users| *users > from);
        prop_assert!(next.is_none_or(|next| count < next));
    }

    #[test]
    fn any_text_is_read_or_refused_in_one_line(text in "(.|[\n\r\t]){0,80}") {
        let _ = text.parse::<At>();
        is_one_line(&read(&text))?;
        is_designed_or_refused(&text)?;
    }

    #[test]
    fn any_bytes_are_read_or_refused_in_one_line(bytes in vec(any::<u8>(), 0..80)) {
        is_one_line(&strict::read::<serde_json::Value>(&bytes))?;
    }

    #[test]
    fn a_damaged_template_is_read_or_refused_in_one_line(text in damaged(&PRINTED)) {
        is_one_line(&read(&text))?;
    }

    #[test]
    fn a_damaged_stage_is_read_or_refused_in_one_line(text in damaged(&FILES)) {
        is_designed_or_refused(&text)?;
    }

    #[test]
    fn no_remark_leaves_its_line(text in "(\\PC|[\0 \t\n\r:#\u{85}\u{2028}\u{2029}\u{feff}]){0,24}") {
        let document = node(&serde_json::json!({ "Resources": { "A": { "Type": "T" } } }));
        let write = |text: &str| {
            yaml::write(&document, &[yaml::Remark { id: "A".into(), banner: Some("Part".into()), comment: text.into(), note: None }])
        };
        let written = write(&text);
        prop_assert_eq!(&read(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?, &document);
        prop_assert_eq!(written.lines().count(), write("a").lines().count());
    }

    #[test]
    fn any_string_survives_both_languages(texts in vec("(\\PC|[ \t\n\r:#'\"{}\\[\\],&*!|>%@`~=<0-9._+-]){0,24}", 1..8)) {
        let document = node(&serde_json::json!({ "A": texts, "B": { "Fn::Join": ["-", texts] }, "C": { texts[0].clone(): texts[0].clone() } }));
        let written = yaml::write(&document, &[]);
        prop_assert_eq!(&read(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?, &document);
        prop_assert_eq!(&read(&json::write(&document, false)).unwrap(), &document);
    }
}
