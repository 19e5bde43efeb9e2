//! Knelpunten: what does not work, made of the signalen that say so, and walked along five steps before
//! anybody asks for another rule.

pub mod api;
pub mod model;
pub mod policy;
pub mod post;
mod search;
pub mod service;
mod store;
pub mod web;
