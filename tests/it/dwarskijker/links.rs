//! A contact without an account: one person, by a toegangslink.

use dwarsverband::db::tables::{geschiedenis, taak, toegangslink, wederhoorlink};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{
    Wereld,
    contacten::{vraag, wissel},
    leg_voor, neem_terug, over, reageer, rij, stel_vast, wereld,
};
use crate::{
    anderen::bezorg,
    praktijken::{tekstvak, veld},
    support::{
        Antwoord, TestApp,
        inlog::{koek, met_koek},
        mensen::{doe, mail},
        op_beide,
        smtp::Mailserver,
    },
    toegang::routes::ROUTES,
};

const BLAD: &str = "/meelezen/wederhoor";
const NOOR: &str = "noor@wijkteam.example";
const GENOEMD: &str = "Noor Voorbeeld <noor@wijkteam.example>";

/// Sends a bevinding to Noor for Voorbeeldstad, and to Jan.
async fn aan_noor(app: &TestApp, wereld: &Wereld, pad: &str) {
    let aan = [
        ("Voorbeeldstad", GENOEMD.to_owned()),
        ("Ministerie", mail("Jan")),
    ];
    leg_voor(app, &wereld.dwars.1, pad, &over(app, 28), &aan)
        .await
        .met_status(303);
}

/// Brings the mail, and answers the address in that to Noor, from the root of the site.
async fn link(app: &TestApp, server: &Mailserver) -> String {
    bezorg(app, server).await;
    let mails = server.haal();
    let brief = mails.iter().find(|brief| brief.aan == [NOOR]);
    let brief = brief.expect("a mail to Noor");
    for geheim in ["Een titel", "BEV-", "bev-", "wijkteams"] {
        assert!(!brief.deel("text/plain").contains(geheim), "{geheim}");
    }
    let link = brief.link("https://dwarsverband.example/meelezen/");
    let pad = link.strip_prefix("https://dwarsverband.example");
    pad.expect("a link to the platform").to_owned()
}

/// Opens a link; answers the cookie of the browser.
async fn open(app: &TestApp, link: &str) -> String {
    koek(&doe(app, "", link, &[]).await.met_status(303))
}

/// Replies by a link, as the page sends it.
async fn zeg(app: &TestApp, koek: &str, tekst: &str) -> Antwoord {
    let blad = met_koek(app, BLAD, koek).await.met_status(200);
    let (vraag, gezien) = (veld(&blad, "vraag"), veld(&blad, "gezien"));
    let velden = [
        ("vraag", vraag.as_str()),
        ("gezien", gezien.as_str()),
        ("reactie", tekst),
    ];
    doe(app, koek, BLAD, &velden).await
}

#[tokio::test]
async fn somebody_without_an_account_reads_it_and_replies_and_sees_nothing_else() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let pad = wereld.concept(&app, "Een titel").await;
        let met_account = [
            ("Voorbeeldstad", format!("Els <{}>", mail("Els"))),
            ("Ministerie", mail("Jan")),
        ];
        let uiterlijk = over(&app, 28);
        let fout = leg_voor(&app, &wereld.dwars.1, &pad, &uiterlijk, &met_account);
        assert!(
            fout.await
                .met_status(400)
                .tekst
                .contains("heeft een account")
        );
        aan_noor(&app, &wereld, &pad).await;
        let (kop, _) = rij(&app, &pad).await;
        let taken = taak::Entity::find().all(app.app.db.read()).await;
        let taken = format!("{:?}", taken.expect("jobs"));
        assert!(!taken.contains(NOOR) && !taken.contains(&kop.id.to_string()));

        let adres = link(&app, &server).await;
        // Looking changes nothing and tells nothing.
        let voordeur = app.get(&adres).await.met_status(200).tekst;
        assert!(voordeur.contains("Open de tekst") && !voordeur.contains("Een titel"));
        app.get(BLAD).await.met_status(404);
        let noor = open(&app, &adres).await;
        let verder = met_koek(&app, "/meelezen", &noor).await.met_status(303);
        assert_eq!(verder.kop("location"), BLAD);
        let blad = met_koek(&app, BLAD, &noor).await.met_status(200).tekst;
        for woord in [
            "Een titel",
            "Ik zag dat vragen bleven liggen.",
            "Voorbeeldstad",
        ] {
            assert!(blad.contains(woord), "{woord}");
        }
        assert!(!blad.contains("href=\"/wederhoor\"") && !blad.contains("Wie dit las"));
        // Anywhere else the link is worth nothing.
        for (methoden, route, _) in ROUTES {
            if route.starts_with("/meelezen") || !methoden.contains("get") {
                continue;
            }
            let weg = route.replace("{naam}", kop.slug.as_str());
            let antwoord = met_koek(&app, &weg, &noor).await;
            assert!(!antwoord.tekst.contains("Een titel"), "{weg}");
        }

        let fout = zeg(&app, &noor, "Bel 06-12345678.").await.met_status(400);
        assert_eq!(tekstvak(&fout, "reactie"), "Bel 06-12345678.");
        zeg(&app, &noor, "Wij doen het anders.")
            .await
            .met_status(303);
        reageer(&app, &wereld.jan.1, &pad, "Het ministerie niet.")
            .await
            .met_status(303);
        let weer = met_koek(&app, BLAD, &noor).await.met_status(200);
        assert_eq!(tekstvak(&weer, "reactie"), "Wij doen het anders.");
        assert!(!weer.tekst.contains("Het ministerie niet."));
        // A fact check of it there is none.
        let velden = [("oordeel", "klopt"), ("link", "x"), ("versie", "1")];
        doe(&app, &noor, "/meelezen", &velden).await.met_status(404);
        let acties = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.eq(kop.id))
            .filter(geschiedenis::Column::Actor.starts_with("link:"))
            .order_by_asc(geschiedenis::Column::Nummer)
            .all(app.app.db.read());
        let acties: Vec<String> = acties
            .await
            .expect("rows")
            .into_iter()
            .map(|rij| rij.actie)
            .collect();
        assert_eq!(acties[..2], ["link-openen", "lezen"]);
        assert!(acties.iter().any(|actie| actie == "wederhoor-reageren"));
        let werkblad = met_koek(&app, &pad, &wereld.dwars.1).await.met_status(200);
        assert!(
            werkblad.tekst.contains("Noor Voorbeeld")
                && werkblad.tekst.contains("met een link tot")
        );
        assert!(werkblad.tekst.contains("Wij doen het anders."));

        let vast = stel_vast(&app, &wereld.dwars.1, &pad).await;
        met_koek(&app, BLAD, &noor).await.met_status(404);
        let openbaar = app.get(&vast).await.met_status(200).tekst;
        assert!(openbaar.contains("Wij doen het anders.") && !openbaar.contains("Noor Voorbeeld"));
        bezorg(&app, &server).await;
        let mails = server.haal();
        assert!(mails.iter().any(|brief| brief.aan == [NOOR]));
    })
    .await;
}

#[tokio::test]
async fn a_link_ends_by_time_when_taken_away_and_when_it_is_taken_back() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let pad = wereld.concept(&app, "Een titel").await;
        aan_noor(&app, &wereld, &pad).await;
        let eerste = open(&app, &link(&app, &server).await).await;
        let blad = met_koek(&app, BLAD, &eerste).await.met_status(200);
        let nummer = veld(&blad, "vraag");
        app.later(14 * 86_400);
        let laat = [("vraag", nummer.as_str()), ("reactie", "Net te laat.")];
        let laat = doe(&app, &eerste, BLAD, &laat).await.met_status(404).tekst;
        assert!(laat.contains("Net te laat.") && !laat.contains("Een titel"));

        // A new one takes its place.
        wereld.weer_in(&app).await;
        let koek = &wereld.dwars.1;
        let werkblad = met_koek(&app, &pad, koek).await.met_status(200).tekst;
        assert!(werkblad.contains("de link werkt niet meer"));
        assert!(werkblad.contains("Niemand kan nu namens Voorbeeldstad reageren."));
        let van_stad = vraag(&app, &pad, wereld.plek.stad).await.id;
        let nu = wederhoorlink::Entity::find().one(app.app.db.read()).await;
        let nu = format!(
            "link:{}",
            nu.expect("the database works").expect("a link").link_id
        );
        let zonder = [("contacten", GENOEMD), ("reden", "Verlopen.")];
        let zonder = wissel(&app, koek, &pad, van_stad, &zonder).await;
        assert!(zonder.met_status(400).tekst.contains("heeft al een link"));
        let velden = [
            ("weg", nu.as_str()),
            ("contacten", GENOEMD),
            ("reden", "Verlopen."),
        ];
        wissel(&app, koek, &pad, van_stad, &velden)
            .await
            .met_status(303);
        let tweede = open(&app, &link(&app, &server).await).await;
        met_koek(&app, BLAD, &eerste).await.met_status(404);
        zeg(&app, &tweede, "Wij doen het anders.")
            .await
            .met_status(303);

        // Taking it back ends it: a concept is nobody's, and the next round does not bring it back.
        neem_terug(&app, koek, &pad, "Een getal klopte niet.")
            .await
            .met_status(303);
        let laat = [("vraag", nummer.as_str()), ("reactie", "Te laat.")];
        for koek in [&eerste, &tweede] {
            met_koek(&app, BLAD, koek).await.met_status(404);
            doe(&app, koek, BLAD, &laat).await.met_status(404);
        }
        let aan = [("Voorbeeldstad", mail("Els")), ("Ministerie", mail("Jan"))];
        leg_voor(&app, koek, &pad, &over(&app, 10), &aan)
            .await
            .met_status(303);
        met_koek(&app, BLAD, &tweede).await.met_status(404);
        let links = toegangslink::Entity::find().all(app.app.db.read()).await;
        let links = links.expect("links");
        assert!(
            links
                .iter()
                .all(|rij| rij.ingetrokken.is_some() && rij.code_hash.is_none())
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_of_one_link_says_nothing_of_the_text_of_another() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let een = wereld.concept(&app, "Een titel").await;
        aan_noor(&app, &wereld, &een).await;
        let van_een = open(&app, &link(&app, &server).await).await;
        let vraag_een = veld(
            &met_koek(&app, BLAD, &van_een).await.met_status(200),
            "vraag",
        );
        let twee = wereld.concept(&app, "Nog een").await;
        aan_noor(&app, &wereld, &twee).await;
        let van_twee = open(&app, &link(&app, &server).await).await;
        let velden = [
            ("vraag", vraag_een.as_str()),
            ("reactie", "Over de eerste."),
        ];
        let mis = doe(&app, &van_twee, BLAD, &velden).await.met_status(404);
        assert!(mis.tekst.contains("Over de eerste."));
        let blad = met_koek(&app, BLAD, &van_twee).await.met_status(200);
        assert_eq!(tekstvak(&blad, "reactie"), "");
    })
    .await;
}
