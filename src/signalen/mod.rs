//! Signalen: one report of somebody that something does not work. It takes five minutes, it is part of a
//! knelpunt or gets a reason why not, and whoever sent it hears what became of it.

pub mod model;
mod search;
pub mod service;
mod store;
