//! Signalen: one report of somebody that something does not work. It takes five minutes, it is part of a
//! knelpunt or gets a reason why not, and whoever sent it hears what became of it.

pub mod api;
pub mod model;
pub mod policy;
pub mod post;
mod search;
pub mod service;
mod store;
pub mod web;
