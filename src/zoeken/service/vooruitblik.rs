//! What another word list would do to the questions that visitors ask.

use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use search_index::{Keys, Query, Snapshot};
use uuid::Uuid;

use super::vragen::gesteld;
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{Leesrecht, service as stukken},
    zoeken::{
        model::{vragen::DAGEN, woorden::Woordenlijst},
        volger::blokkerend,
        woorden::taal_met,
    },
};

/// How many questions are tried.
const VRAGEN: u64 = 500;
/// The hits of a question that are compared.
const EERSTE: usize = 10;

/// What would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vooruitblik {
    /// How many questions were tried.
    pub geprobeerd: usize,
    /// Those that get another first page, most asked first.
    pub anders: Vec<Anders>,
}

/// A question that would get another first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anders {
    /// The question.
    pub vraag: String,
    /// The titles of its first page now.
    pub oud: Vec<String>,
    /// The titles that it would have.
    pub nieuw: Vec<String>,
}

impl Anders {
    /// The first place that has another title, from 1.
    pub fn vanaf(&self) -> usize {
        let gelijk = self.oud.iter().zip(&self.nieuw);
        1 + gelijk.take_while(|(oud, nieuw)| oud == nieuw).count()
    }
}

/// Tries both lists on the most asked questions of the journal, as a visitor would see the
/// answers; none when there is no index yet. It reads the index beside the server that owns it.
///
/// # Errors
/// Database or index fail.
pub async fn vooruitblik(
    ctx: &Ctx,
    db: &Db,
    index: PathBuf,
    oud: Woordenlijst,
    nieuw: Woordenlijst,
) -> Result<Option<Vooruitblik>> {
    vooruitblik_met(ctx, db, index, (oud, nieuw), Vec::new()).await
}

/// As [`vooruitblik`], of these questions too. They come last, and don't count as tried.
///
/// # Errors
/// Database or index fail.
pub async fn vooruitblik_met(
    ctx: &Ctx,
    db: &Db,
    index: PathBuf,
    (oud, nieuw): (Woordenlijst, Woordenlijst),
    ook: Vec<String>,
) -> Result<Option<Vooruitblik>> {
    let ctx = ctx.als_bezoeker();
    let gesteld = gesteld(&ctx, db, DAGEN, false, VRAGEN).await?.vragen;
    let mut vragen: Vec<String> = gesteld.into_iter().map(|g| g.vraag).collect();
    let geprobeerd = vragen.len();
    for vraag in ook {
        if !vragen.contains(&vraag) {
            vragen.push(vraag);
        }
    }
    let keys = Leesrecht::van(&ctx.actor).keys();
    let paren = blokkerend(move || vergelijk(&index, vragen, &keys, &oud, &nieuw)).await?;
    let Some(paren) = paren else {
        return Ok(None);
    };
    let ids: BTreeSet<Uuid> = paren
        .iter()
        .flat_map(|paar| paar.oud.iter().chain(&paar.nieuw).copied())
        .collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let koppen = stukken::koppen(&ctx, db.read(), &ids).await?;
    let titels: HashMap<Uuid, String> = koppen.into_iter().map(|k| (k.id, k.titel)).collect();
    let anders = paren.into_iter().filter_map(|paar| {
        // The tables decide: a stuk that the index still has may be hidden by now.
        let zichtbaar = |ids: Vec<Uuid>| -> Vec<Uuid> {
            ids.into_iter()
                .filter(|id| titels.contains_key(id))
                .collect()
        };
        let (oud, nieuw) = (zichtbaar(paar.oud), zichtbaar(paar.nieuw));
        let namen = |ids: &[Uuid]| {
            ids.iter()
                .filter_map(|id| titels.get(id).cloned())
                .collect()
        };
        (oud != nieuw).then(|| Anders {
            vraag: paar.vraag,
            oud: namen(&oud),
            nieuw: namen(&nieuw),
        })
    });
    Ok(Some(Vooruitblik {
        geprobeerd,
        anders: anders.collect(),
    }))
}

/// A question with the hits of its first page, now and then.
struct Paar {
    vraag: String,
    oud: Vec<Uuid>,
    nieuw: Vec<Uuid>,
}

fn vergelijk(
    index: &Path,
    vragen: Vec<String>,
    keys: &Keys,
    oud: &Woordenlijst,
    nieuw: &Woordenlijst,
) -> search_index::Result<Option<Vec<Paar>>> {
    let Some(nu) = Snapshot::open(index, &taal_met(oud))? else {
        return Ok(None);
    };
    let straks = nu.with_language(taal_met(nieuw));
    let mut paren = Vec::new();
    for vraag in vragen {
        let (oud, nieuw) = (eerste(&nu, &vraag, keys)?, eerste(&straks, &vraag, keys)?);
        if oud != nieuw {
            paren.push(Paar { vraag, oud, nieuw });
        }
    }
    Ok(Some(paren))
}

fn eerste(index: &Snapshot, vraag: &str, keys: &Keys) -> search_index::Result<Vec<Uuid>> {
    let query = Query {
        text: vraag.to_owned(),
        readable: keys.clone(),
        limit: EERSTE,
        ..Query::default()
    };
    let gevonden = index.find(&query)?;
    Ok(gevonden.ids().filter_map(|id| id.parse().ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_told() {
        for (oud, nieuw, vanaf) in [
            (vec!["a", "b"], vec!["c", "b"], 1),
            (vec!["a", "b"], vec!["a", "c"], 2),
            (vec!["a"], vec!["a", "b"], 2),
            (vec![], vec!["a"], 1),
        ] {
            let namen = |titels: Vec<&str>| titels.into_iter().map(str::to_owned).collect();
            let anders = Anders {
                vraag: String::new(),
                oud: namen(oud),
                nieuw: namen(nieuw),
            };
            assert_eq!(anders.vanaf(), vanaf, "{anders:?}");
        }
    }
}
