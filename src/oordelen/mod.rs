//! Oordelen: how well a praktijk is founded, judged by somebody from outside.
//!
//! A rung of the ladder is given by an oordeel with a date, a reason and the organisatie on whose
//! behalf it was given. It changes the praktijk at once: it is not what its authors wrote.

pub mod model;
pub mod policy;
pub mod service;
mod store;
pub mod web;
