use std::collections::BTreeMap;

use dwarsverband::{
    actor::{Actor, Sleutel},
    knelpunten::model::Status,
};

use super::{Gewenst, PAD, gewenst, knelpunt, land, rijen, signaal, speelt_ook_in, staven};
use crate::support::{TestApp, account, op_beide};

/// Everything that is told by gemeente: bars, file, facets, and the pages of the gemeenten.
async fn per_gemeente(app: &TestApp, actor: &Actor) -> Vec<String> {
    let pagina = app.als(actor, PAD).await.met_status(200).tekst;
    let mut alles = vec![
        format!("{:?}", staven(&pagina, "gemeenten")),
        format!("{:?}", staven(&pagina, "gedeeld")),
    ];
    let csv = app.als(actor, "/knelpunten/overzicht/gemeenten.csv").await;
    alles.push(csv.met_status(200).tekst);
    let zoek = app.als(actor, "/api/v1/zoeken?soort=knelpunt").await;
    let facetten = &zoek.met_status(200).json()["facetten"];
    for facet in ["gemeente", "provincie", "gemeentegrootte"] {
        alles.push(facetten[facet].to_string());
    }
    for gemeente in ["stad", "dorp", "gehucht"] {
        let pagina = app.als(actor, &format!("/organisaties/{gemeente}")).await;
        let titels = crate::paginas::kies(&pagina.met_status(200).tekst, "#knelpunten ~ ol h3");
        alles.push(titels.join("; "));
    }
    alles
}

/// How many signalen and gemeenten the file says that the one knelpunt has.
async fn geteld(app: &TestApp, actor: &Actor) -> (String, String) {
    let csv = app.als(actor, "/knelpunten/overzicht.csv").await;
    let rijen: Vec<BTreeMap<String, String>> = rijen(&csv.met_status(200).tekst);
    assert_eq!(rijen.len(), 1);
    (
        rijen[0]["aantalSignalen"].clone(),
        rijen[0]["aantalGemeenten"].clone(),
    )
}

#[tokio::test]
async fn a_signaal_in_confidence_changes_nothing_by_gemeente() {
    op_beide(async |app| {
        let land = land(&app).await;
        let id = knelpunt(
            &app,
            Gewenst {
                gemeenten: &[land.stad],
                ..gewenst("Een zaak", Status::InBehandeling)
            },
        )
        .await;
        let lezers = [
            Actor::Bezoeker,
            account(1, [Sleutel::Overheid]),
            account(2, [Sleutel::Redactie]),
            account(3, [Sleutel::Dwarskijker]),
            // Who sent it.
            account(77, []),
        ];
        for lezer in &lezers {
            let voor = per_gemeente(&app, lezer).await;
            let (signalen, gemeenten) = geteld(&app, lezer).await;
            // Also not in a gemeente that is there already, nor in one so small that one could guess.
            signaal(&app, id, true, &[land.gehucht, land.dorp, land.stad]).await;
            let na = per_gemeente(&app, lezer).await;
            assert_eq!(voor, na, "{lezer}");
            let (nu, gemeenten_nu) = geteld(&app, lezer).await;
            let een_meer = signalen.parse::<usize>().unwrap() + 1;
            assert_eq!(nu, een_meer.to_string(), "it counts in the total");
            assert_eq!(gemeenten, gemeenten_nu);
        }
        // In the open it does, whoever says it; each gemeente once.
        signaal(&app, id, false, &[land.dorp]).await;
        speelt_ook_in(&app, id, land.dorp).await;
        speelt_ook_in(&app, id, land.gehucht).await;
        let (_, gemeenten) = geteld(&app, &Actor::Bezoeker).await;
        assert_eq!(gemeenten, "3");
        let pagina = app.get(PAD).await.met_status(200).tekst;
        let namen: Vec<String> = staven(&pagina, "gemeenten").into_keys().collect();
        assert_eq!(namen, ["Dorp", "Gehucht", "Stad"]);
        assert!(pagina.contains("Een vertrouwelijk signaal telt nooit mee bij een gemeente"));
    })
    .await;
}
