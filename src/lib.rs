//! scalegen.
