//! Writing the rows of a stuk: itself, its values, its keys and its verbanden.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
};
use uuid::Uuid;

use super::{
    super::{
        Kenmerk,
        model::{Basis, Eigenaar, Kop, Verbandsoort, voorstel::Wijzer},
    },
    DOELGROEP, LEEFDOMEIN,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::tables::{leesrecht, slug_oud, stuk, stuk_waarde, verband},
    error::Result,
    ids::{Slug, new_id, vouw, zoeknummer},
};

/// What a new row of `stuk` needs beside its [`Basis`].
#[derive(Debug)]
pub struct NieuweRij<'a> {
    pub id: Uuid,
    pub kenmerk: Option<&'a Kenmerk>,
    pub slug: &'a Slug,
    pub status: &'a str,
    pub extern_id: Option<&'a str>,
    pub eigenaar: &'a Eigenaar,
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
        eigenaar_id: nieuw.eigenaar.organisatie,
        eigenaar_functie: Some(nieuw.eigenaar.functie.clone()),
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
/// Its beginning will do, and PostgreSQL has no place for a long one in an index.
fn sorteer(basis: &Basis) -> String {
    const LANGSTE: usize = 300;
    let heel = vouw(basis.sorteernaam.as_ref().unwrap_or(&basis.titel));
    heel.chars().take(LANGSTE).collect()
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

/// Where a stuk points, whoever asks, in a fixed order.
pub async fn wijzers(conn: &impl ConnectionTrait, van: Uuid) -> Result<Vec<Wijzer>> {
    let rijen = verband::Entity::find()
        .filter(verband::Column::Van.eq(van))
        .all(conn)
        .await?;
    let wijzer = |rij: verband::Model| {
        let kapot = |()| anyhow::anyhow!("verband {} has an unknown soort", rij.id);
        Ok((rij.soort.parse().map_err(kapot)?, rij.naar, rij.plaats))
    };
    let mut wijzers = rijen.into_iter().map(wijzer).collect::<Result<Vec<_>>>()?;
    wijzers.sort();
    Ok(wijzers)
}

/// Replaces the verbanden that start at a stuk. Answers kind and target of those that went and those
/// that came, none when nothing changed.
pub async fn zet_verbanden(
    conn: &impl ConnectionTrait,
    van: Uuid,
    nieuw: &[(Verbandsoort, Uuid, String)],
) -> Result<Option<Vec<(Verbandsoort, Uuid)>>> {
    let er_zijn = verband::Entity::find()
        .filter(verband::Column::Van.eq(van))
        .all(conn)
        .await?;
    let is = |r: &verband::Model, (soort, naar, plaats): &(Verbandsoort, Uuid, String)| {
        r.soort == soort.waarde() && r.naar == *naar && r.plaats == *plaats
    };
    let weg: Vec<&verband::Model> = er_zijn
        .iter()
        .filter(|r| !nieuw.iter().any(|n| is(r, n)))
        .collect();
    let erbij: Vec<_> = nieuw
        .iter()
        .filter(|n| !er_zijn.iter().any(|r| is(r, n)))
        .collect();
    if weg.is_empty() && erbij.is_empty() {
        return Ok(None);
    }
    let mut veranderd: Vec<_> = erbij
        .iter()
        .map(|(soort, naar, _)| (*soort, *naar))
        .collect();
    for rij in &weg {
        let kapot = |()| anyhow::anyhow!("verband {} has an unknown soort", rij.id);
        veranderd.push((rij.soort.parse().map_err(kapot)?, rij.naar));
    }
    if !weg.is_empty() {
        verband::Entity::delete_many()
            .filter(verband::Column::Id.is_in(weg.iter().map(|r| r.id)))
            .exec(conn)
            .await?;
    }
    if !erbij.is_empty() {
        let rij = |(soort, naar, plaats): &(Verbandsoort, Uuid, String)| verband::ActiveModel {
            id: Set(new_id()),
            van: Set(van),
            soort: Set(soort.to_string()),
            naar: Set(*naar),
            plaats: Set(plaats.clone()),
        };
        verband::Entity::insert_many(erbij.into_iter().map(rij))
            .exec_without_returning(conn)
            .await?;
    }
    Ok(Some(veranderd))
}
