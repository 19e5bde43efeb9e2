//! What cards show of stukken: found ones and listed ones.

use std::collections::HashMap;

use futures_util::future::try_join_all;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    ids::vouw,
    markdown::SafeHtml,
    soorten,
    stukken::{
        Leesrecht,
        model::{Kaartfeit, Kop, Soort},
    },
    versheid::model::is_te_oud,
    zoeken::{
        model::{Doel, Treffer},
        store,
    },
};

/// The thema's and gemeenten of a stuk.
#[derive(Debug, Default)]
pub(super) struct Doelen {
    themas: Vec<Doel>,
    gemeenten: Vec<Doel>,
}

/// Cards for the given stukken, in their order; without marks, score and facts.
///
/// # Errors
/// The database can't be read.
pub async fn kaarten(ctx: &Ctx, db: &Db, koppen: Vec<Kop>) -> Result<Vec<Treffer>> {
    let ids: Vec<Uuid> = koppen.iter().map(|k| k.id).collect();
    let mut doelen = doelen(ctx, db.read(), &ids).await?;
    let kaart = |kop: Kop| {
        let doelen = doelen.remove(&kop.id).unwrap_or_default();
        kaart(kop, doelen)
    };
    Ok(koppen.into_iter().map(kaart).collect())
}

/// Adds what the kind of each stuk shows on its card, and that it was taken back or has to be looked
/// at again.
///
/// # Errors
/// The database can't be read.
pub async fn met_feiten(ctx: &Ctx, db: &Db, treffers: &mut [Treffer]) -> Result<()> {
    let per_soort = Soort::ALLE.iter().map(|soort| {
        let van_soort = treffers.iter().filter(|t| t.kop.soort == *soort);
        let ids: Vec<Uuid> = van_soort.map(|t| t.kop.id).collect();
        async move {
            if ids.is_empty() {
                return Ok(HashMap::new());
            }
            soorten::kaartfeiten(db.read(), *soort, &ids).await
        }
    });
    for mut feiten in try_join_all(per_soort).await? {
        for treffer in &mut *treffers {
            if let Some(feiten) = feiten.remove(&treffer.kop.id) {
                treffer.feiten = feiten;
            }
        }
    }
    for treffer in treffers {
        if treffer.kop.is_ingetrokken() {
            // First: it says what the other facts are worth.
            treffer
                .feiten
                .insert(0, Kaartfeit::nieuw("", "Ingetrokken"));
        }
        if is_te_oud(&treffer.kop, ctx.vandaag()) {
            let feit = Kaartfeit::nieuw("", "Moet worden nagekeken");
            treffer.feiten.push(feit);
        }
    }
    Ok(())
}

/// The thema's and gemeenten that the reader may read, of each of the given stukken.
pub(super) async fn doelen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Doelen>> {
    let rijen = store::doelen::doelen(conn, &Leesrecht::van(&ctx.actor), ids).await?;
    let mut per_stuk: HashMap<Uuid, Doelen> = HashMap::new();
    for (van, id, soort, slug, titel, officieel_id) in rijen {
        let doelen = per_stuk.entry(van).or_default();
        let doelen = if soort == Soort::Thema.waarde() {
            &mut doelen.themas
        } else {
            &mut doelen.gemeenten
        };
        if !doelen.iter().any(|doel| doel.id == id) {
            doelen.push(Doel {
                id,
                slug,
                titel,
                officieel_id,
            });
        }
    }
    for Doelen { themas, gemeenten } in per_stuk.values_mut() {
        for doelen in [themas, gemeenten] {
            doelen.sort_by_cached_key(|doel| (vouw(&doel.titel), doel.id));
        }
    }
    Ok(per_stuk)
}

pub(super) fn kaart(kop: Kop, doelen: Doelen) -> Treffer {
    let Doelen { themas, gemeenten } = doelen;
    Treffer {
        fragment: SafeHtml::tekst(&kop.samenvatting),
        score: 0.0,
        themas,
        gemeenten,
        feiten: Vec::new(),
        uitleg: None,
        kop,
    }
}
