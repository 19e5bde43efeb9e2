//! What somebody with a link reads and says, and who reads that.

use dwarsverband::db::tables::{geschiedenis, taak, toegangslink};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{MAIL, Wereld, open, stuk, zeg};
use crate::{
    praktijken::stap,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, mail, verteld},
        op_beide,
    },
};

const NIET: [(&str, &str); 4] = [
    ("versie", "2"),
    ("oordeel", "klopt-niet-helemaal"),
    ("toelichting", "Het was een jaar eerder."),
    ("opmerking-aanpak", "Wij belden\r\nna de tweede brief."),
];

async fn actors(app: &TestApp, pad: &str) -> Vec<(String, String)> {
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(stuk(app, pad).await))
        .order_by_asc(geschiedenis::Column::Nummer)
        .all(app.app.db.read())
        .await
        .expect("the geschiedenis");
    let met_link = rijen
        .into_iter()
        .filter(|rij| rij.actie.starts_with("link-"));
    met_link
        .map(|rij| {
            let wie = rij.actor.split(':').next().unwrap_or_default().to_owned();
            (rij.actie, wie)
        })
        .collect()
}

#[tokio::test]
async fn somebody_without_an_account_reads_one_draft_and_says_what_is_not_right() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let (els, van_els) = &wereld.wie.els;
        let link = wereld.link(&app).await;

        // The code is in the mail and nowhere else; the address is in one place, and in no job.
        let code = link.rsplit('/').next().expect("a code");
        let conn = app.app.db.read();
        let taken = taak::Entity::find().all(conn).await.expect("jobs");
        let links = toegangslink::Entity::find().all(conn).await.expect("links");
        assert!(!format!("{taken:?}{links:?}").contains(code));
        assert!(!format!("{taken:?}").contains(MAIL));

        // Looking changes nothing, and tells nothing: programs that read mail open links.
        for _ in 0..2 {
            let knop = app.get(&link).await.met_status(200);
            assert!(knop.tekst.contains("Open de tekst") && !knop.tekst.contains("Een goed idee"));
            assert_eq!(knop.kop("referrer-policy"), "same-origin");
            assert_eq!(knop.kop("cache-control"), "no-store");
            assert_eq!(knop.kop("set-cookie"), "");
        }
        let open_acties = ["link-geven"].map(|a| (a.to_owned(), "account".to_owned()));
        assert_eq!(actors(&app, &wereld.pad).await, open_acties);

        let noor = open(&app, &link).await;
        let blad = met_koek(&app, "/meelezen", &noor).await.met_status(200);
        for woord in [
            "Een goed idee",
            "kwibus",
            "Dit is een concept.",
            "Randvoorwaarden",
        ] {
            let staat_er = blad.tekst.contains(woord);
            assert_eq!(staat_er, woord != "Randvoorwaarden", "{woord}");
        }
        assert!(!blad.tekst.contains(code), "the page has no secret");
        met_koek(&app, &wereld.pad, &noor).await.met_status(404);

        let leeg = zeg(&app, &noor, &[("opmerking-aanpak", "Bel 06-12345678.")]).await;
        let leeg = leeg.met_status(400).tekst;
        assert!(
            leeg.contains("Kies: Klopt of Klopt niet helemaal."),
            "{leeg}"
        );
        assert!(leeg.contains("lijkt een telefoonnummer te staan") && leeg.contains("Bel 06-"));
        let gezegd = zeg(&app, &noor, &NIET).await.met_status(303);
        assert_eq!(gezegd.kop("location"), "/meelezen?verstuurd=ja");
        let blad = met_koek(&app, "/meelezen?verstuurd=ja", &noor).await;
        assert!(
            blad.met_status(200)
                .tekst
                .contains("Het was een jaar eerder.")
        );

        // Who writes it hears that there is something, not what.
        wereld.bezorg(&app).await;
        let brief = wereld.server.een();
        assert_eq!(brief.aan, [mail("Els")]);
        let tekst = brief.deel("text/plain");
        assert!(tekst.contains(&wereld.pagina()), "{tekst}");
        assert!(!brief.ruw.contains("jaar eerder") && !brief.ruw.contains("Noor"));
        for pagina in [wereld.pagina(), format!("{}/schrijven", wereld.pad)] {
            let pagina = met_koek(&app, &pagina, van_els).await.met_status(200).tekst;
            for woord in ["Noor Voorbeeld", "Het was een jaar eerder.", "tweede brief"] {
                assert!(pagina.contains(woord), "{woord}");
            }
        }
        let verwacht = [
            ("link-geven", "account"),
            ("link-openen", "link"),
            ("link-reageren", "link"),
        ];
        let verwacht = verwacht.map(|(a, w)| (a.to_owned(), w.to_owned()));
        assert_eq!(actors(&app, &wereld.pad).await, verwacht);
        // Reading along is no writing: nobody of the account did anything else.
        assert!(verteld(&app, *els).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_said_follows_who_writes() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let Wereld { wie, pad, .. } = &wereld;
        let noor = open(&app, &wereld.link(&app).await).await;
        zeg(&app, &noor, &NIET).await.met_status(303);
        let ander = wereld.nodig_uit(&app, &wie.els.1, "Piet Voorbeeld", "piet@elders.example");
        ander.await.met_status(303);
        wereld.bezorg(&app).await;
        let piets = wereld.server.haal();
        let piets = piets.iter().find(|m| m.aan == ["piet@elders.example"]);
        let piets = piets.expect("mail").link(super::LINK);
        let piet = open(
            &app,
            piets.trim_start_matches("https://dwarsverband.example"),
        )
        .await;
        // One reader does not see what another said.
        let blad = met_koek(&app, "/meelezen", &piet).await.met_status(200);
        assert!(!blad.tekst.contains("jaar eerder") && !blad.tekst.contains("Noor"));

        let ziet = async |koek: &str| {
            let pagina = met_koek(&app, &wereld.pagina(), koek).await;
            (pagina.status.as_u16(), pagina.tekst.contains("jaar eerder"))
        };
        let (els, jan, roos) = (&wie.els.1, &wie.jan.1, &wie.redactie[0].1);
        assert_eq!(ziet(els).await, (200, true));
        assert_eq!(ziet(jan).await, (404, false));
        assert_eq!(ziet(roos).await, (404, false));
        assert_eq!(ziet("").await.0, 303);
        // Somebody who begins to write along reads it, and the link goes on.
        let erbij = [("actie", "erbij"), ("mail", &*mail("Jan"))];
        let schrijvers = format!("{pad}/schrijvers");
        doe(&app, els, &schrijvers, &erbij).await.met_status(303);
        assert_eq!(ziet(jan).await, (200, true));
        met_koek(&app, "/meelezen", &noor).await.met_status(200);
        let weg = [("actie", "weg"), ("wie", &*wie.els.0.to_string())];
        doe(&app, els, &schrijvers, &weg).await.met_status(303);
        assert_eq!(ziet(els).await, (404, false));
        met_koek(&app, "/meelezen", &noor).await.met_status(200);

        // The redactie reads it with what is offered, invites itself, and loses it again.
        stap(&app, jan, pad, "aanbieden", &[]).await.met_status(303);
        assert_eq!(ziet(roos).await, (200, true));
        let gevraagd = wereld.nodig_uit(&app, roos, "Kim Voorbeeld", "kim@elders.example");
        gevraagd.await.met_status(303);
        met_koek(&app, "/meelezen", &noor).await.met_status(200);
        let reden = [("reden", "Kijk er nog eens naar.")];
        stap(&app, roos, pad, "terugsturen", &reden)
            .await
            .met_status(303);
        assert_eq!(ziet(roos).await, (404, false));
        assert_eq!(ziet(jan).await, (200, true));
        met_koek(&app, "/meelezen", &noor).await.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn only_who_may_invites_and_all_that_is_wrong_is_told_at_once() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let wie = &wereld.wie;
        for (koek, status) in [("", 303), (&*wie.jan.1, 404), (&wie.redactie[0].1, 404)] {
            let antwoord = wereld.nodig_uit(&app, koek, "Noor", MAIL).await;
            assert_eq!(antwoord.status.as_u16(), status);
        }
        let leeg = wereld.nodig_uit(&app, &wie.els.1, " ", "noor").await;
        let leeg = leeg.met_status(400).tekst;
        assert!(leeg.contains("Vul de naam in") && leeg.contains("Vul een e-mailadres in"));
        assert!(leeg.contains("value=\"noor\""), "what was typed stays");
        wereld.link(&app).await;
        let weer = wereld.nodig_uit(&app, &wie.els.1, "Noor", "Noor@Wijkteam.example");
        assert!(
            weer.await
                .met_status(400)
                .tekst
                .contains("al een link die werkt")
        );
        for n in 1..10 {
            let mail = format!("lezer{n}@wijkteam.example");
            let een = wereld.nodig_uit(&app, &wie.els.1, "Lezer", &mail).await;
            een.met_status(303);
        }
        let vol = wereld.nodig_uit(&app, &wie.els.1, "Lezer", "lezer@wijkteam.example");
        let vol = vol.await.met_status(409).tekst;
        assert!(vol.contains("al 10 mensen mee"));
        assert!(
            vol.contains("value=\"lezer@wijkteam.example\"") && vol.contains("value=\"Lezer\""),
            "what was typed stays"
        );
    })
    .await;
}
