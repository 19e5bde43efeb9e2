//! Four eyes: nobody publishes what they wrote or offered, whatever the role and whatever the order of
//! things.

use std::collections::BTreeSet;

use proptest::{
    collection::vec,
    prelude::{Strategy, prop_oneof},
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};

use super::{aangeboden, begin, gepubliceerd, ingevuld, spelers, stap, versie};
use crate::support::{TestApp, inlog::met_koek, lang, mensen::doe, op_beide};

#[tokio::test]
async fn who_wrote_or_offered_it_does_not_publish_it() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let [roos, rik, ria] = &wie.redactie;
        let pad = aangeboden(&app, &wie.els.1, wie.stad, "Eerder bellen").await;
        // A redactielid that helped has written in it.
        let schrijven = format!("{pad}/schrijven");
        let v = versie(&met_koek(&app, &schrijven, &roos.1).await);
        let velden = ingevuld(&v, "Eerder bellen", "Roos schreef dit.");
        doe(&app, &roos.1, &schrijven, &velden)
            .await
            .met_status(303);
        for koek in [&wie.els.1, &roos.1] {
            let geweigerd = stap(&app, koek, &pad, "publiceren", &[]).await;
            assert_eq!(geweigerd.status, 403, "{}", geweigerd.tekst);
            // Nor by sending the form without its page.
            let v = met_koek(&app, &format!("/api/v1{pad}"), koek).await.json();
            let v = v["versie"].to_string();
            let adres = format!("{pad}/stappen/publiceren");
            doe(&app, koek, &adres, &[("versie", &v)])
                .await
                .met_status(403);
        }
        let bureau = met_koek(&app, "/redactie/praktijken", &roos.1)
            .await
            .met_status(200);
        assert!(bureau.tekst.contains("Niet voor u"));
        let bureau = met_koek(&app, "/redactie/praktijken", &rik.1)
            .await
            .met_status(200);
        assert!(!bureau.tekst.contains("Niet voor u"));
        stap(&app, &rik.1, &pad, "publiceren", &[])
            .await
            .met_status(303);
        met_koek(&app, &pad, "").await.met_status(200);
        // A redactielid's own praktijk, offered by itself.
        let velden = [
            ("titel", "Van de redactie"),
            ("samenvatting", "Kort."),
            ("eigenaar", "redactie"),
        ];
        let eigen = doe(&app, &ria.1, "/praktijken/nieuw", &velden)
            .await
            .met_status(303);
        let eigen = eigen
            .kop("location")
            .trim_end_matches("/schrijven")
            .to_owned();
        let schrijven = format!("{eigen}/schrijven");
        let v = versie(&met_koek(&app, &schrijven, &ria.1).await);
        let mut velden = ingevuld(&v, "Van de redactie", "Zelf geschreven.");
        velden.push(("knop", "aanbieden"));
        doe(&app, &ria.1, &schrijven, &velden).await.met_status(303);
        let geweigerd = stap(&app, &ria.1, &eigen, "publiceren", &[]).await;
        assert_eq!(geweigerd.status, 403);
    })
    .await;
}

#[tokio::test]
async fn in_a_hurry_it_is_counted_and_approved_afterwards_by_another() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let [roos, rik, _] = &wie.redactie;
        let pad = aangeboden(&app, &wie.els.1, wie.stad, "Eerder bellen").await;
        let zonder = stap(&app, &roos.1, &pad, "spoedpubliceren", &[]).await;
        zonder.met_status(400);
        let velden = [("reden", "De noodopvang opent morgen.")];
        let klaar = stap(&app, &roos.1, &pad, "spoedpubliceren", &velden).await;
        klaar.met_status(303);
        let pagina = met_koek(&app, &pad, "").await.met_status(200);
        assert!(pagina.tekst.contains("Met spoed gepubliceerd"));
        let knop = format!("{pad}/achteraf/");
        let bureau = met_koek(&app, "/redactie/praktijken", &roos.1).await;
        assert!(!bureau.tekst.contains(&knop), "not one's own");
        let bureau = met_koek(&app, "/redactie/praktijken", &rik.1).await;
        let (_, na) = bureau.tekst.split_once(&knop).expect("a button to approve");
        let id = na.split('"').next().expect("its number");
        let adres = format!("{knop}{id}");
        doe(&app, &roos.1, &adres, &[]).await.met_status(403);
        doe(&app, &wie.els.1, &adres, &[]).await.met_status(403);
        doe(&app, &rik.1, &adres, &[]).await.met_status(303);
        doe(&app, &rik.1, &adres, &[]).await.met_status(404);
        let bureau = met_koek(&app, "/redactie/praktijken", &rik.1).await;
        assert!(!bureau.tekst.contains(&knop));
        assert!(bureau.tekst.contains("100%"), "the share stays");
    })
    .await;
}

/// Something that one of the people does, by their number.
#[derive(Debug, Clone, Copy)]
enum Daad {
    Schrijf(usize),
    Bied(usize),
    Terug(usize),
    Publiceer(usize),
    Stel(usize),
    BiedVoorstel(usize),
    NeemOver(usize),
}

/// Mostly what people do, now and then what they should not.
fn daden() -> impl Strategy<Value = Vec<Daad>> {
    let schrijver = || prop_oneof![6 => 0..1_usize, 4 => 0..5_usize];
    let redactie = || prop_oneof![6 => 2..5_usize, 4 => 0..5_usize];
    let daad = prop_oneof![
        schrijver().prop_map(Daad::Schrijf),
        schrijver().prop_map(Daad::Bied),
        redactie().prop_map(Daad::Terug),
        redactie().prop_map(Daad::Publiceer),
        redactie().prop_map(Daad::Publiceer),
        schrijver().prop_map(Daad::Stel),
        schrijver().prop_map(Daad::BiedVoorstel),
        redactie().prop_map(Daad::NeemOver),
    ];
    vec(daad, 30..60)
}

/// What the test itself remembers: who has a hand in what waits.
#[derive(Debug, Default)]
struct Geheugen {
    praktijk: BTreeSet<usize>,
    voorstel: BTreeSet<usize>,
    adres: Option<String>,
    publicaties: usize,
}

/// Whatever five people do in whatever order, what becomes public was not written or offered by who
/// made it so.
#[tokio::test]
async fn no_order_of_things_lets_somebody_publish_their_own_words() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koeken = [
            &wie.els.1,
            &wie.jan.1,
            &wie.redactie[0].1,
            &wie.redactie[1].1,
            &wie.redactie[2].1,
        ];
        let mut loper = TestRunner::new_with_rng(
            Config::default(),
            proptest::test_runner::TestRng::deterministic_rng(
                proptest::test_runner::RngAlgorithm::ChaCha,
            ),
        );
        let mut publicaties = 0;
        for ronde in 0..if lang() { 60 } else { 6 } {
            let reeks = daden().new_tree(&mut loper).expect("deeds").current();
            let pad = if ronde % 2 == 0 {
                begin(&app, koeken[0], wie.stad, "Begin").await
            } else {
                gepubliceerd(&app, &wie, "Begin").await
            };
            let mut weet = Geheugen::default();
            weet.praktijk.insert(0);
            for (nummer, daad) in reeks.iter().enumerate() {
                speel(&app, &koeken, &pad, (nummer, *daad), &mut weet).await;
            }
            publicaties += weet.publicaties;
        }
        assert!(publicaties > 1, "something was published: {publicaties}");
    })
    .await;
}

async fn speel(
    app: &TestApp,
    koeken: &[&String; 5],
    pad: &str,
    (nummer, daad): (usize, Daad),
    weet: &mut Geheugen,
) {
    let schrijven = format!("{pad}/schrijven");
    let aanpak = format!("Aanpak nummer {nummer}.");
    match daad {
        Daad::Schrijf(i) | Daad::Stel(i) => {
            let pagina = met_koek(app, &schrijven, koeken[i]).await;
            if pagina.status != 200 {
                return;
            }
            let nieuw = pagina.tekst.contains("Een wijziging voorstellen");
            let v = versie(&pagina);
            let velden = ingevuld(&v, "Begin", &aanpak);
            let klaar = doe(app, koeken[i], &schrijven, &velden)
                .await
                .met_status(303);
            if nieuw {
                let naar = klaar.kop("location").split('?').next();
                weet.adres = naar.map(ToOwned::to_owned);
                weet.voorstel = BTreeSet::from([i]);
            } else {
                weet.praktijk.insert(i);
            }
        }
        Daad::Bied(i) => {
            // Where there is nothing to offer, one is sent back to the page with the same status.
            let antwoord = stap(app, koeken[i], pad, "aanbieden", &[]).await;
            if antwoord.status == 303 && antwoord.kop("location").ends_with("gelukt=aangeboden") {
                weet.praktijk.insert(i);
            }
        }
        Daad::Terug(i) => {
            stap(
                app,
                koeken[i],
                pad,
                "terugsturen",
                &[("reden", "Nog eens.")],
            )
            .await;
        }
        Daad::Publiceer(i) => {
            let antwoord = stap(app, koeken[i], pad, "publiceren", &[]).await;
            if antwoord.status == 303 && antwoord.kop("location").ends_with("gelukt=gepubliceerd") {
                assert!(!weet.praktijk.contains(&i), "{i} published their own words");
                weet.praktijk.clear();
                weet.publicaties += 1;
            }
        }
        Daad::BiedVoorstel(i) | Daad::NeemOver(i) => {
            let Some(adres) = weet.adres.clone() else {
                return;
            };
            let pagina = met_koek(app, &adres, koeken[i]).await;
            if pagina.status != 200 || !pagina.tekst.contains("name=\"versie\"") {
                return;
            }
            let biedt = matches!(daad, Daad::BiedVoorstel(_));
            let actie = if biedt {
                "voorstel-aanbieden"
            } else {
                "voorstel-overnemen"
            };
            let v = versie(&pagina);
            let velden = [("actie", actie), ("versie", v.as_str())];
            let antwoord = doe(app, koeken[i], &adres, &velden).await;
            if antwoord.status == 303 && biedt {
                weet.voorstel.insert(i);
            } else if antwoord.status == 303 {
                assert!(!weet.voorstel.contains(&i), "{i} took over their own words");
                weet.adres = None;
                weet.publicaties += 1;
            }
        }
    }
}
