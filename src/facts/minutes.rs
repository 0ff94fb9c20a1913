//! How long something takes, in minutes: a range, as nobody promises more.

use std::{fmt, ops::Add};

/// The fastest and the slowest that is to be expected, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The fastest.
    pub least: u16,
    /// The slowest; never less than the fastest.
    pub most: u16,
    /// Whether somebody said so: `false` where all or part of it is experience alone.
    pub sourced: bool,
}

impl Minutes {
    /// No time at all.
    pub const NONE: Self = Self { least: 0, most: 0, sourced: true };

    /// What two take that go on at the same time.
    #[must_use]
    pub fn at_once(self, other: Self) -> Self {
        Self {
            least: self.least.max(other.least),
            most: self.most.max(other.most),
            sourced: self.sourced && other.sourced,
        }
    }

    /// What it takes so many times, one after the other.
    #[must_use]
    pub fn times(self, count: u16) -> Self {
        let Self { least, most, sourced } = self;
        Self { least: least.saturating_mul(count), most: most.saturating_mul(count), sourced }
    }

    /// The same if it is given up after so many minutes.
    #[must_use]
    pub fn within(self, limit: u16) -> Self {
        Self { least: self.least.min(limit), most: limit, ..self }
    }
}

/// What two take, one after the other.
impl Add for Minutes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            least: self.least.saturating_add(other.least),
            most: self.most.saturating_add(other.most),
            sourced: self.sourced && other.sourced,
        }
    }
}

impl fmt::Display for Minutes {
    /// `5–15 min`, `2 min` or `up to 1 min`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (least, most) if least == most => write!(f, "{most} min"),
            (0, most) => write!(f, "up to {most} min"),
            (least, most) => write!(f, "{least}–{most} min"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(least: u16, most: u16, sourced: bool) -> Minutes {
        Minutes { least, most, sourced }
    }

    #[test]
    fn what_follows_adds_up_and_what_goes_on_beside_does_not() {
        let (long, short) = (minutes(5, 15, true), minutes(2, 20, false));
        assert_eq!(long + short, minutes(7, 35, false));
        assert_eq!(long.at_once(short), minutes(5, 20, false));
        assert_eq!(long.at_once(Minutes::NONE), long);
        assert_eq!(long.times(3), minutes(15, 45, true));
        assert_eq!(minutes(1, u16::MAX, true) + long, minutes(6, u16::MAX, true));
    }

    #[test]
    fn a_limit_is_the_slowest() {
        assert_eq!(minutes(3, 15, false).within(20), minutes(3, 20, false));
        assert_eq!(minutes(3, 15, false).within(1), minutes(1, 1, false));
    }

    #[test]
    fn a_range_is_printed_in_its_shortest_form() {
        for (range, text) in
            [((5, 15), "5–15 min"), ((2, 2), "2 min"), ((0, 1), "up to 1 min"), ((0, 0), "0 min")]
        {
            assert_eq!(minutes(range.0, range.1, true).to_string(), text);
        }
    }
}
