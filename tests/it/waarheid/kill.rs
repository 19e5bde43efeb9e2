//! `kill -9` at random moments while a new index is built beside writes.

use std::{collections::BTreeSet, time::Duration};

use dwarsverband::{db::tables::stuk, zoeken::woorden::taal};
use sea_orm::EntityTrait as _;
use search_index::SearchIndex;

use super::praktijk;
use crate::{
    kill::{indexmap, kopieer},
    opdrachten::{Huis, Proces, doe, wacht_op},
    support::{dobbel::Dobbel, lang},
};

/// Records that are written in each round.
const PER_RONDE: u64 = 20;

#[tokio::test]
async fn sqlite_loses_nothing_when_killed_during_a_rebuild() {
    proef(Huis::sqlite(), 20_261_126).await;
}

#[tokio::test]
async fn postgres_loses_nothing_when_killed_during_a_rebuild() {
    proef(Huis::postgres().await, 20_261_127).await;
}

async fn proef(huis: Huis, zaad: u64) {
    let rondes = if lang() { 50 } else { 5 };
    let mut toeval = Dobbel::nieuw(zaad);
    let mut server = huis.serve();
    server.draait().await;
    server.bij().await;
    for ronde in 0..rondes {
        let namen = (0..PER_RONDE).map(|n| praktijk(&format!("r{ronde}-{n}")).to_string());
        let regels = namen.collect::<Vec<_>>().join("\n");
        let bestand = huis.schrijf(&format!("r{ronde}.jsonl"), &regels);
        doe(huis.opdracht(&["reindex"])).met_code(0);
        let mut import = Proces::start(huis.import(&[&bestand]));
        // The random moment is the test: an order is seen within a second, and building takes a
        // moment of the next one.
        let moment = Duration::from_millis(toeval.onder(1_500));
        tokio::time::sleep(moment).await;
        let positie = server.positie().expect("it serves");
        server.kill();
        println!("seed {zaad}, round {ronde}: killed after {moment:?} at {positie}");
        bekijk(&huis, positie);
        assert!(
            import.einde().await.success(),
            "the importer goes on beside"
        );
        server = huis.serve();
        server.draait().await;
        let positie_nu = server.positie().expect("it serves");
        assert!(positie_nu >= positie, "back from {positie} to {positie_nu}");
    }
    server.bij().await;
    let stil = wacht_op("the end of building", async || {
        let gereed = server.json("/gereed")?;
        (gereed["herbouwt"] == false).then_some(gereed)
    });
    let gereed = stil.await;
    server.stop().await;
    let db = huis.db().await;
    let stukken = stuk::Entity::find().all(db.read()).await.unwrap();
    db.close().await.unwrap();
    assert_eq!(gereed["documenten"], stukken.len());
    let verwacht: BTreeSet<_> = stukken
        .iter()
        .map(|s| (s.id.to_string(), s.versie))
        .collect();
    let index = SearchIndex::open(&indexmap(&huis.data()), taal().unwrap()).unwrap();
    let is = index.ids().unwrap();
    assert_eq!(is.len(), verwacht.len(), "each stuk once");
    assert_eq!(is.into_iter().collect::<BTreeSet<_>>(), verwacht);
    index.check(true).unwrap();
}

/// What the server said about its index is on disk, whole. Looks at a copy: opening tidies up, and
/// that is for the next start to do.
fn bekijk(huis: &Huis, positie: i64) {
    let map = tempfile::tempdir().unwrap();
    kopieer(&indexmap(&huis.data()), map.path());
    let index = SearchIndex::open(map.path(), taal().unwrap()).unwrap();
    let op_schijf = index.position();
    assert!(
        op_schijf >= positie,
        "said {positie}, on disk is {op_schijf}"
    );
    let ids = index.ids().unwrap();
    let een: BTreeSet<_> = ids.iter().map(|(id, _)| id).collect();
    assert_eq!(een.len(), ids.len(), "each stuk once");
}
