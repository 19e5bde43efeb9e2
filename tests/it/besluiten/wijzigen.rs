//! Changing what is proposed, and what was decided.

use crate::{
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
    werkruimte::toneel,
};

use super::{brieven, eigen, rij, stel_voor, stemmen, velden, zet};

/// The fields of a besluit, with the version that their writer saw.
fn met_versie<'a>(versie: &'a str, titel: &'a str, niveau: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut alle = velden(titel, niveau);
    alle.push(("versie", versie));
    alle
}

#[tokio::test]
async fn with_other_words_nobody_agreed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "besloten").await;
        let id = rij(&app, &pad).await.id;
        let eerst = eigen(&app, id).await.afdruk;
        let gezien = rij(&app, &pad).await.versie.to_string();
        let wijzigen = format!("{pad}/wijzigen");
        // The same once more changes nothing.
        let zelfde = met_versie(&gezien, "Eén brief", "besloten");
        let gelijk = doe(&app, &toneel.gemeente, &wijzigen, &zelfde).await;
        gelijk.met_status(303);
        assert_eq!(stemmen(&app, id).await[0].plek, "rijk");
        assert_eq!(rij(&app, &pad).await.versie.to_string(), gezien);
        // The other side writes something else: that is theirs, and the first has to agree anew.
        let anders = met_versie(&gezien, "Twee brieven", "besloten");
        let nieuw = doe(&app, &toneel.gemeente, &wijzigen, &anders).await;
        nieuw.met_status(303);
        let nu = stemmen(&app, id).await;
        assert_eq!(nu.len(), 1, "{nu:?}");
        assert_eq!(nu[0].plek, "gemeente");
        assert_ne!(nu[0].afdruk, eerst);
        assert_eq!(brieven(&app).await, 2);
        // Nobody agrees with what they did not see.
        let oud = [("versie", gezien.as_str())];
        let stap = format!("{pad}/stappen/instemmen");
        doe(&app, &toneel.rijk, &stap, &oud).await.met_status(409);
        assert_eq!(rij(&app, &pad).await.status, "voorgesteld");
        zet(&app, &toneel.rijk, &pad, ("instemmen", &[]))
            .await
            .met_status(303);
        assert_eq!(rij(&app, &pad).await.status, "genomen");
    })
    .await;
}

#[tokio::test]
async fn who_reads_it_is_part_of_what_one_agrees_with() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "vertrouwelijk").await;
        let id = rij(&app, &pad).await.id;
        let gezien = rij(&app, &pad).await.versie.to_string();
        let open = met_versie(&gezien, "Eén brief", "openbaar");
        let naar = doe(&app, &toneel.gemeente, &format!("{pad}/wijzigen"), &open).await;
        let naar = naar.met_status(303).kop("location").to_owned();
        let nieuw = naar.split('?').next().expect("an address");
        let nu = stemmen(&app, id).await;
        assert_eq!(nu.len(), 1);
        assert_eq!(nu[0].plek, "gemeente");
        app.get(nieuw).await.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn what_was_decided_is_replaced_and_never_changed() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "besloten").await;
        let open = rij(&app, &pad).await.versie.to_string();
        zet(&app, &toneel.gemeente, &pad, ("instemmen", &[]))
            .await
            .met_status(303);
        let wijzigen = format!("{pad}/wijzigen");
        let terug = met_koek(&app, &wijzigen, &toneel.rijk).await;
        assert_eq!(terug.met_status(303).kop("location"), pad);
        let nu = rij(&app, &pad).await.versie.to_string();
        for versie in [&open, &nu] {
            let anders = met_versie(versie, "Drie brieven", "besloten");
            let laat = doe(&app, &toneel.rijk, &wijzigen, &anders)
                .await
                .met_status(409);
            assert!(laat.tekst.contains("Drie brieven"), "what was typed stays");
        }
        assert_eq!(rij(&app, &pad).await.titel, "Eén brief");
        // A new one takes its place, and both say so.
        let mut nieuw = velden("Drie brieven", "besloten");
        nieuw[4] = ("vervangt", pad.as_str());
        let adres = format!("{}/besluiten/nieuw", crate::werkruimte::PAD);
        let gemaakt = doe(&app, &toneel.rijk, &adres, &nieuw)
            .await
            .met_status(303);
        let naar = gemaakt
            .kop("location")
            .split('?')
            .next()
            .expect("an address");
        let oud = met_koek(&app, &pad, &toneel.netwerk).await.met_status(200);
        assert!(oud.tekst.contains("Vervangen door") && oud.tekst.contains(naar));
    })
    .await;
}

#[tokio::test]
async fn two_who_write_at_once_see_each_others_words() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let pad = stel_voor(&app, &toneel.rijk, "Eén brief", "besloten").await;
        let gezien = rij(&app, &pad).await.versie.to_string();
        let wijzigen = format!("{pad}/wijzigen");
        let hun = met_versie(&gezien, "Twee brieven", "besloten");
        doe(&app, &toneel.gemeente, &wijzigen, &hun)
            .await
            .met_status(303);
        let mijn = met_versie(&gezien, "Drie brieven", "besloten");
        let botst = doe(&app, &toneel.rijk, &wijzigen, &mijn)
            .await
            .met_status(409);
        assert!(botst.tekst.contains("Drie brieven") && botst.tekst.contains("Twee brieven"));
        assert_eq!(rij(&app, &pad).await.titel, "Twee brieven");
    })
    .await;
}
