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
        model::{Facet, Tellingen, Vraag},
        service::tel,
    },
};

/// What the map counts by.
const FACETTEN: [Facet; 3] = [Facet::Gemeente, Facet::Provincie, Facet::Gemeentegrootte];

/// All gemeenten that exist today and that the reader may read, with counts of the praktijken that
/// the reader may read.
///
/// # Errors
/// Database or index fail.
pub async fn landkaart(ctx: &Ctx, db: &Db, index: &SearchIndex) -> Result<Landkaart> {
    let vraag = Vraag::default().met_filter(Facet::Soort, vec![Soort::Praktijk.to_string()]);
    let tellingen = tel(ctx, index, &vraag, &FACETTEN).await?;
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut gemeenten = store::gemeenten(db.read(), &leesrecht, ctx.vandaag()).await?;
    for gemeente in &mut gemeenten {
        let code = gemeente.code.as_deref().unwrap_or_default();
        gemeente.praktijken = tellingen.van(Facet::Gemeente, code);
    }
    Ok(Landkaart {
        gemeenten,
        per_provincie: per_waarde(&tellingen, Facet::Provincie),
        per_grootte: per_waarde(&tellingen, Facet::Gemeentegrootte),
        praktijken: tellingen.totaal,
    })
}

fn per_waarde<T: FromStr + Ord>(tellingen: &Tellingen, facet: Facet) -> BTreeMap<T, u64> {
    let waarden = tellingen.per_facet.get(&facet).into_iter().flatten();
    waarden
        .filter_map(|(waarde, aantal)| Some((waarde.parse().ok()?, *aantal)))
        .collect()
}
