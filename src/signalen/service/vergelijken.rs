//! Which knelpunten are likely about the same as what somebody types.

use std::collections::{BTreeSet, HashMap};

use search_index::{Explanation, How, Reason, SearchIndex};
use uuid::Uuid;

use super::super::model::lijkt;
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    zoeken::{
        model::{Facet, Treffer, Vraag},
        service::zoek,
    },
};

/// How many are shown at most.
const AANTAL: usize = 5;
/// How many each question may bring.
const PER_VRAAG: u64 = 10;
/// What counts for less says too little: a word that asks or joins.
const ZEGT_IETS: f32 = 0.25;

/// A knelpunt that is likely about the same.
#[derive(Debug, Clone)]
pub struct Gelijkend {
    /// The knelpunt.
    pub kop: Kop,
    /// The gemeenten that it plays in, by title.
    pub gemeenten: Vec<String>,
    /// The laws that it is about, by title.
    pub regelingen: Vec<String>,
}

/// The knelpunten that are likely about the same as a text and that the actor may read, best first. The
/// first line of the text counts for more than what comes after it.
///
/// # Errors
/// Database or index fail.
pub async fn vergelijkbaar(
    ctx: &Ctx,
    db: &Db,
    index: &SearchIndex,
    tekst: &str,
) -> Result<Vec<Kop>> {
    let treffers = treffers(ctx, db, index, tekst).await?.into_iter();
    Ok(treffers.map(|treffer| treffer.kop).collect())
}

/// As [`vergelijkbaar`], with what somebody needs to see whether it is the same.
///
/// # Errors
/// Database or index fail.
pub async fn gelijkend(
    ctx: &Ctx,
    db: &Db,
    index: &SearchIndex,
    tekst: &str,
) -> Result<Vec<Gelijkend>> {
    let treffers = treffers(ctx, db, index, tekst).await?;
    let ids: Vec<Uuid> = treffers.iter().map(|treffer| treffer.kop.id).collect();
    let mut doelen = stukken::doelen(ctx, db.read(), &ids).await?;
    let met_wetten = treffers.into_iter().map(|treffer| {
        let doelen = doelen.remove(&treffer.kop.id).unwrap_or_default();
        let wetten = doelen.into_iter().filter(|d| d.soort == Soort::Regeling);
        Gelijkend {
            gemeenten: treffer.gemeenten.into_iter().map(|g| g.titel).collect(),
            regelingen: wetten.map(|wet| wet.titel).collect(),
            kop: treffer.kop,
        }
    });
    Ok(met_wetten.collect())
}

async fn treffers(ctx: &Ctx, db: &Db, index: &SearchIndex, tekst: &str) -> Result<Vec<Treffer>> {
    let mut antwoorden = Vec::new();
    let mut gevonden: HashMap<Uuid, Treffer> = HashMap::new();
    for (gewicht, woorden) in lijkt::vragen(tekst) {
        let vraag = Vraag {
            q: woorden.join(" "),
            filters: [(Facet::Soort, vec![Soort::Knelpunt.to_string()])].into(),
            per_pagina: PER_VRAAG,
            facetten: false,
            uitleg: true,
            ..Vraag::default()
        };
        let antwoord = zoek(ctx, db, index, &vraag).await?;
        let mut ids = Vec::new();
        for treffer in antwoord.treffers {
            if lijkt::genoeg(gedeeld(treffer.uitleg.as_ref()), woorden.len()) {
                ids.push(treffer.kop.id);
                gevonden.insert(treffer.kop.id, treffer);
            }
        }
        antwoorden.push((gewicht, ids));
    }
    let beste = lijkt::samen(&antwoorden).into_iter();
    Ok(beste
        .filter_map(|id| gevonden.remove(&id))
        .take(AANTAL)
        .collect())
}

/// How many of the words that were asked a hit has, in whatever form.
fn gedeeld(uitleg: Option<&Explanation>) -> usize {
    let telt = |reden: &&Reason| {
        let gegokt = matches!(reden.how, How::LookAlike | How::Completed | How::Neighbours);
        !gegokt && reden.weight > ZEGT_IETS
    };
    let redenen = uitleg.into_iter().flat_map(|uitleg| &uitleg.reasons);
    let woorden = redenen.filter(telt).flat_map(|reden| &reden.typed);
    woorden.collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reden(typed: &[&str], how: How, weight: f32) -> Reason {
        Reason {
            typed: typed.iter().map(|&woord| woord.to_owned()).collect(),
            how,
            found: Vec::new(),
            times: 1,
            inside: 0,
            weight,
            points: 1.0,
        }
    }

    #[test]
    fn a_word_counts_once_and_a_guess_not_at_all() {
        let uitleg = Explanation {
            reasons: vec![
                reden(&["wachttijd"], How::Word, 1.0),
                reden(&["wachttijd"], How::Part, 0.5),
                reden(&["schuld", "hulp"], How::Joined, 0.7),
                reden(&["krijgt"], How::Word, 0.2),
                reden(&["hlup"], How::LookAlike, 1.0),
                reden(&[], How::Neighbours, 0.1),
            ],
            factors: Vec::new(),
            additions: Vec::new(),
        };
        assert_eq!(gedeeld(Some(&uitleg)), 3);
        assert_eq!(gedeeld(None), 0);
    }
}
