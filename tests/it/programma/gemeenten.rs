use dwarsverband::{
    actor::{Actor, Sleutel},
    knelpunten::model::Status,
};

use super::programma;
use crate::{
    overzicht::{gewenst, knelpunt, rijen, signaal, speelt_ook_in},
    paginas::kies,
    support::{TestApp, account, op_beide},
};

/// The gemeenten that never took part, for who looks.
async fn nooit(app: &TestApp, actor: &Actor) -> Vec<String> {
    let pagina = app.als(actor, "/programma/gemeenten").await;
    let lijst = kies(&pagina.met_status(200).tekst, ".dv-namen li");
    let csv = app.als(actor, "/programma/gemeenten.csv").await;
    let rijen = rijen(&csv.met_status(200).tekst).into_iter();
    let in_bestand = rijen.filter(|rij| rij["deedMee"] == "nee");
    let in_bestand: Vec<String> = in_bestand
        .map(|mut rij| rij.remove("gemeente").unwrap())
        .collect();
    assert_eq!(lijst, in_bestand, "{actor}");
    lijst
}

#[tokio::test]
async fn a_signaal_in_confidence_counts_for_no_gemeente() {
    op_beide(async |app| {
        let land = programma(&app).await;
        let id = knelpunt(&app, gewenst("Een zaak", Status::InBehandeling)).await;
        let lezers = [
            Actor::Bezoeker,
            account(1, [Sleutel::Overheid]),
            account(2, [Sleutel::Dwarskijker]),
            // Who sent it.
            account(77, []),
        ];
        signaal(&app, id, true, &[land.stad, land.gehucht]).await;
        for lezer in &lezers {
            let alle = nooit(&app, lezer).await;
            assert_eq!(alle, ["Dorp", "Gehucht", "Stad"], "{lezer}");
        }
        speelt_ook_in(&app, id, land.stad).await;
        for lezer in &lezers {
            assert_eq!(nooit(&app, lezer).await, ["Dorp", "Gehucht"], "{lezer}");
        }
        let mee = app.get("/programma/gemeenten?mee=ja").await;
        assert_eq!(kies(&mee.met_status(200).tekst, ".dv-namen li"), ["Stad"]);
        // What it took over from a gemeente that ended is of the gemeente of today.
        speelt_ook_in(&app, id, land.oud).await;
        assert_eq!(nooit(&app, &Actor::Bezoeker).await, ["Gehucht"]);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_may_not_read_counts_for_no_gemeente() {
    op_beide(async |app| {
        let land = programma(&app).await;
        let id = knelpunt(&app, gewenst("Pas gemeld", Status::Gemeld)).await;
        speelt_ook_in(&app, id, land.stad).await;
        let overheid = account(1, [Sleutel::Overheid]);
        assert_eq!(nooit(&app, &overheid).await, ["Dorp", "Gehucht"]);
        let bezoeker = nooit(&app, &Actor::Bezoeker).await;
        assert_eq!(bezoeker, ["Dorp", "Gehucht", "Stad"]);
    })
    .await;
}

#[tokio::test]
async fn a_province_has_its_own_list() {
    op_beide(async |app| {
        programma(&app).await;
        let lijst = async |pad: &str| {
            let pagina = app.get(pad).await.met_status(200).tekst;
            kies(&pagina, ".dv-namen li").len()
        };
        assert_eq!(lijst("/programma/gemeenten?provincie=gelderland").await, 3);
        assert_eq!(lijst("/programma/gemeenten?provincie=drenthe").await, 0);
        assert_eq!(lijst("/programma/gemeenten?provincie=onbekend").await, 0);
    })
    .await;
}
