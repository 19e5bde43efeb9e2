//! Versheid: whether what a stuk says still holds.
//!
//! A stuk with a day before which it has to be looked at again tells the function that looks after it
//! a month before and on the day. Who says that it still holds gives it another year. Until then its
//! page says so, and search puts it a little lower. Its status never changes by itself.

pub mod model;
pub mod policy;
pub mod post;
pub mod service;
mod store;
pub mod web;
