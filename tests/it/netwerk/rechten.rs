//! What who takes part in a thema reads at each level: on the page, and in every answer of search, through an index that
//! holds only what SQL says they may read.

use std::collections::BTreeSet;

use dwarsverband::{
    actor::{Actor, Bereik, Rol, Toekenning, sleutels},
    db::tables::stuk,
    stukken::model::Soort,
    zoeken::{
        model::{Streng, Vraag},
        service,
    },
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{nodig_uit, pad};
use crate::{
    knelpunten::zetel,
    leesrecht::{leesbaar, orakel, zichtbaar},
    support::{
        TestApp, ctx,
        inlog::met_koek,
        mensen::{doe, in_, mail, mens, sterk},
        op_beide,
    },
    werkruimte::{notitie, toneel},
};

const NIVEAUS: [&str; 3] = ["openbaar", "besloten", "vertrouwelijk"];

const fn in_thema(rol: Rol, thema: Uuid) -> Toekenning {
    let bereik = Bereik::Thema(thema);
    Toekenning { rol, bereik }
}

const fn landelijk(rol: Rol) -> Toekenning {
    let bereik = Bereik::Landelijk;
    Toekenning { rol, bereik }
}

/// Writes a notitie at each level in the thema Vervoer.
async fn elders(app: &TestApp, koek: &str) {
    for niveau in NIVEAUS {
        let titel = format!("Vervoer {niveau}");
        let velden = [
            ("titel", &*titel),
            ("samenvatting", ""),
            ("tekst", "Een afspraak over de bus."),
            ("niveau", niveau),
        ];
        let pad = "/themas/vervoer/werkruimte/notities/nieuw";
        doe(app, koek, pad, &velden).await.met_status(303);
    }
    app.indexeer().await;
}

/// The titles of the notities with these numbers.
async fn titels(app: &TestApp, ids: &[Uuid]) -> BTreeSet<String> {
    let rijen = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Notitie.waarde()))
        .filter(stuk::Column::Id.is_in(ids.iter().copied()));
    let rijen = rijen.all(app.app.db.read()).await;
    let rijen = rijen.expect("the database works").into_iter();
    rijen.map(|rij| rij.titel).collect()
}

#[tokio::test]
async fn each_role_reads_its_levels_of_its_own_thema_and_no_more() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let vervoer = crate::support::mensen::id_van(&app, "vervoer").await;
        let bus = zetel(&app, "Bus", "rijk", vervoer).await;
        for niveau in NIVEAUS {
            notitie(&app, &toneel.rijk, &format!("Wonen {niveau}"), niveau).await;
        }
        elders(&app, &bus).await;
        let hier = toneel.thema;
        let rollen: [(&str, Vec<Toekenning>, usize, usize); 11] = [
            ("rijk", vec![in_thema(Rol::DuoRijk, hier)], 3, 1),
            ("gemeente", vec![in_thema(Rol::DuoGemeente, hier)], 3, 1),
            ("waarnemer", vec![in_thema(Rol::Waarnemer, hier)], 3, 1),
            ("netwerk", vec![in_thema(Rol::Netwerklid, hier)], 2, 1),
            (
                "netwerk elders",
                vec![in_thema(Rol::Netwerklid, vervoer)],
                1,
                2,
            ),
            (
                "netwerk here and duo there",
                vec![
                    in_thema(Rol::Netwerklid, hier),
                    in_thema(Rol::DuoRijk, vervoer),
                ],
                2,
                3,
            ),
            ("redactie", vec![landelijk(Rol::Redactie)], 1, 1),
            ("regietafel", vec![landelijk(Rol::Regietafellid)], 1, 1),
            ("dwarskijker", vec![landelijk(Rol::Dwarskijker)], 1, 1),
            ("beheerder", vec![landelijk(Rol::Beheerder)], 1, 1),
            ("nobody", vec![], 1, 1),
        ];
        for (n, (naam, rollen, wonen, elders)) in (1_u128..).zip(rollen) {
            let lezer = Actor::Account {
                id: Uuid::from_u128(n),
                sleutels: sleutels(&rollen, true),
            };
            let gelezen = titels(&app, &leesbaar(&app.app, &lezer).await).await;
            let verwacht = NIVEAUS.iter().take(wonen).map(|n| format!("Wonen {n}"));
            let elders = NIVEAUS.iter().take(elders).map(|n| format!("Vervoer {n}"));
            let verwacht: BTreeSet<String> = verwacht.chain(elders).collect();
            assert_eq!(gelezen, verwacht, "{naam}");
            is_als_orakel(&app, &lezer, naam).await;
        }
        is_als_orakel(&app, &Actor::Bezoeker, "a visitor").await;
    })
    .await;
}

/// Everything that is answered equals an index that holds only what the reader may read.
async fn is_als_orakel(app: &TestApp, lezer: &Actor, naam: &str) {
    let (db, index) = (&app.app.db, &app.app.index);
    let map = tempfile::tempdir().expect("a folder");
    let orakel = orakel(&app.app, lezer, map.path()).await;
    let ctx = ctx(lezer.clone(), &app.app.clock);
    for q in [
        "",
        "wonen",
        "vervoer",
        "besloten",
        "vertrouwelijk",
        "afspraak",
        "\"wonen besloten\"",
    ] {
        let paren = [("q".to_owned(), q.to_owned())];
        let vraag = Vraag::lees(&paren, Streng::Ja).expect("a question");
        let hier = service::zoek(&ctx, db, index, &vraag).await;
        let daar = service::zoek(&ctx, db, &orakel, &vraag).await;
        let (hier, daar) = (hier.expect("an answer"), daar.expect("an answer"));
        assert_eq!(zichtbaar(&hier), zichtbaar(&daar), "{naam} asks {q}");
        let tekst: String = q.chars().take(4).collect();
        let hier = service::suggesties(&ctx, db, index, &tekst).await;
        let daar = service::suggesties(&ctx, db, &orakel, &tekst).await;
        let (hier, daar) = (hier.expect("an answer"), daar.expect("an answer"));
        assert_eq!(hier, daar, "{naam} types {tekst}");
    }
}

/// The rights come with the invitation and go with the place.
#[tokio::test]
async fn who_comes_in_reads_at_once_and_who_goes_out_does_not() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let kim = mens(&app, "Kim", &[]).await;
        let koek = in_(&app, kim, false).await;
        let mut paden = Vec::new();
        for niveau in NIVEAUS {
            let pad = notitie(&app, &toneel.rijk, &format!("Over {niveau}"), niveau).await;
            paden.push(pad);
        }
        let leest = async || {
            let mut statussen = Vec::new();
            for pad in &paden {
                statussen.push(met_koek(&app, pad, &koek).await.status.as_u16());
            }
            statussen
        };
        assert_eq!(leest().await, [200, 404, 404]);
        nodig_uit(&app, &toneel.gemeente, ("", &mail("Kim")), "clienten")
            .await
            .met_status(303);
        assert_eq!(leest().await, [200, 200, 404]);
        let velden = [
            ("actie", "eruit"),
            ("wie", &*kim.to_string()),
            ("reden", "Het werk is klaar."),
        ];
        doe(&app, &toneel.rijk, &pad(), &velden)
            .await
            .met_status(303);
        assert_eq!(leest().await, [200, 404, 404]);
        // Nor does a token or another login keep it.
        let (_, ander) = sterk(&app, "Ander", &[]).await;
        met_koek(&app, &paden[1], &ander).await.met_status(404);
    })
    .await;
}
