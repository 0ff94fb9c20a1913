//! What any input must give.

use proptest::prelude::*;
use scalegen::{
    cfn::{json, node::node, read::read, yaml},
    stage::{At, LADDER},
    units::Users,
};

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
    fn no_text_panics(text in ".{0,80}") {
        let _ = text.parse::<At>();
        let _ = read(&text);
    }

    #[test]
    fn any_string_survives_both_languages(texts in proptest::collection::vec("(\\PC|[ \t\n\r:#'\"{}\\[\\],&*!|>%@`~=<0-9._+-]){0,24}", 1..8)) {
        let document = node(&serde_json::json!({ "A": texts, "B": { "Fn::Join": ["-", texts] }, "C": { texts[0].clone(): texts[0].clone() } }));
        let written = yaml::write(&document, &yaml::Remarks::default());
        prop_assert_eq!(&read(&written).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?, &document);
        prop_assert_eq!(&read(&json::write(&document, false)).unwrap(), &document);
    }
}
