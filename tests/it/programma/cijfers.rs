use dwarsverband::{
    actor::{Actor, Sleutel},
    knelpunten::model::Status,
};

use super::{PAD, getallen, geteld, lezers, programma};
use crate::{
    overzicht::{gewenst, knelpunt, rijen},
    paginas::kies,
    support::{TestApp, account, op_beide},
};

/// Days in a quarter, in seconds, and then some.
const KWARTAAL: i64 = 95 * 86_400;

/// Follows every number of a page and counts what is there; answers how many it followed.
async fn volg(app: &TestApp, actor: &Actor, pad: &str) -> usize {
    let pagina = app.als(actor, pad).await.met_status(200).tekst;
    let mut gevolgd = 0;
    for (naar, getallen) in getallen(&pagina) {
        if !naar.starts_with("/programma/") {
            continue;
        }
        let lijst = app.als(actor, &naar).await.met_status(200).tekst;
        for getal in getallen {
            if naar.starts_with("/programma/termijnen") {
                let dagen = getal.split(' ').next().unwrap_or_default();
                assert_eq!(dagen, midden(&lijst), "{actor} {pad} {naar}");
            } else {
                let (aantal, hier) = geteld(&lijst);
                assert_eq!(getal, aantal.to_string(), "{actor} {pad} {naar}");
                assert_eq!(hier as u64, aantal, "{actor} {pad} {naar}");
            }
            gevolgd += 1;
        }
    }
    gevolgd
}

/// The one in the middle of the days that a list shows, as people write it.
fn midden(lijst: &str) -> String {
    let dagen = kies(lijst, "td[data-label='Dagen']");
    let mut dagen: Vec<u32> = dagen.iter().map(|dag| dag.parse().unwrap()).collect();
    dagen.sort_unstable();
    let hoog = dagen[dagen.len() / 2];
    let laag = dagen[(dagen.len() - 1) / 2];
    let half = if (laag + hoog).is_multiple_of(2) {
        ""
    } else {
        ",5"
    };
    format!("{}{half}", u32::midpoint(laag, hoog))
}

#[tokio::test]
async fn a_programme_of_nothing_says_what_to_do() {
    op_beide(async |app| {
        let pagina = app.get(PAD).await.met_status(200).tekst;
        assert!(pagina.contains("Hier valt niets te tellen"));
        assert!(pagina.contains("/signaleren"));
        let leeg = app.get("/programma/lijst?soort=praktijk").await;
        assert!(leeg.met_status(200).tekst.contains("Hier staat niets"));
    })
    .await;
}

#[tokio::test]
async fn every_number_is_what_its_list_counts() {
    op_beide(async |app| {
        let land = programma(&app).await;
        for actor in lezers(&land) {
            for pad in [PAD, "/programma?kwartaal=2026-4"] {
                let gevolgd = volg(&app, &actor, pad).await;
                assert!(gevolgd > 20, "{actor} {pad}: only {gevolgd}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_somebody_may_not_read_counts_in_no_number() {
    op_beide(async |app| {
        programma(&app).await;
        let knelpunten = "/programma/lijst?soort=knelpunt";
        let gemeld = "/programma/lijst?soort=knelpunt&stand=gemeld";
        for (actor, alle, ziet) in [
            (Actor::Bezoeker, "3", false),
            (account(1, [Sleutel::Overheid]), "4", true),
            (account(2, [Sleutel::Dwarskijker]), "3", false),
        ] {
            let pagina = app.als(&actor, PAD).await.met_status(200).tekst;
            let getallen = getallen(&pagina);
            assert_eq!(getallen[knelpunten][0], alle, "{actor}");
            assert_eq!(getallen.contains_key(gemeld), ziet, "{actor}");
            let csv = app.als(&actor, "/programma.csv").await.met_status(200);
            let rijen = rijen(&csv.tekst);
            let som: u64 = rijen
                .iter()
                .filter(|rij| rij["soort"] == "knelpunt" && rij["naam"].starts_with("Alle samen"))
                .map(|rij| rij["waarde"].parse::<u64>().unwrap())
                .sum();
            assert_eq!(som.to_string(), alle, "{actor}");
        }
        let lijst = app.get(gemeld).await.met_status(200).tekst;
        assert!(!lijst.contains("Wat pas is gemeld"));
    })
    .await;
}

#[tokio::test]
async fn an_item_of_two_themas_counts_under_both_and_once_together() {
    op_beide(async |app| {
        programma(&app).await;
        let pagina = app.get(PAD).await.met_status(200).tekst;
        let getallen = getallen(&pagina);
        let getal = |vraag: &str| getallen[&format!("/programma/lijst?{vraag}")][0].clone();
        assert_eq!(getal("soort=praktijk"), "2");
        assert_eq!(getal("soort=praktijk&thema=schulden"), "1");
        assert_eq!(getal("soort=praktijk&thema=wonen"), "1");
        assert_eq!(getal("soort=praktijk&thema=-"), "1");
        assert_eq!(getal("soort=knelpunt&stand=opgelost&thema=wonen"), "1");
        assert_eq!(getal("thema=wonen"), "3");
    })
    .await;
}

#[tokio::test]
async fn a_quarter_has_what_happened_in_it() {
    op_beide(async |app| {
        programma(&app).await;
        app.later(KWARTAAL);
        knelpunt(&app, gewenst("Van later", Status::InBehandeling)).await;
        let alle = |html: &str| {
            let getallen = getallen(html);
            let van = |(naar, getal): (&String, &Vec<String>)| {
                let hier = naar.starts_with("/programma/lijst?soort=knelpunt&kwartaal=");
                hier.then(|| getal[0].clone())
            };
            getallen.iter().find_map(van).unwrap_or_default()
        };
        for (kwartaal, aantal) in [("2026-3", "0"), ("2026-4", "3"), ("2027-1", "1")] {
            let pad = format!("/programma?kwartaal={kwartaal}");
            let pagina = app.get(&pad).await.met_status(200).tekst;
            assert_eq!(alle(&pagina), aantal, "{kwartaal}");
            let bestand = format!("/programma.csv?kwartaal={kwartaal}");
            let csv = app.get(&bestand).await.met_status(200);
            assert!(csv.kop("content-disposition").contains(kwartaal));
            volg(&app, &Actor::Bezoeker, &pad).await;
        }
        let nu = app.get("/programma/lijst?soort=knelpunt").await;
        assert_eq!(geteld(&nu.met_status(200).tekst).0, 4);
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_wrongly_names_the_field() {
    op_beide(async |app| {
        for (pad, veld) in [
            ("/programma?kwartaal=2026-5", "kwartaal"),
            ("/programma.csv?kwartaal=nu", "kwartaal"),
            ("/programma/lijst?soort=signaal", "soort"),
            ("/programma/lijst?stand=gemeld", "stand"),
            ("/programma/acties?pagina=0", "pagina"),
            ("/programma/termijnen?wat=nooit", "wat"),
            ("/programma/vragen?wat=nooit", "wat"),
            ("/programma/gemeenten?provincie=vlaanderen", "provincie"),
        ] {
            let pagina = app.get(pad).await.met_status(400).tekst;
            assert!(kies(&pagina, "main").join(" ").contains(veld), "{pad}");
        }
    })
    .await;
}
