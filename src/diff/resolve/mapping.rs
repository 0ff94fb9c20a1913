//! `Fn::FindInMap`.

use anyhow::Result;

use super::Scope;
use crate::{cfn::Node, diff::scalar::scalar};

impl Scope<'_> {
    /// The value in a row and a column of a mapping, or the default; where one is not known, a symbol with what it may be.
    pub(super) fn found(
        &self,
        name: &Node,
        place: [&Node; 2],
        default: Option<&Node>,
    ) -> Result<Option<Node>> {
        let mappings = self.template.get("Mappings");
        let mapping = name.as_text().and_then(|name| mappings?.get(name));
        let [row, column] = place.map(scalar);
        let found = mapping.and_then(|mapping| candidates(mapping, row.as_deref(), column.as_deref()));
        let found = found.map(|found| self.value(&found)).transpose()?.flatten();
        if row.is_some() && column.is_some() {
            return Ok(found.or_else(|| default?.get("DefaultValue").cloned()));
        }
        let [row, column] = place.map(Node::clone);
        Ok(found.map(|found| Node::single("Fn::FindInMap", vec![found, row, column])))
    }
}

/// The value in a row and a column, or all that it may be.
fn candidates(mapping: &Node, row: Option<&str>, column: Option<&str>) -> Option<Node> {
    match (row, column) {
        (Some(row), Some(column)) => mapping.get(row)?.get(column).cloned(),
        (Some(row), None) => mapping.get(row).cloned(),
        (None, Some(column)) => {
            let rows = mapping.as_map()?.iter();
            let cells =
                rows.filter_map(|(row, cells)| Some((row.to_owned().into(), cells.get(column)?.clone())));
            Some(Node::Map(cells.collect()))
        }
        (None, None) => Some(mapping.clone()),
    }
}
