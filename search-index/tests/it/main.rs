//! Tests of the index as a whole, in one binary.

mod compounds;
mod damage;
mod dutch;
mod explain;
mod facets;
mod found;
mod lifecycle;
mod oracle;
mod phrases;
mod snapshot;
mod support;
mod texts;
