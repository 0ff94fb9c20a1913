//! Which of two regions a stack is for, and what follows from it.

use anyhow::{Result, bail, ensure};

use super::{Options, Role, SECOND};
use crate::{
    components::{network::Addresses, world::Place},
    facts::Region,
    stage::file::{Regions, Stage},
};

/// Where the stack stands.
pub(super) fn place(id: &str, stage: &Stage, options: Options) -> Result<Place> {
    let two = stage.regions == Regions::Two;
    if !two {
        ensure!(
            options.second.is_none() && options.role == Role::Primary,
            "stage {id} has one region; leave --role and --secondary-region out, or print stage 11m"
        );
        return Ok(Place::Alone);
    }
    ensure!(
        stage.aurora.is_some() && stage.cdn.is_some() && stage.photos.is_some(),
        "stage {id}: `regions: two` needs `aurora`, `cdn` and `photos`; add them"
    );
    ensure!(
        !options.customer_key,
        "stage {id}: with two regions a key of the customer's own is not there yet; leave it out"
    );
    let (first, second) = (options.region, second(options)?);
    Ok(match options.role {
        Role::Primary => Place::First(second.to_string()),
        Role::Secondary => Place::Second(first.to_string()),
    })
}

/// The region in which the stack itself is deployed.
pub(super) fn home(place: &Place, options: Options) -> Result<Region> {
    if matches!(place, Place::Second(_)) { second(options) } else { Ok(options.region) }
}

fn second(options: Options) -> Result<Region> {
    let usual = || SECOND.into_iter().find_map(|name| name.parse().ok().filter(|it| *it != options.region));
    let Some(second) = options.second.or_else(usual) else { bail!("give --secondary-region") };
    ensure!(second != options.region, "both regions are {second}; give another --secondary-region");
    ensure!(
        second.partition() == options.region.partition(),
        "{second} and {} are in different partitions; give another --secondary-region",
        options.region
    );
    Ok(second)
}

/// Two regions have different addresses, so that they can be connected later.
pub(super) fn addresses(place: &Place) -> Addresses {
    if matches!(place, Place::Second(_)) { Addresses::SECOND } else { Addresses::FIRST }
}

/// What to do in the other region.
pub(super) fn hint(id: &str, place: &Place, options: Options) -> Option<String> {
    let home = options.region;
    match place {
        Place::Alone => None,
        Place::First(other) => Some(format!(
            "the second region, {other}, has a stack of its own: scalegen stage {id} --region {home} \
             --secondary-region {other} --role secondary"
        )),
        Place::Second(first) => Some(format!(
            "deploy this in {}, once the stack in {first} has stage {id}; visitors come when InService is true",
            second(options).map(|second| second.to_string()).unwrap_or_default()
        )),
    }
}
