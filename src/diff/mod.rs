//! What CloudFormation does to a live stack when one template follows another, and to its data.
//!
//! [`Stack`] (a template, worked out as far as it can be known) → `compare` (what differs, by path) → `update` (what each
//! difference does, and what follows from it) → `fate` (what becomes of the data) → [`Diff`], which [`report`] prints.

mod action;
mod change;
mod compare;
mod exports;
mod fate;
mod known;
mod moves;
mod names;
mod place;
mod protection;
mod reason;
pub mod report;
mod resolve;
mod rows;
mod scalar;
mod secret;
mod stack;
mod update;

use crate::cfn::{Node, RESOURCES};
pub use action::Action;
pub use change::Change;
pub use fate::Fate;
pub use known::Known;
pub use moves::Move;
pub use reason::Reason;
pub use rows::Row;
pub use stack::Stack;
pub use update::Behaviour;
use update::Update;

/// What an update does.
#[derive(Clone, Debug)]
pub struct Diff {
    /// What happens to resources, the worst first; one that does not change is not here.
    pub changes: Vec<Change>,
    /// Logical IDs under which a resource has another name.
    pub moves: Vec<Move>,
    /// Parameters whose values differ.
    pub parameters: Vec<Row>,
    /// Outputs whose values differ.
    pub outputs: Vec<Row>,
    /// Conditions that say something else.
    pub conditions: Vec<Row>,
}

impl Diff {
    /// What happens when one stack becomes the other.
    pub fn new(from: &Stack, to: &Stack) -> Self {
        let update = Update::new(from, to);
        let mut changes = change::changes(from, to, &update);
        changes.extend(exports::refused(from, to, &update));
        changes.extend(too_many(from, to));
        changes.sort_by_key(|change| action::weight(change.action, change.data));
        let mut diff = Self {
            changes,
            moves: moves::moves(from, to),
            parameters: rows::rows(&from.parameters, &to.parameters),
            outputs: rows::outputs(from, to, &update),
            conditions: rows::rows(&from.conditions, &to.conditions),
        };
        secret::mask(&mut diff, from.secrets.iter().chain(&to.secrets).map(String::as_str).collect());
        diff
    }

    /// How many resources an action befalls.
    pub fn count(&self, action: Action) -> usize {
        self.changes.iter().filter(|change| change.action == action).count()
    }

    /// How many resources lose their data, or may lose it.
    pub fn lost(&self) -> usize {
        self.changes.iter().filter(|change| change.data == Fate::Lost).count()
    }

    /// Whether data is lost or an update refused.
    pub fn is_unsafe(&self) -> bool {
        self.lost() + self.count(Action::Refused) > 0
    }
}

/// CloudFormation takes no template with more resources.
fn too_many(from: &Stack, to: &Stack) -> Option<Change> {
    let count = |stack: &Stack| Some(Node::Number(stack.count.into()));
    let why = format!("CloudFormation takes {RESOURCES} resources; part the stack");
    (to.count > RESOURCES).then(|| Change {
        logical_id: "Resources".to_owned(),
        kind: "Template".to_owned(),
        action: Action::Refused,
        data: Fate::None,
        reasons: vec![Reason::refusal("Resources", [count(from), count(to)], why)],
    })
}
