//! What is offered while somebody types, and what is like a stuk.

use std::collections::HashMap;

use search_index::{SearchIndex, SuggestionKind};
use uuid::Uuid;

use super::{
    super::{
        model::{Facet, Vraag},
        volger::blokkerend,
    },
    query,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service as stukken,
    },
};

/// Something to complete what is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestie {
    /// A word.
    Woord(String),
    /// A stuk by its title.
    Stuk(Box<Kop>),
}

/// Completions for what is being typed, from what the asker may read.
///
/// # Errors
/// Database or index fail.
pub async fn suggesties(
    ctx: &Ctx,
    db: &Db,
    index: &SearchIndex,
    tekst: &str,
) -> Result<Vec<Suggestie>> {
    const AANTAL: usize = 5;
    let keys = Leesrecht::van(&ctx.actor).keys();
    let (index, tekst) = (index.clone(), tekst.to_owned());
    let gevonden = blokkerend(move || index.suggest(&tekst, &keys, AANTAL)).await?;
    let id = |kind: &SuggestionKind| match kind {
        SuggestionKind::Document { id } => id.parse::<Uuid>().ok(),
        SuggestionKind::Word => None,
    };
    let ids: Vec<Uuid> = gevonden.iter().filter_map(|s| id(&s.kind)).collect();
    let koppen = stukken::koppen(ctx, db.read(), &ids).await?;
    let mut koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    Ok(gevonden
        .into_iter()
        .filter_map(|s| match id(&s.kind) {
            Some(id) => koppen.remove(&id).map(|kop| Suggestie::Stuk(Box::new(kop))),
            None => Some(Suggestie::Woord(s.text)),
        })
        .collect())
}

/// Stukken of one kind that are called what is being typed, best first: for a form in which one names
/// them. The words typed may be anywhere in a name, and the last may not be whole yet.
///
/// # Errors
/// Database or index fail.
pub async fn met_naam(
    ctx: &Ctx,
    db: &Db,
    index: &SearchIndex,
    (tekst, soort): (&str, Soort),
) -> Result<Vec<Kop>> {
    const AANTAL: u64 = 6;
    if tekst.trim().is_empty() {
        return Ok(Vec::new());
    }
    let vraag = Vraag {
        q: tekst.to_owned(),
        filters: [(Facet::Soort, vec![soort.to_string()])].into(),
        per_pagina: AANTAL,
        facetten: false,
        ..Vraag::default()
    };
    let query = query(&vraag, Leesrecht::van(&ctx.actor).keys());
    let index = index.clone();
    let gevonden = blokkerend(move || index.find(&query)).await?;
    let ids: Vec<Uuid> = gevonden.ids().filter_map(|id| id.parse().ok()).collect();
    let koppen = stukken::koppen(ctx, db.read(), &ids).await?;
    let mut koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    Ok(ids.iter().filter_map(|id| koppen.remove(id)).collect())
}

/// Stukken like this one that the asker may read, best first.
///
/// # Errors
/// Database or index fail.
pub async fn lijkt_op(ctx: &Ctx, db: &Db, index: &SearchIndex, id: Uuid) -> Result<Vec<Kop>> {
    const AANTAL: usize = 4;
    let keys = Leesrecht::van(&ctx.actor).keys();
    let index = index.clone();
    let hits = blokkerend(move || index.similar(&id.to_string(), &keys, AANTAL)).await?;
    let ids: Vec<Uuid> = hits.iter().filter_map(|h| h.id.parse().ok()).collect();
    stukken::koppen(ctx, db.read(), &ids).await
}
