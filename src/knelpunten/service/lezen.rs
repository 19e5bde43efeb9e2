//! A knelpunt with what the actor is to it, and what lists and figures need of all of them.

use std::{
    collections::{BTreeSet, HashMap},
    hash::BuildHasher,
};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{behandelaar, plekken};
use crate::{
    ctx::Ctx,
    db::Teksten,
    error::{Error, Result},
    knelpunten::{
        model::{Actie, Knelpunt, Status, Telling},
        policy::{Behandelaar, Bezwaar},
        store,
    },
    stukken::{
        Kind as _, Leesrecht,
        model::{
            Kaartfeit, Kop, Soort, Verbandsoort,
            voorstel::{Staat, Wijzer},
        },
        service::{self as stukken, overgangen::reden_van},
        store as spil,
    },
    taal,
};

/// A knelpunt that is treated, and what the actor is to it.
#[derive(Debug, Clone)]
pub struct Werk {
    /// The head, as it stands.
    pub kop: Kop,
    /// The state, as it stands, with where it points.
    pub staat: Staat<Knelpunt>,
    /// How it stands.
    pub status: Status,
    /// What the actor is to it.
    pub wie: Behandelaar,
}

impl Werk {
    /// Where it points.
    pub fn wijzers(&self) -> &[Wijzer] {
        self.staat.verbanden.as_deref().unwrap_or_default()
    }
}

/// A knelpunt, for who may read it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; nobody is logged in; the database can't be read.
pub async fn open(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Werk> {
    let kop = stukken::vind(ctx, conn, Soort::Knelpunt, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    ctx.schrijver()?;
    van(ctx, conn, kop?).await
}

/// As [`open`], for who may treat it.
///
/// # Errors
/// As [`open`]; [`Error::MagNiet`] with who may.
pub async fn open_voor_behandelaar(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
) -> Result<Werk> {
    let werk = open(ctx, conn, naam).await?;
    werk.wie.mag().map_err(mag_niet)?;
    Ok(werk)
}

/// As [`open`], by number, as it stands inside a write.
pub(super) async fn op_id(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Werk> {
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    ctx.schrijver()?;
    let kop = kop.filter(|kop| kop.soort == Soort::Knelpunt);
    van(ctx, conn, kop.ok_or(Error::NotFound)?).await
}

/// As [`op_id`], for who may treat it.
pub(super) async fn behandeld(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Werk> {
    let werk = op_id(ctx, conn, id).await?;
    werk.wie.mag().map_err(mag_niet)?;
    Ok(werk)
}

/// A knelpunt that the actor may read, with what they are to it.
///
/// # Errors
/// The database can't be read.
pub async fn van(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop) -> Result<Werk> {
    let staat: Staat<Knelpunt> = stukken::staat_van(conn, &kop).await?;
    Ok(Werk {
        wie: behandelaar(ctx, conn, staat.inhoud.trekker).await?,
        status: status(&kop)?,
        staat,
        kop,
    })
}

/// A knelpunt that the actor may read, by its number in any spelling, its slug, the address of its page or its
/// title; none when they name no such thing.
///
/// # Errors
/// The database can't be read.
pub async fn genoemd(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Option<Kop>> {
    let naam = naam.trim();
    let op_nummer = stukken::op_nummer(ctx, conn, naam).await?;
    if let Some(kop) = op_nummer.filter(|kop| kop.soort == Soort::Knelpunt) {
        return Ok(Some(kop));
    }
    let laatste = naam.trim_end_matches('/').rsplit('/').next();
    match stukken::vind(ctx, conn, Soort::Knelpunt, laatste.unwrap_or(naam)).await {
        Ok(kop) => Ok(Some(kop)),
        Err(Error::NotFound) => stukken::met_titel(ctx, conn, Soort::Knelpunt, naam).await,
        Err(fout) => Err(fout),
    }
}

/// The answer to who may not treat one.
pub fn mag_niet(bezwaar: Bezwaar) -> Error {
    Error::MagNiet(bezwaar.melding().into())
}

/// The state of a knelpunt.
///
/// # Errors
/// The table holds one that this version does not know.
pub fn status(kop: &Kop) -> Result<Status> {
    let onbekend = |()| anyhow::anyhow!("knelpunt {} has an unknown status", kop.id);
    Ok(kop.status.parse().map_err(onbekend)?)
}

/// Those of these verbanden that point at a thema.
pub(super) async fn themas_onder(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    wijzers: &[Wijzer],
) -> Result<Vec<Uuid>> {
    let hoort_bij = wijzers
        .iter()
        .filter(|wijzer| wijzer.0 == Verbandsoort::HoortBij);
    let ids: BTreeSet<Uuid> = hoort_bij.map(|wijzer| wijzer.1).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?.into_iter();
    let themas = koppen.filter(|kop| kop.soort == Soort::Thema);
    Ok(themas.map(|kop| kop.id).collect())
}

/// Since when a knelpunt stands as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sinds {
    /// When it came to its state.
    pub op: DateTime<Utc>,
    /// By what: an [`Actie`], or how it was made.
    pub actie: String,
    /// Why; none when nobody had to say.
    pub reden: Option<String>,
}

/// Since when a knelpunt that the actor may read stands as it does, and why; none when its geschiedenis does
/// not tell.
///
/// # Errors
/// The database can't be read.
pub async fn sinds(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<Option<Sinds>> {
    let stappen = Actie::ALLE.iter().map(|actie| actie.waarde());
    let acties: Vec<&str> = ["aanmaken", "inlezen"].into_iter().chain(stappen).collect();
    let rijen = spil::gebeurd(conn, kop.id, &acties).await?.into_iter();
    let mut hierheen = rijen.filter(|rij| rij.naar == kop.status && rij.van != rij.naar);
    let Some(rij) = hierheen.next_back() else {
        return Ok(None);
    };
    let reden = match reden_van(&rij.velden) {
        Some(id) => {
            let leesrecht = Leesrecht::van(&ctx.actor);
            spil::redenen(conn, &leesrecht, &[kop.id])
                .await?
                .remove(&id)
        }
        None => None,
    };
    Ok(Some(Sinds {
        op: rij.op,
        actie: rij.actie,
        reden,
    }))
}

/// A knelpunt in a list or a figure.
#[derive(Debug, Clone)]
pub struct Rij {
    /// The head.
    pub kop: Kop,
    /// How it stands.
    pub status: Status,
    /// What is particular to it, without its texts.
    pub inhoud: Knelpunt,
    /// How many signalled it, and where.
    pub telling: Telling,
    /// What it points at, by title: its thema's, laws and gemeenten.
    pub doelen: Vec<Kop>,
}

/// All knelpunten that the actor may read, the newest first.
///
/// # Errors
/// The database can't be read.
pub async fn rijen(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Rij>> {
    let koppen = store::leesbare(conn, &Leesrecht::van(&ctx.actor)).await?;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let mut inhouden = Knelpunt::laad(conn, &ids, Teksten::Weg).await?;
    let mut tellingen = plekken::tellingen(conn, &ids).await?;
    let mut doelen = stukken::doelen(ctx, conn, &ids).await?;
    let mut rijen = Vec::new();
    for kop in koppen {
        let id = kop.id;
        let zonder = || anyhow::anyhow!("stuk {id} has no row of its kind");
        rijen.push(Rij {
            status: status(&kop)?,
            inhoud: inhouden.remove(&id).ok_or_else(zonder)?,
            telling: tellingen.remove(&id).unwrap_or_default(),
            doelen: doelen.remove(&id).unwrap_or_default(),
            kop,
        });
    }
    Ok(rijen)
}

/// Adds to the facts on the cards of knelpunten how each stands, and in how many gemeenten it plays.
///
/// # Errors
/// The database can't be read.
pub async fn op_kaarten<S: BuildHasher>(
    conn: &impl ConnectionTrait,
    feiten: &mut HashMap<Uuid, Vec<Kaartfeit>, S>,
) -> Result<()> {
    let ids: Vec<Uuid> = feiten.keys().copied().collect();
    let statussen = store::statussen(conn, &ids).await?;
    let tellingen = plekken::tellingen(conn, &ids).await?;
    for (id, van_stuk) in feiten {
        if let Some(status) = statussen.get(id) {
            // First: it says what the other facts are worth.
            van_stuk.insert(0, Kaartfeit::nieuw("", status.label()));
        }
        let gemeenten = tellingen.get(id).map_or(0, |t| t.gemeenten.len());
        if gemeenten > 0 {
            let aantal = taal::aantal(gemeenten as u64, "gemeente", "gemeenten");
            van_stuk.push(Kaartfeit::nieuw("", format!("Gemeld in {aantal}")));
        }
    }
    Ok(())
}
