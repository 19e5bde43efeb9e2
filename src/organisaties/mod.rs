//! Organisaties: gemeenten, ministries and all others, with begin, end and successor. Looked up by name, id and facet.

pub mod api;
pub mod model;
pub mod search;
pub mod service;
mod store;
pub mod web;
