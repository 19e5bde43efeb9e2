//! A seal: what all hash chains were at the end of a day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::hash::hex;

/// The last row of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kop {
    /// The stuk or account.
    pub stuk_id: Uuid,
    /// The number of the row.
    pub nummer: i64,
    /// Its hash.
    pub hash: String,
}

/// The heads of all chains, in the order of their stuk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stand {
    /// Of each hash its own hash: of one size, whatever the table says.
    koppen: BTreeMap<Uuid, (i64, [u8; 32])>,
    regels: i64,
}

/// How a head relates to what was known of its chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verloop {
    /// It is as it was.
    Gelijk,
    /// The chain is new or has grown, or its last row is another.
    Anders,
    /// The chain is shorter than it was: that can't be.
    Korter,
}

impl Stand {
    /// Takes in the head of a chain. A shorter one does not count: what was sealed stays sealed.
    pub fn zet(&mut self, kop: &Kop) -> Verloop {
        let som = Sha256::digest(&kop.hash).into();
        let eerder = self.koppen.get(&kop.stuk_id);
        match eerder {
            Some((nummer, _)) if *nummer > kop.nummer => return Verloop::Korter,
            Some(gelijk) if *gelijk == (kop.nummer, som) => return Verloop::Gelijk,
            _ => {}
        }
        let eerder = eerder.map_or(0, |(nummer, _)| *nummer);
        self.regels += kop.nummer - eerder;
        self.koppen.insert(kop.stuk_id, (kop.nummer, som));
        Verloop::Anders
    }

    /// How many chains there are.
    pub fn ketens(&self) -> i64 {
        i64::try_from(self.koppen.len()).unwrap_or(i64::MAX)
    }

    /// How many rows they have together.
    pub const fn regels(&self) -> i64 {
        self.regels
    }

    /// The hash over all heads. The salt keeps who knows all but one from trying that one out.
    pub fn hash(&self, zout: &str) -> String {
        let mut sha = Sha256::new();
        sha.update(zout.len().to_be_bytes());
        sha.update(zout);
        for (stuk_id, (nummer, som)) in &self.koppen {
            sha.update(stuk_id.as_bytes());
            sha.update(nummer.to_be_bytes());
            sha.update(som);
        }
        hex(&sha.finalize())
    }
}

/// A seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zegel {
    /// The day at whose end it was made.
    pub dag: NaiveDate,
    /// The first day it covers; an earlier one after days without the service.
    pub vanaf: NaiveDate,
    /// How many chains there were.
    pub ketens: i64,
    /// How many rows they had.
    pub regels: i64,
    /// What makes its hash over the heads unlike that of any other.
    pub zout: String,
    /// The hash over the heads.
    pub koppen: String,
    /// When it was made.
    pub op: DateTime<Utc>,
    /// The hash of the seal before; empty for the first.
    pub vorige: String,
    /// Its own hash.
    pub hash: String,
}

impl Zegel {
    /// The seal over these heads, on top of the one before.
    pub fn over(
        stand: &Stand,
        vorige: Option<&Self>,
        dag: NaiveDate,
        op: DateTime<Utc>,
        zout: String,
    ) -> Self {
        let vanaf = vorige.and_then(|v| v.dag.succ_opt()).unwrap_or(dag);
        let mut zegel = Self {
            dag,
            vanaf,
            ketens: stand.ketens(),
            regels: stand.regels(),
            koppen: stand.hash(&zout),
            zout,
            op,
            vorige: vorige.map_or(String::new(), |v| v.hash.clone()),
            hash: String::new(),
        };
        zegel.hash = zegel.eigen_hash();
        zegel
    }

    /// The hash over everything it says.
    pub fn eigen_hash(&self) -> String {
        let Self {
            dag,
            vanaf,
            ketens,
            regels,
            zout,
            koppen,
            op,
            vorige,
            hash: _,
        } = self;
        let delen = [
            dag.to_string(),
            vanaf.to_string(),
            ketens.to_string(),
            regels.to_string(),
            zout.clone(),
            koppen.clone(),
            op.timestamp_micros().to_string(),
            vorige.clone(),
        ];
        let mut sha = Sha256::new();
        for deel in delen {
            sha.update(deel.len().to_be_bytes());
            sha.update(deel);
        }
        hex(&sha.finalize())
    }

    /// How many days it covers.
    pub fn dagen(&self) -> i64 {
        (self.dag - self.vanaf).num_days() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kop(stuk: u128, nummer: i64, hash: &str) -> Kop {
        Kop {
            stuk_id: Uuid::from_u128(stuk),
            nummer,
            hash: hash.into(),
        }
    }

    #[test]
    fn a_chain_grows_and_never_shrinks() {
        let mut stand = Stand::default();
        for (kop, verloop, regels) in [
            (kop(1, 2, "a"), Verloop::Anders, 2),
            (kop(1, 2, "a"), Verloop::Gelijk, 2),
            (kop(2, 1, "b"), Verloop::Anders, 3),
            (kop(1, 5, "c"), Verloop::Anders, 6),
            (kop(1, 4, "d"), Verloop::Korter, 6),
            (kop(1, 5, "d"), Verloop::Anders, 6),
        ] {
            assert_eq!(stand.zet(&kop), verloop, "{kop:?}");
            assert_eq!(stand.regels(), regels, "{kop:?}");
        }
        assert_eq!(stand.ketens(), 2);
    }

    #[test]
    fn the_order_of_finding_changes_nothing_and_every_head_counts() {
        let van = |koppen: &[Kop]| {
            let mut stand = Stand::default();
            for kop in koppen {
                stand.zet(kop);
            }
            stand
        };
        let (een, twee) = (kop(1, 1, "a"), kop(2, 1, "b"));
        let stand = van(&[een.clone(), twee.clone()]);
        assert_eq!(stand.hash("z"), van(&[twee.clone(), een]).hash("z"));
        assert_ne!(stand.hash("z"), stand.hash("y"));
        assert_ne!(
            stand.hash("z"),
            van(&[kop(1, 1, "x"), twee.clone()]).hash("z")
        );
        assert_ne!(
            stand.hash("z"),
            van(&[kop(1, 2, "a"), twee.clone()]).hash("z")
        );
        assert_ne!(stand.hash("z"), van(&[twee]).hash("z"));
    }

    #[test]
    fn everything_a_seal_says_is_in_its_hash() {
        let dag = |dag| NaiveDate::from_ymd_opt(2026, 11, dag).expect("a day");
        let op = DateTime::from_timestamp_micros(5).expect("a moment");
        let eerste = Zegel::over(&Stand::default(), None, dag(20), op, "z".into());
        let zegel = Zegel::over(&Stand::default(), Some(&eerste), dag(23), op, "z".into());
        assert_eq!((zegel.vanaf, zegel.dagen()), (dag(21), 3));
        assert_eq!((eerste.vanaf, eerste.dagen()), (dag(20), 1));
        assert_eq!(zegel.vorige, eerste.hash);
        let knoei: [fn(&mut Zegel); 8] = [
            |z| z.dag = z.vanaf,
            |z| z.vanaf = z.dag,
            |z| z.ketens += 1,
            |z| z.regels += 1,
            |z| z.zout.push('x'),
            |z| z.koppen.push('x'),
            |z| z.op = DateTime::UNIX_EPOCH,
            |z| z.vorige.clear(),
        ];
        for knoei in knoei {
            let mut anders = zegel.clone();
            knoei(&mut anders);
            assert_ne!(anders.eigen_hash(), zegel.hash, "{anders:?}");
        }
    }
}
