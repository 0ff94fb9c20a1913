//! Money by the hour.

use std::{fmt, iter::Sum, ops::Add};

/// US dollars an hour, in millionths: sums of many small prices stay exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsdPerHour(u64);

impl UsdPerHour {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// The nearest rate; a negative one, or one that is no number, is none.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float becomes the nearest whole number there is"
    )]
    pub fn new(usd: f64) -> Self {
        Self((usd * 1e6).round() as u64)
    }

    /// The plain number.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "nothing costs billions an hour")]
    pub fn usd(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl Add for UsdPerHour {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for UsdPerHour {
    fn sum<I: Iterator<Item = Self>>(rates: I) -> Self {
        rates.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for UsdPerHour {
    /// `1.23 USD an hour`; below ten cents with four decimals: `0.0225 USD an hour`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = if self.usd() < 0.1 { 4 } else { 2 };
        write!(f, "{:.decimals$} USD an hour", self.usd())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_prices_add_up_exactly() {
        let sum: UsdPerHour = (0..1000).map(|_| UsdPerHour::new(0.000_137)).sum();
        assert_eq!(sum, UsdPerHour::new(0.137));
        assert_eq!(UsdPerHour::new(f64::NAN) + UsdPerHour::new(-1.0), UsdPerHour::default());
    }

    #[test]
    fn a_rate_is_printed_as_fine_as_it_matters() {
        for (usd, text) in
            [(1.234, "1.23 USD an hour"), (0.0225, "0.0225 USD an hour"), (0.0, "0.0000 USD an hour")]
        {
            assert_eq!(UsdPerHour::new(usd).to_string(), text);
        }
    }
}
