//! Publicaties: the library. Kamerbrieven, evaluations, advices and articles, told in our own words with a link to the source.

pub mod api;
pub mod model;
pub mod search;
pub mod service;
mod store;
pub mod web;
