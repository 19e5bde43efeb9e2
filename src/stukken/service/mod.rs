//! Use cases of the spine. Kinds and the importer call those that write inside their own write;
//! what they answer goes into [`crate::db::Write::commit`].

mod auteurs;
pub mod bijlagen;
mod genoemd;
mod leestekst;
mod lezen;
pub mod links;
mod namen;
pub mod overgangen;
mod schrijven;
pub mod voorstellen;
pub mod werk;

pub use self::schrijven::*;
pub use auteurs::*;
pub use genoemd::*;
pub use leestekst::*;
pub use lezen::*;
pub use namen::vrije_slug;
