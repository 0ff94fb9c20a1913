//! Every step from a stage to the next one.

use scalegen::{
    design::{Options, design},
    diff::{Diff, Known, Stack},
    stage::{LADDER, Rung},
};

use super::{goldens::Files, printed};

pub fn printed_steps() -> Files {
    let steps = LADDER.windows(2).flat_map(|step| {
        let [from, to] = [step[0].id, step[1].id];
        printed(
            &format!("diff/stages/{from}--{to}"),
            &Diff::new(&stack(step[0]), &stack(step[1])),
            [from, to],
        )
    });
    steps.collect()
}

fn stack(rung: Rung) -> Stack {
    let design = design(rung, &Options::default()).unwrap();
    let known = Known { region: Some(design.region), ..Known::default() };
    Stack::new(&design.template().unwrap().into_document(false), &known).unwrap()
}
