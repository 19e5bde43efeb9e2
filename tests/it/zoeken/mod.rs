//! Searching as a whole: counts that are true, and words that find.

mod facetten;
mod journaal;
mod namen;
mod vragen;
