//! Changing through whom an organisatie replies while a bevinding is out for that.

use dwarsverband::{
    actor::Rol,
    ctx::Ctx,
    db::tables::{geschiedenis, wederhoor as vragen},
    dwarskijker::service::herinneren::herinner,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::{neem_terug, over, reageer, rij, stel_vast, wederhoor, wereld};
use crate::{
    anderen::bezorg,
    praktijken::{tekstvak, veld},
    support::{
        Antwoord, TestApp,
        inlog::met_koek,
        mensen::{bij, doe, mail, sterk, verliest},
        op_beide,
        smtp::Mailserver,
    },
};

const DAG: i64 = 86_400;

/// The number of what was asked of an organisatie in the last round.
pub async fn vraag(app: &TestApp, pad: &str, organisatie: Uuid) -> vragen::Model {
    let (kop, inhoud) = rij(app, pad).await;
    let vraag = vragen::Entity::find()
        .filter(vragen::Column::BevindingId.eq(kop.id))
        .filter(vragen::Column::Ronde.eq(inhoud.ronde))
        .filter(vragen::Column::OrganisatieId.eq(organisatie))
        .one(app.app.db.read());
    vraag.await.expect("the database works").expect("asked")
}

/// Changes the contacts of an organisatie.
pub async fn wissel(
    app: &TestApp,
    koek: &str,
    pad: &str,
    vraag: Uuid,
    velden: &[(&str, &str)],
) -> Antwoord {
    let vraag = vraag.to_string();
    let mut alle = vec![("vraag", vraag.as_str())];
    alle.extend_from_slice(velden);
    doe(app, koek, &format!("{pad}/contacten"), &alle).await
}

/// Brings the mail that waits; answers to whom, with the subject.
async fn post(app: &TestApp, server: &Mailserver) -> Vec<(String, String)> {
    bezorg(app, server).await;
    let kort = |brief: &crate::support::smtp::Mail| (brief.aan.concat(), brief.kop("Subject"));
    let mut alle: Vec<_> = server.haal().iter().map(kort).collect();
    alle.retain(|(_, onderwerp)| onderwerp.contains("dwarskijker"));
    alle.sort();
    alle
}

const GEVRAAGD: &str = "De dwarskijker vraagt uw reactie";
const NIET_MEER: &str = "De dwarskijker vraagt uw reactie niet meer";
const HERINNERD: &str = "Uw reactie voor de dwarskijker";

#[tokio::test]
async fn who_is_replaced_loses_it_at_once_and_who_comes_has_it() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let koek = &wereld.dwars.1;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        post(&app, &server).await;
        reageer(&app, &wereld.els.1, &pad, "Onze reactie.")
            .await
            .met_status(303);
        let van_stad = vraag(&app, &pad, wereld.plek.stad).await;
        let els = format!("account:{}", wereld.els.0);
        let blad = format!("{pad}/contacten?vraag={}", van_stad.id);
        for (wie, status) in [
            ("", 303),
            (wereld.els.1.as_str(), 404),
            (&wereld.eva.1, 404),
            (&wereld.bureau.1, 200),
            (koek, 200),
        ] {
            met_koek(&app, &blad, wie).await.met_status(status);
        }
        let open = met_koek(&app, &wederhoor(&pad), &wereld.els.1).await;
        let gezien = veld(&open.met_status(200), "gezien");

        // All that is wrong at once, and nothing is done or lost.
        let fout = [("contacten", "jan@voorbeeldstad.example\nNoor <noor>")];
        let fout = wissel(&app, koek, &pad, van_stad.id, &fout).await;
        let fout = fout.met_status(400);
        for melding in [
            "is geen account van Voorbeeldstad",
            "kunnen wij geen link sturen",
            "Schrijf op waarom.",
        ] {
            assert!(fout.tekst.contains(melding), "{melding}");
        }
        assert!(tekstvak(&fout, "contacten").contains("jan@voorbeeldstad.example"));
        let al = [("contacten", mail("Els")), ("reden", "x".to_owned())];
        let al = al.each_ref().map(|(naam, tekst)| (*naam, tekst.as_str()));
        let al = wissel(&app, koek, &pad, van_stad.id, &al).await;
        assert!(al.met_status(400).tekst.contains("is al contactpersoon"));
        let niets = wissel(&app, koek, &pad, van_stad.id, &[("reden", "x")]).await;
        assert!(niets.met_status(400).tekst.contains("Kies wie geen"));
        assert_eq!(post(&app, &server).await, []);

        let eva = mail("Eva");
        let velden = [
            ("weg", els.as_str()),
            ("contacten", eva.as_str()),
            ("reden", "Els werkt er niet meer."),
        ];
        let gedaan = wissel(&app, koek, &pad, van_stad.id, &velden).await;
        let naar = gedaan.met_status(303).kop("location").to_owned();
        assert_eq!(naar, format!("{pad}?gelukt=contacten"));
        let verwacht = [(mail("Els"), NIET_MEER), (mail("Eva"), GEVRAAGD)];
        let verwacht = verwacht.map(|(aan, wat)| (aan, wat.to_owned()));
        assert_eq!(post(&app, &server).await, verwacht);
        // What was replied stays, and who comes can change it.
        met_koek(&app, &wederhoor(&pad), &wereld.els.1)
            .await
            .met_status(404);
        met_koek(&app, &pad, &wereld.els.1).await.met_status(404);
        let van_eva = met_koek(&app, &wederhoor(&pad), &wereld.eva.1).await;
        assert_eq!(
            tekstvak(&van_eva.met_status(200), "reactie"),
            "Onze reactie."
        );
        // Who was writing keeps the words, and nothing else.
        let nummer = van_stad.id.to_string();
        let laat = [
            ("vraag", nummer.as_str()),
            ("gezien", &gezien),
            ("reactie", "Net te laat."),
        ];
        let laat = doe(&app, &wereld.els.1, &wederhoor(&pad), &laat).await;
        let laat = laat.met_status(409).tekst;
        assert!(laat.contains("geen contactpersoon meer") && laat.contains("Net te laat."));
        assert!(!laat.contains("Een titel"));
        // A page of before that says what is no more so changes nothing.
        let nog = [("weg", els.as_str()), ("reden", "Nogmaals.")];
        let nog = wissel(&app, koek, &pad, van_stad.id, &nog).await;
        assert_eq!(tekstvak(&nog.met_status(409), "reden"), "Nogmaals.");

        let werkblad = met_koek(&app, &pad, koek).await.met_status(200).tekst;
        assert!(werkblad.contains("Els werkt er niet meer.") && werkblad.contains("Eva Voorbeeld"));
        let rijen = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.eq(rij(&app, &pad).await.0.id))
            .filter(geschiedenis::Column::Actie.eq("wederhoor-contacten"))
            .order_by_asc(geschiedenis::Column::Nummer)
            .all(app.app.db.read());
        let rijen = rijen.await.expect("rows");
        assert_eq!(rijen.len(), 1);
        // The auditor reads fields, and not who it was.
        assert!(!rijen[0].velden.contains(&wereld.els.0.to_string()));
        assert!(rijen[0].velden.contains("reden:"), "{}", rijen[0].velden);

        // When it is out no more nothing is changed, and what was typed is given back.
        neem_terug(&app, koek, &pad, "Een getal klopte niet.")
            .await
            .met_status(303);
        let velden = [("contacten", eva.as_str()), ("reden", "Toch.")];
        let terug = wissel(&app, koek, &pad, van_stad.id, &velden).await;
        assert!(terug.met_status(409).tekst.contains("Toch."));
    })
    .await;
}

#[tokio::test]
async fn who_comes_late_gets_time_and_is_reminded_of_the_new_day() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        let van_stad = vraag(&app, &pad, wereld.plek.stad).await;
        let nacht = async |app: &TestApp| {
            let ctx = Ctx::systeem("nachtwerk", &app.app.clock);
            herinner(&app.app.db, &ctx, ctx.vandaag())
                .await
                .expect("the database works");
            post(app, &server).await
        };
        app.later(24 * DAG);
        nacht(&app).await;
        wereld.weer_in(&app).await;
        let koek = &wereld.dwars.1;
        let (els, eva) = (format!("account:{}", wereld.els.0), mail("Eva"));
        let nieuw = over(&app, 14);
        let met = |uiterlijk| {
            [
                ("weg", els.as_str()),
                ("contacten", eva.as_str()),
                ("uiterlijk", uiterlijk),
                ("reden", "Verkeerd genoemd."),
            ]
        };
        let te_kort = over(&app, 6);
        for uiterlijk in ["", te_kort.as_str()] {
            let kort = wissel(&app, koek, &pad, van_stad.id, &met(uiterlijk)).await;
            let kort = kort.met_status(400).tekst;
            assert!(kort.contains("minstens 7 dagen"), "{uiterlijk}");
        }
        met_koek(&app, &wederhoor(&pad), &wereld.els.1)
            .await
            .met_status(200);
        let gedaan = wissel(&app, koek, &pad, van_stad.id, &met(&nieuw)).await;
        gedaan.met_status(303);
        assert_eq!(
            vraag(&app, &pad, wereld.plek.stad)
                .await
                .uiterlijk
                .to_string(),
            nieuw
        );
        post(&app, &server).await;
        // The others keep their day; nothing is established by the time before all days are over.
        app.later(5 * DAG);
        assert_eq!(nacht(&app).await, []);
        wereld.weer_in(&app).await;
        let nog_niet = met_koek(&app, &format!("{pad}/vaststellen"), &wereld.dwars.1).await;
        nog_niet.met_status(303);
        app.later(2 * DAG);
        assert_eq!(nacht(&app).await, [(eva.clone(), HERINNERD.to_owned())]);
        assert_eq!(nacht(&app).await, []);
        app.later(8 * DAG);
        wereld.weer_in(&app).await;
        stel_vast(&app, &wereld.dwars.1, &pad).await;
    })
    .await;
}

#[tokio::test]
async fn an_organisatie_that_everybody_left_is_seen_and_stops_nothing() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        let niemand = "Niemand kan nu namens Voorbeeldstad reageren.";
        let werkblad =
            async |app: &TestApp, koek: &str| met_koek(app, &pad, koek).await.met_status(200).tekst;
        assert!(!werkblad(&app, &wereld.dwars.1).await.contains(niemand));
        verliest(&app, wereld.els.0, bij(Rol::Lid, wereld.plek.stad)).await;
        let blad = werkblad(&app, &wereld.dwars.1).await;
        assert!(blad.contains(niemand) && blad.contains("hoort niet meer bij de organisatie"));
        let van_stad = vraag(&app, &pad, wereld.plek.stad).await;
        let els = format!("account:{}", wereld.els.0);
        // Also when nobody takes their place.
        let velden = [("weg", els.as_str()), ("reden", "Weg.")];
        wissel(&app, &wereld.dwars.1, &pad, van_stad.id, &velden)
            .await
            .met_status(303);
        assert!(werkblad(&app, &wereld.dwars.1).await.contains(niemand));
        let eva = mail("Eva");
        let velden = [("contacten", eva.as_str()), ("reden", "Eva volgt op.")];
        wissel(&app, &wereld.bureau.1, &pad, van_stad.id, &velden)
            .await
            .met_status(303);
        assert!(!werkblad(&app, &wereld.dwars.1).await.contains(niemand));
        reageer(&app, &wereld.eva.1, &pad, "Wij herkennen dit.")
            .await
            .met_status(303);
        // Others change nothing.
        let rol = [crate::support::mensen::landelijk(Rol::Redactie)];
        let redactie = sterk(&app, "Roos", &rol).await.1;
        for koek in [&redactie, &wereld.jan.1, &wereld.eva.1] {
            wissel(&app, koek, &pad, van_stad.id, &velden)
                .await
                .met_status(404);
        }
        app.later(29 * DAG);
        wereld.weer_in(&app).await;
        stel_vast(&app, &wereld.dwars.1, &pad).await;
    })
    .await;
}
