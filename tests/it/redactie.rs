//! The pages of the redactie for search, and of the state of the platform: who may see them, and that
//! what is done there counts.

use axum::{
    body::Body,
    http::{Request, header},
};
use dwarsverband::{
    actor::{Rol, Sleutel},
    ctx::Ctx,
    db::{
        HERBOUWEN, laatste_herbouw,
        tables::{geschiedenis, sessie, toekenning, zoekvraag, zoekwoord_versie},
    },
    gebruikers::service::accounts::{Nieuw, maak_op_machine},
    zoeken::{
        model::{
            woorden::{Richting, Woord, Woordenlijst, Woordsoort},
            woordenbestand,
        },
        service::woorden::{self, vervang},
    },
};
use scraper::{Html, Selector};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, sea_query::Expr,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Antwoord, TestApp, account, op_beide};

const WACHTWOORD: &str = "paars lepel tafelkleed wolk";
const WOORD: &str = "/redactie/zoekwoorden/woord";
const LIJST: &str = "/redactie/zoekwoorden/lijst";

/// Somebody who is logged in.
struct Wie {
    id: Uuid,
    koek: String,
}

/// Makes an account with a national role, and logs it in.
async fn log_in(app: &TestApp, rol: Rol, naam: &str) -> Wie {
    let mail = format!("{}@gemeente.example", naam.to_lowercase());
    let ctx = Ctx::systeem("test", &app.app.clock);
    let nieuw = Nieuw {
        naam: format!("{naam} Voorbeeld"),
        mail: mail.clone(),
        wachtwoord: WACHTWOORD.into(),
        rol,
    };
    let id = maak_op_machine(&app.app.db, &app.app.kluis, &ctx, nieuw).await;
    let velden = [("mail", mail.as_str()), ("wachtwoord", WACHTWOORD)];
    let antwoord = app.stuur(formulier("/inloggen", "", &velden)).await;
    let antwoord = antwoord.met_status(303);
    let koek = antwoord.kop("set-cookie").split(';').next().unwrap();
    Wie {
        id: id.unwrap(),
        koek: koek.to_owned(),
    }
}

/// Somebody who is logged in, and a member of an organisatie and nothing more.
async fn lid(app: &TestApp) -> Wie {
    let wie = log_in(app, Rol::Dwarskijker, "Lies").await;
    let plek = format!("organisatie:{}", Uuid::from_u128(7));
    toekenning::Entity::update_many()
        .col_expr(toekenning::Column::Rol, Expr::value(Rol::Lid.waarde()))
        .col_expr(toekenning::Column::Bereik, Expr::value(plek))
        .filter(toekenning::Column::GebruikerId.eq(wie.id))
        .exec(app.app.db.read())
        .await
        .unwrap();
    wie
}

fn formulier(pad: &str, koek: &str, velden: &[(&str, &str)]) -> Request<Body> {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(velden)
        .finish();
    Request::post(pad)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, koek)
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap()
}

impl Wie {
    async fn get(&self, app: &TestApp, pad: &str) -> Antwoord {
        let verzoek = Request::get(pad).header(header::COOKIE, &self.koek);
        app.stuur(verzoek.body(Body::empty()).unwrap()).await
    }

    async fn post(&self, app: &TestApp, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        app.stuur(formulier(pad, &self.koek, velden)).await
    }

    /// Sends the form that a page has, with a step of its own.
    async fn verder(&self, app: &TestApp, pagina: &Antwoord, stap: &str) -> Antwoord {
        let (pad, mut velden) = formulier_van(&pagina.tekst);
        velden.retain(|(naam, _)| naam != "stap");
        velden.push(("stap".into(), stap.into()));
        let velden: Vec<(&str, &str)> = velden
            .iter()
            .map(|(naam, waarde)| (naam.as_str(), waarde.as_str()))
            .collect();
        self.post(app, &pad, &velden).await
    }
}

/// Where the first form of a page that is sent goes, and what it holds.
fn formulier_van(html: &str) -> (String, Vec<(String, String)>) {
    let pagina = Html::parse_document(html);
    let kies = |wat: &str| Selector::parse(wat).unwrap();
    let form = kies("main form[method=post]");
    let form = pagina.select(&form).next().expect("a form");
    let velden = kies("input, select, textarea");
    let velden = form.select(&velden).map(|veld| {
        let waarde = match veld.value().name() {
            "select" => {
                let gekozen = kies("option[selected]");
                let gekozen = veld.select(&gekozen).next();
                gekozen.and_then(|optie| optie.value().attr("value"))
            }
            _ => veld.value().attr("value"),
        };
        let waarde = waarde.map_or_else(|| veld.text().collect(), ToOwned::to_owned);
        (veld.value().attr("name").unwrap().to_owned(), waarde)
    });
    (
        form.value().attr("action").unwrap().to_owned(),
        velden.collect(),
    )
}

fn brigade() -> Value {
    json!({
        "externId": "k1", "soort": "publicatie", "titel": "De kwartelbrigade",
        "tekst": "Buren helpen buren.",
    })
}

async fn stel(app: &TestApp, dag: &str, vraag: &str, keren: i64, zonder_resultaat: i64) {
    let rij = zoekvraag::ActiveModel {
        dag: Set(dag.parse().unwrap()),
        vraag: Set(vraag.to_owned()),
        keren: Set(keren),
        zonder_resultaat: Set(zonder_resultaat),
    };
    rij.insert(app.app.db.read()).await.unwrap();
}

async fn lijst(app: &TestApp) -> Woordenlijst {
    woorden::lijst(&app.app.db).await.unwrap().woorden
}

async fn gevonden(app: &TestApp, q: &str) -> i64 {
    let antwoord = app.get(&format!("/api/v1/zoeken?q={q}")).await;
    antwoord.met_status(200).json()["totaal"].as_i64().unwrap()
}

fn woord(van: &str, naar: &str, richting: Richting) -> Woord {
    Woord {
        soort: Woordsoort::Synoniem,
        van: van.to_owned(),
        naar: naar.to_owned(),
        richting,
    }
}

/// What is filled in for a new pair.
fn nieuw<'a>(van: &'a str, naar: &'a str, versie: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("doel", "erbij"),
        ("versie", versie),
        ("van", van),
        ("naar", naar),
        ("soort", "synoniem"),
        ("richting", "heen"),
    ]
}

/// With this step.
fn stap<'a>(
    mut velden: Vec<(&'static str, &'a str)>,
    stap: &'a str,
) -> Vec<(&'static str, &'a str)> {
    velden.push(("stap", stap));
    velden
}

//------------------------------------------------------------------------------------------------
// Who may see it

#[tokio::test]
async fn each_page_is_for_its_roles_and_for_others_there_is_nothing() {
    op_beide(async |app| {
        let redactie = log_in(&app, Rol::Redactie, "Els").await;
        let lid = lid(&app).await;
        let beheerder = log_in(&app, Rol::Beheerder, "Bo").await;
        for pad in [
            "/redactie",
            "/redactie/zoekwoorden",
            "/redactie/zoekwoorden/geschiedenis",
            "/redactie/zoekwoorden/woord",
            "/redactie/zoekwoorden/lijst",
            "/redactie/zoekwoorden.csv",
            "/redactie/zoekvragen",
            "/redactie/zoekvragen.csv",
            "/redactie/uitleg",
            "/beheer/toestand",
            "/beheer/toestand/herbouw",
        ] {
            let bezoeker = app.get(pad).await.met_status(303);
            let naar = pad.replace('/', "%2F");
            assert_eq!(
                bezoeker.kop("location"),
                format!("/inloggen?naar={naar}"),
                "{pad}"
            );
            let verborgen = lid.get(&app, pad).await.met_status(404);
            let nergens = lid.get(&app, "/redactie/nergens").await;
            assert_eq!(
                verborgen.tekst.replace(verborgen.kop("x-request-id"), ""),
                nergens.tekst.replace(nergens.kop("x-request-id"), ""),
                "{pad} looks like what is not there"
            );
            redactie.get(&app, pad).await.met_status(200);
            let zwak = beheerder.get(&app, pad).await;
            if pad.starts_with("/beheer") {
                let naar = format!("/account/bevestigen?naar={naar}");
                assert_eq!(zwak.met_status(303).kop("location"), naar);
            } else {
                zwak.met_status(404);
            }
        }
        for pad in [WOORD, LIJST, "/beheer/toestand/herbouw"] {
            app.stuur(formulier(pad, "", &[])).await.met_status(303);
            lid.post(&app, pad, &[]).await.met_status(404);
        }
        sessie::Entity::update_many()
            .col_expr(
                sessie::Column::Sterk,
                Expr::value(Some(app.app.clock.now())),
            )
            .filter(sessie::Column::GebruikerId.eq(beheerder.id))
            .exec(app.app.db.read())
            .await
            .unwrap();
        beheerder
            .get(&app, "/beheer/toestand")
            .await
            .met_status(200);
        beheerder.get(&app, "/redactie").await.met_status(404);
        assert_eq!(lijst(&app).await.len(), 509, "nobody changed anything");
        // Who has the work is told where it is.
        let link = "href=\"/redactie\"";
        let account = redactie.get(&app, "/account").await.met_status(200);
        assert!(account.tekst.contains(link));
        let account = lid.get(&app, "/account").await.met_status(200);
        assert!(!account.tekst.contains(link));
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// One word

#[tokio::test]
async fn a_word_is_tried_before_it_counts_and_counts_at_once() {
    op_beide(async |app| {
        app.lees(&[brigade()]).await;
        stel(&app, "2026-11-20", "snavelploeg", 2, 2).await;
        let els = log_in(&app, Rol::Redactie, "Els").await;
        let begin = lijst(&app).await;

        let leeg = els
            .get(&app, &format!("{WOORD}?van=snavelploeg"))
            .await
            .met_status(200);
        let (_, velden) = formulier_van(&leeg.tekst);
        assert!(velden.contains(&("van".into(), "snavelploeg".into())));

        let velden = nieuw("snavelploeg", "kwartelbrigade", "1");
        let voorbeeld = els.post(&app, WOORD, &velden).await.met_status(200);
        for tekst in [
            "1 vraag krijgt andere resultaten",
            "<div>Niets</div>",
            "<mark>De kwartelbrigade</mark>",
        ] {
            assert!(voorbeeld.tekst.contains(tekst), "{tekst}");
        }
        assert_eq!(lijst(&app).await, begin, "a preview saves nothing");
        assert_eq!(gevonden(&app, "snavelploeg").await, 0);
        let terug = els.verder(&app, &voorbeeld, "terug").await.met_status(200);
        let (_, velden) = formulier_van(&terug.tekst);
        assert!(velden.contains(&("naar".into(), "kwartelbrigade".into())));

        // No index is built anew and nobody waits: the next search has it.
        let positie = app.app.index.position();
        let klaar = els
            .verder(&app, &voorbeeld, "opslaan")
            .await
            .met_status(303);
        assert_eq!(klaar.kop("location"), "/redactie/zoekwoorden?gelukt=erbij");
        assert_eq!(gevonden(&app, "snavelploeg").await, 1);
        assert_eq!(app.app.index.position(), positie);
        let versie = zoekwoord_versie::Entity::find()
            .order_by_desc(zoekwoord_versie::Column::Versie)
            .one(app.app.db.read())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(versie.actor, format!("account:{}", els.id));
        let pagina = els
            .get(&app, "/redactie/zoekwoorden/geschiedenis")
            .await
            .met_status(200);
        assert!(
            pagina.tekst.contains("Els Voorbeeld") && pagina.tekst.contains("het platform zelf")
        );

        let wijzig = format!("{WOORD}?oud-van=snavelploeg&oud-naar=kwartelbrigade");
        let pagina = els.get(&app, &wijzig).await.met_status(200);
        let (_, mut velden) = formulier_van(&pagina.tekst);
        for (naam, waarde) in &mut velden {
            match naam.as_str() {
                "van" => "zwermgroep".clone_into(waarde),
                "richting" => "beide".clone_into(waarde),
                _ => {}
            }
        }
        let velden: Vec<_> = velden
            .iter()
            .map(|v| (v.0.as_str(), v.1.as_str()))
            .collect();
        let voorbeeld = els.post(&app, WOORD, &velden).await.met_status(200);
        els.verder(&app, &voorbeeld, "opslaan")
            .await
            .met_status(303);
        let mut verwacht = begin.clone();
        verwacht.insert(woord("zwermgroep", "kwartelbrigade", Richting::Beide));
        assert_eq!(lijst(&app).await, verwacht);
        assert_eq!(gevonden(&app, "snavelploeg").await, 0);
        els.get(&app, &wijzig).await.met_status(404);

        let weg = [
            ("doel", "weg"),
            ("versie", "3"),
            ("oud-van", "zwermgroep"),
            ("oud-naar", "kwartelbrigade"),
        ];
        let voorbeeld = els.post(&app, WOORD, &weg).await.met_status(200);
        els.verder(&app, &voorbeeld, "opslaan")
            .await
            .met_status(303);
        assert_eq!(lijst(&app).await, begin);
    })
    .await;
}

#[tokio::test]
async fn a_word_with_faults_is_told_all_at_once_and_kept() {
    op_beide(async |app| {
        let els = log_in(&app, Rol::Redactie, "Els").await;
        let velden = stap(nieuw("=1+1", "", "1"), "opslaan");
        let pagina = els.post(&app, WOORD, &velden).await.met_status(400);
        for tekst in [
            "als formule leest",
            "Vul in waar het platform dan ook op zoekt",
            "value=\"=1+1\"",
            "<title>Fout: ",
        ] {
            assert!(pagina.tekst.contains(tekst), "{tekst}: {}", pagina.tekst);
        }
        let velden = stap(
            nieuw("wmo", "wet maatschappelijke ondersteuning", "1"),
            "opslaan",
        );
        let pagina = els.post(&app, WOORD, &velden).await.met_status(400);
        assert!(pagina.tekst.contains("staat al in de lijst"));
        assert_eq!(lijst(&app).await.len(), 509);
    })
    .await;
}

#[tokio::test]
async fn of_two_editors_the_second_is_told_and_loses_nothing() {
    op_beide(async |app| {
        let els = log_in(&app, Rol::Redactie, "Els").await;
        let jan = log_in(&app, Rol::Redactie, "Jan").await;
        let van_els = stap(nieuw("snavelploeg", "kwartelbrigade", "1"), "opslaan");
        els.post(&app, WOORD, &van_els).await.met_status(303);

        let van_jan = stap(nieuw("zwermgroep", "buurthulp", "1"), "opslaan");
        let te_laat = jan.post(&app, WOORD, &van_jan).await.met_status(409);
        for tekst in [
            "Intussen wijzigde iemand anders de lijst",
            "Els Voorbeeld",
            "snavelploeg",
            "zwermgroep",
        ] {
            assert!(te_laat.tekst.contains(tekst), "{tekst}");
        }
        assert_eq!(woorden::versie(&app.app.db).await.unwrap(), 2);
        jan.verder(&app, &te_laat, "opslaan").await.met_status(303);
        let nu = lijst(&app).await;
        assert!(nu.contains(&woord("snavelploeg", "kwartelbrigade", Richting::Heen)));
        assert!(nu.contains(&woord("zwermgroep", "buurthulp", Richting::Heen)));

        // What was taken away meanwhile can't be changed; what was filled in is not lost.
        let zonder: Woordenlijst = nu.into_iter().filter(|w| w.van != "snavelploeg").collect();
        let ctx = Ctx::systeem("test", &app.app.clock);
        vervang(&app.app.db, &ctx, 3, &zonder).await.unwrap();
        let mut wijzig = stap(nieuw("snavelclub", "kwartelbrigade", "3"), "opslaan");
        wijzig[0].1 = "anders";
        wijzig.extend([("oud-van", "snavelploeg"), ("oud-naar", "kwartelbrigade")]);
        let pagina = jan.post(&app, WOORD, &wijzig).await.met_status(400);
        assert!(pagina.tekst.contains("Voeg het toe als nieuw woord"));
        let voorbeeld = jan.verder(&app, &pagina, "voorbeeld").await.met_status(200);
        jan.verder(&app, &voorbeeld, "opslaan")
            .await
            .met_status(303);
        assert!(lijst(&app).await.iter().any(|w| w.van == "snavelclub"));
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// The whole list

#[tokio::test]
async fn a_list_goes_out_and_comes_back() {
    op_beide(async |app| {
        let els = log_in(&app, Rol::Redactie, "Els").await;
        let begin = lijst(&app).await;
        let bestand = els.get(&app, "/redactie/zoekwoorden.csv").await;
        let bestand = bestand.met_status(200);
        assert_eq!(bestand.kop("content-type"), "text/csv; charset=utf-8");
        assert_eq!(
            bestand.kop("content-disposition"),
            "attachment; filename=\"zoekwoorden-versie-1.csv\""
        );
        assert_eq!(
            woordenbestand::lees(bestand.tekst.as_bytes()),
            Ok(begin.clone())
        );
        let zelfde = [("lijst", bestand.tekst.as_str()), ("versie", "1")];
        let pagina = els.post(&app, LIJST, &zelfde).await.met_status(400);
        assert!(pagina.tekst.contains("dezelfde als die van nu"));

        let meer = format!(
            "{}synoniem,snavelploeg,kwartelbrigade,heen\n",
            bestand.tekst
        );
        let velden = [("lijst", meer.as_str()), ("versie", "1")];
        let voorbeeld = els.post(&app, LIJST, &velden).await.met_status(200);
        assert!(voorbeeld.tekst.contains("snavelploeg"));
        assert_eq!(lijst(&app).await, begin);
        els.verder(&app, &voorbeeld, "opslaan")
            .await
            .met_status(303);
        let mut verwacht = begin;
        verwacht.insert(woord("snavelploeg", "kwartelbrigade", Richting::Heen));
        assert_eq!(lijst(&app).await, verwacht);

        // Who brings back the list of before does not undo that without knowing: it stays, and is told.
        let minder = bestand
            .tekst
            .replacen("afkorting,pw,participatiewet,beide\n", "", 1);
        assert_ne!(minder, bestand.tekst);
        let velden = [
            ("lijst", minder.as_str()),
            ("versie", "1"),
            ("stap", "opslaan"),
        ];
        let te_laat = els.post(&app, LIJST, &velden).await.met_status(409);
        assert!(te_laat.tekst.contains("Intussen wijzigde iemand anders"));
        els.verder(&app, &te_laat, "opslaan").await.met_status(303);
        verwacht.retain(|w| w.van != "pw" || w.naar != "participatiewet");
        assert_eq!(lijst(&app).await, verwacht);
    })
    .await;
}

#[tokio::test]
async fn a_list_with_faults_or_too_large_is_refused_whole() {
    op_beide(async |app| {
        let els = log_in(&app, Rol::Redactie, "Els").await;
        let fout = "soort,van,naar\noud,=1,wmo\nnieuw,x,y\n";
        let velden = [("lijst", fout), ("versie", "9"), ("stap", "opslaan")];
        let pagina = els.post(&app, LIJST, &velden).await.met_status(400);
        for tekst in [
            "Vul een versie in die er is",
            "Regel 2, van:",
            "Regel 3, soort:",
            "oud,=1,wmo",
        ] {
            assert!(pagina.tekst.contains(tekst), "{tekst}: {}", pagina.tekst);
        }
        let rijen = |n: usize| {
            let rij = |i: usize| format!("synoniem,kwartel{i} woord,snavel{i} woord,heen\n");
            format!(
                "soort,van,naar,richting\n{}",
                (0..n).map(rij).collect::<String>()
            )
        };
        // More than a form with a text may have, and still a list.
        let groot = rijen(3_000);
        assert!(groot.len() > 100_000);
        let velden = [("lijst", groot.as_str()), ("versie", "1")];
        els.post(&app, LIJST, &velden).await.met_status(200);
        let te_groot = rijen(30_000);
        let velden = [("lijst", te_groot.as_str()), ("versie", "1")];
        els.post(&app, LIJST, &velden).await.met_status(413);
        let velden = [("van", groot.as_str())];
        els.post(&app, WOORD, &velden).await.met_status(413);
        assert_eq!(lijst(&app).await.len(), 509);
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// What visitors ask

#[tokio::test]
async fn the_journal_shows_what_is_asked_and_what_it_finds_now() {
    op_beide(async |app| {
        app.lees(&[brigade()]).await;
        let els = log_in(&app, Rol::Redactie, "Els").await;
        let leeg = els.get(&app, "/redactie/zoekvragen").await.met_status(200);
        assert!(leeg.tekst.contains("In deze periode is niets gezocht"));
        stel(&app, "2026-11-21", "kwartelbrigade", 3, 0).await;
        stel(&app, "2026-11-20", "snavelploeg", 5, 5).await;
        stel(&app, "2026-11-10", "buurtbarbecue", 9, 9).await;
        let vragen = async |pad: &str| -> Vec<String> {
            let pagina = els.get(&app, pad).await.met_status(200);
            let pagina = Html::parse_document(&pagina.tekst);
            let rij = Selector::parse(".dv-stapel tbody tr").unwrap();
            let cel = Selector::parse("th, td").unwrap();
            let rijen = pagina.select(&rij).map(|rij| {
                let cellen = rij.select(&cel).take(4);
                cellen
                    .map(|cel| cel.text().collect::<String>())
                    .collect::<Vec<_>>()
                    .join("|")
            });
            rijen.collect()
        };
        assert_eq!(
            vragen("/redactie/zoekvragen").await,
            [
                "buurtbarbecue|9|9|niets",
                "snavelploeg|5|5|niets",
                "kwartelbrigade|3|0|1 resultaat"
            ]
        );
        assert_eq!(
            vragen("/redactie/zoekvragen?toon=vergeefs&dagen=7").await,
            ["snavelploeg|5|5|niets"]
        );
        let ctx = Ctx::systeem("test", &app.app.clock);
        let mut lijst = lijst(&app).await;
        lijst.insert(woord("snavelploeg", "kwartelbrigade", Richting::Heen));
        vervang(&app.app.db, &ctx, 1, &lijst).await.unwrap();
        app.app.woorden.bijwerken().await.unwrap();
        assert_eq!(
            vragen("/redactie/zoekvragen?toon=vergeefs&dagen=7").await,
            ["snavelploeg|5|5|1 resultaat"]
        );
        // Looking at it is no question.
        app.app.journaal.schrijf_bij().await.unwrap();
        let rijen = zoekvraag::Entity::find().all(app.app.db.read()).await;
        assert_eq!(rijen.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_question_is_no_formula_in_the_file() {
    op_beide(async |app| {
        let els = log_in(&app, Rol::Redactie, "Els").await;
        for (keren, vraag) in [
            (9, "=hyperlink(\"http://elders.example\")"),
            (8, "+31"),
            (7, "-jeugd"),
            (6, "@som"),
            (5, "hulp, bij = schulden"),
        ] {
            stel(&app, "2026-11-20", vraag, keren, 0).await;
        }
        let bestand = els.get(&app, "/redactie/zoekvragen.csv?dagen=7").await;
        let bestand = bestand.met_status(200);
        assert_eq!(bestand.kop("content-type"), "text/csv; charset=utf-8");
        assert_eq!(
            bestand.tekst,
            "vraag,keren,zonderResultaat\n\
             \"'=hyperlink(\"\"http://elders.example\"\")\",9,0\n\
             '+31,8,0\n\
             '-jeugd,7,0\n\
             '@som,6,0\n\
             \"hulp, bij = schulden\",5,0\n"
        );
    })
    .await;
}

/// The redactie reads the journal, so nothing is kept of what the dwarskijker or a casustafel looks
/// for.
#[tokio::test]
async fn what_is_asked_in_confidence_is_not_counted() {
    op_beide(async |app| {
        for (nummer, sleutel) in [
            (1, Sleutel::Dwarskijker),
            (2, Sleutel::Tafel(Uuid::from_u128(9))),
            (3, Sleutel::Wederhoor(Uuid::from_u128(9))),
            (4, Sleutel::Redactie),
        ] {
            let wie = account(nummer, [sleutel]);
            app.als(&wie, &format!("/zoeken?q=vraag+{nummer}"))
                .await
                .met_status(200);
        }
        app.app.journaal.schrijf_bij().await.unwrap();
        let rijen = zoekvraag::Entity::find().all(app.app.db.read()).await;
        let vragen: Vec<String> = rijen.unwrap().into_iter().map(|r| r.vraag).collect();
        assert_eq!(vragen, ["vraag 4"]);
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// Why something is found

#[tokio::test]
async fn it_is_told_where_a_stuk_stands_and_nothing_of_what_may_not_be_read() {
    op_beide(async |app| {
        let stuk = |id: &str, titel: &str, tekst: &str| {
            json!({ "externId": id, "soort": "publicatie", "titel": titel, "slug": id, "tekst": tekst })
        };
        app.lees(&[
            stuk("k1", "De kwartel in de wijk", "Een kwartel."),
            stuk("k2", "Buren helpen buren", "Ook een kwartel helpt mee."),
            stuk("k3", "Iets heel anders", "Niets daarvan."),
            stuk("geheim", "De kwartel van de dwarskijker", "Een kwartel."),
        ])
        .await;
        app.verberg("geheim", Sleutel::Dwarskijker).await;
        let els = log_in(&app, Rol::Redactie, "Els").await;
        let uitleg = async |q: &str, stuk: &str| {
            let pad = format!("/redactie/uitleg?q={q}&stuk={stuk}");
            els.get(&app, &pad).await
        };
        let tweede = uitleg("kwartel", "/publicaties/k2").await.met_status(200);
        assert!(
            tweede.tekst.contains("Dit staat op plaats 2 van 2."),
            "{}",
            tweede.tekst
        );
        for (q, stuk) in [("kwartel", "%00"), ("kwartel", "k1%00"), ("%00", "k1")] {
            let vreemd = uitleg(q, stuk).await;
            assert!(vreemd.status.as_u16() <= 400, "{q} {stuk}: {}", vreemd.status);
        }
        let adres = "https://dwarsverband.example/publicaties/k3";
        let niet = uitleg("kwartel", adres).await.met_status(200);
        assert!(niet.tekst.contains("geen enkel woord van de vraag staat erin"));
        let uitgesloten = uitleg("kwartel+-buren", "/publicaties/k2").await;
        assert!(uitgesloten.met_status(200).tekst.contains("sluit het uit"));
        let geheim = uitleg("kwartel", "/publicaties/geheim").await;
        let nergens = uitleg("kwartel", "/publicaties/nergens").await;
        let zonder = |antwoord: Antwoord, naam: &str| {
            let antwoord = antwoord.met_status(400);
            antwoord.tekst.replace(naam, "")
        };
        assert_eq!(zonder(geheim, "geheim"), zonder(nergens, "nergens"));
        assert!(!tweede.tekst.contains("van de dwarskijker"));
        let zonder_vraag = uitleg("", "/publicaties/k2").await.met_status(400);
        assert!(zonder_vraag.tekst.contains("Vul in wat iemand zoekt"));
        uitleg(&"x".repeat(1_001), "").await.met_status(400);
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// The state of the platform

#[tokio::test]
async fn an_order_to_build_anew_stands_in_the_history() {
    op_beide(async |app| {
        app.lees(&[brigade()]).await;
        let els = log_in(&app, Rol::Redactie, "Els").await;
        let pagina = els.get(&app, "/beheer/toestand").await.met_status(200);
        assert!(pagina.tekst.contains("Er is geen contactadres"));
        assert!(pagina.tekst.contains("Niemand gaf nog opdracht"));
        els.get(&app, "/beheer/toestand/herbouw")
            .await
            .met_status(200);
        let db = app.app.db.read();
        assert_eq!(laatste_herbouw(db).await.unwrap(), 0, "asking is no order");
        let gedaan = els.post(&app, "/beheer/toestand/herbouw", &[]).await;
        assert_eq!(
            gedaan.met_status(303).kop("location"),
            "/beheer/toestand?gelukt=herbouw"
        );
        assert!(laatste_herbouw(db).await.unwrap() > 0);
        let rijen = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::Actie.eq(HERBOUWEN))
            .all(db)
            .await
            .unwrap();
        assert_eq!(rijen.len(), 1);
        assert_eq!(rijen[0].stuk_id, els.id);
        assert_eq!(rijen[0].actor, format!("account:{}", els.id));
        let pagina = els.get(&app, "/beheer/toestand").await.met_status(200);
        assert!(pagina.tekst.contains("In opdracht van Els Voorbeeld."));
        assert!(pagina.tekst.contains("Nog niet klaar"));
        app.app.volger.herbouw().await.unwrap();
        let pagina = els.get(&app, "/beheer/toestand").await.met_status(200);
        assert!(pagina.tekst.contains("Uitgevoerd"));
    })
    .await;
}
