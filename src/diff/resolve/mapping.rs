//! `Fn::FindInMap`.

use anyhow::Result;

use super::{Scope, room::weight};
use crate::{
    cfn::{Node, node::Map},
    diff::scalar::scalar,
};

/// The name of the default among what a value may be; no row and no column can have it.
const DEFAULT: &str = "(default)";

impl Scope<'_> {
    /// The value in a row and a column of a mapping, or the default; where one is not known, a symbol with what it may be.
    pub(super) fn found(
        &self,
        name: &Node,
        place: [&Node; 2],
        default: Option<&Node>,
    ) -> Result<Option<Node>> {
        let Some(name) = name.as_text() else { return Ok(None) };
        let mapping = self.template.get("Mappings").and_then(|mappings| mappings.get(name));
        let default = default.and_then(|default| default.get("DefaultValue"));
        let [row, column] = place.map(scalar);
        if let (Some(row), Some(column)) = (&row, &column) {
            let cell = mapping.and_then(|mapping| mapping.get(row)?.get(column));
            return cell.or(default).map(|value| self.room.copy(value)).transpose();
        }
        self.room.spend(mapping.map_or(0, weight))?;
        let table = mapping.and_then(|mapping| candidates(mapping, row.as_deref(), column.as_deref()));
        self.one_of(table.unwrap_or_default(), place, default)
    }

    /// A symbol for a value in a table, or for the default; where the table is empty, the default.
    fn one_of(&self, mut table: Map, place: [&Node; 2], default: Option<&Node>) -> Result<Option<Node>> {
        let default = default.map(|value| self.room.copy(value)).transpose()?;
        if table.is_empty() {
            return Ok(default);
        }
        if let Some(default) = default {
            table.push(DEFAULT, default);
        }
        let [row, column] = place.map(|value| self.room.copy(value));
        Ok(Some(Node::single("Fn::FindInMap", vec![table.into(), row?, column?])))
    }
}

/// All that the value in an unknown row or column may be.
fn candidates(mapping: &Node, row: Option<&str>, column: Option<&str>) -> Option<Map> {
    let Some(column) = column else {
        return row.map_or(Some(mapping), |row| mapping.get(row))?.as_map().cloned();
    };
    let rows = mapping.as_map()?.iter();
    let cells = rows.filter_map(|(row, cells)| Some((row.to_owned().into(), cells.get(column)?.clone())));
    Some(cells.collect())
}
