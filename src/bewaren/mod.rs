//! Bewaren: how long each kind of thing is kept and why, destroying what has passed its term, and
//! the register of that.

pub mod model;
pub mod service;
mod store;
pub mod web;
