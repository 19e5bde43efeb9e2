//! Kennisvragen: what the thema's want to find out, together the kennisagenda. People follow one and hear when it
//! is answered; what many search in vain can become one.

pub mod api;
pub mod model;
pub mod policy;
pub mod post;
mod search;
pub mod service;
mod store;
pub mod web;
