//! The regietafel: what a duo puts to it, when it meets, what it decides on that, and how every traject stands: what
//! its duo says, and the facts beside it.

pub mod model;
pub mod policy;
pub mod post;
pub mod service;
mod store;
pub mod web;
