//! Over: the pages about the site itself. What it is, how to use it, how it treats its visitors, and
//! where to go when something is wrong.

pub mod api_uitleg;
pub mod web;
