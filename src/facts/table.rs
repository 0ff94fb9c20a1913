//! A file of facts: `#` lines say source and date, the next line names the columns, and each later line is a row.
//!
//! Rows are read where they lie: a command that asks for one region parses one line, and start-up costs nothing.

use memchr::{memchr_iter, memmem};

/// The rows of a `facts/*.tsv`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table(pub(super) &'static str);

/// A row; its first cell is its key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row(&'static str);

impl Table {
    /// All rows, in the file's order.
    pub(super) fn rows(self) -> impl Iterator<Item = Row> {
        self.body().lines().skip(1).map(Row)
    }

    /// The row of this key.
    pub(super) fn find(self, key: &str) -> Option<Row> {
        self.rows_of(key).next()
    }

    /// The rows of this key, if they stand together.
    pub(super) fn rows_of(self, key: &str) -> impl Iterator<Item = Row> {
        let body = self.body();
        let at = memmem::find(body.as_bytes(), format!("\n{key}\t").as_bytes());
        let rows = at.map_or("", |at| &body[at + 1..]).lines().map(Row);
        rows.take_while(move |row| row.key() == key)
    }

    /// From the line break before the first row.
    fn body(self) -> &'static str {
        let header = self.0.lines().take_while(|line| line.starts_with('#')).map(|line| line.len() + 1).sum();
        let names = self.0[header..].find('\n').unwrap_or_default();
        &self.0[header + names..]
    }
}

impl Row {
    /// Its first cell.
    pub(super) fn key(self) -> &'static str {
        self.cell(0)
    }

    /// The cell of a column, counted from 0; nothing where the row ends before it.
    pub(super) fn cell(self, column: usize) -> &'static str {
        cell(self.0, column)
    }

    /// The words of a cell.
    pub(super) fn words(self, column: usize) -> impl Iterator<Item = &'static str> {
        self.cell(column).split(' ').filter(|word| !word.is_empty())
    }

    /// The key and what stands behind `key=` in a cell of such pairs.
    pub(super) fn pair(self, column: usize, key: &str) -> Option<(&'static str, &'static str)> {
        self.words(column).filter_map(|pair| pair.split_once('=')).find(|(known, _)| *known == key)
    }
}

/// The cell of a line, counted from 0; nothing where the line ends before it.
pub(super) fn cell(line: &'static str, column: usize) -> &'static str {
    let mut tabs = memchr_iter(b'\t', line.as_bytes());
    let start = column.checked_sub(1).map_or(Some(0), |before| tabs.nth(before).map(|tab| tab + 1));
    start.map_or("", |start| &line[start..tabs.next().unwrap_or(line.len())])
}

#[test]
fn a_cell_lies_between_two_tabs_or_at_an_end() {
    let cells = |line| [0, 1, 2, 3].map(|column| cell(line, column));
    assert_eq!(cells("a\tbc\t\td"), ["a", "bc", "", "d"]);
    assert_eq!(cells("\té"), ["", "é", "", ""]);
    assert_eq!(cells(""), [""; 4]);
}
