//! Besluiten in every state, to try the platform with: one was taken, one waits for the other side, one was refused.
//! All invented. For the demo only.

use super::{
    super::model::{Ingevuld, Stap, Status},
    lezen::van_thema,
    schrijven::stel_voor,
    stappen::{Gezegd, zet},
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::model::Kop,
    werkruimte::{model::Niveau, service::werkplek},
};

/// The thema of the duo of the demo.
const THEMA: &str = "schulden";

/// Who acts in the demo.
#[derive(Debug, Clone, Copy)]
pub struct Wie<'a> {
    /// The seat of the Rijk.
    pub rijk: &'a Ctx,
    /// The seat of the gemeenten.
    pub gemeente: &'a Ctx,
}

/// What one says: the besluit, what follows, why, and who may read it.
struct Verhaal {
    titel: &'static str,
    tekst: &'static str,
    waarom: &'static str,
    niveau: Niveau,
}

const BRIEF: Verhaal = Verhaal {
    titel: "De eerste brief gaat in gewone taal",
    tekst: "Gemeenten in dit thema sturen de eerste brief in **gewone taal**. Zij laten hem lezen door twee mensen die \
            zelf schulden hadden (verzonnen).",
    waarom: "Veel mensen lezen de eerste brief niet uit. Dan komt de hulp te laat (verzonnen).",
    niveau: Niveau::Openbaar,
};

const LOKET: Verhaal = Verhaal {
    titel: "Eén telefoonnummer voor vragen van wijkteams",
    tekst: "Wij openen voor een half jaar één nummer. De twee ministeries bemensen het om de beurt (verzonnen).",
    waarom: "Wijkteams weten nu niet wie zij moeten bellen (verzonnen).",
    niveau: Niveau::Besloten,
};

const CAMPAGNE: Verhaal = Verhaal {
    titel: "Een campagne in de bushokjes",
    tekst: "Wij hangen posters in de bushokjes van vijf gemeenten (verzonnen).",
    waarom: "Dan weten meer mensen waar zij terecht kunnen (verzonnen).",
    niveau: Niveau::Besloten,
};

/// Makes them. When the duo decided anything already it changes nothing.
///
/// # Errors
/// The demo lacks the thema, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>) -> Result<()> {
    let thema = werkplek(wie.rijk, db.read(), THEMA).await?.thema.id;
    let genomen = (thema, Status::Genomen);
    let (er_al, _) = van_thema(wie.rijk, db.read(), genomen, (0, 1)).await?;
    if er_al > 0 {
        return Ok(());
    }
    let Wie { rijk, gemeente } = wie;
    let brief = maak(db, rijk, &BRIEF).await?;
    zet(db, gemeente, brief.id, Stap::Instemmen, &gezegd(&brief, "")).await?;
    let campagne = maak(db, rijk, &CAMPAGNE).await?;
    let nee = gezegd(
        &campagne,
        "Uit de proef blijkt dat posters niet helpen. Een gesprek helpt wel (verzonnen).",
    );
    zet(db, gemeente, campagne.id, Stap::Afwijzen, &nee).await?;
    maak(db, gemeente, &LOKET).await?;
    Ok(())
}

fn gezegd(kop: &Kop, reden: &str) -> Gezegd {
    Gezegd {
        plek: None,
        reden: reden.to_owned(),
        versie: kop.versie,
        akkoord: false,
    }
}

async fn maak(db: &Db, ctx: &Ctx, verhaal: &Verhaal) -> Result<Kop> {
    let ingevuld = Ingevuld {
        titel: verhaal.titel.to_owned(),
        tekst: verhaal.tekst.to_owned(),
        waarom: verhaal.waarom.to_owned(),
        niveau: verhaal.niveau.to_string(),
        ..Ingevuld::default()
    };
    stel_voor(db, ctx, THEMA, &ingevuld).await
}
