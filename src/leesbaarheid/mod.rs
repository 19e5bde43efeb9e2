//! Leesbaarheid: hints that help to write Dutch at taalniveau B1.
//!
//! It reads Markdown as people type it and points at long sentences, the lijdende vorm, difficult
//! words that have a plainer one, and words of the field that are not explained. Hints are advice:
//! nothing is refused for them. The words come from `content/moeilijke-woorden.csv` and from the
//! begrippen.

pub mod model;
pub mod service;
