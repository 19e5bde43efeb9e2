//! Use cases of writing.

pub mod beginnen;
pub mod bureau;
pub mod overgangen;
pub mod schrijven;
pub mod schrijvers;
pub mod voorstellen;
pub mod wijzers;
