//! Contact: a question about a stuk, to who looks after it, and the answer. The platform brings it:
//! nobody sees the address of the other unless that one wants it.

pub mod model;
pub mod post;
pub mod service;
mod store;
pub mod web;
