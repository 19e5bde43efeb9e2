//! Where a knelpunt plays: what its bron says, what was signalled openly, and never what was signalled in
//! confidence.

use std::collections::BTreeSet;

use dwarsverband::{
    ctx::Ctx,
    db::tables::bijval,
    ids::new_id,
    knelpunten::{
        model::Status,
        service::{
            bijval::{verhuis, verplaats},
            plekken::{herbereken, tellingen},
        },
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{PAD, TITEL, gemeenten, knelpunt, signaal, toneel, van_api, verbanden};
use crate::{
    anderen::lid,
    support::{
        TestApp,
        mensen::{doe, id_van, mens, verteld},
        op_beide,
    },
};

const UIT_BRON: &str = "/knelpunten/uit-een-bron";

/// A knelpunt that is told from a bron, in the gemeente Verder.
fn uit_bron(tekst: &str) -> Value {
    json!({
        "externId": "bron", "slug": "uit-een-bron", "soort": "knelpunt", "titel": "Uit een bron",
        "samenvatting": "Teams delen niets.", "tekst": tekst, "gemeenten": ["GM9996"],
        "bron": { "naam": "Een rapport" }, "datum": "2025-03-01",
    })
}

/// The gemeenten that a knelpunt points at, with the place that each verband names.
async fn plekken(app: &TestApp, id: Uuid) -> BTreeSet<(Uuid, String)> {
    let alle = verbanden(app, id).await.into_iter();
    let speelt = alle.filter(|(soort, ..)| soort == "speelt-ook-in");
    speelt.map(|(_, naar, plaats)| (naar, plaats)).collect()
}

fn als<const N: usize>(plekken: [(Uuid, &str); N]) -> BTreeSet<(Uuid, String)> {
    plekken.map(|(id, plaats)| (id, plaats.to_owned())).into()
}

/// Somebody said for a gemeente that it plays there as well; answers the number of that.
async fn gezegd(app: &TestApp, knelpunt: Uuid, gemeente: Uuid) -> Uuid {
    let id = new_id();
    let rij = bijval::ActiveModel {
        id: Set(id),
        knelpunt_id: Set(knelpunt),
        organisatie_id: Set(gemeente),
        gebruiker_id: Set(Uuid::from_u128(78)),
        toelichting: Set(String::new()),
        op: Set(app.app.clock.now()),
    };
    let conn = app.app.db.read();
    let gezegd = bijval::Entity::insert(rij).exec_without_returning(conn);
    gezegd.await.expect("it is said");
    id
}

#[tokio::test]
async fn what_the_bron_says_stays_and_what_is_in_confidence_leaves_no_trace() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wereld = &toneel.wereld;
        let (elders, verder, stad) = (wereld.elders, wereld.verder, wereld.plek.stad);
        assert_eq!(app.lees(&[uit_bron("Niemand durft.")]).await.geweigerd, []);
        let id = id_van(&app, "bron").await;
        let mel = mens(&app, "Mel", &[]).await;
        assert_eq!(plekken(&app, id).await, als([(verder, "")]));
        let pagina = app.get(UIT_BRON).await.met_status(200).tekst;
        for woord in [
            "Verteld uit een bron.",
            "Niemand meldde dit hier.",
            "Genoemd in de bron",
            "In behandeling sinds",
        ] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }

        signaal(&app, id, mel, None, &[elders, stad]).await;
        signaal(&app, id, mel, None, &[verder]).await;
        signaal(&app, id, mel, Some(""), &[stad]).await;
        assert_eq!(
            plekken(&app, id).await,
            als([(verder, ""), (elders, "gemeld")])
        );
        // Openly it is in two gemeenten, one of which the bron names as well.
        let json = van_api(&app, UIT_BRON).await;
        assert_eq!(json["signalen"], 3);
        assert_eq!(gemeenten(&app, UIT_BRON).await, ["Elders", "Verder"]);
        let alles = format!("{}{json}", app.get(UIT_BRON).await.tekst);
        for geheim in [
            "Voorbeeldstad",
            "voorbeeldstad",
            "GM9999",
            &stad.to_string(),
        ] {
            assert!(!alles.contains(geheim), "{geheim}: {alles}");
        }
        assert!(
            alles.contains("3 signalen · speelt in 2 gemeenten")
                && alles.contains("Daarna is het hier ook gemeld.")
        );

        // Who says it beside that changes nothing of it, and taking it back neither.
        let (_, els) = lid(&app, "Els", elders).await;
        let ook = format!("{UIT_BRON}/ook");
        doe(&app, &els, &ook, &[]).await.met_status(303);
        let terug = [("actie", "terugnemen"), ("gemeente", "elders")];
        doe(&app, &els, &ook, &terug).await.met_status(303);
        assert_eq!(
            plekken(&app, id).await,
            als([(verder, ""), (elders, "gemeld")])
        );

        // Reading the file again takes no gemeente away that was signalled here.
        assert_eq!(app.lees(&[uit_bron("Niemand mag.")]).await.geweigerd, []);
        assert_eq!(
            plekken(&app, id).await,
            als([(verder, ""), (elders, "gemeld")])
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_said_moves_with_its_knelpunt_and_with_its_gemeente() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wereld = &toneel.wereld;
        let (oud, stad) = (wereld.plek.oud, wereld.plek.stad);
        let van = knelpunt(&app, TITEL, (Status::InBehandeling, None, 0)).await;
        let naar = knelpunt(&app, "Een ander", (Status::InBehandeling, None, 0)).await;
        let (een, twee) = (
            gezegd(&app, van, wereld.elders).await,
            gezegd(&app, van, oud).await,
        );
        let ctx = Ctx::systeem("test", &app.app.clock);

        let write = app.app.db.begin_write().await.unwrap();
        verplaats(&write, &[een], van, naar).await.unwrap();
        let van_gebeurd = herbereken(&write, van).await.unwrap();
        let naar_gebeurd = herbereken(&write, naar).await.unwrap();
        let gebeurd: Vec<_> = van_gebeurd.into_iter().chain(naar_gebeurd).collect();
        assert_eq!(gebeurd.len(), 2, "both tell that they point elsewhere");
        // It is not there any more, so it can't go twice.
        let weer = verplaats(&write, &[een], van, naar).await;
        assert!(weer.is_err(), "somebody else was first");
        write.commit(&ctx, &gebeurd).await.unwrap();
        assert_eq!(plekken(&app, van).await, als([(oud, "gemeld")]));
        assert_eq!(plekken(&app, naar).await, als([(wereld.elders, "gemeld")]));

        // A gemeente that ended in another.
        let write = app.app.db.begin_write().await.unwrap();
        let gebeurd = verhuis(&write, oud, stad).await.unwrap();
        write.commit(&ctx, &gebeurd).await.unwrap();
        assert_eq!(plekken(&app, van).await, als([(stad, "gemeld")]));
        assert_eq!(plekken(&app, naar).await, als([(wereld.elders, "gemeld")]));
        assert!(verteld(&app, van).await.contains(&"herindelen".to_owned()));
        let rij = bijval::Entity::find_by_id(twee)
            .one(app.app.db.read())
            .await;
        assert_eq!(rij.unwrap().unwrap().organisatie_id, stad);

        let tellingen = tellingen(app.app.db.read(), &[van, naar, Uuid::from_u128(1)])
            .await
            .unwrap();
        let aantal = |id: Uuid| tellingen[&id].gemeenten.len();
        assert_eq!(
            (aantal(van), aantal(naar), aantal(Uuid::from_u128(1))),
            (1, 1, 0)
        );
        assert_eq!(gemeenten(&app, PAD).await, ["Voorbeeldstad"]);
    })
    .await;
}
