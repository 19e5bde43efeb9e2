//! Writing, the same for every kind that people write: drafts, offering, publishing with four eyes,
//! changes to what is published, and withdrawing.
//!
//! A kind says in [`Schrijfbaar`] what differs: its template, the fields that only it has, and its
//! words. All else is here, and knows no kind.

pub mod api;
mod kind;
pub mod model;
pub mod policy;
pub mod service;
mod store;
pub mod web;

pub use kind::Schrijfbaar;
