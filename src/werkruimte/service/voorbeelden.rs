//! Thema's that hang together, to try the platform with. Invented. For the demo only.

use super::verbonden::{Ingevuld, verander};
use crate::{ctx::Ctx, db::Db, error::Result};

/// The thema of the duo of the demo, and the one that it hangs together with.
const THEMA: &str = "schulden";
const ANDER: &str = "vervoer";

const WAAROM: &str = "Wie schulden heeft, zegt vaak als eerste zijn vervoer op. Dan komt hij ook niet meer bij de \
                      hulp. Wij kijken er samen naar (verzonnen).";

/// Ties the thema of the duo to another; a second time changes nothing.
///
/// # Errors
/// The demo lacks a thema, or the database refuses.
pub async fn vul(db: &Db, duo: &Ctx) -> Result<()> {
    let ingevuld = Ingevuld {
        thema: ANDER,
        reden: WAAROM,
        akkoord: false,
    };
    verander(db, duo, THEMA, ingevuld, false).await?;
    Ok(())
}
