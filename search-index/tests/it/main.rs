//! Tests of the index as a whole, in one binary.

mod dutch;
mod facets;
mod lifecycle;
mod oracle;
mod support;
mod texts;
