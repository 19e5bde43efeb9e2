//! Proefprojecten: pilots that ask one question, and end with a decision and a lesson.
//!
//! A proefproject is written and published like a praktijk. Beside that it has a stand of its own:
//! an idee, under way, scaled up or stopped. One that was scaled up leads to a praktijk; of one that
//! was stopped the lesson stays readable.

pub mod api;
pub mod model;
pub mod post;
pub mod search;
pub mod service;
mod store;
pub mod web;
