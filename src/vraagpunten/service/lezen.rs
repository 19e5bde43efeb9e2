//! Which questions there are, how each stands, and what became of them together.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use chrono::{DateTime, Datelike as _, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Aandeel, Vraagpunt, Welke},
        store::{self, Bij},
    },
    is_lid, koppen_van,
};
use crate::{
    actor::{Actor, Sleutel},
    ctx::Ctx,
    db::Teksten,
    error::{Error, Result},
    ids::vouw,
    markdown::platte_tekst,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
};

/// The questions about a stuk that the reader may read, the first first.
///
/// # Errors
/// The database can't be read.
pub async fn van_stuk(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Vec<Vraagpunt>> {
    let lezer = Leesrecht::van(&ctx.actor);
    store::lees(conn, &lezer, Bij::Stuk(stuk_id), Teksten::Mee).await
}

/// The questions about each of these stukken that the reader may read, the first first.
///
/// # Errors
/// The database can't be read.
pub async fn van_stukken(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Vraagpunt>>> {
    let lezer = Leesrecht::van(&ctx.actor);
    let mut per_stuk: HashMap<Uuid, Vec<Vraagpunt>> = HashMap::new();
    for punt in store::van_stukken(conn, &lezer, ids).await? {
        per_stuk.entry(punt.stuk_id).or_default().push(punt);
    }
    Ok(per_stuk)
}

/// A question in a list.
#[derive(Debug, Clone)]
pub struct Regel {
    /// The question.
    pub punt: Vraagpunt,
    /// What it is about.
    pub kop: Kop,
    /// Who has to answer; none when the reader may not know that organisatie.
    pub aan: Option<Kop>,
}

/// What is asked of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those to this organisatie.
    pub aan: Option<Uuid>,
    /// Only those that stand so.
    pub welke: Option<Welke>,
}

/// What is left of the list by the slug or the code of an organisatie, and by how questions stand; none
/// when there is no such organisatie that the reader may read.
///
/// # Errors
/// The database can't be read.
pub async fn filter_van(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    aan: &str,
    welke: Option<Welke>,
) -> Result<Option<Filter>> {
    if aan.is_empty() {
        return Ok(Some(Filter { aan: None, welke }));
    }
    match stukken::vind(ctx, conn, Soort::Organisatie, aan).await {
        Ok(kop) => Ok(Some(Filter {
            aan: Some(kop.id),
            welke,
        })),
        Err(Error::NotFound) => Ok(None),
        Err(fout) => Err(fout),
    }
}

/// A part of the list.
#[derive(Debug, Clone)]
pub struct Overzicht {
    /// How many there are of what was asked.
    pub totaal: u64,
    /// How many there are to the same organisatie, however they stand.
    pub alle: u64,
    /// The same, of those that stand so.
    pub per_stand: Vec<(Welke, u64)>,
    /// Those of this part: what waits longest past its day first, and behind what waits the answers, the
    /// newest first.
    pub regels: Vec<Regel>,
}

/// The questions that the reader may read, from a place on, so many at most.
///
/// # Errors
/// The database can't be read.
pub async fn overzicht(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    filter: Filter,
    bereik: (u64, u64),
) -> Result<Overzicht> {
    let lezer = Leesrecht::van(&ctx.actor);
    let aan = filter.aan.as_slice();
    let bij = if aan.is_empty() {
        Bij::Alles
    } else {
        Bij::Aan(aan)
    };
    let punten = store::lees(conn, &lezer, bij, Teksten::Weg).await?;
    deel(ctx, conn, punten, filter.welke, bereik).await
}

/// The page of all questions.
#[derive(Debug, Clone)]
pub struct Bladzijde {
    /// What each addressee did with what it was asked, as [`aandelen`] says it.
    pub aandelen: Vec<(Kop, Aandeel)>,
    /// The part of the list that was asked for; none when that is to nobody that there is.
    pub overzicht: Option<Overzicht>,
}

/// What [`aandelen`] and [`overzicht`] say, of questions that are read once. Without a filter there is
/// no list.
///
/// # Errors
/// The database can't be read.
pub async fn bladzijde(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    filter: Option<Filter>,
    bereik: (u64, u64),
) -> Result<Bladzijde> {
    let lezer = Leesrecht::van(&ctx.actor);
    let mut punten = store::lees(conn, &lezer, Bij::Alles, Teksten::Weg).await?;
    let aandelen = per_adressaat(ctx, conn, &punten).await?;
    let overzicht = match filter {
        Some(Filter { aan, welke }) => {
            punten.retain(|punt| aan.is_none_or(|aan| aan == punt.aan));
            Some(deel(ctx, conn, punten, welke, bereik).await?)
        }
        None => None,
    };
    Ok(Bladzijde {
        aandelen,
        overzicht,
    })
}

/// The part of these questions that is asked for, and how all of them stand.
async fn deel(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    mut punten: Vec<Vraagpunt>,
    welke: Option<Welke>,
    (vanaf, aantal): (u64, u64),
) -> Result<Overzicht> {
    let vandaag = ctx.vandaag();
    let tel = |welke: &Welke| {
        let van_deze = punten.iter().filter(|punt| welke.past(punt, vandaag));
        (*welke, van_deze.count() as u64)
    };
    let per_stand = Welke::ALLE.iter().map(tel).collect();
    let alle = punten.len() as u64;
    punten.retain(|punt| welke.is_none_or(|welke| welke.past(punt, vandaag)));
    punten.sort_by_key(plaats);
    let totaal = punten.len() as u64;
    let overslaan = usize::try_from(vanaf).unwrap_or(usize::MAX);
    let hoogstens = usize::try_from(aantal).unwrap_or(usize::MAX);
    let deel = punten.iter().skip(overslaan).take(hoogstens);
    let ids: Vec<Uuid> = deel.map(|punt| punt.id).collect();
    Ok(Overzicht {
        totaal,
        alle,
        per_stand,
        regels: regels(ctx, conn, &ids).await?,
    })
}

/// Where a question stands in a list.
fn plaats(punt: &Vraagpunt) -> (bool, i64, Uuid) {
    match &punt.antwoord {
        None => {
            let dag = punt.telt_tot().num_days_from_ce();
            (false, dag.into(), punt.id)
        }
        Some(antwoord) => (true, -antwoord.op.timestamp_micros(), punt.id),
    }
}

/// Questions read at a time with their texts.
const PER_KEER: usize = 500;

/// The questions with these numbers, in this order, as far as the reader may read them.
async fn regels(ctx: &Ctx, conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Regel>> {
    let lezer = Leesrecht::van(&ctx.actor);
    let mut per_id: HashMap<Uuid, Vraagpunt> = HashMap::new();
    for deel in ids.chunks(PER_KEER) {
        let punten = store::lees(conn, &lezer, Bij::Nummers(deel), Teksten::Mee).await?;
        per_id.extend(punten.into_iter().map(|punt| (punt.id, punt)));
    }
    let genoemd = per_id.values().flat_map(|punt| [punt.stuk_id, punt.aan]);
    let koppen = koppen_van(ctx, conn, genoemd.collect::<Vec<_>>()).await?;
    let regel = |id: &Uuid| {
        let punt = per_id.remove(id)?;
        Some(Regel {
            kop: koppen.get(&punt.stuk_id)?.clone(),
            aan: koppen.get(&punt.aan).cloned(),
            punt,
        })
    };
    Ok(ids.iter().filter_map(regel).collect())
}

/// What each addressee did with what it was asked, as far as the reader may read that: who is late with
/// most first, then by name.
///
/// # Errors
/// The database can't be read.
pub async fn aandelen(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<(Kop, Aandeel)>> {
    let lezer = Leesrecht::van(&ctx.actor);
    let punten = store::lees(conn, &lezer, Bij::Alles, Teksten::Weg).await?;
    per_adressaat(ctx, conn, &punten).await
}

async fn per_adressaat(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    punten: &[Vraagpunt],
) -> Result<Vec<(Kop, Aandeel)>> {
    let adressaten: BTreeSet<Uuid> = punten.iter().map(|punt| punt.aan).collect();
    let koppen = koppen_van(ctx, conn, adressaten).await?;
    let mut per_adressaat: BTreeMap<Uuid, Vec<&Vraagpunt>> = BTreeMap::new();
    for punt in punten {
        per_adressaat.entry(punt.aan).or_default().push(punt);
    }
    let aandeel = |(id, punten): (Uuid, Vec<&Vraagpunt>)| {
        let kop = koppen.get(&id)?.clone();
        Some((kop, Aandeel::van(punten, ctx.vandaag())))
    };
    let mut alle: Vec<(Kop, Aandeel)> = per_adressaat.into_iter().filter_map(aandeel).collect();
    alle.sort_by_cached_key(|(kop, aandeel)| (Reverse(aandeel.te_laat), vouw(&kop.titel), kop.id));
    Ok(alle)
}

/// What waits for an answer of an organisatie of the actor, or of one that theirs took the place of: the
/// most urgent first.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn mijn(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Regel>> {
    ctx.schrijver()?;
    let van_ons = |sleutel| match sleutel {
        Sleutel::Organisatie(id) => Some(id),
        _ => None,
    };
    let van_ons: Vec<Uuid> = ctx
        .actor
        .sleutels()
        .into_iter()
        .filter_map(van_ons)
        .collect();
    let lezer = Leesrecht::van(&ctx.actor);
    let mut punten = store::lees(conn, &lezer, Bij::Aan(&van_ons), Teksten::Weg).await?;
    punten.retain(|punt| punt.antwoord.is_none());
    punten.sort_by_key(plaats);
    let ids: Vec<Uuid> = punten.iter().map(|punt| punt.id).collect();
    regels(ctx, conn, &ids).await
}

/// Those of these organisaties that the actor answers for.
///
/// # Errors
/// The database can't be read.
pub async fn antwoordt_voor(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    organisaties: &BTreeSet<Uuid>,
) -> Result<BTreeSet<Uuid>> {
    let mut van_ons = BTreeSet::new();
    for organisatie in organisaties {
        if is_lid(ctx, conn, *organisatie).await? {
            van_ons.insert(*organisatie);
        }
    }
    Ok(van_ons)
}

/// What search finds of the questions about these stukken: the questions and the answers of stukken that
/// everybody may read.
///
/// # Errors
/// The database can't be read.
pub async fn zoektekst(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let iedereen = Leesrecht::van(&Actor::Bezoeker);
    let mut teksten: HashMap<Uuid, String> = HashMap::new();
    for punt in store::van_stukken(conn, &iedereen, ids).await? {
        let tekst = teksten.entry(punt.stuk_id).or_default();
        tekst.push('\n');
        tekst.push_str(&punt.vraag);
        if let Some(antwoord) = &punt.antwoord {
            tekst.push('\n');
            tekst.push_str(&platte_tekst(&antwoord.tekst));
        }
    }
    Ok(teksten)
}

/// What an account wrote: questions, answers and why there is more time, the first first.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    store::geschreven(conn, &format!("account:{account}")).await
}
