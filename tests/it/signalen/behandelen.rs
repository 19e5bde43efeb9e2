//! Treating signalen: what waits for whom, who may take which step, and where a signaal goes.

use std::collections::BTreeSet;

use dwarsverband::{
    actor::{Rol, Sleutel},
    ctx::{Aanmelding, Ctx},
    db::tables::stuk,
    signalen::{
        model::Status,
        service::werkvoorraad::{Voorraad, werkvoorraad},
    },
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{indienen::sleutels, koppel, netwerklid, nu, pad, rij, stap, stuur, wereld, zetel};
use crate::{
    anderen::bezorg,
    paginas::kies,
    praktijken::{tekstvak, veld},
    support::{
        account, ctx,
        inlog::met_koek,
        mensen::{in_, landelijk, mail, verteld},
        op_beide,
        smtp::Mailserver,
    },
};

/// What a step is filled in with when it is right.
const INGEVULD: [(&str, &[(&str, &str)]); 4] = [
    (
        "doorverwijzen",
        &[
            ("naar", "de gemeente"),
            ("reden", "Dit gaat over één inwoner."),
        ],
    ),
    (
        "ander-thema",
        &[("naar", "vervoer"), ("reden", "Dit gaat over busjes.")],
    ),
    ("verwoorden", &[("naar", "Iemand zag iets.")]),
    ("intrekken", &[]),
];

/// The addresses to which mail went.
fn aan(server: &Mailserver) -> BTreeSet<String> {
    let brieven = server.haal().into_iter();
    brieven.flat_map(|brief| brief.aan).collect()
}

#[tokio::test]
async fn who_may_take_which_step_in_which_state() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let buurduo = zetel(&app, "Buurduo", wereld.vervoer).await;
        let netwerk = netwerklid(&app, "Nel", wereld.plek.thema).await;
        let signaal = stuur(&app, &wereld.els.1, &[]).await;
        let pagina = pad(&signaal);
        let lezers: [(&str, &str, u16, [u16; 5]); 8] = [
            ("visitor", "", 303, [303; 5]),
            ("colleague", &wereld.jan.1, 404, [404; 5]),
            ("netwerk", &netwerk.1, 404, [404; 5]),
            ("another duo", &buurduo.1, 404, [404; 5]),
            ("dwarskijker", &wereld.dwarskijker.1, 404, [404; 5]),
            ("melder", &wereld.els.1, 200, [403, 403, 403, 200, 403]),
            ("redactie", &wereld.redactie.1, 200, [403; 5]),
            ("duo", &wereld.duo.1, 200, [200, 200, 403, 403, 200]),
        ];
        for (wie, koek, leest, mag) in lezers {
            let gelezen = met_koek(&app, &pagina, koek).await;
            assert_eq!(gelezen.status, leest, "{wie}");
            let stappen = INGEVULD.map(|(naam, _)| format!("{pagina}/stappen/{naam}"));
            let alle = stappen.into_iter().chain([format!("{pagina}/koppelen")]);
            for (weg, verwacht) in alle.zip(mag) {
                let antwoord = met_koek(&app, &weg, koek).await;
                assert_eq!(antwoord.status, verwacht, "{wie} {weg}");
            }
            for weg in ["stappen/koppelen", "stappen/bestaat-niet"] {
                let weg = format!("{pagina}/{weg}");
                let er_is_niets = if koek.is_empty() { 303 } else { 404 };
                assert_eq!(
                    met_koek(&app, &weg, koek).await.status,
                    er_is_niets,
                    "{wie}"
                );
            }
            // What is refused is not done.
            for (wat, verwacht) in INGEVULD.into_iter().zip(mag) {
                if verwacht != 200 {
                    let poging = stap(&app, koek, &signaal, wat).await;
                    assert_eq!(poging.status, verwacht, "{wie} {}", wat.0);
                }
            }
            if mag[4] != 200 {
                let velden = [("naar", "KNP-2026-0101"), ("reden", "Zomaar.")];
                let poging = koppel(&app, koek, &signaal, &velden).await;
                assert_eq!(poging.status, mag[4], "{wie}");
            }
        }
        assert_eq!(nu(&app, &signaal).await, signaal);
        let van_duo = met_koek(&app, &pagina, &wereld.duo.1).await.tekst;
        let van_redactie = met_koek(&app, &pagina, &wereld.redactie.1).await.tekst;
        assert!(
            van_duo.contains("Els Voorbeeld"),
            "who sent an open one is known"
        );
        for stap in [
            "Koppelen aan een knelpunt",
            "Doorverwijzen",
            "Naar een ander thema",
        ] {
            assert!(van_duo.contains(stap), "{stap}: {van_duo}");
        }
        assert!(van_redactie.contains("Dit doet het duo van het thema"));

        // What was taken back can't be treated by anybody; who never could hears that.
        let velden = [("reden", "Al opgelost.")];
        let weg = stap(&app, &wereld.els.1, &signaal, ("intrekken", &velden)).await;
        let weg = weg.met_status(303);
        assert_eq!(weg.kop("location"), "/account/signalen?gelukt=ingetrokken");
        let signaal = nu(&app, &signaal).await;
        assert_eq!(signaal.status, "ingetrokken");
        for (wie, koek, _, mag) in lezers {
            let nu_niet = |mag: u16| if mag == 200 { 409 } else { mag };
            for (wat, mag) in INGEVULD.into_iter().zip(mag) {
                let poging = stap(&app, koek, &signaal, wat).await;
                assert_eq!(poging.status, nu_niet(mag), "{wie} {}", wat.0);
            }
            let poging = koppel(&app, koek, &signaal, &[("reden", "Zomaar.")]).await;
            assert_eq!(poging.status, nu_niet(mag[4]), "{wie}");
        }
        // What was typed is there to be copied; there is no step to take.
        let te_laat = stap(&app, &wereld.duo.1, &signaal, INGEVULD[0]).await;
        let mag_niet = stap(&app, &wereld.redactie.1, &signaal, INGEVULD[0]).await;
        for pagina in [te_laat.tekst, mag_niet.tekst] {
            for woord in [
                "Dit is niet gedaan",
                "Dit schreef u",
                "de gemeente",
                "Dit gaat over één inwoner.",
            ] {
                assert!(pagina.contains(woord), "{woord}: {pagina}");
            }
            assert!(!pagina.contains("name=\"reden\""), "{pagina}");
        }
        let terug = met_koek(
            &app,
            &format!("{pagina}/stappen/doorverwijzen"),
            &wereld.duo.1,
        )
        .await;
        assert_eq!(terug.met_status(303).kop("location"), pagina);
    })
    .await;
}

#[tokio::test]
async fn who_signalled_hears_where_it_belongs_and_why() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let koek = &wereld.duo.1;
        let signaal = stuur(&app, &wereld.els.1, &[]).await;
        bezorg(&app, &server).await;
        server.haal();
        let leeg = stap(&app, koek, &signaal, ("doorverwijzen", &[])).await;
        let leeg = leeg.met_status(400);
        let fouten = kies(&leeg.tekst, ".dv-fouten li");
        assert_eq!(fouten.len(), 2, "{fouten:?}");
        assert_eq!(veld(&leeg, "versie"), signaal.versie.to_string());
        let reden = "Bel 06-12345678.";
        let fout = [("naar", "de gemeente"), ("reden", reden)];
        let fout = stap(&app, koek, &signaal, ("doorverwijzen", &fout)).await;
        let fout = fout.met_status(400);
        assert!(fout.tekst.contains("name=\"persoonsgegevens-akkoord\""));
        assert_eq!(
            (tekstvak(&fout, "reden"), veld(&fout, "naar")),
            (reden.into(), "de gemeente".into())
        );

        // Who saw an older one does not write over what happened since.
        let oud = stuk::Model {
            versie: signaal.versie - 1,
            ..signaal.clone()
        };
        let te_laat = stap(&app, koek, &oud, INGEVULD[0]).await.met_status(409);
        assert_eq!(tekstvak(&te_laat, "reden"), "Dit gaat over één inwoner.");
        let gedaan = stap(&app, koek, &signaal, INGEVULD[0])
            .await
            .met_status(303);
        assert_eq!(
            gedaan.kop("location"),
            format!("{}?gelukt=doorverwezen", pad(&signaal))
        );
        assert_eq!(nu(&app, &signaal).await.status, "doorverwezen");
        assert_eq!(
            verteld(&app, signaal.id).await,
            ["aanmaken", "verbinden", "doorverwijzen"]
        );

        bezorg(&app, &server).await;
        let brief = server.een();
        assert_eq!(brief.aan, [mail("Els")]);
        let tekst = brief.deel("text/plain");
        assert!(
            tekst.contains("SIG-2026-") && !tekst.contains("inwoner"),
            "{tekst}"
        );
        for weg in [pad(&signaal), "/account/signalen".to_owned()] {
            let tekst = met_koek(&app, &weg, &wereld.els.1)
                .await
                .met_status(200)
                .tekst;
            assert!(
                tekst.contains("Naar de gemeente. Dit gaat over één inwoner."),
                "{tekst}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn another_duo_gets_it_with_all_that_is_said_and_the_first_lets_go() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let (duo, redactie) = (&wereld.duo.1, &wereld.redactie.1);
        let signaal = stuur(&app, &wereld.els.1, &[("titel", "Zeven zeepkisten")]).await;
        bezorg(&app, &server).await;
        server.haal();
        for (naar, reden) in [
            ("wonen", "Zomaar"),
            ("bestaat-niet", "Zomaar"),
            ("vervoer", ""),
        ] {
            let velden = [("naar", naar), ("reden", reden)];
            let fout = stap(&app, duo, &signaal, ("ander-thema", &velden)).await;
            let fouten = kies(&fout.met_status(400).tekst, ".dv-fouten li");
            assert_eq!(fouten.len(), 1, "{naar}: {fouten:?}");
        }
        let gedaan = stap(&app, duo, &signaal, INGEVULD[1]).await.met_status(303);
        assert_eq!(gedaan.kop("location"), "/signalen?gelukt=thema");
        let bij = |thema| {
            let alle = [
                Sleutel::Persoon(wereld.els.0),
                Sleutel::Redactie,
                Sleutel::Duo(thema),
            ];
            alle.map(|sleutel| sleutel.to_string())
                .into_iter()
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(sleutels(&app, signaal.id).await, bij(wereld.vervoer));
        assert_eq!(rij(&app, &signaal).await.thema_id, Some(wereld.vervoer));
        let signaal = nu(&app, &signaal).await;
        assert_eq!(signaal.status, "ingediend");
        // Who let go finds it no longer, also by search.
        met_koek(&app, &pad(&signaal), duo).await.met_status(404);
        let gevonden = met_koek(&app, "/api/v1/zoeken?q=zeepkisten", duo).await;
        assert_eq!(gevonden.met_status(200).json()["totaal"], 0);
        let gevonden = met_koek(&app, "/api/v1/zoeken?q=zeepkisten", redactie).await;
        assert_eq!(gevonden.met_status(200).json()["totaal"], 1);

        // There is no duo for vervoer: the redactie hears of it, and may give it back.
        bezorg(&app, &server).await;
        assert_eq!(aan(&server), BTreeSet::from([mail("Roos")]));
        let terug = [("naar", "wonen"), ("reden", "Toch niet.")];
        let gedaan = stap(&app, redactie, &signaal, ("ander-thema", &terug)).await;
        let naar = format!("{}?gelukt=thema", pad(&signaal));
        assert_eq!(gedaan.met_status(303).kop("location"), naar);
        assert_eq!(sleutels(&app, signaal.id).await, bij(wereld.plek.thema));
        bezorg(&app, &server).await;
        assert_eq!(aan(&server), BTreeSet::from([mail("Duo")]));
        let pagina = met_koek(&app, &pad(&signaal), duo)
            .await
            .met_status(200)
            .tekst;
        assert!(pagina.contains("Dit gaat over busjes.") && pagina.contains("Toch niet."));
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_shown_to_who_treats_it_and_for_how_long() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        for (titel, thema) in [
            ("Wonen na detentie", "wonen"),
            ("Busjes", "vervoer"),
            ("Iets", ""),
        ] {
            stuur(&app, &wereld.els.1, &[("titel", titel), ("thema", thema)]).await;
        }
        let lijst = async |koek: &str, weg: &str| {
            let pagina = met_koek(&app, weg, koek).await.met_status(200);
            (kies(&pagina.tekst, ".dv-mensen a"), pagina.tekst)
        };
        let (van_duo, tekst) = lijst(&wereld.duo.1, "/signalen").await;
        assert_eq!(van_duo, ["Wonen na detentie"]);
        for woord in ["sinds vandaag", "1 gemeente", "Wonen"] {
            assert!(tekst.contains(woord), "{woord}: {tekst}");
        }
        let (van_redactie, tekst) = lijst(&wereld.redactie.1, "/signalen").await;
        assert_eq!(
            van_redactie,
            ["Busjes", "Iets"],
            "those without a duo, the oldest first"
        );
        assert!(tekst.contains("Nog geen thema"));
        let (_, leeg) = lijst(&wereld.dwarskijker.1, "/signalen").await;
        assert!(leeg.contains("Er wacht niets"));
        for koek in [&wereld.els.1, &wereld.jan.1] {
            met_koek(&app, "/signalen", koek).await.met_status(404);
        }
        app.get("/signalen").await.met_status(303);

        app.later(3 * 86_400);
        let duo = in_(&app, wereld.duo.0, false).await;
        let (_, tekst) = lijst(&duo, "/signalen?status=onzin").await;
        assert!(tekst.contains("3 dagen"), "{tekst}");
        let signaal = stuk::Entity::find().filter(stuk::Column::Titel.eq("Wonen na detentie"));
        let signaal = signaal.one(app.app.db.read()).await.unwrap().unwrap();
        stap(&app, &duo, &signaal, INGEVULD[0])
            .await
            .met_status(303);
        assert_eq!(lijst(&duo, "/signalen").await.0, [""; 0]);
        let (gedaan, tekst) = lijst(&duo, "/signalen?status=doorverwezen").await;
        assert_eq!(gedaan, ["Wonen na detentie"]);
        assert!(!tekst.contains("3 dagen"), "nobody waits for it");
        let (_, leeg) = lijst(&duo, "/signalen?status=ingetrokken").await;
        assert!(leeg.contains("Niets met deze staat"));
    })
    .await;
}

#[tokio::test]
async fn what_waits_comes_a_page_at_a_time() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        for (titel, thema) in [
            ("Busjes", "vervoer"),
            ("Wonen na detentie", "wonen"),
            ("Iets", ""),
            ("Treinen", "vervoer"),
        ] {
            stuur(&app, &wereld.els.1, &[("titel", titel), ("thema", thema)]).await;
        }
        let redactie = Ctx {
            aanmelding: Some(Aanmelding {
                sessie_id: wereld.redactie.0,
                naam: "Roos".into(),
                toekenningen: vec![landelijk(Rol::Redactie)],
                sterk: true,
            }),
            ..ctx(account(1, [Sleutel::Redactie]), &app.app.clock)
        };
        let conn = app.app.db.read();
        for (vanaf, verwacht) in [
            (0, vec![("Busjes", "Vervoer"), ("Iets", "")]),
            (2, vec![("Treinen", "Vervoer")]),
            (4, vec![]),
        ] {
            let voorraad = werkvoorraad(&redactie, conn, Status::Ingediend, (vanaf, 2)).await;
            let Voorraad { totaal, regels } = voorraad.expect("what waits");
            assert_eq!(totaal, 3, "what a duo treats is no part of it");
            let titels: Vec<(&str, &str)> = regels
                .iter()
                .map(|regel| (regel.kop.titel.as_str(), regel.thema.as_str()))
                .collect();
            assert_eq!(titels, verwacht, "from {vanaf}");
        }

        let koek = &wereld.redactie.1;
        let voorbij = met_koek(&app, "/signalen?pagina=2", koek).await;
        let voorbij = voorbij.met_status(200).tekst;
        assert!(voorbij.contains("Deze bladzijde is er niet"), "{voorbij}");
        assert!(voorbij.contains("href=\"/signalen?status=ingediend\""));
        for onzin in ["/signalen?pagina=0", "/signalen?pagina=x"] {
            met_koek(&app, onzin, koek).await.met_status(400);
            met_koek(&app, onzin, &wereld.els.1).await.met_status(404);
        }
    })
    .await;
}
