//! How complete something is, and what it lacks to be offered.

use super::{Antwoord, Sjabloon};
use crate::{error::Fouten, schrijven::Schrijfbaar, stukken::model::Basis};

/// How many stukken of each kind something is linked to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Samenhang {
    /// Thema's.
    pub themas: usize,
    /// Gemeenten and other organisaties that do it.
    pub gemeenten: usize,
    /// Regelingen that play a part.
    pub regelingen: usize,
}

/// A part that is not filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ontbreekt {
    /// The name of its field in the form, which is also its anchor.
    pub anker: String,
    /// What it is called there.
    pub label: &'static str,
    /// Whether it can't be offered without it.
    pub verplicht: bool,
}

/// How much is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volledigheid {
    /// How many parts are.
    pub punten: u8,
    /// How many parts there are.
    pub van: u8,
    /// The parts that are not, in the order of the form.
    pub ontbreekt: Vec<Ontbreekt>,
}

impl Volledigheid {
    /// What it can't be offered without.
    pub fn nodig(&self) -> impl Iterator<Item = &Ontbreekt> {
        self.ontbreekt.iter().filter(|o| o.verplicht)
    }

    /// What would make it better.
    pub fn beter(&self) -> impl Iterator<Item = &Ontbreekt> {
        self.ontbreekt.iter().filter(|o| !o.verplicht)
    }

    /// Whether nothing mandatory lacks.
    pub fn kan_aangeboden(&self) -> bool {
        self.nodig().next().is_none()
    }
}

/// A field or section of the form, and whether it is filled in.
struct Onderdeel {
    anker: String,
    label: &'static str,
    verplicht: bool,
    gevuld: bool,
}

/// Counts the filled fields and sections. A stock answer counts where it answers the question
/// ([`Sjabloon::weeg`]).
pub fn volledigheid<K: Schrijfbaar>(
    basis: &Basis,
    inhoud: &K,
    samenhang: Samenhang,
) -> Volledigheid {
    let onderdelen = onderdelen(basis, inhoud, samenhang);
    let aantal = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    let van = onderdelen.len();
    let ontbreekt: Vec<Ontbreekt> = onderdelen
        .into_iter()
        .filter(|o| !o.gevuld)
        .map(|o| Ontbreekt {
            anker: o.anker,
            label: o.label,
            verplicht: o.verplicht,
        })
        .collect();
    Volledigheid {
        punten: aantal(van - ontbreekt.len()),
        van: aantal(van),
        ontbreekt,
    }
}

fn onderdelen<K: Schrijfbaar>(basis: &Basis, inhoud: &K, samenhang: Samenhang) -> Vec<Onderdeel> {
    let veld = |anker: &str, label, verplicht, gevuld| Onderdeel {
        anker: anker.to_owned(),
        label,
        verplicht,
        gevuld,
    };
    let titel = is_gevuld(&basis.titel);
    let samenvatting = is_gevuld(&basis.samenvatting);
    let mut onderdelen = vec![
        veld("titel", "Titel", true, titel),
        veld("samenvatting", "Samenvatting", true, samenvatting),
    ];
    onderdelen.extend(K::SJABLOON.iter().map(|s| Onderdeel {
        anker: s.veld(),
        label: s.kop,
        verplicht: s.verplicht,
        gevuld: s.weeg(inhoud.onder(s.kop), inhoud.uit_bron()).telt(),
    }));
    let (domeinen, groepen) = (&basis.leefdomeinen, &basis.doelgroepen);
    onderdelen.extend([
        veld("themas", "Thema", false, samenhang.themas > 0),
        veld("leefdomeinen", "Leefdomein", false, !domeinen.is_empty()),
        veld(
            "doelgroepen",
            "Doelgroep om op te filteren",
            false,
            !groepen.is_empty(),
        ),
        veld("gemeenten", "Gemeente", false, samenhang.gemeenten > 0),
    ]);
    let feiten = K::FEITEN.iter();
    onderdelen.extend(feiten.map(|f| veld(f.naam, f.label, false, inhoud.is_bekend(f.naam))));
    onderdelen.push(veld(
        "regelingen",
        "Regeling",
        false,
        samenhang.regelingen > 0,
    ));
    onderdelen
}

fn is_gevuld(tekst: &str) -> bool {
    tekst.chars().any(char::is_alphanumeric)
}

/// What stands in the way of offering it: everything mandatory that lacks, and stock answers
/// that leave their question open, all at once. The fields are those of the form
/// (`sectie-aanleiding`), in its order. Empty when it can be offered.
pub fn keur<K: Schrijfbaar>(basis: &Basis, inhoud: &K) -> Fouten {
    let mut fouten = Fouten::new();
    if !is_gevuld(&basis.titel) {
        let melding = format!("Geef {} een titel. {}", K::WOORDEN.de, K::WOORDEN.titel);
        fouten.meld("titel", "verplicht", melding);
    }
    if !is_gevuld(&basis.samenvatting) {
        let melding = "Vul een samenvatting in van één of twee zinnen.";
        fouten.meld("samenvatting", "verplicht", melding);
    }
    for sectie in K::SJABLOON {
        let antwoord = sectie.weeg(inhoud.onder(sectie.kop), inhoud.uit_bron());
        match antwoord {
            Antwoord::Leeg if sectie.verplicht => {
                fouten.meld(sectie.veld(), "verplicht", leeg(sectie, inhoud.uit_bron()));
            }
            Antwoord::NietHier => {
                let tekst = inhoud.onder(sectie.kop);
                fouten.meld(
                    sectie.veld(),
                    "geen-antwoord",
                    niet_hier(sectie, tekst, inhoud.uit_bron()),
                );
            }
            Antwoord::Leeg | Antwoord::Eigen | Antwoord::Standaard => {}
        }
    }
    inhoud.controleer(&mut fouten);
    fouten
}

/// What to do about a section without an answer.
fn leeg(sectie: &Sjabloon, uit_bron: bool) -> String {
    let kop = sectie.kop;
    format!("Vul “{kop}” in.{}", mag_ook(sectie, uit_bron))
}

/// What to do about a stock answer in a section that may not have it.
fn niet_hier(sectie: &Sjabloon, tekst: &str, uit_bron: bool) -> String {
    let (kop, tekst) = (sectie.kop, tekst.trim().trim_end_matches('.'));
    let of_leeg = if sectie.verplicht {
        ""
    } else {
        ", of maak het veld leeg"
    };
    let hoe = mag_ook(sectie, uit_bron);
    format!(
        "Bij “{kop}” is “{tekst}” geen antwoord. Schrijf het in uw eigen woorden{of_leeg}.{hoe}"
    )
}

/// Which stock answers are fine.
fn mag_ook(sectie: &Sjabloon, uit_bron: bool) -> String {
    let antwoorden = sectie.standaardantwoorden(uit_bron);
    let antwoorden: Vec<String> = antwoorden
        .map(|a| format!("“{}”", a.trim_end_matches('.')))
        .collect();
    if antwoorden.is_empty() {
        return String::new();
    }
    let of = crate::waarden::opsomming(antwoorden.iter().map(String::as_str));
    format!(" Weet u er niets over, schrijf dan {of}.")
}
