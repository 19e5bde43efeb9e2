//! Fact check: somebody without an account reads one draft by a toegangslink and says whether it is
//! right. Of whatever kind the stuk is: what is read is its title, its text and its sections.

pub mod model;
pub mod policy;
pub mod post;
pub mod service;
mod store;
pub mod web;
