//! The werkruimte of a thema: where its duo and its netwerk work. What is made there is a stuk of a kind of its
//! own (kennisvraag, besluit, notitie, actie, bijeenkomst) at a level that says who reads it; this room has what
//! those kinds share, and the page that says what is going on.

pub mod model;
pub mod policy;
pub mod service;
mod store;
pub mod web;
