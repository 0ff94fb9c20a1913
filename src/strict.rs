//! YAML in, strictly: an unknown key, a double key or a wrong type is told with its place and its remedy.

use anyhow::{Result, anyhow};
use serde::de::DeserializeOwned;

use crate::words::nearest;

/// Reads a typed value.
///
/// # Errors
/// When the text is not that value: `4:3: unknown key `sevrers`; did you mean `servers`?`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_yaml::from_str(text).map_err(|error| {
        let said = error.to_string();
        let place = error.location().map(|at| format!("{}:{}: ", at.line(), at.column())).unwrap_or_default();
        let place = repeated(text, &said).map_or(place, |line| format!("{line}:1: "));
        anyhow!("{place}{}", sentence(&said))
    })
}

/// The reader's own words, with a remedy where one is known; it ends with the place, which stands in front already.
fn sentence(said: &str) -> String {
    let said = said.rsplit_once(" at line ").map_or(said, |(said, _)| said);
    let words: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    match words.split_first() {
        Some((key, known)) if said.contains("unknown field") => match nearest(key, known.iter().copied()) {
            Some(near) => format!("unknown key `{key}`; did you mean `{near}`?"),
            None => format!("unknown key `{key}`; known are {}", known.join(", ")),
        },
        Some((key, _)) if said.contains("duplicate field") => format!("duplicate key `{key}`; keep one"),
        _ => said.to_owned(),
    }
}

/// The line of a key's second mention: the reader tells only where its map begins.
fn repeated(text: &str, said: &str) -> Option<usize> {
    let key = said.contains("duplicate field").then(|| said.split('`').nth(1))??;
    let mentions = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    text.lines().enumerate().filter(|(_, line)| mentions(line)).last().map(|(index, _)| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::Stage;

    fn told(change: &str, by: &str) -> String {
        let file = include_str!("../stages/100.yaml").replace(change, by);
        read::<Stage>(&file).unwrap_err().to_string()
    }

    #[test]
    fn faults_have_a_place_and_a_remedy() {
        assert_eq!(told("budget:", "bugdet:"), "8:1: unknown key `bugdet`; did you mean `budget`?");
        assert_eq!(told("budget: 70", "budget: 70\nbudget: 80"), "9:1: duplicate key `budget`; keep one");
        assert_eq!(
            told("budget: 70", "budget: much"),
            "8:9: budget: invalid type: string \"much\", expected u32"
        );
        assert_eq!(told("servers: 1", "servers: 9"), "6:6: web: 9 web servers; give 1 to 4");
    }
}
