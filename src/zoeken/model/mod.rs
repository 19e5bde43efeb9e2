//! A search question as it stands in a URL, and the answer. Pure.

mod antwoord;
pub mod bewerking;
mod bladeren;
pub mod vragen;
pub mod woorden;
pub mod woordenbestand;

use std::collections::BTreeMap;

pub use search_index::Facet;

pub use antwoord::{Antwoord, Doel, Facetwaarde, Tellingen, Treffer, facetlabel};
pub use bladeren::{controleer_diepte, lees_bladzijde, meld_herhaald, onbekende_parameter};

use crate::{
    error::Fouten,
    waarden::{opsomming, waarden},
};

/// Bounds of design section 7.
pub const MAX_VRAAG: usize = 1_000;
/// Values of all filters together: every province and thema at once, and a province full of gemeenten.
const MAX_WAARDEN: usize = 200;
const MAX_WAARDE: usize = 200;

waarden! {
    /// How results are ordered.
    Sorteer {
        Relevantie = "relevantie", "Best passend";
        Nieuwste = "nieuwste", "Nieuwste eerst";
    }
}

/// Whether parameters that do not exist are a mistake (API) or noise (pages).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Streng {
    /// An unknown parameter is a mistake.
    Ja,
    /// An unknown parameter is ignored.
    Nee,
}

/// A search question. All of it stands in the URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vraag {
    /// What was typed.
    pub q: String,
    /// Chosen values per facet: any of them will do, and every facet must.
    pub filters: BTreeMap<Facet, Vec<String>>,
    /// The order.
    pub sorteer: Sorteer,
    /// Whether facets are counted.
    pub facetten: bool,
    /// Whether each result tells why it stands where it stands.
    pub uitleg: bool,
    /// The page, from 1.
    pub pagina: u64,
    /// Results on a page.
    pub per_pagina: u64,
}

impl Default for Vraag {
    fn default() -> Self {
        Self {
            q: String::new(),
            filters: BTreeMap::new(),
            sorteer: Sorteer::Relevantie,
            facetten: true,
            uitleg: false,
            pagina: 1,
            per_pagina: 20,
        }
    }
}

/// The parameters of a search of which only one value can count.
const EENMALIG: [&str; 6] = ["q", "sorteer", "facetten", "uitleg", "pagina", "perPagina"];

impl Vraag {
    /// Reads a question from the parameters of a URL.
    ///
    /// # Errors
    /// Every parameter that is wrong, with what is right.
    pub fn lees(paren: &[(String, String)], streng: Streng) -> Result<Self, Fouten> {
        let mut vraag = Self::default();
        let mut fouten = Fouten::new();
        if streng == Streng::Ja {
            meld_herhaald(&mut fouten, paren, &EENMALIG);
        }
        for (naam, waarde) in paren {
            if waarde.contains('\0') {
                fouten.meld(naam, "ongeldig-teken", "Haal het teken NUL weg.");
                continue;
            }
            match naam.as_str() {
                "q" => vraag.q = tekst(&mut fouten, waarde),
                "sorteer" => match waarde.parse() {
                    Ok(sorteer) => vraag.sorteer = sorteer,
                    Err(()) => kies(&mut fouten, naam, Sorteer::ALLE.iter().map(|s| s.waarde())),
                },
                "facetten" => match waarde.as_str() {
                    "ja" => vraag.facetten = true,
                    "nee" => vraag.facetten = false,
                    _ => kies(&mut fouten, naam, ["ja", "nee"]),
                },
                "uitleg" => match waarde.as_str() {
                    "true" => vraag.uitleg = true,
                    "false" => vraag.uitleg = false,
                    _ => kies(&mut fouten, naam, ["true", "false"]),
                },
                _ => vraag.lees_bladzijde_of_filter(&mut fouten, naam, waarde, streng),
            }
        }
        controleer_diepte(&mut fouten, vraag.pagina, vraag.per_pagina);
        fouten.of(vraag)
    }

    fn lees_bladzijde_of_filter(
        &mut self,
        fouten: &mut Fouten,
        naam: &str,
        waarde: &str,
        streng: Streng,
    ) {
        if lees_bladzijde(
            fouten,
            naam,
            waarde,
            (&mut self.pagina, &mut self.per_pagina),
        ) {
            return;
        }
        let Ok(facet) = naam.parse::<Facet>() else {
            if streng == Streng::Ja {
                onbekende_parameter(fouten, naam, &parameters());
            }
            return;
        };
        let waarde = waarde.trim();
        if waarde.is_empty() {
            return;
        }
        let te_veel = self.aantal_filters() >= MAX_WAARDEN;
        let waarden = self.filters.entry(facet).or_default();
        if waarde.len() > MAX_WAARDE || te_veel {
            let melding = format!(
                "Kies hoogstens {MAX_WAARDEN} waarden bij alle filters samen, van hoogstens \
                 {MAX_WAARDE} tekens."
            );
            fouten.meld(naam, "te-lang", melding);
        } else if !waarden.iter().any(|w| w == waarde) {
            waarden.push(waarde.to_owned());
        }
    }

    /// The parameters of this question, the defaults left out.
    pub fn paren(&self) -> Vec<(&'static str, String)> {
        let mut paren = Vec::new();
        if !self.q.is_empty() {
            paren.push(("q", self.q.clone()));
        }
        for (facet, waarden) in &self.filters {
            paren.extend(waarden.iter().map(|w| (facet.as_str(), w.clone())));
        }
        if self.sorteer != Sorteer::Relevantie {
            paren.push(("sorteer", self.sorteer.to_string()));
        }
        if !self.facetten {
            paren.push(("facetten", "nee".to_owned()));
        }
        if self.uitleg {
            paren.push(("uitleg", "true".to_owned()));
        }
        if self.pagina != 1 {
            paren.push(("pagina", self.pagina.to_string()));
        }
        if self.per_pagina != 20 {
            paren.push(("perPagina", self.per_pagina.to_string()));
        }
        paren
    }

    /// The address of this question on a page.
    pub fn pad(&self) -> String {
        adres("/zoeken", &self.paren())
    }

    /// The same question on another page.
    #[must_use]
    pub fn op_pagina(&self, pagina: u64) -> Self {
        Self {
            pagina,
            ..self.clone()
        }
    }

    /// The same question in another order, from the first page.
    #[must_use]
    pub fn op_volgorde(&self, sorteer: Sorteer) -> Self {
        Self {
            sorteer,
            pagina: 1,
            ..self.clone()
        }
    }

    /// The same question with other words, from the first page.
    #[must_use]
    pub fn met_woorden(&self, q: &str) -> Self {
        Self {
            q: q.to_owned(),
            pagina: 1,
            ..self.clone()
        }
    }

    /// The same question with these values for a facet, from the first page.
    #[must_use]
    pub fn met_filter(&self, facet: Facet, waarden: Vec<String>) -> Self {
        let mut vraag = Self {
            pagina: 1,
            ..self.clone()
        };
        if waarden.is_empty() {
            vraag.filters.remove(&facet);
        } else {
            vraag.filters.insert(facet, waarden);
        }
        vraag
    }

    /// The same question without one value, from the first page.
    #[must_use]
    pub fn zonder(&self, facet: Facet, waarde: &str) -> Self {
        let rest = self
            .filters
            .get(&facet)
            .into_iter()
            .flatten()
            .filter(|w| *w != waarde);
        self.met_filter(facet, rest.cloned().collect())
    }

    /// The same question without any filter, from the first page.
    #[must_use]
    pub fn zonder_filters(&self) -> Self {
        Self {
            filters: BTreeMap::new(),
            pagina: 1,
            ..self.clone()
        }
    }

    /// How many values are chosen.
    pub fn aantal_filters(&self) -> usize {
        self.filters.values().map(Vec::len).sum()
    }
}

/// An address with parameters.
pub fn adres(pad: &str, paren: &[(&'static str, String)]) -> String {
    if paren.is_empty() {
        return pad.to_owned();
    }
    let mut url = form_urlencoded::Serializer::for_suffix(format!("{pad}?"), pad.len() + 1);
    for (naam, waarde) in paren {
        url.append_pair(naam, waarde);
    }
    url.finish()
}

fn tekst(fouten: &mut Fouten, waarde: &str) -> String {
    if waarde.chars().count() > MAX_VRAAG {
        let melding = "Uw zoekvraag is te lang: hoogstens 1.000 tekens. Kort hem in.";
        fouten.meld("q", "te-lang", melding);
    }
    // Text from a PDF is full of places where a word may be broken.
    let heel = waarde.replace(['\u{ad}', '\u{200b}', '\u{feff}'], "");
    heel.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kies<'a>(fouten: &mut Fouten, naam: &str, uit: impl IntoIterator<Item = &'a str>) {
    fouten.meld(
        naam,
        "onbekende-waarde",
        format!("Kies {}.", opsomming(uit)),
    );
}

/// All parameters of a search.
fn parameters() -> Vec<&'static str> {
    let facetten = Facet::ALL.iter().map(|f| f.as_str());
    ["q"]
        .into_iter()
        .chain(facetten)
        .chain(["sorteer", "facetten", "uitleg", "pagina", "perPagina"])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paren(vraag: &str) -> Vec<(String, String)> {
        form_urlencoded::parse(vraag.as_bytes())
            .into_owned()
            .collect()
    }

    #[test]
    fn a_question_is_read_and_written() {
        let vraag = Vraag::lees(
            &paren("q=hulp+bij++schulden&soort=praktijk&soort=publicatie&soort=praktijk&thema=&pagina=2&sorteer=nieuwste"),
            Streng::Ja,
        )
        .unwrap();
        assert_eq!(vraag.q, "hulp bij schulden");
        assert_eq!(
            vraag.pad(),
            "/zoeken?q=hulp+bij+schulden&soort=praktijk&soort=publicatie&sorteer=nieuwste&pagina=2"
        );
        assert_eq!(
            vraag.zonder(Facet::Soort, "praktijk").pad(),
            "/zoeken?q=hulp+bij+schulden&soort=publicatie&sorteer=nieuwste"
        );
        assert_eq!(Vraag::default().pad(), "/zoeken");
    }

    #[test]
    fn bad_parameters_are_told_all_at_once() {
        let codes = |vraag: &str, streng| -> Vec<(String, &str)> {
            let fouten = Vraag::lees(&paren(vraag), streng).unwrap_err();
            fouten.iter().map(|f| (f.veld.clone(), f.code)).collect()
        };
        assert_eq!(
            codes(
                "pagina=-1&perPagina=101&sorteer=mooiste&facetten=x&kleur=rood",
                Streng::Ja
            ),
            [
                ("pagina".to_owned(), "ongeldig-getal"),
                ("perPagina".to_owned(), "ongeldig-getal"),
                ("sorteer".to_owned(), "onbekende-waarde"),
                ("facetten".to_owned(), "onbekende-waarde"),
                ("kleur".to_owned(), "onbekende-parameter"),
            ]
        );
        assert!(Vraag::lees(&paren("kleur=rood"), Streng::Nee).is_ok());
        assert_eq!(
            codes("uitleg=x", Streng::Ja),
            [("uitleg".to_owned(), "onbekende-waarde")]
        );
        for streng in [Streng::Ja, Streng::Nee] {
            let vraag = Vraag::lees(&paren("uitleg=true"), streng).unwrap();
            assert!(vraag.uitleg);
        }
        assert_eq!(
            codes("pagina=101&perPagina=100", Streng::Nee),
            [("pagina".to_owned(), "te-ver")]
        );
        assert!(Vraag::lees(&paren("pagina=100&perPagina=100"), Streng::Ja).is_ok());
        for pagina in ["0", "x", "1.5", "99999999999999999999"] {
            assert_eq!(
                codes(&format!("pagina={pagina}"), Streng::Ja)[0].1,
                "ongeldig-getal"
            );
        }
    }

    #[test]
    fn a_question_has_at_most_a_thousand_characters() {
        let lees = |n: usize| Vraag::lees(&[("q".into(), "é".repeat(n))], Streng::Nee);
        assert!(lees(1_000).is_ok());
        assert_eq!(
            lees(1_001).unwrap_err().iter().next().unwrap().code,
            "te-lang"
        );
    }
}
