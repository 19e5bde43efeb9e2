//! Mail: what a message is made of, and how it leaves.
//!
//! A feature that mails has a room `post`: a function that makes a [`Brief`] of what the message is
//! about, and the work of a job that hands it to the [`Postbode`]. A message is written once; the
//! templates of this folder make the text and the HTML of it.

mod afspraak;
mod brief;
mod postbode;
mod werk;

pub use brief::{Agenda, Brief, Deel};
pub use postbode::Postbode;
pub use werk::brievenwerk;
