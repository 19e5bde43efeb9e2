//! The rules that come from outside: the NL API Design Rules, what internet.nl asks of headers, and
//! files that programs look for by convention (standards 1, 3c, 5a, 5b and 6).

mod api;
mod asvs;
pub mod bekend;
mod beschrijving;
mod koppen;
mod publiccode;
