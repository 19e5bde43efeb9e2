//! Inlezen: taking in records from files (`dwarsverband import`), and the content the product
//! starts with.
//!
//! Each record is one transaction: it goes in whole or not at all, and a killed import goes on
//! where it stopped. A second run changes nothing. What somebody changed on the platform since is
//! never overwritten: the new text becomes a voorstel. Links are made at the end, so that records
//! may point at later ones. No bad record is skipped in silence: each is told with file, line
//! and reason while the good ones go in.

pub mod bron;
mod frontmatter;
pub mod ingebouwd;
mod koppel;
pub mod model;
pub mod service;
mod store;
mod tabel;
