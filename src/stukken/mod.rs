//! The spine: what every stuk shares.
//!
//! A stuk has an identity that never changes (`id`, and for most kinds a [`Kenmerk`]), an
//! address (`slug`), keys that say who reads it ([`leesrecht`]), revisies, verbanden with other
//! stukken, and a geschiedenis in a hash chain. What is particular to a kind lives in the folder
//! of that kind; `crate::soorten` knows them all.

pub mod geschiedenis;
mod kenmerk;
mod kind;
pub mod leesrecht;
pub mod model;
pub mod policy;
pub mod search;
pub mod service;
pub(crate) mod store;

pub use kenmerk::Kenmerk;
pub use kind::Kind;
pub use leesrecht::Leesrecht;
