//! A number of users in a file: a whole number, or a text such as `750k`.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected, Visitor},
};

use super::{BadUsers, Users};

impl<'de> Deserialize<'de> for Users {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

impl JsonSchema for Users {
    fn schema_name() -> Cow<'static, str> {
        "Users".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number of users: 1 to 1,000,000,000, such as 750000, 750k or 1.5m.",
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": Self::MAX.0,
            "pattern": "^[0-9][0-9_,]*([.][0-9]+)?[kKmMbB]?$"
        })
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = Users;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of users such as 750k")
    }

    fn visit_u64<E: Error>(self, count: u64) -> Result<Users, E> {
        self.visit_str(&count.to_string())
    }

    fn visit_i64<E: Error>(self, count: i64) -> Result<Users, E> {
        Err(E::invalid_value(Unexpected::Signed(count), &self))
    }

    fn visit_f64<E: Error>(self, count: f64) -> Result<Users, E> {
        self.visit_str(&count.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Users, E> {
        text.parse().map_err(|bad: BadUsers| E::custom(bad.sentence(text)))
    }
}
