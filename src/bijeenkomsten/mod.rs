//! Bijeenkomsten: when the people of a thema meet, who is invited and comes, and what was said. Calendars hear
//! of it by iCalendar.

pub mod model;
pub mod policy;
pub mod post;
mod search;
pub mod service;
mod store;
pub mod web;
