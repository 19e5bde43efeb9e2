//! Asking the search index, and checking every answer against the tables.

pub mod kaarten;
mod nummers;
pub mod plek;
mod suggesties;
pub mod voorbeelden;
pub mod vooruitblik;
pub mod vragen;
pub mod woorden;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use futures_util::future::try_join_all;
use search_index::{FacetCount, Found, Keys, Query, SearchIndex, Sort};
use uuid::Uuid;

pub use nummers::{Wegwijzer, wijs};
pub use suggesties::{Suggestie, lijkt_op, met_naam, suggesties};

use super::{
    model::{Antwoord, Facet, Facetwaarde, Sorteer, Tellingen, Treffer, Vraag, facetlabel},
    volger::blokkerend,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    ids::{Slug, kort},
    markdown::SafeHtml,
    organisaties::model::{Gemeentegrootte, Provincie},
    praktijken::model::{Fase, Kosten, Onderbouwing},
    stukken::{
        Leesrecht,
        model::{Kop, Leefdomein, Soort, label_van},
        service as stukken,
    },
    toepassingen::model::Klasse,
};

/// Answers a question with what the asker may read.
///
/// # Errors
/// Database or index fail.
pub async fn zoek(ctx: &Ctx, db: &Db, index: &SearchIndex, vraag: &Vraag) -> Result<Antwoord> {
    let vraag = met_vaste_namen(ctx, db, vraag).await?;
    let filters = &vraag.filters;
    let gevonden = {
        let index = index.clone();
        let query = query(&vraag, Leesrecht::van(&ctx.actor).keys());
        Arc::new(blokkerend(move || index.find(&query)).await?)
    };
    // Counting and reading take about as long, and neither needs the other.
    let (treffers, (tellingen, labels)) = tokio::try_join!(
        treffers(ctx, db, &gevonden),
        tellingen(ctx, db, &gevonden, &vraag),
    )?;
    let facetten: BTreeMap<Facet, Vec<Facetwaarde>> = tellingen
        .into_iter()
        .map(|(facet, tellingen)| {
            let zichtbaar = |t: &FacetCount| labels.mag(facet, &t.value);
            let waarden = tellingen
                .into_iter()
                .filter(zichtbaar)
                .map(|t| Facetwaarde {
                    label: labels.van(facet, &t.value),
                    gekozen: filters.get(&facet).is_some_and(|w| w.contains(&t.value)),
                    waarde: t.value,
                    aantal: t.count,
                });
            (facet, waarden.collect())
        })
        .collect();
    Ok(Antwoord {
        totaal: gevonden.total(),
        bedoelde: gevonden.did_you_mean().map(ToOwned::to_owned),
        treffers,
        meldingen: labels.onbekend(filters, &facetten),
        facetten,
        vraag,
    })
}

/// How many stukken that the asker may read fit a question of which [`zoek`] has named the values:
/// all together, and by the values of some facets. Reads no stuk and no name.
///
/// # Errors
/// The index fails.
pub async fn tel(
    ctx: &Ctx,
    index: &SearchIndex,
    vraag: &Vraag,
    facetten: &[Facet],
) -> Result<Tellingen> {
    let index = index.clone();
    let query = Query {
        limit: 0,
        facets: facetten.to_vec(),
        explain: false,
        ..query(vraag, Leesrecht::van(&ctx.actor).keys())
    };
    let (totaal, per_facet) = blokkerend(move || {
        let gevonden = index.find(&query)?;
        Ok((gevonden.total(), gevonden.facets()?))
    })
    .await?;
    let per_facet = per_facet.into_iter().map(|(facet, waarden)| {
        let waarden = waarden.into_iter().map(|w| (w.value, w.count));
        (facet, waarden.collect())
    });
    Ok(Tellingen {
        totaal,
        per_facet: per_facet.collect(),
    })
}

fn query(vraag: &Vraag, readable: Keys) -> Query {
    let groot = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    Query {
        text: vraag.q.clone(),
        readable,
        filters: vraag.filters.clone(),
        sort: match vraag.sorteer {
            Sorteer::Relevantie => Sort::Relevance,
            Sorteer::Nieuwste => Sort::Newest,
        },
        offset: groot((vraag.pagina - 1) * vraag.per_pagina),
        limit: groot(vraag.per_pagina),
        facets: if vraag.facetten {
            Facet::ALL.to_vec()
        } else {
            Vec::new()
        },
        explain: vraag.uitleg,
    }
}

/// The question with every thema, regeling and gemeente under the one name the index has for it:
/// they may be asked by slug, kenmerk or official id in any case.
async fn met_vaste_namen(ctx: &Ctx, db: &Db, vraag: &Vraag) -> Result<Vraag> {
    let mut vraag = vraag.clone();
    for (facet, soort) in STUKKEN_ALS_FACET {
        let Some(waarden) = vraag.filters.get_mut(&facet) else {
            continue;
        };
        // People type what they call it (`Den Haag`), which is its slug but for the spelling.
        let als_slug = |waarde: &String| Slug::van_titel(waarde).to_string();
        let namen: Vec<String> = waarden
            .iter()
            .flat_map(|waarde| [waarde.clone(), als_slug(waarde)])
            .collect();
        let gevonden = stukken::vind_alle(ctx, db.read(), soort, &namen).await?;
        for waarde in waarden.iter_mut() {
            let kop = gevonden.get(waarde);
            if let Some(kop) = kop.or_else(|| gevonden.get(&als_slug(waarde))) {
                let code = kop
                    .officieel_id
                    .clone()
                    .filter(|_| facet == Facet::Gemeente);
                *waarde = code.unwrap_or_else(|| kop.slug.to_string());
            }
        }
        let mut gezien = BTreeSet::new();
        waarden.retain(|w| gezien.insert(w.clone()));
    }
    Ok(vraag)
}

/// The facets whose values are stukken.
const STUKKEN_ALS_FACET: [(Facet, Soort); 3] = [
    (Facet::Thema, Soort::Thema),
    (Facet::Regeling, Soort::Regeling),
    (Facet::Gemeente, Soort::Organisatie),
];

/// The counted values of the facets, and the words for them.
async fn tellingen(
    ctx: &Ctx,
    db: &Db,
    gevonden: &Arc<Found>,
    vraag: &Vraag,
) -> Result<(PerFacet, Labels)> {
    let tellingen = if vraag.facetten {
        let gevonden = Arc::clone(gevonden);
        blokkerend(move || gevonden.facets()).await?
    } else {
        PerFacet::new()
    };
    let labels = Labels::laad(ctx, db, &tellingen, &vraag.filters).await?;
    Ok((tellingen, labels))
}

/// The hits that the tables let through too, with what a card shows but the facts of its kind. No
/// text is read of a stuk that they don't.
async fn treffers(ctx: &Ctx, db: &Db, gevonden: &Arc<Found>) -> Result<Vec<Treffer>> {
    let ids: Vec<Uuid> = gevonden.ids().filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (koppen, mut doelen) = tokio::try_join!(
        stukken::koppen(ctx, db.read(), &ids),
        kaarten::doelen(ctx, db.read(), &ids),
    )?;
    let mut koppen: HashMap<String, Kop> =
        koppen.into_iter().map(|k| (k.id.to_string(), k)).collect();
    // Two at a time, or half of a page waits for the other half while a core has nothing to do.
    let helften = ids.chunks(ids.len().div_ceil(2)).map(|helft| {
        let helft = helft.iter().map(ToString::to_string);
        let leesbaar: HashSet<String> = helft.filter(|id| koppen.contains_key(id)).collect();
        let gevonden = Arc::clone(gevonden);
        blokkerend(move || gevonden.hits(|id| leesbaar.contains(id)))
    });
    let hits = try_join_all(helften).await?;
    Ok(hits
        .into_iter()
        .flatten()
        .filter_map(|hit| {
            let kop = koppen.remove(&hit.id)?;
            let doelen = doelen.remove(&kop.id).unwrap_or_default();
            Some(Treffer {
                fragment: SafeHtml::fragment(&hit.fragment),
                score: hit.score,
                uitleg: hit.explanation,
                ..kaarten::kaart(kop, doelen)
            })
        })
        .collect())
}

/// The counted values of each facet.
type PerFacet = BTreeMap<Facet, Vec<FacetCount>>;

/// The words for facet values that are stukken themselves.
struct Labels {
    namen: BTreeMap<Facet, HashMap<String, String>>,
}

impl Labels {
    async fn laad(
        ctx: &Ctx,
        db: &Db,
        tellingen: &PerFacet,
        filters: &BTreeMap<Facet, Vec<String>>,
    ) -> Result<Self> {
        let gevraagd = STUKKEN_ALS_FACET.map(|(facet, soort)| {
            let geteld = tellingen.get(&facet).into_iter().flatten();
            let gekozen = filters.get(&facet).into_iter().flatten().cloned();
            let namen = geteld.map(|t| t.value.clone()).chain(gekozen);
            (soort, namen.collect())
        });
        let mut titels = stukken::titels(ctx, db, &gevraagd).await?;
        let per_facet = STUKKEN_ALS_FACET.iter().map(|(facet, soort)| {
            let van_soort = titels.remove(soort).unwrap_or_default();
            (*facet, van_soort)
        });
        Ok(Self {
            namen: per_facet.collect(),
        })
    }

    /// Whether the tables let the reader see this value: one that is a stuk has a name then. Of a
    /// stuk that was hidden a moment ago the index still has the value.
    fn mag(&self, facet: Facet, waarde: &str) -> bool {
        let stukken = self.namen.get(&facet);
        stukken.is_none_or(|namen| namen.contains_key(waarde))
    }

    /// The words for a value.
    fn van(&self, facet: Facet, waarde: &str) -> String {
        let naam = match facet {
            Facet::Thema | Facet::Regeling | Facet::Gemeente => {
                self.namen.get(&facet).and_then(|n| n.get(waarde).cloned())
            }
            _ => {
                lijst(facet).and_then(|l| l.iter().find(|(w, _)| *w == waarde).map(|p| p.1.into()))
            }
        };
        naam.unwrap_or_else(|| label_van(waarde))
    }

    /// A message for every chosen value that does not exist. Doelgroep and jaar have no list: a
    /// value that no result has is as good as unknown.
    fn onbekend(
        &self,
        filters: &BTreeMap<Facet, Vec<String>>,
        facetten: &BTreeMap<Facet, Vec<Facetwaarde>>,
    ) -> Vec<String> {
        let aantal = |facet: Facet, waarde: &str| {
            let waarden = facetten.get(&facet).into_iter().flatten();
            waarden
                .into_iter()
                .find(|w| w.waarde == waarde)
                .map_or(0, |w| w.aantal)
        };
        let bestaat = |facet: Facet, waarde: &str| match facet {
            Facet::Thema | Facet::Regeling | Facet::Gemeente => self
                .namen
                .get(&facet)
                .is_some_and(|n| n.contains_key(waarde)),
            Facet::Jaar if waarde.parse::<u16>().is_err() => false,
            Facet::Doelgroep | Facet::Jaar => facetten.is_empty() || aantal(facet, waarde) > 0,
            _ => lijst(facet).is_none_or(|l| l.iter().any(|(w, _)| *w == waarde)),
        };
        filters
            .iter()
            .flat_map(|(facet, waarden)| waarden.iter().map(move |w| (*facet, w)))
            .filter(|(facet, waarde)| !bestaat(*facet, waarde))
            .map(|(facet, waarde)| {
                format!(
                    "“{}” bestaat niet bij {}. Haal dit filter weg, of kies een andere waarde.",
                    kort(waarde),
                    facetlabel(facet).to_lowercase()
                )
            })
            .collect()
    }
}

/// The closed list of a facet, value and words, in its own order; none when it has no list.
pub(super) fn lijst(facet: Facet) -> Option<Vec<(&'static str, &'static str)>> {
    macro_rules! paren {
        ($lijst:ty) => {
            Some(
                <$lijst>::ALLE
                    .iter()
                    .map(|v| (v.waarde(), v.label()))
                    .collect(),
            )
        };
    }
    match facet {
        Facet::Soort => Some(
            Soort::ALLE
                .iter()
                .map(|s| (s.waarde(), s.label_meervoud()))
                .collect(),
        ),
        Facet::Leefdomein => paren!(Leefdomein),
        Facet::Provincie => paren!(Provincie),
        Facet::Gemeentegrootte => paren!(Gemeentegrootte),
        Facet::Fase => paren!(Fase),
        Facet::Onderbouwing => paren!(Onderbouwing),
        Facet::Kosten => paren!(Kosten),
        Facet::Toepassing => paren!(Klasse),
        Facet::Thema | Facet::Doelgroep | Facet::Regeling | Facet::Gemeente | Facet::Jaar => None,
    }
}
