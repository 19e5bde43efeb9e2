//! What was said, and who was there.

use super::{ids, plan, rij};
use crate::{
    acties::{DAG, account},
    knelpunten::fout_in,
    praktijken::veld,
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, in_, verteld},
        op_beide,
    },
    werkruimte::{PAD, toneel},
};

const GEZEGD: &str = "Wij spraken **af** om te bellen.";

#[tokio::test]
async fn it_is_held_when_somebody_tells_what_was_said() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(
            &app,
            &toneel.rijk,
            ("Overleg", "besloten"),
            &["Nora", "Noud"],
        )
        .await;
        let verslag = format!("{pad}/verslag");
        // Not before it began.
        let nog_niet = met_koek(&app, &verslag, &toneel.rijk).await.met_status(303);
        assert_eq!(nog_niet.kop("location"), pad);
        let vroeg = [("verslag", GEZEGD), ("versie", "1")];
        let vroeg = doe(&app, &toneel.rijk, &verslag, &vroeg).await;
        assert!(
            vroeg.met_status(409).tekst.contains("spraken"),
            "it can be copied"
        );

        app.later(13 * DAG);
        let gerda = account(&app, "Gerda").await;
        let koek = in_(&app, gerda, true).await;
        let lijst = format!("{PAD}/bijeenkomsten?welke=zonder-verslag");
        let wacht = met_koek(&app, &lijst, &koek).await.met_status(200);
        assert!(wacht.tekst.contains("Wacht op verslag"), "{}", wacht.tekst);
        let (kop, ..) = rij(&app, &pad).await;
        let versie = kop.versie.to_string();
        let leeg = [("verslag", " "), ("versie", &*versie)];
        let leeg = doe(&app, &koek, &verslag, &leeg).await.met_status(400);
        fout_in(&leeg, &["verslag"]);
        let [nora, noud] = <[String; 2]>::try_from(ids(&app, &["Nora", "Noud"]).await).unwrap();
        let velden = [
            ("verslag", GEZEGD),
            ("versie", &*versie),
            ("aanwezig", &*nora),
        ];
        doe(&app, &koek, &verslag, &velden).await.met_status(303);
        let (kop, eigen, wie) = rij(&app, &pad).await;
        assert_eq!(
            (kop.status.as_str(), eigen.verslag.as_str()),
            ("gehouden", GEZEGD)
        );
        for rij in wie {
            let was = rij.gebruiker_id.to_string() == nora;
            assert_eq!(rij.aanwezig, Some(was), "{noud}");
        }
        let verwacht = ["aanmaken", "wijzigen", "houden", "bijeenkomst-aanwezigen"];
        assert_eq!(verteld(&app, kop.id).await, verwacht);
        let pagina = met_koek(&app, &pad, &koek).await.met_status(200);
        assert!(
            pagina.tekst.contains("<strong>af</strong>"),
            "{}",
            pagina.tekst
        );
        // What was said can be mended; the same once more is no change.
        let versie = kop.versie.to_string();
        let velden = [
            ("verslag", GEZEGD),
            ("versie", &*versie),
            ("aanwezig", &*nora),
        ];
        doe(&app, &koek, &verslag, &velden).await.met_status(303);
        assert_eq!(verteld(&app, kop.id).await, verwacht);
        // It can't be called off any more.
        let weg = met_koek(&app, &format!("{pad}/afgelasten"), &koek).await;
        assert_eq!(weg.met_status(303).kop("location"), pad);
    })
    .await;
}

#[tokio::test]
async fn who_was_there_is_not_overwritten_without_a_word() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wie = ["Nora", "Noud"];
        let pad = plan(&app, &toneel.rijk, ("Overleg", "besloten"), &wie).await;
        app.later(13 * DAG);
        let rina = in_(&app, account(&app, "Rina").await, true).await;
        let gerda = in_(&app, account(&app, "Gerda").await, true).await;
        let verslag = format!("{pad}/verslag");
        let [nora, noud] = <[String; 2]>::try_from(ids(&app, &wie).await).unwrap();
        let bewaar = async |koek: &str, (versie, gezien): (&str, &str), er: &[&str]| {
            let vast = [("verslag", GEZEGD), ("versie", versie), ("gezien", gezien)];
            let mut velden = vast.to_vec();
            velden.extend(er.iter().map(|id| ("aanwezig", *id)));
            doe(&app, koek, &verslag, &velden).await
        };
        let open = async |koek: &str| {
            let vorm = met_koek(&app, &verslag, koek).await.met_status(200);
            (veld(&vorm, "versie"), veld(&vorm, "gezien"))
        };
        let (versie, leeg) = open(&rina).await;
        assert_eq!(leeg, "", "nobody noted it yet");
        for _ in 0..2 {
            // The second time is the same once more.
            let gedaan = bewaar(&rina, (&versie, &leeg), &[&nora]).await;
            gedaan.met_status(303);
        }
        // Both see the list of Rina; Gerda saves hers first.
        let (versie, gezien) = open(&rina).await;
        let gedaan = bewaar(&gerda, (&versie, &gezien), &[&nora, &noud]).await;
        gedaan.met_status(303);
        let botst = bewaar(&rina, (&versie, &gezien), &[]).await;
        let botst = botst.met_status(409);
        assert!(
            botst.tekst.contains("href=\"#aanwezig\""),
            "{}",
            botst.tekst
        );
        assert!(botst.tekst.contains("Noud Voorbeeld"), "{}", botst.tekst);
        let waren = async || {
            let (kop, _, wie) = rij(&app, &pad).await;
            let waren: Vec<_> = wie.into_iter().map(|rij| rij.aanwezig).collect();
            (verteld(&app, kop.id).await.len(), waren)
        };
        let (regels, lijst) = waren().await;
        assert_eq!(lijst, [Some(true), Some(true)], "as Gerda said");
        // Who saw both chooses.
        let nu = (veld(&botst, "versie"), veld(&botst, "gezien"));
        let gedaan = bewaar(&rina, (&nu.0, &nu.1), &[]).await;
        gedaan.met_status(303);
        let verwacht = (regels + 1, vec![Some(false), Some(false)]);
        assert_eq!(waren().await, verwacht);
    })
    .await;
}

#[tokio::test]
async fn only_the_duo_notes_who_was_there() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = plan(&app, &toneel.netwerk, ("Overleg", "besloten"), &["Noud"]).await;
        app.later(13 * DAG);
        let nora = in_(&app, account(&app, "Nora").await, true).await;
        let verslag = format!("{pad}/verslag");
        let vorm = met_koek(&app, &verslag, &nora).await.met_status(200);
        assert!(!vorm.tekst.contains("Wie waren er?"), "{}", vorm.tekst);
        let versie = rij(&app, &pad).await.0.versie.to_string();
        let noud = account(&app, "Noud").await.to_string();
        let velden = [
            ("verslag", GEZEGD),
            ("versie", &*versie),
            ("aanwezig", &*noud),
        ];
        doe(&app, &nora, &verslag, &velden).await.met_status(303);
        let (kop, _, wie) = rij(&app, &pad).await;
        assert_eq!((kop.status.as_str(), wie[0].aanwezig), ("gehouden", None));
        let ander = in_(&app, account(&app, "Noud").await, true).await;
        met_koek(&app, &verslag, &ander).await.met_status(403);
    })
    .await;
}
