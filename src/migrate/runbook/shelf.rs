//! The files that a runbook names.

use crate::{
    cfn::REQUEST,
    migrate::{Side, State, Step, Stop},
};

/// The name of a file, and whether it is too large for a request.
pub(super) type File = (String, bool);

/// Templates and policies by their names, and in which file the state of each stack stands by now.
#[derive(Default)]
pub(super) struct Shelf {
    pub files: Vec<(String, String)>,
    now: Vec<(Side, File)>,
}

impl Shelf {
    /// The file of what a stack is before a step; none if the step makes the stack. What is deployed before the first step of all
    /// gets a file of its own, for the way back.
    pub(super) fn before(&mut self, step: &Step, from: Stop) -> Option<File> {
        let before = step.from()?;
        let seen = self.now.iter().rfind(|(side, _)| *side == step.side).map(|(_, file)| file.clone());
        Some(
            seen.unwrap_or_else(|| {
                self.put(step.side, format!("00-{from}{}.yaml", beside(step.side)), before)
            }),
        )
    }

    /// Puts the state of a stack into a file.
    pub(super) fn put(&mut self, side: Side, name: String, state: &State) -> File {
        let text = state.document.yaml();
        let file = (name.clone(), text.len() > REQUEST);
        self.files.push((name, text));
        self.now.push((side, file.clone()));
        file
    }
}

/// What tells the file of a stack beside the main one.
fn beside(side: Side) -> &'static str {
    match side {
        Side::Main => "",
        Side::Edge => "-edge",
        Side::Second => "-second",
    }
}
