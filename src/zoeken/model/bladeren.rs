//! Reading the parameters that lists and searches share.

use crate::{error::Fouten, waarden::opsomming};

const MAX_PER_PAGINA: u64 = 100;
const MAX_DIEPTE: u64 = 10_000;

/// Notes that a parameter does not exist, and which do.
pub fn onbekende_parameter(fouten: &mut Fouten, naam: &str, bekend: &[&str]) {
    let melding = format!(
        "Deze parameter bestaat niet. Kies {}.",
        opsomming(bekend.iter().copied())
    );
    fouten.meld(crate::ids::kort(naam), "onbekende-parameter", melding);
}

/// Notes parameters that stand there twice while only one value can count.
pub fn meld_herhaald(fouten: &mut Fouten, paren: &[(String, String)], eenmalig: &[&str]) {
    for naam in eenmalig {
        if paren.iter().filter(|(n, _)| n == naam).count() > 1 {
            fouten.meld(*naam, "herhaald", "Geef deze parameter één keer.");
        }
    }
}

/// Reads `pagina` and `perPagina`. Answers whether the name was one of them.
pub fn lees_bladzijde(
    fouten: &mut Fouten,
    naam: &str,
    waarde: &str,
    (pagina, per_pagina): (&mut u64, &mut u64),
) -> bool {
    let (veld, max) = match naam {
        "pagina" => (pagina, MAX_DIEPTE),
        "perPagina" => (per_pagina, MAX_PER_PAGINA),
        _ => return false,
    };
    if let Some(n) = waarde.trim().parse().ok().filter(|n| (1..=max).contains(n)) {
        *veld = n;
    } else {
        let max = crate::taal::getal(max.cast_signed());
        let melding = format!("Vul een geheel getal in van 1 tot en met {max}.");
        fouten.meld(naam, "ongeldig-getal", melding);
    }
    true
}

/// Refuses to page further than the index can answer quickly.
pub fn controleer_diepte(fouten: &mut Fouten, pagina: u64, per_pagina: u64) {
    if pagina * per_pagina > MAX_DIEPTE {
        let melding = "U kunt tot resultaat 10.000 bladeren. Maak uw zoekvraag smaller met woorden of filters.";
        fouten.meld("pagina", "te-ver", melding);
    }
}
