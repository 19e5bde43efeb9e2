//! Notities at every level, to try the platform with, one of them with two versions. All invented. For the demo only.

use super::{
    super::model::Ingevuld,
    schrijven::{bewaar, maak},
};
use crate::{ctx::Ctx, db::Db, error::Result};

/// The thema of the duo of the demo.
const THEMA: &str = "schulden";

/// Who acts in the demo.
#[derive(Debug, Clone, Copy)]
pub struct Wie<'a> {
    /// One side of the duo of the thema.
    pub duo: &'a Ctx,
    /// Somebody of its netwerk.
    pub netwerk: &'a Ctx,
}

/// What is said in one: title, summary, text and level.
type Verhaal = (&'static str, &'static str, &'static str, &'static str);

const AANPAK: Verhaal = (
    "Wat wij dit jaar willen uitzoeken",
    "De drie vragen van het thema schulden voor dit jaar (verzonnen).",
    "Wij zoeken dit jaar drie dingen uit:\n\n- Wanneer mag het wijkteam weten dat er schulden zijn?\n- Wat kost het \
     als hulp een half jaar te laat komt?\n- Wie helpt iemand die uit bewind komt?\n\nWilt u meedenken? Stuur een \
     signaal.",
    "openbaar",
);

const GESPREK: Verhaal = (
    "Gesprek met ervaringsdeskundigen",
    "Wat mensen met schulden zelf vertelden over het eerste gesprek (verzonnen).",
    "**Wat hielp:** iemand die eerst luisterde en pas daarna naar papieren vroeg.\n\n**Wat niet hielp:** drie keer \
     hetzelfde vertellen, elke keer aan iemand anders.",
    "besloten",
);

const ERBIJ: &str =
    "\n\n**Wat zij zouden veranderen:** één vaste persoon, ook als het loket verandert.";

const TWIJFEL: Verhaal = (
    "Onze twijfel over de proef",
    "Alleen voor het duo: waarom wij de proef nog niet willen verlengen (verzonnen).",
    "De cijfers zijn dun. Wij willen eerst weten waarom twee gemeenten stopten. Dat bespreken wij samen voordat wij er \
     iets over zeggen.",
    "vertrouwelijk",
);

fn ingevuld((titel, samenvatting, tekst, niveau): Verhaal) -> Ingevuld {
    Ingevuld {
        titel: titel.into(),
        samenvatting: samenvatting.into(),
        tekst: tekst.into(),
        niveau: niveau.into(),
    }
}

/// Writes them, and changes one.
///
/// # Errors
/// The demo lacks the thema, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>) -> Result<()> {
    maak(db, wie.duo, THEMA, &ingevuld(AANPAK), false).await?;
    maak(db, wie.duo, THEMA, &ingevuld(TWIJFEL), false).await?;
    let gesprek = ingevuld(GESPREK);
    let kop = maak(db, wie.netwerk, THEMA, &gesprek, false).await?;
    let meer = Ingevuld {
        tekst: format!("{}{ERBIJ}", gesprek.tekst),
        ..gesprek
    };
    bewaar(db, wie.netwerk, kop.id, kop.versie, (&meer, false)).await?;
    Ok(())
}
