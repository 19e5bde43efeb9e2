//! A knelpunt that was closed too soon, to try the platform with: who signalled it was asked, and says that
//! it still plays. All invented. For the demo only.

use chrono::Days;

use super::{
    super::model::Antwoord,
    antwoorden::{Ingevuld, antwoord},
    stil,
    vragen::vraag_na,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    knelpunten::{model::Actie, service::overgangen::doe},
    stukken::model::Kop,
};

/// Closes a knelpunt that was just signalled, as its duo, and has who signalled it answer the question of
/// four weeks later with a no. That waits for the duo.
///
/// # Errors
/// The knelpunt is closed already, or the database refuses.
pub async fn vul(db: &Db, (lid, duo): (&Ctx, &Ctx), kop: &Kop) -> Result<()> {
    let mut kop = kop.clone();
    for (actie, reden) in [
        (
            Actie::Oppakken,
            "Wij zoeken uit wat hier al kan (verzonnen).",
        ),
        (
            Actie::Oplossen,
            "De kosten worden voortaan verdeeld over een jaar (verzonnen).",
        ),
    ] {
        (kop, _) = doe(db, duo, kop.id, actie, reden, kop.versie, false).await?;
    }
    let dan = duo.vandaag() + Days::new(28);
    vraag_na(db, &stil(duo), dan).await?;
    let ingevuld = Ingevuld {
        antwoord: Antwoord::Nee.to_string(),
        reden: "Wie vóór de zomer uit bewind kwam, kreeg toch de hele rekening ineens (verzonnen)."
            .into(),
        akkoord: false,
    };
    match antwoord(db, lid, kop.slug.as_str(), &ingevuld).await {
        // Somebody else signalled it.
        Ok(_) | Err(Error::NotFound) => Ok(()),
        Err(fout) => Err(fout),
    }
}
