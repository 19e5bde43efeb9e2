//! A draft that somebody was asked to check, and what they said, to try the platform with. All
//! invented. For the demo only.

use super::{
    super::{
        model::{Ingevuld, Uitnodiging},
        store::{self, Op},
    },
    lezer::{open_link, reageer},
    uitnodigen::nodig_uit,
};
use crate::{
    actor::Actor,
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{
        model::{Sectie, Soort},
        service as stukken,
    },
};

/// The draft of the demo that is checked.
const CONCEPT: &str = "formulieren-invullen-in-de-bibliotheek-verzonnen";

/// Puts them there, beside a draft of the account that acts: somebody who reacted, and somebody who
/// has still to open the link.
///
/// # Errors
/// The demo lacks the draft, or the database refuses.
pub async fn vul(db: &Db, schrijver: &Ctx) -> Result<()> {
    let stuk = stukken::vind(schrijver, db.read(), Soort::Praktijk, CONCEPT).await?;
    let wie = |naam: &str, mail: &str| Uitnodiging {
        naam: naam.into(),
        mail: mail.into(),
    };
    let noor = wie("Noor Voorbeeld", "noor@bibliotheek.example");
    let link = nodig_uit(db, schrijver, stuk.id, &noor).await?;
    let write = db.begin_write().await?;
    if let Some(link) = store::een(write.conn(), Op::Id(link)).await? {
        open_link(write, schrijver, link).await?;
    }
    let piet = wie("Piet Voorbeeld", "piet@wijkteam.example");
    nodig_uit(db, schrijver, stuk.id, &piet).await?;
    let lezer = Ctx {
        actor: Actor::Link { id: link },
        aanmelding: None,
        ..schrijver.clone()
    };
    let aanleiding = Sectie {
        naam: "Aanleiding".into(),
        tekst: "Het begon een jaar eerder, in het voorjaar (verzonnen).".into(),
    };
    let gezegd = Ingevuld {
        oordeel: "klopt-niet-helemaal".into(),
        toelichting: "Verder klopt het. Fijn dat dit wordt beschreven (verzonnen).".into(),
        opmerkingen: vec![("opmerking-aanleiding".into(), aanleiding)],
    };
    reageer(db, &lezer, stuk.versie, &gezegd, false).await
}
