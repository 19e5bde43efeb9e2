//! The invented stukken of the benches are what the product makes of their records: else a bench
//! would measure something that does not exist.

use std::collections::{BTreeMap, BTreeSet};

use ::bron::{Bron, ZAAD};
use dwarsverband::{db::tables::stuk, zoeken::documenten::documenten};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use search_index::{Document, Facet};
use serde_json::Value;

use crate::support::{lang, op_beide};

fn facetten(document: &Document) -> BTreeMap<Facet, BTreeSet<&str>> {
    let facetten = document.facets.iter().map(|(facet, waarden)| {
        let waarden = waarden.iter().map(String::as_str);
        (*facet, waarden.collect::<BTreeSet<_>>())
    });
    facetten
        .filter(|(_, waarden)| !waarden.is_empty())
        .collect()
}

fn woorden(tekst: &str) -> Vec<&str> {
    tekst.split_whitespace().collect()
}

#[tokio::test]
async fn invented_stukken_are_taken_in_as_they_are_measured() {
    let bron = Bron::nieuw(ZAAD).unwrap();
    let aantal = if lang() { 600 } else { 60 };
    let records: Vec<Value> = bron.stukken(aantal).map(|s| s.record()).collect();
    op_beide(async |app| {
        app.app.lees_content().await.unwrap();
        let verslag = app.lees(&records).await;
        assert_eq!(
            (verslag.nieuw, verslag.geweigerd.len()),
            (aantal, 0),
            "{:?}",
            verslag.geweigerd
        );
        for verzonnen in bron.stukken(aantal) {
            let rij = stuk::Entity::find().filter(stuk::Column::ExternId.eq(verzonnen.extern_id()));
            let rij = rij.one(app.app.db.read()).await.unwrap().unwrap();
            let gemaakt = documenten(app.app.db.read(), &[rij.id]).await.unwrap();
            let (gemaakt, gemeten) = (&gemaakt[0], verzonnen.document());
            assert_eq!(gemaakt.title, gemeten.title);
            assert_eq!(gemaakt.summary, gemeten.summary);
            assert_eq!(woorden(&gemaakt.body), woorden(&gemeten.body));
            assert_eq!(facetten(gemaakt), facetten(&gemeten), "{}", gemeten.title);
            assert_eq!(gemaakt.keys, gemeten.keys);
        }
    })
    .await;
}
