//! Where one stuk stands among the results of a question, and why: for whoever looks after search.

use search_index::{Explanation, Query, SearchIndex};
use uuid::Uuid;

use super::query;
use crate::{
    ctx::Ctx,
    error::Result,
    stukken::Leesrecht,
    zoeken::{model::Vraag, volger::blokkerend},
};

/// Results that are looked through: as deep as a reader can turn pages.
const DIEPSTE: usize = 10_000;
/// Words of the question that are looked up one by one.
const WOORDEN: usize = 12;

/// Where a stuk stands among the results.
#[derive(Debug, Clone, PartialEq)]
pub struct Plek {
    /// Its place, from 1; none when it is not among the results.
    pub rang: Option<usize>,
    /// How many results there are.
    pub totaal: u64,
    /// Why it stands there; none when it is not there, or there is no order of points.
    pub uitleg: Option<Explanation>,
    /// Each word of the question by itself.
    pub woorden: Vec<Woordplek>,
}

/// A word of a question by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Woordplek {
    /// The word, as typed.
    pub woord: String,
    /// Whether it finds the stuk.
    pub vindt: bool,
    /// How many stukken it finds.
    pub totaal: u64,
}

/// Looks for a stuk among what the asker finds with a question.
///
/// # Errors
/// The index fails.
pub async fn plek(ctx: &Ctx, index: &SearchIndex, vraag: &Vraag, id: Uuid) -> Result<Plek> {
    let index = index.clone();
    let id = id.to_string();
    let van = |vraag: &Vraag| Query {
        offset: 0,
        limit: DIEPSTE,
        facets: Vec::new(),
        explain: false,
        ..query(vraag, Leesrecht::van(&ctx.actor).keys())
    };
    let heel = van(vraag);
    let woorden: Vec<(String, Query)> = woorden(&vraag.q)
        .into_iter()
        .map(|woord| {
            let query = van(&vraag.met_woorden(&woord));
            (woord, query)
        })
        .collect();
    blokkerend(move || {
        let gevonden = index.find(&heel)?;
        let rang = gevonden.ids().position(|hit| hit == id);
        let uitleg = match rang {
            Some(rang) => uitleg(&index, &heel, rang)?,
            None => None,
        };
        let mut per_woord = Vec::with_capacity(woorden.len());
        for (woord, query) in woorden {
            let gevonden = index.find(&query)?;
            per_woord.push(Woordplek {
                vindt: gevonden.ids().any(|hit| hit == id),
                totaal: gevonden.total(),
                woord,
            });
        }
        Ok(Plek {
            rang: rang.map(|rang| rang + 1),
            totaal: gevonden.total(),
            uitleg,
            woorden: per_woord,
        })
    })
    .await
}

fn uitleg(
    index: &SearchIndex,
    query: &Query,
    rang: usize,
) -> search_index::Result<Option<Explanation>> {
    let query = Query {
        offset: rang,
        limit: 1,
        explain: true,
        ..query.clone()
    };
    let hits = index.find(&query)?.hits(|_| true)?;
    Ok(hits.into_iter().find_map(|hit| hit.explanation))
}

/// The words of a question, each once. What is left out (`-jeugd`) or stands between quotation marks
/// is no word by itself.
fn woorden(q: &str) -> Vec<String> {
    let mut woorden: Vec<String> = Vec::new();
    for woord in q.split_whitespace() {
        let gewoon = !woord.starts_with('-') && !woord.contains(search_index::is_quote);
        if gewoon && !woorden.iter().any(|eerder| eerder == woord) {
            woorden.push(woord.to_owned());
        }
    }
    woorden.truncate(WOORDEN);
    woorden
}

#[cfg(test)]
mod tests {
    use super::woorden;

    #[test]
    fn words_stand_by_themselves() {
        for (q, verwacht) in [
            ("hulp bij schulden", &["hulp", "bij", "schulden"][..]),
            ("hulp -jeugd hulp", &["hulp"]),
            ("\"sociaal team\" wmo", &["wmo"]),
            ("", &[]),
        ] {
            assert_eq!(woorden(q), verwacht, "{q}");
        }
    }
}
