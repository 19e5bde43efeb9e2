//! The netwerk of a thema: who talks along beside its duo, for whom they speak, and which voice is missing. Being of it
//! is a role, and stands in `gebruikers`.

pub mod model;
pub mod policy;
pub mod post;
pub mod service;
mod store;
pub mod web;
