//! Types of a regeling. Pure.

use serde::{Deserialize, Serialize};

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
/// valid now. None when the id is not of the BWB or the place is not an article.
pub fn artikel_link(officieel_id: &str, plaats: &str) -> Option<String> {
    let artikel = artikel(plaats)?;
    officieel_id
        .starts_with("BWBR")
        .then(|| format!("https://wetten.overheid.nl/jci1.3:c:{officieel_id}&artikel={artikel}"))
}

/// The number in `art. 2.3.5` or `artikel 18a`; none when it is something else.
fn artikel(plaats: &str) -> Option<&str> {
    let rest = plaats
        .strip_prefix("artikel")
        .or_else(|| plaats.strip_prefix("art."))?
        .trim();
    let goed = rest.starts_with(|c: char| c.is_ascii_digit())
        && rest
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == ':');
    goed.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_official_text_is_found_by_register() {
        for (id, waar) in [
            (
                "BWBR0035362",
                Some("https://wetten.overheid.nl/BWBR0035362"),
            ),
            (
                "32016R0679",
                Some("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679"),
            ),
            ("BWBR123", None),
            ("kst-34477-16", None),
            ("", None),
        ] {
            assert_eq!(officiele_tekst(id).as_deref(), waar, "{id}");
        }
    }

    #[test]
    fn an_article_has_a_deep_link() {
        assert_eq!(
            artikel_link("BWBR0035362", "art. 2.3.5").as_deref(),
            Some("https://wetten.overheid.nl/jci1.3:c:BWBR0035362&artikel=2.3.5")
        );
        assert_eq!(artikel_link("BWBR0035362", "hoofdstuk 2"), None);
        assert_eq!(artikel_link("BWBR0035362", "art. 1\"><x"), None);
        assert_eq!(artikel_link("32016R0679", "art. 6"), None);
    }
}
