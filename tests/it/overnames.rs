//! A praktijk told from a bron becomes that of the organisatie that does it: asking, deciding, and what
//! changes by it.

use dwarsverband::{
    actor::{Rol, Sleutel},
    db::tables::{leesrecht, overname, revisie, stuk},
    stukken::geschiedenis::controleer,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    anderen::{Wereld, bezorg, lid, nacht, wereld},
    praktijken::tekstvak,
    support::{
        Antwoord, TestApp,
        inlog::met_koek,
        mensen::{bij, doe, id_van, landelijk, mail, sterk, verliest, verteld},
        op_beide,
        smtp::Mailserver,
    },
};

const PAD: &str = "/praktijken/uit-een-bron";
const VRAGEN: &str = "/praktijken/uit-een-bron/overnemen";

/// Others and a praktijk told from a bron that is done in the gemeente Verder.
async fn met_bron(app: &TestApp) -> (Wereld, Uuid) {
    let wereld = wereld(app).await;
    let praktijk = json!({
        "externId": "bron", "slug": "uit-een-bron", "soort": "praktijk", "titel": "Uit een bron",
        "samenvatting": "Verteld.", "tekst": "Zo doen zij het.", "gemeenten": ["GM9996"],
        // It belongs to the regio, and is not said to be done there.
        "organisaties": ["regio"],
        "bron": { "naam": "Een rapport" }, "datum": "2025-03-01",
        "secties": { "Aanleiding": "Het ging mis.", "Doelgroep": "Niet beschreven in de bron." },
    });
    assert_eq!(app.lees(&[praktijk]).await.geweigerd, []);
    let id = id_van(app, "bron").await;
    (wereld, id)
}

fn velden<'a>(functie: &'a str, toelichting: &'a str, reden: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("functie", functie),
        ("toelichting", toelichting),
        ("reden", reden),
        ("namens", "ja"),
    ]
}

const GOED: [(&str, &str); 3] = [
    ("functie", "beleidsmedewerker zorg"),
    ("toelichting", "De aanpak klopt."),
    ("namens", "ja"),
];

/// Asks, and answers the page of what was asked.
async fn vraag(app: &TestApp, koek: &str, velden: &[(&str, &str)]) -> String {
    let gevraagd = doe(app, koek, VRAGEN, velden).await.met_status(303);
    let naar = gevraagd.kop("location").to_owned();
    let zaak = naar.strip_suffix("?gelukt=gevraagd");
    zaak.expect("the page of what was asked").to_owned()
}

async fn besluit(app: &TestApp, koek: &str, zaak: &str, actie: &str, reden: &str) -> Antwoord {
    let velden = [("actie", actie), ("reden", reden)];
    doe(app, koek, zaak, &velden).await
}

async fn rij(app: &TestApp, id: Uuid) -> stuk::Model {
    let rij = stuk::Entity::find_by_id(id).one(app.app.db.read()).await;
    rij.expect("the database works").expect("it is there")
}

#[tokio::test]
async fn a_gemeente_takes_over_what_was_told_of_it() {
    op_beide(async |app| {
        let (wereld, id) = met_bron(&app).await;
        let (els, van_els) = lid(&app, "Els", wereld.verder).await;
        let (_, roos) = sterk(&app, "Roos", &[landelijk(Rol::Redactie)]).await;
        let server = Mailserver::start().await;

        // A quiet question for who may ask, and for nobody else.
        let vraagt = |pagina: &Antwoord| {
            pagina
                .tekst
                .contains("Is deze praktijk van uw organisatie?")
        };
        assert!(!vraagt(&app.get(PAD).await.met_status(200)));
        assert!(!vraagt(&met_koek(&app, PAD, &roos).await));
        assert!(vraagt(&met_koek(&app, PAD, &van_els).await));

        // All that is wrong at once, with what was typed.
        let leeg = [("toelichting", "Bel 06-12345678.")];
        let leeg = doe(&app, &van_els, VRAGEN, &leeg)
            .await
            .met_status(400)
            .tekst;
        for woord in [
            "Vul in welke functie",
            "namens uw organisatie vraagt.",
            "lijkt een telefoonnummer te staan",
            "Bel 06-12345678.",
        ] {
            assert!(leeg.contains(woord), "{woord}");
        }
        assert!(
            !leeg.contains("waarom deze praktijk van uw organisatie is:"),
            "it is done there"
        );

        let zaak = vraag(&app, &van_els, &GOED).await;
        let weer = doe(&app, &van_els, VRAGEN, &GOED).await.met_status(409);
        assert!(weer.tekst.contains("al gevraagd"));
        for woord in ["De aanpak klopt.", "value=\"beleidsmedewerker zorg\""] {
            assert!(weer.tekst.contains(woord), "what was typed stays: {woord}");
        }
        let eigen = met_koek(&app, &zaak, &van_els).await.met_status(200).tekst;
        assert!(eigen.contains("van uw organisatie kan worden") && eigen.contains("Mijn werk"));
        assert!(!eigen.contains("van hen") && !eigen.contains("Verder vraagt"));
        let pagina = app.get(PAD).await.met_status(200).tekst;
        assert!(pagina.contains("In onze eigen woorden naverteld"));
        let mijn = met_koek(&app, "/account/praktijken", &van_els).await;
        assert!(mijn.met_status(200).tekst.contains(&zaak));
        let gegevens = met_koek(&app, "/account/gegevens", &van_els).await;
        assert!(gegevens.met_status(200).tekst.contains("De aanpak klopt."));
        let pagina = met_koek(&app, PAD, &van_els).await;
        assert!(pagina.tekst.contains("Bekijk uw vraag") && !pagina.tekst.contains(VRAGEN));
        app.later(2 * 86_400);
        let (_, roos) = sterk(&app, "Rik", &[landelijk(Rol::Redactie)]).await;
        let bureau = met_koek(&app, "/redactie/praktijken", &roos)
            .await
            .met_status(200);
        assert!(bureau.tekst.contains(&zaak) && bureau.tekst.contains("2 dagen"));
        let blad = met_koek(&app, &zaak, &roos).await.met_status(200);
        assert!(blad.tekst.contains("staat dat dit in Verder wordt gedaan"));

        let klaar = besluit(&app, &roos, &zaak, "toekennen", "")
            .await
            .met_status(303);
        assert!(klaar.kop("location").ends_with("?gelukt=besloten"));
        let na = rij(&app, id).await;
        assert_eq!(na.eigenaar_id, Some(wereld.verder));
        assert_eq!(
            na.eigenaar_functie.as_deref(),
            Some("beleidsmedewerker zorg")
        );
        assert_eq!(
            na.herzien_voor.map(|dag| dag.to_string()),
            Some("2027-11-23".into())
        );
        assert_eq!(
            na.bron_naam.as_deref(),
            Some("Een rapport"),
            "the bron stays named"
        );
        let laatste = revisie::Entity::find()
            .filter(revisie::Column::StukId.eq(id))
            .order_by_desc(revisie::Column::Nummer)
            .one(app.app.db.read())
            .await;
        let laatste = laatste.expect("the database works").expect("a revisie");
        assert_eq!(laatste.notitie, "Overgenomen door Verder.");
        assert!(
            laatste.inhoud.contains("\"uit_bron\":false"),
            "{}",
            laatste.inhoud
        );
        assert_eq!(
            verteld(&app, id).await,
            [
                "inlezen",
                "verbinden",
                "overname-vragen",
                "overname-toekennen",
                "schrijvers-wijzigen"
            ]
        );
        let keten = controleer(app.app.db.read()).await.expect("the chains");
        assert_eq!(keten.breuken, []);

        let pagina = app.get(PAD).await.met_status(200).tekst;
        assert!(!pagina.contains("Niet door de gemeente aangeleverd"));
        assert!(!pagina.contains("In onze eigen woorden naverteld"));
        for woord in [
            "Verder",
            "beleidsmedewerker zorg",
            "Overgenomen",
            "Een rapport",
            "Nog niet beschreven.",
        ] {
            assert!(pagina.contains(woord), "{woord}");
        }
        let json = app.get(&format!("/api/v1{PAD}")).await.json();
        assert_eq!(json["uitBron"], false, "{json}");

        // Who asked hears it and writes on: what the bron did not say is missing now.
        bezorg(&app, &server).await;
        let brief = server.een();
        assert_eq!(brief.aan, [mail("Els")]);
        let tekst = brief.deel("text/plain");
        assert!(tekst.contains(&format!("{PAD}/schrijven")), "{tekst}");
        let van_els = crate::support::mensen::in_(&app, els, false).await;
        let schrijven = met_koek(&app, &format!("{PAD}/schrijven"), &van_els).await;
        assert!(
            schrijven
                .met_status(200)
                .tekst
                .contains("href=\"#sectie-doelgroep\"")
        );
        // Reading it in again changes nothing of what is theirs.
        let opnieuw = json!({
            "externId": "bron", "slug": "uit-een-bron", "soort": "praktijk", "titel": "Uit een bron",
            "samenvatting": "Verteld.", "tekst": "Anders verteld.", "gemeenten": ["GM9996"],
            "bron": { "naam": "Een rapport" }, "datum": "2025-03-01",
        });
        app.lees(&[opnieuw]).await;
        let pagina = app.get(PAD).await.met_status(200).tekst;
        assert!(pagina.contains("Zo doen zij het.") && !pagina.contains("Anders verteld."));
        assert_eq!(rij(&app, id).await.eigenaar_id, Some(wereld.verder));
        // It is nobody's to ask any more, and decided once.
        met_koek(&app, VRAGEN, &van_els).await.met_status(409);
        // Who comes too late reads what was decided, and gets their words back.
        let laat = besluit(&app, &roos, &zaak, "afwijzen", "Toch niet.").await;
        let laat = laat.met_status(409).tekst;
        for woord in ["Hierover is al beslist.", "Toegekend", "Dit schreef u", "Toch niet."] {
            assert!(laat.contains(woord), "{woord}");
        }
        assert!(!laat.contains("value=\"toekennen\""), "{laat}");
        let ingetrokken = [("actie", "intrekken")];
        doe(&app, &van_els, &zaak, &ingetrokken)
            .await
            .met_status(409);
    })
    .await;
}

#[tokio::test]
async fn of_two_that_ask_one_gets_it_and_the_other_hears_why_not() {
    op_beide(async |app| {
        let (wereld, id) = met_bron(&app).await;
        let (_, van_els) = lid(&app, "Els", wereld.verder).await;
        let (jan, van_jan) = lid(&app, "Jan", wereld.regio).await;
        let (_, roos) = sterk(&app, "Roos", &[landelijk(Rol::Redactie)]).await;
        let server = Mailserver::start().await;
        // Where the page does not say that it is done there, it has to be explained.
        let zonder = velden("coördinator", "Klopt.", " ");
        let zonder = doe(&app, &van_jan, VRAGEN, &zonder).await.met_status(400);
        assert!(
            zonder
                .tekst
                .contains("waarom deze praktijk van uw organisatie is:")
        );
        let met = velden("coördinator", "Klopt.", "Wij begonnen ermee.");
        let van_regio = vraag(&app, &van_jan, &met).await;
        let van_verder = vraag(&app, &van_els, &GOED).await;
        let blad = met_koek(&app, &van_regio, &roos)
            .await
            .met_status(200)
            .tekst;
        for woord in [
            "staat niet dat dit in Regio Voorbeeld",
            "Wij begonnen ermee.",
            "Ook gevraagd door",
            "dan gaat er een afwijzing naar",
            format!("href=\"{van_verder}\"").as_str(),
        ] {
            assert!(blad.contains(woord), "{woord}");
        }
        // Who asks does not hear who else does.
        let eigen = met_koek(&app, &van_regio, &van_jan).await.met_status(200);
        let eigen = eigen.tekst;
        assert!(
            !eigen.contains("Ook gevraagd door") && !eigen.contains(&van_verder),
            "{eigen}"
        );
        // Nobody reads what another asked.
        for (koek, zaak) in [(&van_els, &van_regio), (&van_jan, &van_verder)] {
            met_koek(&app, zaak, koek).await.met_status(404);
            besluit(&app, koek, zaak, "toekennen", "")
                .await
                .met_status(404);
        }
        besluit(&app, &van_els, &van_verder, "toekennen", "")
            .await
            .met_status(403);
        let klaar = besluit(&app, &roos, &van_verder, "toekennen", "Duidelijk.").await;
        klaar.met_status(303);
        assert_eq!(rij(&app, id).await.eigenaar_id, Some(wereld.verder));
        besluit(&app, &roos, &van_regio, "toekennen", "")
            .await
            .met_status(409);
        bezorg(&app, &server).await;
        let brieven = server.haal();
        let van = |wie: &str| brieven.iter().find(|brief| brief.aan == [mail(wie)]);
        assert!(van("Els").expect("mail").kop("Subject").contains("van u"));
        let tekst = van("Jan").expect("mail").deel("text/plain");
        assert!(
            tekst.contains(&van_regio) && tekst.contains("niet gebeurd"),
            "{tekst}"
        );
        let blad = met_koek(&app, &van_regio, &van_jan).await.met_status(200);
        assert!(
            blad.tekst
                .contains("De praktijk is overgenomen door Verder.")
        );
        assert_eq!(verteld(&app, jan).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_ask_or_decide_changes_nothing() {
    op_beide(async |app| {
        let (wereld, id) = met_bron(&app).await;
        let (_, kennis) = lid(&app, "Kim", wereld.kennis).await;
        let (ria, van_ria) = sterk(
            &app,
            "Ria",
            &[landelijk(Rol::Redactie), bij(Rol::Lid, wereld.verder)],
        )
        .await;
        for (koek, pad, status) in [
            ("", VRAGEN, 303),
            (&*kennis, VRAGEN, 403),
            (&van_ria, "/praktijken/geldcoach/overnemen", 409),
            (&van_ria, "/praktijken/bestaat-niet/overnemen", 404),
        ] {
            let gevraagd = doe(&app, koek, pad, &GOED).await;
            assert_eq!(gevraagd.status.as_u16(), status, "{pad}");
            let getoond = met_koek(&app, pad, koek).await;
            assert_eq!(getoond.status.as_u16(), status, "{pad}");
        }
        // Who asked does not decide, also with the role that does.
        let zaak = vraag(&app, &van_ria, &GOED).await;
        besluit(&app, &van_ria, &zaak, "toekennen", "")
            .await
            .met_status(403);
        let blad = met_koek(&app, &zaak, &van_ria).await.met_status(200).tekst;
        assert!(blad.contains("U vroeg dit zelf.") && !blad.contains("value=\"toekennen\""));
        assert_eq!(rij(&app, id).await.eigenaar_id, None);

        // Taken back: nothing is left to decide.
        let weg = doe(&app, &van_ria, &zaak, &[("actie", "intrekken")]).await;
        weg.met_status(303);
        let blad = met_koek(&app, &zaak, &van_ria).await.met_status(200);
        assert!(blad.tekst.contains(VRAGEN), "it can be asked once more");
        let (_, roos) = sterk(&app, "Roos", &[landelijk(Rol::Redactie)]).await;
        besluit(&app, &roos, &zaak, "toekennen", "")
            .await
            .met_status(409);
        let bureau = met_koek(&app, "/redactie/praktijken", &roos).await;
        assert!(!bureau.met_status(200).tekst.contains(&zaak));

        // Who left the organisatie meanwhile: it can be refused, with a reason, and not granted.
        let zaak = vraag(&app, &van_ria, &GOED).await;
        verliest(&app, ria, bij(Rol::Lid, wereld.verder)).await;
        let nee = besluit(&app, &roos, &zaak, "toekennen", "Mooi werk.").await;
        let nee = nee.met_status(409);
        assert!(nee.tekst.contains("hoort niet meer bij de organisatie"));
        assert_eq!(
            tekstvak(&nee, "reden"),
            "Mooi werk.",
            "there is a field for it"
        );
        assert!(!nee.tekst.contains("Dit schreef u"));
        let leeg = besluit(&app, &roos, &zaak, "afwijzen", "")
            .await
            .met_status(400);
        assert!(
            leeg.tekst.contains("Schrijf op waarom.") && leeg.tekst.contains("Toekennen kan niet.")
        );
        let nee = besluit(&app, &roos, &zaak, "afwijzen", "Vraag het.\r\nOpnieuw.").await;
        nee.met_status(303);
        let blad = met_koek(&app, &zaak, &van_ria).await.met_status(200).tekst;
        for woord in ["U vroeg of", ">Vraag het.<", ">Opnieuw.<"] {
            assert!(blad.contains(woord), "{woord}");
        }
        assert!(!blad.contains(VRAGEN), "they do not belong to it any more");
        assert_eq!(
            verteld(&app, id).await,
            [
                "inlezen",
                "verbinden",
                "overname-vragen",
                "overname-intrekken",
                "overname-vragen",
                "overname-afwijzen"
            ]
        );
        assert_eq!(rij(&app, id).await.eigenaar_id, None);
    })
    .await;
}

#[tokio::test]
async fn two_years_after_the_decision_what_was_asked_is_gone() {
    op_beide(async |app| {
        let (wereld, _) = met_bron(&app).await;
        let (_, van_els) = lid(&app, "Els", wereld.verder).await;
        let zaak = vraag(&app, &van_els, &GOED).await;
        doe(&app, &van_els, &zaak, &[("actie", "intrekken")])
            .await
            .met_status(303);
        vraag(&app, &van_els, &GOED).await;
        let over = async || {
            let rijen = overname::Entity::find().count(app.app.db.read()).await;
            let sleutels = leesrecht::Entity::find()
                .filter(leesrecht::Column::Sleutel.eq(Sleutel::Redactie.to_string()))
                .count(app.app.db.read())
                .await;
            (rijen.expect("rows"), sleutels.expect("keys"))
        };
        app.later(729 * 86_400);
        nacht(&app).await;
        assert_eq!(over().await, (2, 2));
        app.later(2 * 86_400);
        nacht(&app).await;
        // What still waits, waits.
        assert_eq!(over().await, (1, 1));
    })
    .await;
}

/// Who said before that they do the same, does not do their own praktijk also.
#[tokio::test]
async fn who_did_the_same_does_their_own_from_now_on() {
    op_beide(async |app| {
        let (wereld, id) = met_bron(&app).await;
        let (_, els) = lid(&app, "Els", wereld.verder).await;
        let (_, roos) = sterk(&app, "Roos", &[landelijk(Rol::Redactie)]).await;
        let ook = [("soort", "ook")];
        let ook = doe(&app, &els, &format!("{PAD}/toepassing"), &ook).await;
        ook.met_status(303);
        let pagina = app.get(PAD).await.met_status(200);
        assert!(pagina.tekst.contains("1 gemeente doet dit ook."));
        let zaak = vraag(&app, &els, &GOED).await;
        let klaar = besluit(&app, &roos, &zaak, "toekennen", "").await;
        klaar.met_status(303);
        let pagina = app.get(PAD).await.met_status(200);
        assert!(!pagina.tekst.contains("doet dit ook."), "{}", pagina.tekst);
        let acties = verteld(&app, id).await;
        assert!(
            acties.contains(&"toepassing-intrekken".to_owned()),
            "{acties:?}"
        );
    })
    .await;
}

/// One asks while the praktijk is given to another: nobody is left waiting for what is gone.
#[tokio::test]
async fn who_asks_at_the_moment_of_the_decision_is_not_forgotten() {
    op_beide(async |app| {
        let (wereld, id) = met_bron(&app).await;
        let (_, van_els) = lid(&app, "Els", wereld.verder).await;
        let (_, van_jan) = lid(&app, "Jan", wereld.regio).await;
        let (_, roos) = sterk(&app, "Roos", &[landelijk(Rol::Redactie)]).await;
        let zaak = vraag(&app, &van_els, &GOED).await;
        let ook = velden("coördinator", "Klopt.", "Wij begonnen ermee.");
        let (klaar, ook) = tokio::join!(
            besluit(&app, &roos, &zaak, "toekennen", ""),
            doe(&app, &van_jan, VRAGEN, &ook),
        );
        klaar.met_status(303);
        assert!([303, 409].contains(&ook.status.as_u16()), "{}", ook.tekst);
        assert_eq!(rij(&app, id).await.eigenaar_id, Some(wereld.verder));
        let wachten = overname::Entity::find()
            .filter(overname::Column::Status.eq("open"))
            .count(app.app.db.read())
            .await;
        assert_eq!(wachten.expect("the database works"), 0);
    })
    .await;
}
