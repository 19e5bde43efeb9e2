//! The programme on one page: every number is what its list counts, for whoever looks.

mod cijfers;
mod gemeenten;

use std::collections::BTreeMap;

use dwarsverband::{
    actor::{Actor, Sleutel},
    knelpunten::model::Status,
};
use scraper::{Html, Selector};
use serde_json::json;

use crate::{
    overzicht::{Gewenst, Land, gewenst, knelpunt, land},
    paginas::kies,
    support::{TestApp, account},
};

pub const PAD: &str = "/programma";

/// A programme with something of most kinds, of which not everybody may read all.
pub async fn programma(app: &TestApp) -> Land {
    let land = land(app).await;
    let verslag = app
        .lees(&[
            json!({"externId": "p1", "soort": "praktijk", "titel": "Een praktijk", "tekst": "x", "themas": ["schulden", "wonen"]}),
            json!({"externId": "p2", "soort": "praktijk", "titel": "Nog een praktijk", "tekst": "x"}),
            json!({"externId": "f1", "soort": "proefproject", "titel": "Een proef", "tekst": "x", "themas": ["wonen"]}),
        ])
        .await;
    assert_eq!(verslag.geweigerd, []);
    for (titel, status, themas) in [
        (
            "Wie opgepakt is",
            Status::InBehandeling,
            &[land.schulden][..],
        ),
        ("Wat pas is gemeld", Status::Gemeld, &[land.schulden]),
        (
            "Wat is opgelost",
            Status::Opgelost,
            &[land.schulden, land.wonen],
        ),
        ("Wat nergens hoort", Status::InBehandeling, &[]),
    ] {
        let wat = Gewenst {
            themas,
            ..gewenst(titel, status)
        };
        knelpunt(app, wat).await;
    }
    land
}

/// Who looks.
pub fn lezers(land: &Land) -> [Actor; 4] {
    [
        Actor::Bezoeker,
        account(1, [Sleutel::Overheid]),
        account(2, [Sleutel::Thema(land.wonen)]),
        account(3, [Sleutel::Redactie]),
    ]
}

/// The numbers of a page that lead somewhere: by where they lead, what they say.
pub fn getallen(html: &str) -> BTreeMap<String, Vec<String>> {
    let kies = |selector: &str| Selector::parse(selector).unwrap();
    let (links, gehoord) = (kies("main a[href]"), kies(".dv-sr"));
    let mut getallen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for link in Html::parse_document(html).select(&links) {
        let alles: String = link.text().collect();
        let erbij: String = link.select(&gehoord).flat_map(|e| e.text()).collect();
        let getal = alles.replace(&erbij, "").trim().to_owned();
        let naar = link.attr("href").unwrap_or_default().to_owned();
        if getal.starts_with(|teken: char| teken.is_ascii_digit()) {
            getallen.entry(naar).or_default().push(getal);
        }
    }
    getallen
}

/// How many a list says that it has, and how many stand on its first page.
pub fn geteld(html: &str) -> (u64, usize) {
    let meta = kies(html, ".dv-titel .dv-meta > span").join(" ");
    // A quarter may stand before it.
    let mut getallen = meta.split(' ').filter_map(|woord| woord.parse().ok());
    let aantal: Option<u64> = getallen.next_back();
    let hier = kies(
        html,
        "ol.dv-lijst > li, .dv-namen li, .dv-rijtje > li, .dv-vraagpunt",
    );
    (aantal.unwrap_or_default(), hier.len())
}
