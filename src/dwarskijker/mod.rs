//! The dwarskijker: an independent rapporteur who looks across what Rijk and gemeenten do, hears who was
//! looked at, and publishes what nobody can soften. Nobody else reads what is not established yet: not
//! the redactie, not a beheerder.

pub mod model;
mod search;
pub mod service;
mod store;
