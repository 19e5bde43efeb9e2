//! What somebody fills in to move something of a knelpunt.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use search_index::SearchIndex;
use uuid::Uuid;

use super::{Doel, Inhoud, KIES, gekozen, inhoud, terugdraaien, verplaats};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    knelpunten::{
        model::keur_waarom,
        service::{
            lezen::{Werk, genoemd, open_voor_behandelaar, van},
            maken::{Nieuw, keur},
        },
    },
    signalen::service::indienen::vergelijkbaar,
    stukken::{
        model::{Kop, Verbandsoort},
        service as stukken,
    },
};

/// That the knelpunt is named in the field beside the choice. No slug begins like this.
pub const ANDER: &str = "-ander";
/// That a new knelpunt is made.
pub const NIEUW: &str = "-nieuw";

/// What somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Verzoek {
    /// What moves, as the list names it.
    pub delen: BTreeSet<String>,
    /// Where it goes: the slug of a knelpunt that was offered, [`ANDER`] or [`NIEUW`].
    pub naar: String,
    /// Another knelpunt, by kenmerk, address or title.
    pub ander: String,
    /// The title of a new one.
    pub titel: String,
    /// What a new one is about, in one or two sentences.
    pub samenvatting: String,
    /// Why. Everybody who reads one of both knelpunten reads it.
    pub reden: String,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// What the page to move shows.
#[derive(Debug, Clone)]
pub struct Overzicht {
    /// The knelpunt.
    pub kop: Kop,
    /// What is part of it.
    pub inhoud: Inhoud,
    /// Knelpunten that are likely about the same and that the actor treats, best first.
    pub gelijkend: Vec<Kop>,
}

/// What there is to move of a knelpunt, for who treats it.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when they may not read it; [`Error::MagNiet`] with who may;
/// database or index fail.
pub async fn overzicht(ctx: &Ctx, db: &Db, index: &SearchIndex, naam: &str) -> Result<Overzicht> {
    let conn = db.read();
    let Werk { kop, .. } = open_voor_behandelaar(ctx, conn, naam).await?;
    Ok(Overzicht {
        inhoud: inhoud(ctx, conn, kop.id).await?,
        gelijkend: gelijkend(ctx, db, index, &kop).await?,
        kop,
    })
}

async fn gelijkend(ctx: &Ctx, db: &Db, index: &SearchIndex, kop: &Kop) -> Result<Vec<Kop>> {
    let tekst = format!("{}\n{}", kop.titel, kop.samenvatting);
    let mut mogelijk = Vec::new();
    for ander in vergelijkbaar(ctx, db, index, &tekst).await? {
        if ander.id != kop.id && van(ctx, db.read(), ander.clone()).await?.wie.mag().is_ok() {
            mogelijk.push(ander);
        }
    }
    Ok(mogelijk)
}

/// Moves what somebody chose. Answers the knelpunt that it went to, and the number of the commit.
///
/// # Errors
/// All that is wrong with what they filled in; [`Error::Conflict`] when something is not there any more; the
/// others as for [`overzicht`]; the database refuses.
pub async fn verplaats_gekozen(
    db: &Db,
    ctx: &Ctx,
    naam: &str,
    verzoek: &Verzoek,
) -> Result<(Kop, i64)> {
    let conn = db.read();
    let werk = open_voor_behandelaar(ctx, conn, naam).await?;
    let mut fouten = Fouten::new();
    if verzoek.delen.is_empty() {
        fouten.meld("deel", "verplicht", KIES);
    }
    let doel = doel(ctx, conn, &werk, verzoek, &mut fouten).await?;
    let reden = keur_waarom(&verzoek.reden, verzoek.akkoord, &mut fouten);
    let (Some(doel), true) = (doel, fouten.is_empty()) else {
        return Err(fouten.into());
    };
    let van = werk.kop.id;
    let Some((signalen, bijval)) = gekozen(conn, van, &verzoek.delen).await? else {
        return Err(Error::Conflict(ELDERS.into()));
    };
    verplaats(db, ctx, van, &signalen, &bijval, doel, &reden).await
}

/// What somebody hears whose choice is not there any more.
const ELDERS: &str =
    "Een deel van wat u koos, staat hier niet meer. Kijk wat er nu staat, en kies opnieuw.";

/// Where it goes; what is wrong with that is noted.
async fn doel(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    werk: &Werk,
    verzoek: &Verzoek,
    fouten: &mut Fouten,
) -> Result<Option<Doel>> {
    let naam = match verzoek.naar.as_str() {
        "" => {
            fouten.meld("naar", "verplicht", "Kies waar het naartoe gaat.");
            return Ok(None);
        }
        NIEUW => {
            let nieuw = afgesplitst(ctx, conn, werk, verzoek).await?;
            fouten.voeg_toe(keur(&nieuw, verzoek.akkoord));
            return Ok(Some(Doel::Nieuw(nieuw)));
        }
        ANDER => verzoek.ander.as_str(),
        slug => slug,
    };
    let Some(kop) = genoemd(ctx, conn, naam).await? else {
        let melding = "Dit knelpunt kennen wij niet. Plak het kenmerk (zoals KNP-2026-0101), de titel of \
                       het adres van de pagina.";
        fouten.meld("ander", "onbekend", melding);
        return Ok(None);
    };
    if kop.id == werk.kop.id {
        let melding = "Dit is het knelpunt waar het nu bij staat. Noem een ander.";
        fouten.meld("ander", "zelfde", melding);
        return Ok(None);
    }
    let daar = van(ctx, conn, kop).await?;
    if daar.wie.mag().is_err() {
        let melding = "Dit knelpunt behandelt u niet zelf. Vraag wie het behandelt om de signalen over te \
                       nemen, of kies een ander knelpunt.";
        fouten.meld("ander", "mag-niet", melding);
        return Ok(None);
    }
    Ok(Some(Doel::Bestaand(daar.kop.id)))
}

/// A new knelpunt that is split off: of the same thema, about the same laws and people.
async fn afgesplitst(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    werk: &Werk,
    verzoek: &Verzoek,
) -> Result<Nieuw> {
    let wijzers = werk.wijzers().iter();
    let wetten = wijzers.filter(|wijzer| wijzer.0 == Verbandsoort::BetreftRegeling);
    let wetten: BTreeSet<Uuid> = wetten.map(|wijzer| wijzer.1).collect();
    let wetten: Vec<Uuid> = wetten.into_iter().collect();
    let wetten = stukken::koppen(ctx, conn, &wetten).await?;
    Ok(Nieuw {
        titel: verzoek.titel.clone(),
        samenvatting: verzoek.samenvatting.clone(),
        tekst: String::new(),
        oorzaak: None,
        trekker: werk.staat.inhoud.trekker,
        regelingen: wetten.into_iter().map(|kop| kop.id).collect(),
        leefdomeinen: werk.staat.basis.leefdomeinen.clone(),
        doelgroepen: werk.staat.basis.doelgroepen.clone(),
    })
}

/// Undoes a move, with a reason that is judged as a form is. Answers the knelpunt that it went back to, and
/// the number of the commit.
///
/// # Errors
/// What is wrong with the reason; the others as for [`terugdraaien`].
pub async fn draai_terug(
    db: &Db,
    ctx: &Ctx,
    zet: Uuid,
    (reden, akkoord): (&str, bool),
) -> Result<(Kop, i64)> {
    ctx.schrijver()?;
    let mut fouten = Fouten::new();
    let reden = keur_waarom(reden, akkoord, &mut fouten);
    fouten.of(())?;
    terugdraaien(db, ctx, zet, &reden).await
}
