//! Finding and listing stukken, and what hangs on them.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, JoinType,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, Func, LikeExpr},
};
use uuid::Uuid;

use super::{
    super::{
        Leesrecht,
        model::{Kop, Leefdomein, Richting, Soort, Verbandsoort},
    },
    LEEFDOMEIN, kop, koppen,
};
use crate::{
    db::{
        Naam, per_portie,
        tables::{slug_oud, stuk, stuk_waarde, verband},
    },
    error::Result,
};

/// The heads of the given stukken that the reader may read, by id.
pub async fn koppen_van(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Kop>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        stuk::Entity::find()
            .filter(stuk::Column::Id.is_in(ids))
            .filter(leesrecht.voorwaarde())
            .all(conn)
    });
    Ok(koppen(rijen.await?)?
        .into_iter()
        .map(|k| (k.id, k))
        .collect())
}

/// The readable stukken of a kind that names point at, by name: kenmerk, official id, slug or
/// externId, in that order. One question per kind of name, because each has an index of its own,
/// and none for names that are found already.
pub async fn op_namen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    namen: &[String],
) -> Result<HashMap<String, Kop>> {
    type Naam = fn(&stuk::Model) -> Option<&String>;
    let kolommen: [(stuk::Column, Naam); 4] = [
        (stuk::Column::Kenmerk, |rij| rij.kenmerk.as_ref()),
        (stuk::Column::OfficieelId, |rij| rij.officieel_id.as_ref()),
        (stuk::Column::Slug, |rij| Some(&rij.slug)),
        (stuk::Column::ExternId, |rij| rij.extern_id.as_ref()),
    ];
    let mut gevonden: HashMap<String, Kop> = HashMap::new();
    for (kolom, naam_in) in kolommen {
        let over = namen.iter().filter(|naam| !gevonden.contains_key(*naam));
        let rijen = per_portie(over.cloned().collect::<Vec<_>>(), |namen| {
            stuk::Entity::find()
                .filter(stuk::Column::Soort.eq(soort.waarde()))
                .filter(kolom.is_in(namen))
                .filter(leesrecht.voorwaarde())
                .all(conn)
        });
        for rij in rijen.await? {
            if let Some(naam) = naam_in(&rij).cloned() {
                gevonden.insert(naam, kop(rij)?);
            }
        }
    }
    Ok(gevonden)
}

/// The readable stukken of a kind with exactly this title: two at most, as two are one too many.
pub async fn met_titel(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    titel: &str,
) -> Result<Vec<Kop>> {
    let rijen = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(soort.waarde()))
        .filter(stuk::Column::Titel.eq(titel))
        .filter(leesrecht.voorwaarde())
        .order_by_asc(stuk::Column::Id)
        .limit(2)
        .all(conn)
        .await?;
    rijen.into_iter().map(kop).collect()
}

/// The readable stukken that had these slugs before, by slug.
pub async fn op_oude_slugs(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    slugs: &[String],
) -> Result<HashMap<String, Kop>> {
    let oude = per_portie(slugs.to_vec(), |slugs| {
        slug_oud::Entity::find()
            .filter(slug_oud::Column::Soort.eq(soort.waarde()))
            .filter(slug_oud::Column::Slug.is_in(slugs))
            .all(conn)
    });
    let oude = oude.await?;
    let ids: Vec<Uuid> = oude.iter().map(|oud| oud.stuk_id).collect();
    let koppen = koppen_van(conn, leesrecht, &ids).await?;
    let van_slug = |oud: slug_oud::Model| {
        let kop = koppen.get(&oud.stuk_id)?.clone();
        Some((oud.slug, kop))
    };
    Ok(oude.into_iter().filter_map(van_slug).collect())
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

/// What the readable stukken of a kind are called that have one of these slugs or official ids, by
/// what was asked.
pub async fn titels(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    soort: Soort,
    namen: &[&String],
) -> Result<HashMap<String, Naam>> {
    let mut titels = HashMap::new();
    for kolom in [stuk::Column::OfficieelId, stuk::Column::Slug] {
        let met_naam = per_portie(namen.iter().copied(), |namen| {
            stuk::Entity::find()
                .select_only()
                .columns([stuk::Column::Id, kolom, stuk::Column::Titel])
                .filter(stuk::Column::Soort.eq(soort.waarde()))
                .filter(kolom.is_in(namen))
                .filter(leesrecht.voorwaarde())
                .into_tuple::<(Uuid, String, String)>()
                .all(conn)
        });
        let met_naam = met_naam.await?.into_iter();
        titels.extend(met_naam.map(|(stuk_id, naam, titel)| (naam, Naam { stuk_id, titel })));
    }
    Ok(titels)
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

/// Kind, slug and last change of readable stukken of every kind, in an order that only grows.
pub async fn adressen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    (vanaf, aantal): (u64, u64),
) -> Result<Vec<(String, String, DateTime<Utc>)>> {
    let rijen = stuk::Entity::find()
        .filter(leesrecht.voorwaarde())
        .select_only()
        .columns([
            stuk::Column::Soort,
            stuk::Column::Slug,
            stuk::Column::GewijzigdOp,
        ])
        .order_by_asc(stuk::Column::Id)
        .offset(vanaf)
        .limit(aantal);
    Ok(rijen.into_tuple().all(conn).await?)
}

/// How many stukken are readable.
pub async fn aantal(conn: &impl ConnectionTrait, leesrecht: &Leesrecht) -> Result<u64> {
    let alle = stuk::Entity::find().filter(leesrecht.voorwaarde());
    Ok(alle.count(conn).await?)
}

/// Areas of life and target groups of stukken.
pub async fn waarden(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, (Vec<Leefdomein>, Vec<String>)>> {
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = stuk_waarde::Entity::find();
        rijen
            .filter(stuk_waarde::Column::StukId.is_in(ids))
            .all(conn)
    });
    let mut per_stuk: HashMap<Uuid, (Vec<Leefdomein>, Vec<String>)> = HashMap::new();
    for rij in rijen.await? {
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

/// The newest verbanden of a stuk of which the reader may read the other end, with the id of that
/// end. What may not be read takes the place of nothing: it is left out before the count.
pub async fn verbanden_van(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    id: Uuid,
    hoogstens: usize,
) -> Result<Vec<(Verbandsoort, Richting, String, Uuid)>> {
    let mut rijen = Vec::new();
    for (richting, hier, daar) in [
        (Richting::Uit, verband::Column::Van, verband::Column::Naar),
        (Richting::In, verband::Column::Naar, verband::Column::Van),
    ] {
        let ander = verband::Entity::belongs_to(stuk::Entity).from(daar);
        let kant = verband::Entity::find()
            .join(JoinType::InnerJoin, ander.to(stuk::Column::Id).into())
            .filter(hier.eq(id))
            .filter(leesrecht.voorwaarde())
            .order_by_desc(verband::Column::Id)
            .limit(hoogstens as u64);
        rijen.extend(kant.all(conn).await?.into_iter().map(|r| (richting, r)));
    }
    rijen.sort_by_key(|(_, r)| Reverse(r.id));
    // That of a stuk with itself is found at both ends.
    rijen.dedup_by_key(|(_, r)| r.id);
    rijen.truncate(hoogstens);
    rijen
        .into_iter()
        .map(|(richting, r)| {
            let kapot = |()| anyhow::anyhow!("verband {} has an unknown soort", r.id);
            let soort = r.soort.parse().map_err(kapot)?;
            let ander = match richting {
                Richting::Uit => r.naar,
                Richting::In => r.van,
            };
            Ok((soort, richting, r.plaats, ander))
        })
        .collect()
}

/// The ends of all verbanden that start at the given stukken.
pub async fn paren_van(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    let paren = per_portie(ids.iter().copied(), |ids| {
        verband::Entity::find()
            .select_only()
            .columns([verband::Column::Van, verband::Column::Naar])
            .filter(verband::Column::Van.is_in(ids))
            .into_tuple()
            .all(conn)
    });
    paren.await
}

/// The places in a stuk that readable stukken name and that hold a text, in any case; each once.
/// A popular stuk is named thousands of times: only what matches is looked up further.
pub async fn plaatsen_met(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    id: Uuid,
    tekst: &str,
) -> Result<Vec<String>> {
    let plaats = Func::lower(Expr::col((verband::Entity, verband::Column::Plaats)));
    let met_tekst = LikeExpr::new(format!("%{}%", letterlijk(tekst))).escape('\\');
    let verbanden = stuk::Entity::belongs_to(verband::Entity)
        .from(stuk::Column::Id)
        .to(verband::Column::Van);
    let rijen = stuk::Entity::find()
        .join(JoinType::InnerJoin, verbanden.into())
        .filter(verband::Column::Naar.eq(id))
        .filter(Expr::expr(plaats).like(met_tekst))
        .filter(leesrecht.voorwaarde())
        .select_only()
        .column(verband::Column::Plaats)
        .distinct();
    Ok(rijen.into_tuple().all(conn).await?)
}

/// A text as the pattern of LIKE that it alone matches, in lower case.
fn letterlijk(tekst: &str) -> String {
    let mut patroon = String::with_capacity(tekst.len());
    for teken in tekst.chars().flat_map(char::to_lowercase) {
        if matches!(teken, '%' | '_' | '\\') {
            patroon.push('\\');
        }
        patroon.push(teken);
    }
    patroon
}

/// The head of a stuk whoever asks: for the platform's own tasks, never for an answer.
pub async fn kop_zonder_leesrecht(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Kop>> {
    stuk::Entity::find_by_id(id)
        .one(conn)
        .await?
        .map(kop)
        .transpose()
}

/// Those of the given stukken that are an organisatie.
pub async fn organisaties_onder(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<BTreeSet<Uuid>> {
    let organisaties = per_portie(ids.iter().copied(), |ids| {
        stuk::Entity::find()
            .select_only()
            .column(stuk::Column::Id)
            .filter(stuk::Column::Id.is_in(ids))
            .filter(stuk::Column::Soort.eq(Soort::Organisatie.waarde()))
            .into_tuple::<Uuid>()
            .all(conn)
    });
    Ok(organisaties.await?.into_iter().collect())
}
