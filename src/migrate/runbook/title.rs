//! What a step is called, and what it is for.

use crate::{
    components::growth::Phase,
    migrate::{Side, Step, Task},
};

/// A step's name, the word for it in a file's name, and its purpose in a sentence or two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    pub name: &'static str,
    /// What stands behind the name where the stack is not the main one.
    pub place: &'static str,
    pub word: &'static str,
    pub purpose: &'static str,
}

pub(super) fn title(step: &Step) -> Title {
    let [name, word, purpose] = match step.task {
        Task::Whole => WHOLE,
        Task::Half => HALF,
        Task::Phase(phase) => of_phase(phase),
        Task::Edge => EDGE,
        Task::Second => SECOND,
        Task::Join => JOIN,
        Task::Serve => SERVE,
    };
    let (place, word) = match step.side {
        Side::Second if !matches!(step.task, Task::Second | Task::Serve) => {
            (", in the second region", "second-region")
        }
        Side::Edge if step.task != Task::Edge => (", in the edge stack", "edge"),
        Side::Main | Side::Edge | Side::Second => ("", word),
    };
    Title { name, place, word, purpose }
}

fn of_phase(phase: Phase) -> [&'static str; 3] {
    match phase {
        Phase::Expand => EXPAND,
        Phase::Readers => READERS,
        Phase::Resize => RESIZE,
        Phase::Shards => SHARDS,
        Phase::Names => NAMES,
        Phase::Switch => SWITCH,
        Phase::Enforce => ENFORCE,
        Phase::Shrink => SHRINK,
        Phase::Contract => CONTRACT,
    }
}

const WHOLE: [&str; 3] = [
    "Update",
    "update",
    "One update is safe: nothing in it needs an order that CloudFormation does not keep by itself.",
];
const HALF: [&str; 3] = [
    "Switch the first half of the servers",
    "half",
    "Every second server follows its launch template; the others are held at the version that they run, and serve.",
];
const EXPAND: [&str; 3] = [
    "Expand",
    "expand",
    "What is new comes beside what serves. Nothing closes and nothing is replaced; visitors stay where they are. New databases are \
     not protected from deletion yet, so that a failed update can take them back.",
];
const READERS: [&str; 3] = [
    "Resize the readers",
    "readers",
    "The databases that only read change first, one after the other: the writer may fail over to one that is big enough.",
];
const RESIZE: [&str; 3] =
    ["Resize", "resize", "What changes its size in place does so alone, while nothing else moves."];
const SHARDS: [&str; 3] = [
    "Change the shards",
    "shards",
    "The number of the cache's shards changes in an update of its own: CloudFormation refuses any other way.",
];
const NAMES: [&str; 3] = [
    "Turn the names",
    "names",
    "The site's names point to what came with the expansion. What they pointed to serves on until the switch, and not \
     after it. Where servers keep sessions themselves, some visitors lose theirs. Without a domain only the output `SiteUrl` changes: tell \
     people the new address, and wait until they use it.",
];
const SWITCH: [&str; 3] = [
    "Switch",
    "switch",
    "What serves changes over. Nothing is deleted: what is not needed any more stays until the last step, and what is to go then loses \
     its protection from deletion. What came with the expansion gets it.",
];
const ENFORCE: [&str; 3] = [
    "Enforce",
    "enforce",
    "What only counted until now refuses from here on. Look first at what it counted (`aws wafv2 get-sampled-requests`): that will be \
     refused.",
];
const SHRINK: [&str; 3] = [
    "Shrink",
    "shrink",
    "What carries less since the switch gets smaller. Its way back takes as long as the step: wait until the switch has proved itself.",
];
const CONTRACT: [&str; 3] = [
    "Contract",
    "contract",
    "What nobody needs any more goes, and nothing else changes. Who still comes by an old address gets no answer from here on.",
];
const EDGE: [&str; 3] = [
    "The edge stack",
    "edge",
    "CloudFront takes certificate and firewall from us-east-1 alone: the stack there comes before the main one grows, which is then told \
     of it. Is it there already? Then print the way again with `--param EdgeStack=` its name.",
];
const SECOND: [&str; 3] = [
    "The second region",
    "second",
    "The second region's stack comes. It joins the databases and tables of the first one; no visitor is sent there yet.",
];
const JOIN: [&str; 3] = [
    "Join the regions",
    "join",
    "The first region learns of the second one's buckets: files are copied both ways, and what joins the regions is protected.",
];
const SERVE: [&str; 3] = [
    "Serve from the second region",
    "serve",
    "Visitors who are nearer are sent to the second region, which takes a domain. First deploy the release that runs to the deployment \
     groups there, as its hosts have nothing else. What is new there is protected from deletion now.",
];
