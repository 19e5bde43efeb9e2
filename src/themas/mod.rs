//! Themas: the subjects of the programma. Each brings together the stukken that belong to it.

pub mod api;
pub mod model;
pub mod search;
pub mod service;
mod store;
pub mod web;
