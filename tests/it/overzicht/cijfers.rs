use std::collections::BTreeMap;

use dwarsverband::{
    actor::{Actor, Sleutel},
    knelpunten::model::{Oorzaak, Status},
};
use scraper::{Html, Selector};

use super::{Gewenst, Land, PAD, gewenst, knelpunt, land, rijen, staven, woorden};
use crate::{
    paginas::{attributen, kies},
    support::{TestApp, account, op_beide},
};

#[tokio::test]
async fn an_overview_of_nothing_says_what_to_do() {
    op_beide(async |app| {
        let pagina = app.get(PAD).await.met_status(200).tekst;
        assert!(pagina.contains("nog geen knelpunt om te tellen"));
        assert!(attributen(&pagina, "main a", "href").contains(&"/signaleren".to_owned()));
        let csv = app.get("/knelpunten/overzicht.csv").await.met_status(200);
        assert!(rijen(&csv.tekst).is_empty());
        let lijst = app.get("/knelpunten/overzicht/lijst").await.met_status(200);
        assert!(lijst.tekst.contains("Hier staat nu geen knelpunt"));
    })
    .await;
}

#[tokio::test]
async fn what_somebody_may_not_read_counts_in_no_number() {
    op_beide(async |app| {
        let land = land(&app).await;
        knelpunt(
            &app,
            Gewenst {
                themas: &[land.schulden],
                gemeenten: &[land.stad],
                ..gewenst("Wie opgepakt is", Status::InBehandeling)
            },
        )
        .await;
        knelpunt(
            &app,
            Gewenst {
                oorzaak: Some(Oorzaak::Complexiteit),
                trede: 2,
                themas: &[land.schulden],
                regelingen: &[land.wet],
                gemeenten: &[land.stad, land.dorp],
                ..gewenst("Wat pas is gemeld", Status::Gemeld)
            },
        )
        .await;
        for (actor, ziet) in [
            (Actor::Bezoeker, false),
            (account(1, [Sleutel::Overheid]), true),
            (account(2, [Sleutel::Thema(land.schulden)]), true),
            (account(3, [Sleutel::Thema(land.wonen)]), false),
            (account(4, [Sleutel::Redactie]), true),
            (account(5, [Sleutel::Dwarskijker]), false),
        ] {
            let pagina = app.als(&actor, PAD).await.met_status(200).tekst;
            let getal = |id: &str, naam: &str| staven(&pagina, id).get(naam).cloned();
            let een_of = |aantal: &str| Some(if ziet { aantal } else { "0" }.to_owned());
            assert_eq!(getal("status", "Gemeld"), een_of("1"), "{actor}");
            assert_eq!(getal("oorzaken", "Complexiteit"), een_of("1"), "{actor}");
            let trede = "2. Wat kan binnen de bestaande ruimte";
            assert_eq!(getal("treden", trede), een_of("1"), "{actor}");
            let twee_of_een = Some(if ziet { "2" } else { "1" }.to_owned());
            assert_eq!(getal("themas", "Schulden"), twee_of_een, "{actor}");
            assert_eq!(getal("gemeenten", "Stad"), twee_of_een, "{actor}");
            assert_eq!(getal("gemeenten", "Dorp").is_some(), ziet, "{actor}");
            assert_eq!(getal("regelingen", "Een wet").is_some(), ziet, "{actor}");
            assert_eq!(
                getal("leeftijd", "Korter dan 1 maand"),
                twee_of_een,
                "{actor}"
            );
            let per_gemeente = app.als(&actor, "/knelpunten/overzicht/gemeenten.csv").await;
            assert_eq!(per_gemeente.tekst.contains("Dorp"), ziet, "{actor}");
            for pad in [
                PAD,
                "/knelpunten/overzicht.csv",
                "/knelpunten/overzicht/lijst",
                "/knelpunten/overzicht/lijst?status=gemeld",
                "/",
            ] {
                let tekst = app.als(&actor, pad).await.met_status(200).tekst;
                let staat_er = tekst.contains("Wat pas is gemeld");
                assert_eq!(staat_er, ziet, "{actor} at {pad}");
            }
        }
    })
    .await;
}

/// Knelpunten in every state, and of every sort.
async fn vol(app: &TestApp) -> Land {
    let land = land(app).await;
    let (themas, wet) = ([land.schulden, land.wonen], [land.wet]);
    let gemeenten = [land.stad, land.dorp, land.gehucht];
    for (nummer, status) in (0..).zip(Status::ALLE) {
        knelpunt(
            app,
            Gewenst {
                oorzaak: Oorzaak::ALLE.get(nummer).copied(),
                trede: u8::try_from(nummer).unwrap(),
                keren: (i32::from(status.is_gesloten()), 0),
                themas: &themas[..=nummer % 2],
                regelingen: &wet[..usize::from(nummer != 3)],
                gemeenten: &gemeenten[..nummer % 3],
                ..gewenst(&format!("Zaak {nummer}"), *status)
            },
        )
        .await;
    }
    // What was reported in a gemeente that ended is known under the one it became part of.
    knelpunt(
        app,
        Gewenst {
            trede: 5,
            keren: (3, 2),
            gemeenten: &[land.oud, land.stad],
            ..gewenst("Weer geopend", Status::InBehandeling)
        },
    )
    .await;
    land
}

/// The numbers on a page that lead somewhere: where, and the number.
fn getallen(html: &str) -> Vec<(String, String)> {
    let links = ".dv-telling__getal a, .dv-tabelvak td a, .dv-getallen dd a";
    let links = Selector::parse(links).unwrap();
    let html = Html::parse_document(html);
    let paar = |link: scraper::ElementRef<'_>| {
        let naar = link.attr("href").unwrap().to_owned();
        let getal = woorden(link);
        let getal = getal.split(' ').next().unwrap_or_default().to_owned();
        (naar, getal)
    };
    html.select(&links).map(paar).collect()
}

#[tokio::test]
async fn every_number_leads_to_what_it_counts() {
    op_beide(async |app| {
        vol(&app).await;
        let overheid = account(1, [Sleutel::Overheid]);
        for actor in [Actor::Bezoeker, overheid] {
            let pagina = app.als(&actor, PAD).await.met_status(200).tekst;
            let getallen = getallen(&pagina);
            let mut gezien = BTreeMap::new();
            for (naar, getal) in getallen {
                if naar.starts_with('#') || getal.ends_with('%') {
                    continue;
                }
                let telt = if let Some(vraag) = naar.strip_prefix("/zoeken?") {
                    let pad = format!("/api/v1/zoeken?{vraag}");
                    let json = app.als(&actor, &pad).await.met_status(200).json();
                    json["totaal"].to_string()
                } else {
                    let lijst = app.als(&actor, &naar).await.met_status(200).tekst;
                    let aantal = kies(&lijst, ".dv-titel .dv-meta span");
                    let aantal = aantal.iter().find(|tekst| tekst.contains("knelpunt"));
                    let aantal = aantal.unwrap().split(' ').next().unwrap();
                    aantal.to_owned()
                };
                assert_eq!(telt, getal, "{naar} for {actor}");
                let soort = naar.split(['?', '&']).nth(1).unwrap_or_default().to_owned();
                *gezien.entry(soort).or_insert(0) += 1;
            }
            assert!(gezien.len() > 15, "{gezien:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_gemeente_that_ended_counts_under_what_came_after_it() {
    op_beide(async |app| {
        vol(&app).await;
        let pagina = app.get(PAD).await.met_status(200).tekst;
        let gemeenten = staven(&pagina, "gemeenten");
        assert!(!gemeenten.contains_key("Oud"), "{gemeenten:?}");
        assert!(gemeenten.contains_key("Dorp"), "{gemeenten:?}");
        let gedeeld = staven(&pagina, "gedeeld");
        assert_eq!(gedeeld.get("Weer geopend").map(String::as_str), Some("2"));
    })
    .await;
}

#[tokio::test]
async fn what_was_opened_again_is_a_share_of_what_was_closed() {
    op_beide(async |app| {
        vol(&app).await;
        let pagina = app.get(PAD).await.met_status(200).tekst;
        // Three states in which it was closed once, and one that was closed three times.
        let deel = staven(&pagina, "heropend");
        assert_eq!(deel.values().collect::<Vec<_>>(), ["33%"]);
        let lijst = app.get("/knelpunten/overzicht/lijst?heropend=ja").await;
        let titels = kies(&lijst.met_status(200).tekst, "article h3");
        assert_eq!(titels, ["Weer geopend"]);
    })
    .await;
}

#[tokio::test]
async fn what_stays_open_grows_old_and_the_oldest_comes_first() {
    op_beide(async |app| {
        knelpunt(&app, gewenst("Het eerste", Status::InBehandeling)).await;
        app.later(40 * 86_400);
        knelpunt(&app, gewenst("Het tweede", Status::InBehandeling)).await;
        knelpunt(&app, gewenst("Klaar", Status::Opgelost)).await;
        app.later(60 * 86_400);
        let pagina = app.get(PAD).await.met_status(200).tekst;
        let leeftijden = staven(&pagina, "leeftijd");
        let met = |naam: &str| leeftijden.get(naam).map(String::as_str);
        assert_eq!(met("Korter dan 1 maand"), Some("0"));
        assert_eq!(met("1 tot 3 maanden"), Some("1"));
        assert_eq!(met("3 tot 6 maanden"), Some("1"));
        let oudste = kies(&pagina, "section[aria-labelledby='oudste'] tbody th a");
        assert_eq!(oudste, ["Het eerste", "Het tweede"]);
        let dagen = kies(
            &pagina,
            "section[aria-labelledby='oudste'] tbody td:last-child",
        );
        assert_eq!(dagen, ["100", "60"]);
    })
    .await;
}

#[tokio::test]
async fn the_file_has_a_row_for_each_and_runs_nothing() {
    op_beide(async |app| {
        let land = land(&app).await;
        let formule = "=HYPERLINK(\"https://kwaad.example\")";
        knelpunt(
            &app,
            Gewenst {
                oorzaak: Some(Oorzaak::Uitleg),
                trede: 3,
                themas: &[land.wonen, land.schulden],
                regelingen: &[land.wet],
                gemeenten: &[land.stad, land.dorp],
                ..gewenst(formule, Status::InBehandeling)
            },
        )
        .await;
        knelpunt(
            &app,
            Gewenst {
                keren: (1, 0),
                ..gewenst("Opgelost", Status::Opgelost)
            },
        )
        .await;
        let csv = app.get("/knelpunten/overzicht.csv").await.met_status(200);
        assert_eq!(csv.kop("content-type"), "text/csv; charset=utf-8");
        assert!(
            csv.kop("content-disposition")
                .contains("knelpunten-2026-11-21.csv")
        );
        let kop = csv.tekst.lines().next().unwrap();
        assert_eq!(
            kop.trim_end(),
            "kenmerk,titel,status,themas,oorzaak,trede,regelingen,aantalGemeenten,aantalSignalen,\
             gemeldOp,dagenOpen,heropend,url"
        );
        let rijen = rijen(&csv.tekst);
        assert_eq!(rijen.len(), 2);
        for (veld, waarde) in [
            ("titel", format!("'{formule}")),
            ("status", "in-behandeling".into()),
            ("themas", "Schulden; Wonen".into()),
            ("oorzaak", "uitleg-van-de-wet".into()),
            ("trede", "3".into()),
            ("regelingen", "Een wet".into()),
            ("aantalGemeenten", "2".into()),
            ("aantalSignalen", "0".into()),
            ("gemeldOp", "2026-11-21".into()),
            ("dagenOpen", "0".into()),
            ("heropend", "0".into()),
        ] {
            assert_eq!(rijen[0][veld], waarde, "{veld}");
        }
        let url = rijen[0]["url"].strip_prefix("https://dwarsverband.example");
        app.get(url.unwrap()).await.met_status(200);
        assert_eq!(rijen[1]["oorzaak"], "");
        let gemeenten = app.get("/knelpunten/overzicht/gemeenten.csv").await;
        let gemeenten = super::rijen(&gemeenten.met_status(200).tekst);
        let rij = |rij: &BTreeMap<String, String>| {
            let veld = |naam: &str| rij[naam].clone();
            [
                veld("code"),
                veld("gemeente"),
                veld("provincie"),
                veld("knelpunten"),
            ]
            .join(" ")
        };
        let gemeenten: Vec<String> = gemeenten.iter().map(rij).collect();
        assert_eq!(
            gemeenten,
            ["GM9992 Dorp Gelderland 1", "GM9991 Stad Gelderland 1"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_list_that_can_not_be_asked_says_why_and_a_title_takes_no_page() {
    op_beide(async |app| {
        let fout = app
            .get("/knelpunten/overzicht/lijst?status=klaar&trede=9&pagina=0")
            .await
            .met_status(400);
        for woord in ["in-behandeling", "0, 1, 2, 3, 4 of 5", "geheel getal"] {
            assert!(fout.tekst.contains(woord), "{woord}");
        }
        for nummer in 0..21 {
            knelpunt(&app, gewenst(&format!("Zaak {nummer}"), Status::Opgelost)).await;
        }
        let tweede = "/knelpunten/overzicht/lijst?status=opgelost&pagina=2";
        let lijst = app.get(tweede).await.met_status(200).tekst;
        assert_eq!(kies(&lijst, "article h3").len(), 1);
        let voorbij = app.get("/knelpunten/overzicht/lijst?pagina=9").await;
        assert!(
            voorbij
                .met_status(200)
                .tekst
                .contains("Deze bladzijde is er niet")
        );
        knelpunt(&app, gewenst("Overzicht", Status::Opgelost)).await;
        let lijst = app.get("/knelpunten/overzicht/lijst").await.met_status(200);
        let links = attributen(&lijst.tekst, "article h3 a", "href");
        assert_eq!(links[0], "/knelpunten/overzicht-2");
        app.get(&links[0]).await.met_status(200);
    })
    .await;
}
