//! What a stack costs in a step, beside before and after the move.

use crate::{
    charge::{Bill, hourly_of},
    facts::Region,
    migrate::{Document, Leg, Side, Step},
};

/// What the stack costs from this step on, and for comparison before and after the move. Of other stacks, what they cost.
pub(super) fn cost(step: &Step, leg: &Leg, region: Region) -> Option<String> {
    let now = bill(&step.state.document, region);
    let sum = |bill: &Bill| bill.usd_per_hour.to_string();
    if step.side != Side::Main {
        return Some(format!("this stack then costs about {}{}.", sum(&now), trust(&now)));
    }
    let [before, after] = [bill(&leg.before.document, region), bill(&leg.after().document, region)];
    let whole = now.usd_per_hour;
    if whole == before.usd_per_hour && whole == after.usd_per_hour {
        return None;
    }
    let (now, before, after) = (sum(&now), sum(&before), sum(&after) + &trust(&after));
    Some(format!("the stack then costs about {now}; before the move it was {before}, after it {after}."))
}

fn bill(document: &Document, region: Region) -> Bill {
    hourly_of(&document.node, document.resources().iter().map(|(id, _)| id), region)
}

/// How sure the sums are, and what is not in them.
fn trust(bill: &Bill) -> String {
    let prices = match (bill.unsourced, bill.elsewhere) {
        (true, _) => " (at the least sizes, in part an estimate; use costs more)",
        (false, true) => " (at the least sizes, at prices of us-east-1; use costs more)",
        (false, false) => " (at the least sizes; use costs more)",
    };
    let unknown = if bill.unknown.is_empty() {
        String::new()
    } else {
        format!(", without {}", bill.unknown.join(", "))
    };
    format!("{prices}{unknown}")
}
