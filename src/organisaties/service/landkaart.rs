//! The gemeenten of today with what each shares.

use std::{collections::BTreeMap, str::FromStr};

use search_index::SearchIndex;

use super::store;
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    organisaties::model::Landkaart,
    stukken::{Leesrecht, model::Soort},
    zoeken::{
        model::{Antwoord, Facet, Facetwaarde, Vraag},
        service::zoek,
    },
};

/// All gemeenten that exist today and that the reader may read, with counts of the praktijken that
/// the reader may read.
///
/// # Errors
/// Database or index fail.
pub async fn landkaart(ctx: &Ctx, db: &Db, index: &SearchIndex) -> Result<Landkaart> {
    let vraag = Vraag {
        per_pagina: 1,
        ..Vraag::default()
    }
    .met_filter(Facet::Soort, vec![Soort::Praktijk.to_string()]);
    let Antwoord {
        facetten, totaal, ..
    } = zoek(ctx, db, index, &vraag).await?;
    let tellingen = |facet: Facet| facetten.get(&facet).map_or(&[][..], Vec::as_slice);
    let per_code: BTreeMap<&str, u64> = tellingen(Facet::Gemeente)
        .iter()
        .map(|w| (w.waarde.as_str(), w.aantal))
        .collect();
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut gemeenten = store::gemeenten(db.read(), &leesrecht, ctx.vandaag()).await?;
    for gemeente in &mut gemeenten {
        let code = gemeente.code.as_deref().unwrap_or_default();
        gemeente.praktijken = per_code.get(code).copied().unwrap_or_default();
    }
    Ok(Landkaart {
        gemeenten,
        per_provincie: per_waarde(tellingen(Facet::Provincie)),
        per_grootte: per_waarde(tellingen(Facet::Gemeentegrootte)),
        praktijken: totaal,
    })
}

fn per_waarde<T: FromStr + Ord>(tellingen: &[Facetwaarde]) -> BTreeMap<T, u64> {
    tellingen
        .iter()
        .filter_map(|w| Some((w.waarde.parse().ok()?, w.aantal)))
        .collect()
}
