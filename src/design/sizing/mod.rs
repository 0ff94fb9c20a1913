//! Demand raises what a stage says: its numbers are the floor. What the user says stands.

mod cache;
mod data;
mod hosts;
mod pace;
mod shortage;
mod types;

use crate::{
    app::App, capacity, components::network::Zones, demand::Demand, facts::Region, stage::file::Stage,
    units::Users,
};

pub(super) use pace::pace;

/// What sizes are chosen from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizing<'a> {
    app: &'a App,
    demand: Demand,
    region: Region,
}

impl<'a> Sizing<'a> {
    pub(super) fn of(app: &'a App, users: Users, region: Region) -> Self {
        Self { app, demand: Demand::of(users, &app.traffic), region }
    }

    /// The stage with room for the demand.
    pub(super) fn raise(&self, stage: &mut Stage) {
        self.hosts(stage);
        self.data(stage);
        self.cache(stage);
    }

    /// Queries a second that reach the database: those that write, and those that read.
    fn queries(&self, stage: &Stage) -> (f64, f64) {
        (self.demand.writes, self.demand.reads * self.app.traffic.missed(stage.cache.is_some()))
    }

    /// The day's average of what is asked for in the peak.
    fn average(&self, peak: f64) -> f64 {
        peak / self.app.traffic.peak.get()
    }
}

/// As [`capacity::survivors`], of a tier that may stand in one zone.
fn survivors(count: u16, zones: Option<Zones>) -> u16 {
    capacity::survivors(count, zones.map_or(1, Zones::count))
}

/// A number of a range type, at most its greatest.
fn most<T: TryFrom<u64>>(number: f64, greatest: u64) -> Option<T> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it saturates, and nothing here is negative"
    )]
    let number = number.ceil() as u64;
    T::try_from(number.min(greatest)).ok()
}
