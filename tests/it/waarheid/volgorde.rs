//! No follower misses a change, in whatever order writes begin, commit and are given up.

use std::collections::BTreeSet;

use dwarsverband::{
    ctx::Ctx,
    db::{self, Db, Gebeurtenis, Write},
};
use sea_orm::ConnectionTrait as _;
use uuid::Uuid;

use crate::support::{TestApp, dobbel::Dobbel, lang};

/// Writes that are open at the same time at most, besides the long one.
const OPEN: usize = 4;

/// A follower that has come this far.
#[derive(Default)]
struct Volger {
    gezien: Vec<(i64, Uuid)>,
}

impl Volger {
    async fn lees(&mut self, db: &Db, hoogstens: u64) {
        let positie = self.gezien.last().map_or(0, |g| g.0);
        let nieuw = db::na(db.read(), positie, hoogstens).await.unwrap();
        self.gezien
            .extend(nieuw.into_iter().map(|w| (w.volgnummer, w.stuk_id)));
    }
}

struct Proef {
    db: Db,
    ctx: Ctx,
    open: Vec<(Uuid, Write)>,
    bevestigd: Vec<(i64, Uuid)>,
    volgende: u128,
}

impl Proef {
    /// A write that has taken its place in the order of transactions before it commits.
    async fn begin(&mut self) {
        let write = self.db.begin_write().await.unwrap();
        let conn = write.conn();
        conn.execute_unprepared("SELECT txid_current()")
            .await
            .unwrap();
        self.volgende += 1;
        self.open.push((Uuid::from_u128(self.volgende), write));
    }

    async fn commit(&mut self, welke: usize) {
        let (stuk_id, write) = self.open.remove(welke);
        let gebeurtenis = Gebeurtenis {
            stuk_id,
            actie: "wijzigen".into(),
            naar: "concept".into(),
            ..Gebeurtenis::default()
        };
        let nummer = write.commit(&self.ctx, &[gebeurtenis]).await.unwrap();
        self.bevestigd.push((nummer.unwrap(), stuk_id));
    }
}

#[tokio::test]
async fn no_follower_misses_a_change_whatever_the_order_of_commits() {
    let app = TestApp::postgres().await;
    let mut keer = Proef {
        db: app.app.db.clone(),
        ctx: Ctx::systeem("test", &app.app.clock),
        open: Vec::new(),
        bevestigd: Vec::new(),
        volgende: 0,
    };
    let (mut snel, mut traag) = (Volger::default(), Volger::default());
    for ronde in 0..if lang() { 100 } else { 10 } {
        let mut toeval = Dobbel::nieuw(ronde);
        // The long one: begins before all others of its round and ends after them.
        keer.begin().await;
        for _ in 0..40 {
            let welke = |toeval: &mut Dobbel, open: usize| {
                1 + usize::try_from(toeval.onder(open as u64 - 1)).unwrap()
            };
            match toeval.onder(8) {
                0..=2 if keer.open.len() <= OPEN => keer.begin().await,
                // Any of them, so also the last one first.
                3 | 4 if keer.open.len() > 1 => {
                    let welke = welke(&mut toeval, keer.open.len());
                    keer.commit(welke).await;
                    // Who reads now is told of all that was acknowledged, and of nothing else.
                    snel.lees(&keer.db, 1_000).await;
                    assert_eq!(snel.gezien, keer.bevestigd, "round {ronde}");
                }
                5 if keer.open.len() > 1 => {
                    let welke = welke(&mut toeval, keer.open.len());
                    drop(keer.open.remove(welke));
                }
                6 => traag.lees(&keer.db, 1).await,
                _ => traag.lees(&keer.db, toeval.onder(5) + 1).await,
            }
            let tot = traag.gezien.len();
            assert_eq!(traag.gezien[..], keer.bevestigd[..tot], "round {ronde}");
        }
        while !keer.open.is_empty() {
            keer.commit(keer.open.len() - 1).await;
        }
    }
    for volger in [&mut snel, &mut traag] {
        volger.lees(&keer.db, 1_000_000).await;
        assert_eq!(volger.gezien, keer.bevestigd);
    }
    let numbers: BTreeSet<i64> = keer.bevestigd.iter().map(|b| b.0).collect();
    assert_eq!(numbers.len(), keer.bevestigd.len(), "each number once");
    assert!(numbers.len() > 30, "{} commits", numbers.len());
}
