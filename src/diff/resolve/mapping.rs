//! `Fn::FindInMap`.

use anyhow::Result;

use super::{Scope, room::weight};
use crate::{
    cfn::{Node, node::Map},
    diff::scalar::scalar,
};

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
        let default = default.and_then(|default| default.get("DefaultValue"));
        let [row, column] = place.map(scalar);
        if let (Some(row), Some(column)) = (&row, &column) {
            let cell = mapping.and_then(|mapping| mapping.get(row)?.get(column));
            return cell.or(default).map(|value| self.room.copy(value)).transpose();
        }
        self.room.spend(mapping.map_or(0, weight))?;
        let table = mapping.and_then(|mapping| candidates(mapping, row.as_deref(), column.as_deref()));
        table.map(|table| self.one_of(table, place)).transpose()
    }

    /// A symbol for a value in a table.
    fn one_of(&self, table: Map, place: [&Node; 2]) -> Result<Node> {
        let [row, column] = place.map(|value| self.room.copy(value));
        Ok(Node::single("Fn::FindInMap", vec![table.into(), row?, column?]))
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
