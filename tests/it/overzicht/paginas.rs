use chrono::Days;
use dwarsverband::{
    actor::{Actor, Sleutel},
    ctx::Ctx,
    knelpunten::model::Status,
    vraagpunten::service as vraagpunten,
};
use uuid::Uuid;

use super::{Gewenst, PAD, gewenst, knelpunt, land, staven};
use crate::{
    paginas::{attributen, kies},
    support::{TestApp, account, op_beide},
};

#[tokio::test]
async fn a_knelpunt_stands_on_the_pages_of_what_it_belongs_to() {
    op_beide(async |app| {
        let land = land(&app).await;
        let overal = Gewenst {
            trede: 2,
            themas: &[land.schulden],
            regelingen: &[land.wet],
            gemeenten: &[land.stad, land.dorp],
            ..gewenst("A is klaar", Status::Opgelost)
        };
        knelpunt(&app, overal).await;
        let open = Gewenst {
            titel: "B speelt nog",
            status: Status::InBehandeling,
            ..overal
        };
        knelpunt(&app, open).await;
        let gemeld = Gewenst {
            titel: "C is net gemeld",
            status: Status::Gemeld,
            ..overal
        };
        knelpunt(&app, gemeld).await;
        let overheid = account(1, [Sleutel::Overheid]);
        for pad in [
            "/themas/schulden",
            "/regelingen/wet",
            "/organisaties/stad",
            "/organisaties/dorp",
        ] {
            let titels = async |actor: &Actor| {
                let pagina = app.als(actor, pad).await.met_status(200).tekst;
                assert_eq!(kies(&pagina, "h2#knelpunten").len(), 1, "{pad}");
                kies(&pagina, "#knelpunten ~ ol h3")
            };
            // What still plays comes first.
            let van_bezoeker = titels(&Actor::Bezoeker).await;
            assert_eq!(van_bezoeker, ["B speelt nog", "A is klaar"], "{pad}");
            let van_overheid = titels(&overheid).await;
            let verwacht = ["B speelt nog", "C is net gemeld", "A is klaar"];
            assert_eq!(van_overheid, verwacht, "{pad}");
        }
        // A gemeente without any says nothing of it.
        let zonder = app.get("/organisaties/gehucht").await.met_status(200);
        assert!(kies(&zonder.tekst, "h2#knelpunten").is_empty());
        let anders = app.get("/themas/wonen").await.met_status(200).tekst;
        assert!(anders.contains("nog geen knelpunt gemeld"));
    })
    .await;
}

#[tokio::test]
async fn the_home_page_has_what_many_share() {
    op_beide(async |app| {
        let land = land(&app).await;
        let twee = [land.stad, land.dorp];
        let drie = [land.stad, land.dorp, land.gehucht];
        // The second became part of the first: that is one gemeente, as in the overview.
        let samengegaan = [land.dorp, land.oud];
        let in_drie = Gewenst {
            trede: 4,
            themas: &[land.schulden],
            gemeenten: &drie,
            ..gewenst("In drie", Status::RegelwijzigingNodig)
        };
        for wat in [
            Gewenst {
                gemeenten: &twee,
                ..gewenst("In twee", Status::InBehandeling)
            },
            in_drie,
            Gewenst {
                gemeenten: &twee[..1],
                ..gewenst("In een", Status::InBehandeling)
            },
            Gewenst {
                gemeenten: &samengegaan,
                ..gewenst("In een die samenging", Status::InBehandeling)
            },
            Gewenst {
                gemeenten: &drie,
                ..gewenst("Niet meer", Status::Opgelost)
            },
            Gewenst {
                gemeenten: &drie,
                ..gewenst("Pas gemeld", Status::Gemeld)
            },
        ] {
            knelpunt(&app, wat).await;
        }
        let gedeeld = "section[aria-labelledby='delen'] article";
        let start = app.get("/").await.met_status(200).tekst;
        assert_eq!(
            kies(&start, gedeeld),
            [
                "In drie Speelt in3 gemeentenTrede4 van 5",
                "In twee Speelt in2 gemeenten"
            ]
        );
        assert!(
            kies(&start, ".dv-tegel").contains(&"Schulden1 knelpunt · nog geen praktijken".into())
        );
        assert!(attributen(&start, "header a", "href").contains(&"/signaleren".to_owned()));
        let overheid = account(1, [Sleutel::Overheid]);
        let start = app.als(&overheid, "/").await.met_status(200).tekst;
        let titels = kies(&start, "section[aria-labelledby='delen'] h4");
        assert_eq!(titels, ["In drie", "Pas gemeld", "In twee"]);
    })
    .await;
}

/// Asks somebody something about a knelpunt; they have six weeks.
async fn vraag(app: &TestApp, knelpunt: Uuid, aan: Uuid, tekst: &str) {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let uiterlijk = ctx.vandaag() + Days::new(42);
    let write = app.app.db.begin_write().await.unwrap();
    let gesteld = vraagpunten::stel_in(&write, &ctx, knelpunt, aan, tekst, uiterlijk).await;
    write.commit(&ctx, &[gesteld.unwrap()]).await.unwrap();
}

#[tokio::test]
async fn who_is_silent_is_seen_to_be_silent() {
    op_beide(async |app| {
        let land = land(&app).await;
        let id = knelpunt(&app, gewenst("Een zaak", Status::InBehandeling)).await;
        let pagina = app.get(PAD).await.met_status(200).tekst;
        assert!(staven(&pagina, "vragen").is_empty());
        for nummer in 0..6 {
            vraag(
                &app,
                id,
                land.ministerie,
                &format!("Mag dit anders {nummer}?"),
            )
            .await;
        }
        let pagina = app.get(PAD).await.met_status(200).tekst;
        let aandelen = staven(&pagina, "vragen");
        let aandeel = aandelen.get("Ministerie van Voorbeelden");
        assert_eq!(aandeel.map(String::as_str), Some("100%"));
        let van_hen = "/organisaties/ministerie";
        let pagina = app.get(van_hen).await.met_status(200).tekst;
        let vragen = kies(&pagina, "section[aria-labelledby='vraagpunten'] li");
        assert_eq!(vragen.len(), 5, "the others are in the list of questions");
        assert!(
            pagina.contains("6 vragen wachten op een antwoord van Ministerie van Voorbeelden.")
        );
        assert!(!pagina.contains("te laat"));
        app.later(44 * 86_400);
        let pagina = app.get(van_hen).await.met_status(200).tekst;
        assert!(pagina.contains("2 dagen te laat") || pagina.contains("1 dag te laat"));
        let elders = app.get("/organisaties/stad").await.met_status(200).tekst;
        assert!(kies(&elders, "section[aria-labelledby='vraagpunten']").is_empty());
    })
    .await;
}
