//! What was said ends up with the text that it is about, and is told to who may read it.

use dwarsverband::db::tables::linkreactie;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::{MAIL, Wereld, open, zeg};
use crate::{
    praktijken::{begin, stap, tekstvak, veld},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, mail},
        op_beide,
    },
};

const GEZEGD: [(&str, &str); 3] = [
    ("oordeel", "klopt-niet-helemaal"),
    ("toelichting", "Het was <b>een jaar</b> eerder."),
    ("opmerking-aanpak", "Wij belden later."),
];

async fn reacties(app: &TestApp) -> u64 {
    let aantal = linkreactie::Entity::find().count(app.app.db.read()).await;
    aantal.expect("the database works")
}

#[tokio::test]
async fn a_form_about_one_draft_says_nothing_of_another() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let els = &wereld.wie.els.1;
        let noor = open(&app, &wereld.link(&app).await).await;
        let blad = met_koek(&app, "/meelezen", &noor).await.met_status(200);
        let eerste = veld(&blad, "link");

        // The same browser opens a link to another draft; the form of the first still stands in a tab.
        let ander = begin(&app, els, wereld.wie.stad, "Een heel ander idee").await;
        let velden = [
            ("actie", "uitnodigen"),
            ("naam", "Noor Voorbeeld"),
            ("mail", MAIL),
        ];
        let gevraagd = doe(&app, els, &format!("{ander}/feitencheck"), &velden).await;
        gevraagd.met_status(303);
        wereld.bezorg(&app).await;
        let link = wereld.server.een().link(super::LINK);
        let link = link.trim_start_matches("https://dwarsverband.example");
        let noor = open(&app, link).await;
        for link in [eerste.as_str(), "", "x"] {
            let mut velden = GEZEGD.to_vec();
            velden.push(("link", link));
            let anders = doe(&app, &noor, "/meelezen", &velden).await.met_status(409);
            for woord in [
                "U opende intussen een andere tekst.",
                "Een heel ander idee",
                "Dit schreef u",
                "Klopt niet helemaal",
                "een jaar",
                "Wij belden later.",
            ] {
                assert!(anders.tekst.contains(woord), "{woord}");
            }
            assert!(!anders.tekst.contains("<b>een jaar"), "as it was typed");
            assert!(!anders.tekst.contains("Een goed idee"), "not that text");
            // Sent once more, nothing of it goes along.
            assert_eq!(tekstvak(&anders, "toelichting"), "");
            assert_ne!(veld(&anders, "link"), link);
        }
        assert_eq!(reacties(&app).await, 0);
        zeg(&app, &noor, &GEZEGD).await.met_status(303);
        assert_eq!(reacties(&app).await, 1);
    })
    .await;
}

/// To whom it was mailed that somebody reacted, since the last time.
async fn hoorden(app: &TestApp, wereld: &Wereld) -> Vec<String> {
    wereld.bezorg(app).await;
    let brieven = wereld.server.haal().into_iter();
    let reactie = brieven.filter(|brief| brief.kop("Subject").contains("reageerde"));
    let mut wie: Vec<String> = reactie.flat_map(|brief| brief.aan).collect();
    wie.sort();
    wie
}

#[tokio::test]
async fn who_may_not_read_the_draft_any_more_hears_of_no_reaction() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let Wereld { wie, pad, .. } = &wereld;
        let (els, jan, roos) = (&wie.els.1, &wie.jan.1, &wie.redactie[0].1);
        let noor = open(&app, &wereld.link(&app).await).await;
        let schrijvers = format!("{pad}/schrijvers");
        let (van_els, van_jan) = (mail("Els"), mail("Jan"));
        let erbij = [("actie", "erbij"), ("mail", van_jan.as_str())];
        doe(&app, els, &schrijvers, &erbij).await.met_status(303);
        zeg(&app, &noor, &GEZEGD).await.met_status(303);
        assert_eq!(
            hoorden(&app, &wereld).await,
            [van_els.as_str(), van_jan.as_str()]
        );

        // One of them stops after the reaction and before the mail goes, and hears of none after it.
        zeg(&app, &noor, &GEZEGD).await.met_status(303);
        let els_zelf = wie.els.0.to_string();
        let weg = [("actie", "weg"), ("wie", els_zelf.as_str())];
        doe(&app, els, &schrijvers, &weg).await.met_status(303);
        assert_eq!(hoorden(&app, &wereld).await, [van_jan.as_str()]);
        zeg(&app, &noor, &GEZEGD).await.met_status(303);
        assert_eq!(hoorden(&app, &wereld).await, [van_jan.as_str()]);

        // Who invited from the redactie hears of it as long as the draft lies there.
        stap(&app, jan, pad, "aanbieden", &[]).await.met_status(303);
        let kim = "kim@elders.example";
        let gevraagd = wereld.nodig_uit(&app, roos, "Kim Voorbeeld", kim).await;
        gevraagd.met_status(303);
        wereld.bezorg(&app).await;
        let brieven = wereld.server.haal();
        let brief = brieven.iter().find(|brief| brief.aan == [kim]);
        let link = brief.expect("mail").link(super::LINK);
        let link = link.trim_start_matches("https://dwarsverband.example");
        let kim = open(&app, link).await;
        zeg(&app, &kim, &GEZEGD).await.met_status(303);
        assert_eq!(
            hoorden(&app, &wereld).await,
            [van_jan.clone(), mail("Roos")]
        );
        zeg(&app, &kim, &GEZEGD).await.met_status(303);
        let reden = [("reden", "Kijk er nog eens naar.")];
        stap(&app, roos, pad, "terugsturen", &reden)
            .await
            .met_status(303);
        assert_eq!(hoorden(&app, &wereld).await, [van_jan.as_str()]);
        zeg(&app, &kim, &GEZEGD).await.met_status(303);
        assert_eq!(hoorden(&app, &wereld).await, [van_jan.as_str()]);
    })
    .await;
}

/// Whoever invites one too many reads when they can go on, with what they typed.
#[tokio::test]
async fn who_invites_too_often_keeps_what_was_typed() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let els = &wereld.wie.els.1;
        let twee = begin(&app, els, wereld.wie.stad, "Nog een idee").await;
        for nummer in 0..20 {
            let pad = if nummer < 10 { &wereld.pad } else { &twee };
            let mail = format!("lezer{nummer}@wijkteam.example");
            let velden = [
                ("actie", "uitnodigen"),
                ("naam", "Noor Voorbeeld"),
                ("mail", mail.as_str()),
            ];
            let gevraagd = doe(&app, els, &format!("{pad}/feitencheck"), &velden).await;
            gevraagd.met_status(303);
        }
        let kim = "kim@elders.example";
        let laat = wereld.nodig_uit(&app, els, "Kim Voorbeeld", kim).await;
        let laat = laat.met_status(429);
        assert!(!laat.kop("retry-after").is_empty());
        assert!(laat.tekst.contains("te vaak achter elkaar"));
        assert_eq!(veld(&laat, "naam"), "Kim Voorbeeld");
        assert_eq!(veld(&laat, "mail"), kim);
    })
    .await;
}
