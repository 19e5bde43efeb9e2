//! All SQL of the spine.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{
    Kenmerk, Leesrecht,
    model::{Basis, Bron, Kop, Leefdomein, Richting, Sectie, Soort, Verbandsoort},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::tables::{
        kenmerk_teller, leesrecht, revisie, slug_oud, stuk, stuk_waarde, verband, voorstel,
    },
    error::Result,
    ids::{Slug, new_id, vouw, zoeknummer},
};

/// The two facets of `stuk_waarde`.
const LEEFDOMEIN: &str = "leefdomein";
const DOELGROEP: &str = "doelgroep";

/// Neighbours of a stuk that its page shows at most; search finds the others.
const MAX_BUREN: u64 = 1_000;

/// The head of a stuk, from its row.
pub fn kop(rij: stuk::Model) -> Result<Kop> {
    let stuk::Model {
        id,
        soort,
        kenmerk,
        slug,
        titel,
        sorteer: _,
        samenvatting,
        status,
        eigenaar_id: _,
        eigenaar_functie: _,
        versie,
        datum,
        herzien_voor: _,
        extern_id,
        officieel_id,
        zoeknummer: _,
        bron_naam,
        bron_url,
        bron_plaats,
        aangemaakt_op,
        gewijzigd_op,
        gepubliceerd_op,
    } = rij;
    let kapot = |veld: &str| anyhow::anyhow!("stuk {id} has a broken {veld}");
    Ok(Kop {
        id,
        soort: soort.parse().map_err(|()| kapot("soort"))?,
        kenmerk: kenmerk
            .map(|k| k.parse())
            .transpose()
            .map_err(|()| kapot("kenmerk"))?,
        slug: slug.parse().map_err(|()| kapot("slug"))?,
        titel,
        samenvatting,
        status,
        versie,
        datum,
        officieel_id,
        extern_id,
        bron: bron_naam.map(|naam| Bron {
            naam,
            url: bron_url,
            plaats: bron_plaats,
        }),
        aangemaakt_op,
        gewijzigd_op,
        gepubliceerd_op,
    })
}

fn koppen(rijen: Vec<stuk::Model>) -> Result<Vec<Kop>> {
    rijen.into_iter().map(kop).collect()
}

/// The heads of the given stukken that the reader may read, by id.
pub async fn koppen_van(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Kop>> {
    let rijen = stuk::Entity::find()
        .filter(stuk::Column::Id.is_in(ids.iter().copied()))
        .filter(leesrecht.voorwaarde())
        .all(conn)
        .await?;
    Ok(koppen(rijen)?.into_iter().map(|k| (k.id, k)).collect())
}

/// The readable stuk of a kind that a name points at: kenmerk, official id, slug or externId, in
/// that order. One question per kind of name, because each has an index of its own.
pub async fn op_naam(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    naam: &str,
) -> Result<Option<Kop>> {
    for kolom in [
        stuk::Column::Kenmerk,
        stuk::Column::OfficieelId,
        stuk::Column::Slug,
        stuk::Column::ExternId,
    ] {
        let rij = stuk::Entity::find()
            .filter(stuk::Column::Soort.eq(soort.waarde()))
            .filter(kolom.eq(naam))
            .filter(leesrecht.voorwaarde())
            .one(conn)
            .await?;
        if let Some(rij) = rij {
            return kop(rij).map(Some);
        }
    }
    Ok(None)
}

/// The readable stuk that had this slug before.
pub async fn op_oude_slug(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    slug: &str,
) -> Result<Option<Kop>> {
    let oud = slug_oud::Entity::find_by_id((soort.waarde().to_owned(), slug.to_owned()));
    let Some(oud) = oud.one(conn).await? else {
        return Ok(None);
    };
    let mut koppen = koppen_van(conn, leesrecht, &[oud.stuk_id]).await?;
    Ok(koppen.remove(&oud.stuk_id))
}

/// The readable stuk with this number (kenmerk or official id, in any spelling).
pub async fn op_zoeknummer(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    nummer: &str,
) -> Result<Option<Kop>> {
    let rij = stuk::Entity::find()
        .filter(stuk::Column::Zoeknummer.eq(nummer))
        .filter(leesrecht.voorwaarde())
        .order_by_asc(stuk::Column::Id)
        .one(conn)
        .await?;
    rij.map(kop).transpose()
}

/// How a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volgorde {
    /// By title.
    Naam,
    /// Newest first.
    Nieuwste,
}

/// One page of the readable stukken of a kind, and how many there are in all.
pub async fn lijst(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    volgorde: Volgorde,
    (vanaf, aantal): (u64, u64),
) -> Result<(u64, Vec<Kop>)> {
    let alle = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(soort.waarde()))
        .filter(leesrecht.voorwaarde());
    let totaal = alle.clone().count(conn).await?;
    let geordend = match volgorde {
        Volgorde::Naam => alle.order_by_asc(stuk::Column::Sorteer),
        Volgorde::Nieuwste => alle.order_by_desc(stuk::Column::GewijzigdOp),
    };
    let rijen = geordend
        .order_by_asc(stuk::Column::Id)
        .offset(vanaf)
        .limit(aantal)
        .all(conn)
        .await?;
    Ok((totaal, koppen(rijen)?))
}

/// Areas of life and target groups of stukken.
pub async fn waarden(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, (Vec<Leefdomein>, Vec<String>)>> {
    let rijen = stuk_waarde::Entity::find()
        .filter(stuk_waarde::Column::StukId.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    let mut per_stuk: HashMap<Uuid, (Vec<Leefdomein>, Vec<String>)> = HashMap::new();
    for rij in rijen {
        let (leefdomeinen, doelgroepen) = per_stuk.entry(rij.stuk_id).or_default();
        match rij.soort.as_str() {
            LEEFDOMEIN => {
                leefdomeinen.push(rij.waarde.parse::<Leefdomein>().map_err(|()| {
                    anyhow::anyhow!("stuk {} has an unknown leefdomein", rij.stuk_id)
                })?);
            }
            _ => doelgroepen.push(rij.waarde),
        }
    }
    for (leefdomeinen, doelgroepen) in per_stuk.values_mut() {
        leefdomeinen.sort();
        doelgroepen.sort();
    }
    Ok(per_stuk)
}

/// Both ends of the verbanden of a stuk, as ids.
pub async fn verbanden_van(
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Vec<(Verbandsoort, Richting, String, Uuid)>> {
    let rijen = verband::Entity::find()
        .filter(verband::Column::Van.eq(id).or(verband::Column::Naar.eq(id)))
        .order_by_asc(verband::Column::Id)
        .limit(MAX_BUREN)
        .all(conn)
        .await?;
    rijen
        .into_iter()
        .map(|r| {
            let kapot = || anyhow::anyhow!("verband {} has an unknown soort", r.id);
            let soort = r.soort.parse().map_err(|()| kapot())?;
            let (richting, ander) = if r.van == id {
                (Richting::Uit, r.naar)
            } else {
                (Richting::In, r.van)
            };
            Ok((soort, richting, r.plaats, ander))
        })
        .collect()
}

/// The ends of all verbanden that start at the given stukken.
pub async fn paren_van(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    let rijen = verband::Entity::find()
        .filter(verband::Column::Van.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    Ok(rijen.into_iter().map(|r| (r.van, r.naar)).collect())
}

/// Readable stukken of a kind that have one of these slugs or official ids.
pub async fn op_namen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    namen: &[String],
) -> Result<Vec<Kop>> {
    if namen.is_empty() {
        return Ok(Vec::new());
    }
    let mut rijen = Vec::new();
    for kolom in [stuk::Column::Slug, stuk::Column::OfficieelId] {
        let met_naam = stuk::Entity::find()
            .filter(stuk::Column::Soort.eq(soort.waarde()))
            .filter(kolom.is_in(namen))
            .filter(leesrecht.voorwaarde());
        rijen.extend(met_naam.all(conn).await?);
    }
    koppen(rijen)
}

/// The next number for a kind and year. A number is given once: a rolled-back write gives its
/// number back, a destroyed stuk does not.
pub async fn volgend_kenmerk(
    conn: &impl ConnectionTrait,
    soort: Soort,
    jaar: i32,
) -> Result<Option<Kenmerk>> {
    let Some(voorvoegsel) = soort.voorvoegsel() else {
        return Ok(None);
    };
    hoog_teller_op(conn, voorvoegsel, jaar).await?;
    let teller = kenmerk_teller::Entity::find_by_id((voorvoegsel.to_owned(), i64::from(jaar)));
    let rij = teller.one(conn).await?;
    Ok(rij.and_then(|r| Kenmerk::nieuw(soort, jaar, r.laatste)))
}

/// Adds one to the counter of a kind and year.
async fn hoog_teller_op(conn: &impl ConnectionTrait, voorvoegsel: &str, jaar: i32) -> Result<()> {
    let rij = kenmerk_teller::ActiveModel {
        voorvoegsel: Set(voorvoegsel.to_owned()),
        jaar: Set(jaar.into()),
        laatste: Set(Kenmerk::EERSTE_NUMMER),
    };
    let laatste = Expr::col((kenmerk_teller::Entity, kenmerk_teller::Column::Laatste));
    kenmerk_teller::Entity::insert(rij)
        .on_conflict(
            OnConflict::columns([
                kenmerk_teller::Column::Voorvoegsel,
                kenmerk_teller::Column::Jaar,
            ])
            .value(kenmerk_teller::Column::Laatste, laatste.add(1))
            .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Whether another stuk of this kind has this slug now, or had it before.
pub async fn slug_bezet(
    conn: &impl ConnectionTrait,
    soort: Soort,
    slug: &Slug,
    behalve: Option<Uuid>,
) -> Result<bool> {
    let nu = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(soort.waarde()))
        .filter(stuk::Column::Slug.eq(slug.as_str()))
        .one(conn)
        .await?;
    let oud = slug_oud::Entity::find_by_id((soort.waarde().to_owned(), slug.to_string()))
        .one(conn)
        .await?;
    let ander = |id: Uuid| behalve != Some(id);
    Ok(nu.is_some_and(|r| ander(r.id)) || oud.is_some_and(|r| ander(r.stuk_id)))
}

/// The stuk that already has a name that must be unique, other than `behalve`.
pub async fn bezet(
    conn: &impl ConnectionTrait,
    kolom: stuk::Column,
    waarde: &str,
    behalve: Option<Uuid>,
) -> Result<bool> {
    let rij = stuk::Entity::find()
        .filter(kolom.eq(waarde))
        .one(conn)
        .await?;
    Ok(rij.is_some_and(|r| Some(r.id) != behalve))
}

/// What a new row of `stuk` needs beside its [`Basis`].
#[derive(Debug)]
pub struct NieuweRij<'a> {
    pub id: Uuid,
    pub kenmerk: Option<&'a Kenmerk>,
    pub slug: &'a Slug,
    pub status: &'a str,
    pub extern_id: Option<&'a str>,
    pub eigenaar_functie: Option<&'a str>,
    pub gepubliceerd: bool,
}

/// Adds a stuk.
pub async fn voeg_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    basis: &Basis,
    nieuw: NieuweRij<'_>,
) -> Result<()> {
    let bron = basis.bron.clone();
    let rij = stuk::Model {
        id: nieuw.id,
        soort: basis.soort.to_string(),
        kenmerk: nieuw.kenmerk.map(ToString::to_string),
        slug: nieuw.slug.to_string(),
        titel: basis.titel.clone(),
        sorteer: sorteer(basis),
        samenvatting: basis.samenvatting.clone(),
        status: nieuw.status.to_owned(),
        eigenaar_id: None,
        eigenaar_functie: nieuw.eigenaar_functie.map(ToOwned::to_owned),
        versie: 1,
        datum: basis.datum,
        herzien_voor: None,
        extern_id: nieuw.extern_id.map(ToOwned::to_owned),
        officieel_id: basis.officieel_id.clone(),
        zoeknummer: nummer_van(basis, nieuw.kenmerk),
        bron_naam: bron.as_ref().map(|b| b.naam.clone()),
        bron_url: bron.as_ref().and_then(|b| b.url.clone()),
        bron_plaats: bron.and_then(|b| b.plaats),
        aangemaakt_op: ctx.now,
        gewijzigd_op: ctx.now,
        gepubliceerd_op: nieuw.gepubliceerd.then_some(ctx.now),
    };
    stuk::Entity::insert(stuk::ActiveModel::from(rij))
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The stored sort key: the databases collate differently, so they never sort text by themselves.
fn sorteer(basis: &Basis) -> String {
    vouw(basis.sorteernaam.as_ref().unwrap_or(&basis.titel))
}

/// The number by which the search box goes straight to a page: the official id, or the kenmerk.
fn nummer_van(basis: &Basis, kenmerk: Option<&Kenmerk>) -> Option<String> {
    let kenmerk = kenmerk.map(ToString::to_string);
    basis
        .officieel_id
        .clone()
        .or(kenmerk)
        .map(|n| zoeknummer(&n))
}

/// Writes a changed [`Basis`] over the row, one version up. Answers false when the version is
/// not the one the writer saw.
pub async fn werk_bij(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    oud: &Kop,
    basis: &Basis,
    slug: &Slug,
) -> Result<bool> {
    let bron = basis.bron.clone();
    let rij = stuk::ActiveModel {
        slug: Set(slug.to_string()),
        titel: Set(basis.titel.clone()),
        sorteer: Set(sorteer(basis)),
        samenvatting: Set(basis.samenvatting.clone()),
        datum: Set(basis.datum),
        officieel_id: Set(basis.officieel_id.clone()),
        zoeknummer: Set(nummer_van(basis, oud.kenmerk.as_ref())),
        bron_naam: Set(bron.as_ref().map(|b| b.naam.clone())),
        bron_url: Set(bron.as_ref().and_then(|b| b.url.clone())),
        bron_plaats: Set(bron.and_then(|b| b.plaats)),
        gewijzigd_op: Set(ctx.now),
        versie: Set(oud.versie + 1),
        ..Default::default()
    };
    let klaar = stuk::Entity::update_many()
        .set(rij)
        .filter(stuk::Column::Id.eq(oud.id))
        .filter(stuk::Column::Versie.eq(oud.versie))
        .exec(conn)
        .await?;
    if klaar.rows_affected == 1 && *slug != oud.slug {
        onthoud_slug(conn, ctx, oud).await?;
    }
    Ok(klaar.rows_affected == 1)
}

async fn onthoud_slug(conn: &impl ConnectionTrait, ctx: &Ctx, oud: &Kop) -> Result<()> {
    let rij = slug_oud::ActiveModel {
        soort: Set(oud.soort.to_string()),
        slug: Set(oud.slug.to_string()),
        stuk_id: Set(oud.id),
        op: Set(ctx.now),
    };
    slug_oud::Entity::insert(rij)
        .on_conflict_do_nothing_on([slug_oud::Column::Soort, slug_oud::Column::Slug])
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Replaces areas of life and target groups.
pub async fn zet_waarden(conn: &impl ConnectionTrait, id: Uuid, basis: &Basis) -> Result<()> {
    stuk_waarde::Entity::delete_many()
        .filter(stuk_waarde::Column::StukId.eq(id))
        .exec(conn)
        .await?;
    let rij = |soort: &str, waarde: &str| stuk_waarde::ActiveModel {
        stuk_id: Set(id),
        soort: Set(soort.to_owned()),
        waarde: Set(waarde.to_owned()),
    };
    let leefdomeinen = basis
        .leefdomeinen
        .iter()
        .map(|l| rij(LEEFDOMEIN, l.waarde()));
    let doelgroepen = basis.doelgroepen.iter().map(|d| rij(DOELGROEP, d));
    let rijen: Vec<_> = leefdomeinen.chain(doelgroepen).collect();
    if !rijen.is_empty() {
        stuk_waarde::Entity::insert_many(rijen)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Replaces the keys of a stuk or a part of it.
pub async fn zet_sleutels(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    deel_id: Uuid,
    sleutels: &[Sleutel],
) -> Result<()> {
    leesrecht::Entity::delete_many()
        .filter(leesrecht::Column::DeelId.eq(deel_id))
        .exec(conn)
        .await?;
    let rijen: Vec<_> = sleutels
        .iter()
        .map(|s| leesrecht::ActiveModel {
            deel_id: Set(deel_id),
            sleutel: Set(s.to_string()),
            stuk_id: Set(stuk_id),
        })
        .collect();
    if !rijen.is_empty() {
        leesrecht::Entity::insert_many(rijen)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(())
}

/// Replaces the verbanden that start at a stuk. Answers whether anything changed.
pub async fn zet_verbanden(
    conn: &impl ConnectionTrait,
    van: Uuid,
    nieuw: &[(Verbandsoort, Uuid, String)],
) -> Result<bool> {
    let er_zijn = verband::Entity::find()
        .filter(verband::Column::Van.eq(van))
        .all(conn)
        .await?;
    let is = |r: &verband::Model, (soort, naar, plaats): &(Verbandsoort, Uuid, String)| {
        r.soort == soort.waarde() && r.naar == *naar && r.plaats == *plaats
    };
    let weg: Vec<Uuid> = er_zijn
        .iter()
        .filter(|r| !nieuw.iter().any(|n| is(r, n)))
        .map(|r| r.id)
        .collect();
    let erbij: Vec<_> = nieuw
        .iter()
        .filter(|n| !er_zijn.iter().any(|r| is(r, n)))
        .map(|(soort, naar, plaats)| verband::ActiveModel {
            id: Set(new_id()),
            van: Set(van),
            soort: Set(soort.to_string()),
            naar: Set(*naar),
            plaats: Set(plaats.clone()),
        })
        .collect();
    let veranderd = !weg.is_empty() || !erbij.is_empty();
    if !weg.is_empty() {
        verband::Entity::delete_many()
            .filter(verband::Column::Id.is_in(weg))
            .exec(conn)
            .await?;
    }
    if !erbij.is_empty() {
        verband::Entity::insert_many(erbij)
            .exec_without_returning(conn)
            .await?;
    }
    Ok(veranderd)
}

/// The newest revisie of a stuk.
pub async fn laatste_revisie(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Option<revisie::Model>> {
    Ok(revisie::Entity::find()
        .filter(revisie::Column::StukId.eq(stuk_id))
        .order_by_desc(revisie::Column::Nummer)
        .one(conn)
        .await?)
}

/// Stores a whole state of a stuk.
pub async fn bewaar_revisie(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (stuk_id, nummer): (Uuid, i64),
    (inhoud, hash): (&str, &str),
    notitie: &str,
) -> Result<()> {
    let rij = revisie::ActiveModel {
        id: Set(new_id()),
        stuk_id: Set(stuk_id),
        nummer: Set(nummer),
        inhoud: Set(inhoud.to_owned()),
        hash: Set(hash.to_owned()),
        door: Set(ctx.actor.to_string()),
        notitie: Set(notitie.to_owned()),
        op: Set(ctx.now),
    };
    revisie::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The state of a voorstel that waits for somebody to take it over.
const AANGEBODEN: &str = "aangeboden";

/// Stores a proposed state beside the stuk, unless the newest one that waits is the same. Answers the
/// id of a new one.
pub async fn bewaar_voorstel(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    kop: &Kop,
    (inhoud, hash): (&str, &str),
) -> Result<Option<Uuid>> {
    let laatste = voorstel::Entity::find()
        .filter(voorstel::Column::StukId.eq(kop.id))
        .filter(voorstel::Column::Status.eq(AANGEBODEN))
        .order_by_desc(voorstel::Column::Id)
        .one(conn)
        .await?;
    if laatste.is_some_and(|l| l.hash == hash) {
        return Ok(None);
    }
    let id = new_id();
    let rij = voorstel::ActiveModel {
        id: Set(id),
        stuk_id: Set(kop.id),
        basis_versie: Set(kop.versie),
        inhoud: Set(inhoud.to_owned()),
        hash: Set(hash.to_owned()),
        status: Set(AANGEBODEN.to_owned()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
    };
    voorstel::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(Some(id))
}

/// The head of a stuk whoever asks: for the platform's own tasks, never for an answer.
pub async fn kop_zonder_leesrecht(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Kop>> {
    stuk::Entity::find_by_id(id)
        .one(conn)
        .await?
        .map(kop)
        .transpose()
}

/// Sections as the tables of the kinds keep them.
pub fn secties_naar_json(secties: &[Sectie]) -> Result<String> {
    Ok(serde_json::to_string(secties).map_err(anyhow::Error::from)?)
}

/// Sections from a table of a kind, none when the JSON is broken.
pub fn secties_uit_json(json: &str) -> Option<Vec<Sectie>> {
    serde_json::from_str(json).ok()
}
