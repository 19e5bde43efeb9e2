//! Work that is done beside the requests: a queue that outlives the process, and what is done once
//! a day.
//!
//! A job is put ready inside an open [`Write`](crate::db::Write), so that there is no job without
//! its change and no change without its job. A worker takes a job for a while (a lease); of a
//! process that was killed another takes it over. So a job may be begun twice, and must not mind:
//! what it writes together with [`service::rond_af`] is written once. What keeps failing is given
//! up after a while, stays visible, and can be started again.

pub mod model;
pub mod service;
mod store;
mod werkplaats;

pub use werkplaats::{LEASE, OPRUIMEN, Werkplaats};
