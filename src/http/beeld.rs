//! What templates print: strings and booleans, decided here and in the `web` rooms, so that
//! templates hold no rules. Field names are those of the macros in `templates/`.

use std::collections::{HashMap, HashSet};

use crate::{
    begrippen::model::Uitleg,
    markdown::{self, SafeHtml},
    stukken::model::{Bron, Buur, Kop, Sectie, Soort, Stuk, Tijdpunt, label_van},
    taal,
    zoeken::model::{Doel, Treffer},
};

/// A link with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it goes.
    pub url: String,
    /// Where it goes, in words.
    pub tekst: String,
    /// What stands behind it; often empty.
    pub bij: String,
}

impl Link {
    /// A link to a stuk.
    pub fn naar(kop: &Kop) -> Self {
        Self {
            url: kop.pad(),
            tekst: kop.titel.clone(),
            bij: String::new(),
        }
    }
}

/// Links to the neighbours of one kind.
pub fn links<T>(stuk: &Stuk<T>, soort: Soort) -> Vec<Link> {
    let link = |b: &Buur| Link {
        bij: b.plaats.clone(),
        ..Link::naar(&b.kop)
    };
    let mut links: Vec<Link> = Vec::new();
    let mut plek_van = HashMap::new();
    for buur in stuk.buren_van(soort) {
        let nieuw = link(buur);
        // Two stukken can point at each other; once is enough for a reader.
        let plek = *plek_van.entry(buur.kop.id).or_insert(links.len());
        match links.get_mut(plek) {
            Some(er_al) if er_al.bij.is_empty() => er_al.bij = nieuw.bij,
            Some(er_al) if !nieuw.bij.is_empty() && er_al.bij != nieuw.bij => {
                er_al.bij = format!("{}, {}", er_al.bij, nieuw.bij);
            }
            Some(_) => {}
            None => links.push(nieuw),
        }
    }
    links
}

/// The neighbours of one kind, for cards; each once.
pub fn koppen<T>(stuk: &Stuk<T>, soort: Soort) -> Vec<Kop> {
    let mut gezien = HashSet::new();
    let koppen = stuk.buren_van(soort).map(|b| &b.kop);
    koppen.filter(|k| gezien.insert(k.id)).cloned().collect()
}

/// A section as safe HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alinea {
    /// The heading.
    pub naam: String,
    /// The text.
    pub tekst: SafeHtml,
}

/// The sections of a stuk as safe HTML, in their order: the first use of a begrip is a link.
pub fn alineas(secties: &[Sectie], uitleg: &mut Uitleg<'_>) -> Vec<Alinea> {
    let alinea = |s: &Sectie| {
        uitleg.noteer(&s.naam);
        Alinea {
            naam: s.naam.clone(),
            tekst: markdown::html(&s.tekst, uitleg),
        }
    };
    secties.iter().map(alinea).collect()
}

/// A step on a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stap {
    /// The day.
    pub wanneer: String,
    /// What happened.
    pub titel: String,
    /// More about it; often empty.
    pub tekst: String,
    /// Whether it is how things stand now.
    pub nu: bool,
}

/// The timeline of a stuk.
pub fn tijdlijn(punten: &[Tijdpunt]) -> Vec<Stap> {
    let stap = |(i, p): (usize, &Tijdpunt)| Stap {
        wanneer: taal::dag_van(p.op),
        titel: p.wat.clone(),
        tekst: if p.toelichting.is_empty() {
            String::new()
        } else {
            zin(&p.toelichting)
        },
        nu: i == 0,
    };
    punten.iter().enumerate().map(stap).collect()
}

/// A text as a sentence: what people wrote often ends in its own mark.
fn zin(tekst: &str) -> String {
    let punt = if tekst.ends_with(['.', '!', '?', '…']) {
        ""
    } else {
        "."
    };
    format!("{tekst}{punt}")
}

/// A fact on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feit {
    /// What it is about.
    pub naam: String,
    /// The words.
    pub waarde: String,
    /// Steps reached on a scale.
    pub vol: u8,
    /// Steps of the scale; 0 when there is none.
    pub van: u8,
}

/// A stuk in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kaart {
    /// Its page.
    pub url: String,
    /// The icon of its kind.
    pub icoon: &'static str,
    /// The words for its kind; for an organisatie which kind of organisatie.
    pub soort: String,
    /// Its title.
    pub titel: String,
    /// Its kenmerk or official id; empty when it has none.
    pub kenmerk: String,
    /// Where the words stand, or its summary.
    pub fragment: SafeHtml,
    /// Named facts.
    pub feiten: Vec<Feit>,
    /// Short facts that need no name.
    pub meta: Vec<String>,
}

/// Gemeenten named on a card; the rest is a number.
const GEMEENTEN: usize = 3;

impl Kaart {
    /// The card of a hit.
    pub fn van(treffer: Treffer) -> Self {
        let Treffer {
            kop,
            fragment,
            score: _,
            themas: _,
            gemeenten,
            feiten,
            uitleg: _,
        } = treffer;
        let (met_naam, zonder): (Vec<_>, Vec<_>) =
            feiten.into_iter().partition(|f| !f.label.is_empty());
        let mut meta: Vec<String> = zonder.into_iter().map(|f| f.waarde).collect();
        let mut soort = kop.soort.label().to_owned();
        if kop.soort == Soort::Publicatie {
            meta.extend(kop.datum.map(taal::dag));
        }
        if kop.soort == Soort::Organisatie && !meta.is_empty() {
            soort = meta.remove(0);
        }
        meta.extend(opsomming(&gemeenten));
        Self {
            url: kop.pad(),
            icoon: kop.soort.waarde(),
            soort,
            kenmerk: nummer(&kop),
            titel: kop.titel,
            fragment,
            feiten: met_naam
                .into_iter()
                .map(|f| {
                    let (vol, van) = f.schaal.unwrap_or_default();
                    Feit {
                        naam: f.label.to_owned(),
                        waarde: f.waarde,
                        vol,
                        van,
                    }
                })
                .collect(),
            meta,
        }
    }
}

/// `Ommen, Hardenberg`, or `Ommen, Hardenberg, Emmen en 4 andere`.
fn opsomming(gemeenten: &[Doel]) -> Option<String> {
    let namen: Vec<&str> = gemeenten
        .iter()
        .take(GEMEENTEN)
        .map(|g| g.titel.as_str())
        .collect();
    let rest = gemeenten.len() - namen.len();
    let namen = namen.join(", ");
    match rest {
        _ if namen.is_empty() => None,
        0 => Some(namen),
        rest => Some(format!("{namen} en {rest} andere")),
    }
}

/// The number people quote: the official id, or the kenmerk.
pub fn nummer(kop: &Kop) -> String {
    let kenmerk = kop.kenmerk.as_ref().map(ToString::to_string);
    kop.officieel_id.clone().or(kenmerk).unwrap_or_default()
}

/// The source of a stuk, for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herkomst {
    /// The name of the document.
    pub naam: String,
    /// The place in it; often empty.
    pub plaats: String,
    /// Where it can be read: the publicatie here, or an address elsewhere. Empty when neither.
    pub url: String,
}

/// The source of a stuk. The publicatie it came from is linked when it is here.
pub fn herkomst<T>(stuk: &Stuk<T>) -> Option<Herkomst> {
    let Bron { naam, url, plaats } = stuk.kop.bron.clone()?;
    let hier = stuk.buren_van(Soort::Publicatie).find(|b| {
        b.verband == crate::stukken::model::Verbandsoort::KomtVoortUit
            && b.richting == crate::stukken::model::Richting::Uit
    });
    let url = hier.map(|b| b.kop.pad()).or(url).unwrap_or_default();
    Some(Herkomst {
        naam,
        plaats: plaats.unwrap_or_default(),
        url,
    })
}

/// The words of areas of life and target groups, joined.
pub fn woorden<T>(stuk: &Stuk<T>) -> (String, String) {
    let leefdomeinen: Vec<&str> = stuk.leefdomeinen.iter().map(|l| l.label()).collect();
    let doelgroepen: Vec<String> = stuk.doelgroepen.iter().map(|d| label_van(d)).collect();
    (leefdomeinen.join(", "), doelgroepen.join(", "))
}

/// A page number in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blad {
    /// The number.
    pub nummer: u64,
    /// Its address; empty for a gap.
    pub url: String,
    /// Whether this is the present page.
    pub nu: bool,
}

/// Paging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bladen {
    /// The address of the page before.
    pub vorige: Option<String>,
    /// The address of the page after.
    pub volgende: Option<String>,
    /// First, last, and those around the present page.
    pub paginas: Vec<Blad>,
}

/// Paging through `totaal` items, none when they fit on one page. `url` gives the address of a
/// page; pages beyond `diepste` can't be asked.
pub fn bladen(
    (pagina, per_pagina, totaal): (u64, u64, u64),
    diepste: u64,
    url: impl Fn(u64) -> String,
) -> Option<Bladen> {
    let laatste = totaal.div_ceil(per_pagina).min(diepste).max(1);
    if laatste == 1 && pagina == 1 {
        return None;
    }
    let dichtbij = |n: u64| n == 1 || n == laatste || n.abs_diff(pagina) <= 1;
    let mut paginas: Vec<Blad> = Vec::new();
    for n in 1..=laatste {
        if dichtbij(n) {
            paginas.push(Blad {
                nummer: n,
                url: url(n),
                nu: n == pagina,
            });
        } else if paginas.last().is_some_and(|b| !b.url.is_empty()) {
            paginas.push(Blad {
                nummer: n,
                url: String::new(),
                nu: false,
            });
        }
    }
    Some(Bladen {
        vorige: (pagina > 1).then(|| url((pagina - 1).min(laatste))),
        volgende: (pagina < laatste).then(|| url(pagina + 1)),
        paginas,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tekst(b: &Bladen) -> String {
        let een = |b: &Blad| match (b.url.is_empty(), b.nu) {
            (true, _) => "…".to_owned(),
            (_, true) => format!("[{}]", b.nummer),
            _ => b.nummer.to_string(),
        };
        b.paginas.iter().map(een).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn paging_shows_the_ends_and_the_neighbours() {
        let maak = |pagina, totaal| bladen((pagina, 20, totaal), 500, |n| format!("?pagina={n}"));
        assert_eq!(maak(1, 20), None);
        assert_eq!(tekst(&maak(1, 41).unwrap()), "[1] 2 3");
        assert_eq!(tekst(&maak(5, 200).unwrap()), "1 … 4 [5] 6 … 10");
        let laatste = maak(10, 200).unwrap();
        assert_eq!(
            (laatste.vorige.as_deref(), laatste.volgende),
            (Some("?pagina=9"), None)
        );
        let voorbij = maak(99, 40).unwrap();
        assert_eq!(voorbij.vorige.as_deref(), Some("?pagina=2"));
        assert!(tekst(&maak(1, 1_000_000).unwrap()).ends_with("… 500"));
    }
}
