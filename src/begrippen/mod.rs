//! Begrippen: the words of the field that not everybody knows, each with what it stands for and
//! one sentence. A page of a stuk explains those that occur in it; `/begrippen` has them all.

pub mod model;
pub mod service;
pub mod web;
