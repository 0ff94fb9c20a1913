//! The ladder of stages as people compare them: one row a stage.

use anyhow::Result;
use serde::Serialize;

use crate::{
    design::design,
    facts::regions::Region,
    stage::{LADDER, Rung},
    units::Users,
};

/// A stage beside its neighbours.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The stage's ID.
    pub id: &'static str,
    /// From how many users on; nothing for a stage that is chosen by name.
    pub users: Option<u64>,
    /// What is new, in the words of the talk.
    pub new: String,
    /// How many resources its template has.
    pub resources: usize,
}

impl Row {
    /// The row of a stage in the default region.
    ///
    /// # Errors
    /// When a stage file is broken.
    pub fn of(rung: Rung) -> Result<Self> {
        let resources = design(rung, Region::default())?.template().len();
        Ok(Self { id: rung.id, users: rung.users().map(Users::count), new: rung.stage()?.new, resources })
    }

    fn from(&self) -> String {
        self.users.map_or_else(|| "by name".to_owned(), |users| users.to_string())
    }
}

/// Every row, smallest stage first.
///
/// # Errors
/// When a stage file is broken.
pub fn rows() -> Result<Vec<Row>> {
    LADDER.into_iter().map(Row::of).collect()
}

/// For a terminal.
pub fn text(rows: &[Row]) -> String {
    let line = |row: &Row| format!("{:<9} {:<8} {:>9}  {}\n", row.id, row.from(), row.resources, row.new);
    "stage     users    resources  new\n".to_owned() + &rows.iter().map(line).collect::<String>()
}

/// For a document.
pub fn markdown(rows: &[Row]) -> String {
    let line = |row: &Row| format!("| `{}` | {} | {} | {} |\n", row.id, row.from(), row.resources, row.new);
    "| stage | users | resources | new |\n|---|---|---|---|\n".to_owned()
        + &rows.iter().map(line).collect::<String>()
}

/// For a program.
///
/// # Panics
/// Never: rows are plain data.
pub fn json(rows: &[Row]) -> String {
    serde_json::to_string_pretty(rows).expect("rows are plain data") + "\n"
}
