//! Gebruikers: accounts, logging in, where one is logged in, and who may do what. A name and a mail
//! address stand here only; everything else knows an account by its number.

pub mod model;
pub mod policy;
pub mod post;
pub mod service;
mod store;
pub mod web;
