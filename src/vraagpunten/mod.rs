//! Vraagpunten: questions to a ministerie, a gemeente or somebody else that has to answer, each before a
//! day and each by itself. They are asked about a knelpunt, or come out of a bevinding. Who is silent is
//! seen to be silent.

pub mod api;
pub mod model;
pub mod policy;
pub mod post;
pub mod service;
mod store;
pub mod web;
