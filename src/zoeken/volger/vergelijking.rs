//! Comparing index and tables, and repairing what differs.
//!
//! At the start ids and versions are compared, which is two lists of numbers. At night every
//! document is made again, so many at a time with a pause in between, and its fingerprint compared
//! with that of the one in the index: that finds also keys, facets and texts that are not as the
//! tables have them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

use search_index::{Change, Entry, SearchIndex};
use uuid::Uuid;

use super::{PER_KEER, Volger};
use crate::{
    db,
    error::Result,
    zoeken::{store, toestand::Verschillen},
};

impl Volger {
    /// Compares ids and versions, repairs, and answers what differed.
    ///
    /// # Errors
    /// The database can't be read, or the index can't be written.
    pub async fn vergelijk_versies(&self) -> Result<Verschillen> {
        let is = self.onderhoudswerk(SearchIndex::entries).await?;
        let versies = store::versies(self.db.read()).await?;
        let verdacht = andere_versies(&versies, &is);
        let verschillen = self.herstel(&verdacht).await?;
        self.meld(verschillen);
        Ok(verschillen)
    }

    /// Compares every document, repairs, and answers what differed. Between the portions others
    /// get their turn.
    ///
    /// # Errors
    /// The database can't be read, or the index can't be written.
    pub async fn vergelijk_alles(&self, pauze: Duration) -> Result<Verschillen> {
        let mut verschillen = self.vergelijk_versies().await?;
        let is = self.onderhoudswerk(SearchIndex::entries).await?;
        let is: HashMap<String, u64> = is.into_iter().map(|e| (e.id, e.fingerprint)).collect();
        let mut tot = None;
        loop {
            let ids = store::ids_na(self.db.read(), tot, PER_KEER).await?;
            let Some(laatste) = ids.last() else { break };
            tot = Some(*laatste);
            let documenten = self.lees(&ids).await?.into_iter();
            let verdacht = documenten
                .filter(|d| is.get(&d.id) != Some(&d.fingerprint()))
                .map(|d| d.id)
                .collect();
            let portie = self.herstel(&verdacht).await?;
            self.meld(portie);
            verschillen = verschillen.plus(portie);
            tokio::time::sleep(pauze).await;
        }
        self.toestand.vergeleek();
        tracing::info!(
            documenten = is.len(),
            verschillen = verschillen.totaal(),
            "search index and tables have been compared"
        );
        Ok(verschillen)
    }

    fn meld(&self, verschillen: Verschillen) {
        if verschillen.totaal() == 0 {
            return;
        }
        self.toestand.herstelde(verschillen);
        tracing::warn!(
            ontbreekt = verschillen.ontbreekt,
            verouderd = verschillen.verouderd,
            anders = verschillen.anders,
            te_veel = verschillen.te_veel,
            "the search index differed from the tables and was repaired"
        );
    }

    /// Looks again at what seemed to differ, now that the log has been applied and nobody else
    /// writes the index, and repairs what really does.
    async fn herstel(&self, verdacht: &BTreeSet<String>) -> Result<Verschillen> {
        let verdacht: Vec<&String> = verdacht.iter().collect();
        let mut alle = Verschillen::default();
        for ids in verdacht.chunks(usize::try_from(PER_KEER).unwrap_or(usize::MAX)) {
            alle = alle.plus(self.herstel_portie(ids).await?);
        }
        Ok(alle)
    }

    async fn herstel_portie(&self, ids: &[&String]) -> Result<Verschillen> {
        let _beurt = self.beurt.lock().await;
        while !self.volg_een_keer().await? {}
        let positie = self.index.position();
        let uuids: Vec<Uuid> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        let gewenst = self.lees(&uuids).await?;
        let mut gewenst: HashMap<String, _> =
            gewenst.into_iter().map(|d| (d.id.clone(), d)).collect();
        // What changed after that is no difference: the log brings it.
        let later = db::na(self.db.read(), positie, u64::from(u32::MAX)).await?;
        let later: BTreeSet<String> = later.iter().map(|w| w.stuk_id.to_string()).collect();
        let is = self.onderhoudswerk(SearchIndex::entries).await?;
        let mut per_id: HashMap<&str, Vec<&Entry>> = HashMap::new();
        for entry in &is {
            per_id.entry(&entry.id).or_default().push(entry);
        }
        let mut verschillen = Verschillen::default();
        let mut wijzigingen = Vec::new();
        for id in ids.iter().filter(|id| !later.contains(**id)) {
            let gewenst = gewenst.remove(*id);
            let is = per_id.get(id.as_str()).map_or(&[][..], Vec::as_slice);
            let soort = match (&gewenst, is) {
                (None, []) => continue,
                (Some(_), []) => &mut verschillen.ontbreekt,
                (None, _) => &mut verschillen.te_veel,
                (Some(d), [e]) if d.fingerprint() == e.fingerprint => continue,
                (Some(d), [e]) if d.version == e.version => &mut verschillen.anders,
                // Another version, or an old one that has come back beside the new one.
                (Some(_), _) => &mut verschillen.verouderd,
            };
            *soort += 1;
            wijzigingen.push(match gewenst {
                Some(document) => Change::Put(Box::new(document)),
                None => Change::Delete((*id).clone()),
            });
        }
        if !wijzigingen.is_empty() {
            self.onderhoudswerk(move |index| index.apply(wijzigingen, positie))
                .await?;
        }
        Ok(verschillen)
    }
}

/// The ids that one has and the other has not, or in another version, or more than once.
fn andere_versies(verwacht: &[(Uuid, i64)], is: &[Entry]) -> BTreeSet<String> {
    let mut over: BTreeMap<String, i64> = verwacht
        .iter()
        .map(|(id, versie)| (id.to_string(), *versie))
        .collect();
    let mut anders = BTreeSet::new();
    for entry in is {
        if over.remove(&entry.id) != Some(entry.version) {
            anders.insert(entry.id.clone());
        }
    }
    anders.extend(over.into_keys());
    anders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_versions_are_found() {
        let id = Uuid::from_u128;
        let entry = |nummer, version| Entry {
            id: id(nummer).to_string(),
            version,
            fingerprint: 0,
        };
        let namen = |nummers: &[u128]| -> BTreeSet<String> {
            nummers.iter().map(|n| id(*n).to_string()).collect()
        };
        for (verwacht, is, anders) in [
            (vec![], vec![], vec![]),
            (vec![(id(1), 1)], vec![entry(1, 1)], vec![]),
            (vec![(id(1), 2)], vec![entry(1, 1)], vec![1]),
            (vec![(id(1), 1), (id(2), 1)], vec![entry(2, 1)], vec![1]),
            (vec![(id(2), 1)], vec![entry(1, 1), entry(2, 1)], vec![1]),
            (vec![(id(1), 1)], vec![entry(1, 1), entry(1, 1)], vec![1]),
        ] {
            assert_eq!(andere_versies(&verwacht, &is), namen(&anders), "{is:?}");
        }
    }
}
