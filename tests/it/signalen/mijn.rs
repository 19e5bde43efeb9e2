//! What somebody signalled, and what they see of what became of it.

use dwarsverband::{
    actor::Rol,
    ctx::Ctx,
    db::tables::{geschiedenis, signaalgemeente, stuk},
    knelpunten::service::plekken,
    signalen::service::{lezen, loslaten, plaatsen},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use uuid::Uuid;

use super::{knelpunt, koppel, pad, rij, stuur, wereld};
use crate::{
    paginas::kies,
    support::{
        inlog::met_koek,
        mensen::{bij, doe, id_van, sterk, verteld},
        op_beide,
    },
};

const MIJN: &str = "/account/signalen";

#[tokio::test]
async fn who_may_not_read_the_knelpunt_yet_hears_how_it_stands() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let record = json!({
            "externId": "kennis", "slug": "kennis", "soort": "organisatie",
            "organisatiesoort": "kennisinstelling", "titel": "Kennis Voorbeeld", "tekst": "x",
        });
        assert_eq!(app.lees(&[record]).await.geweigerd, []);
        let lid = [bij(Rol::Lid, id_van(&app, "kennis").await)];
        let (_, koek) = &sterk(&app, "Kim", &lid).await;
        let duo = &wereld.duo.1;
        let signaal = stuur(&app, koek, &[("namens", "kennis")]).await;
        let nieuw = [
            ("hoe", "nieuw"),
            ("titel", "Geen huis na de gevangenis"),
            ("samenvatting", "Wie vrijkomt, wacht lang."),
            ("tekst", "Er is geen woning."),
            ("thema", "wonen"),
            ("reden-nieuw", "Dit hoorden wij nog niet."),
        ];
        koppel(&app, duo, &signaal, &nieuw).await.met_status(303);
        let mijn = met_koek(&app, MIJN, koek).await.met_status(200).tekst;
        for woord in [
            "Gekoppeld aan een knelpunt",
            "Dit hoorden wij nog niet.",
            "nog niet voor u te lezen",
            "Gemeld",
        ] {
            assert!(mijn.contains(woord), "{woord}: {mijn}");
        }
        let pagina = met_koek(&app, &pad(&signaal), koek).await.met_status(200);
        assert!(pagina.tekst.contains("nog niet voor u te lezen"));
        let van_api = met_koek(&app, &format!("/api/v1{}", pad(&signaal)), koek).await;
        let van_api = van_api.met_status(200).json();
        assert_eq!(van_api["knelpunt"], json!(null));
        for tekst in [&mijn, &pagina.tekst, &van_api.to_string()] {
            assert!(!tekst.contains("Geen huis na de gevangenis"), "{tekst}");
        }

        // Once it is taken up everybody reads it, and the reason of that step is there as well.
        let id = rij(&app, &signaal).await.knelpunt_id.expect("a knelpunt");
        let van = stuk::Entity::find_by_id(id).one(app.app.db.read()).await;
        let van = van.expect("the database works").expect("a knelpunt");
        let weg = format!("/knelpunten/{}/stap/oppakken", van.slug);
        let velden = [
            ("versie", &*van.versie.to_string()),
            ("reden", "Het speelt in meer gemeenten."),
        ];
        doe(&app, duo, &weg, &velden).await.met_status(303);
        let mijn = met_koek(&app, MIJN, koek).await.met_status(200).tekst;
        for woord in [
            "Geen huis na de gevangenis",
            "In behandeling",
            "Het speelt in meer gemeenten.",
        ] {
            assert!(mijn.contains(woord), "{woord}: {mijn}");
        }
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_their_own() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (els, koek) = &wereld.els;
        app.get(MIJN).await.met_status(303);
        let leeg = met_koek(&app, MIJN, koek).await.met_status(200).tekst;
        assert!(leeg.contains("U signaleerde nog niets"));
        knelpunt(&app).await;
        stuur(&app, koek, &[]).await;
        stuur(&app, koek, &[("titel", "Nog iets anders")]).await;
        let ook = [("gemeente", "voorbeeldstad")];
        doe(&app, koek, "/knelpunten/huis-na-detentie/ook", &ook)
            .await
            .met_status(303);
        let mijn = met_koek(&app, MIJN, koek).await.met_status(200).tekst;
        assert_eq!(
            kies(&mijn, "section h3"),
            [
                "Nog iets anders",
                "Wie vrijkomt, wacht maanden op een huis",
                "Geen huis na detentie"
            ],
            "the newest first, and what was said beside others after it"
        );
        assert!(mijn.contains("Voor Voorbeeldstad"), "{mijn}");
        let gelukt = format!("{MIJN}?gelukt=verstuurd");
        let gelukt = met_koek(&app, &gelukt, koek).await.met_status(200);
        assert!(gelukt.tekst.contains("Uw signaal is binnen"));
        let van_jan = met_koek(&app, MIJN, &wereld.jan.1).await.met_status(200);
        assert!(van_jan.tekst.contains("U signaleerde nog niets"));

        let teksten = lezen::teksten(app.app.db.read(), *els).await.unwrap();
        assert_eq!(teksten.len(), 2);
        assert!(teksten[1].0.starts_with("Nog iets anders Na detentie is"));
        assert!(teksten[0].1 < teksten[1].1, "the first first");
    })
    .await;
}

#[tokio::test]
async fn an_account_that_becomes_somebody_elses_lets_go() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (els, koek) = &wereld.els;
        let open = stuur(&app, koek, &[]).await;
        let anders = [("titel", "Iets anders"), ("vertrouwelijk", "ja")];
        let dicht = stuur(&app, koek, &anders).await;
        let ctx = Ctx::systeem("test", &app.app.clock);
        for _ in 0..2 {
            let los = loslaten::laat_los(&app.app.db, &ctx, *els).await;
            los.expect("the database works");
        }
        app.indexeer().await;
        for signaal in [&open, &dicht] {
            met_koek(&app, &pad(signaal), koek).await.met_status(404);
            let acties = verteld(&app, signaal.id).await;
            let keren = acties.iter().filter(|actie| *actie == "leesrecht-wijzigen");
            assert_eq!(keren.count(), 1, "once");
            // No row of it is of who invites.
            let rij = geschiedenis::Entity::find()
                .filter(geschiedenis::Column::StukId.eq(signaal.id))
                .filter(geschiedenis::Column::Actie.eq("leesrecht-wijzigen"))
                .one(app.app.db.read());
            let rij = rij.await.expect("the database works").expect("a row");
            assert_eq!(rij.actor, "systeem:signalen");
        }
        let mijn = met_koek(&app, MIJN, koek).await.met_status(200);
        assert!(mijn.tekst.contains("U signaleerde nog niets"));
        let gevonden = met_koek(&app, "/api/v1/zoeken?soort=signaal", koek).await;
        assert_eq!(gevonden.met_status(200).json()["totaal"], 0);
        let teksten = lezen::teksten(app.app.db.read(), *els).await.unwrap();
        assert_eq!(teksten.len(), 0);
        // Who treats them does so still, and hears no name.
        for (koek, signaal) in [(&wereld.duo.1, &open), (&wereld.dwarskijker.1, &dicht)] {
            let pagina = met_koek(&app, &pad(signaal), koek).await.met_status(200);
            assert!(pagina.tekst.contains("iemand die hier niet meer werkt"));
            assert!(!pagina.tekst.contains("Els Voorbeeld"));
        }
    })
    .await;
}

#[tokio::test]
async fn signalen_go_along_with_their_gemeente() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let erbij = json!({
            "externId": "elders", "slug": "elders", "officieelId": "GM9997", "soort": "organisatie",
            "organisatiesoort": "gemeente", "titel": "Elders", "tekst": "x",
        });
        assert_eq!(app.lees(&[erbij]).await.geweigerd, []);
        let elders = id_van(&app, "elders").await;
        let hier = knelpunt(&app).await;
        let een = stuur(&app, &wereld.els.1, &[]).await;
        let beide = [
            ("titel", "In beide"),
            ("gemeenten", "Voorbeeldstad, Elders"),
        ];
        let twee = stuur(&app, &wereld.els.1, &beide).await;
        let keuze = [("naar", "huis-na-detentie"), ("reden", "Hetzelfde.")];
        koppel(&app, &wereld.duo.1, &een, &keuze)
            .await
            .met_status(303);

        let write = app.app.db.begin_write().await.expect("a write");
        let gebeurd = plaatsen::verhuis(&write, wereld.plek.stad, elders).await;
        let ctx = Ctx::systeem("test", &app.app.clock);
        let gebeurd = gebeurd.expect("the database works");
        write.commit(&ctx, &gebeurd).await.expect("a commit");
        let conn = app.app.db.read();
        let rijen =
            signaalgemeente::Entity::find().order_by_asc(signaalgemeente::Column::SignaalId);
        let rijen = rijen.all(conn).await.unwrap().into_iter();
        let plekken: Vec<(Uuid, Uuid)> = rijen.map(|r| (r.signaal_id, r.organisatie_id)).collect();
        assert_eq!(plekken, [(een.id, elders), (twee.id, elders)], "each once");
        let telling = plekken::tellingen(conn, &[hier]).await.unwrap();
        assert_eq!(telling[&hier].gemeenten, [elders].into());
        let laatste = verteld(&app, twee.id).await.pop();
        assert_eq!(laatste.as_deref(), Some("herindelen"));
    })
    .await;
}

#[tokio::test]
async fn a_gemeente_that_another_names_counts_when_somebody_of_there_says_so() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let hier = knelpunt(&app).await;
        let (conn, koek) = (app.app.db.read(), &wereld.duo.1);
        // Els speaks for nobody here.
        let signaal = stuur(&app, &wereld.els.1, &[("namens", "")]).await;
        let keuze = [("naar", "huis-na-detentie"), ("reden", "Hetzelfde.")];
        koppel(&app, koek, &signaal, &keuze).await.met_status(303);
        let telling = plekken::tellingen(conn, &[hier]).await.unwrap();
        let (signalen, gemeenten) = (telling[&hier].signalen, telling[&hier].gemeenten.len());
        assert_eq!((signalen, gemeenten), (1, 0));
        let genoemd = "Genoemd, nog niet bevestigd";
        let pagina = met_koek(&app, &pad(&signaal), koek).await.met_status(200);
        assert!(pagina.tekst.contains(genoemd), "{}", pagina.tekst);

        let ook = [("gemeente", "voorbeeldstad")];
        doe(
            &app,
            &wereld.jan.1,
            "/knelpunten/huis-na-detentie/ook",
            &ook,
        )
        .await
        .met_status(303);
        let telling = plekken::tellingen(conn, &[hier]).await.unwrap();
        assert_eq!(telling[&hier].gemeenten, [wereld.plek.stad].into());
        let pagina = met_koek(&app, &pad(&signaal), koek).await.met_status(200);
        assert!(!pagina.tekst.contains(genoemd), "{}", pagina.tekst);
    })
    .await;
}

#[tokio::test]
async fn one_in_confidence_is_named_by_its_first_line() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let koek = &wereld.els.1;
        let geheim = [("titel", "Niemand durft"), ("vertrouwelijk", "ja")];
        stuur(&app, koek, &geheim).await;
        let mijn = met_koek(&app, MIJN, koek).await.met_status(200).tekst;
        assert_eq!(kies(&mijn, "section h3"), ["Niemand durft"]);
        // Who comes to say something in confidence sees at once what that means.
        for (adres, open) in [("/signaleren?vertrouwelijk=ja", 1), ("/signaleren", 0)] {
            let blad = met_koek(&app, adres, koek).await.met_status(200).tekst;
            let uitleg = kies(&blad, "main details[open] > summary");
            let uitleg = uitleg.iter().filter(|kop| kop.contains("vertrouwelijk"));
            assert_eq!(uitleg.count(), open, "{adres}");
        }
    })
    .await;
}
