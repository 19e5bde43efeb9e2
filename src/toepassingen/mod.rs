//! Toepassingen: who does the same as a praktijk describes, what they changed and what it brought.
//!
//! One record for each praktijk and organisatie, kept by the people of that organisatie. Where the
//! praktijk is the policy of a samenwerkingsverband that the gemeente takes part in, it also says
//! whether the gemeente deviates from it, and what that costs.

pub mod model;
pub mod policy;
pub mod service;
mod store;
pub mod web;
