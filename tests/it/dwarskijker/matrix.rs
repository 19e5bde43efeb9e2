//! Every kind of actor asks for everything there is: none finds a word of a bevinding that is not
//! established, of a signaal in confidence or of who sent that, but those that the design names.

use axum::http::Method;
use dwarsverband::{db::tables::toegangslink, gebruikers::service::code::Code, ids::new_id};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use uuid::Uuid;

use super::geheimen::{
    CONCEPT, Geheimen, MELDER, NOTITIE, REACTIE, SIGNAAL, VRAGEN, WEDERHOOR, alles, verberg,
};
use crate::{
    support::{Antwoord, TestApp, inlog::met_koek, mensen::in_, op_beide},
    toegang::{
        routes::{ROUTES, adres},
        wie::{SOORTEN, Soort, Wie, wereld},
    },
};

/// The first of these words that an answer has, in whatever part of it.
fn verraadt<'a>(antwoord: &Antwoord, woorden: &[&'a str]) -> Option<&'a str> {
    let koppen = antwoord
        .headers
        .values()
        .map(|kop| String::from_utf8_lossy(kop.as_bytes()));
    let alles = antwoord.tekst.to_lowercase() + &koppen.collect::<Vec<_>>().join("\n");
    let mut woorden = woorden.iter().copied();
    woorden.find(|woord| alles.contains(*woord))
}

/// Demands that an answer has none of these words. Who manages accounts sees that of the melder.
#[track_caller]
fn zwijgt(wie: &str, pad: &str, antwoord: &Antwoord, woorden: &[&str]) {
    let van_mensen = pad.starts_with("/beheer/mensen");
    let mag = |woord: &str| van_mensen && woord == MELDER;
    let woorden: Vec<&str> = woorden
        .iter()
        .copied()
        .filter(|woord| !mag(woord))
        .collect();
    let gezegd = verraadt(antwoord, &woorden);
    assert_eq!(gezegd, None, "{wie} {pad}: {}", antwoord.tekst);
    let status = antwoord.status;
    assert!(!status.is_server_error(), "{wie} {pad}: {status}");
}

/// Every address that can be asked for.
fn adressen(wie: &Wie, geheimen: &Geheimen) -> Vec<String> {
    let lezen = ROUTES
        .iter()
        .filter(|(methoden, ..)| methoden.split(' ').any(|m| m == "get"));
    let mut alle: Vec<String> = lezen
        .map(|(_, pad, deel)| adres(&wie.adressen, pad, deel))
        .collect();
    alle.extend(geheimen.adressen());
    alle
}

/// The kinds of actor that know nothing of any of it.
fn buitenstaanders() -> impl Iterator<Item = Soort> {
    SOORTEN.into_iter().filter(|soort| soort.0 != 'K')
}

/// What the outsiders are told where nothing may change by what they can't read.
async fn gehoord(app: &TestApp, wie: &Wie) -> Vec<(String, String)> {
    let mut alle = Vec::new();
    for (_, naam, stand, rollen) in buitenstaanders() {
        for vraag in VRAGEN
            .into_iter()
            .filter(|vraag| !vraag.starts_with("/zoeken"))
        {
            wie.wordt(app, stand, rollen).await;
            let antwoord = wie.vraagt(app, &Method::GET, vraag, &[]).await;
            alle.push((format!("{naam} {vraag}"), antwoord.tekst));
        }
    }
    alle
}

#[tokio::test]
async fn no_outsider_finds_a_word_of_it_by_any_door() {
    op_beide(async |app: TestApp| {
        let wie = Wie::nieuw(&app).await;
        let voor = gehoord(&app, &wie).await;
        let geheimen = verberg(&app).await;
        app.indexeer().await;
        // A word that nobody may know changes no answer: no total, no facet and no suggestion.
        for ((wat, voor), (_, na)) in voor.iter().zip(&gehoord(&app, &wie).await) {
            assert_eq!(voor, na, "{wat}");
        }
        let alles = alles();
        for (_, naam, stand, rollen) in buitenstaanders() {
            for pad in adressen(&wie, &geheimen) {
                wie.wordt(&app, stand, rollen).await;
                let antwoord = wie.vraagt(&app, &Method::GET, &pad, &[]).await;
                zwijgt(naam, &pad, &antwoord, &alles);
            }
            // Neither does an error tell one.
            for pad in geheimen.adressen() {
                wie.wordt(&app, stand, rollen).await;
                let antwoord = wie.vraagt(&app, &Method::POST, &pad, &[]).await;
                zwijgt(naam, &pad, &antwoord, &alles);
            }
            wie.wordt(&app, stand, rollen).await;
            for lijst in [
                "/api/v1/bevindingen",
                "/api/v1/zoeken?soort=bevinding",
                "/api/v1/zoeken?soort=signaal",
            ] {
                let antwoord = wie.vraagt(&app, &Method::GET, lijst, &[]).await;
                let totaal = &antwoord.met_status(200).json()["totaal"];
                assert_eq!(*totaal, 0, "{naam} {lijst}");
            }
        }
    })
    .await;
}

/// A link to a stuk, as the tables hold it when it was opened; answers the cookie of its browser.
async fn link(app: &TestApp, van: Uuid, stuk_id: Uuid) -> String {
    let sessie = Code::nieuw().expect("random numbers");
    let nu = app.app.clock.now();
    let rij = toegangslink::ActiveModel {
        id: Set(new_id()),
        stuk_id: Set(stuk_id),
        gebruiker_id: Set(van),
        naam: Set("Noor Voorbeeld".into()),
        mail: Set("noor@wijkteam.example".into()),
        code_hash: Set(None),
        sessie_hash: Set(Some(sessie.hash())),
        gemaakt: Set(nu),
        verloopt: Set(nu + chrono::Duration::days(14)),
        ingetrokken: Set(None),
        geopend: Set(Some(nu)),
    };
    let gemaakt = toegangslink::Entity::insert(rij).exec_without_returning(app.app.db.read());
    gemaakt.await.expect("a link");
    format!("__Host-dwarsverband-meelezen={}", sessie.geheim())
}

#[tokio::test]
async fn who_knows_one_thing_finds_nothing_of_the_rest() {
    op_beide(async |app: TestApp| {
        let wie = Wie::nieuw(&app).await;
        let geheimen = verberg(&app).await;
        app.indexeer().await;
        let zonder = |bekend: &[&str]| -> Vec<&'static str> {
            let mut alle = alles();
            alle.retain(|woord| !bekend.contains(woord));
            alle
        };
        let [titel, woord] = WEDERHOOR;
        let lezers = [
            (
                "contact",
                geheimen.contact,
                zonder(&[titel, woord, REACTIE]),
            ),
            ("other contact", geheimen.ander, zonder(&[titel, woord])),
            ("melder", geheimen.melder, zonder(&[SIGNAAL, MELDER])),
        ];
        for (naam, id, geheim) in lezers {
            let koek = in_(&app, id, false).await;
            for pad in adressen(&wie, &geheimen) {
                zwijgt(naam, &pad, &met_koek(&app, &pad, &koek).await, &geheim);
            }
        }
        for van in [
            geheimen.concept.id,
            geheimen.wederhoor.id,
            geheimen.signaal.id,
        ] {
            let koek = link(&app, wie.id, van).await;
            for pad in adressen(&wie, &geheimen) {
                zwijgt("link", &pad, &met_koek(&app, &pad, &koek).await, &alles());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn those_that_the_design_names_read_it() {
    op_beide(async |app: TestApp| {
        wereld(&app).await;
        let geheimen = verberg(&app).await;
        let Geheimen {
            concept,
            wederhoor,
            signaal,
            ..
        } = &geheimen;
        let reageren = wederhoor.pad.replace("/bevindingen/", "/wederhoor/");
        let dossier = "/dwarskijker/dossiers/schulden".to_owned();
        let [titel, woord] = WEDERHOOR;
        let mut gevallen = vec![
            (geheimen.contact, &reageren, vec![titel, woord, REACTIE]),
            (geheimen.ander, &reageren, vec![titel, woord]),
            (geheimen.melder, &signaal.pad, vec![SIGNAAL]),
        ];
        for id in [geheimen.dwars, geheimen.bureau] {
            gevallen.extend([
                (id, &concept.pad, CONCEPT.to_vec()),
                (id, &wederhoor.pad, vec![titel, woord, REACTIE]),
                (id, &signaal.pad, vec![SIGNAAL, MELDER]),
                (id, &dossier, vec![NOTITIE, titel]),
            ]);
        }
        for (id, pad, woorden) in gevallen {
            let koek = in_(&app, id, true).await;
            let antwoord = met_koek(&app, pad, &koek).await.met_status(200);
            for woord in woorden {
                let gezegd = verraadt(&antwoord, &[woord]);
                assert_eq!(gezegd, Some(woord), "{pad}: {}", antwoord.tekst);
            }
        }
    })
    .await;
}
