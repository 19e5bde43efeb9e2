//! The dwarskijker: an independent rapporteur who looks across what Rijk and gemeenten do, hears who was
//! looked at, and publishes what nobody can soften. Nobody else reads what is not established yet: not
//! the redactie, not a beheerder.

pub mod api;
pub mod model;
pub mod policy;
pub mod post;
mod search;
pub mod service;
mod store;
pub mod web;
