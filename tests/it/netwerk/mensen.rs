//! Bringing people in, saying for whom they speak, and taking them out.

use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    netwerk::{model::Perspectief, service::ontbrekend},
};

use super::{nodig_uit, pad, perspectieven, wacht};
use crate::{
    acties::account,
    anderen::bezorg,
    duos,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{
            doe, in_, landelijk, mail, mens, met_mail, post, rollen_van, status, sterk, verteld,
        },
        op_beide,
        smtp::Mailserver,
    },
    werkruimte::{PAD, toneel},
};

const BUITEN: &str = "kim@clientenraad.example";

#[tokio::test]
async fn either_seat_brings_somebody_in_and_a_missing_voice_is_heard() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let mist = async || {
            let alle = ontbrekend(app.app.db.read(), &[toneel.thema]).await;
            alle.expect("the database works")[&toneel.thema].clone()
        };
        assert_eq!(
            mist().await,
            Perspectief::ALLE,
            "of Nora and Noud nobody said"
        );
        let pagina = met_koek(&app, &pad(), &toneel.rijk)
            .await
            .met_status(200)
            .tekst;
        assert!(pagina.contains("Cliëntperspectief ontbreekt"), "{pagina}");
        assert!(pagina.contains("cliëntenraad"), "what to do about it");

        let gedaan = nodig_uit(&app, &toneel.rijk, ("Kim", BUITEN), "clienten").await;
        assert_eq!(
            gedaan.met_status(303).kop("location"),
            format!("{}?gelukt=uitgenodigd", pad())
        );
        let kim = met_mail(&app, BUITEN).await.expect("an account").id;
        assert_eq!(rollen_van(&app, kim).await, ["netwerklid"]);
        assert_eq!(perspectieven(&app, kim).await, ["clienten"]);
        assert_eq!(verteld(&app, kim).await, ["account-maken", "rol-geven"]);
        let uitnodiging = serde_json::json!({ "account": kim, "bericht": "uitnodiging" });
        assert!(post(&app).await.contains(&uitnodiging));
        assert_eq!(wacht(&app).await, [("erbij".to_owned(), kim.to_string())]);
        assert_eq!(mist().await, Perspectief::ALLE[1..]);

        // Who has an account gets the role with it, from the other seat or from who stands in.
        for (koek, naam, perspectief) in [
            (&toneel.gemeente, "Gast", "professionals"),
            (&toneel.waarnemer, "Hulp", "aanbieders"),
        ] {
            let id = mens(&app, naam, &[]).await;
            let wie = ("", &*mail(naam));
            nodig_uit(&app, koek, wie, perspectief)
                .await
                .met_status(303);
            assert_eq!(rollen_van(&app, id).await, ["netwerklid"]);
            assert_eq!(perspectieven(&app, id).await, [perspectief]);
            assert_eq!(verteld(&app, id).await, ["rol-geven"]);
        }
        let verteld = verteld(&app, toneel.thema).await;
        let erbij = verteld
            .iter()
            .filter(|actie| *actie == "netwerk-uitnodigen");
        assert_eq!(erbij.count(), 3);
        // A place in the netwerk counts as long as its owner can log in.
        let (_, beheer) = sterk(&app, "Beheer", &[landelijk(Rol::Beheerder)]).await;
        let van_kim = format!("/beheer/mensen/{kim}");
        doe(&app, &beheer, &van_kim, &[("actie", "blokkeren")])
            .await
            .met_status(303);
        assert!(mist().await.contains(&Perspectief::Clienten));
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_said_at_once_and_nothing_is_made() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let leeg = nodig_uit(&app, &toneel.rijk, ("", "geen adres"), "").await;
        let leeg = leeg.met_status(400).tekst;
        for veld in ["mail", "naam", "perspectief"] {
            assert!(
                leeg.contains(&format!("href=\"#{veld}\"")),
                "{veld}: {leeg}"
            );
        }
        let half = nodig_uit(&app, &toneel.rijk, ("Kim", BUITEN), "iedereen").await;
        let half = half.met_status(400).tekst;
        assert!(
            half.contains(BUITEN) && half.contains("value=\"Kim\""),
            "{half}"
        );
        assert!(met_mail(&app, BUITEN).await.is_none());
        for (wie, wat) in [
            ("Nora", "al in het netwerk"),
            ("Gerda", "iemand van het duo"),
            ("Rina", "iemand van het duo"),
            ("Wim", "iemand van het duo"),
        ] {
            let antwoord = nodig_uit(&app, &toneel.rijk, ("", &mail(wie)), "clienten").await;
            let tekst = antwoord.met_status(400).tekst;
            assert!(tekst.contains(wat), "{wie}: {tekst}");
        }
        let weg = mens(&app, "Weg", &[]).await;
        let (_, beheer) = sterk(&app, "Beheer", &[landelijk(Rol::Beheerder)]).await;
        let blokkeren = [("actie", "blokkeren")];
        doe(&app, &beheer, &format!("/beheer/mensen/{weg}"), &blokkeren)
            .await
            .met_status(303);
        let dicht = nodig_uit(&app, &toneel.rijk, ("Weg", &mail("Weg")), "clienten").await;
        assert!(dicht.met_status(400).tekst.contains("niet in gebruik"));
        assert!(wacht(&app).await.is_empty());
        assert_eq!(status(&app, weg).await, "geblokkeerd");
    })
    .await;
}

#[tokio::test]
async fn the_netwerk_sees_who_is_there_and_manages_nothing() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nora = account(&app, "Nora").await.to_string();
        let pagina = met_koek(&app, &pad(), &toneel.netwerk)
            .await
            .met_status(200)
            .tekst;
        for er_is in [
            "Nora Voorbeeld",
            "Noud Voorbeeld",
            "Rina Voorbeeld",
            "Gerda Voorbeeld",
        ] {
            assert!(pagina.contains(er_is), "{er_is}");
        }
        for er_niet in ["uitnodigen\"", "name=\"weg\"", &mail("Noud")] {
            assert!(!pagina.contains(er_niet), "{er_niet}");
        }
        let velden = |actie: &'static str| {
            [
                ("actie", actie),
                ("wie", nora.as_str()),
                ("reden", "Zomaar."),
                ("perspectief", "clienten"),
                ("naam", "Kim"),
                ("mail", BUITEN),
            ]
        };
        for koek in [
            &toneel.ander,
            &toneel.elders,
            &toneel.lid,
            &toneel.regietafel,
        ] {
            for actie in ["uitnodigen", "eruit", "perspectief"] {
                doe(&app, koek, &pad(), &velden(actie))
                    .await
                    .met_status(403);
            }
        }
        for koek in [&toneel.elders, &toneel.lid, &toneel.redactie] {
            met_koek(&app, &pad(), koek).await.met_status(403);
        }
        app.get(&pad()).await.met_status(303);
        assert!(met_mail(&app, BUITEN).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn for_whom_somebody_speaks_can_be_said_later() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let nora = account(&app, "Nora").await;
        let wie = nora.to_string();
        let pagina = met_koek(&app, &pad(), &toneel.rijk)
            .await
            .met_status(200)
            .tekst;
        assert!(pagina.contains("Nog niet bekend voor wie"), "{pagina}");
        let zet = async |perspectief: &str| {
            let velden = [
                ("actie", "perspectief"),
                ("wie", &*wie),
                ("perspectief", perspectief),
            ];
            doe(&app, &toneel.rijk, &pad(), &velden).await
        };
        zet("niemand").await.met_status(400);
        for perspectief in ["aanbieders", "kennisinstellingen"] {
            zet(perspectief).await.met_status(303);
            assert_eq!(perspectieven(&app, nora).await, [perspectief]);
        }
        let velden = [
            ("actie", "perspectief"),
            ("wie", &*account(&app, "Lia").await.to_string()),
            ("perspectief", "clienten"),
        ];
        doe(&app, &toneel.rijk, &pad(), &velden)
            .await
            .met_status(404);
    })
    .await;
}

#[tokio::test]
async fn who_is_taken_out_reads_why_and_nobody_else_but_the_duo_does() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let server = Mailserver::start().await;
        let nora = account(&app, "Nora").await;
        let wie = nora.to_string();
        let vraag = format!("{}?weg={nora}", pad());
        let vraag = met_koek(&app, &vraag, &toneel.gemeente)
            .await
            .met_status(200);
        assert!(
            vraag.tekst.contains("leest daarna niet meer"),
            "{}",
            vraag.tekst
        );
        let eruit = async |reden: &str| {
            let velden = [("actie", "eruit"), ("wie", &*wie), ("reden", reden)];
            doe(&app, &toneel.gemeente, &pad(), &velden).await
        };
        let zonder = eruit(" ").await.met_status(400).tekst;
        assert!(zonder.contains("href=\"#reden\"") && zonder.contains("leest daarna niet meer"));
        let gegevens = eruit("Bel 06-12345678.").await.met_status(400).tekst;
        assert!(gegevens.contains("06-12345678") && gegevens.contains("Ik heb gekeken"));
        assert_eq!(rollen_van(&app, nora).await, ["netwerklid"]);

        let reden = "U werkt nu bij een andere organisatie.";
        eruit(reden).await.met_status(303);
        assert_eq!(rollen_van(&app, nora).await, [""; 0]);
        assert!(perspectieven(&app, nora).await.is_empty());
        eruit(reden).await.met_status(404);
        met_koek(&app, PAD, &toneel.netwerk).await.met_status(403);
        bezorg(&app, &server).await;
        let post: Vec<_> = server
            .haal()
            .iter()
            .map(|m| (m.aan.concat(), m.kop("Subject")))
            .collect();
        let verwacht = "U zit niet meer in het netwerk van Wonen".to_owned();
        assert!(post.contains(&(mail("Nora"), verwacht)), "{post:?}");
        let duo = met_koek(&app, duos::PAD, &toneel.netwerk)
            .await
            .met_status(200);
        assert!(duo.tekst.contains(reden), "{}", duo.tekst);
        for koek in [&toneel.ander, &toneel.elders, &toneel.lid, &toneel.redactie] {
            let duo = met_koek(&app, duos::PAD, koek).await.met_status(200);
            assert!(!duo.tekst.contains(reden), "{}", duo.tekst);
        }
        assert!(
            !app.get(duos::PAD)
                .await
                .met_status(200)
                .tekst
                .contains(reden)
        );
        let verteld = verteld(&app, toneel.thema).await;
        assert_eq!(verteld.last().map(String::as_str), Some("netwerk-weghalen"));

        // Who came in again and left by themselves was not taken out.
        app.later(60);
        let nora = ("", &*mail("Nora"));
        nodig_uit(&app, &toneel.rijk, nora, "clienten")
            .await
            .met_status(303);
        app.later(60);
        doe(&app, &toneel.netwerk, &pad(), &[("actie", "verlaten")])
            .await
            .met_status(303);
        let duo = met_koek(&app, duos::PAD, &toneel.netwerk)
            .await
            .met_status(200);
        assert!(!duo.tekst.contains(reden), "{}", duo.tekst);
    })
    .await;
}

/// Every way by which somebody leaves a netwerk takes along for whom they spoke.
#[tokio::test]
async fn nothing_is_left_of_who_left_a_netwerk() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let netwerklid = Toekenning {
            rol: Rol::Netwerklid,
            bereik: Bereik::Thema(toneel.thema),
        };
        let komt = async |naam: &str| {
            let id = mens(&app, naam, &[]).await;
            let wie = ("", &*mail(naam));
            nodig_uit(&app, &toneel.rijk, wie, "clienten")
                .await
                .met_status(303);
            (id, in_(&app, id, true).await)
        };
        let (zelf, koek) = komt("Zelf").await;
        let vraag = format!("{}?verlaten=ja", pad());
        let vraag = met_koek(&app, &vraag, &koek).await.met_status(200);
        assert!(vraag.tekst.contains("Het netwerk verlaten"));
        let weg = doe(&app, &koek, &pad(), &[("actie", "verlaten")]).await;
        assert_eq!(weg.met_status(303).kop("location"), "/themas/wonen");
        doe(&app, &koek, &pad(), &[("actie", "verlaten")])
            .await
            .met_status(403);
        doe(&app, &toneel.rijk, &pad(), &[("actie", "verlaten")])
            .await
            .met_status(409);

        let (rollen, _) = komt("Rollen").await;
        duos::rol(&app, &toneel.rijk, "nemen", "Rollen", Rol::Netwerklid)
            .await
            .met_status(303);
        let (neer, koek) = komt("Neer").await;
        let bereik = netwerklid.bereik.to_string();
        let velden = [("rol", "netwerklid"), ("bereik", &*bereik)];
        doe(&app, &koek, "/account/rollen", &velden)
            .await
            .met_status(303);
        let (account_weg, koek) = komt("Account").await;
        doe(&app, &koek, "/account/verwijderen", &[])
            .await
            .met_status(303);
        for id in [zelf, rollen, neer, account_weg] {
            assert_eq!(rollen_van(&app, id).await, [""; 0]);
            assert!(perspectieven(&app, id).await.is_empty(), "{id}");
        }
    })
    .await;
}
