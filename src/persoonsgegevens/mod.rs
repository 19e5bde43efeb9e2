//! Persoonsgegevens: finding personal data in text that people typed.
//!
//! It finds what has a form of its own and can be checked: numbers, addresses, accounts. A name it
//! can't know. Who uses it decides what to do with a find: the search journal counts it and keeps
//! nothing, a form can ask whether it is meant.

pub mod model;
