//! The overview of knelpunten: how many there are, how far they came, where they play and how long they
//! are open, as one reader may know it.

pub mod model;
pub mod service;
mod store;
pub mod web;
