//! Typed data into its uniform form. What was left out, and lists with nothing in them, are not written.

use std::{borrow::Cow, fmt};

use serde::{
    Serialize, Serializer,
    ser::{
        Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct,
    },
};

use super::{Map, Node};

/// The uniform form of typed data.
///
/// # Panics
/// Never for this crate's types: they are plain data with text keys.
pub fn node(data: &(impl Serialize + ?Sized)) -> Node {
    data.serialize(Builder).expect("typed properties are plain data with text keys")
}

/// Why data has no uniform form.
#[derive(Debug)]
pub struct NotPlain(String);

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotPlain {}

impl Error for NotPlain {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

struct Builder;

/// A list or a map that is being filled.
struct Filling<T> {
    entries: T,
    name: Cow<'static, str>,
}

type Built = Result<Node, NotPlain>;

macro_rules! numbers {
    ($($method:ident: $type:ty),+) => {
        $(fn $method(self, value: $type) -> Built {
            Ok(Node::Number(value.into()))
        })+
    };
}

impl Serializer for Builder {
    type Ok = Node;
    type Error = NotPlain;
    type SerializeSeq = Filling<Vec<Node>>;
    type SerializeTuple = Filling<Vec<Node>>;
    type SerializeTupleStruct = Filling<Vec<Node>>;
    type SerializeTupleVariant = Impossible<Node, NotPlain>;
    type SerializeMap = Filling<Map>;
    type SerializeStruct = Filling<Map>;
    type SerializeStructVariant = Impossible<Node, NotPlain>;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    numbers!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_f32(self, value: f32) -> Built {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Built {
        Ok(serde_json::Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn serialize_bool(self, value: bool) -> Built {
        Ok(Node::Bool(value))
    }

    fn serialize_char(self, value: char) -> Built {
        Ok(value.to_string().into())
    }

    fn serialize_str(self, value: &str) -> Built {
        Ok(value.to_owned().into())
    }

    fn serialize_bytes(self, _: &[u8]) -> Built {
        Err(NotPlain::custom("bytes are no text"))
    }

    fn serialize_none(self) -> Built {
        Ok(Node::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Built {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Built {
        Ok(Node::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Built {
        Ok(Node::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Built {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Built {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Built {
        Ok(Node::single(variant, value.serialize(self)?))
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, NotPlain> {
        Ok(Filling { entries: Vec::with_capacity(len.unwrap_or_default()), name: "".into() })
    }

    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, NotPlain> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleStruct, NotPlain> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotPlain> {
        Err(NotPlain::custom(format!("{variant} has fields without names")))
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, NotPlain> {
        Ok(Filling { entries: Map::with_capacity(len.unwrap_or_default()), name: "".into() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, NotPlain> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotPlain> {
        Err(NotPlain::custom(format!("{variant} has fields of its own")))
    }
}

impl Filling<Map> {
    fn add(&mut self, name: Cow<'static, str>, value: Node) {
        if !matches!(&value, Node::Null) && !matches!(&value, Node::List(items) if items.is_empty()) {
            self.entries.push(name, value);
        }
    }
}

macro_rules! lists {
    ($($kind:ident: $method:ident),+) => {
        $(impl $kind for Filling<Vec<Node>> {
            type Ok = Node;
            type Error = NotPlain;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
                self.entries.push(value.serialize(Builder)?);
                Ok(())
            }

            fn end(self) -> Built {
                Ok(Node::List(self.entries))
            }
        })+
    };
}

lists!(SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field);

impl SerializeMap for Filling<Map> {
    type Ok = Node;
    type Error = NotPlain;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotPlain> {
        let Node::Text(name) = key.serialize(Builder)? else {
            return Err(NotPlain::custom("a name is no text"));
        };
        self.name = name;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        let name = std::mem::take(&mut self.name);
        self.add(name, value.serialize(Builder)?);
        Ok(())
    }

    fn end(self) -> Built {
        Ok(Node::Map(self.entries))
    }
}

impl SerializeStruct for Filling<Map> {
    type Ok = Node;
    type Error = NotPlain;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotPlain> {
        self.add(name.into(), value.serialize(Builder)?);
        Ok(())
    }

    fn end(self) -> Built {
        Ok(Node::Map(self.entries))
    }
}
