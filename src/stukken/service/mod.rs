//! Use cases of the spine. Kinds and the importer call those that write inside their own write;
//! what they answer goes into [`crate::db::Write::commit`].

pub mod bijlagen;
mod genoemd;
mod lezen;
mod schrijven;

pub use genoemd::*;
pub use lezen::*;
pub use schrijven::*;
