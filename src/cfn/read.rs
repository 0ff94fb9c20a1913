//! Templates from disk: YAML with short tags, or JSON. Nothing is lost, and no key may stand twice.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor},
};
use serde_json::{Map, Value};

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
/// When the text is neither YAML nor JSON, holds a key twice, or is no map.
pub fn read(text: &str) -> Result<Value, ReadError> {
    let read: Result<Tree, String> = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())
    } else {
        serde_yaml::from_str(text).map_err(|error| error.to_string())
    };
    match read {
        Ok(Tree(Value::Object(map))) => Ok(Value::Object(map)),
        Ok(_) => Err(ReadError("a template is a map with a Resources section; this is not a map".to_owned())),
        Err(message) => Err(ReadError(message)),
    }
}

/// Any value, read by one visitor from either language.
struct Tree(Value);

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader).map(Tree)
    }
}

struct Reader;

macro_rules! scalars {
    ($($visit:ident: $type:ty),+) => {
        $(fn $visit<E>(self, value: $type) -> Result<Value, E> {
            Ok(value.into())
        })+
    };
}

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a template's value")
    }

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str, visit_string: String);

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Tree(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(Key(key)) = entries.next_key()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(format!("duplicate key `{key}`; keep one")));
            }
            let Tree(value) = entries.next_value()?;
            let value = if key == "Fn::GetAtt" { attribute(value) } else { value };
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (Key(tag), content) = tagged.variant()?;
        let Tree(argument) = content.newtype_variant()?;
        Ok(function(tag.trim_start_matches('!'), argument))
    }
}

/// A key's text, also where YAML takes it for a number or a boolean.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(match Tree::deserialize(from)?.0 {
            Value::String(text) => text,
            other => other.to_string(),
        }))
    }
}

fn function(tag: &str, argument: Value) -> Value {
    let (name, argument) = match tag {
        "Ref" | "Condition" => (tag.to_owned(), argument),
        "GetAtt" => ("Fn::GetAtt".to_owned(), attribute(argument)),
        _ => (format!("Fn::{tag}"), argument),
    };
    Value::Object(Map::from_iter([(name, argument)]))
}

/// `Name.Attribute` as a list of two.
fn attribute(argument: Value) -> Value {
    match argument.as_str().and_then(|path| path.split_once('.')) {
        Some((name, attribute)) => Value::from(vec![name, attribute]),
        None => argument,
    }
}
