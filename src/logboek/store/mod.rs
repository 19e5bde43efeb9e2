//! Reading the log, and reading and writing its seals.

pub mod regels;
pub mod zegels;
