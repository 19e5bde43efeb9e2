//! The programme on one page: how many items there are per thema and how they stand, how long things take,
//! what is late, who never took part and how much is searched, as one reader may know it. Every number
//! leads to what it counts.

pub mod model;
pub mod service;
mod store;
pub mod web;
