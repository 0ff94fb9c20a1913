//! How a live stack grows: which change of a resource may come early, and which one waits. The rules stand with the parts;
//! here is what they are made of.

use super::{balancer, cache, data_host, database, dns, host, network, storage, tier, waf};
use crate::cfn::{Node, Resource, node::Map};

/// The phases of a move from one template to a later one, in their order. A phase that changes nothing is no step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// What is new comes, with what it needs of what is there. Nothing closes.
    Expand,
    /// Databases that only read change their size, one after the other.
    Readers,
    /// Whatever else changes its size in place and may pause for it.
    Resize,
    /// The number of a cache's shards changes, and nothing else: `CloudFormation` refuses both in one update.
    Shards,
    /// The site's names point to what answers by now.
    Names,
    /// All other changes: who serves, and from what. Nothing is deleted.
    Switch,
    /// What refuses somebody does so from now on, when all else is in its place.
    Enforce,
    /// What carries less by now gets smaller, and may pause for it.
    Shrink,
    /// What is not needed any more goes.
    Contract,
}

/// When a change comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// In this phase.
    At(Phase),
    /// In this phase, unless something gets smaller: that waits until it carries less.
    Sized(Phase),
    /// What it adds comes in the first phase; what it takes away, in the switch.
    Joined,
    /// In the first phase; but with the switch where the application's database moves meanwhile, as only then it is filled.
    Filled,
    /// In the first phase if something new boots from it, while the hosts that are there are held at the version that they
    /// run; otherwise in the switch.
    Boot,
}

/// A change of a resource.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Its logical ID.
    pub id: &'a str,
    /// Its type.
    pub kind: &'a str,
    /// What is known of it: its properties afterwards.
    pub properties: &'a Map,
    /// Which property changes; none if the resource is new.
    pub property: Option<Property<'a>>,
}

/// A property, and what it is before and afterwards, where it is there.
#[derive(Clone, Copy, Debug)]
pub struct Property<'a> {
    /// Its name.
    pub name: &'a str,
    /// Before.
    pub old: Option<&'a Node>,
    /// Afterwards.
    pub new: Option<&'a Node>,
}

impl Change<'_> {
    /// Whether it is of a resource of this type.
    pub fn is<R: Resource>(&self) -> bool {
        self.kind == R::TYPE
    }

    /// Whether it changes this property of a resource of this type.
    pub fn of<R: Resource>(&self, property: &str) -> bool {
        self.is::<R>() && self.property.is_some_and(|changed| changed.name == property)
    }
}

/// What a part says of a change, if it is one of its own.
type Rule = fn(&Change) -> Option<When>;

/// Every part that says something.
const RULES: [Rule; 10] = [
    balancer::growth,
    cache::growth,
    data_host::growth,
    database::growth,
    dns::growth,
    host::growth,
    network::growth,
    storage::growth,
    tier::growth,
    waf::growth,
];

/// When a change comes: what is new at once, and what changes with the switch, unless a part says otherwise.
pub fn when(change: &Change) -> When {
    let usual = if change.property.is_none() { Phase::Expand } else { Phase::Switch };
    RULES.iter().find_map(|rule| rule(change)).unwrap_or(When::At(usual))
}
