//! What there is for who is logged in: what waits, what changed and which days are ahead, on the home page and
//! on a page of its own.

use dwarsverband::actor::{Bereik, Rol, Sleutel, Toekenning};
use uuid::Uuid;

use crate::{
    anderen::{herzien_voor, lid},
    overzicht::{Gewenst, gewenst, knelpunt},
    paginas::kies,
    support::{
        TestApp,
        login::vraag,
        mensen::{bij, in_, landelijk, mens, verliest},
        op_beide,
    },
    vraagpunten::{DAG, KNELPUNT, VRAAG, antwoord, toneel},
};

const PAD: &str = "/vandaag";
/// What a block says when there is nothing in it.
const NIETS: &str = "Er wacht niets op u";

/// What a block of a page says: `wacht`, `veranderd` or `termijnen`.
pub fn blok(html: &str, id: &str) -> String {
    kies(html, &format!("section[aria-labelledby='{id}']")).join(" ")
}

/// The page of somebody, and their home page.
async fn paginas(app: &TestApp, wie: Uuid) -> [String; 2] {
    let koek = in_(app, wie, true).await;
    let mut paginas = [String::new(), String::new()];
    for (plek, pad) in paginas.iter_mut().zip([PAD, "/"]) {
        *plek = vraag(app, &koek, pad).await.met_status(200).tekst;
    }
    paginas
}

/// Whether both pages say something in a block, or neither does.
async fn zegt(app: &TestApp, wie: Uuid, id: &str, wat: &str) -> bool {
    let paginas = paginas(app, wie).await;
    let [een, ander] = paginas.map(|pagina| blok(&pagina, id).contains(wat));
    assert_eq!(een, ander, "{id}: {wat}");
    een
}

fn van_thema(rol: Rol, thema: Uuid) -> Toekenning {
    Toekenning {
        rol,
        bereik: Bereik::Thema(thema),
    }
}

#[tokio::test]
async fn a_visitor_has_the_home_page_of_everybody() {
    op_beide(async |app| {
        let toneel = toneel(&app).await;
        toneel.vraag(&app, "ministerie", VRAAG).await;
        let thuis = app.get("/").await.met_status(200).tekst;
        for id in ["wacht", "veranderd", "termijnen"] {
            assert_eq!(blok(&thuis, id), "", "{id}");
        }
        assert_eq!(kies(&thuis, "h1").len(), 1);
        assert!(!thuis.contains(VRAAG) && !thuis.contains(PAD));
        let antwoord = app.get(PAD).await.met_status(303);
        assert!(antwoord.kop("location").starts_with("/inloggen"));
    })
    .await;
}

#[tokio::test]
async fn who_has_nothing_hears_what_to_do() {
    op_beide(async |app| {
        let toneel = toneel(&app).await;
        toneel.vraag(&app, "ministerie", VRAAG).await;
        let nieuw = mens(&app, "Nieuw", &[]).await;
        for pagina in paginas(&app, nieuw).await {
            assert!(blok(&pagina, "wacht").contains(NIETS));
            assert!(blok(&pagina, "veranderd").contains("nog niet mee aan een thema"));
            assert!(blok(&pagina, "termijnen").contains("geen dag vast"));
            assert_eq!(kies(&pagina, "h1").len(), 1);
        }
        // A login that is not strong enough has no more than nobody's role.
        let beheer = mens(&app, "Beheer", &[landelijk(Rol::Dwarskijker)]).await;
        let koek = in_(&app, beheer, false).await;
        let pagina = vraag(&app, &koek, PAD).await.met_status(200).tekst;
        assert!(blok(&pagina, "wacht").contains(NIETS));
    })
    .await;
}

#[tokio::test]
async fn a_question_waits_for_who_has_to_answer_it() {
    op_beide(async |app| {
        let toneel = toneel(&app).await;
        let pad = toneel.vraag(&app, "ministerie", VRAAG).await;
        let (elders, _) = lid(&app, "Elders", toneel.wereld.elders).await;
        for (wie, ziet) in [
            (toneel.lid, true),
            (elders, false),
            (toneel.redactie, false),
        ] {
            assert_eq!(zegt(&app, wie, "wacht", VRAAG).await, ziet);
            assert_eq!(zegt(&app, wie, "termijnen", VRAAG).await, ziet);
        }
        // Past its day it is late, and no longer ahead.
        app.later(43 * DAG);
        assert!(zegt(&app, toneel.lid, "wacht", "1 dag te laat").await);
        assert!(!zegt(&app, toneel.lid, "termijnen", VRAAG).await);
        let koek = toneel.van_lid(&app).await;
        antwoord(&app, &koek, &pad, ("overgenomen", "Dat doen wij."))
            .await
            .met_status(303);
        assert!(!zegt(&app, toneel.lid, "wacht", VRAAG).await);
    })
    .await;
}

#[tokio::test]
async fn what_may_not_be_read_waits_for_nobody_and_did_not_change() {
    op_beide(async |app| {
        let toneel = toneel(&app).await;
        toneel.vraag(&app, "ministerie", VRAAG).await;
        let thema = toneel.wereld.plek.thema;
        let netwerk = mens(&app, "Net", &[van_thema(Rol::Netwerklid, thema)]).await;
        assert!(zegt(&app, netwerk, "veranderd", "Gegevens delen").await);
        toneel.verberg(&app).await;
        for wie in [netwerk, toneel.lid, toneel.redactie] {
            for id in ["wacht", "veranderd", "termijnen"] {
                for wat in ["Gegevens delen", VRAAG] {
                    assert!(!zegt(&app, wie, id, wat).await, "{id} {wat}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_knelpunt_waits_for_who_treats_it() {
    op_beide(async |app| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        let status = dwarsverband::knelpunten::model::Status::Gemeld;
        let wat = Gewenst {
            themas: &[thema],
            ..gewenst("Pas gemeld", status)
        };
        knelpunt(&app, wat).await;
        let netwerk = mens(&app, "Net", &[van_thema(Rol::Netwerklid, thema)]).await;
        for (wie, ziet) in [
            (toneel.redactie, true),
            (netwerk, false),
            (toneel.lid, false),
        ] {
            assert_eq!(zegt(&app, wie, "wacht", "Pas gemeld").await, ziet);
        }
    })
    .await;
}

#[tokio::test]
async fn what_changed_is_of_the_last_days_and_of_where_one_takes_part() {
    op_beide(async |app| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        let duo = toneel.duo(&app).await;
        let netwerk = mens(&app, "Net", &[van_thema(Rol::Netwerklid, thema)]).await;
        for (wie, ziet) in [
            (duo, true),
            (netwerk, true),
            (toneel.lid, false),
            (toneel.redactie, false),
        ] {
            assert_eq!(zegt(&app, wie, "veranderd", "Gegevens delen").await, ziet);
        }
        let pagina = &paginas(&app, duo).await[0];
        let links = crate::paginas::attributen(pagina, "main a", "href");
        assert!(links.contains(&KNELPUNT.to_owned()));
        verliest(&app, netwerk, van_thema(Rol::Netwerklid, thema)).await;
        assert!(!zegt(&app, netwerk, "veranderd", "Gegevens delen").await);
        app.later(15 * DAG);
        assert!(!zegt(&app, duo, "veranderd", "Gegevens delen").await);
        assert!(zegt(&app, duo, "veranderd", "de laatste 14 dagen niets").await);
    })
    .await;
}

#[tokio::test]
async fn what_has_to_be_looked_at_again_waits_for_who_looks_after_it() {
    op_beide(async |app| {
        let toneel = toneel(&app).await;
        let wereld = &toneel.wereld;
        let dag = "2026-11-01".parse().unwrap();
        herzien_voor(&app, wereld.praktijk, dag).await;
        let (eigenaar, _) = lid(&app, "Stad", wereld.plek.stad).await;
        for (wie, ziet) in [(eigenaar, true), (toneel.lid, false)] {
            assert_eq!(zegt(&app, wie, "wacht", "Klopt dit nog?").await, ziet);
        }
    })
    .await;
}

#[tokio::test]
async fn the_key_of_a_thema_alone_shows_nothing_to_who_has_no_part_in_it() {
    op_beide(async |app| {
        let toneel = toneel(&app).await;
        // Somebody who comes with a key and without a login has no page of their own.
        let actor = crate::support::account(7, [Sleutel::Thema(toneel.wereld.plek.thema)]);
        let thuis = app.als(&actor, "/").await.met_status(200).tekst;
        assert_eq!(blok(&thuis, "veranderd"), "");
        app.als(&actor, PAD).await.met_status(303);
        let rollen = [
            bij(Rol::Lid, toneel.wereld.elders),
            bij(Rol::Organisatiebeheerder, toneel.wereld.elders),
        ];
        let beheerder = mens(&app, "Org", &rollen).await;
        assert!(zegt(&app, beheerder, "wacht", NIETS).await);
    })
    .await;
}
