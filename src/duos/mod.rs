//! The duo of a thema: one from the Rijk and one from the gemeenten, who lead it as equals. Who sits there and who
//! sat there before, handing a seat over, and a seat that stands empty. The seats themselves are roles, and stand in
//! `gebruikers`.

pub mod model;
pub mod policy;
pub mod post;
pub mod service;
mod store;
pub mod web;
