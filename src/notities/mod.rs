//! Notities: what people of a thema write down for each other, in Markdown, with every version kept.

pub mod model;
mod search;
pub mod service;
mod store;
pub mod web;
