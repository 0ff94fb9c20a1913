//! Which of two regions a stack is for, and what follows from it.

use anyhow::{Result, ensure};

use super::{Options, Role, SECOND, engines, shape};
use crate::{
    components::world::{Joined, Standing},
    facts::Region,
    stage::file::{Regions, Stage},
    wrong::{demand, wrong},
};

/// Where the stack stands.
pub(super) fn place(id: &str, stage: &Stage, options: &Options) -> Result<Standing> {
    let two = stage.regions == Regions::Two;
    if !two {
        ensure!(
            options.role == Role::Primary,
            "stage {id} has one region; leave --role and --secondary-region out, or print stage 11m"
        );
        return Ok(Standing::Alone);
    }
    for (key, there, value) in [
        ("database.aurora", stage.has_aurora(), "true"),
        ("cdn", stage.cdn.is_some(), "enforced"),
        ("photos", stage.photos, "true"),
    ] {
        demand(there, key, || format!("stage {id} has two regions, which need it; give {value}"))?;
    }
    if options.app.customer_key {
        let sentence = format!(
            "stage {id} has two regions, and copies of files and secrets would need a key of the customer's own in \
             both; leave it out"
        );
        return Err(wrong("customer_key", sentence));
    }
    shape::home(options.app.region())?;
    let (first, second) = (options.app.region(), second(options)?);
    Ok(match options.role {
        Role::Primary => Standing::First(second.to_string()),
        Role::Secondary => Standing::Second(joined(first, options)?),
    })
}

fn joined(first: Region, options: &Options) -> Result<Joined> {
    let engine = engines::aurora(&options.app.database)?;
    let release = engines::aurora_release(engine, &options.app.database)?;
    Ok(Joined { first: first.to_string(), engine, release })
}

/// The region in which the stack itself is deployed.
pub(super) fn home(place: &Standing, options: &Options) -> Result<Region> {
    if matches!(place, Standing::Second(_)) { second(options) } else { Ok(options.app.region()) }
}

fn second(options: &Options) -> Result<Region> {
    let [usual, other] = SECOND;
    let home = options.app.region();
    let second = match options.app.secondary_region {
        Some(second) => second,
        None => (if home.name() == usual { other } else { usual }).parse()?,
    };
    demand(second != home, "secondary_region", || format!("both regions are {second}; give another"))?;
    demand(second.partition() == home.partition(), "secondary_region", || {
        format!("{second} and {home} are in different partitions; give another")
    })?;
    Ok(second)
}

/// What to do in the other region.
pub(super) fn hint(id: &str, place: &Standing, options: &Options) -> Option<String> {
    let home = options.app.region();
    match place {
        Standing::Alone => None,
        Standing::First(other) => Some(format!(
            "the second region, {other}, has a stack of its own: scalegen stage {id} --region {home} \
             --secondary-region {other} --role secondary"
        )),
        Standing::Second(joined) => Some(format!(
            "deploy this in {}, once the stack in {} has stage {id}; visitors come when InService is true",
            second(options).map(|second| second.to_string()).unwrap_or_default(),
            joined.first,
        )),
    }
}
