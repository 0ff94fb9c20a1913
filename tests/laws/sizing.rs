//! What is printed bears what its users ask for.

use scalegen::{
    app::{App, Traffic},
    architecture::Shape,
    capacity,
    demand::Demand,
    design::{Options, design},
    stage::At,
};
use serde_json::json;

/// User counts from 1 to 20 million, forty a decade, and both sides of every stage.
fn counts() -> Vec<u64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 20 million")]
    let grid = (0..=292).map(|step| 10_f64.powf(f64::from(step) / 40.0).round() as u64);
    let mut counts: Vec<_> = grid.chain([20_000_000]).collect();
    for stage in [10, 100, 1_000, 10_000, 500_000, 1_000_000, 10_000_000, 11_000_000] {
        counts.extend([stage - 1, stage]);
    }
    counts.sort_unstable();
    counts.dedup();
    counts
}

/// What the weakest part bears: at the least, and at the most with a zone lost.
fn weakest(users: u64, app: &App) -> (f64, f64) {
    let at: At = users.to_string().parse().unwrap();
    let design = design(at, &Options::from(app.clone())).unwrap();
    let parts = capacity::of(&design.architecture, &app.traffic);
    let least = parts.iter().map(|part| part.least).fold(f64::INFINITY, f64::min);
    (least, capacity::weakest(&parts).unwrap().most)
}

#[test]
fn capacity_covers_demand_and_never_falls() {
    let (app, traffic) = (App::default(), Traffic::default());
    let mut before = 0.0;
    for users in counts() {
        let demand = Demand::of(users.to_string().parse().unwrap(), &traffic);
        let (least, most) = weakest(users, &app);
        assert!(
            least >= demand.average,
            "{users} users ask for {} a second, {least} are borne",
            demand.average
        );
        assert!(
            most >= demand.requests,
            "{users} users ask for {} a second, {most} are borne",
            demand.requests
        );
        assert!(most >= before, "{users} users: {most} are borne, {before} were with fewer");
        before = most;
    }
}

/// Where the user's most is below the average, the least comes as close to it as a rolling update lets it.
#[test]
fn a_small_most_keeps_the_least_below_it() {
    for max in 7..=40_u16 {
        let keys = json!({ "traffic": { "peak": 1, "request_ms": 600 }, "web": { "fleet": { "max": max } } });
        let app: App = serde_json::from_value(keys).unwrap();
        let design = design("900k".parse::<At>().unwrap(), &Options::from(app)).unwrap();
        let Shape::Tiers(tiers) = &design.architecture.shape else { panic!("{max}") };
        assert_eq!(tiers.hosts(), (max - 1, max));
    }
}
