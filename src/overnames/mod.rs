//! Overnames: a praktijk that the redactie told from a bron becomes that of the gemeente or the
//! samenwerkingsverband that does it. They ask, the redactie decides.

pub mod model;
pub mod policy;
pub mod post;
pub mod service;
mod store;
pub mod web;
