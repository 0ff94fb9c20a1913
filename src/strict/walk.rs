//! A walk through a document with the path in hand: it meets every key that stands twice, and finds where a path is.

use std::{collections::BTreeSet, fmt};

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{Fault, Place, key::Key, syntax};

/// Whether every key stands once, and the text is YAML at all.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    let mut stop = None;
    let walk = Walk { path: String::new(), goal: None, stop: &mut stop };
    walk.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| match stop {
        Some((path, sentence)) => Fault { place: Place::of(&error), path, sentence },
        None => syntax::fault(text, &error),
    })
}

/// Where the value of a path begins, if there is such a path.
pub(super) fn find(text: &str, path: &str) -> Option<Place> {
    let mut stop = None;
    let walk = Walk { path: String::new(), goal: Some(path), stop: &mut stop };
    let error = walk.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    stop.filter(|(_, why)| why == HERE).and_then(|_| Place::of(&error))
}

/// Why a walk stops at its goal, and not at a fault.
const HERE: &str = "here";

/// A walk on its way; it stops by an error, since the reader tells the place of nothing else.
pub(super) struct Walk<'a> {
    path: String,
    goal: Option<&'a str>,
    /// Where it stopped on its own account, and why.
    stop: &'a mut Option<(String, String)>,
}

impl Walk<'_> {
    /// Stops here if this is the goal.
    fn arrive<E: Error>(&mut self) -> Result<(), E> {
        if self.goal == Some(&self.path) { self.halt(HERE) } else { Ok(()) }
    }

    /// Stops here, and says why.
    pub(super) fn halt<E: Error>(&mut self, why: &str) -> Result<(), E> {
        *self.stop = Some((self.path.clone(), why.to_owned()));
        Err(E::custom(why))
    }

    /// One step down.
    fn to(&mut self, path: String) -> Walk<'_> {
        Walk { path, goal: self.goal, stop: self.stop }
    }

    fn under(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($visit:ident: $type:ty),+) => {
        $(fn $visit<E: Error>(mut self, _: $type) -> Result<(), E> {
            self.arrive()
        })+
    };
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128);
    scalars!(visit_f64: f64, visit_str: &str);

    fn visit_unit<E: Error>(mut self) -> Result<(), E> {
        self.arrive()?;
        if self.path.is_empty() { self.halt("nothing is in here; write its keys") } else { Ok(()) }
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.arrive()?;
        let mut index = 0;
        while let Some(()) = items.next_element_seed(self.to(format!("{}[{index}]", self.path)))? {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        self.arrive()?;
        let mut known = BTreeSet::new();
        while let Some(key) = entries.next_key_seed(Key { walk: &mut self, known: &known })? {
            entries.next_value_seed(self.to(self.under(&key)))?;
            known.insert(key);
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(mut self, tagged: A) -> Result<(), A::Error> {
        let (tag, content) = tagged.variant::<String>()?;
        content.newtype_variant_seed(self.to(self.under(&tag)))
    }
}
