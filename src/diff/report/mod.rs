//! A diff as people and programs read it.

mod json;
mod markdown;
mod reason;
mod sum;
mod text;
mod value;

pub use json::json;
pub use markdown::markdown;
pub use sum::sum;
pub use text::{Colour, text};
