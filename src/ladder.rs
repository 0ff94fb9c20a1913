//! The ladder of stages as people compare them: one row a stage.

use anyhow::Result;
use serde::Serialize;

use crate::{
    cfn::{json, yaml},
    design::{Options, Quota, design},
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
    /// The template as YAML, in bytes.
    pub yaml: usize,
    /// The template as JSON on one line, in bytes.
    pub json: usize,
    /// What a new account may lack.
    pub quotas: Vec<Quota>,
}

impl Row {
    /// The row of a stage in the default region.
    ///
    /// # Errors
    /// When a stage file is broken.
    pub fn of(rung: Rung) -> Result<Self> {
        let design = design(rung, &Options::default())?;
        let template = design.template()?;
        let document = template.document(false);
        Ok(Self {
            id: rung.id,
            users: rung.users().map(Users::count),
            new: rung.stage()?.new,
            resources: template.len(),
            yaml: yaml::write(&document, &template.remarks()).len(),
            json: json::write(&document, true).len(),
            quotas: design.quotas,
        })
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
    "stage     users    resources  new\n".to_owned()
        + &rows.iter().map(line).collect::<String>()
        + &quotas(rows)
}

/// What a new account may lack, stage by stage.
fn quotas(rows: &[Row]) -> String {
    let line = |row: &Row, quota: &Quota| {
        let Quota { code, what, new_account, .. } = quota;
        let amount = quota.amount();
        format!("{:<9} {amount} {what} ({code}; a new account: {new_account})\n", row.id)
    };
    let lines = rows.iter().flat_map(|row| row.quotas.iter().map(move |quota| line(row, quota)));
    "\nquotas that a new account may lack; with two regions, in both\n".to_owned()
        + &lines.collect::<String>()
}

/// For a document.
pub fn markdown(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let (id, resources, new) = (row.id, row.resources, &row.new);
        format!("| `{id}` | {} | {resources} | {} | {} | {new} |\n", row.from(), kb(row.yaml), kb(row.json))
    };
    "| stage | users | resources | YAML | compact JSON | new |\n|---|---|---|---|---|---|\n".to_owned()
        + &rows.iter().map(line).collect::<String>()
}

/// Thousands of bytes, rounded up.
fn kb(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}

/// For a program.
///
/// # Panics
/// Never: rows are plain data.
pub fn listing(rows: &[Row]) -> String {
    serde_json::to_string_pretty(rows).expect("rows are plain data") + "\n"
}
