//! Navraag: whether what was closed is really solved. Who signalled a knelpunt is asked four weeks and
//! six months after it was closed; a no is a request to open it again, and that has to be answered.
//!
//! Who signalled may have done so in confidence. So nothing here says who asks or is asked but the tables
//! themselves: geschiedenis, mail and jobs name either the person or the knelpunt, never both.

pub mod model;
pub mod post;
pub mod service;
mod store;
pub mod web;
