//! Templates from disk: YAML with short tags, or JSON. Nothing is lost, and no key may stand twice.

mod usual;

use std::fmt;

use indexmap::IndexSet;
use memchr::memchr2_iter;
use serde::{
    Deserialize, Deserializer,
    de::{EnumAccess, Error, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor},
};

use super::node::{Map, Node, node};
use crate::words::line;

/// Why a text is no template: a sentence with its place.
#[derive(Debug)]
pub struct ReadError(String);

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ReadError {}

/// The document in its uniform form: functions under their long names, `Fn::GetAtt` as a list of two.
///
/// # Errors
/// When the text is neither YAML nor JSON, holds a key twice or what is no number, is nested too deeply, or is no map.
pub fn read(text: &str) -> Result<Node, ReadError> {
    let read: Result<Node, String> = if is_too_deep(text) {
        Err(DEEP.to_owned())
    } else if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())
    } else {
        usual::read(text).map_or_else(|| yaml(text), Ok)
    };
    match read {
        Ok(Node::Map(map)) => Ok(Node::Map(map)),
        Ok(Node::Null) => {
            Err(ReadError("this is empty; a template is a map with a Resources section".to_owned()))
        }
        Ok(_) => Err(ReadError("a template is a map with a Resources section; this is not a map".to_owned())),
        Err(message) if message.contains("recursion limit") => Err(ReadError(DEEP.to_owned())),
        Err(message) => Err(ReadError(line(&message))),
    }
}

/// Any YAML, and what is wrong with it.
fn yaml(text: &str) -> Result<Node, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

/// What both readers refuse, rather than run out of stack.
const DEEP: &str = "nested too deeply; keep to fewer than 128 levels";

/// More brackets open at once, or more dashes in a row, than either reader goes down, and with room for those in texts: the YAML reader's time grows with
/// the square of those that are open, before it looks at their depth.
fn is_too_deep(text: &str) -> bool {
    const OPEN: usize = 10_000;
    let are_many = |one, other| memchr2_iter(one, other, text.as_bytes()).nth(OPEN).is_some();
    if !are_many(b'[', b'{') && !are_many(b'-', b'?') {
        return false;
    }
    let (mut open, mut dashes) = (0_usize, 0_usize);
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        match byte {
            b'-' | b'?' => dashes += 1,
            b' ' => {}
            _ => dashes = 0,
        }
        open.max(dashes) > OPEN
    })
}

/// Keys and values, whatever the values.
impl<'de> Deserialize<'de> for Map {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let found = match Node::deserialize(from)? {
            Node::Map(map) => return Ok(map),
            other => other,
        };
        let met = match &found {
            Node::Bool(value) => Unexpected::Bool(*value),
            Node::Number(number) => number.as_i64().map_or(Unexpected::Other("a number"), Unexpected::Signed),
            Node::Text(text) => Unexpected::Str(text),
            Node::List(_) => Unexpected::Seq,
            Node::Null | Node::Map(_) => Unexpected::Unit,
        };
        Err(D::Error::invalid_type(met, &"a map"))
    }
}

/// Any value, read by one visitor from either language.
impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

macro_rules! scalars {
    ($($visit:ident: $type:ty),+) => {
        $(fn $visit<E>(self, value: $type) -> Result<Node, E> {
            Ok(node(&value))
        })+
    };
}

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a template's value")
    }

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_str: &str);

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        if value.is_finite() {
            return Ok(node(&value));
        }
        Err(E::custom("`.inf` and `.nan` are no numbers here; write a number, or quote the text"))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(text.into())
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut found = Entries::default();
        while let Some(Key(key)) = entries.next_key()? {
            if found.have(&key) {
                return Err(A::Error::custom(format!("duplicate key `{key}`; keep one")));
            }
            found.add(key, entries.next_value()?);
        }
        Ok(Node::Map(found.map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (Key(tag), content) = tagged.variant()?;
        let argument = content.newtype_variant()?;
        Ok(function(tag.trim_start_matches('!'), argument))
    }
}

/// A map so far. Of names few are looked through, many are hashed.
#[derive(Default)]
struct Entries {
    map: Map,
    names: IndexSet<String>,
}

impl Entries {
    const FEW: usize = 16;

    /// Whether a name is there already.
    fn have(&mut self, name: &str) -> bool {
        if self.map.len() < Self::FEW {
            return self.map.get(name).is_some();
        }
        if self.names.is_empty() {
            self.names.extend(self.map.iter().map(|(name, _)| name.to_owned()));
        }
        !self.names.insert(name.to_owned())
    }

    fn add(&mut self, key: String, value: Node) {
        let value = if key == "Fn::GetAtt" { attribute(value) } else { value };
        self.map.push(key, value);
    }
}

/// A key's text as it is written, also where YAML would take it for a number or a boolean: `012345678901` is an account.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self)
    }
}

fn function(tag: &str, argument: Node) -> Node {
    match tag {
        "Ref" | "Condition" => Node::single(tag.to_owned(), argument),
        "GetAtt" => Node::single("Fn::GetAtt", attribute(argument)),
        _ => Node::single(format!("Fn::{tag}"), argument),
    }
}

/// `Name.Attribute` as a list of two.
fn attribute(argument: Node) -> Node {
    match argument.as_text().and_then(|path| path.split_once('.')) {
        Some((name, attribute)) => vec![name.to_owned().into(), attribute.to_owned().into()].into(),
        None => argument,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        read(text).expect_err("a refusal").to_string()
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["A: .inf", "A: [-.inf]", "A: { B: .nan }", "A: !Sub .inf"] {
            assert!(told(text).contains("`.inf` and `.nan` are no numbers here"), "{text}: {}", told(text));
        }
        assert!(read("A: '.inf'\nB: 1.5e3").is_ok());
    }

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let keys = |text: &str| {
            let read = read(text).expect("a map");
            read.as_map().expect("a map").iter().map(|(key, _)| key.to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(keys("012345678901: 1\ntrue: 1\n1.10: 1\n'a b': 1"), "012345678901 true 1.10 a b");
        assert_eq!(keys("{\"1\": 1}"), "1");
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_in_maps_of_any_size() {
        for size in [1, 15, 16, 17, 40] {
            let keys: Vec<_> = (0..size).map(|number| format!("K{number}: 1\n")).collect();
            let keys = keys.concat();
            assert!(read(&keys).is_ok(), "{size}");
            for again in [0, size - 1] {
                assert!(
                    told(&format!("{keys}K{again}: 2\n")).contains(&format!("duplicate key `K{again}`")),
                    "{size}"
                );
            }
        }
    }

    /// In both languages, at once, and with a stack to spare.
    #[test]
    fn what_is_nested_too_deeply_is_refused() {
        let many = |text: &str| text.repeat(10_000_000 / text.len());
        for text in ["[", "{\"A\":", "{\"A\":[", "A: {a: ", "A: [", "- ", "? "] {
            assert_eq!(told(&many(text)), DEEP, "{text}");
        }
        for (open, close) in [("{\"A\":", "}"), ("A: {A: ", "}")] {
            let inner = open.trim_start_matches("A: ");
            let nested = |levels| open.to_owned() + &inner.repeat(levels) + "1" + &close.repeat(levels + 1);
            assert!(read(&nested(100)).is_ok(), "{open}");
            assert_eq!(told(&nested(200)), DEEP, "{open}");
        }
        let braces = format!("A: '{}'", "{ ".repeat(5_000));
        assert!(read(&braces).is_ok(), "braces in a text are no levels");
    }
}
