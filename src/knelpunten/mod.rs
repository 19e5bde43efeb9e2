//! Knelpunten: what does not work, made of the signalen that say so, and walked along five steps before
//! anybody asks for another rule.

pub mod model;
pub mod policy;
mod search;
pub mod service;
mod store;
