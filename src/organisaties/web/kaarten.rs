//! The cards on the page of an organisatie: a page holds some of a kind, search has them all.

use std::collections::HashSet;

use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{Kaart, Link},
        lijst,
    },
    organisaties::{model::Organisatie, service::Erfenis},
    overzicht::model::is_afgesloten,
    stukken::model::{Kop, Soort, Stuk},
    taal,
    zoeken::model::{Facet, Vraag},
};

/// Cards of one kind, at most.
const KAARTEN: usize = 12;

/// The cards of one kind.
#[derive(Debug)]
pub struct Kaarten {
    /// The first.
    pub kaarten: Vec<Kaart>,
    /// The search for the others, when there are more.
    pub meer: Option<Link>,
}

/// Cards of one kind: of the organisatie itself, then of those that ended in it, which say so.
///
/// # Errors
/// The database can't be read.
pub async fn kaarten(
    app: &App,
    ctx: &Ctx,
    stuk: &Stuk<Organisatie>,
    erfenissen: &[Erfenis],
    soort: Soort,
) -> Result<Kaarten> {
    let eigen = stuk.buren.iter().map(|b| (&b.kop, None));
    let geerfd = erfenissen
        .iter()
        .flat_map(|e| e.buren.iter().map(|b| (&b.kop, Some(&e.van))));
    let mut gezien = HashSet::new();
    let mut alle: Vec<(&Kop, Option<&Kop>)> = eigen
        .chain(geerfd)
        .filter(|(kop, _)| kop.soort == soort && gezien.insert(kop.id))
        .collect();
    // What still plays comes before what was settled.
    alle.sort_by_key(|(kop, _)| is_afgesloten(kop));
    let totaal = alle.len();
    alle.truncate(KAARTEN);
    let koppen = alle.iter().map(|(kop, _)| (*kop).clone()).collect();
    let mut kaarten = lijst::kaarten(app, ctx, koppen).await?;
    for (kaart, (_, van)) in kaarten.iter_mut().zip(&alle) {
        let beschreven = van.map(|van| format!("Beschreven voor {}", van.titel));
        kaart.meta.extend(beschreven);
    }
    Ok(Kaarten {
        kaarten,
        meer: (totaal > KAARTEN).then(|| meer(stuk, soort, totaal)),
    })
}

/// The search for everything of one kind. Only a gemeente is a facet; another organisatie is found
/// by its name.
fn meer(stuk: &Stuk<Organisatie>, soort: Soort, totaal: usize) -> Link {
    let vraag = Vraag::default().met_filter(Facet::Soort, vec![soort.to_string()]);
    let code = stuk.kop.officieel_id.clone();
    let vraag = match code.filter(|_| stuk.inhoud.is_gemeente()) {
        Some(code) => vraag.met_filter(Facet::Gemeente, vec![code]),
        None => vraag.met_woorden(&stuk.kop.titel),
    };
    let (een, meer) = (soort.waarde(), soort.label_meervoud().to_lowercase());
    let totaal = taal::aantal(totaal.try_into().unwrap_or(u64::MAX), een, &meer);
    Link {
        url: vraag.pad(),
        tekst: format!("Zoek en filter in alle {totaal}"),
        bij: String::new(),
    }
}
