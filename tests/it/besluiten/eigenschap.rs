//! Whatever several people do in whatever order, also when seats change: no besluit is taken by one side alone, nor
//! with words that somebody did not agree with.

use std::collections::BTreeSet;

use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    db::tables::{duozetel, stuk, zetelverloop},
    stukken::model::Soort,
};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{
    support::{
        TestApp, lang,
        mensen::{doe, krijgt, neemt_plaats, plek, sterk, verliest},
        op_beide,
    },
    werkruimte::PAD,
};

use super::{eigen, stemmen, velden};

/// How many people there are.
const MENSEN: usize = 4;
const TITELS: [&str; 3] = ["Eén brief", "Twee brieven", "Drie brieven"];

/// Something that somebody does. Who it is and which besluit are numbers that are taken round.
#[derive(Debug, Clone)]
enum Daad {
    Voorstellen(usize, usize),
    Wijzigen(usize, usize, usize),
    Stap(usize, usize, &'static str, &'static str),
    /// Somebody comes on a side, and who sat there leaves it.
    Zetel(usize, &'static str),
    /// Somebody begins or ends standing in.
    Waarnemen(usize, bool),
}

fn daad() -> impl Strategy<Value = Daad> {
    let wie = 0..MENSEN;
    let stap = prop_oneof![
        4 => Just("instemmen"),
        1 => Just("afwijzen"),
        1 => Just("intrekken"),
    ];
    let kant = prop_oneof![Just("rijk"), Just("gemeente")];
    // Most say nothing of where they sit: they have one seat.
    let plek = prop_oneof![3 => Just(""), 1 => kant.clone()];
    prop_oneof![
        2 => (wie.clone(), 0..3_usize).prop_map(|(w, t)| Daad::Voorstellen(w, t)),
        2 => (wie.clone(), 0..4_usize, 0..3_usize).prop_map(|(w, b, t)| Daad::Wijzigen(w, b, t)),
        6 => (wie.clone(), 0..4_usize, stap, plek)
            .prop_map(|(w, b, s, k)| Daad::Stap(w, b, s, k)),
        2 => (wie.clone(), kant).prop_map(|(w, k)| Daad::Zetel(w, k)),
        1 => (wie, any::<bool>()).prop_map(|(w, aan)| Daad::Waarnemen(w, aan)),
    ]
}

/// The people, and what they are.
struct Spel {
    thema: Uuid,
    mensen: Vec<(Uuid, String)>,
    waarnemers: BTreeSet<usize>,
}

async fn besluiten(app: &TestApp) -> Vec<stuk::Model> {
    let rijen = stuk::Entity::find().filter(stuk::Column::Soort.eq(Soort::Besluit.waarde()));
    let mut rijen = rijen.all(app.app.db.read()).await.expect("besluiten");
    rijen.sort_by_key(|rij| rij.id);
    rijen
}

impl Spel {
    /// Takes a seat and leaves it to another, on nobody's authority.
    async fn zetel(&self, app: &TestApp, wie: usize, kant: &str) {
        let conn = app.app.db.read();
        let id = self.mensen[wie].0;
        // Who sat there, and where they sat themselves.
        let weg = duozetel::Entity::delete_many()
            .filter(duozetel::Column::ThemaId.eq(self.thema))
            .filter(
                Condition::any()
                    .add(duozetel::Column::Kant.eq(kant))
                    .add(duozetel::Column::GebruikerId.eq(id)),
            );
        weg.exec(conn).await.expect("a seat");
        let verloop = zetelverloop::Entity::delete_many()
            .filter(zetelverloop::Column::ThemaId.eq(self.thema))
            .filter(
                Condition::any()
                    .add(zetelverloop::Column::Kant.eq(kant))
                    .add(zetelverloop::Column::GebruikerId.eq(id)),
            );
        verloop.exec(conn).await.expect("its history");
        neemt_plaats(app, id, self.thema, kant).await;
    }

    async fn doe(&mut self, app: &TestApp, daad: &Daad) {
        let alle = besluiten(app).await;
        let open: Vec<&stuk::Model> = alle.iter().filter(|b| b.status == "voorgesteld").collect();
        // Mostly one that waits, now and then one that was settled.
        let welk = |n: usize| match n {
            3 => alle.last(),
            _ if open.is_empty() => None,
            n => Some(open[n % open.len()]),
        };
        let (wie, adres, velden_van) = match daad {
            Daad::Zetel(wie, kant) => return self.zetel(app, *wie, kant).await,
            Daad::Waarnemen(wie, aan) => {
                let wat = Toekenning {
                    rol: Rol::Waarnemer,
                    bereik: Bereik::Thema(self.thema),
                };
                let id = self.mensen[*wie].0;
                if *aan && self.waarnemers.insert(*wie) {
                    krijgt(app, id, wat).await;
                } else if !*aan && self.waarnemers.remove(wie) {
                    verliest(app, id, wat).await;
                }
                return;
            }
            Daad::Voorstellen(wie, titel) => {
                let velden = velden(TITELS[*titel], "besloten");
                (*wie, format!("{PAD}/besluiten/nieuw"), velden)
            }
            Daad::Wijzigen(wie, besluit, titel) => {
                let Some(rij) = welk(*besluit) else { return };
                let velden = velden(TITELS[*titel], "besloten");
                (*wie, format!("/besluiten/{}/wijzigen", rij.slug), velden)
            }
            Daad::Stap(wie, besluit, stap, kant) => {
                let Some(rij) = welk(*besluit) else { return };
                let velden = vec![("plek", *kant), ("reden", "Wij zijn het niet eens.")];
                (
                    *wie,
                    format!("/besluiten/{}/stappen/{stap}", rij.slug),
                    velden,
                )
            }
        };
        let besluit = match daad {
            Daad::Wijzigen(_, n, _) | Daad::Stap(_, n, ..) => welk(*n),
            _ => None,
        };
        let versie = besluit
            .map(|rij| rij.versie.to_string())
            .unwrap_or_default();
        let mut velden_van = velden_van;
        velden_van.push(("versie", versie.as_str()));
        let antwoord = doe(app, &self.mensen[wie].1, &adres, &velden_van).await;
        assert!(
            antwoord.status.as_u16() < 500,
            "{daad:?}: {}",
            antwoord.tekst
        );
    }

    /// Every besluit that was taken has both sides behind it, two people, with the words that it says.
    async fn als_het_hoort(&self, app: &TestApp, daden: &[Daad]) {
        for rij in besluiten(app).await {
            let (stemmen, eigen) = (stemmen(app, rij.id).await, eigen(app, rij.id).await);
            // A besluit holds no vote for other words.
            let anders = stemmen.iter().filter(|stem| stem.afdruk != eigen.afdruk);
            assert_eq!(anders.count(), 0, "{daden:?}");
            let plekken: BTreeSet<&str> = stemmen.iter().map(|stem| stem.plek.as_str()).collect();
            let mensen: BTreeSet<&str> = stemmen.iter().map(|stem| stem.door.as_str()).collect();
            let rond = plekken == BTreeSet::from(["gemeente", "rijk"]) && mensen.len() >= 2;
            assert_eq!(
                rij.status == "genomen",
                rond,
                "{} {stemmen:?} {daden:?}",
                rij.status
            );
        }
    }
}

#[tokio::test]
async fn no_order_of_steps_lets_one_side_decide() {
    let (rondes, daden) = if lang() { (60, 40) } else { (6, 30) };
    op_beide(async |app: TestApp| {
        let plek = plek(&app).await;
        let mut mensen = Vec::new();
        // Nothing is known of where they work, so each can stand in for either side: the most that anybody can.
        for naam in ["Ada", "Bea", "Cas", "Dirk"] {
            mensen.push(sterk(&app, naam, &[]).await);
        }
        let mut spel = Spel {
            thema: plek.thema,
            mensen,
            waarnemers: BTreeSet::new(),
        };
        let mut runner = TestRunner::new_with_rng(
            ProptestConfig::default(),
            TestRng::deterministic_rng(RngAlgorithm::ChaCha),
        );
        for _ in 0..rondes {
            spel.zetel(&app, 0, "rijk").await;
            spel.zetel(&app, 1, "gemeente").await;
            let boom = prop::collection::vec(daad(), daden).new_tree(&mut runner);
            let daden = boom.expect("steps").current();
            for (n, daad) in daden.iter().enumerate() {
                spel.doe(&app, daad).await;
                spel.als_het_hoort(&app, &daden[..=n]).await;
            }
        }
        let genomen = besluiten(&app).await;
        let genomen = genomen.iter().filter(|rij| rij.status == "genomen");
        assert!(
            genomen.count() > 0,
            "some were taken: the steps say something"
        );
    })
    .await;
}
