//! Logboek: the nightly seals over the geschiedenis and their check, what an account did, and the
//! log without content for the auditor.

pub mod api;
pub mod model;
pub mod policy;
pub mod service;
mod store;
pub mod web;
