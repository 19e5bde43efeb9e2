//! The filters beside the results: per facet the values to choose from, with their counts.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{Facet, Facetwaarde, facetlabel, service};
use crate::taal;

/// Values shown at first; a chosen one is always shown.
const EERST: usize = 12;
/// Values behind "meer". A facet with more has a field for the name.
const MEER: usize = 60;
/// The first facets are open.
const OPEN: usize = 2;

/// From what the stuk is about, over where it plays, to how far it is.
const VOLGORDE: [Facet; 13] = [
    Facet::Soort,
    Facet::Thema,
    Facet::Leefdomein,
    Facet::Regeling,
    Facet::Doelgroep,
    Facet::Gemeente,
    Facet::Provincie,
    Facet::Gemeentegrootte,
    Facet::Fase,
    Facet::Onderbouwing,
    Facet::Kosten,
    Facet::Toepassing,
    Facet::Jaar,
];

/// A facet with its values.
#[derive(Debug)]
pub struct Facetblok {
    /// The parameter.
    pub sleutel: &'static str,
    /// Its name for people.
    pub naam: &'static str,
    /// Whether it is unfolded.
    pub open: bool,
    /// The values shown at first.
    pub opties: Vec<Optie>,
    /// The values behind "meer".
    pub meer: Vec<Optie>,
    /// How many values are not shown at all.
    pub verzwegen: usize,
    /// Whether a value can be typed: there are too many gemeenten to show, and who typed one wrong
    /// can mend it.
    pub te_typen: bool,
}

/// A value of a facet.
#[derive(Debug)]
pub struct Optie {
    /// Its place in the facet, for the id of its box.
    pub nummer: usize,
    /// The value in the address.
    pub waarde: String,
    /// The words for people.
    pub label: String,
    /// How many results it would leave.
    pub aantal: String,
    /// Whether it is chosen.
    pub gekozen: bool,
}

/// The facets that have something to choose, the first ones open.
pub fn facetblokken(mut facetten: BTreeMap<Facet, Vec<Facetwaarde>>) -> Vec<Facetblok> {
    VOLGORDE
        .into_iter()
        .filter_map(|facet| {
            let waarden = facetten.remove(&facet).filter(|w| !w.is_empty())?;
            Some((facet, waarden))
        })
        .enumerate()
        .map(|(i, (facet, waarden))| facetblok(facet, waarden, i < OPEN))
        .collect()
}

fn facetblok(facet: Facet, waarden: Vec<Facetwaarde>, open: bool) -> Facetblok {
    let gekozen = waarden.iter().any(|w| w.gekozen);
    let (eerst, meer): (Vec<_>, Vec<_>) = geordend(facet, waarden)
        .into_iter()
        .enumerate()
        .map(|(plaats, w)| Optie {
            nummer: plaats + 1,
            waarde: w.waarde,
            label: w.label,
            aantal: taal::getal(w.aantal.cast_signed()),
            gekozen: w.gekozen,
        })
        .partition(|o| o.nummer <= EERST || o.gekozen);
    Facetblok {
        sleutel: facet.as_str(),
        naam: facetlabel(facet),
        open: gekozen || open,
        opties: eerst,
        verzwegen: meer.len().saturating_sub(MEER),
        meer: meer.into_iter().take(MEER).collect(),
        te_typen: facet == Facet::Gemeente,
    }
}

/// Steps of a scale stand in the order of the scale and years from now to then; the rest stays by
/// count.
fn geordend(facet: Facet, mut waarden: Vec<Facetwaarde>) -> Vec<Facetwaarde> {
    match facet {
        Facet::Gemeentegrootte
        | Facet::Fase
        | Facet::Onderbouwing
        | Facet::Kosten
        | Facet::Toepassing => {
            let schaal = service::lijst(facet).unwrap_or_default();
            waarden.sort_by_key(|w| schaal.iter().position(|(waarde, _)| *waarde == w.waarde));
        }
        Facet::Jaar => waarden.sort_by_key(|w| Reverse(w.waarde.clone())),
        _ => {}
    }
    waarden
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waarden(uit: &[(&str, u64)]) -> Vec<Facetwaarde> {
        let waarde = |(waarde, aantal): &(&str, u64)| Facetwaarde {
            waarde: (*waarde).to_owned(),
            label: (*waarde).to_owned(),
            aantal: *aantal,
            gekozen: *waarde == "gekozen",
        };
        uit.iter().map(waarde).collect()
    }

    fn namen(opties: &[Optie]) -> Vec<&str> {
        opties.iter().map(|o| o.waarde.as_str()).collect()
    }

    #[test]
    fn scales_and_years_have_an_order_of_their_own() {
        for (facet, gegeven, geordend) in [
            (
                Facet::Fase,
                &[("gestopt", 9), ("idee", 3), ("loopt", 1)][..],
                &["idee", "loopt", "gestopt"][..],
            ),
            (
                Facet::Jaar,
                &[("2014", 5), ("2020", 1), ("2017", 2)],
                &["2020", "2017", "2014"],
            ),
            (Facet::Thema, &[("b", 2), ("a", 1)], &["b", "a"]),
        ] {
            let blok = facetblok(facet, waarden(gegeven), false);
            assert_eq!(namen(&blok.opties), geordend, "{facet}");
        }
    }

    #[test]
    fn much_is_folded_but_never_what_was_chosen() {
        let veel: Vec<String> = (0..100).map(|n| format!("GM{n:04}")).collect();
        let mut veel: Vec<(&str, u64)> = veel.iter().map(|n| (n.as_str(), 1)).collect();
        veel.push(("gekozen", 0));
        let blok = facetblok(Facet::Gemeente, waarden(&veel), false);
        assert_eq!(
            (blok.opties.len(), blok.meer.len()),
            (EERST + 1, MEER),
            "the chosen one is among the first"
        );
        assert!(blok.open && blok.te_typen);
        assert!(namen(&blok.opties).contains(&"gekozen"));
    }
}
