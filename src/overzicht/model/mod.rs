//! What the overview counts: rows, groups of rows, and how long they are open. Pure.

mod keuze;
mod leeftijd;
mod rij;
mod tellen;

pub use keuze::{Keuze, LIJST, Waardoor};
pub use leeftijd::Leeftijd;
pub use rij::{Rij, Stand, is_afgesloten};
pub use tellen::{Telling, gedeeld, heropeningen, oudste, per};

#[cfg(test)]
mod tests;
