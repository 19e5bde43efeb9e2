//! Whatever is merged and split, in whatever order and by two at once: every signaal is part of one knelpunt,
//! nothing changes status by it, and undoing brings everything back.

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::{
    db::tables::verplaatsing,
    error::Error,
    knelpunten::{
        model::Actie,
        service::{
            indeling::{Doel, koppel, terugdraaien, verplaats},
            overgangen::doe,
        },
    },
    signalen::service::lezen::bij_knelpunten,
    stukken::{geschiedenis::controleer, service::kop_voor_taak},
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use uuid::Uuid;

use super::{Mens, Stand, Wereld, bijval_van, knelpunt_van, nieuw, signaal_van, wereld};
use crate::support::{TestApp, dobbel::Dobbel, lang, op_beide};

/// Knelpunten that are there from the beginning.
const KNELPUNTEN: usize = 4;
/// Signalen that are laid at them; every third is in confidence.
const SIGNALEN: usize = 9;
/// Gemeenten that say that it plays there as well.
const BIJVAL: usize = 4;
/// Moves in a round.
const STAPPEN: usize = 12;

/// Takes a step with a knelpunt, so that not all of them stand alike.
async fn stap(app: &TestApp, wie: &Mens, id: Uuid, actie: Actie) {
    let kop = kop_voor_taak(app.app.db.read(), id).await;
    let versie = kop.expect("it is there").versie;
    let ctx = wie.ctx(app);
    let gezet = doe(&app.app.db, &ctx, id, actie, "Zo is het.", versie, false).await;
    gezet.expect("a step");
}

/// Some knelpunten in several states, with signalen and what was said beside them.
async fn begin(app: &TestApp, w: &Wereld, ronde: u64) -> Vec<Uuid> {
    let thema = Some(w.plek.thema);
    let mut knelpunten = Vec::new();
    for nummer in 0..KNELPUNTEN {
        let titel = format!("Knelpunt {ronde} {nummer}");
        knelpunten.push(knelpunt_van(app, &w.duo, &titel, thema).await);
    }
    for nummer in 0..SIGNALEN {
        let vertrouwelijk = nummer % 3 == 2;
        let (wie, gemeente) = match nummer % 2 {
            0 => (&w.els, w.plek.stad),
            _ => (&w.buur, w.elders),
        };
        let id = signaal_van(app, wie, (thema, gemeente), vertrouwelijk).await;
        let door = if vertrouwelijk {
            &w.dwarskijker
        } else {
            &w.duo
        };
        let doel = Doel::Bestaand(knelpunten[nummer % KNELPUNTEN]);
        let ctx = door.ctx(app);
        let gelukt = koppel(&app.app.db, &ctx, id, doel, "Hier hoort het.").await;
        gelukt.expect("it is laid");
    }
    for nummer in 0..BIJVAL {
        bijval_van(app, &w.buur, knelpunten[nummer % 2], w.elders).await;
    }
    stap(app, &w.duo, knelpunten[1], Actie::Oppakken).await;
    for actie in [Actie::Oppakken, Actie::Oplossen] {
        stap(app, &w.duo, knelpunten[2], actie).await;
    }
    knelpunten
}

/// Some of these, or all: a merge.
fn enkele(dobbel: &mut Dobbel, uit: &BTreeSet<Uuid>, alles: bool) -> Vec<Uuid> {
    let gekozen = uit.iter().filter(|_| alles || dobbel.onder(2) == 0);
    gekozen.copied().collect()
}

/// One random move, as a request of this moment.
struct Zet {
    van: Uuid,
    signalen: Vec<Uuid>,
    bijval: Vec<Uuid>,
    doel: Doel,
}

fn zet(dobbel: &mut Dobbel, (w, stand): (&Wereld, &Stand), knelpunten: &[Uuid]) -> Zet {
    let van = *dobbel.kies(knelpunten);
    let alles = dobbel.onder(3) == 0;
    let doel = if dobbel.onder(6) == 0 {
        nieuw("Afgesplitst", Some(w.plek.thema))
    } else {
        Doel::Bestaand(*dobbel.kies(knelpunten))
    };
    Zet {
        van,
        signalen: enkele(dobbel, &stand.in_knelpunt(van), alles),
        bijval: enkele(dobbel, &stand.bijval_bij(van), alles),
        doel,
    }
}

async fn probeer(app: &TestApp, w: &Wereld, zet: Zet) -> Option<Uuid> {
    let ctx = w.duo.ctx(app);
    let Zet {
        van,
        signalen,
        bijval,
        doel,
    } = zet;
    match verplaats(
        &app.app.db,
        &ctx,
        van,
        &signalen,
        &bijval,
        doel,
        "Zo past het.",
    )
    .await
    {
        Ok((kop, _)) => Some(kop.id),
        // Nothing chosen, to where it is, or somebody else was first.
        Err(Error::Invalid(_) | Error::Conflict(_)) => None,
        Err(fout) => panic!("{fout:?}"),
    }
}

/// Every signaal is where it is once, and stands as it did.
async fn als_het_hoort(app: &TestApp, begin: &Stand, knelpunten: &[Uuid]) {
    let nu = Stand::van(app).await;
    let per_knelpunt = bij_knelpunten(app.app.db.read(), knelpunten).await;
    let mut gezien = BTreeSet::new();
    for (knelpunt, signalen) in per_knelpunt.expect("signalen") {
        for (id, _) in signalen {
            assert!(gezien.insert(id), "{id} is part of two");
            assert_eq!(nu.signalen[&id], Some(knelpunt));
        }
    }
    let verwacht: BTreeSet<Uuid> = begin.signalen.keys().copied().collect();
    assert_eq!(gezien, verwacht, "each is part of one");
    let bijval: Vec<&Uuid> = nu.bijval.keys().collect();
    assert_eq!(bijval, begin.bijval.keys().collect::<Vec<_>>());
    for (id, status) in &begin.statussen {
        assert_eq!(&nu.statussen[id], status, "{id} stands as it did");
    }
}

/// The moves that were made, each by one of its rows, in their order.
async fn gedaan(app: &TestApp) -> Vec<Uuid> {
    let rijen = verplaatsing::Entity::find()
        .order_by_asc(verplaatsing::Column::Id)
        .all(app.app.db.read());
    let rijen = rijen.await.expect("rows");
    let mut zetten = BTreeMap::new();
    for rij in rijen.iter().filter(|rij| rij.van_id.is_some()) {
        let deze = (rij.op, rij.door.clone(), rij.van_id, rij.naar_id);
        zetten.entry(deze).or_insert(rij.id);
    }
    let mut zetten: Vec<Uuid> = zetten.into_values().collect();
    zetten.sort_unstable();
    zetten
}

#[tokio::test]
async fn whatever_is_merged_and_split_nothing_is_lost_and_all_of_it_can_be_undone() {
    let rondes = if lang() { 30 } else { 3 };
    for ronde in 0..rondes {
        op_beide(async |app: TestApp| {
            let w = wereld(&app).await;
            let mut knelpunten = begin(&app, &w, ronde).await;
            let eerst = Stand::van(&app).await;
            let mut dobbel = Dobbel::nieuw(2026 + ronde);
            for _ in 0..STAPPEN {
                let stand = Stand::van(&app).await;
                let een = zet(&mut dobbel, (&w, &stand), &knelpunten);
                let twee = zet(&mut dobbel, (&w, &stand), &knelpunten);
                let gemaakt = if dobbel.onder(3) == 0 {
                    let (een, twee) = tokio::join!(probeer(&app, &w, een), probeer(&app, &w, twee));
                    [een, twee]
                } else {
                    [probeer(&app, &w, een).await, None]
                };
                for id in gemaakt.into_iter().flatten() {
                    if !knelpunten.contains(&id) {
                        knelpunten.push(id);
                    }
                }
                als_het_hoort(&app, &eerst, &knelpunten).await;
            }
            let zetten = gedaan(&app).await;
            assert!(!zetten.is_empty(), "something moved");
            for zet in zetten.into_iter().rev() {
                let ctx = w.duo.ctx(&app);
                match terugdraaien(&app.app.db, &ctx, zet, "Toch niet.").await {
                    Ok(_) => {}
                    // A later move took it back as a whole.
                    Err(Error::Conflict(waarom)) => {
                        assert!(waarom.contains("al teruggedraaid"), "{waarom}");
                    }
                    Err(fout) => panic!("{fout:?}"),
                }
                als_het_hoort(&app, &eerst, &knelpunten).await;
            }
            let na = Stand::van(&app).await;
            assert_eq!(na.signalen, eerst.signalen);
            assert_eq!(na.bijval, eerst.bijval);
            let keten = controleer(app.app.db.read()).await.expect("the chains");
            assert_eq!(keten.breuken, []);
        })
        .await;
    }
}
