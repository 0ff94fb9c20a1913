//! What editors know of the files: their JSON Schemas, and the file to begin with.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use super::App;

impl App {
    /// A file with every key in a comment, tied to its schema by the first line.
    pub const COMMENTED: &str = include_str!("commented.yaml");

    /// The JSON Schema of `scalegen.yaml`.
    #[must_use]
    pub fn schema() -> Value {
        schema::<Self>()
    }
}

/// The JSON Schema of what a file may hold.
#[must_use]
pub fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value()
}
