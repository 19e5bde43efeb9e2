//! Asking a question of the kennisagenda, and changing what it says.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Geschreven, Ingevuld, Kennisvraag, Status},
        policy::{WIE_VRAAGT, kan_vragen, mag_vragen},
        store,
    },
    is_redactie,
    lezen::{Werk, mag_niet, op_id},
    volgen, wensen,
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Fouten, Result},
    stukken::{
        model::{Kop, Soort},
        service::{self as stukken, links, overgangen::inmiddels_gewijzigd},
    },
    werkruimte::{
        model::{Deelname, Niveau, Plaats},
        service::{self as werkruimte, NieuwItem, Werkplek, deelname},
    },
};

/// More thema's than there ever are.
const MAX_THEMAS: u64 = 200;

/// Where somebody asks a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waar<'a> {
    /// In the werkruimte of this thema.
    Werkruimte(&'a str),
    /// In the thema that they choose in the form.
    Gekozen,
}

/// What the form needs to know of who writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voorbereid {
    /// The thema whose werkruimte this is; none when one is chosen.
    pub thema: Option<Kop>,
    /// The thema's to choose from, by title; empty in a werkruimte.
    pub themas: Vec<Kop>,
    /// The levels at which they may write, in some of these thema's, from wide to narrow.
    pub niveaus: Vec<Niveau>,
    /// How many wait for an answer to the search that it is made of; only the redactie is told what others search.
    pub wachten: u64,
}

/// What there is to choose for who asks a question, made of a search (`zoekvraag`, may be empty) or not.
///
/// # Errors
/// Nobody is logged in; [`Error::MagNiet`] with who may; [`Error::NotFound`] when there is no such thema; the
/// database can't be read.
pub async fn bereid(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    waar: Waar<'_>,
    zoekvraag: &str,
) -> Result<Voorbereid> {
    ctx.schrijver()?;
    let redactie = is_redactie(ctx);
    let (thema, themas) = match waar {
        Waar::Werkruimte(naam) => (Some(plek(ctx, conn, naam).await?.thema), Vec::new()),
        Waar::Gekozen => (None, themas(ctx, conn).await?),
    };
    let mag = |niveau: &&Niveau| {
        let mut alle = thema.iter().chain(&themas);
        alle.any(|kop| mag_vragen(deelname(ctx, kop.id), redactie, **niveau).is_ok())
    };
    let niveaus = Niveau::ALLE.iter().filter(mag).copied().collect();
    Ok(Voorbereid {
        niveaus,
        wachten: if redactie {
            wensen::aantal(conn, zoekvraag).await?
        } else {
            0
        },
        thema,
        themas,
    })
}

/// The thema's in which the actor may ask a question, by title.
async fn themas(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Kop>> {
    let redactie = is_redactie(ctx);
    let alle = stukken::lijst(ctx, conn, Soort::Thema, None, (0, MAX_THEMAS)).await?;
    let kan = |kop: &Kop| kan_vragen(deelname(ctx, kop.id), redactie);
    let themas: Vec<Kop> = alle.koppen.into_iter().filter(kan).collect();
    if themas.is_empty() {
        return Err(Error::MagNiet(WIE_VRAAGT.into()));
    }
    Ok(themas)
}

/// The werkruimte of a thema, for who may ask a question there: the redactie as well.
async fn plek(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Werkplek> {
    match werkruimte::werkplek(ctx, conn, naam).await {
        Err(Error::MagNiet(_)) if is_redactie(ctx) => {
            let thema = stukken::vind(ctx, conn, Soort::Thema, naam).await?;
            Ok(Werkplek {
                thema,
                deelname: Deelname::default(),
            })
        }
        plek => plek,
    }
}

/// The thema that was chosen; none when that is no thema to choose, which is noted.
async fn gekozen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    slug: &str,
    fouten: &mut Fouten,
) -> Result<Option<Kop>> {
    let themas = themas(ctx, conn).await?;
    let thema = themas.into_iter().find(|kop| kop.slug.as_str() == slug);
    if thema.is_none() {
        let code = if slug.is_empty() {
            "verplicht"
        } else {
            "onbekend"
        };
        let melding = "Kies het thema dat het antwoord gaat zoeken.";
        fouten.meld("thema", code, melding);
    }
    Ok(thema)
}

/// Notes when the actor may not ask a question at the level that they chose.
fn keur_niveau(ctx: &Ctx, thema: Uuid, niveau: Niveau, fouten: &mut Fouten) {
    let (deelname, redactie) = (deelname(ctx, thema), is_redactie(ctx));
    if mag_vragen(deelname, redactie, niveau).is_ok() {
        return;
    }
    let melding = if redactie && !deelname.doet_mee() {
        "Kies “openbaar”. Een besloten of vertrouwelijke vraag stelt het duo van het thema zelf."
    } else {
        "Kies “besloten”. Een vraag die iedereen leest, of alleen het duo, stelt het duo zelf."
    };
    fouten.meld("niveau", "niet-toegestaan", melding);
}

/// Asks a question. Who waits for an answer to the search that it is made of follows it from now on and is told, when
/// everybody reads it.
///
/// # Errors
/// Everything that is wrong with what was filled in; nobody is logged in; [`Error::MagNiet`] with who may;
/// [`Error::NotFound`] when there is no such thema; the database refuses.
pub async fn maak(
    db: &Db,
    ctx: &Ctx,
    waar: Waar<'_>,
    ingevuld: &Ingevuld,
    akkoord: bool,
) -> Result<Kop> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    let conn = write.conn();
    let mut fouten = Fouten::new();
    let thema = match waar {
        Waar::Werkruimte(naam) => Some(plek(ctx, conn, naam).await?.thema),
        Waar::Gekozen => gekozen(ctx, conn, &ingevuld.thema, &mut fouten).await?,
    };
    let geschreven = ingevuld.keur(false, akkoord, &mut fouten);
    if let (Some(thema), Some(geschreven)) = (&thema, &geschreven) {
        keur_niveau(ctx, thema.id, geschreven.niveau, &mut fouten);
    }
    let (Some(thema), Some(geschreven)) = (thema, geschreven) else {
        return Err(fouten.into());
    };
    let Geschreven {
        titel,
        samenvatting,
        toelichting,
        leefdomeinen,
        niveau,
        antwoord,
    } = fouten.of(geschreven)?;
    let plaats = Plaats {
        thema: thema.id,
        niveau,
    };
    let inhoud = Kennisvraag {
        plaats,
        toelichting,
        antwoord,
    };
    let nieuw = NieuwItem {
        titel,
        samenvatting,
        leefdomeinen,
        datum: Some(ctx.vandaag()),
        status: Status::Gesteld.waarde(),
        plaats,
        inhoud: &inhoud,
        verbanden: Vec::new(),
    };
    let (kop, gemaakt) = werkruimte::maak(&write, ctx, nieuw).await?;
    if niveau == Niveau::Openbaar {
        laat_volgen(&write, ctx, kop.id, &ingevuld.zoekvraag).await?;
    }
    write.commit(ctx, &[gemaakt]).await?;
    Ok(kop)
}

/// Lets who waits for an answer to a search follow the question that was made of it.
async fn laat_volgen(write: &Write, ctx: &Ctx, id: Uuid, zoekvraag: &str) -> Result<()> {
    let wachten = wensen::neem(write, zoekvraag).await?;
    store::volgers::voeg_toe(write.conn(), id, &wachten, ctx.now).await?;
    volgen::vertel(write, ctx, id, Bericht::OpDeAgenda).await
}

/// A kennisvraag that the actor may change.
///
/// # Errors
/// [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it; nobody is logged in; the database
/// can't be read.
pub async fn te_wijzigen(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Werk> {
    ctx.schrijver()?;
    let werk = op_id(ctx, conn, id).await?;
    werk.wie.mag_wijzigen(werk.status).map_err(mag_niet)?;
    Ok(werk)
}

/// Changes a kennisvraag, as its writer saw it (`versie`). Answers the head as it became, and the number that the
/// search index must reach when fewer people read it from now on. The same once more changes nothing.
///
/// # Errors
/// Everything that is wrong with what was filled in; [`Error::Conflict`] when somebody else was first; as
/// [`te_wijzigen`]; the database refuses.
pub async fn bewaar(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    versie: i64,
    (ingevuld, akkoord): (&Ingevuld, bool),
) -> Result<(Kop, Option<i64>)> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let werk = te_wijzigen(ctx, conn, id).await?;
    let was = werk.staat.inhoud.plaats;
    let mut fouten = Fouten::new();
    let geschreven = ingevuld.keur(werk.status == Status::Beantwoord, akkoord, &mut fouten);
    if let Some(geschreven) = geschreven.as_ref().filter(|g| g.niveau != was.niveau) {
        keur_niveau(ctx, was.thema, geschreven.niveau, &mut fouten);
    }
    let Some(geschreven) = geschreven else {
        return Err(fouten.into());
    };
    let geschreven = fouten.of(geschreven)?;
    let plaats = Plaats {
        niveau: geschreven.niveau,
        ..was
    };
    let mut basis = werk.staat.basis.clone();
    basis.titel = geschreven.titel;
    basis.samenvatting = geschreven.samenvatting;
    basis.leefdomeinen = geschreven.leefdomeinen;
    let inhoud = Kennisvraag {
        plaats,
        toelichting: geschreven.toelichting,
        antwoord: geschreven.antwoord,
    };
    let mut nu = werk.staat.basis.clone();
    nu.leefdomeinen.sort();
    if basis == nu && inhoud == werk.staat.inhoud {
        return Ok((werk.kop, None));
    }
    if werk.kop.versie != versie {
        return Err(inmiddels_gewijzigd());
    }
    let versie = Some(versie);
    let gebeurd =
        werkruimte::wijzig(&write, ctx, &werk.kop, &basis, &inhoud, plaats, versie).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    let smaller = plaats.niveau > was.niveau;
    Ok((kop, nummer.filter(|_| smaller)))
}
