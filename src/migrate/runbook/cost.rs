//! What a step costs while both sides run.

use crate::{
    cfn::node::Map,
    charge::{Bill, hourly_of},
    facts::Region,
    migrate::{Leg, Side, Step},
};

/// What is new by now, and what is still there although it goes in the end; nothing where neither costs anything.
pub(super) fn cost(step: &Step, leg: &Leg, region: Region) -> Option<String> {
    let after = leg.after();
    let bill = |elsewhere: &Map| {
        let here = step.state.document.resources().iter().map(|(id, _)| id);
        hourly_of(&step.state.document.node, here.filter(|id| elsewhere.get(id).is_none()), region)
    };
    let known = if step.side == Side::Main { leg.before.document.resources() } else { Map::EMPTY };
    let fresh = told("what is new", &bill(known));
    let leaving = told("what goes in the end", &bill(after.document.resources()));
    let leaving = leaving.filter(|_| step.side == Side::Main);
    let both: Vec<_> = fresh.into_iter().chain(leaving).collect();
    (!both.is_empty()).then(|| format!("{}, beside what use costs.", both.join(", and ")))
}

/// A sum, how sure it is, and of what.
fn told(what: &str, bill: &Bill) -> Option<String> {
    let sum = bill.usd_per_hour.to_string();
    let trust = match (bill.unsourced, bill.elsewhere) {
        (true, _) => " (in part an estimate)",
        (false, true) => " (prices of us-east-1)",
        (false, false) => "",
    };
    let unknown = if bill.unknown.is_empty() {
        String::new()
    } else {
        format!(", without {}", bill.unknown.join(", "))
    };
    (bill.usd_per_hour != crate::units::UsdPerHour::NONE)
        .then(|| format!("about {sum}{trust} for {what}{unknown}"))
}
