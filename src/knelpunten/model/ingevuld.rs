//! What somebody fills in about a knelpunt: its texts, and why a step is taken.

use std::collections::BTreeSet;

use super::{Oorzaak, SECTIES};
use crate::{
    error::Fouten,
    ids::Slug,
    persoonsgegevens::model::{Veld, keur as keur_gegevens},
    schrijven::model::{een_regel, keur_diepte, keur_lengte, netjes},
    stukken::model::{Leefdomein, Sectie},
};

/// The most characters of a title.
const MAX_TITEL: usize = 200;
/// The most characters of a summary.
const MAX_SAMENVATTING: usize = 600;
/// The most characters of one section, of the text at the beginning, or of a step.
const MAX_TEKST: usize = 20_000;
/// The most characters of the reason of a step.
const MAX_REDEN: usize = 2_000;

/// What somebody writes of a knelpunt, as the form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// The title.
    pub titel: String,
    /// One or two sentences.
    pub samenvatting: String,
    /// What it is in a few sentences.
    pub tekst: String,
    /// The text of each section, in the order of [`SECTIES`].
    pub secties: [String; 5],
    /// Why it does not work: a value of [`Oorzaak`]; empty as long as nobody knows.
    pub oorzaak: String,
    /// The slug of the thema that leads; empty when none does.
    pub trekker: String,
    /// The slugs of the thema's that follow.
    pub themas: Vec<String>,
    /// The laws it is about, a line each, with or without an article.
    pub regelingen: String,
    /// Areas of life.
    pub leefdomeinen: Vec<String>,
    /// Target groups.
    pub doelgroepen: Vec<String>,
}

/// What of that stands in the knelpunt itself, tidied up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geschreven {
    /// The title.
    pub titel: String,
    /// One or two sentences.
    pub samenvatting: String,
    /// What it is in a few sentences.
    pub tekst: String,
    /// The sections that say something, in the order of [`SECTIES`].
    pub secties: Vec<Sectie>,
    /// Why it does not work.
    pub oorzaak: Option<Oorzaak>,
    /// Areas of life.
    pub leefdomeinen: Vec<Leefdomein>,
    /// Target groups.
    pub doelgroepen: Vec<String>,
}

/// The name of the field of a section.
pub fn sectieveld(naam: &str) -> String {
    format!("sectie-{}", Slug::van_titel(naam))
}

/// Judges a text of more lines.
fn keur_tekst(veld: &str, tekst: &str, fouten: &mut Fouten) -> String {
    let tekst = netjes(tekst);
    keur_lengte(veld, &tekst, MAX_TEKST, fouten);
    keur_diepte(veld, &tekst, fouten);
    tekst
}

/// Judges the three texts that every knelpunt begins with; answers them tidied up.
pub fn keur_teksten(
    (titel, samenvatting, tekst): (&str, &str, &str),
    fouten: &mut Fouten,
) -> (String, String, String) {
    let (titel, samenvatting) = (een_regel(titel), een_regel(samenvatting));
    if titel.is_empty() {
        let melding = "Geef het knelpunt een titel: wat loopt er vast, in gewone woorden?";
        fouten.meld("titel", "verplicht", melding);
    }
    keur_lengte("titel", &titel, MAX_TITEL, fouten);
    if samenvatting.is_empty() {
        let melding =
            "Vat het knelpunt samen in een of twee zinnen. Dat is wat mensen in lijsten lezen.";
        fouten.meld("samenvatting", "verplicht", melding);
    }
    keur_lengte("samenvatting", &samenvatting, MAX_SAMENVATTING, fouten);
    let tekst = keur_tekst("tekst", tekst, fouten);
    (titel, samenvatting, tekst)
}

/// Judges why a step is taken: everybody who reads the knelpunt reads it, so it is never empty.
pub fn keur_reden(tekst: &str, fouten: &mut Fouten) -> String {
    let reden = netjes(tekst);
    if reden.is_empty() {
        let melding = "Schrijf op waarom. Iedereen die het knelpunt leest, leest dit, en wie het meldde \
                       krijgt er bericht van.";
        fouten.meld("reden", "verplicht", melding);
    }
    keur_lengte("reden", &reden, MAX_REDEN, fouten);
    reden
}

/// As [`keur_reden`], also what seems personal data as long as its writer has not looked at that.
pub fn keur_waarom(tekst: &str, akkoord: bool, fouten: &mut Fouten) -> String {
    let reden = keur_reden(tekst, fouten);
    let veld = Veld {
        naam: "reden",
        label: "Waarom?",
        tekst: &reden,
    };
    keur_gegevens(&[veld], akkoord, fouten);
    reden
}

/// Judges what is said of the steps; answers each tidied up.
pub fn keur_treden(gezegd: &[(String, bool); 5], fouten: &mut Fouten) -> [(String, bool); 5] {
    let mut netjes = gezegd.clone();
    for (nummer, (tekst, _)) in (1..).zip(&mut netjes) {
        *tekst = keur_tekst(&tredeveld(nummer), tekst, fouten);
    }
    netjes
}

/// The name of the field of a step.
pub fn tredeveld(nummer: u8) -> String {
    format!("trede-{nummer}")
}

impl Ingevuld {
    /// Judges what stands in the knelpunt itself; `bekend` are the target groups that may be chosen.
    pub fn keur(&self, bekend: &[String], fouten: &mut Fouten) -> Geschreven {
        let teksten = (&*self.titel, &*self.samenvatting, &*self.tekst);
        let (titel, samenvatting, tekst) = keur_teksten(teksten, fouten);
        let secties = SECTIES.iter().zip(&self.secties);
        let secties = secties.map(|(naam, tekst)| Sectie {
            naam: (*naam).to_owned(),
            tekst: keur_tekst(&sectieveld(naam), tekst, fouten),
        });
        let secties: Vec<Sectie> = secties.filter(|s| !s.tekst.is_empty()).collect();
        let oorzaak: Option<Oorzaak> = self.oorzaak.parse().ok();
        if oorzaak.is_none() && !self.oorzaak.is_empty() {
            fouten.meld(
                "oorzaak",
                "onbekende-waarde",
                "Kies een oorzaak uit de lijst.",
            );
        }
        let leefdomeinen = self.leefdomeinen.iter();
        let leefdomeinen: BTreeSet<Leefdomein> =
            leefdomeinen.filter_map(|l| l.parse().ok()).collect();
        let doelgroepen = self.doelgroepen.iter().filter(|d| bekend.contains(d));
        let doelgroepen: BTreeSet<String> = doelgroepen.cloned().collect();
        Geschreven {
            titel,
            samenvatting,
            tekst,
            secties,
            oorzaak,
            leefdomeinen: leefdomeinen.into_iter().collect(),
            doelgroepen: doelgroepen.into_iter().collect(),
        }
    }

    /// The text of every field that people write in: its name, what people call it, and what stands there.
    pub fn vrije_teksten(&self) -> Vec<(String, &'static str, &str)> {
        let vast = [
            ("titel".to_owned(), "Titel", &*self.titel),
            (
                "samenvatting".to_owned(),
                "Samenvatting",
                &*self.samenvatting,
            ),
            ("tekst".to_owned(), "Inleiding", &*self.tekst),
        ];
        let secties = SECTIES.iter().zip(&self.secties);
        let secties = secties.map(|(naam, tekst)| (sectieveld(naam), *naam, tekst.as_str()));
        vast.into_iter().chain(secties).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(fouten: &Fouten) -> Vec<String> {
        let code = |f: &crate::error::Fout| format!("{} {}", f.veld, f.code);
        fouten.iter().map(code).collect()
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let ingevuld = Ingevuld {
            titel: " ".into(),
            samenvatting: "x".repeat(MAX_SAMENVATTING + 1),
            tekst: ">".repeat(100),
            secties: [
                "a".repeat(MAX_TEKST + 1),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
            ],
            oorzaak: "pech".into(),
            ..Ingevuld::default()
        };
        let mut fouten = Fouten::new();
        ingevuld.keur(&[], &mut fouten);
        assert_eq!(
            codes(&fouten),
            [
                "titel verplicht",
                "samenvatting te-lang",
                "tekst te-diep",
                "sectie-wat-er-gebeurt te-lang",
                "oorzaak onbekende-waarde",
            ]
        );
    }

    #[test]
    fn what_fits_is_tidied_up() {
        let ingevuld = Ingevuld {
            titel: "  Delen \n mag niet ".into(),
            samenvatting: "Kort.".into(),
            secties: [
                String::new(),
                " Een\r\ngezin ".into(),
                String::new(),
                String::new(),
                String::new(),
            ],
            oorzaak: "complexiteit".into(),
            leefdomeinen: vec!["zorg".into(), "maan".into(), "zorg".into()],
            doelgroepen: vec!["gezinnen".into(), "marsmannen".into()],
            ..Ingevuld::default()
        };
        let mut fouten = Fouten::new();
        let netjes = ingevuld.keur(&["gezinnen".into()], &mut fouten);
        assert_eq!(codes(&fouten), [""; 0]);
        assert_eq!(netjes.titel, "Delen mag niet");
        assert_eq!(
            netjes.secties,
            [Sectie {
                naam: SECTIES[1].into(),
                tekst: "Een\ngezin".into()
            }]
        );
        assert_eq!(netjes.oorzaak, Some(Oorzaak::Complexiteit));
        assert_eq!(netjes.leefdomeinen, [Leefdomein::Zorg]);
        assert_eq!(netjes.doelgroepen, ["gezinnen"]);
    }

    #[test]
    fn a_step_is_never_taken_in_silence() {
        for (tekst, codes_verwacht) in [
            (" \r\n ", &["reden verplicht"][..]),
            ("Omdat.", &[]),
            (&*"é".repeat(MAX_REDEN), &[]),
            (&*"é".repeat(MAX_REDEN + 1), &["reden te-lang"]),
        ] {
            let mut fouten = Fouten::new();
            keur_reden(tekst, &mut fouten);
            assert_eq!(codes(&fouten), codes_verwacht);
        }
    }
}
