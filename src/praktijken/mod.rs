//! Praktijken: what a gemeente or samenwerkingsverband does and what others can learn from it.
//!
//! A praktijk is written in one template of nine sections, published with four eyes, and says
//! how well it is founded. One that is told from a bron says so, and may answer any section with
//! "niet beschreven in de bron".

pub mod api;
pub mod model;
pub mod search;
pub mod service;
mod store;
pub mod web;
