//! Every kind of fault, with the sentence that people see.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::read;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    title: String,
    budget: u32,
    standby: bool,
    load: f64,
    zones: Zones,
    web: Option<Host>,
    hosts: Vec<Host>,
    tags: BTreeMap<String, u8>,
    kind: Option<Kind>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Host {
    instance: String,
    #[serde(default)]
    zones: Zones,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "u8")]
struct Zones(u8);

impl TryFrom<u8> for Zones {
    type Error = String;

    fn try_from(zones: u8) -> Result<Self, String> {
        if zones <= 4 { Ok(Self(zones)) } else { Err(format!("{zones} zones; give 0 to 4")) }
    }
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Plain,
    Fleet,
}

fn told(file: impl AsRef<[u8]>) -> String {
    read::<File>(file.as_ref()).expect_err("a fault").to_string()
}

fn tells(cases: &[(&str, &str)]) {
    for (file, sentence) in cases {
        assert_eq!(told(file), *sentence, "{file:?}");
    }
}

#[test]
fn keys() {
    tells(&[
        ("title: a\nbugdet: 7", "2:1: unknown key `bugdet`; did you mean `budget`?"),
        ("web:\n  instance: a\n  zone: 1", "3:3: web: unknown key `zone`; did you mean `zones`?"),
        ("web: { cdn: 1 }", "1:8: web: unknown key `cdn`; known are instance, zones"),
        ("hosts:\n  - instance: a\n  - zones: 1", "3:5: hosts[1]: key `instance` is missing; add it"),
        (
            "web.zones: 1\n",
            "1:1: unknown key `web.zones`; known are title, budget, standby, load, zones, web, hosts, tags, kind",
        ),
        ("? [a]\n: 1", "1:3: expected a word as key, found a list"),
        (
            "\"a\\nb\": 1",
            "1:1: unknown key `a\\nb`; known are title, budget, standby, load, zones, web, hosts, tags, kind",
        ),
    ]);
}

/// The second mention of a key, however deep, and not another key of the same name.
#[test]
fn keys_that_stand_twice() {
    tells(&[
        ("budget: 7\nload: 1\nbudget: 8", "3:1: duplicate key `budget`; keep one"),
        (
            "web:\n  instance: a\n  instance: b\nhosts:\n  - instance: c",
            "3:3: web: duplicate key `instance`; keep one",
        ),
        (
            "hosts: [{ instance: a, zones: 1, instance: b }]",
            "1:34: hosts[0]: duplicate key `instance`; keep one",
        ),
        ("tags: { a: 1, 'a': 2 }", "1:15: tags: duplicate key `a`; keep one"),
        ("nobody: { a: 1, a: 2 }", "1:17: nobody: duplicate key `a`; keep one"),
    ]);
}

#[test]
fn values() {
    tells(&[
        ("budget: much", "1:9: budget: expected a whole number, found the text \"much\""),
        ("budget: 1.5", "1:9: budget: expected a whole number, found `1.5`"),
        ("budget: [1]", "1:9: budget: expected a whole number, found a list"),
        ("budget: -1", "1:9: budget: -1 is too small; raise it"),
        ("budget: 4294967296", "1:9: budget: 4294967296 is too large; lower it"),
        ("tags: { a: 99999999999999999999 }", "1:12: tags.a: 99999999999999999999 is too large; lower it"),
        ("load: high", "1:7: load: expected a number, found the text \"high\""),
        ("standby: yes", "1:10: standby: expected true or false, found the text \"yes\""),
        ("standby: ~", "1:10: standby: expected true or false, found nothing"),
        ("title: { a: 1 }", "1:8: title: expected a text, found keys and values"),
        ("web: small", "1:6: web: expected keys and values, found the text \"small\""),
        ("hosts: 2", "1:8: hosts: expected a list, found `2`"),
        ("kind: flet", "1:7: kind: unknown value `flet`; did you mean `fleet`?"),
        ("kind: [plain]", "1:7: kind: expected a word, found a list"),
        ("kind: x", "1:7: kind: unknown value `x`; known are plain, fleet"),
        ("zones: 9", "1:8: zones: 9 zones; give 0 to 4"),
        ("web: { instance: a, zones: 9 }", "1:28: web.zones: 9 zones; give 0 to 4"),
        ("hosts:\n- instance: a\n- instance: b\n  zones: 9", "4:10: hosts[1].zones: 9 zones; give 0 to 4"),
        ("- a", "1:1: expected keys and values, found a list"),
    ]);
}

#[test]
fn texts_that_are_no_yaml() {
    tells(&[
        ("web:\n\tinstance: a", "2:1: a tab cannot indent; use spaces"),
        ("title: a\n\tbudget: 1", "2:1: a tab cannot indent; use spaces"),
        ("title: é @a\nload: @a", "2:7: `@` cannot begin a value; quote it"),
        ("title: a: b", "1:9: a second `:` cannot stand here; quote the text, or mend the indentation"),
        ("title: a\nbudget 7\nload: 1", "2:1: this key has no `:`; add it"),
        ("title: 'a\nbudget: 7\n", "1:8: these quotes are not closed; close them"),
        ("title: \"a\n---\n", "1:8: these quotes are not closed; close them"),
        ("title: \"\\q\"", "1:9: this escape is unknown; use single quotes"),
        ("hosts: [", "2:1: a value is missing here, or a bracket is not closed; add it"),
        ("web: {a: 1", "2:1: a comma is missing here, or a bracket is not closed; add it"),
        ("title: |\n  a\n b\n", "3:2: this is no key; mend the indentation, or quote the text"),
        ("title: a\n---\ntitle: b", "2:1: the file holds more than one document; keep one"),
        ("title: *a", "1:8: no `&` before this gives it a name; write the value out"),
    ]);
}

#[test]
fn anchors_are_followed_and_merges_are_not() {
    let file = "web: &web { instance: a }\nhosts: [*web, *web]";
    assert_eq!(read::<File>(file.as_bytes()).expect("a file").hosts.len(), 2);
    tells(&[
        ("web: &web { instance: a, zones: 9 }\nhosts: [*web]", "1:33: web.zones: 9 zones; give 0 to 4"),
        (
            "web: &w { zones: 1 }\nhosts: [{ <<: *w }]",
            "2:11: hosts[0]: keys are not merged here; write them out instead of `<<`",
        ),
        ("hosts: &a [*a]", "1:8: nested too deeply; keep to fewer than 128 levels"),
    ]);
    let laughs = (1..30).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9)));
    let laughs = "a0: &a0 [ha]\n".to_owned() + &laughs.collect::<String>();
    assert_eq!(told(laughs), "2:10: its aliases repeat too much; write the values out");
}

#[test]
fn files_that_are_no_text() {
    let marked = "\u{feff}title: a\r\nzones: 1\r\n";
    assert_eq!(read::<File>(marked.as_bytes()).expect("a file").title, "a");
    tells(&[
        ("", "1:1: nothing is in here; write its keys"),
        ("# all to come\n", "2:1: nothing is in here; write its keys"),
        ("~", "1:1: nothing is in here; write its keys"),
        ("title: a\nb: \u{7f}ELF", "2:4: this control or private-use character is not text; remove it"),
        ("title: a\0", "1:9: this control or private-use character is not text; remove it"),
    ]);
    let utf16: Vec<u8> = "title: a".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        told([b"\xff\xfe", &*utf16].concat()),
        "1:1: this byte is not UTF-8; save the file as text in UTF-8"
    );
    assert_eq!(
        told(b"title: a\nb: \xc3\xa9 \xff"),
        "2:6: this byte is not UTF-8; save the file as text in UTF-8"
    );
}

/// The time that they take grows no faster than they do, so that 10 MB take ten times as long.
#[test]
fn deep_and_long_files() {
    let deep = "nested too deeply; keep to fewer than 128 levels";
    let brackets = "more than 10,000 brackets; write lists and maps on lines of their own";
    let many = |text: &str| text.repeat(1_000_000 / text.len());
    assert_eq!(told(many("[").repeat(10)), format!("1:10001: {brackets}"));
    assert_eq!(told(many("{a: ").repeat(10)), format!("1:40001: {brackets}"));
    assert_eq!(told("[".repeat(10_000)), format!("1:129: {deep}"));
    assert_eq!(told(many("- ")), format!("1:257: {deep}"));
    assert_eq!(told(many("a: 1\n")), "2:1: duplicate key `a`; keep one");
    let long = told("budget: ".to_owned() + &many("a"));
    assert!(
        long.len() < 700 && long.starts_with("1:9: budget: expected a whole number, found the text \"aaa")
    );
}
