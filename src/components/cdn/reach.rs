//! How far the edges reach: nearer visitors pay for nearer edges.

/// CloudFront's price classes: which edges may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceClass {
    /// North America, Europe and Israel.
    NorthAmericaAndEurope,
    /// Those, Asia, Africa and the Middle East.
    MostOfTheWorld,
    /// South America, Australia and New Zealand as well.
    Everywhere,
}

impl PriceClass {
    /// The least class whose edges are near a home region (CloudFront's price list, from memory, November 2026).
    pub fn near(region: &str) -> Self {
        match region {
            _ if region.starts_with("sa-") => Self::Everywhere,
            "ap-southeast-2" | "ap-southeast-4" | "ap-southeast-6" => Self::Everywhere,
            _ if ["ap-", "af-", "me-"].iter().any(|part| region.starts_with(part)) => Self::MostOfTheWorld,
            _ => Self::NorthAmericaAndEurope,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NorthAmericaAndEurope => "PriceClass_100",
            Self::MostOfTheWorld => "PriceClass_200",
            Self::Everywhere => "PriceClass_All",
        }
    }
}
