//! How complete a praktijk is, and what it lacks to be offered. Pure.

use super::{
    Effect, Fase, Kosten, Praktijk,
    sjabloon::{Antwoord, SJABLOON, Sjabloon},
};
use crate::{error::Fouten, stukken::model::Basis};

/// How many stukken of each kind a praktijk is linked to.
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
    /// Whether the praktijk can't be offered without it.
    pub verplicht: bool,
}

/// How much of a praktijk is filled in.
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
    /// What the praktijk can't be offered without.
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

/// Counts the filled fields and sections of a praktijk. A stock answer counts where it answers the
/// question ([`Sjabloon::weeg`]). The classes of kosten and effect are `niet bekend` until somebody
/// chooses: that counts as an answer only when the text says so as well.
pub fn volledigheid(basis: &Basis, praktijk: &Praktijk, samenhang: Samenhang) -> Volledigheid {
    let onderdelen = onderdelen(basis, praktijk, samenhang);
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

fn onderdelen(basis: &Basis, praktijk: &Praktijk, samenhang: Samenhang) -> Vec<Onderdeel> {
    let veld = |anker: &str, label, verplicht, gevuld| Onderdeel {
        anker: anker.to_owned(),
        label,
        verplicht,
        gevuld,
    };
    let weeg = |s: &Sjabloon| s.weeg(praktijk.sectie(s.kop), praktijk.uit_bron);
    let zegt_dat_het_niet_bekend_is =
        |sleutel| Sjabloon::met_sleutel(sleutel).is_some_and(|s| weeg(s) == Antwoord::Standaard);
    let kosten = praktijk.kosten != Kosten::Onbekend || zegt_dat_het_niet_bekend_is("kosten");
    let effect = praktijk.effect != Effect::NietBekend || zegt_dat_het_niet_bekend_is("opbrengst");
    let titel = is_gevuld(&basis.titel);
    let samenvatting = is_gevuld(&basis.samenvatting);
    let fase = praktijk.fase != Fase::NietBekend;

    let mut onderdelen = vec![
        veld("titel", "Titel", true, titel),
        veld("samenvatting", "Samenvatting", true, samenvatting),
    ];
    onderdelen.extend(SJABLOON.iter().map(|s| Onderdeel {
        anker: s.veld(),
        label: s.kop,
        verplicht: s.verplicht,
        gevuld: weeg(s).telt(),
    }));
    onderdelen.extend([
        veld("themas", "Thema", false, samenhang.themas > 0),
        veld(
            "leefdomeinen",
            "Leefdomein",
            false,
            !basis.leefdomeinen.is_empty(),
        ),
        veld(
            "doelgroepen",
            "Doelgroep om op te filteren",
            false,
            !basis.doelgroepen.is_empty(),
        ),
        veld("gemeenten", "Gemeente", false, samenhang.gemeenten > 0),
        veld("fase", "Fase", false, fase),
        veld("kosten", "Hoogte van de kosten", false, kosten),
        veld("effect", "Effect", false, effect),
        veld("regelingen", "Regeling", false, samenhang.regelingen > 0),
    ]);
    onderdelen
}

fn is_gevuld(tekst: &str) -> bool {
    tekst.chars().any(char::is_alphanumeric)
}

/// What stands in the way of offering a praktijk: everything mandatory that lacks, and stock answers
/// that leave their question open, all at once. The fields are those of the form
/// (`sectie-aanleiding`), in its order. Empty when it can be offered.
pub fn keur(basis: &Basis, praktijk: &Praktijk) -> Fouten {
    let mut fouten = Fouten::new();
    if !is_gevuld(&basis.titel) {
        let melding = "Geef de praktijk een titel. Schrijf in een paar woorden wat u doet.";
        fouten.meld("titel", "verplicht", melding);
    }
    if !is_gevuld(&basis.samenvatting) {
        let melding = "Vul een samenvatting in van één of twee zinnen.";
        fouten.meld("samenvatting", "verplicht", melding);
    }
    for sectie in &SJABLOON {
        let antwoord = sectie.weeg(praktijk.sectie(sectie.kop), praktijk.uit_bron);
        match antwoord {
            Antwoord::Leeg if sectie.verplicht => {
                fouten.meld(sectie.veld(), "verplicht", leeg(sectie, praktijk.uit_bron));
            }
            Antwoord::NietHier => {
                let tekst = praktijk.sectie(sectie.kop);
                fouten.meld(
                    sectie.veld(),
                    "geen-antwoord",
                    niet_hier(sectie, tekst, praktijk.uit_bron),
                );
            }
            Antwoord::Leeg | Antwoord::Eigen | Antwoord::Standaard => {}
        }
    }
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

#[cfg(test)]
mod tests;
