//! The pages of laws with their articles, of gemeenten, provinces and size classes, and the map.

use dwarsverband::actor::Sleutel;
use serde_json::{Value, json};

use crate::{
    paginas::{attributen, kies, vul},
    support::{TestApp, account, op_beide},
};

/// A law with two articles that we describe, and stukken that touch it here and there.
fn wet() -> Vec<Value> {
    vec![
        json!({
            "soort": "regeling", "titel": "Hulpwet", "slug": "hulpwet", "afkorting": "Hw",
            "officieelId": "BWBR0099999", "samenvatting": "Over hulp.",
            "tekst": "Wat er geregeld is. Omschrijving toegevoegd door de redactie.",
            "artikelen": [
                {"artikel": "2.3.10", "samenvatting": "Hoe hulp eindigt."},
                {"artikel": "2.3.2", "samenvatting": "Hoe hulp begint."},
            ],
        }),
        json!({"soort": "regeling", "titel": "Andere wet", "slug": "andere-wet", "tekst": "x"}),
        json!({"soort": "regeling", "titel": "Stille wet", "slug": "stille-wet", "tekst": "x"}),
        json!({"soort": "thema", "titel": "Hulp", "slug": "hulp", "tekst": "x", "regelingen": ["hulpwet"]}),
        json!({
            "externId": "a", "soort": "praktijk", "titel": "Een eerste gesprek", "tekst": "x",
            "regelingen": ["hulpwet, art. 2.3.2, eerste lid", "hulpwet, art. 2.3.2, derde lid", "andere-wet"],
        }),
        json!({
            "externId": "b", "soort": "publicatie", "titel": "Brief over hulp", "tekst": "x",
            "regelingen": ["hulpwet, hoofdstuk 2", "andere-wet"],
        }),
        json!({
            "externId": "c", "soort": "praktijk", "titel": "Hulp op maat", "tekst": "x",
            "regelingen": [{"regeling": "hulpwet", "artikel": "18a"}],
        }),
    ]
}

#[tokio::test]
async fn a_law_shows_its_articles_with_what_touches_each() {
    op_beide(async |app: TestApp| {
        assert_eq!(app.lees(&wet()).await.geweigerd, []);
        let pagina = app.get("/regelingen/hulpwet").await.met_status(200).tekst;
        assert_eq!(
            kies(&pagina, ".dv-wetsartikel h3"),
            ["Artikel 2.3.2", "Artikel 2.3.10", "Artikel 18a"]
        );
        assert_eq!(
            attributen(&pagina, ".dv-wetsartikel", "id"),
            ["artikel-2.3.2", "artikel-2.3.10", "artikel-18a"]
        );
        let artikelen = kies(&pagina, ".dv-wetsartikel");
        assert!(artikelen[0].contains("Hoe hulp begint."), "{artikelen:?}");
        assert!(
            artikelen[0].contains("Een eerste gesprek Praktijk, derde lid, eerste lid"),
            "once, with both places: {artikelen:?}"
        );
        assert!(
            artikelen[2].contains("Hulp op maat Praktijk"),
            "{artikelen:?}"
        );
        let links = attributen(&pagina, ".dv-wetsartikel a[href^='https']", "href");
        assert_eq!(
            links[0],
            "https://wetten.overheid.nl/jci1.3:c:BWBR0099999&artikel=2.3.2"
        );
        assert!(pagina.contains("Toegevoegd door de redactie"));
        assert!(!pagina.contains("Omschrijving toegevoegd"), "said once");
        assert_eq!(
            kies(&pagina, "section[aria-labelledby=geheel] h3"),
            ["Brief over hulp"]
        );
        assert!(pagina.contains("<span>hoofdstuk 2</span>"), "{pagina}");
        let verwant = kies(&pagina, "section[aria-labelledby=verwant] li");
        assert_eq!(verwant, ["Andere wet samen in 2 stukken"]);
        assert_eq!(
            kies(&pagina, "section[aria-labelledby=themas] li"),
            ["Hulp"]
        );

        app.lees(&[json!({
            "externId": "d", "soort": "publicatie", "titel": "Twee artikelen", "tekst": "x",
            "regelingen": ["hulpwet, art. 2.3.10 en 18a, tweede lid"],
        })])
        .await;
        let pagina = app.get("/regelingen/hulpwet").await.met_status(200).tekst;
        let artikelen = kies(&pagina, ".dv-wetsartikel");
        assert!(
            artikelen[1].contains("Twee artikelen Publicatie") && !artikelen[1].contains("18a")
        );
        assert!(
            artikelen[2].contains("Twee artikelen Publicatie, tweede lid"),
            "{artikelen:?}"
        );

        let stil = app
            .get("/regelingen/stille-wet")
            .await
            .met_status(200)
            .tekst;
        assert!(stil.contains("Nog geen praktijk of publicatie gaat over deze regeling"));
        assert!(kies(&stil, ".dv-wetsartikel").is_empty());
        let json = app
            .get("/api/v1/regelingen/hulpwet")
            .await
            .met_status(200)
            .json();
        assert_eq!(
            json["artikelen"][0],
            json!({
                "artikel": "2.3.2", "samenvatting": "Hoe hulp begint.",
                "officieleTekst": "https://wetten.overheid.nl/jci1.3:c:BWBR0099999&artikel=2.3.2",
            })
        );
        let gevonden = app.get("/api/v1/zoeken?q=hulpwet+art.+2.3.2").await.json();
        assert_eq!(gevonden["resultaten"][0]["titel"], "Hulpwet");
        let gevonden = app.get("/api/v1/zoeken?q=eindigt").await.json();
        assert_eq!(gevonden["resultaten"][0]["titel"], "Hulpwet");
    })
    .await;
}

/// Two gemeenten of one province, of which one took the place of two others, one after the other.
fn gemeenten() -> Vec<Value> {
    let gemeente = |code: &str, titel: &str, inwoners: u32| {
        json!({
            "externId": code.to_lowercase() + "x", "officieelId": code, "soort": "organisatie",
            "organisatiesoort": "gemeente", "titel": titel, "tekst": "x", "provincie": "drenthe",
            "inwoners": inwoners,
        })
    };
    let mut oudst = gemeente("GM9901", "Oudsthuizen", 4_000);
    oudst["einde"] = json!("1998-01-01");
    let mut oud = gemeente("GM9902", "Oudhuizen", 9_000);
    oud["einde"] = json!("2019-01-01");
    oud["verbanden"] = json!([{"soort": "vervangt", "naar": "GM9901"}]);
    let mut nieuw = gemeente("GM9903", "Nieuwhuizen", 30_000);
    nieuw["begin"] = json!("2019-01-01");
    nieuw["verbanden"] = json!([{"soort": "vervangt", "naar": "GM9902"}]);
    let buur = gemeente("GM9904", "Buurhuizen", 31_000);
    vec![oudst, oud, nieuw, buur]
}

fn praktijk(id: &str, titel: &str, gemeente: &str) -> Value {
    json!({
        "externId": id, "soort": "praktijk", "titel": titel, "tekst": "x", "gemeenten": [gemeente],
        "themas": ["hulp"], "regelingen": ["hulpwet"],
    })
}

#[tokio::test]
async fn what_was_done_in_a_gemeente_that_ended_is_found_under_its_successor() {
    op_beide(async |app: TestApp| {
        // The stukken first: what makes the successor must bring them along.
        let [oudst, oud, nieuw, buur] = gemeenten().try_into().unwrap();
        let zonder = |record: &Value| {
            let mut record = record.clone();
            record["verbanden"] = json!([]);
            record
        };
        app.lees(&wet()).await;
        app.lees(&[zonder(&oudst), zonder(&oud), zonder(&nieuw), buur])
            .await;
        app.lees(&[
            praktijk("p", "Een oud plan", "GM9902"),
            praktijk("q", "Het oudste plan", "GM9901"),
        ])
        .await;
        let totaal = async |vraag: &str| {
            let antwoord = app
                .get(&format!("/api/v1/zoeken?soort=praktijk&{vraag}"))
                .await;
            antwoord.met_status(200).json()["totaal"].clone()
        };
        assert_eq!(totaal("gemeente=GM9903").await, 0);
        app.lees(&[nieuw.clone(), oud.clone()]).await;
        assert_eq!(
            totaal("gemeente=GM9903").await,
            2,
            "also through two successors"
        );
        assert_eq!(totaal("gemeente=GM9902").await, 2);
        assert_eq!(totaal("gemeente=GM9901").await, 1);
        assert_eq!(totaal("gemeentegrootte=25000-50000").await, 2);
        assert_eq!(totaal("q=nieuwhuizen").await, 2);

        let pagina = app
            .get("/organisaties/nieuwhuizen")
            .await
            .met_status(200)
            .tekst;
        assert!(
            kies(&pagina, ".dv-strook")
                .contains(&"Hierin ging onder meer op: Oudhuizen.".to_owned())
        );
        let kaarten = kies(&pagina, "section[aria-labelledby=praktijken] article");
        assert_eq!(kaarten.len(), 2);
        assert!(
            kaarten[0].contains("Een oud plan") && kaarten[0].contains("Beschreven voor Oudhuizen")
        );
        assert!(
            kaarten[1].contains("Beschreven voor Oudsthuizen"),
            "{kaarten:?}"
        );
        let oude = app
            .get("/organisaties/oudhuizen")
            .await
            .met_status(200)
            .tekst;
        let stroken = kies(&oude, ".dv-strook");
        assert_eq!(
            stroken,
            [
                "Ging op 1 januari 2019 op in Nieuwhuizen.",
                "Hierin ging onder meer op: Oudsthuizen."
            ]
        );
        assert!(oude.contains("Geen gemeente meer") && !oude.contains("Gemeenten zoals deze"));
        let lijst = app.get("/organisaties").await.met_status(200).tekst;
        assert!(lijst.contains("Opgeheven per 1 januari 2019"), "{lijst}");
        let json = app.get("/api/v1/organisaties/GM9902").await.json();
        assert_eq!(json["einde"], "2019-01-01");
        let verbanden = json["verbanden"].as_array().unwrap();
        assert!(
            verbanden
                .iter()
                .any(|v| v["soort"] == "vervangt" && v["richting"] == "in")
        );

        // Hidden, or no successor any more, and they are found there no longer.
        app.verberg("gm9903x", Sleutel::Redactie).await;
        assert_eq!(totaal("gemeente=GM9903").await, 0);
        app.verberg("gm9903x", Sleutel::Openbaar).await;
        assert_eq!(totaal("gemeente=GM9903").await, 2);
        app.lees(&[zonder(&nieuw)]).await;
        assert_eq!(totaal("gemeente=GM9903").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_gemeente_shows_what_it_shares_and_who_is_like_it() {
    op_beide(async |app: TestApp| {
        app.lees(&wet()).await;
        app.lees(&gemeenten()).await;
        app.lees(&[
            praktijk("p", "Een plan", "GM9904"),
            json!({"externId": "r", "soort": "publicatie", "titel": "Een verslag", "tekst": "x",
                   "gemeenten": ["GM9904"], "regelingen": ["hulpwet", "andere-wet"]}),
        ])
        .await;
        let pagina = app
            .get("/organisaties/buurhuizen")
            .await
            .met_status(200)
            .tekst;
        for pad in ["/provincies/drenthe", "/gemeentegrootte/25000-50000"] {
            assert!(
                attributen(&pagina, "aside a", "href").contains(&pad.to_owned()),
                "{pad}"
            );
        }
        assert_eq!(
            kies(&pagina, "section[aria-labelledby=praktijken] article h3"),
            ["Een plan"]
        );
        assert_eq!(
            kies(&pagina, "section[aria-labelledby=raakt] h4"),
            ["Een verslag"]
        );
        assert_eq!(
            kies(&pagina, "section[aria-labelledby=themas] li"),
            ["Hulp 1 stuk"]
        );
        assert_eq!(
            kies(&pagina, "section[aria-labelledby=regels] li"),
            ["Hulpwet 2 stukken", "Andere wet 1 stuk"]
        );
        assert_eq!(
            kies(&pagina, ".dv-namen li"),
            ["Nieuwhuizen"],
            "and not who ended"
        );

        assert_eq!(
            attributen(
                &pagina,
                "section[aria-labelledby=zoals] a[href^='/zoeken']",
                "href"
            ),
            ["/zoeken?soort=praktijk"],
            "what it shares itself is no neighbour's"
        );

        let leeg = app
            .get("/organisaties/nieuwhuizen")
            .await
            .met_status(200)
            .tekst;
        assert!(leeg.contains("Nieuwhuizen deelt hier nog geen praktijk"));
        assert_eq!(
            attributen(&leeg, ".dv-leeg a", "href"),
            [
                "/zoeken?soort=praktijk&provincie=drenthe",
                "/zoeken?soort=praktijk&gemeentegrootte=25000-50000",
                "/zoeken?soort=praktijk",
            ]
        );
        assert_eq!(kies(&leeg, ".dv-namen li"), ["Buurhuizen 1 praktijk"]);
        let zoals = "/zoeken?soort=praktijk&provincie=drenthe&gemeentegrootte=25000-50000";
        let links = attributen(&leeg, "section[aria-labelledby=zoals] a", "href");
        assert!(links.contains(&zoals.to_owned()), "{links:?}");
    })
    .await;
}

#[tokio::test]
async fn a_page_holds_some_cards_and_search_has_them_all() {
    op_beide(async |app: TestApp| {
        app.lees(&wet()).await;
        app.lees(&gemeenten()).await;
        let plannen: Vec<Value> = (1..=13)
            .map(|n| praktijk(&format!("p{n}"), &format!("Plan {n}"), "GM9904"))
            .collect();
        let (laatste, eerste) = plannen.split_last().unwrap();
        let meer = "Zoek en filter in alle 13 praktijken".to_owned();
        let kaarten = "section[aria-labelledby=praktijken] article";
        let links = "section[aria-labelledby=praktijken] p a";
        app.lees(eerste).await;
        let pagina = app
            .get("/organisaties/buurhuizen")
            .await
            .met_status(200)
            .tekst;
        assert_eq!(kies(&pagina, kaarten).len(), 12);
        assert!(
            !pagina.contains("Zoek en filter in alle"),
            "all of them are there"
        );
        let wet = app.get("/regelingen/hulpwet").await.met_status(200).tekst;
        assert!(!wet.contains("U ziet hier"), "{wet}");
        app.lees(std::slice::from_ref(laatste)).await;
        let pagina = app
            .get("/organisaties/buurhuizen")
            .await
            .met_status(200)
            .tekst;
        assert_eq!(kies(&pagina, kaarten).len(), 12);
        assert!(kies(&pagina, links).contains(&meer), "{pagina}");
        let zoek = "/zoeken?soort=praktijk&gemeente=GM9904".to_owned();
        assert!(
            attributen(&pagina, links, "href").contains(&zoek),
            "{pagina}"
        );
        let gevonden = app
            .get(&format!("/api/v1{zoek}"))
            .await
            .met_status(200)
            .json();
        assert_eq!(gevonden["totaal"], 13);
        let wet = app.get("/regelingen/hulpwet").await.met_status(200).tekst;
        assert!(wet.contains("U ziet hier 13 van de 14 stukken."), "{wet}");
    })
    .await;
}

#[tokio::test]
async fn a_part_of_the_country_counts_what_the_reader_may_read() {
    op_beide(async |app: TestApp| {
        app.lees(&wet()).await;
        app.lees(&gemeenten()).await;
        app.lees(&[
            praktijk("p", "Een plan", "GM9904"),
            praktijk("q", "Nog een", "GM9903"),
        ])
        .await;
        app.verberg("q", Sleutel::Redactie).await;
        let redactie = account(1, [Sleutel::Openbaar, Sleutel::Redactie]);
        for pad in ["/provincies/drenthe", "/gemeentegrootte/25000-50000"] {
            let pagina = app.get(pad).await.met_status(200).tekst;
            assert_eq!(
                kies(&pagina, ".dv-namen li"),
                ["Buurhuizen 1 praktijk", "Nieuwhuizen 0 praktijken"],
                "{pad}"
            );
            assert_eq!(
                kies(&pagina, ".dv-getallen dd"),
                ["2", "1", "1", "61.000"],
                "{pad}"
            );
            assert_eq!(kies(&pagina, "article h3"), ["Een plan"]);
            assert_eq!(
                kies(&pagina, "article dt"),
                ["Kosten", "Onderbouwing", "Effect", "Fase"],
                "{pad}"
            );
            let pagina = app.als(&redactie, pad).await.met_status(200).tekst;
            assert_eq!(
                kies(&pagina, ".dv-getallen dd"),
                ["2", "2", "2", "61.000"],
                "{pad}"
            );
        }
        app.verberg("gm9903x", Sleutel::Redactie).await;
        let pad = "/provincies/drenthe";
        let pagina = app.get(pad).await.met_status(200).tekst;
        assert_eq!(kies(&pagina, ".dv-namen li"), ["Buurhuizen 1 praktijk"]);
        let pagina = app.als(&redactie, pad).await.met_status(200).tekst;
        assert_eq!(kies(&pagina, ".dv-namen li").len(), 2);
        let leeg = app.get("/provincies/limburg").await.met_status(200).tekst;
        assert!(leeg.contains("Hier is nog geen praktijk beschreven"));
        for (pad, naar) in [
            ("/provincies/Drenthe", "drenthe"),
            ("/provincies/Frysl%C3%A2n", "fryslan"),
        ] {
            let naar = format!("/provincies/{naar}");
            assert_eq!(app.get(pad).await.met_status(308).kop("location"), naar);
        }
        for pad in [
            "/provincies/holland",
            "/gemeentegrootte/groot",
            "/provincies/%00",
        ] {
            app.get(pad).await.met_status(404);
        }
    })
    .await;
}

#[tokio::test]
async fn the_map_says_what_its_table_says() {
    op_beide(async |app: TestApp| {
        app.get("/provincies").await.met_status(200);
        vul(&app).await;
        let pagina = app.get("/provincies").await.met_status(200).tekst;
        let tegels = attributen(&pagina, "svg a", "href");
        assert_eq!(tegels.len(), 12);
        let getallen = kies(&pagina, ".dv-landkaart__getal");
        let rijen = kies(&pagina, "table:has(#tabel-provincies) tbody tr");
        assert_eq!(rijen.len(), 12);
        let (mut gemeenten, mut delen) = (0, 0);
        for (pad, getal) in tegels.iter().zip(getallen) {
            let rij = format!("tr:has(a[href='{pad}']) td");
            let cellen: Vec<u64> = kies(&pagina, &rij)
                .iter()
                .map(|c| c.parse().unwrap())
                .collect();
            assert_eq!(getal, format!("{} van {}", cellen[1], cellen[0]), "{pad}");
            assert!(
                cellen[1] <= cellen[0] && cellen[1].min(1) == cellen[2].min(1),
                "{pad}"
            );
            gemeenten += cellen[0];
            delen += cellen[1];
            let gebied = app.get(pad).await.met_status(200).tekst;
            let cijfers = kies(&gebied, ".dv-getallen dd");
            assert_eq!(cijfers[0], cellen[0].to_string(), "{pad}");
            assert_eq!(cijfers[1], cellen[1].to_string(), "{pad}");
        }
        assert_eq!(gemeenten, 342 + 3, "of today, and the three of the demo");
        assert!(delen >= 10, "{delen}");
        let stand = kies(&pagina, ".nl-paragraph--lead").remove(0);
        assert!(
            stand.starts_with(&format!("{delen} van de 345 gemeenten delen")),
            "{stand}"
        );
        assert_eq!(
            kies(&pagina, "table:has(#tabel-groottes) tbody tr").len(),
            5
        );
        let lijst = app.get("/organisaties").await.tekst;
        assert!(attributen(&lijst, "main a", "href").contains(&"/provincies".to_owned()));
    })
    .await;
}
