//! The talk's steps, as the source of every reason.

use crate::cfn::{Attributes, Confidence, Mutable, Why};

/// A step of the talk.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    name: &'static str,
    cite: &'static str,
}

macro_rules! step {
    ($name:literal) => {
        Step {
            name: $name,
            cite: concat!("Scaling Up to Your First 10 Million Users, AWS re:Invent 2015: ", $name),
        }
    };
}

/// One instance with the entire web stack on it.
pub const ONE: Step = step!("1 user");
/// The web site on one host, the database on another.
pub const TEN: Step = step!(">10 users");
/// The database on RDS.
pub const HUNDRED: Step = step!(">100 users");
/// Two zones behind a load balancer.
pub const THOUSAND: Step = step!(">1,000 users");

/// Static files at the edge, copies of the data, sessions and popular reads in memory.
pub const TEN_THOUSAND: Step = step!(">10,000 users");
/// Auto Scaling over three zones, and eyes on everything.
pub const HALF_MILLION: Step = step!(">500,000 users");

/// Services of their own behind a second load balancer, queues, and a database made for many readers.
pub const MILLION: Step = step!(">1 million users");
/// A database for each function, shards, and tables where SQL is not needed.
pub const TEN_MILLION: Step = step!(">10 million users");
/// A second region.
pub const MORE: Step = step!(">11 million users");

impl Step {
    /// What the talk itself asks for at this step.
    pub fn says(self, text: &str) -> Why {
        Why::new(self.name, text, self.cite, Confidence::High)
    }

    /// What AWS, security or operation needs so that the step works.
    pub fn needs(self, text: &str) -> Why {
        Why::new(self.name, text, self.cite, Confidence::Medium)
    }

    /// A figure that may be tuned freely, such as an alarm's threshold. What stands behind a colon is the remedy, which the
    /// alarm itself tells.
    pub fn watches(self, text: &str) -> Attributes {
        self.needs(text.split(':').next().unwrap_or(text)).mutable(Mutable::FreeToTune).into()
    }
}
