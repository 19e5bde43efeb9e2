//! A netwerk to try the platform with, in which the clients are missing. Invented. For the demo only.

use super::{
    beheren::{Ingevuld, nodig_uit, zet_perspectief},
    mensen::mensen,
};
use crate::{ctx::Ctx, db::Db, error::Result};

/// The thema of the duo of the demo.
const THEMA: &str = "schulden";

/// Says for whom the netwerk of the demo speaks, and invites somebody who never logged in; a second time changes
/// nothing.
///
/// # Errors
/// The demo lacks the thema, or the database refuses.
pub async fn vul(db: &Db, duo: &Ctx) -> Result<()> {
    let leden = mensen(db, duo, THEMA).await?.leden;
    for lid in leden.iter().filter(|lid| lid.perspectief.is_none()) {
        zet_perspectief(db, duo, THEMA, lid.id, "professionals").await?;
    }
    let ingevuld = Ingevuld {
        naam: "Sam Voorbeeld",
        mail: "sam@aanbieder.example",
        perspectief: "aanbieders",
    };
    if leden.iter().all(|lid| lid.mail != ingevuld.mail) {
        nodig_uit(db, duo, THEMA, ingevuld).await?;
    }
    Ok(())
}
