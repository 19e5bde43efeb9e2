//! Acties: who does what by when in the werkruimte of a thema. Who has to do one is reminded in time, and
//! what nobody does any more is seen by the duo.

pub mod model;
pub mod policy;
pub mod post;
mod search;
pub mod service;
mod store;
pub mod web;
