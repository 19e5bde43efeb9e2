//! A pilot begins, and ends by two people: both sides of the duo, or a second person.

use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    db::tables::{besluit, duozetel, instemming},
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use uuid::Uuid;

use super::gepubliceerd;
use crate::{
    praktijken::{Spelers, spelers, tekstvak, versie},
    support::{
        Antwoord, TestApp,
        inlog::met_koek,
        mensen::{doe, id_van, landelijk, sterk, verteld},
        op_beide,
    },
};

/// Somebody on a seat of the thema of these tests.
pub async fn zetel(app: &TestApp, naam: &str, kant: &str) -> String {
    let (id, koek) = sterk(app, naam, &[]).await;
    let rij = duozetel::ActiveModel {
        thema_id: Set(id_van(app, "thema").await),
        kant: Set(kant.into()),
        gebruiker_id: Set(id),
        op: Set(app.app.clock.now()),
    };
    let gaat_zitten = duozetel::Entity::insert(rij).exec_without_returning(app.app.db.read());
    gaat_zitten.await.expect("a seat");
    koek
}

/// A pilot that runs, in the thema of these tests or in none.
pub async fn lopend(app: &TestApp, wie: &Spelers, titel: &str, themas: &[&str]) -> String {
    let themas: Vec<(&str, &str)> = themas.iter().map(|t| ("themas", *t)).collect();
    let pad = gepubliceerd(app, wie, titel, &themas).await;
    start(app, &wie.els.1, &pad).await.met_status(303);
    pad
}

async fn start(app: &TestApp, koek: &str, pad: &str) -> Antwoord {
    let adres = format!("{pad}/starten");
    let pagina = met_koek(app, &adres, koek).await;
    if pagina.status != 200 {
        return pagina;
    }
    doe(app, koek, &adres, &[("versie", &versie(&pagina))]).await
}

/// Proposes to stop with a lesson; answers the address of the proposal.
pub async fn stel_voor(app: &TestApp, koek: &str, pad: &str) -> String {
    let velden = [("keuze", "stoppen"), ("les", "Begin bij de werkgever.")];
    let naar = doe(app, koek, &format!("{pad}/besluiten"), &velden).await;
    let naar = naar.met_status(303).kop("location").to_owned();
    naar.split('?').next().expect("an address").to_owned()
}

pub async fn stem_in(app: &TestApp, koek: &str, besluit: &str, meer: &[(&str, &str)]) -> Antwoord {
    let velden = [&[("actie", "instemmen")], meer].concat();
    doe(app, koek, besluit, &velden).await
}

pub async fn stand(app: &TestApp, pad: &str) -> String {
    let api = met_koek(app, &format!("/api/v1{pad}"), "").await.json();
    api["stand"].as_str().expect("a stand").to_owned()
}

#[tokio::test]
async fn starting_is_for_its_own_people_and_gives_a_first_day() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let pad = gepubliceerd(&app, &wie, "Geldcheck", &[("begin", "2999-01-01")]).await;
        let (_, ander) = sterk(&app, "Ank", &[]).await;
        start(&app, &ander, &pad).await.met_status(403);
        start(&app, "", &pad).await.met_status(303);
        assert_eq!(stand(&app, &pad).await, "idee");
        // Who sees an older version looks again.
        let oud = [("versie", "1")];
        let laat = doe(&app, &wie.jan.1, &format!("{pad}/starten"), &oud).await;
        laat.met_status(409);
        start(&app, &wie.jan.1, &pad).await.met_status(303);
        let api = met_koek(&app, &format!("/api/v1{pad}"), "").await.json();
        assert_eq!(api["stand"], "loopt");
        let vandaag = app.app.clock.now().date_naive().to_string();
        assert_eq!(
            api["begin"],
            vandaag.as_str(),
            "it did not begin in the future"
        );
        // It starts once.
        let nogmaals = start(&app, &wie.jan.1, &pad).await.met_status(303);
        assert_eq!(nogmaals.kop("location"), pad);
        let leest = met_koek(&app, &pad, "").await.tekst;
        assert!(leest.contains("De proef is gestart"));
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let pad = lopend(&app, &wie, "Geldcheck", &[]).await;
        let adres = format!("{pad}/besluiten");
        let koek = &wie.els.1;
        let velden = [
            ("keuze", "stoppen"),
            ("les", ""),
            ("praktijk", "PRK-2026-9999"),
        ];
        let pagina = doe(&app, koek, &adres, &velden).await.met_status(400);
        for anker in ["les", "praktijk"] {
            assert!(
                pagina.tekst.contains(&format!("<li><a href=\"#{anker}\">")),
                "{anker}"
            );
        }
        let velden = [
            ("keuze", "opschalen"),
            ("les", "Bel 06-12345678 en vraag het."),
            ("praktijk", "Bestaat niet"),
        ];
        let pagina = doe(&app, koek, &adres, &velden).await.met_status(400);
        for anker in ["les", "praktijk"] {
            assert!(
                pagina.tekst.contains(&format!("<li><a href=\"#{anker}\">")),
                "{anker}"
            );
        }
        assert_eq!(tekstvak(&pagina, "les"), "Bel 06-12345678 en vraag het.");
        assert!(pagina.tekst.contains("value=\"Bestaat niet\""));
        assert!(pagina.tekst.contains("persoonsgegevens-akkoord"));
        let niets = doe(&app, koek, &adres, &[]).await.met_status(400);
        assert!(niets.tekst.contains("<li><a href=\"#keuze\">"));
        let geen = besluit::Entity::find()
            .all(app.app.db.read())
            .await
            .unwrap();
        assert!(geen.is_empty(), "{geen:?}");
    })
    .await;
}

#[tokio::test]
async fn without_a_duo_a_second_person_agrees() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let pad = lopend(&app, &wie, "Geldcheck", &["wonen"]).await;
        let (els, jan) = (&wie.els.1, &wie.jan.1);
        let besluit = stel_voor(&app, els, &pad).await;
        // Read by who is involved, and by nobody else.
        let (_, ander) = sterk(&app, "Ank", &[]).await;
        met_koek(&app, &besluit, &ander).await.met_status(404);
        met_koek(&app, &besluit, "").await.met_status(303);
        for koek in [els, jan, &wie.redactie[1].1] {
            met_koek(&app, &besluit, koek).await.met_status(200);
            assert!(
                met_koek(&app, &pad, koek)
                    .await
                    .tekst
                    .contains("Er ligt een besluit")
            );
        }
        let bezoeker = met_koek(&app, &pad, "").await.tekst;
        assert!(!bezoeker.contains("Er ligt een besluit"));
        assert!(!bezoeker.contains("Begin bij de werkgever"));
        // Not by who proposed it, and there is one at a time.
        stem_in(&app, els, &besluit, &[]).await.met_status(403);
        let twee = [("keuze", "stoppen"), ("les", "Anders.")];
        let adres = format!("{pad}/besluiten");
        let laat = doe(&app, jan, &adres, &twee).await.met_status(409);
        assert!(laat.tekst.contains("Er ligt al een besluit"));
        assert_eq!(tekstvak(&laat, "les"), "Anders.", "nothing typed is lost");
        assert_eq!(stand(&app, &pad).await, "loopt");
        let klaar = stem_in(&app, jan, &besluit, &[]).await.met_status(303);
        assert_eq!(klaar.kop("location"), format!("{pad}?gelukt=besloten"));
        assert_eq!(stand(&app, &pad).await, "gestopt");
        let bezoeker = met_koek(&app, &pad, "").await.tekst;
        assert!(
            bezoeker.contains("Begin bij de werkgever."),
            "the lesson is read"
        );
        assert!(bezoeker.contains("Besloten: stoppen"));
        stem_in(&app, jan, &besluit, &[]).await.met_status(409);
        let api = met_koek(&app, &format!("/api/v1{pad}"), "").await.json();
        let vandaag = app.app.clock.now().date_naive().to_string();
        assert_eq!(api["besluitdatum"], vandaag.as_str());
    })
    .await;
}

#[tokio::test]
async fn both_sides_of_a_duo_agree() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let (rijk, gemeente) = (
            zetel(&app, "Rina", "rijk").await,
            zetel(&app, "Gijs", "gemeente").await,
        );
        let pad = lopend(&app, &wie, "Geldcheck", &["wonen"]).await;
        let besluit = stel_voor(&app, &wie.els.1, &pad).await;
        // A colleague and the redactie are no side.
        for koek in [&wie.jan.1, &wie.redactie[0].1] {
            stem_in(&app, koek, &besluit, &[]).await.met_status(403);
        }
        stem_in(&app, &rijk, &besluit, &[]).await.met_status(303);
        stem_in(&app, &rijk, &besluit, &[]).await.met_status(403);
        assert_eq!(stand(&app, &pad).await, "loopt");
        let pagina = met_koek(&app, &pad, &wie.els.1).await.tekst;
        assert!(pagina.contains("Wacht op duo-partner: de gemeenten."));
        // Who has still to agree finds it among their own work, and nobody else does.
        for (koek, staat_er) in [(&gemeente, true), (&rijk, false), (&wie.jan.1, false)] {
            let mijn = met_koek(&app, "/account/praktijken", koek).await;
            assert_eq!(mijn.tekst.contains(&besluit), staat_er);
        }
        stem_in(&app, &gemeente, &besluit, &[])
            .await
            .met_status(303);
        assert_eq!(stand(&app, &pad).await, "gestopt");
        // Who proposes it on their seat agrees by that; the waarnemer stands in for the other.
        let twee = lopend(&app, &wie, "Huisbezoek", &["wonen"]).await;
        let besluit = stel_voor(&app, &gemeente, &twee).await;
        let in_thema = Toekenning {
            rol: Rol::Waarnemer,
            bereik: Bereik::Thema(id_van(&app, "thema").await),
        };
        let (_, waarnemer) = sterk(&app, "Wim", &[in_thema]).await;
        stem_in(&app, &waarnemer, &besluit, &[])
            .await
            .met_status(303);
        assert_eq!(stand(&app, &twee).await, "gestopt");
        let stemmen = instemming::Entity::find().all(app.app.db.read());
        assert_eq!(stemmen.await.unwrap().len(), 4);
    })
    .await;
}

#[tokio::test]
async fn an_empty_seat_is_said_and_the_redactie_says_why_it_steps_in() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let gemeente = zetel(&app, "Gijs", "gemeente").await;
        let pad = lopend(&app, &wie, "Geldcheck", &["wonen"]).await;
        let roos = &wie.redactie[0].1;
        let vraag = met_koek(&app, &format!("{pad}/besluiten"), &wie.els.1).await;
        assert!(vraag.tekst.contains("De zetel van het Rijk is leeg."));
        let besluit = stel_voor(&app, &gemeente, &pad).await;
        let zonder = stem_in(&app, roos, &besluit, &[]).await.met_status(400);
        assert!(zonder.tekst.contains("<li><a href=\"#reden\">"));
        assert_eq!(stand(&app, &pad).await, "loopt");
        let reden = [("reden", "De zetel is al een half jaar leeg.")];
        stem_in(&app, roos, &besluit, &reden).await.met_status(303);
        assert_eq!(stand(&app, &pad).await, "gestopt");
        let gelezen = met_koek(&app, &besluit, &wie.els.1).await.tekst;
        assert!(gelezen.contains("al een half jaar leeg"));
    })
    .await;
}

#[tokio::test]
async fn personal_data_in_a_reason_are_meant_or_taken_out() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let gemeente = zetel(&app, "Gijs", "gemeente").await;
        let pad = lopend(&app, &wie, "Geldcheck", &["wonen"]).await;
        let roos = &wie.redactie[0].1;
        let besluit = stel_voor(&app, &gemeente, &pad).await;
        let bel = "Bel 06-12345678.";
        for (actie, veld) in [("instemmen", "reden"), ("afwijzen", "waarom-niet")] {
            let velden = [("actie", actie), (veld, bel)];
            let pagina = doe(&app, roos, &besluit, &velden).await.met_status(400);
            assert!(pagina.tekst.contains("lijkt een telefoonnummer te staan"));
            assert_eq!(tekstvak(&pagina, veld), bel);
            let vinkje = format!("id=\"akkoord-{actie}\" name=\"persoonsgegevens-akkoord\"");
            assert!(pagina.tekst.contains(&vinkje), "{actie}");
            let vinkjes = pagina.tekst.matches("name=\"persoonsgegevens-akkoord\"");
            assert_eq!(vinkjes.count(), 1, "only where it was typed");
        }
        assert_eq!(stand(&app, &pad).await, "loopt");
        let gekeken = [("reden", bel), ("persoonsgegevens-akkoord", "ja")];
        stem_in(&app, roos, &besluit, &gekeken)
            .await
            .met_status(303);
        assert_eq!(stand(&app, &pad).await, "gestopt");
    })
    .await;
}

#[tokio::test]
async fn who_proposed_it_takes_it_back_and_others_say_why_not() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let pad = lopend(&app, &wie, "Geldcheck", &[]).await;
        let (els, jan) = (&wie.els.1, &wie.jan.1);
        let besluit = stel_voor(&app, els, &pad).await;
        let terug = [("actie", "terugnemen")];
        doe(&app, jan, &besluit, &terug).await.met_status(403);
        doe(&app, els, &besluit, &terug).await.met_status(303);
        let besluit = stel_voor(&app, els, &pad).await;
        let nee = [("actie", "afwijzen")];
        let zonder = doe(&app, jan, &besluit, &nee).await.met_status(400);
        assert!(zonder.tekst.contains("<li><a href=\"#waarom-niet\">"));
        let nee = [
            ("actie", "afwijzen"),
            ("waarom-niet", "Wij telden nog niet."),
        ];
        doe(&app, els, &besluit, &nee).await.met_status(403);
        doe(&app, jan, &besluit, &nee).await.met_status(303);
        // Who comes too late gets their words back.
        let laat = [("actie", "afwijzen"), ("waarom-niet", "Te vroeg.")];
        let laat = doe(&app, &wie.redactie[0].1, &besluit, &laat).await;
        let laat = laat.met_status(409).tekst;
        for woord in ["Dit besluit is al afgewezen.", "Dit schreef u", "Te vroeg."] {
            assert!(laat.contains(woord), "{woord}");
        }
        let gelezen = met_koek(&app, &besluit, els).await.tekst;
        assert!(gelezen.contains("Wij telden nog niet."));
        assert_eq!(stand(&app, &pad).await, "loopt");
        let id = met_koek(&app, &format!("/api/v1{pad}"), "").await.json();
        let id: Uuid = id["id"].as_str().unwrap().parse().unwrap();
        let acties = verteld(&app, id).await;
        let over: Vec<&str> = acties
            .iter()
            .map(String::as_str)
            .filter(|a| a.starts_with("besluit-"))
            .collect();
        assert_eq!(
            over,
            [
                "besluit-voorstellen",
                "besluit-terugnemen",
                "besluit-voorstellen",
                "besluit-afwijzen"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_pilot_that_is_scaled_up_leads_to_a_praktijk() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let (els, jan) = (&wie.els.1, &wie.jan.1);
        let er_is = crate::praktijken::gepubliceerd(&app, &wie, "Eerder bellen").await;
        // One that is there.
        let pad = lopend(&app, &wie, "Geldcheck", &[]).await;
        let velden = [("keuze", "opschalen"), ("praktijk", er_is.as_str())];
        let naar = doe(&app, els, &format!("{pad}/besluiten"), &velden).await;
        let naar = naar.met_status(303).kop("location").to_owned();
        let besluit = naar.split('?').next().unwrap().to_owned();
        stem_in(&app, jan, &besluit, &[]).await.met_status(303);
        let api = met_koek(&app, &format!("/api/v1{pad}"), "").await.json();
        assert_eq!(api["stand"], "opgeschaald");
        let leidde_tot = api["leiddeTot"][0].as_str().unwrap();
        assert!(leidde_tot.ends_with(&er_is), "{leidde_tot}");
        // One that has still to be written.
        let pad = lopend(&app, &wie, "Huisbezoek", &["wonen"]).await;
        let velden = [
            ("keuze", "opschalen"),
            ("nog-te-schrijven", "ja"),
            ("les", "Begin bij de werkgever."),
        ];
        let naar = doe(&app, els, &format!("{pad}/besluiten"), &velden).await;
        let naar = naar.met_status(303).kop("location").to_owned();
        let besluit = naar.split('?').next().unwrap().to_owned();
        let vervolg = format!("{pad}/vervolg");
        doe(&app, els, &vervolg, &[]).await.met_status(409);
        stem_in(&app, jan, &besluit, &[]).await.met_status(303);
        let (_, ander) = sterk(&app, "Ank", &[landelijk(Rol::Regietafellid)]).await;
        doe(&app, &ander, &vervolg, &[]).await.met_status(403);
        let knop = "Schrijf de praktijk";
        assert!(met_koek(&app, &pad, els).await.tekst.contains(knop));
        assert!(!met_koek(&app, &pad, &ander).await.tekst.contains(knop));
        let naar = doe(&app, els, &vervolg, &[]).await.met_status(303);
        let schrijven = naar.kop("location").to_owned();
        assert_eq!(schrijven, "/praktijken/huisbezoek/schrijven");
        let concept = met_koek(&app, &schrijven, els).await.met_status(200);
        assert_eq!(
            tekstvak(&concept, "sectie-aanleiding"),
            "Minder achterstanden."
        );
        assert_eq!(
            tekstvak(&concept, "sectie-wat-ging-mis"),
            "Begin bij de werkgever."
        );
        let gelezen = met_koek(&app, "/praktijken/huisbezoek", els).await.tekst;
        assert!(gelezen.contains("Komt voort uit") && gelezen.contains(&pad));
        // Once more is the same.
        let naar = doe(&app, els, &vervolg, &[]).await.met_status(303);
        assert_eq!(naar.kop("location"), schrijven);
        met_koek(&app, "/praktijken/huisbezoek", jan)
            .await
            .met_status(404);
    })
    .await;
}
