//! The time to reply: nothing is established before it is over, and everybody hears of it in time and once.

use dwarsverband::{
    actor::Rol, ctx::Ctx, db::tables::geschiedenis, dwarskijker::service::herinneren::herinner,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{leg_voor, neem_terug, over, reageer, rij, stel_vast, wederhoor, wereld};
use crate::{
    anderen::bezorg,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, krijgt, landelijk, mail},
        op_beide,
        smtp::{Mail, Mailserver},
    },
};

const DAG: i64 = 86_400;

#[tokio::test]
async fn it_waits_for_everybody_or_for_the_last_day_to_be_over() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        reageer(&app, &wereld.els.1, &pad, "Wij herkennen dit.")
            .await
            .met_status(303);
        let vaststellen = format!("{pad}/vaststellen");
        let versie = rij(&app, &pad).await.0.versie.to_string();
        let velden = [("versie", versie.as_str()), ("onherroepelijk", "ja")];
        // The last day itself is still for who did not reply.
        for dagen in [0, 28] {
            app.later(dagen * DAG);
            wereld.weer_in(&app).await;
            let koek = &wereld.dwars.1;
            let vraag = met_koek(&app, &vaststellen, koek).await.met_status(303);
            assert_eq!(vraag.kop("location"), pad);
            let werkblad = met_koek(&app, &pad, koek).await.met_status(200).tekst;
            assert!(werkblad.contains("1 van 2 heeft gereageerd."));
            assert!(!werkblad.contains(&vaststellen));
            let nee = doe(&app, koek, &vaststellen, &velden).await.met_status(409);
            assert!(nee.tekst.contains("Nog niet iedereen heeft gereageerd"));
            // What was ticked is ticked anew, about what it is by then.
            assert!(!nee.tekst.contains("value=\"ja\" checked"));
            assert_eq!(rij(&app, &pad).await.0.status, "wederhoor");
        }
        app.later(DAG);
        wereld.weer_in(&app).await;
        // Who is late is heard as long as it is not established.
        let blad = met_koek(&app, &wederhoor(&pad), &wereld.jan.1).await;
        assert!(
            blad.met_status(200)
                .tekst
                .contains("De termijn liep tot en met")
        );
        reageer(&app, &wereld.jan.1, &pad, "Te laat, maar toch.")
            .await
            .met_status(303);
        // That nothing can be changed after it has to be said.
        let stil = [("versie", versie.as_str())];
        let nee = doe(&app, &wereld.dwars.1, &vaststellen, &stil)
            .await
            .met_status(400);
        assert!(nee.tekst.contains("niet meer kan veranderen"));
        let vast = stel_vast(&app, &wereld.dwars.1, &pad).await;
        let pagina = app.get(&vast).await.met_status(200).tekst;
        assert!(pagina.contains("Te laat, maar toch.") && !pagina.contains("Geen reactie van"));
    })
    .await;
}

/// Does the work of the night, twice as after a stop halfway, and brings the mail; answers to whom, with
/// the subject.
async fn nacht(app: &TestApp, server: &Mailserver) -> Vec<(String, String)> {
    for _ in 0..2 {
        let ctx = Ctx::systeem("nachtwerk", &app.app.clock);
        let gedaan = herinner(&app.app.db, &ctx, ctx.vandaag()).await;
        gedaan.expect("the database works");
    }
    post(app, server).await
}

/// The mail about wederhoor that waits: to whom, with the subject. None says which bevinding it is about.
async fn post(app: &TestApp, server: &Mailserver) -> Vec<(String, String)> {
    bezorg(app, server).await;
    let kort = |brief: &Mail| {
        let onderwerp = brief.kop("Subject");
        if ![GEVRAAGD, HERINNERD, TERUG, VOORBIJ, VAST].contains(&onderwerp.as_str()) {
            return None;
        }
        let tekst = brief.deel("text/plain") + &brief.deel("text/html");
        for geheim in ["Een titel", "BEV-", "bev-", "wijkteams"] {
            assert!(!tekst.contains(geheim), "{geheim} in {tekst}");
        }
        Some((brief.aan.concat(), onderwerp))
    };
    let mut alle: Vec<_> = server.haal().iter().filter_map(kort).collect();
    alle.sort();
    alle
}

fn aan<const N: usize>(namen: [&str; N], onderwerp: &str) -> Vec<(String, String)> {
    let brief = |naam: &str| (mail(naam), onderwerp.to_owned());
    namen.map(brief).to_vec()
}

const GEVRAAGD: &str = "De dwarskijker vraagt uw reactie";
const HERINNERD: &str = "Uw reactie voor de dwarskijker";
const TERUG: &str = "De dwarskijker neemt een bevinding terug";
const VOORBIJ: &str = "De termijn voor wederhoor is voorbij";
const VAST: &str = "De dwarskijker heeft een bevinding vastgesteld";

#[tokio::test]
async fn everybody_hears_in_time_and_once_and_never_about_what() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        assert_eq!(post(&app, &server).await, aan(["Els", "Jan"], GEVRAAGD));
        reageer(&app, &wereld.els.1, &pad, "Wij herkennen dit.")
            .await
            .met_status(303);
        assert_eq!(nacht(&app, &server).await, []);
        app.later(20 * DAG);
        assert_eq!(nacht(&app, &server).await, []);
        app.later(DAG);
        assert_eq!(nacht(&app, &server).await, aan(["Jan"], HERINNERD));
        app.later(DAG);
        assert_eq!(nacht(&app, &server).await, []);
        app.later(7 * DAG);
        let schrijvers = aan(["Bureau", "Dwars"], VOORBIJ);
        assert_eq!(nacht(&app, &server).await, schrijvers);
        app.later(30 * DAG);
        assert_eq!(nacht(&app, &server).await, []);
        let (kop, _) = rij(&app, &pad).await;
        let verteld = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.eq(kop.id))
            .filter(geschiedenis::Column::Actie.starts_with("wederhoor-"))
            .order_by_asc(geschiedenis::Column::Nummer)
            .all(app.app.db.read());
        let verteld: Vec<String> = verteld
            .await
            .expect("rows")
            .into_iter()
            .map(|rij| rij.actie)
            .collect();
        let verwacht = [
            "wederhoor-reageren",
            "wederhoor-herinneren",
            "wederhoor-voorbij",
        ];
        assert_eq!(verteld, verwacht);

        wereld.weer_in(&app).await;
        stel_vast(&app, &wereld.dwars.1, &pad).await;
        assert_eq!(post(&app, &server).await, aan(["Els", "Jan"], VAST));
        app.later(DAG);
        assert_eq!(nacht(&app, &server).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_jump_of_the_clock_skips_what_is_too_late_and_a_new_round_begins_anew() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        post(&app, &server).await;
        // Who is dwarskijker and bureau at once hears it once.
        krijgt(&app, wereld.dwars.0, landelijk(Rol::Bureau)).await;
        // No reminder that the time ends after it has ended.
        app.later(60 * DAG);
        let schrijvers = aan(["Bureau", "Dwars"], VOORBIJ);
        assert_eq!(nacht(&app, &server).await, schrijvers);
        // A clock that goes back tells nothing a second time.
        app.later(-50 * DAG);
        assert_eq!(nacht(&app, &server).await, []);
        app.later(50 * DAG);
        assert_eq!(nacht(&app, &server).await, []);

        wereld.weer_in(&app).await;
        neem_terug(&app, &wereld.dwars.1, &pad, "Een getal klopte niet.")
            .await
            .met_status(303);
        assert_eq!(post(&app, &server).await, aan(["Els", "Jan"], TERUG));
        app.later(DAG);
        assert_eq!(nacht(&app, &server).await, [], "a concept waits for nobody");
        wereld.weer_in(&app).await;
        let vraag = [("Voorbeeldstad", mail("Eva")), ("Ministerie", mail("Jan"))];
        leg_voor(&app, &wereld.dwars.1, &pad, &over(&app, 14), &vraag)
            .await
            .met_status(303);
        assert_eq!(post(&app, &server).await, aan(["Eva", "Jan"], GEVRAAGD));
        app.later(7 * DAG);
        assert_eq!(nacht(&app, &server).await, aan(["Eva", "Jan"], HERINNERD));
        app.later(8 * DAG);
        assert_eq!(nacht(&app, &server).await, schrijvers);
    })
    .await;
}
