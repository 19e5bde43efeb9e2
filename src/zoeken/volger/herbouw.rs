//! Building a new index from the tables, while the old one answers and follows the log.

use search_index::Rebuild;

use super::{PER_KEER, Volger};
use crate::{db, error::Result, zoeken::store};

impl Volger {
    /// Builds a new index from the tables and swaps it in. Searches and changes go on in the old
    /// one meanwhile; at the swap the new one is at least as far in the log, so nothing that was
    /// acknowledged is ever missing.
    ///
    /// # Errors
    /// The database can't be read, or the index can't be written.
    pub async fn herbouw(&self) -> Result<()> {
        let _bouwplaats = self.bouwplaats.lock().await;
        let einde = Einde(self);
        self.toestand.bouw_begint();
        self.bouw().await?;
        einde.gelukt();
        self.toestand.zet(None);
        self.toestand.zet_onderhoud(None);
        Ok(())
    }

    async fn bouw(&self) -> Result<()> {
        let conn = self.db.read();
        // An order given after this is answered by the build after this one.
        let order = db::laatste_herbouw(conn).await?;
        let mut positie = db::hoogste(conn).await?;
        tracing::info!(positie, order, "a new search index is being built");
        let nieuw = self.onderhoudswerk(move |index| {
            let mut nieuw = index.rebuild()?;
            nieuw.set_order(order);
            Ok(nieuw)
        });
        let mut nieuw = nieuw.await?;
        let mut tot = None;
        loop {
            let ids = store::ids_na(conn, tot, PER_KEER).await?;
            let Some(laatste) = ids.last() else { break };
            tot = Some(*laatste);
            let stukken = self.lees(&ids).await?;
            nieuw = self
                .onderhoudswerk(move |_| nieuw.add(stukken).map(|()| nieuw))
                .await?;
        }
        // The bulk of what changed meanwhile, and the slow part of writing, while others write.
        nieuw = self.haal_in(nieuw, &mut positie).await?;
        nieuw = self
            .onderhoudswerk(move |_| nieuw.save().map(|()| nieuw))
            .await?;
        let beurt = self.beurt.lock().await;
        nieuw = self.haal_in(nieuw, &mut positie).await?;
        self.onderhoudswerk(move |_| nieuw.finish(positie)).await?;
        self.positie.send_replace(self.index.position());
        drop(beurt);
        let documenten = self.index.len();
        tracing::info!(positie, documenten, "a new search index is in use");
        Ok(())
    }

    /// Applies to a new index what is in the log after a position.
    async fn haal_in(&self, mut nieuw: Rebuild, positie: &mut i64) -> Result<Rebuild> {
        loop {
            let wijzigingen = db::na(self.db.read(), *positie, PER_KEER).await?;
            let Some(laatste) = wijzigingen.last() else {
                return Ok(nieuw);
            };
            *positie = laatste.volgnummer;
            let wijzigingen = self.veranderingen(&wijzigingen).await?;
            nieuw = self
                .onderhoudswerk(move |_| nieuw.follow(wijzigingen).map(|()| nieuw))
                .await?;
        }
    }
}

/// Notes that building has ended, also when it is given up half-way.
struct Einde<'a>(&'a Volger);

impl Einde<'_> {
    fn gelukt(self) {
        self.0.toestand.bouw_eindigt(true);
        std::mem::forget(self);
    }
}

impl Drop for Einde<'_> {
    fn drop(&mut self) {
        self.0.toestand.bouw_eindigt(false);
    }
}
