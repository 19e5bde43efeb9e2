//! Regelingen: laws and regulations, each with everything on the platform that touches it.

pub mod api;
pub mod model;
pub mod search;
pub mod service;
mod store;
pub mod web;
