//! The pages and files of the programme.

mod beeld;
mod csv;
mod gemeenten;
mod lijst;
mod overig;
mod pagina;
mod tabellen;
mod termijnen;
mod vragen;

use axum::{Router, routing::get};

use super::model::Kwartaal;
use crate::{
    app::App,
    error::Fouten,
    zoeken::model::{adres, lees_bladzijde},
};

/// Where the page is.
const PAD: &str = "/programma";
/// Where the acties are that are late.
const ACTIES: &str = "/programma/acties";
/// Where the times are.
const TERMIJNEN: &str = "/programma/termijnen";
/// Where the questions of a quarter are.
const VRAGEN: &str = "/programma/vragen";
/// The last page of a list that can be asked, as for every list.
const DIEPSTE: u64 = 500;

/// The routes of the programme.
pub fn routes() -> Router<App> {
    Router::new()
        .route(PAD, get(pagina::tonen))
        .route("/programma.csv", get(csv::programma))
        .route("/programma/lijst", get(lijst::items))
        .route(ACTIES, get(lijst::acties))
        .route("/programma/gemeenten", get(gemeenten::tonen))
        .route("/programma/gemeenten.csv", get(csv::gemeenten))
        .route(TERMIJNEN, get(termijnen::tonen))
        .route(VRAGEN, get(vragen::tonen))
        .route("/programma/zoeken.csv", get(csv::zoeken))
}

/// An address with a quarter, and what comes before it.
fn met_kwartaal(pad: &str, eerst: &[(&'static str, &str)], kwartaal: Option<Kwartaal>) -> String {
    let eerst = eerst
        .iter()
        .map(|(naam, waarde)| (*naam, (*waarde).to_owned()));
    let paren = eerst.chain(kwartaal.map(Kwartaal::paar));
    adres(pad, &paren.collect::<Vec<_>>())
}

/// The address of a page of a list.
fn op_blad(pad: &str, blad: u64) -> String {
    match (blad, pad.contains('?')) {
        (1, _) => pad.to_owned(),
        (_, true) => format!("{pad}&pagina={blad}"),
        (_, false) => format!("{pad}?pagina={blad}"),
    }
}

/// Which page of a list is asked for.
fn lees_blad(paren: &[(String, String)], per_pagina: u64) -> Result<u64, Fouten> {
    let (mut blad, mut vast) = (1, per_pagina);
    let mut fouten = Fouten::new();
    for (naam, waarde) in paren.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    fouten.of(blad)
}

/// Two things that were read: everything that is wrong with both at once.
fn samen<T, U>(een: Result<T, Fouten>, ander: Result<U, Fouten>) -> Result<(T, U), Fouten> {
    match (een, ander) {
        (Ok(een), Ok(ander)) => Ok((een, ander)),
        (Err(mut fouten), Err(meer)) => {
            fouten.voeg_toe(meer);
            Err(fouten)
        }
        (Err(fouten), Ok(_)) | (Ok(_), Err(fouten)) => Err(fouten),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_it_asks_on_every_page() {
        let kwartaal = "2026-4".parse().ok();
        let pad = met_kwartaal(VRAGEN, &[("wat", "gesteld")], kwartaal);
        assert_eq!(pad, "/programma/vragen?wat=gesteld&kwartaal=2026-4");
        assert_eq!(op_blad(&pad, 1), pad);
        assert_eq!(op_blad(&pad, 3), format!("{pad}&pagina=3"));
        assert_eq!(met_kwartaal(ACTIES, &[], None), ACTIES);
        assert_eq!(op_blad(ACTIES, 2), "/programma/acties?pagina=2");
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let paren = |vraag: &str| -> Vec<(String, String)> {
            form_urlencoded::parse(vraag.as_bytes())
                .into_owned()
                .collect()
        };
        let lees = |vraag: &str| {
            let paren = paren(vraag);
            samen(Kwartaal::lees(&paren), lees_blad(&paren, 20))
        };
        let velden = |vraag: &str| -> Vec<String> {
            let fouten = lees(vraag).err().unwrap_or_default();
            fouten.iter().map(|fout| fout.veld.clone()).collect()
        };
        assert_eq!(velden("pagina=0&kwartaal=nu"), ["kwartaal", "pagina"]);
        assert_eq!(velden("pagina=nul"), ["pagina"]);
        assert_eq!(velden("kwartaal=2026"), ["kwartaal"]);
        assert_eq!(lees("pagina=2"), Ok((None, 2)));
    }
}
