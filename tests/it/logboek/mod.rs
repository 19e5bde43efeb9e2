//! The log: its seals and their check, and who sees what of it.

mod lezers;
mod zegels;

pub use lezers::met_rol;
