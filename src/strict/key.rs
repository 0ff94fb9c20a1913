//! A key on the walk: it is a word, and stands once.

use std::{collections::BTreeSet, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::walk::Walk;

/// A key of the map where the walk stands, which knows the keys before it.
pub(super) struct Key<'a, 'w> {
    pub(super) walk: &'a mut Walk<'w>,
    pub(super) known: &'a BTreeSet<String>,
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<String, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_, '_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word as key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        if key == "<<" {
            self.walk.halt("keys are not merged here; write them out instead of `<<`")?;
        }
        if self.known.contains(key) {
            self.walk.halt(&format!("duplicate key `{key}`; keep one"))?;
        }
        Ok(key.to_owned())
    }
}
