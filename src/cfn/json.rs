//! A template as JSON.

use super::node::Node;

/// The document with a line break at its end; on one line if `compact`.
///
/// # Panics
/// Never: a document is plain data.
pub fn write(document: &Node, compact: bool) -> String {
    let text = if compact { serde_json::to_string(document) } else { serde_json::to_string_pretty(document) };
    text.expect("a document is plain data") + "\n"
}
