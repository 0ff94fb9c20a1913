//! A template at rest: a tree of plain values in the order in which people read it.
//!
//! Half the size of a JSON value with hashed maps: the names of properties are not copied, and a map is a list of pairs.

mod build;

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Serialize, Serializer};
use serde_json::Number;

pub use build::node;

/// Any value that JSON and YAML share.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(Cow<'static, str>),
    /// Values in order.
    List(Vec<Node>),
    /// Values under names, in order.
    Map(Map),
}

/// Values under names, each name once, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map(Vec<(Cow<'static, str>, Node)>);

impl Node {
    /// A map of one entry, the form of an intrinsic function.
    pub fn single(name: impl Into<Cow<'static, str>>, value: impl Into<Self>) -> Self {
        Self::Map(Map::from_iter([(name.into(), value.into())]))
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number, if it is a whole one and not negative.
    pub fn as_whole(&self) -> Option<u64> {
        if let Self::Number(number) = self { number.as_u64() } else { None }
    }

    /// The items of a list, or the one value that stands where a list may.
    pub fn one_or_more(&self) -> &[Self] {
        self.as_list().unwrap_or(std::slice::from_ref(self))
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The entries, if it is a map.
    pub fn as_map(&self) -> Option<&Map> {
        if let Self::Map(map) = self { Some(map) } else { None }
    }

    /// The value under a name, if it is a map that has it.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_map()?.get(name)
    }

    /// Whether it is a map or a list with nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::List(items) => items.is_empty(),
            Self::Map(map) => map.is_empty(),
            _ => false,
        }
    }
}

impl Map {
    /// Nothing.
    pub const EMPTY: &Self = &Self(Vec::new());

    /// An empty map with room for `entries`.
    pub fn with_capacity(entries: usize) -> Self {
        Self(Vec::with_capacity(entries))
    }

    /// The value under a name. It looks at one entry after the other: maps of a template are small.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The value under a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Node> {
        self.0.iter_mut().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Takes the entry of this name out.
    pub fn remove(&mut self, name: &str) -> Option<Node> {
        let at = self.0.iter().position(|(known, _)| *known == name)?;
        Some(self.0.remove(at).1)
    }

    /// Appends an entry under a new name.
    pub fn push(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Node>) {
        self.0.push((name.into(), value.into()));
    }

    /// Puts an entry under a new name before the one at `index`.
    pub fn insert(&mut self, index: usize, name: impl Into<Cow<'static, str>>, value: Node) {
        self.0.insert(index, (name.into(), value));
    }

    /// The entries in the order of their names.
    #[must_use]
    pub fn by_name(mut self) -> Self {
        self.0.sort_by(|left, right| left.0.cmp(&right.0));
        self
    }

    /// The entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Node)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The values in order, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// From how many entries on they are in order: to look at a few takes no time.
const MANY: usize = 16;

/// Entries of a map by name, however many there are.
#[derive(Clone, Debug)]
pub struct Index<'a> {
    map: &'a Map,
    in_order: Option<BTreeMap<&'a str, &'a Node>>,
}

impl<'a> Index<'a> {
    /// The entries of a map.
    pub fn new(map: &'a Map) -> Self {
        Self { map, in_order: (map.len() > MANY).then(|| map.iter().collect()) }
    }

    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&'a Node> {
        self.in_order.as_ref().map_or_else(|| self.map.get(name), |all| all.get(name).copied())
    }
}

impl IntoIterator for Map {
    type Item = (Cow<'static, str>, Node);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<(Cow<'static, str>, Node)> for Map {
    fn from_iter<I: IntoIterator<Item = (Cow<'static, str>, Node)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Vec<Self>> for Node {
    fn from(items: Vec<Self>) -> Self {
        Self::List(items)
    }
}

impl From<Map> for Node {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(value) => to.serialize_bool(*value),
            Self::Number(number) => number.serialize(to),
            Self::Text(text) => to.serialize_str(text),
            Self::List(items) => to.collect_seq(items),
            Self::Map(map) => to.collect_map(map.iter()),
        }
    }
}

#[test]
fn an_index_finds_what_a_map_finds() {
    for count in [0, 1, MANY, MANY + 1, 100] {
        let map: Map = (0..count).map(|at| (format!("Name{at}").into(), Node::Number(at.into()))).collect();
        let index = Index::new(&map);
        assert!(
            (0..=count).all(|at| index.get(&format!("Name{at}")) == map.get(&format!("Name{at}"))),
            "{count}"
        );
    }
}
