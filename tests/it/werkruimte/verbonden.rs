//! Thema's that hang together: tied and untied by the duo, with a reason that everybody reads.

use dwarsverband::stukken::model::Verbandsoort;
use serde_json::json;

use super::{PAD, toneel};
use crate::{
    knelpunten::{fout_in, verbanden},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, id_van, verteld},
        op_beide,
    },
};

const BLAD: &str = "/themas/wonen/werkruimte/verbonden";

#[tokio::test]
async fn the_duo_ties_and_unties_and_everybody_reads_why() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let vervoer = id_van(&app, "vervoer").await;
        let leg = [
            ("thema", "vervoer"),
            ("wat", "verbinden"),
            ("reden", "Wie ver woont, komt niet."),
        ];
        let nee = doe(&app, &toneel.netwerk, BLAD, &leg).await.met_status(403);
        assert!(nee.tekst.contains("Dit doet het duo van het thema."));
        doe(&app, &toneel.elders, BLAD, &leg).await.met_status(403);
        assert!(verbanden(&app, toneel.thema).await.is_empty());

        for _ in 0..2 {
            let klaar = doe(&app, &toneel.rijk, BLAD, &leg).await.met_status(303);
            assert_eq!(klaar.kop("location"), format!("{BLAD}?gelukt=verbonden"));
        }
        let wijst = verbanden(&app, toneel.thema).await;
        let hoort_bij = Verbandsoort::HoortBij.to_string();
        assert!(wijst.iter().any(|w| w.0 == hoort_bij && w.1 == vervoer));
        assert_eq!(wijst.len(), 1, "the same once more changes nothing");
        let thema = app.get("/themas/wonen").await.met_status(200).tekst;
        assert!(thema.contains("Wie ver woont, komt niet."), "{thema}");
        for pad in [PAD, BLAD] {
            let pagina = met_koek(&app, pad, &toneel.netwerk).await.met_status(200);
            assert!(pagina.tekst.contains("href=\"/themas/vervoer\""), "{pad}");
        }
        // The other side of it.
        let daar = met_koek(&app, "/themas/vervoer/werkruimte", &toneel.elders).await;
        assert!(
            daar.met_status(200)
                .tekst
                .contains("href=\"/themas/wonen\"")
        );

        let los = [
            ("thema", "vervoer"),
            ("wat", "los"),
            ("reden", "Dat bleek anders."),
        ];
        doe(&app, &toneel.gemeente, BLAD, &los)
            .await
            .met_status(303);
        assert!(verbanden(&app, toneel.thema).await.is_empty());
        let gebeurd = verteld(&app, toneel.thema).await;
        let stappen: Vec<&str> = gebeurd
            .iter()
            .map(String::as_str)
            .filter(|actie| actie.starts_with("thema-"))
            .collect();
        assert_eq!(stappen, ["thema-verbinden", "thema-losmaken"]);
    })
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_what_was_typed_stays() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        for thema in ["", "wonen", "bestaat-niet"] {
            let velden = [
                ("thema", thema),
                ("reden", "Bel 06-12345678."),
                ("wat", "los"),
            ];
            let fout = doe(&app, &toneel.rijk, BLAD, &velden).await.met_status(400);
            fout_in(&fout, &["thema", "reden"]);
            assert!(fout.tekst.contains("Bel 06-12345678.</textarea>"));
            assert!(fout.tekst.contains("value=\"los\" checked"));
        }
        let leeg = [("thema", "vervoer"), ("reden", " ")];
        let fout = doe(&app, &toneel.rijk, BLAD, &leeg).await;
        fout_in(&fout.met_status(400), &["reden"]);
    })
    .await;
}

#[tokio::test]
async fn what_belongs_to_both_is_shown_to_who_may_read_it() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let samen = json!({
            "externId": "samen", "slug": "samen", "soort": "praktijk", "titel": "Samen rijden",
            "tekst": "x", "themas": ["wonen", "vervoer"],
        });
        assert_eq!(app.lees(&[samen]).await.geweigerd, []);
        let leg = [
            ("thema", "vervoer"),
            ("wat", "verbinden"),
            ("reden", "Dat hangt samen."),
        ];
        doe(&app, &toneel.rijk, BLAD, &leg).await.met_status(303);
        let pagina = met_koek(&app, BLAD, &toneel.netwerk).await.met_status(200);
        assert!(pagina.tekst.contains("Samen rijden"), "{}", pagina.tekst);
        assert!(pagina.tekst.contains("1 gedeeld stuk"));
    })
    .await;
}

#[tokio::test]
async fn reading_a_file_again_unties_nothing() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let leg = [("thema", "vervoer"), ("wat", "verbinden"), ("reden", "Dat hangt samen.")];
        doe(&app, &toneel.rijk, BLAD, &leg).await.met_status(303);
        let record = json!({
            "externId": "thema", "slug": "wonen", "soort": "thema", "titel": "Wonen", "tekst": "anders",
            "verbanden": [{ "soort": "onderbouwt", "naar": "stad" }],
        });
        assert_eq!(app.lees(&[record]).await.geweigerd, []);
        let vervoer = id_van(&app, "vervoer").await;
        let wijst = verbanden(&app, toneel.thema).await;
        assert!(wijst.iter().any(|w| w.1 == vervoer), "{wijst:?}");
    })
    .await;
}
