//! The import, over both databases.

use dwarsverband::{
    db,
    inlezen::service::Verslag,
    stukken::{
        geschiedenis,
        model::Soort,
        service::{self as stukken, Wijziging},
    },
};
use serde_json::{Value, json};

use crate::support::{TestApp, account, ctx, op_beide};

fn record(extern_id: &str, soort: &str, titel: &str) -> Value {
    json!({"externId": extern_id, "soort": soort, "titel": titel, "tekst": format!("Over {titel}.")})
}

fn met(mut record: Value, velden: Value) -> Value {
    record
        .as_object_mut()
        .unwrap()
        .extend(velden.as_object().unwrap().clone());
    record
}

fn telling(v: &Verslag) -> [usize; 5] {
    [
        v.nieuw,
        v.gewijzigd,
        v.ongewijzigd,
        v.voorstellen,
        v.geweigerd.len(),
    ]
}

/// Where, which field, which mistake.
fn weigeringen(v: &Verslag) -> Vec<(usize, String, &'static str)> {
    let plat = v.geweigerd.iter().flat_map(|w| {
        w.fouten
            .iter()
            .map(|f| (w.plek.regel, f.veld.clone(), f.code))
    });
    plat.collect()
}

async fn laatste_nummer(app: &TestApp) -> i64 {
    db::hoogste(app.app.db.read()).await.unwrap()
}

#[tokio::test]
async fn a_second_run_changes_nothing() {
    op_beide(async |app| {
        let records = [
            met(record("p1", "praktijk", "Eén plan"), json!({"themas": ["schulden"], "verbanden": [{"soort": "komt-voort-uit", "naar": "b1"}]})),
            record("b1", "publicatie", "De brief"),
            met(record("t1", "thema", "Schulden"), json!({"slug": "schulden"})),
        ];
        let verslag = app.lees(&records).await;
        assert_eq!(telling(&verslag), [3, 0, 0, 0, 0], "{:?}", verslag.geweigerd);
        assert_eq!(verslag.verbonden, 1, "links to later records are made at the end");
        let nummer = laatste_nummer(&app).await;
        let verslag = app.lees(&records).await;
        assert_eq!(telling(&verslag), [0, 0, 3, 0, 0]);
        assert_eq!(verslag.verbonden, 0);
        assert_eq!(laatste_nummer(&app).await, nummer);
        let controle = geschiedenis::controleer(app.app.db.read()).await.unwrap();
        assert_eq!((controle.ketens, controle.breuken.len()), (3, 0));
    })
    .await;
}

#[tokio::test]
async fn a_changed_record_changes_its_stuk_and_keeps_its_address() {
    op_beide(async |app| {
        app.lees(&[met(
            record("x", "praktijk", "Eerste naam"),
            json!({"slug": "eerste"}),
        )])
        .await;
        let nieuw = met(
            record("x", "praktijk", "Tweede naam"),
            json!({"slug": "tweede"}),
        );
        assert_eq!(telling(&app.lees(&[nieuw]).await), [0, 1, 0, 0, 0]);
        let antwoord = app.get("/praktijken/eerste").await.met_status(308);
        assert_eq!(antwoord.kop("location"), "/praktijken/tweede");
        let pagina = app.get("/praktijken/tweede").await.met_status(200);
        assert!(pagina.tekst.contains("Tweede naam"));
        assert!(pagina.tekst.contains("Bijgewerkt uit de bron"));
        let bezet = met(record("y", "praktijk", "Ander"), json!({"slug": "eerste"}));
        let verslag = app.lees(&[bezet]).await;
        assert_eq!(
            weigeringen(&verslag),
            [(1, "slug".into(), "bezet")],
            "an old slug stays taken"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_here_is_never_overwritten() {
    op_beide(async |app| {
        app.lees(&[record("x", "thema", "Zoals ingelezen")]).await;
        let els = ctx(account(1, []), &app.app.clock);
        let kop = stukken::vind(&els, app.app.db.read(), Soort::Thema, "zoals-ingelezen").await;
        let kop = kop.unwrap();
        let write = app.app.db.begin_write().await.unwrap();
        let basis = serde_json::from_value(json!({
            "soort": "thema", "titel": "Zoals hier gewijzigd", "samenvatting": "", "leefdomeinen": [],
            "doelgroepen": [],
        }));
        let wijziging = Wijziging {
            basis: basis.unwrap(),
            slug: None,
            notitie: "beter".into(),
            herkomst: String::new(),
        };
        let gebeurd = stukken::wijzig(&write, &els, &kop, wijziging, &json!({})).await.unwrap();
        write.commit(&els, &[gebeurd]).await.unwrap();

        let anders = [record("x", "thema", "Anders ingelezen")];
        assert_eq!(telling(&app.lees(&anders).await), [0, 0, 0, 1, 0]);
        let pagina = app.get("/themas/zoals-ingelezen").await.met_status(200);
        assert!(pagina.tekst.contains("Zoals hier gewijzigd"));
        assert!(!pagina.tekst.contains("Anders ingelezen"), "a voorstel is not public");
        let nummer = laatste_nummer(&app).await;
        assert_eq!(telling(&app.lees(&anders).await), [0, 0, 1, 0, 0]);
        assert_eq!(laatste_nummer(&app).await, nummer);
        let zoek = app.get("/api/v1/zoeken?q=anders").await.json();
        assert_eq!(zoek["totaal"], 0);
    })
    .await;
}

#[tokio::test]
async fn bad_records_are_told_while_the_good_ones_go_in() {
    op_beide(async |app| {
        let verslag = app
            .lees(&[
                record("goed", "thema", "Goed"),
                json!({"soort": "signaal", "titel": "Onbekende soort", "tekst": "x"}),
                json!({"soort": "thema", "titel": 7}),
                record("goed", "thema", "Dubbel"),
                met(
                    record("los", "thema", "Los eind"),
                    json!({"regelingen": ["bestaat-niet"], "gemeenten": ["Atlantis"]}),
                ),
                met(
                    record("zelf", "thema", "Zichzelf"),
                    json!({"verbanden": [{"soort": "hoort-bij", "naar": "zelf"}]}),
                ),
                record("ook-goed", "thema", "Ook goed"),
            ])
            .await;
        assert_eq!(verslag.nieuw, 4);
        assert_eq!(
            weigeringen(&verslag),
            [
                (2, "soort".into(), "onbekende-waarde"),
                (3, "titel".into(), "verkeerd-type"),
                (3, "tekst".into(), "verplicht"),
                (4, "externId".into(), "dubbel"),
                (5, "gemeenten".into(), "onbekend-stuk"),
                (5, "regelingen".into(), "onbekend-stuk"),
                (6, "verbanden".into(), "zichzelf"),
            ]
        );
        let lijst = app.get("/api/v1/themas").await.json();
        let titels: Vec<&str> = lijst["resultaten"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["titel"].as_str().unwrap())
            .collect();
        assert_eq!(titels, ["Goed", "Los eind", "Ook goed", "Zichzelf"]);
    })
    .await;
}

#[tokio::test]
async fn broken_files_leave_nothing_half_written() {
    op_beide(async |app| {
        let kapot: [(&str, &[u8], &str); 7] = [
            ("a.md", b"geen velden", "ontbreekt"),
            ("b.md", b"---\ntitel: [\n---\ntekst", "onleesbaar"),
            (
                "c.md",
                b"---\nsoort: thema\ntitel: \xff\n---\ntekst",
                "geen-utf8",
            ),
            ("d.jsonl", b"{\"soort\": \"thema\",", "geen-json"),
            (
                "e.jsonl",
                b"{\"soort\": \"thema\", \"titel\": \"\xc3\x28\", \"tekst\": \"x\"}",
                "geen-utf8",
            ),
            ("f.jsonl", b"[]", "geen-record"),
            (
                "g.md",
                b"---\nsoort: thema\ntitel: t\nkenmerk: THM-2026-0001\n---\ntekst",
                "niet-toegestaan",
            ),
        ];
        for (naam, inhoud, code) in kapot {
            let verslag = app.lees_tekst(naam, inhoud).await;
            let codes: Vec<&str> = weigeringen(&verslag).iter().map(|w| w.2).collect();
            assert_eq!(codes, [code], "{naam}");
        }
        let groot = format!(
            "{{\"soort\": \"thema\", \"titel\": \"{}\"}}",
            "x".repeat(10_000_000)
        );
        let verslag = app.lees_tekst("groot.jsonl", groot.as_bytes()).await;
        assert_eq!(weigeringen(&verslag), [(1, "record".into(), "te-groot")]);
        assert_eq!(laatste_nummer(&app).await, 0);
        assert_eq!(app.get("/api/v1/zoeken").await.json()["totaal"], 0);
    })
    .await;
}

#[tokio::test]
async fn a_kenmerk_is_given_once_and_never_again() {
    op_beide(async |app| {
        let content = app.app.lees_content().await.unwrap();
        assert_eq!(content.geweigerd, []);
        let verslag = app
            .lees(&[
                record("nieuw", "praktijk", "Een begin"),
                record("n2", "praktijk", "Nog een"),
            ])
            .await;
        assert_eq!(verslag.nieuw, 2);
        let eerste = app.get("/api/v1/praktijken/nieuw").await.json();
        let tweede = app.get("/api/v1/praktijken/n2").await.json();
        assert_eq!(
            eerste["kenmerk"], "PRK-2026-0100",
            "after the numbers of the content"
        );
        assert_eq!(tweede["kenmerk"], "PRK-2026-0101");
        let naar = app.get("/id/PRK-2026-0100").await.met_status(308);
        assert_eq!(naar.kop("location"), "/praktijken/een-begin");
    })
    .await;
}

#[tokio::test]
async fn script_in_markdown_is_shown_as_text() {
    op_beide(async |app| {
        let kwaad = "<script>alert(1)</script> en [klik](javascript:alert(1))";
        let verslag = app
            .lees(&[met(
                record("x", "praktijk", "<b>Titel</b>"),
                json!({"tekst": kwaad, "slug": "kwaad", "samenvatting": kwaad}),
            )])
            .await;
        assert_eq!(verslag.nieuw, 1);
        for pad in ["/praktijken/kwaad", "/praktijken", "/zoeken?q=klik"] {
            let pagina = app.get(pad).await.met_status(200).tekst;
            let pagina = pagina
                .replace(crate::paginas::DATABLOK, "")
                .replace(crate::paginas::MODULE, "");
            assert!(!pagina.contains("<script"), "{pad}");
            assert!(!pagina.contains("href=\"javascript"), "{pad}");
            assert!(!pagina.contains("<b>"), "{pad}");
            assert!(
                pagina.contains("alert(1)"),
                "{pad}: what was typed stays readable"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_name_that_is_taken_is_told_and_stops_nothing() {
    op_beide(async |app| {
        let wet = |id: &str, nummer: &str| {
            met(record(id, "regeling", id), json!({"officieelId": nummer}))
        };
        app.lees(&[wet("een", "BWBR0000001"), wet("twee", "BWBR0000002")])
            .await;
        let verslag = app
            .lees(&[
                wet("drie", "BWBR0000001"),
                wet("twee", "BWBR0000001"),
                record("vier", "thema", "Vier"),
            ])
            .await;
        let taken = |regel| (regel, "officieelId".to_owned(), "bezet");
        assert_eq!(weigeringen(&verslag), [taken(1), taken(2)]);
        assert_eq!(verslag.nieuw, 1, "the rest goes in");
    })
    .await;
}

#[tokio::test]
async fn the_same_long_title_twice_is_fine() {
    op_beide(async |app| {
        let titel = "abcd ".repeat(59);
        let verslag = app
            .lees(&[record("a", "thema", &titel), record("b", "thema", &titel)])
            .await;
        assert_eq!(telling(&verslag), [2, 0, 0, 0, 0]);
        assert_eq!(
            app.get("/api/v1/themas").await.met_status(200).json()["totaal"],
            2
        );
        app.get("/themas").await.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn a_gemeente_is_found_by_every_name_it_has() {
    op_beide(async |app| {
        app.app.lees_content().await.unwrap();
        for (n, naam) in [
            "'s-Hertogenbosch",
            "GM0796",
            "Den Haag",
            "'s-Gravenhage",
            "utrecht",
        ]
        .iter()
        .enumerate()
        {
            let praktijk = met(
                record(&format!("p{n}"), "praktijk", "Plan"),
                json!({"gemeenten": [naam]}),
            );
            let verslag = app.lees(&[praktijk]).await;
            assert_eq!(weigeringen(&verslag), [], "{naam}");
        }
        let fout = met(
            record("fout", "praktijk", "Plan"),
            json!({"gemeenten": ["ministerie-bzk"]}),
        );
        assert_eq!(
            weigeringen(&app.lees(&[fout]).await),
            [(1, "gemeenten".into(), "onbekend-stuk")]
        );
    })
    .await;
}

#[tokio::test]
async fn unfit_names_in_lists_are_told() {
    op_beide(async |app| {
        let veel: Vec<String> = (0..1_001).map(|n| format!("d{n}")).collect();
        let verslag = app
            .lees(&[
                met(record("a", "thema", "A"), json!({"themas": ["a\u{0}b"]})),
                met(
                    record("b", "thema", "B"),
                    json!({"regelingen": [["x", "y".repeat(400)]]}),
                ),
                met(record("c", "thema", "C"), json!({"doelgroepen": veel})),
                record("d", "thema", "D"),
            ])
            .await;
        assert_eq!(
            weigeringen(&verslag),
            [
                (1, "themas".into(), "ongeldig"),
                (2, "regelingen".into(), "ongeldig"),
                (3, "doelgroepen".into(), "te-lang"),
            ]
        );
        assert_eq!(verslag.nieuw, 1);
    })
    .await;
}

/// Two imports of the same records at the same time make each stuk once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_imports_at_once_make_no_doubles() {
    op_beide(async |app| {
        let (een, twee) = tokio::join!(
            Box::pin(app.app.lees_content()),
            Box::pin(app.app.lees_content())
        );
        let (een, twee) = (een.unwrap(), twee.unwrap());
        assert_eq!((een.geweigerd, twee.geweigerd), (vec![], vec![]));
        let aantal = een.nieuw + twee.nieuw;
        app.indexeer().await;
        let gereed = app.get("/gereed").await.json();
        assert_eq!(gereed["documenten"], aantal);
        let derde = app.app.lees_content().await.unwrap();
        assert_eq!(telling(&derde), [0, 0, aantal, 0, 0]);
    })
    .await;
}

/// What the geschiedenis says of a change: names of fields, never their text.
#[tokio::test]
async fn the_geschiedenis_names_the_fields_that_changed() {
    use dwarsverband::db::tables::geschiedenis;
    use sea_orm::{EntityTrait as _, QueryOrder as _};
    op_beide(async |app| {
        app.lees(&[record("x", "thema", "Eerst")]).await;
        app.lees(&[met(
            record("x", "thema", "Daarna"),
            json!({"leefdomeinen": ["zorg"]}),
        )])
        .await;
        let rijen = geschiedenis::Entity::find().order_by_asc(geschiedenis::Column::Nummer);
        let rijen = rijen.all(app.app.db.read()).await.unwrap();
        let wat: Vec<(&str, &str)> = rijen
            .iter()
            .map(|r| (r.actie.as_str(), r.velden.as_str()))
            .collect();
        assert_eq!(
            wat,
            [
                ("inlezen", ""),
                ("opnieuw-inlezen", "leefdomeinen samenvatting titel tekst")
            ]
        );
        assert!(rijen.iter().all(|r| !format!("{r:?}").contains("Daarna")));
    })
    .await;
}

/// Two files of the content with one kenmerk: the second is told, and is not there at all.
#[tokio::test]
async fn a_kenmerk_that_is_taken_is_told() {
    use dwarsverband::inlezen::{
        model::{Plek, Ruw},
        service::lees_in,
    };
    op_beide(async |app| {
        let ruw = |pad: &str| {
            let velden = json!({
                "soort": "thema", "titel": pad, "tekst": "x", "kenmerk": "THM-2026-0042",
            });
            Ok(Ruw {
                plek: Plek::default(),
                pad: Some(pad.to_owned()),
                ingebouwd: true,
                velden: velden.as_object().unwrap().clone(),
            })
        };
        let records = [ruw("een"), ruw("twee")].into_iter();
        let verslag = lees_in(&app.app.db, &app.app.clock, records, |_| {}).await;
        let verslag = verslag.unwrap();
        assert_eq!(weigeringen(&verslag), [(0, "kenmerk".into(), "bezet")]);
        assert_eq!(app.get("/api/v1/themas").await.json()["totaal"], 1);
    })
    .await;
}

/// A record of which one link was made and another led nowhere, and that then points at nothing.
#[tokio::test]
async fn links_that_a_record_no_longer_has_are_removed() {
    op_beide(async |app| {
        let thema = met(
            record("t", "thema", "Schulden"),
            json!({"slug": "schulden"}),
        );
        let half = met(
            record("p", "praktijk", "Plan"),
            json!({"themas": ["schulden", "bestaat-niet"]}),
        );
        app.lees(&[thema, half]).await;
        let verbanden = async || app.get("/api/v1/praktijken/p").await.json()["verbanden"].clone();
        assert_eq!(verbanden().await.as_array().unwrap().len(), 1);
        app.lees(&[record("p", "praktijk", "Plan")]).await;
        assert_eq!(verbanden().await, json!([]));
    })
    .await;
}
