//! Where a way ends, and what is remembered on it.

use scalegen::{
    cfn::Node,
    design::{Options, Role, edge},
    facts::Region,
    migrate::{Document, Given, Migration, Side, Step},
    stage::At,
};

use super::printed;

const SIDES: [Side; 3] = [Side::Main, Side::Edge, Side::Second];

fn of(migration: &Migration, side: Side) -> impl Iterator<Item = &Step> {
    migration.steps().filter(move |step| step.side == side)
}

/// The last template of each stack is the later stage's, byte for byte. Where there is nothing to do, it is so but for what it
/// says of itself.
pub fn ends_at(migration: &Migration, to: &str, options: &Options) -> Option<String> {
    let leg = migration.legs.last().unwrap();
    let is_there = |side: Side| {
        let ours = |step: &&Step| step.side == side;
        let last = of(migration, side).last().map(|step| &step.state.document);
        let Some(last) = last.or((side == Side::Main).then_some(&leg.before.document)) else { return true };
        let wanted = wanted(side, to, options);
        let updated = leg.steps().find(ours).is_some();
        if updated { last.yaml() == wanted.yaml() } else { content(last) == content(&wanted) }
    };
    let other = SIDES.into_iter().find(|side| !is_there(*side))?;
    Some(format!("does not end at {to}, but elsewhere: {other:?}"))
}

fn wanted(side: Side, to: &str, options: &Options) -> Document {
    match side {
        Side::Main => printed(to, options),
        Side::Edge => {
            let edge = edge(to.parse::<At>().unwrap().rung, options.clone()).unwrap();
            edge.finished(options).unwrap().template.into()
        }
        Side::Second => printed(to, &Options { role: Role::Secondary, ..options.clone() }),
    }
}

/// A template without what it says of itself.
fn content(document: &Document) -> Vec<(&str, &Node)> {
    document.node.as_map().unwrap().iter().filter(|(name, _)| *name != "Description").collect()
}

/// What one step leaves a stack with, the next one of that stack begins with.
pub fn forgets(migration: &Migration) -> Option<String> {
    let forgets = |side: &Side| {
        of(migration, *side).zip(of(migration, *side).skip(1)).any(|(step, next)| {
            step.state.parameters != next.before.parameters
                || step.state.document.node != next.before.document.node
        })
    };
    SIDES.into_iter().find(forgets).map(|side| format!("forgets what was before: {side:?}"))
}

/// A region that serves goes on to serve, and a stack knows the others that are there.
#[test]
fn stacks_know_each_other() {
    let value = |step: &Step, name: &str| step.before.parameters.get(name).map(Given::known);
    let migration = super::migration("12m", "90m", &Options::default());
    for step in migration.steps() {
        let (name, told) = match step.side {
            Side::Second => ("InService", "true"),
            _ => ("SecondaryAssetsBucket", "$SECOND_ASSETS"),
        };
        assert_eq!(value(step, name).as_deref(), Some(told), "{:?}", step.task);
    }
    assert!(of(&migration, Side::Second).next().is_some());
    let migration = super::migration("10k", "1m", &Options::from("eu-west-1".parse::<Region>().unwrap()));
    let last = of(&migration, Side::Main).last().unwrap();
    assert_eq!(value(last, "EdgeStack").as_deref(), Some("$EDGE_STACK"));
}
