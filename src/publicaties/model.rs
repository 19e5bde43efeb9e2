//! Types of a publicatie. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    stukken::model::{Kaartfeit, Sectie},
    waarden::waarden,
};

waarden! {
    /// What kind of document it is.
    Publicatiesoort {
        Kamerbrief = "kamerbrief", "Kamerbrief";
        Evaluatie = "evaluatie", "Evaluatie";
        Advies = "advies", "Advies";
        Handreiking = "handreiking", "Handreiking";
        Brief = "brief", "Brief";
        Artikel = "artikel", "Artikel";
        Verantwoording = "verantwoording", "Verantwoording";
        Document = "document", "Document";
    }
}

/// What is particular to a publicatie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publicatie {
    /// The account of it, as Markdown.
    pub tekst: String,
    /// Its sections.
    pub secties: Vec<Sectie>,
    /// What kind of document it is.
    pub publicatiesoort: Publicatiesoort,
    /// The organisation that wrote it; empty when not known.
    pub auteur: String,
}

impl Publicatie {
    /// What a card shows of it.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let auteur = Some(&self.auteur).filter(|a| !a.is_empty());
        let soort = Kaartfeit::nieuw("", self.publicatiesoort.label());
        auteur
            .map(|a| Kaartfeit::nieuw("", a))
            .into_iter()
            .chain([soort])
            .collect()
    }
}

/// Where the official text of a Kamerstuk is: `kst-34477-16` at officielebekendmakingen.nl. None
/// for an id of another register.
pub fn officieel_document(officieel_id: &str) -> Option<String> {
    let rest = officieel_id.strip_prefix("kst-")?;
    let goed = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    goed.then(|| format!("https://zoek.officielebekendmakingen.nl/{officieel_id}.html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kamerstuk_has_an_official_text() {
        assert_eq!(
            officieel_document("kst-34477-16").as_deref(),
            Some("https://zoek.officielebekendmakingen.nl/kst-34477-16.html")
        );
        for ander in ["", "kst-", "BWBR0035362", "kst-1\"><x"] {
            assert_eq!(officieel_document(ander), None, "{ander}");
        }
    }
}
