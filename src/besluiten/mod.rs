//! Besluiten: what a duo decides in its thema, and what the regietafel decides on what was put to it. That of a duo
//! is taken when both of its sides agree with the same words; that of the regietafel is written once.

pub mod api;
pub mod model;
pub mod policy;
pub mod post;
mod search;
pub mod service;
mod store;
pub mod web;
