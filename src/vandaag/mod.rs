//! What is there for somebody who is logged in: what waits for them, what changed in their thema's, and which
//! days are ahead.

pub mod model;
pub mod service;
mod store;
pub mod web;
