//! What is usual, and what is not. That what is usual is read as any YAML, `tests/laws/readers.rs` says.

use serde_json::json;

use super::*;
use crate::cfn::{
    node::node,
    read::yaml,
    yaml::{Remark, write},
};

#[test]
fn what_we_print_is_usual() {
    let script = include_str!("../../../../templates/server.sh.j2");
    let host = json!({
        "Type": "AWS::EC2::LaunchTemplate",
        "Properties": { "UserData": { "Fn::Base64": { "Fn::Sub": script } }, "Port": 80, "Ids": [{ "Ref": "A" }, "0123"] },
    });
    let remark = Remark {
        id: "Host".to_owned(),
        banner: Some("Hosts".into()),
        comment: "why: it serves".to_owned(),
        note: Some("keep it".into()),
    };
    let text = write(&node(&json!({ "Resources": { "Host": host } })), &[remark]);
    assert_eq!(read(&text).ok_or("unusual".to_owned()), yaml(&text), "{text}");
}

#[test]
fn what_people_write_is_usual() {
    let texts = [
        "# A remark\nA: 1 # another\nB: [-1, 1.5, 0x1F, 012, 10.0.0.0/16, true, No, ~, '', a:b]\n",
        "---\nA: !Ref B\nC: !If [D, !GetAtt E.F, !Sub '${G}']\nH: !Base64\n  Fn::Sub: |\n    I\n\n    J\nK: >-\n  L\n  M\n",
        "\"A\":\n- B: {C: D}\n  E:\n- F: one\n    and more\n  G: -x\n",
    ];
    for text in texts {
        assert_eq!(read(text).ok_or("unusual".to_owned()), yaml(text), "{text}");
    }
}

/// Each of these is wrong, or YAML 1.1 and 1.2 differ in it, or it is not worth its code.
const UNUSUAL: &[&str] = &[
    "",
    "A",
    "- A",
    "{",
    "A: [",
    "A:\t1",
    "A: é",
    "A: 1\r",
    "%YAML 1.1\n---\nA: 1",
    "...\nA: 1",
    "A: 1\n---\nB: 1",
    "A: 1\n...",
    "A: &b 1",
    "A: &b 1\nC: *b",
    "A: !!str 1",
    "A: !<!B> 1",
    "A: ! 1",
    "A: !B[1]",
    "A: 1\nA: 1",
    ": 1",
    "? A\n: 1",
    "[A]: 1",
    "!B A: 1",
    "A: {b\n  c: 1}",
    "A: {'b':1}",
    "A: [b:, c]",
    "A : 1",
    "A: [:b]",
    "A: [b:?c]",
    "A: [>b]",
    "A: {|b: 1}",
    "A: .inf",
    "A: .nan",
];

#[test]
fn what_is_unusual_is_left() {
    for text in UNUSUAL {
        assert_eq!(read(&format!("{text}\n")), None, "{text}");
    }
    assert_eq!(read("A: |\n  without an end"), None);
    for sign in ["", "+", "-"] {
        assert_eq!(read(&format!("A: {sign}12345678901234567890123\n")), None, "{sign}");
    }
}

#[test]
fn what_lies_deep_is_left() {
    let nested = |levels| format!("A: {}{}\n", "[".repeat(levels), "]".repeat(levels));
    assert!(read(&nested(LEVELS)).is_some());
    assert_eq!(read(&nested(LEVELS + 1)), None);
}
