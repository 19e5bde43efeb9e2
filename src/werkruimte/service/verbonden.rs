//! Thema's that hang together, as vervoer does with most: which they are, what they share, and tying one to another.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{policy::Bezwaar, store},
    Werkplek, mag_niet,
    tijdlijn::{LOSMAKEN, VERBINDEN},
    werkplek,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Fouten, Result},
    ids::{kort, vouw},
    schrijven::model::Waarom,
    stukken::{
        Leesrecht,
        model::{Kop, Soort, Verbandsoort, voorstel::Wijzer},
        service::{
            self as stukken, links,
            overgangen::{Reden, bewaar_reden, reden},
        },
        store as spil,
    },
};

/// The place that a verband between thema's names when it was made here, and not by a file.
const HIER: &str = "werkruimte";

/// A thema that a thema is tied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbonden {
    /// The other thema.
    pub kop: Kop,
    /// How many stukken belong to both that the actor may read.
    pub gedeeld: u64,
}

/// The thema's that a thema is tied to, whichever of both says so, by title.
///
/// # Errors
/// The database can't be read.
pub async fn verbonden(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: Uuid,
) -> Result<Vec<Verbonden>> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let (uit, terug) = store::verbonden(conn, &leesrecht, thema).await?;
    let mut koppen: Vec<Kop> = uit.into_iter().chain(terug).collect();
    koppen.retain(|kop| kop.id != thema);
    koppen.sort_by_cached_key(|kop| (vouw(&kop.titel), kop.id));
    koppen.dedup_by_key(|kop| kop.id);
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let gedeeld = store::aantal_gedeeld(conn, &leesrecht, thema, &ids).await?;
    let met_aantal = |kop: Kop| Verbonden {
        gedeeld: gedeeld.get(&kop.id).copied().unwrap_or_default(),
        kop,
    };
    Ok(koppen.into_iter().map(met_aantal).collect())
}

/// What belongs to both thema's, the last changed first.
///
/// # Errors
/// The database can't be read.
pub async fn gedeeld(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    themas: (Uuid, Uuid),
    hoogstens: u64,
) -> Result<Vec<Kop>> {
    store::gedeeld(conn, &Leesrecht::van(&ctx.actor), themas, hoogstens).await
}

/// The verbanden that a file says a thema has, with those that were made here: reading a file again unties nothing.
///
/// # Errors
/// The database can't be read.
pub async fn behoud(
    conn: &impl ConnectionTrait,
    van: Uuid,
    mut verbanden: Vec<Wijzer>,
) -> Result<Vec<Wijzer>> {
    let hier = spil::wijzers(conn, van).await?.into_iter();
    for wijzer in hier.filter(|wijzer| wijzer.2 == HIER) {
        let er_is = |al: &Wijzer| al.0 == wijzer.0 && al.1 == wijzer.1;
        if !verbanden.iter().any(er_is) {
            verbanden.push(wijzer);
        }
    }
    Ok(verbanden)
}

/// What somebody fills in to tie a thema to another, or to untie them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ingevuld<'a> {
    /// The slug of the other thema.
    pub thema: &'a str,
    /// Why.
    pub reden: &'a str,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// The thema, for its duo.
async fn van_duo(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Werkplek> {
    let plek = werkplek(ctx, conn, naam).await?;
    if plek.deelname.is_duo() {
        Ok(plek)
    } else {
        Err(mag_niet(Bezwaar::AlleenHetDuo))
    }
}

/// Ties a thema to another, or unties them when `los`. Everybody reads why. The same once more changes nothing.
///
/// # Errors
/// Nobody is logged in; everything that is wrong with what was filled in; [`Error::MagNiet`] with who may;
/// [`Error::NotFound`] when there is no such thema; the database refuses.
pub async fn verander(
    db: &Db,
    ctx: &Ctx,
    naam: &str,
    ingevuld: Ingevuld<'_>,
    los: bool,
) -> Result<Werkplek> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let plek = van_duo(ctx, conn, naam).await?;
    let (ander, waarom) = keur(ctx, conn, &plek.thema, ingevuld).await?;
    // Always in the same order, whichever of both somebody begins at.
    let mut beide = [plek.thema.id, ander.id];
    beide.sort_unstable();
    for id in beide {
        links::houd(&write, id).await?;
    }
    let mut gebeurd = Vec::new();
    let paren = [(&plek.thema, &ander), (&ander, &plek.thema)];
    let mut verbonden = false;
    for (van, naar) in paren {
        let wijzers = spil::wijzers(conn, van.id).await?;
        let is_dit = |wijzer: &Wijzer| wijzer.0 == Verbandsoort::HoortBij && wijzer.1 == naar.id;
        verbonden |= wijzers.iter().any(is_dit);
        if los {
            let rest: Vec<Wijzer> = wijzers.iter().filter(|w| !is_dit(w)).cloned().collect();
            gebeurd.extend(stukken::verbind(&write, van.id, &rest).await?);
        }
    }
    if verbonden != los {
        return Ok(plek);
    }
    if !los {
        let wijzer = (Verbandsoort::HoortBij, ander.id, HIER.to_owned());
        gebeurd.extend(stukken::verbind_erbij(&write, plek.thema.id, wijzer).await?);
    }
    let actie = if los { LOSMAKEN } else { VERBINDEN };
    let tekst = Reden {
        tekst: waarom,
        lezers: &[],
    };
    let id = bewaar_reden(conn, ctx, plek.thema.id, actie, tekst).await?;
    gebeurd.push(Gebeurtenis {
        stuk_id: plek.thema.id,
        actie: actie.to_owned(),
        velden: vec!["verbanden".to_owned(), reden(id)],
        van: plek.thema.status.clone(),
        naar: plek.thema.status.clone(),
        ..Gebeurtenis::default()
    });
    write.commit(ctx, &gebeurd).await?;
    Ok(plek)
}

/// The other thema, and why.
async fn keur<'a>(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: &Kop,
    ingevuld: Ingevuld<'a>,
) -> Result<(Kop, &'a str)> {
    let mut fouten = Fouten::new();
    let ander = match ingevuld.thema {
        "" => None,
        slug => match stukken::vind(ctx, conn, Soort::Thema, slug).await {
            Ok(kop) => Some(kop),
            Err(Error::NotFound) => None,
            Err(fout) => return Err(fout),
        },
    };
    match &ander {
        None if ingevuld.thema.is_empty() => {
            fouten.meld("thema", "verplicht", "Kies een thema.");
        }
        None => {
            let naam = kort(ingevuld.thema);
            let melding = format!("Het thema “{naam}” bestaat niet. Kies een ander.");
            fouten.meld("thema", "onbekend", melding);
        }
        Some(kop) if kop.id == thema.id => {
            let melding = "Een thema hangt niet samen met zichzelf. Kies een ander thema.";
            fouten.meld("thema", "gelijk", melding);
        }
        Some(_) => {}
    }
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom?",
        tekst: ingevuld.reden,
        akkoord: ingevuld.akkoord,
    };
    let waarom = waarom.keur(true, &mut fouten);
    match (ander, waarom) {
        (Some(ander), Some(waarom)) => Ok(fouten.of((ander, waarom))?),
        _ => Err(fouten.into()),
    }
}
