//! The hash chain of a geschiedenis: each row holds the hash of the one before, so that a row
//! that is changed, removed or put in between shows. Rows cut off at the end do not: for that the
//! heads have to be kept elsewhere too.

use sha2::{Digest as _, Sha256};

use super::tables::geschiedenis;
use crate::hash::hex;

/// The hash of a row over everything it says and the hash of the row before it.
pub fn hash(rij: &geschiedenis::Model) -> String {
    let geschiedenis::Model {
        // Given by the database, differs after a restore; the number in the chain is `nummer`.
        volgnummer: _,
        stuk_id,
        nummer,
        actie,
        actor,
        herkomst,
        velden,
        van,
        naar,
        inhoud_hash,
        op,
        vorige,
        hash: _,
    } = rij;
    let mut sha = Sha256::new();
    let micros = op.timestamp_micros().to_string();
    let (stuk_id, nummer) = (stuk_id.to_string(), nummer.to_string());
    let delen: [&str; 11] = [
        vorige,
        &stuk_id,
        &nummer,
        actie,
        actor,
        herkomst,
        velden,
        van,
        naar,
        inhoud_hash,
        &micros,
    ];
    for deel in delen {
        // The length keeps "ab" + "c" apart from "a" + "bc".
        sha.update(deel.len().to_be_bytes());
        sha.update(deel);
    }
    hex(&sha.finalize())
}

/// Where a chain breaks: the first row whose number, previous hash or own hash is not as it
/// must be. `rijen` are the rows of one stuk in the order of their number.
pub fn breuk(rijen: &[geschiedenis::Model]) -> Option<i64> {
    let mut vorige = "";
    for (rij, nummer) in rijen.iter().zip(1..) {
        if rij.nummer != nummer || rij.vorige != vorige || rij.hash != hash(rij) {
            return Some(nummer);
        }
        vorige = &rij.hash;
    }
    None
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;

    fn keten(lengte: i64) -> Vec<geschiedenis::Model> {
        let mut rijen: Vec<geschiedenis::Model> = Vec::new();
        for nummer in 1..=lengte {
            let mut rij = geschiedenis::Model {
                volgnummer: 100 + nummer,
                stuk_id: Uuid::from_u128(1),
                nummer,
                actie: "wijzigen".into(),
                actor: "account:1".into(),
                herkomst: String::new(),
                velden: "titel".into(),
                van: "concept".into(),
                naar: "concept".into(),
                inhoud_hash: format!("hash {nummer}"),
                op: DateTime::from_timestamp_micros(nummer).unwrap(),
                vorige: rijen.last().map_or(String::new(), |r| r.hash.clone()),
                hash: String::new(),
            };
            rij.hash = hash(&rij);
            rijen.push(rij);
        }
        rijen
    }

    #[test]
    fn a_whole_chain_has_no_break() {
        assert_eq!(breuk(&keten(0)), None);
        assert_eq!(breuk(&keten(5)), None);
    }

    #[test]
    fn every_kind_of_tampering_shows() {
        type Knoei = fn(&mut Vec<geschiedenis::Model>);
        let knoei: [(&str, Knoei, i64); 6] = [
            ("changed", |r| r[1].actor = "account:2".into(), 2),
            (
                "removed",
                |r| {
                    r.remove(2);
                },
                3,
            ),
            ("swapped", |r| r.swap(1, 2), 2),
            (
                "text moved to the next field",
                |r| {
                    r[3].van = "conceptc".into();
                    r[3].naar = "oncept".into();
                },
                4,
            ),
            (
                "changed with a new hash",
                |r| {
                    r[1].van = "x".into();
                    r[1].hash = hash(&r[1]);
                },
                3,
            ),
            (
                "first removed",
                |r| {
                    r.remove(0);
                },
                1,
            ),
        ];
        for (wat, knoei, waar) in knoei {
            let mut rijen = keten(5);
            knoei(&mut rijen);
            assert_eq!(breuk(&rijen), Some(waar), "{wat}");
        }
    }
}
