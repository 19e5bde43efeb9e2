//! What the programme page counts, in which part of the year, and which list is behind a number. Pure.

mod gemeenten;
mod keuze;
mod kwartaal;
mod mediaan;
mod onderdeel;
mod tellen;

pub use gemeenten::{GEMEENTEN, Gemeentekeuze, Provincierij, Waar, per_provincie, van_nu};
pub use keuze::{Keuze, LIJST, Thema};
pub use kwartaal::Kwartaal;
pub use mediaan::{Mediaan, mediaan};
pub use onderdeel::Onderdeel;
pub use tellen::{Cel, Tabel, Themarij};

#[cfg(test)]
mod tests;
