//! What the dwarskijker types in a bevinding, and what is wrong with it. Pure.

use super::{Bevinding, SECTIES, Wederhoor};
use crate::{
    error::Fouten,
    persoonsgegevens::model::{Veld, keur},
    schrijven::model::{een_regel, keur_diepte, keur_lengte, netjes},
    stukken::model::{Sectie, verschil},
    vraagpunten::model::VRAAG,
};

/// The most characters of a title.
const MAX_TITEL: usize = 200;
/// The most characters of a summary.
const MAX_SAMENVATTING: usize = 600;
/// The most characters of one section, or of the text at the beginning.
const MAX_SECTIE: usize = 20_000;
/// The most characters of one recommendation: it becomes a question.
const MAX_AANBEVELING: usize = VRAAG;
/// The most recommendations of one bevinding.
const HOOGSTENS: usize = 30;
/// The most characters of a reply, and of a note in a dossier.
pub const MAX_REACTIE: usize = 10_000;

/// One recommendation, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aanbevolen {
    /// To whom, by name.
    pub aan: String,
    /// What they should do.
    pub tekst: String,
}

/// What stands in the form of a bevinding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// The title.
    pub titel: String,
    /// One or two sentences.
    pub samenvatting: String,
    /// What was found in a few sentences.
    pub tekst: String,
    /// The text of each section, in the order of [`SECTIES`].
    pub secties: Vec<String>,
    /// What is recommended.
    pub aanbevelingen: Vec<Aanbevolen>,
    /// The slug of the thema in whose dossier it is; empty for none.
    pub thema: String,
    /// Laws that play a part, a line each.
    pub regelingen: String,
    /// Knelpunten that it is about, a line each.
    pub knelpunten: String,
    /// Areas of life.
    pub leefdomeinen: Vec<String>,
}

/// The lines of a field that say something.
pub fn regels(tekst: &str) -> Vec<String> {
    let regels = tekst.lines().map(str::trim).filter(|r| !r.is_empty());
    regels.map(ToOwned::to_owned).collect()
}

/// A text of more lines, tidied and judged.
pub fn keur_tekst(veld: &str, tekst: &str, hoogstens: usize, fouten: &mut Fouten) -> String {
    let tekst = netjes(tekst);
    keur_lengte(veld, &tekst, hoogstens, fouten);
    keur_diepte(veld, &tekst, fouten);
    tekst
}

fn regel(veld: &str, tekst: &str, hoogstens: usize, fouten: &mut Fouten) -> String {
    let tekst = een_regel(tekst);
    keur_lengte(veld, &tekst, hoogstens, fouten);
    tekst
}

/// The name of the field of a section, and of a recommendation, from 1.
fn sectieveld(nummer: usize) -> String {
    format!("sectie-{nummer}")
}

fn aanbevelingsveld(nummer: usize) -> String {
    format!("aanbeveling-{nummer}")
}

impl Ingevuld {
    /// Tidies what was typed and says what does not fit; a draft may have gaps. What seems personal data
    /// is told unless its writer looked at it.
    #[must_use]
    pub fn keur(&self, akkoord: bool, fouten: &mut Fouten) -> Self {
        let titel = regel("titel", &self.titel, MAX_TITEL, fouten);
        if titel.is_empty() {
            fouten.meld("titel", "verplicht", "Geef de bevinding een titel.");
        }
        let samenvatting = regel("samenvatting", &self.samenvatting, MAX_SAMENVATTING, fouten);
        let tekst = keur_tekst("tekst", &self.tekst, MAX_SECTIE, fouten);
        let mut secties = Vec::new();
        for (plek, sectie) in self.secties.iter().enumerate().take(SECTIES.len()) {
            secties.push(keur_tekst(
                &sectieveld(plek + 1),
                sectie,
                MAX_SECTIE,
                fouten,
            ));
        }
        let netjes = Self {
            titel,
            samenvatting,
            tekst,
            secties,
            aanbevelingen: self.keur_aanbevelingen(fouten),
            ..self.clone()
        };
        for (naam, label, tekst) in netjes.velden() {
            let veld = Veld {
                naam: &naam,
                label: &label,
                tekst,
            };
            keur(&[veld], akkoord, fouten);
        }
        netjes
    }

    /// The recommendations, each in its place: an error names the field in which it was typed.
    fn keur_aanbevelingen(&self, fouten: &mut Fouten) -> Vec<Aanbevolen> {
        let mut netjes = Vec::new();
        for (plek, wat) in self.aanbevelingen.iter().enumerate() {
            let veld = aanbevelingsveld(plek + 1);
            let aan = een_regel(&wat.aan);
            let tekst = keur_tekst(&veld, &wat.tekst, MAX_AANBEVELING, fouten);
            if aan.is_empty() && !tekst.is_empty() {
                let melding = "Vul in aan welke organisatie u dit aanbeveelt.";
                fouten.meld(format!("{veld}-aan"), "verplicht", melding);
            }
            if tekst.is_empty() && !aan.is_empty() {
                let melding = "Schrijf op wat u aanbeveelt, of haal de organisatie weg.";
                fouten.meld(veld, "verplicht", melding);
            }
            netjes.push(Aanbevolen { aan, tekst });
        }
        let gevuld = netjes.iter().filter(|a| !a.tekst.is_empty()).count();
        if gevuld > HOOGSTENS {
            let melding = format!("Doe er hoogstens {HOOGSTENS}: zo krijgt elke een antwoord.");
            fouten.meld("aanbeveling-1", "te-veel", melding);
        }
        netjes
    }

    /// What is told, before the recommendations: name, what people call it, and what stands in it.
    fn teksten(&self) -> impl Iterator<Item = (String, String, &str)> {
        let vast = [
            ("titel", "Titel", self.titel.as_str()),
            ("samenvatting", "Samenvatting", self.samenvatting.as_str()),
            ("tekst", "De bevinding in het kort", self.tekst.as_str()),
        ];
        let vast = vast.map(|(naam, label, tekst)| (naam.to_owned(), label.to_owned(), tekst));
        let secties = self.secties.iter().zip(SECTIES).enumerate();
        let secties = secties
            .map(|(plek, (tekst, kop))| (sectieveld(plek + 1), kop.to_owned(), tekst.as_str()));
        vast.into_iter().chain(secties)
    }

    /// The fields with free text, as [`Self::teksten`] has them.
    fn velden(&self) -> Vec<(String, String, &str)> {
        let aanbevelingen = self.aanbevelingen.iter().enumerate();
        let aanbevelingen = aanbevelingen.map(|(plek, wat)| {
            let label = format!("Aanbeveling {}", plek + 1);
            (aanbevelingsveld(plek + 1), label, wat.tekst.as_str())
        });
        self.teksten().chain(aanbevelingen).collect()
    }

    /// All that people wrote, field by field, as a comparison shows it.
    pub fn vergelijkbaar(&self) -> Vec<verschil::Veld> {
        let veld = |naam: String, label: String, tekst: &str| {
            verschil::Veld::nieuw(naam, label, tekst.replace("\r\n", "\n"))
        };
        let mut velden: Vec<verschil::Veld> = Vec::new();
        for (naam, label, tekst) in self.teksten() {
            velden.push(veld(naam, label, tekst));
        }
        for (plek, wat) in self.aanbevelingen.iter().enumerate() {
            if wat.tekst.is_empty() && wat.aan.is_empty() {
                continue;
            }
            let label = format!("Aanbeveling {}", plek + 1);
            let tekst = format!("Aan {}: {}", wat.aan, wat.tekst);
            velden.push(veld(aanbevelingsveld(plek + 1), label, &tekst));
        }
        velden.push(veld("regelingen".into(), "Regels".into(), &self.regelingen));
        velden.push(veld(
            "knelpunten".into(),
            "Knelpunten".into(),
            &self.knelpunten,
        ));
        velden
    }

    /// The sections that say something, under their headings.
    pub fn als_secties(&self) -> Vec<Sectie> {
        let gevuld = SECTIES.iter().zip(&self.secties);
        let gevuld = gevuld.filter(|(_, tekst)| !tekst.is_empty());
        let sectie = |(naam, tekst): (&&str, &String)| Sectie {
            naam: (*naam).to_owned(),
            tekst: tekst.clone(),
        };
        gevuld.map(sectie).collect()
    }
}

/// What a bevinding can't be sent for a reply without. It is told of the text as a whole, which the page that
/// sends it shows.
pub fn ontbreekt(samenvatting: &str, bevinding: &Bevinding, fouten: &mut Fouten) {
    if samenvatting.is_empty() {
        let melding = "Er is nog geen samenvatting. Schrijf die eerst.";
        fouten.meld("tekst", "verplicht", melding);
    }
    if bevinding.tekst.is_empty() {
        let melding = "De bevinding in het kort is nog leeg. Schrijf die eerst.";
        fouten.meld("tekst", "verplicht", melding);
    }
    for kop in SECTIES {
        if !bevinding.secties.iter().any(|sectie| sectie.naam == kop) {
            let melding = format!("“{kop}” is nog leeg. Schrijf dat eerst.");
            fouten.meld("tekst", "verplicht", melding);
        }
    }
}

/// The texts of a bevinding and the replies to it, each with what people call it: what is looked through
/// for personal data before others read it.
pub fn velden_van<'a>(
    titel: &'a str,
    samenvatting: &'a str,
    bevinding: &'a Bevinding,
    reacties: &'a [Wederhoor],
) -> Vec<(String, &'a str)> {
    let vast = [
        ("Titel", titel),
        ("Samenvatting", samenvatting),
        ("De bevinding in het kort", bevinding.tekst.as_str()),
    ];
    let secties = bevinding.secties.iter();
    let secties = secties.map(|sectie| (sectie.naam.as_str(), sectie.tekst.as_str()));
    let vast = vast.into_iter().chain(secties);
    let vast = vast.map(|(label, tekst)| (label.to_owned(), tekst));
    let aanbevelingen = bevinding.aanbevelingen.iter().enumerate();
    let aanbevelingen =
        aanbevelingen.map(|(plek, wat)| (format!("Aanbeveling {}", plek + 1), wat.tekst.as_str()));
    let reacties = reacties
        .iter()
        .filter_map(|w| w.reactie.as_ref())
        .enumerate();
    let reacties =
        reacties.map(|(plek, reactie)| (format!("Reactie {}", plek + 1), reactie.tekst.as_str()));
    vast.chain(aanbevelingen).chain(reacties).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(ingevuld: &Ingevuld, akkoord: bool) -> Vec<String> {
        let mut fouten = Fouten::new();
        let _netjes = ingevuld.keur(akkoord, &mut fouten);
        let alle = fouten.iter();
        alle.map(|f| format!("{} {}", f.veld, f.code)).collect()
    }

    fn aanbevolen(aan: &str, tekst: &str) -> Aanbevolen {
        Aanbevolen {
            aan: aan.into(),
            tekst: tekst.into(),
        }
    }

    #[test]
    fn a_draft_may_have_gaps_and_half_a_recommendation_may_not() {
        let leeg = Ingevuld::default();
        assert_eq!(codes(&leeg, false), ["titel verplicht"]);
        let goed = Ingevuld {
            titel: " Een  titel ".into(),
            secties: vec!["Dit.\r\nEn dat. ".into(), String::new(), String::new()],
            aanbevelingen: vec![aanbevolen("", " "), aanbevolen("Assen", "Doe het.")],
            ..Ingevuld::default()
        };
        let mut fouten = Fouten::new();
        let netjes = goed.keur(false, &mut fouten);
        assert!(fouten.is_empty(), "{fouten}");
        assert_eq!(netjes.titel, "Een titel");
        let secties = netjes.als_secties();
        assert_eq!(secties.len(), 1);
        assert_eq!(
            (secties[0].naam.as_str(), secties[0].tekst.as_str()),
            ("Wat ik zag", "Dit.\nEn dat.")
        );
        let half = Ingevuld {
            titel: "x".into(),
            aanbevelingen: vec![aanbevolen("Assen", ""), aanbevolen("", "Doe het.")],
            ..Ingevuld::default()
        };
        assert_eq!(
            codes(&half, false),
            ["aanbeveling-1 verplicht", "aanbeveling-2-aan verplicht"]
        );
    }

    #[test]
    fn what_is_too_long_and_what_seems_personal_is_told_with_its_field() {
        let ingevuld = Ingevuld {
            titel: "t".repeat(201),
            samenvatting: "Bel 06-12345678.".into(),
            secties: vec![
                String::new(),
                "Mail els@gemeente.example.".into(),
                String::new(),
            ],
            aanbevelingen: vec![aanbevolen("Assen", "Bel 06-12345678.")],
            ..Ingevuld::default()
        };
        let persoonlijk = [
            "samenvatting persoonsgegevens",
            "sectie-2 persoonsgegevens",
            "aanbeveling-1 persoonsgegevens",
        ];
        let alle = codes(&ingevuld, false);
        assert_eq!(alle[0], "titel te-lang");
        assert_eq!(alle[1..], persoonlijk);
        assert_eq!(codes(&ingevuld, true), ["titel te-lang"]);
    }

    #[test]
    fn everything_is_written_before_it_is_sent() {
        let mut bevinding = Bevinding::default();
        let mut fouten = Fouten::new();
        ontbreekt("", &bevinding, &mut fouten);
        assert_eq!(fouten.iter().count(), 5);
        bevinding.tekst = "Dit.".into();
        bevinding.secties = SECTIES
            .iter()
            .map(|naam| Sectie {
                naam: (*naam).to_owned(),
                tekst: "Dit.".into(),
            })
            .collect();
        let mut fouten = Fouten::new();
        ontbreekt("Kort.", &bevinding, &mut fouten);
        assert!(fouten.is_empty());
    }
}
