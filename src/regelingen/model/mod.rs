//! Types and rules of a regeling. Pure.

mod artikel;
mod plaats;
mod plaatsen;
#[cfg(test)]
mod tests;
mod verwijzing;

use serde::{Deserialize, Serialize};

pub use artikel::{Artikel, Artikelnummer};
pub use plaats::artikelen_in;
pub use plaatsen::{Plaatsen, Vindplaats, plaatsen};
pub use verwijzing::{Regelingnaam, Verwijzing, beste, zonder_jaar};

use crate::{
    stukken::model::{Kaartfeit, Sectie},
    waarden::waarden,
};

waarden! {
    /// What kind of regeling it is.
    Regelingsoort {
        Wet = "wet", "Wet";
        Wijzigingswet = "wijzigingswet", "Wijzigingswet";
        Amvb = "amvb", "Algemene maatregel van bestuur";
        MinisterieleRegeling = "ministeriele-regeling", "Ministeriële regeling";
        Beleidsregel = "beleidsregel", "Beleidsregel";
        EuVerordening = "eu-verordening", "Verordening van de Europese Unie";
        Wetsvoorstel = "wetsvoorstel", "Wetsvoorstel";
    }
}

/// What is particular to a regeling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regeling {
    /// Our description, as Markdown; not the text of the law.
    pub tekst: String,
    /// Its sections.
    pub secties: Vec<Sectie>,
    /// What kind of regeling it is.
    pub regelingsoort: Regelingsoort,
    /// The usual abbreviation, `Wmo 2015`; empty when there is none.
    pub afkorting: String,
    /// The articles we say something about, in natural order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub artikelen: Vec<Artikel>,
}

impl Regeling {
    /// What a card shows of it.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let afkorting = Some(&self.afkorting).filter(|a| !a.is_empty());
        let soort = Kaartfeit::nieuw("", self.regelingsoort.label());
        afkorting
            .map(|a| Kaartfeit::nieuw("", a))
            .into_iter()
            .chain([soort])
            .collect()
    }
}

/// Where the official text is: wetten.overheid.nl for a BWB id, EUR-Lex for a CELEX number.
/// None for an id of another register.
pub fn officiele_tekst(officieel_id: &str) -> Option<String> {
    let cijfers = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if let Some(nummer) = officieel_id.strip_prefix("BWBR")
        && nummer.len() == 7
        && cijfers(nummer)
    {
        return Some(format!("https://wetten.overheid.nl/{officieel_id}"));
    }
    let celex = officieel_id.len() == 10
        && officieel_id.starts_with('3')
        && officieel_id
            .chars()
            .filter(char::is_ascii_alphabetic)
            .count()
            == 1
        && officieel_id.is_ascii();
    celex.then(|| {
        format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{officieel_id}")
    })
}

/// Where an article of a Dutch law is: a deep link by JCI 1.3 without dates, so the text that is
/// valid now. None when the id is not of the BWB.
pub fn artikel_link(officieel_id: &str, artikel: &Artikelnummer) -> Option<String> {
    officieel_id
        .starts_with("BWBR")
        .then(|| format!("https://wetten.overheid.nl/jci1.3:c:{officieel_id}&artikel={artikel}"))
}
