//! What is established: everybody reads it, and nobody changes it.

use axum::http::{Request, header};
use dwarsverband::{
    actor::Rol,
    db::tables::{bevinding, bijlage, revisie, stuk, verband, vraagpunt, wederhoor as vragen},
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Wereld,
    echtheid::{open_data, sha256},
    gevonden, leg_voor, over, reageer, rij, schrijf, stel_vast, tekst, wereld,
};
use crate::{
    support::{
        Antwoord, TestApp,
        inlog::met_koek,
        mensen::{doe, landelijk, mail, sterk},
        op_beide,
    },
    toegang::routes::ROUTES,
};

#[tokio::test]
async fn everybody_reads_it_with_every_reply_and_its_recommendations_have_to_be_answered() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let titel = "Wachten zonder bericht";
        let pad = wereld.vastgesteld(&app, titel).await;
        assert_eq!(pad, "/bevindingen/wachten-zonder-bericht");
        let (kop, inhoud) = rij(&app, &pad).await;
        let nummer = kop.kenmerk.clone().expect("a kenmerk");
        for oud in [
            format!("/bevindingen/{}", nummer.to_lowercase()),
            format!("/id/{nummer}"),
        ] {
            let verder = app.get(&oud).await.met_status(308);
            assert!(verder.kop("location").ends_with(&pad), "{oud}");
        }
        let pagina = app.get(&pad).await.met_status(200).tekst;
        for woord in [
            titel,
            "Ik zag dat vragen bleven liggen.",
            "Reactie van",
            "Wij doen het anders.",
            "Geen reactie van",
            "Sinds het vaststellen niet veranderd",
            inhoud.hash.as_str(),
            "Vertel het als het langer duurt.",
        ] {
            assert!(pagina.contains(woord), "{woord}");
        }
        for naam in ["Els Voorbeeld", "Jan Voorbeeld", "Wie dit las", "account:"] {
            assert!(!pagina.contains(naam), "{naam}");
        }
        for lijst in ["/bevindingen", "/dwarskijker", "/sitemap.xml?deel=1"] {
            let lijst = app.get(lijst).await.met_status(200).tekst;
            assert!(lijst.contains(&pad), "{lijst}");
        }
        assert_eq!(gevonden(&app, "", "wijkteams").await, 1);

        let gegevens = open_data(&app, &pad).await;
        assert_eq!(gegevens["ongewijzigd"], true);
        let zegelinhoud = gegevens["zegelinhoud"].as_str().expect("a text");
        assert_eq!(gegevens["hash"], sha256(zegelinhoud));
        assert_eq!(gegevens["hash"], inhoud.hash.as_str());
        let gezegd = gegevens["wederhoor"].as_array().expect("replies").iter();
        let gezegd: Vec<_> = gezegd.map(|w| (&w["organisatie"], &w["reactie"])).collect();
        let verwacht = [
            (&json!("Voorbeeldstad"), &json!("Wij doen het anders.")),
            (&json!("Ministerie"), &Value::Null),
        ];
        assert_eq!(gezegd, verwacht);

        let punten = vraagpunt::Entity::find()
            .filter(vraagpunt::Column::StukId.eq(kop.id))
            .order_by_asc(vraagpunt::Column::Nummer)
            .all(app.app.db.read());
        let punten = punten.await.expect("vraagpunten");
        let aan: Vec<_> = punten
            .iter()
            .map(|punt| (punt.nummer, punt.aan_id))
            .collect();
        let verwacht = [(1, wereld.plek.stad), (2, wereld.plek.ministerie)];
        assert_eq!(aan, verwacht);
        assert!(punten.iter().all(|punt| punt.uitkomst.is_none()));
        let over_de_dwarskijker = app.get("/dwarskijker").await.met_status(200).tekst;
        assert!(over_de_dwarskijker.contains("Geef een vaste termijn."));

        // How it came about stays with who wrote it.
        let versies = format!("{pad}/versies");
        app.get(&versies).await.met_status(303);
        met_koek(&app, &versies, &wereld.els.1)
            .await
            .met_status(404);
        met_koek(&app, &versies, &wereld.dwars.1)
            .await
            .met_status(200);
    })
    .await;
}

/// All that the tables hold of what was established.
async fn alles_van(app: &TestApp, id: Uuid) -> String {
    let db = app.app.db.read();
    let kop = stuk::Entity::find_by_id(id).one(db).await.unwrap().unwrap();
    let kop = (
        kop.titel,
        kop.samenvatting,
        kop.slug,
        kop.status,
        kop.versie,
    );
    let inhoud = bevinding::Entity::find_by_id(id).one(db).await.unwrap();
    let gevraagd = vragen::Entity::find()
        .filter(vragen::Column::BevindingId.eq(id))
        .order_by_asc(vragen::Column::Id)
        .all(db)
        .await
        .unwrap();
    let revisies = revisie::Entity::find().filter(revisie::Column::StukId.eq(id));
    let revisies = revisies.count(db).await.unwrap();
    let bijlagen = bijlage::Entity::find().filter(bijlage::Column::StukId.eq(id));
    let bijlagen = bijlagen.count(db).await.unwrap();
    format!("{kop:?} {inhoud:?} {gevraagd:?} {revisies} {bijlagen}")
}

/// Sends all that any form of ours asks.
async fn stuur(app: &TestApp, (methode, pad): (&str, &str), koek: &str, vraag: Uuid) -> Antwoord {
    let (soort, body) = if pad.starts_with("/api/") {
        let json = json!({ "titel": "Anders", "tekst": "Anders", "actie": "intrekken", "reden": "x", "versie": 1 });
        ("application/json", json.to_string())
    } else {
        let (vraag, uiterlijk) = (vraag.to_string(), over(app, 20));
        let mut velden = tekst("Anders");
        velden.extend([
            ("versie", "1"),
            ("reden", "Er klopt iets niet."),
            ("onherroepelijk", "ja"),
            ("persoonsgegevens-akkoord", "ja"),
            ("uiterlijk", uiterlijk.as_str()),
            ("organisatie-1", "Voorbeeldstad"),
            ("contacten-1", "els@voorbeeldstad.example"),
            ("vraag", vraag.as_str()),
            ("reactie", "Toch anders."),
            ("naar", "concept"),
            ("actie", "intrekken"),
        ]);
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(velden)
            .finish();
        ("application/x-www-form-urlencoded", body)
    };
    let verzoek = Request::builder()
        .method(methode.to_uppercase().as_str())
        .uri(pad)
        .header(header::CONTENT_TYPE, soort)
        .header(header::COOKIE, koek)
        .header("sec-fetch-site", "same-origin")
        .body(body.into());
    app.stuur(verzoek.expect("a request")).await
}

#[tokio::test]
async fn no_route_changes_what_is_established() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let pad = wereld.vastgesteld(&app, "Een titel").await;
        let (kop, _) = rij(&app, &pad).await;
        let redactie = sterk(&app, "Roos", &[landelijk(Rol::Redactie)]).await;
        let beheerder = sterk(&app, "Bas", &[landelijk(Rol::Beheerder)]).await;
        let vraag = vragen::Entity::find()
            .filter(vragen::Column::BevindingId.eq(kop.id))
            .order_by_asc(vragen::Column::Id)
            .one(app.app.db.read());
        let vraag = vraag.await.unwrap().expect("what was asked").id;
        let voor = alles_van(&app, kop.id).await;
        let sturen = ROUTES.iter().flat_map(|(methoden, pad, _)| {
            let methoden = methoden.split(' ').filter(|methode| *methode != "get");
            methoden.map(move |methode| (methode, *pad))
        });
        let sturen: Vec<_> = sturen.filter(|(_, pad)| pad.contains('{')).collect();
        for zelf in ["schrijven", "voorleggen", "terugnemen", "vaststellen"] {
            let zelf = format!("/bevindingen/{{naam}}/{zelf}");
            assert!(sturen.iter().any(|(_, pad)| *pad == zelf), "{zelf}");
        }
        let slug = kop.slug.clone();
        for wie in 0..5 {
            // Every answer takes time, and a second factor does not last.
            wereld.weer_in(&app).await;
            let redactie = crate::support::mensen::in_(&app, redactie.0, true).await;
            let beheerder = crate::support::mensen::in_(&app, beheerder.0, true).await;
            let koek = [
                &wereld.dwars.1,
                &wereld.bureau.1,
                &wereld.els.1,
                &redactie,
                &beheerder,
            ][wie];
            for (methode, route) in &sturen {
                for naam in [slug.as_str(), &kop.id.to_string()] {
                    let pad = route.split('/').map(|deel| match deel {
                        "{actie}" | "{stap}" => "intrekken",
                        deel if deel.starts_with('{') => naam,
                        deel => deel,
                    });
                    let pad = pad.collect::<Vec<_>>().join("/");
                    let antwoord = stuur(&app, (methode, &pad), koek, vraag).await;
                    let status = antwoord.status;
                    assert!(!status.is_server_error(), "{methode} {pad}: {status}");
                    assert_eq!(alles_van(&app, kop.id).await, voor, "{methode} {pad}");
                }
            }
        }
        assert_eq!(open_data(&app, &pad).await["ongewijzigd"], true);
    })
    .await;
}

/// Establishes a concept to which both reply.
async fn rond_af(app: &TestApp, wereld: &Wereld, pad: &str) -> String {
    let aan = [("Voorbeeldstad", mail("Els")), ("Ministerie", mail("Jan"))];
    leg_voor(app, &wereld.dwars.1, pad, &over(app, 10), &aan)
        .await
        .met_status(303);
    for koek in [&wereld.els.1, &wereld.jan.1] {
        reageer(app, koek, pad, "Zo klopt het.")
            .await
            .met_status(303);
    }
    stel_vast(app, &wereld.dwars.1, pad).await
}

#[tokio::test]
async fn a_correction_stands_beside_what_it_corrects() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let oud = wereld.vastgesteld(&app, "Een titel").await;
        let (oude_kop, _) = rij(&app, &oud).await;
        let voor = alles_van(&app, oude_kop.id).await;
        let koek = &wereld.dwars.1;
        let verbeteren = format!("{oud}/verbeteren");
        doe(&app, &wereld.els.1, &verbeteren, &[])
            .await
            .met_status(404);
        let begonnen = doe(&app, koek, &verbeteren, &[]).await.met_status(303);
        let naar = begonnen.kop("location").to_owned();
        let pad = naar.strip_suffix("/schrijven").expect("the page to write");
        assert!(pad.starts_with("/bevindingen/bev-"), "{pad}");
        let (_, inhoud) = rij(&app, pad).await;
        assert_eq!(inhoud.verbetert_id, Some(oude_kop.id));
        assert_eq!((inhoud.ronde, inhoud.hash.as_str()), (0, ""));
        let nogmaals = doe(&app, koek, &verbeteren, &[]).await.met_status(409);
        assert!(nogmaals.tekst.contains("Er is al een verbetering"));

        // Only who writes it knows that it is coming.
        for (koek, weet) in [
            ("", false),
            (wereld.els.1.as_str(), false),
            (koek.as_str(), true),
        ] {
            let pagina = met_koek(&app, &oud, koek).await.met_status(200).tekst;
            assert_eq!(pagina.contains("in de maak"), weet);
            assert_eq!(pagina.contains(pad), weet);
        }
        let mut anders = tekst("Een titel");
        anders.retain(|(naam, _)| !["sectie-1", "aanbeveling-2"].contains(naam));
        anders.extend([
            ("sectie-1", "Het juiste getal."),
            ("aanbeveling-2", "Geef een **korte** termijn."),
        ]);
        schrijf(&app, koek, pad, &anders).await.met_status(303);
        let nieuw = rond_af(&app, &wereld, pad).await;
        assert_ne!(nieuw, oud);

        assert_eq!(
            alles_van(&app, oude_kop.id).await,
            voor,
            "the old one stays"
        );
        let oude_pagina = app.get(&oud).await.met_status(200).tekst;
        assert!(
            oude_pagina.contains("Deze bevinding is verbeterd") && oude_pagina.contains(&nieuw)
        );
        assert!(oude_pagina.contains("Ik zag dat vragen bleven liggen."));
        let pagina = app.get(&nieuw).await.met_status(200).tekst;
        assert!(pagina.contains("Deze bevinding verbetert") && pagina.contains(&oud));
        assert!(pagina.contains("Het juiste getal."));
        let oude_gegevens = open_data(&app, &oud).await;
        assert_eq!(oude_gegevens["ongewijzigd"], true);
        let adres = |pad: &str| json!(format!("https://dwarsverband.example{pad}"));
        assert_eq!(oude_gegevens["verbeterdDoor"], adres(&nieuw));
        assert_eq!(open_data(&app, &nieuw).await["verbetert"], adres(&oud));
        let (nieuwe_kop, _) = rij(&app, &nieuw).await;
        let verbanden = verband::Entity::find()
            .filter(verband::Column::Van.eq(nieuwe_kop.id))
            .filter(verband::Column::Naar.eq(oude_kop.id))
            .all(app.app.db.read());
        let verbanden = verbanden.await.unwrap();
        assert!(
            verbanden.iter().any(|rij| rij.soort == "vervangt"),
            "{verbanden:?}"
        );
        doe(&app, koek, &verbeteren, &[]).await.met_status(409);
        // What stayed the same was asked already. A question is shown as it is: it has no markup.
        let punten = vraagpunt::Entity::find()
            .filter(vraagpunt::Column::StukId.eq(nieuwe_kop.id))
            .order_by_asc(vraagpunt::Column::Nummer)
            .all(app.app.db.read());
        let gevraagd: Vec<String> = punten.await.unwrap().into_iter().map(|p| p.vraag).collect();
        assert_eq!(gevraagd, ["Geef een korte termijn."]);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_replied_is_theirs_to_take_along_once_everybody_reads_it() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 10))
            .await;
        for (koek, tekst) in [
            (&wereld.els.1, "Van Voorbeeldstad."),
            (&wereld.jan.1, "Van het ministerie."),
        ] {
            reageer(&app, koek, &pad, tekst).await.met_status(303);
        }
        let gegevens = async |koek: &str| {
            let antwoord = met_koek(&app, "/account/gegevens.json", koek).await;
            antwoord.met_status(200).tekst
        };
        let van_els = gegevens(&wereld.els.1).await;
        assert!(!van_els.contains("Van Voorbeeldstad."), "{van_els}");
        stel_vast(&app, &wereld.dwars.1, &pad).await;
        let van_els = gegevens(&wereld.els.1).await;
        assert!(van_els.contains("Van Voorbeeldstad."), "{van_els}");
        assert!(!van_els.contains("Van het ministerie."), "{van_els}");
    })
    .await;
}
