//! Beheer: how the platform itself is doing, for who runs it and for the redactie.

pub mod model;
pub mod service;
mod store;
pub mod web;
