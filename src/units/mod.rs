//! Quantities that people type and read: parsed once, printed the same way everywhere.

mod ranges;
mod rate;
mod users;
mod word;

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::Deserialize;

pub use ranges::{
    BackupDays, ConnectionCount, DatabaseShards, Gib, Hosts, Percent, Positive, Readers, Replicas, Shards,
    Share, Times,
};
pub use rate::UsdPerHour;
pub use word::Word;

/// A number of users: 1 to 1,000,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Users(u64);

impl Users {
    /// The most that the talk dreams of: "from 11 million to billions".
    pub const MAX: Self = Self(1_000_000_000);

    /// The plain number.
    pub fn count(self) -> u64 {
        self.0
    }
}

/// Why a text is no number of users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadUsers {
    /// It is not a number at all.
    NotANumber,
    /// It is a number, but not a whole one.
    Fraction,
    /// It is a number outside 1 to 1,000,000,000.
    OutOfRange,
    /// A comma stands elsewhere than before groups of three digits; its author may have meant this number.
    Comma(Users),
}

impl BadUsers {
    /// What is said of the text, with the remedy.
    pub fn sentence(&self, text: &str) -> String {
        match self {
            Self::Fraction => format!("`{text}` is not a whole number of users; try `500k` or `1.5m`"),
            Self::OutOfRange => format!("`{text}` is out of range; give 1 to 1,000,000,000 users"),
            Self::Comma(meant) => format!("in `{text}` the comma does not part thousands; write `{meant}`"),
            Self::NotANumber => format!("`{text}` is no number of users; try `500k` or `1.5m`"),
        }
    }
}

impl FromStr for Users {
    type Err = BadUsers;

    /// Reads `500k`, `2_000_000`, `2,000,000` or `1.5M`.
    ///
    /// # Errors
    /// When it is no number, has a fraction left over, is out of range, or has a comma where no thousands end: half of the
    /// world writes `1,5k` for `1.5k`.
    fn from_str(text: &str) -> Result<Self, BadUsers> {
        let (number, zeros) = suffix(text);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if number.ends_with('.') || !digits(whole, true) || !(fraction.is_empty() || digits(fraction, false))
        {
            return Err(BadUsers::NotANumber);
        }
        if !thousands(whole) {
            return Err(comma(text));
        }
        let whole = whole.replace(['_', ','], "");
        let fraction = fraction.trim_end_matches('0');
        let missing = zeros.checked_sub(fraction.len()).ok_or(BadUsers::Fraction)?;
        let count =
            format!("{whole}{fraction}{}", "0".repeat(missing)).parse().map_err(|_| BadUsers::OutOfRange)?;
        if (1..=Self::MAX.0).contains(&count) { Ok(Self(count)) } else { Err(BadUsers::OutOfRange) }
    }
}

/// The number without its suffix, and the zeros that the suffix stands for.
fn suffix(text: &str) -> (&str, usize) {
    let zeros = match text.chars().last() {
        Some('k' | 'K') => 3,
        Some('m' | 'M') => 6,
        Some('b' | 'B') => 9,
        _ => return (text, 0),
    };
    (&text[..text.len() - 1], zeros)
}

/// Whether the text is digits, with single separators between them where those are allowed.
fn digits(text: &str, separators: bool) -> bool {
    text.split(|c| separators && matches!(c, '_' | ','))
        .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether commas, if there are any, stand before groups of three digits alone.
fn thousands(whole: &str) -> bool {
    whole.split_once(',').is_none_or(|(first, rest)| {
        first.len() <= 3 && rest.split(',').all(|group| group.len() == 3 && !group.contains('_'))
    })
}

/// What is wrong with a number whose commas part no thousands: a single one may be a decimal point.
fn comma(text: &str) -> BadUsers {
    let single = text.matches([',', '.']).count() == 1;
    let meant = text.replace(',', if single { "." } else { "" });
    meant.parse().map_or_else(|bad| bad, BadUsers::Comma)
}

impl fmt::Display for Users {
    /// The shortest form: `1`, `1k`, `1.5m`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scales = [(1_000_000_000, "b"), (1_000_000, "m"), (1_000, "k")];
        let (scale, suffix) = scales.into_iter().find(|(scale, _)| self.0 >= *scale).unwrap_or((1, ""));
        let fraction =
            format!("{:0width$}", self.0 % scale, width = usize::try_from(scale.ilog10()).unwrap_or(0));
        let fraction = if scale == 1 { "" } else { fraction.trim_end_matches('0') };
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{}{point}{fraction}{suffix}", self.0 / scale)
    }
}

/// Whole US dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Usd(u32);

impl Usd {
    /// The plain number.
    pub fn dollars(self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_are_read_as_people_write_them() {
        let read = |text: &str| text.parse::<Users>().map(Users::count);
        for (text, count) in [
            ("1", 1),
            ("500k", 500_000),
            ("2_000_000", 2_000_000),
            ("1,000", 1000),
            ("2,000,000", 2_000_000),
            ("12,345.5k", 12_345_500),
            ("1_5k", 15_000),
            ("1.5M", 1_500_000),
            ("1b", 1_000_000_000),
            ("0.5k", 500),
            ("1.50k", 1500),
        ] {
            assert_eq!(read(text), Ok(count), "{text}");
        }
        for text in [
            "", "k", "banana", "-5", "1e9", "1__0", "_1", "1_", "1.", ".5k", "1.5.5m", "1 k", "+1", "0x10",
            "١",
        ] {
            assert_eq!(read(text), Err(BadUsers::NotANumber), "{text}");
        }
        assert_eq!(read("1.5"), Err(BadUsers::Fraction));
        assert_eq!(read("1.0005k"), Err(BadUsers::Fraction));
        assert_eq!(read("1,5"), Err(BadUsers::Fraction));
        for text in ["0", "0k", "1000000001", "2b", "99999999999999999999999"] {
            assert_eq!(read(text), Err(BadUsers::OutOfRange), "{text}");
        }
    }

    #[test]
    fn a_comma_parts_thousands_alone() {
        for (text, meant) in [
            ("1,5k", "1.5k"),
            ("1,50k", "1.5k"),
            ("2,5M", "2.5m"),
            ("1,2345m", "1.2345m"),
            ("1234,567k", "1.234567m"),
            ("1,00,000", "100k"),
            ("1_000,000k", "1m"),
        ] {
            assert_eq!(text.parse::<Users>(), Err(BadUsers::Comma(meant.parse().unwrap())), "{text}");
        }
        assert_eq!("9,99,999,999".parse::<Users>(), Err(BadUsers::Comma(Users(999_999_999))));
        assert_eq!("99,99,999,999".parse::<Users>(), Err(BadUsers::OutOfRange));
    }

    #[test]
    fn users_print_in_their_shortest_form() {
        for text in ["1", "10", "999", "1k", "1.05k", "500k", "1.5m", "11m", "1b"] {
            assert_eq!(text.parse::<Users>().unwrap().to_string(), text);
        }
    }
}
