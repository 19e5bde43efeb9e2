//! Zoeken: one search over all kinds, and the follower that keeps the search index equal to the
//! tables.
//!
//! The tables are the truth. [`documenten`] makes search documents of them, [`volger`] applies
//! the change log to the index and repairs it ([`toestand`] says how it is), [`service`] asks the
//! index and checks every hit against the tables again. [`woorden`] holds the words that the index
//! is given, [`woordenvolger`] gives it those that editors change, and [`journaal`] counts what
//! visitors ask.

pub mod api;
pub mod documenten;
pub mod journaal;
pub mod model;
pub mod nacht;
pub mod service;
mod store;
pub mod toestand;
pub mod volger;
pub mod web;
pub mod woorden;
pub mod woordenvolger;
