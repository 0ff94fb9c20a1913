//! scalegen.
pub mod facts;
