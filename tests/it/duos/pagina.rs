//! What the pages of a thema say of its duo: to everybody where they work, to who is logged in who they are.

use dwarsverband::{
    actor::{Actor, Bereik, Rol, Toekenning},
    ctx::Ctx,
    duos::service::voorbeelden as duos,
    gebruikers::service::voorbeelden,
    netwerk::service::{ontbrekend, voorbeelden as netwerk},
    stukken::{model::Soort, service as stukken},
};

use serde_json::json;

use super::{DAG, PAD, beslis, rol, stel_voor, verloop, wachtend};
use crate::support::{
    TestApp, ctx,
    inlog::{met_koek, teksten},
    mensen::{bij, id_van, in_, landelijk, mens, plek, sterk},
    op_beide,
};

#[tokio::test]
async fn everybody_reads_which_organisatie_and_who_is_logged_in_reads_who() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let (secretaris, tafel) = sterk(&app, "Tafel", &[landelijk(Rol::Secretaris)]).await;
        let lid = [bij(Rol::Lid, p.stad)];
        let (anna, van_anna) = sterk(&app, "Anna", &lid).await;
        let bea = mens(&app, "Bea", &lid).await;
        let waarnemer = Toekenning {
            rol: Rol::Waarnemer,
            bereik: Bereik::Thema(p.thema),
        };
        sterk(&app, "Wim", &[bij(Rol::Lid, p.ministerie), waarnemer]).await;
        rol(&app, &tafel, "geven", "Anna", Rol::DuoGemeente)
            .await
            .met_status(303);
        stel_voor(&app, &van_anna, "Bea").await.met_status(303);
        app.later(30 * DAG);
        let tafel = in_(&app, secretaris, true).await;
        let (anna, bea) = (in_(&app, anna, true).await, in_(&app, bea, true).await);
        beslis(&app, &tafel, "bevestigen").await.met_status(303);

        let bezoeker = app.get(PAD).await.met_status(200);
        let leden = teksten(&bezoeker, ".dv-duo__lid");
        assert!(leden[0].contains("Trekker Rijk") && leden[0].contains("Deze plek is leeg"));
        assert!(leden[0].contains("De regietafel zoekt iemand"), "{leden:?}");
        assert!(leden[0].contains("Ministerie neemt waar."), "{leden:?}");
        assert!(leden[1].contains("Voorbeeldstad") && !leden[1].contains("neemt waar"));
        let stappen = teksten(&bezoeker, ".dv-tijdlijn li");
        assert_eq!(stappen.len(), 2);
        assert!(stappen[0].contains("Sinds 21 december 2026"), "{stappen:?}");
        assert!(stappen[1].contains("21 november 2026 tot 21 december 2026"));
        assert!(stappen[1].contains("Droeg de zetel over"));
        for naam in ["Anna", "Bea", "Wim"] {
            assert!(!bezoeker.tekst.contains(naam), "{naam}");
        }
        for knop in ["/duo/overdragen", "\"/rollen\""] {
            assert!(!bezoeker.tekst.contains(knop), "{knop}");
        }

        let ingelogd = met_koek(&app, PAD, &anna).await.met_status(200);
        for naam in ["Anna Voorbeeld", "Bea Voorbeeld", "Wim Voorbeeld"] {
            assert!(ingelogd.tekst.contains(naam), "{naam}");
        }
        assert!(
            !ingelogd.tekst.contains("/duo/overdragen"),
            "she sits there no more"
        );
        let zit_er = met_koek(&app, PAD, &bea).await.met_status(200);
        assert!(zit_er.tekst.contains("/duo/overdragen"));
        let tafel = met_koek(&app, PAD, &tafel).await.met_status(200);
        assert!(tafel.tekst.contains("\"/rollen\""));
        app.get("/themas/bestaat-niet/duo").await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn the_demo_has_a_seat_that_was_left_a_proposal_and_a_missing_voice() {
    op_beide(async |app: TestApp| {
        app.app.lees_content().await.expect("the content is right");
        app.app.lees_demo().await.expect("the demo is right");
        let systeem = Ctx::systeem("test", &app.app.clock);
        let db = &app.app.db;
        let demo = voorbeelden::maak(db, &app.app.kluis, &app.app.sleutel, &systeem).await;
        let accounts = demo.expect("accounts").accounts;
        let van = |naam: &str| {
            let mail = format!("{naam}@demo.example");
            let account = accounts.iter().find(|account| account.mail == mail);
            account.expect("an account").ctx(&app.app.clock)
        };
        let (secretaris, gemeente, buur) = (van("secretaris"), van("duo-gemeente"), van("lid3"));
        for _ in 0..2 {
            let wie = duos::Wie {
                secretaris: &secretaris,
                gemeente: &gemeente,
                buur: &buur,
            };
            duos::vul(db, wie).await.expect("seats");
            netwerk::vul(db, &gemeente).await.expect("a netwerk");
        }
        let bezoeker = ctx(Actor::Bezoeker, &app.app.clock);
        let thema = async |naam: &str| {
            let kop = stukken::vind(&bezoeker, db.read(), Soort::Thema, naam).await;
            kop.expect("a thema").id
        };
        let verlaten = verloop(&app, thema("vervoer").await).await;
        let hoe: Vec<_> = verlaten.iter().map(|p| p.einde.as_deref()).collect();
        assert_eq!(hoe, [Some("neergelegd")]);
        let overdracht = wachtend(&app).await;
        let overdracht = overdracht.iter().filter(|a| a.soort == "zetel-overdragen");
        assert_eq!(overdracht.count(), 1);
        let schulden = thema("schulden").await;
        let mist = ontbrekend(db.read(), &[schulden])
            .await
            .expect("the database works");
        let mist: Vec<_> = mist[&schulden].iter().map(|p| p.waarde()).collect();
        assert_eq!(mist.first(), Some(&"clienten"));
        assert_eq!(mist.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_employer_that_is_of_neither_side_is_not_named_with_a_waarnemer() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let zorg = json!({ "externId": "zorg", "slug": "zorgbedrijf", "soort": "organisatie", "organisatiesoort": "aanbieder", "titel": "Zorgbedrijf", "tekst": "x" });
        assert_eq!(app.lees(&[zorg]).await.geweigerd, []);
        let waarnemer = Toekenning {
            rol: Rol::Waarnemer,
            bereik: Bereik::Thema(p.thema),
        };
        let zorg = bij(Rol::Lid, id_van(&app, "zorg").await);
        mens(&app, "Zita", &[zorg, waarnemer]).await;
        let leden = teksten(&app.get(PAD).await.met_status(200), ".dv-duo__lid");
        for lid in &leden {
            assert!(lid.contains("neemt waar") && !lid.contains("Zorgbedrijf"), "{lid}");
        }
        // One that is of a side is, whichever other there is.
        let stad = bij(Rol::Lid, p.stad);
        mens(&app, "Zus", &[zorg, stad, waarnemer]).await;
        let leden = teksten(&app.get(PAD).await.met_status(200), ".dv-duo__lid");
        assert!(leden[1].contains("Voorbeeldstad"), "{leden:?}");
        assert!(!leden.concat().contains("Zorgbedrijf"), "{leden:?}");
    })
    .await;
}
