//! A template as JSON.

use serde_json::Value;

/// The document with a line break at its end; on one line if `compact`.
pub fn write(document: &Value, compact: bool) -> String {
    if compact { format!("{document}\n") } else { format!("{document:#}\n") }
}
