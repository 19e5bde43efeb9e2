//! Judging how well a praktijk is founded.

use dwarsverband::{
    actor::{Rol, Sleutel},
    db::tables::oordeel,
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::json;
use uuid::Uuid;

use super::{PRAKTIJK, Wereld, facet, is_van, lid, praktijk, schrijft, wereld};
use crate::support::{
    Antwoord, TestApp,
    inlog::met_koek,
    mensen::{bij, doe, in_, landelijk, mens, sterk, verteld},
    op_beide,
};

const PAD: &str = "/praktijken/geldcoach/oordeel";

async fn oordeelt(app: &TestApp, koek: &str, naar: &str, reden: &str) -> Antwoord {
    doe(app, koek, PAD, &[("naar", naar), ("reden", reden)]).await
}

async fn trede(app: &TestApp) -> String {
    let json = app.get(&format!("/api/v1{PRAKTIJK}")).await.json();
    json["onderbouwing"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_rung_is_given_from_outside_and_shows_at_once() {
    op_beide(async |app| {
        let Wereld {
            plek,
            elders,
            kennis,
            praktijk: id,
            ..
        } = wereld(&app).await;
        // Somebody inside, whatever else they are.
        let (_, eigen) = lid(&app, "Eigen", plek.stad).await;
        let beide = mens(
            &app,
            "Beide",
            &[bij(Rol::Lid, plek.stad), landelijk(Rol::Redactie)],
        )
        .await;
        let beide = in_(&app, beide, false).await;
        let (schrijver, van_buiten) = lid(&app, "Schrijver", elders).await;
        schrijft(&app, id, schrijver).await;
        for koek in [&eigen, &beide, &van_buiten] {
            met_koek(&app, PAD, koek).await.met_status(403);
            oordeelt(&app, koek, "bevestigd", "Wij zijn goed.")
                .await
                .met_status(403);
        }
        assert_eq!(trede(&app).await, "beschreven");
        let bezoeker = app.get(PAD).await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen?naar="));

        // A colleague confirms, and can't weigh evidence.
        let (_, collega) = lid(&app, "Collega", elders).await;
        let form = met_koek(&app, PAD, &collega).await.met_status(200).tekst;
        assert!(
            form.contains("value=\"bevestigd\"") && !form.contains("value=\"goed-onderbouwd\"")
        );
        let zonder = oordeelt(&app, &collega, "bevestigd", " ")
            .await
            .met_status(400);
        assert!(
            zonder.tekst.contains("Schrijf op waarom"),
            "{}",
            zonder.tekst
        );
        oordeelt(&app, &collega, "sterke-aanwijzingen", "Ik denk het.")
            .await
            .met_status(403);
        let gegeven = oordeelt(&app, &collega, "bevestigd", "Zo werkt het bij ons ook.").await;
        assert_eq!(
            gegeven.met_status(303).kop("location"),
            format!("{PRAKTIJK}#oordelen")
        );
        app.indexeer().await;
        assert_eq!(trede(&app).await, "bevestigd");
        let pagina = app.get(PRAKTIJK).await.met_status(200).tekst;
        for deel in [
            "Bevestigd door een collega",
            "Beoordeeld door Elders op 21 november 2026.",
            "Zo werkt het bij ons ook.",
            "Onderbouwing beoordeeld",
        ] {
            assert!(pagina.contains(deel), "{deel}: {pagina}");
        }
        assert!(!pagina.contains(PAD), "a visitor is not offered to judge");
        let verwacht = [("beschreven".to_owned(), 1), ("bevestigd".to_owned(), 1)];
        assert_eq!(facet(&app, "onderbouwing").await, verwacht);

        // Who knows evidence weighs it; and what is not recognised says why.
        let (_, kenner) = lid(&app, "Kenner", kennis).await;
        oordeelt(&app, &kenner, "eerste-aanwijzingen", "Gemeten voor en na.")
            .await
            .met_status(303);
        oordeelt(&app, &collega, "beschreven", "Toch niet.")
            .await
            .met_status(403);
        let (_, redactie) = sterk(&app, "Redactie", &[landelijk(Rol::Redactie)]).await;
        let ander = [
            ("naar", "niet-erkend"),
            ("reden", "De cijfers kloppen niet."),
            ("van", "bevestigd"),
        ];
        doe(&app, &redactie, PAD, &ander).await.met_status(409);
        oordeelt(&app, &redactie, "niet-erkend", "De cijfers kloppen niet.")
            .await
            .met_status(303);
        let pagina = app.get(PRAKTIJK).await.tekst;
        assert!(pagina.contains("Niet erkend") && pagina.contains("De cijfers kloppen niet."));
        assert!(
            pagina.contains("Beoordeeld door de redactie op"),
            "{pagina}"
        );
        let json = app.get(&format!("/api/v1{PRAKTIJK}")).await.json();
        let oordelen = json["oordelen"].as_array().unwrap();
        assert_eq!(oordelen.len(), 3);
        assert_eq!(oordelen[0]["organisatie"], json!(null));
        assert_eq!(oordelen[2]["organisatie"], "Elders");
        let acties = verteld(&app, id).await;
        assert_eq!(acties[1..], ["beoordelen", "beoordelen", "beoordelen"]);
    })
    .await;
}

#[tokio::test]
async fn what_others_found_stays_when_the_source_changes() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (_, collega) = lid(&app, "Collega", wereld.elders).await;
        oordeelt(&app, &collega, "bevestigd", "Zo werkt het bij ons ook.")
            .await
            .met_status(303);
        let mut anders = praktijk("geldcoach");
        anders["tekst"] = "Een nieuwe tekst over schulden.".into();
        let verslag = app.lees(&[anders]).await;
        assert_eq!(verslag.geweigerd, []);
        let json = app.get(&format!("/api/v1{PRAKTIJK}")).await.json();
        assert_eq!(json["tekst"], "Een nieuwe tekst over schulden.");
        assert_eq!(json["onderbouwing"], "bevestigd");
    })
    .await;
}

#[tokio::test]
async fn what_the_redactie_tells_it_does_not_judge() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        is_van(&app, wereld.praktijk, None).await;
        let (_, redactie) = sterk(&app, "Redactie", &[landelijk(Rol::Redactie)]).await;
        met_koek(&app, PAD, &redactie).await.met_status(403);
        oordeelt(&app, &redactie, "goed-onderbouwd", "Vinden wij.")
            .await
            .met_status(403);
        // The gemeente it is about is not its owner.
        let (_, stad) = lid(&app, "Stad", wereld.plek.stad).await;
        oordeelt(&app, &stad, "bevestigd", "Dit klopt.")
            .await
            .met_status(303);

        let (_, collega) = lid(&app, "Collega", wereld.elders).await;
        app.verberg("geldcoach", Sleutel::Persoon(Uuid::from_u128(1)))
            .await;
        met_koek(&app, PAD, &collega).await.met_status(404);
        oordeelt(&app, &collega, "beschreven", "Weg ermee.")
            .await
            .met_status(404);
        let aantal = oordeel::Entity::find().count(app.app.db.read()).await;
        assert_eq!(aantal.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_ladder_is_explained_to_everybody() {
    op_beide(async |app| {
        let pagina = app.get("/onderbouwing").await.met_status(200).tekst;
        for deel in [
            "Sterke aanwijzingen",
            "trede 6 van 6",
            "buiten de ladder",
            "/zoeken?onderbouwing=bevestigd",
        ] {
            assert!(pagina.contains(deel), "{deel}");
        }
    })
    .await;
}
