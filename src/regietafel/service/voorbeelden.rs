//! What lies at the regietafel, to try the platform with: a question that waits, one that was decided on, a meeting,
//! and how a thema stands. All invented. For the demo only.

use chrono::Days;

use super::{
    super::{
        model::{Besluitvorm, Status},
        store,
    },
    besluiten::besluit,
    bij_stuk,
    standen::geef,
    tafel::plan,
    voorleggen::leg_voor,
};
use crate::{
    besluiten::{model::Status as Besluitstatus, service::lezen::van_thema},
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{Leesrecht, model::Soort},
    werkruimte::service::werkplek,
};

/// The thema of the duo of the demo.
const THEMA: &str = "schulden";
/// How far ahead the meeting is, in days.
const OVER: u64 = 12;

/// Who acts in the demo.
#[derive(Debug, Clone, Copy)]
pub struct Wie<'a> {
    /// Somebody of the duo.
    pub duo: &'a Ctx,
    /// The secretaris of the regietafel.
    pub secretaris: &'a Ctx,
}

const VRAAG: &str = "Twee ministeries wijzen naar elkaar voor de kosten van de proef. Wilt u beslissen wie de eerste \
                     zes maanden betaalt? (verzonnen)";
const OVER_BESLUIT: &str =
    "Mag het nummer voor wijkteams onder de naam van het programma? (verzonnen)";
const TOELICHTING: &str = "De proef loopt goed. Over de kosten zijn wij het nog niet eens, en dat houdt ons op \
                           (verzonnen).";

/// Makes it. When anything was put about the thema already it changes nothing.
///
/// # Errors
/// The demo lacks the thema, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>) -> Result<()> {
    let Wie { duo, secretaris } = wie;
    let thema = werkplek(duo, db.read(), THEMA).await?.thema;
    if !bij_stuk(duo, db.read(), thema.id).await?.is_empty() {
        return Ok(());
    }
    geef(db, duo, THEMA, ("let-op", TOELICHTING, false)).await?;
    let dag = secretaris.vandaag() + Days::new(OVER);
    plan(db, secretaris, &dag.to_string()).await?;
    let wachtend = (thema.id, Besluitstatus::Voorgesteld);
    let (_, regels) = van_thema(duo, db.read(), wachtend, (0, 1)).await?;
    if let Some(regel) = regels.first() {
        let over = (Soort::Besluit, regel.kop.slug.as_str());
        leg_voor(db, duo, over, (OVER_BESLUIT, false)).await?;
        beslis(db, secretaris).await?;
    }
    leg_voor(db, duo, (Soort::Thema, THEMA), (VRAAG, false)).await?;
    Ok(())
}

/// Decides on what waits.
async fn beslis(db: &Db, secretaris: &Ctx) -> Result<()> {
    let lezer = Leesrecht::van(&secretaris.actor);
    let open = store::met_status(db.read(), &lezer, Status::Open, 1).await?;
    let vorm = Besluitvorm {
        uitkomst: "terug-naar-duo".to_owned(),
        titel: "Het nummer mag onder de naam van het programma".to_owned(),
        tekst: "Het duo mag de naam gebruiken, zolang de proef duurt. Na een half jaar hoort de regietafel hoe vaak er \
                is gebeld (verzonnen)."
            .to_owned(),
        waarom: "De naam is bekend bij wijkteams. Het kost niets extra (verzonnen).".to_owned(),
        akkoord: false,
    };
    for rij in open {
        besluit(db, secretaris, rij.id, (&vorm, None)).await?;
    }
    Ok(())
}
