//! Use cases of the spine. Kinds and the importer call those that write inside their own write;
//! what they answer goes into [`crate::db::Write::commit`].

mod lezen;
mod schrijven;

pub use lezen::*;
pub use schrijven::*;
