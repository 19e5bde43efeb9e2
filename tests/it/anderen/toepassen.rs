//! Saying that one does the same.

use dwarsverband::{
    actor::{Rol, Sleutel},
    db::tables::toepassing,
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use uuid::Uuid;

use super::{PRAKTIJK, Wereld, facet, is_van, lid, wereld};
use crate::support::{
    Antwoord, TestApp,
    inlog::met_koek,
    mensen::{bij, doe, in_, landelijk, mens, sterk, verteld},
    op_beide,
};

const PAD: &str = "/praktijken/geldcoach/toepassing";

async fn meld(app: &TestApp, koek: &str, velden: &[(&str, &str)]) -> Antwoord {
    doe(app, koek, PAD, velden).await
}

#[tokio::test]
async fn two_gemeenten_that_do_the_same_count_everywhere_until_they_take_it_back() {
    op_beide(async |app| {
        let Wereld {
            elders,
            verder,
            praktijk,
            ..
        } = wereld(&app).await;
        let (_, els) = lid(&app, "Els", elders).await;
        let (_, bo) = lid(&app, "Bo", verder).await;
        let nog_niet = |n| vec![("nog-niet".to_owned(), n)];
        assert_eq!(facet(&app, "toepassing").await, nog_niet(2));
        let pagina = app.get(PRAKTIJK).await.met_status(200).tekst;
        assert!(pagina.contains("Nog niemand zegt hier"), "{pagina}");

        let form = met_koek(&app, PAD, &els).await.met_status(200).tekst;
        assert!(form.contains("Wat doet Elders met") && !form.contains("Regionaal beleid"));
        meld(
            &app,
            &els,
            &[("soort", "ook"), ("opgebracht", "Minder wanbetaling.")],
        )
        .await
        .met_status(303);
        let anders = [
            ("soort", "aangepast"),
            ("veranderd", "Alleen in klas vier."),
        ];
        let antwoord = meld(&app, &bo, &anders).await.met_status(303);
        assert_eq!(antwoord.kop("location"), format!("{PRAKTIJK}#toegepast"));
        app.indexeer().await;

        let pagina = app.get(PRAKTIJK).await.met_status(200).tekst;
        for deel in [
            "2 gemeenten doen dit ook: 1 op dezelfde manier en 1 aangepast.",
            "Minder wanbetaling.",
            "Alleen in klas vier.",
            "Een ander doet dit ook",
        ] {
            assert!(pagina.contains(deel), "{deel}: {pagina}");
        }
        let (verder_op, elders_op) = (pagina.find("Alleen in klas"), pagina.find("Minder wan"));
        assert!(verder_op < elders_op, "the newest first");
        let kaart = app.get("/praktijken").await.met_status(200).tekst;
        assert!(kaart.contains("2 gemeenten doen dit ook"), "{kaart}");
        let verwacht = [("een-tot-vier".to_owned(), 1), ("nog-niet".to_owned(), 1)];
        assert_eq!(facet(&app, "toepassing").await, verwacht);
        let gefilterd = app.get("/api/v1/zoeken?toepassing=een-tot-vier").await;
        let gefilterd = gefilterd.met_status(200).json();
        assert_eq!(gefilterd["resultaten"][0]["id"], praktijk.to_string());
        let fout = app
            .get("/api/v1/zoeken?toepassing=veel")
            .await
            .met_status(200);
        assert_eq!(fout.json()["meldingen"].as_array().map(Vec::len), Some(1));
        let gemeente = app.get("/organisaties/elders").await.met_status(200).tekst;
        assert!(gemeente.contains("Wat deze gemeente overnam"), "{gemeente}");
        assert!(gemeente.contains(PRAKTIJK) && gemeente.contains("Minder wanbetaling."));
        let json = app
            .get(&format!("/api/v1{PRAKTIJK}"))
            .await
            .met_status(200)
            .json();
        assert_eq!(json["toepassingen"][0]["organisatie"], "Verder");
        assert_eq!(json["toepassingen"][0]["soort"], "aangepast");
        assert_eq!(json["toepassingen"][1]["code"], "GM9997");

        // A second time is a change of the one record.
        let gestopt = [
            ("soort", "gestopt"),
            ("opgebracht", "Geen tijd meer."),
            ("versie", "1"),
        ];
        meld(&app, &bo, &gestopt).await.met_status(303);
        let pagina = app.get(PRAKTIJK).await.tekst;
        assert!(
            pagina.contains("1 gemeente doet dit ook. 1 is gestopt."),
            "{pagina}"
        );
        assert!(pagina.contains("Waarom gestopt: Geen tijd meer."));
        let aantal = toepassing::Entity::find().count(app.app.db.read()).await;
        assert_eq!(aantal.unwrap(), 2);

        let intrekken = [("actie", "intrekken")];
        meld(&app, &els, &intrekken).await.met_status(303);
        app.indexeer().await;
        let kaart = app.get("/praktijken").await.tekst;
        assert!(!kaart.contains("doet dit ook") && !kaart.contains("doen dit ook"));
        assert_eq!(facet(&app, "toepassing").await, nog_niet(2));
        let gemeente = app.get("/organisaties/elders").await.tekst;
        assert!(!gemeente.contains("Wat deze gemeente overnam"));
        meld(&app, &els, &intrekken).await.met_status(409);
        let acties = verteld(&app, praktijk).await;
        assert_eq!(
            acties[1..],
            [
                "toepassing-melden",
                "toepassing-melden",
                "toepassing-wijzigen",
                "toepassing-intrekken"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn only_others_of_the_right_kind_say_that_they_do_the_same() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (_, eigen) = lid(&app, "Eigen", wereld.plek.stad).await;
        let (_, rijk) = lid(&app, "Rijk", wereld.plek.ministerie).await;
        let (_, regio) = lid(&app, "Regio", wereld.regio).await;
        for (koek, status) in [(&eigen, 403), (&rijk, 403), (&regio, 303)] {
            meld(&app, koek, &[("soort", "ook")])
                .await
                .met_status(status);
        }
        met_koek(&app, PAD, &eigen).await.met_status(403);
        let eigen_pagina = met_koek(&app, PRAKTIJK, &eigen).await.tekst;
        assert!(
            !eigen_pagina.contains(PAD),
            "it is not offered to the owner"
        );
        let pagina = app.get(PRAKTIJK).await.tekst;
        assert!(pagina.contains("1 organisatie doet dit ook."), "{pagina}");
        assert!(
            pagina.contains(PAD),
            "who is not logged in is brought to log in"
        );
        let bezoeker = app.get(PAD).await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen?naar="));

        // Who may not read a praktijk can't tell it from one that does not exist.
        let (_, els) = lid(&app, "Els", wereld.elders).await;
        app.verberg("geldcoach", Sleutel::Persoon(Uuid::from_u128(1)))
            .await;
        let weg = met_koek(&app, "/praktijken/bestaat-niet/toepassing", &els).await;
        let dicht = met_koek(&app, PAD, &els).await.met_status(404);
        assert_eq!(weg.met_status(404).tekst.len(), dicht.tekst.len());
        meld(&app, &els, &[("soort", "ook")]).await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_comes_back_with_every_word() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (_, els) = lid(&app, "Els", wereld.elders).await;
        let fout = [
            ("soort", "aangepast"),
            ("opgebracht", "Veel <b>minder</b> schulden."),
        ];
        let antwoord = meld(&app, &els, &fout).await.met_status(400);
        assert!(antwoord.tekst.contains("Vul in wat u anders doet"));
        assert!(
            antwoord.tekst.contains("Veel &#60;b&#62;minder"),
            "{}",
            antwoord.tekst
        );
        assert!(
            antwoord.tekst.contains("<title>Fout: "),
            "{}",
            antwoord.tekst
        );

        // Personal data is asked about: what and where, not again the value beside it.
        let adres = "els.de.vries@elders.example";
        let tekst = format!("Eerst dit.\nMail naar {adres}.");
        let met = [("soort", "ook"), ("opgebracht", tekst.as_str())];
        let antwoord = meld(&app, &els, &met).await.met_status(400);
        assert!(
            antwoord
                .tekst
                .contains("In regel 2 van “Wat bracht het?” lijkt een e-mailadres")
        );
        assert_eq!(
            antwoord.tekst.matches(adres).count(),
            1,
            "in the field only"
        );
        assert!(
            antwoord
                .tekst
                .contains("Ik heb gekeken: dit mag erin staan")
        );
        let mag = [met[0], met[1], ("persoonsgegevens-akkoord", "ja")];
        meld(&app, &els, &mag).await.met_status(303);

        // A colleague who saw an older version loses nothing of the newer one.
        let (_, ad) = lid(&app, "Ad", wereld.elders).await;
        let oud = [("soort", "ook"), ("veranderd", "Iets"), ("versie", "0")];
        meld(&app, &ad, &oud).await.met_status(409);
        let form = met_koek(&app, PAD, &ad).await.tekst;
        assert!(form.contains("name=\"versie\" value=\"1\""), "{form}");
    })
    .await;
}

#[tokio::test]
async fn deviating_from_regional_policy_is_for_who_takes_part_in_it() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        is_van(&app, wereld.praktijk, Some(wereld.regio)).await;
        let (_, els) = lid(&app, "Els", wereld.elders).await;
        let (_, bo) = lid(&app, "Bo", wereld.verder).await;
        let form = met_koek(&app, PAD, &els).await.met_status(200).tekst;
        assert!(form.contains("beleid van Regio Voorbeeld"), "{form}");
        let form = met_koek(&app, PAD, &bo).await.met_status(200).tekst;
        assert!(!form.contains("Regionaal beleid"));
        let wijkt_af = [
            ("soort", "ook"),
            ("afwijking", "invulling"),
            ("meerkosten", "Betaalt Elders zelf."),
            ("bedrag", "12.000"),
        ];
        meld(&app, &bo, &wijkt_af).await.met_status(400);
        let zonder_kosten = [wijkt_af[0], wijkt_af[1]];
        meld(&app, &els, &zonder_kosten).await.met_status(400);
        meld(&app, &els, &wijkt_af).await.met_status(303);
        let pagina = app.get(PRAKTIJK).await.tekst;
        assert!(
            pagina.contains("Wijkt af van het regionale beleid. B: "),
            "{pagina}"
        );
        assert!(
            pagina.contains("Betaalt Elders zelf.; € 12.000 per jaar"),
            "{pagina}"
        );
    })
    .await;
}

#[tokio::test]
async fn who_belongs_to_two_chooses_and_a_herindeling_takes_it_along() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let twee = [bij(Rol::Lid, wereld.elders), bij(Rol::Lid, wereld.plek.oud)];
        let id = mens(&app, "Els", &twee).await;
        let els = in_(&app, id, false).await;
        let form = met_koek(&app, &format!("{PAD}?organisatie=oudestad"), &els).await;
        assert!(form.met_status(200).tekst.contains("Wat doet Oudestad met"));
        for wie in ["oudestad", "elders"] {
            meld(&app, &els, &[("organisatie", wie), ("soort", "ook")])
                .await
                .met_status(303);
        }
        meld(&app, &els, &[("organisatie", "verder"), ("soort", "ook")])
            .await
            .met_status(400);
        // Voorbeeldstad took the place of Oudestad, and the praktijk is its own.
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let naar = wereld.plek.stad.to_string();
        let velden = [("actie", "herindelen"), ("naar", naar.as_str())];
        doe(&app, &beheerder, "/beheer/organisaties/oudestad", &velden)
            .await
            .met_status(303);
        let json = app.get(&format!("/api/v1{PRAKTIJK}")).await.json();
        let namen: Vec<&str> = json["toepassingen"]
            .as_array()
            .unwrap()
            .iter()
            .map(|t| t["organisatie"].as_str().unwrap())
            .collect();
        assert_eq!(namen, ["Elders"]);
    })
    .await;
}
