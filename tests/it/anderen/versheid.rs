//! Whether a praktijk still holds.

use chrono::{Days, NaiveDate};
use dwarsverband::{
    actor::{Rol, Sleutel},
    ctx::Ctx,
    db::tables::herinnering,
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use uuid::Uuid;

use super::{PRAKTIJK, Wereld, bezorg, herzien_voor, is_van, lid, nacht, schrijft, wereld};
use crate::support::{
    TestApp,
    inlog::met_koek,
    mensen::{bij, doe, landelijk, mail, mens, verliest, verteld},
    op_beide,
    smtp::Mailserver,
};

const PAD: &str = "/praktijken/geldcoach/klopt-nog";
const DAG: i64 = 86_400;

fn vandaag(app: &TestApp) -> NaiveDate {
    Ctx::systeem("test", &app.app.clock).vandaag()
}

/// What the two praktijken that say the same score for the same question: that of the tests, and the
/// other.
async fn scores(app: &TestApp) -> (f64, f64) {
    let json = app.get("/api/v1/zoeken?q=geldcoach+schulden").await.json();
    let score = |slug: &str| {
        let alle = json["resultaten"].as_array().unwrap();
        let stuk = alle
            .iter()
            .find(|r| r["url"].as_str().unwrap().ends_with(slug));
        stuk.unwrap_or_else(|| panic!("{slug} in {json}"))["score"]
            .as_f64()
            .unwrap()
    };
    (score("/geldcoach"), score("/tweede"))
}

#[tokio::test]
async fn a_reminder_a_banner_and_a_lower_place_until_somebody_has_looked() {
    op_beide(async |app| {
        let Wereld {
            plek,
            praktijk,
            elders,
            ..
        } = wereld(&app).await;
        let (els, koek) = lid(&app, "Els", plek.stad).await;
        schrijft(&app, praktijk, els).await;
        let server = Mailserver::start().await;
        let voor = vandaag(&app) + Days::new(31);
        herzien_voor(&app, praktijk, voor).await;

        nacht(&app).await;
        bezorg(&app, &server).await;
        assert!(server.haal().is_empty(), "it is too soon");

        app.later(DAG);
        for _ in 0..2 {
            nacht(&app).await;
            bezorg(&app, &server).await;
        }
        let mail_ = server.een();
        assert_eq!(mail_.aan, [mail("Els")]);
        assert!(
            mail_
                .kop("Subject")
                .starts_with("Klopt dit over een maand nog?")
        );
        let tekst = mail_.deel("text/plain");
        assert!(tekst.contains("vóór 22 december 2026"), "{tekst}");
        assert!(tekst.contains("https://dwarsverband.example/praktijken/geldcoach/klopt-nog"));
        let (een, ander) = scores(&app).await;
        assert!((een - ander).abs() < 1e-5, "{een} {ander}");
        assert!(
            !app.get(PRAKTIJK)
                .await
                .tekst
                .contains("moet worden nagekeken")
        );

        // The day itself: the page says so by itself, search after the night.
        app.later(30 * DAG);
        let pagina = app.get(PRAKTIJK).await.met_status(200).tekst;
        assert!(
            pagina.contains("Deze praktijk moet worden nagekeken."),
            "{pagina}"
        );
        assert!(!pagina.contains(PAD), "a visitor is not asked");
        let lijst = app.get("/praktijken").await.tekst;
        assert_eq!(lijst.matches("Moet worden nagekeken").count(), 1, "{lijst}");
        for _ in 0..2 {
            nacht(&app).await;
            bezorg(&app, &server).await;
        }
        let mail_ = server.een();
        assert!(mail_.kop("Subject").starts_with("Kijk na of dit nog klopt"));
        let (een, ander) = scores(&app).await;
        assert!((een / ander - 0.85).abs() < 1e-3, "{een} {ander}");
        let regels = herinnering::Entity::find().count(app.app.db.read()).await;
        assert_eq!(regels.unwrap(), 2, "once each");

        // Others can't say so; who looks after it can, and then all is as it was.
        let (_, vreemd) = lid(&app, "Vreemd", elders).await;
        met_koek(&app, PAD, &vreemd).await.met_status(403);
        doe(&app, &vreemd, PAD, &[]).await.met_status(403);
        let koek = {
            // A login of a month ago is over.
            let _ = koek;
            crate::support::mensen::in_(&app, els, false).await
        };
        let pagina = met_koek(&app, PRAKTIJK, &koek).await.tekst;
        assert!(
            pagina.contains("Kijk na en bevestig dat het nog klopt"),
            "{pagina}"
        );
        met_koek(&app, PAD, &koek).await.met_status(200);
        doe(&app, &koek, PAD, &[]).await.met_status(303);
        app.indexeer().await;
        let (een, ander) = scores(&app).await;
        assert!((een - ander).abs() < 1e-5, "{een} {ander}");
        let pagina = app.get(PRAKTIJK).await.tekst;
        assert!(!pagina.contains("moet worden nagekeken"), "{pagina}");
        assert!(
            pagina.contains("Klopt nog, zei Els Voorbeeld (Voorbeeldstad) op 22 december 2026."),
            "{pagina}"
        );
        assert!(pagina.contains("22 december 2027"), "{pagina}");
        let acties = verteld(&app, praktijk).await;
        assert_eq!(acties[1..], ["nakijken-nodig", "klopt-nog"]);
        nacht(&app).await;
        bezorg(&app, &server).await;
        assert!(server.haal().is_empty());
    })
    .await;
}

#[tokio::test]
async fn when_who_wrote_it_leaves_the_function_is_told_all_the_same() {
    op_beide(async |app| {
        let Wereld { plek, praktijk, .. } = wereld(&app).await;
        let server = Mailserver::start().await;
        let els = mens(&app, "Els", &[bij(Rol::Lid, plek.stad)]).await;
        schrijft(&app, praktijk, els).await;
        let baas = [
            bij(Rol::Lid, plek.stad),
            bij(Rol::Organisatiebeheerder, plek.stad),
        ];
        let baas_id = mens(&app, "Baas", &baas).await;
        mens(&app, "Redactie", &[landelijk(Rol::Redactie)]).await;
        verliest(&app, els, bij(Rol::Lid, plek.stad)).await;
        herzien_voor(&app, praktijk, vandaag(&app)).await;
        nacht(&app).await;
        bezorg(&app, &server).await;
        assert_eq!(server.een().aan, [mail("Baas")]);

        verliest(&app, baas_id, bij(Rol::Organisatiebeheerder, plek.stad)).await;
        herzien_voor(&app, praktijk, vandaag(&app) - Days::new(1)).await;
        nacht(&app).await;
        bezorg(&app, &server).await;
        assert_eq!(server.een().aan, [mail("Redactie")]);

        is_van(&app, praktijk, None).await;
        herzien_voor(&app, praktijk, vandaag(&app) + Days::new(5)).await;
        nacht(&app).await;
        bezorg(&app, &server).await;
        assert_eq!(server.een().aan, [mail("Redactie")]);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_has_to_look_at_is_left_alone() {
    op_beide(async |app| {
        let Wereld { plek, praktijk, .. } = wereld(&app).await;
        let (_, els) = lid(&app, "Els", plek.stad).await;
        met_koek(&app, PAD, &els).await.met_status(409);
        doe(&app, &els, PAD, &[]).await.met_status(409);
        assert!(!app.get(PRAKTIJK).await.tekst.contains("Herzien vóór"));
        let bezoeker = app.get(PAD).await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen?naar="));

        // What is for few readers tells nobody else anything.
        herzien_voor(&app, praktijk, vandaag(&app)).await;
        app.verberg("geldcoach", Sleutel::Persoon(Uuid::from_u128(1)))
            .await;
        let server = Mailserver::start().await;
        mens(&app, "Redactie", &[landelijk(Rol::Redactie)]).await;
        nacht(&app).await;
        bezorg(&app, &server).await;
        assert!(server.haal().is_empty());
        met_koek(&app, PAD, &els).await.met_status(404);
    })
    .await;
}
