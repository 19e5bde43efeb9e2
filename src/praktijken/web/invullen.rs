//! The form of a praktijk: what somebody typed, and the state it makes.

use std::collections::BTreeSet;

use super::super::{
    model::{
        Effect, Fase, Kosten, Praktijk, SECTIES,
        sjabloon::{NIET_BESCHREVEN, NOG_NIETS, ONBEKEND},
    },
    service::{
        schrijven::leeg,
        wijzers::{Genoemd, regels},
    },
};
use crate::{
    http::{extract::Formulier, velden::Optie},
    ids::Slug,
    stukken::model::{
        Basis, Kop, Leefdomein, Sectie, label_van,
        voorstel::{Staat, Wijzer},
    },
};

/// Groups that praktijken are for; a stuk may name others.
const DOELGROEPEN: [&str; 13] = [
    "bestuurders",
    "dak-en-thuislozen",
    "ex-gedetineerden",
    "gezinnen",
    "inburgeraars",
    "jongeren",
    "mensen-met-een-beperking",
    "mensen-met-een-laag-inkomen",
    "mensen-met-schulden",
    "ouderen",
    "professionals",
    "raadsleden",
    "werkzoekenden",
];

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    /// The text of each section, in the order of [`SECTIES`].
    pub secties: Vec<String>,
    pub fase: String,
    pub kosten: String,
    pub effect: String,
    pub leefdomeinen: Vec<String>,
    pub doelgroepen: Vec<String>,
    pub themas: Vec<String>,
    pub gemeenten: String,
    pub organisaties: String,
    pub regelingen: String,
    pub stukken: String,
    /// Of a voorstel: what it changes and why.
    pub notitie: String,
}

/// The name of the field of a section, and of its place on the page.
pub fn sectieveld(naam: &str) -> String {
    format!("sectie-{}", Slug::van_titel(naam))
}

impl Ingevuld {
    /// What was sent.
    pub fn van_formulier(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        let alle = |naam| formulier.alle(naam).map(ToOwned::to_owned).collect();
        let sectie = |naam: &&str| {
            let veld = sectieveld(naam);
            let zonder = formulier.een(&format!("{veld}-zonder"));
            // A box that says there is nothing to tell counts when nothing was told.
            let leeg = formulier.een(&veld).trim().is_empty();
            if leeg && [NIET_BESCHREVEN, NOG_NIETS, ONBEKEND].contains(&zonder) {
                zonder.to_owned()
            } else {
                een(&veld)
            }
        };
        Self {
            titel: een("titel"),
            samenvatting: een("samenvatting"),
            tekst: een("tekst"),
            secties: SECTIES.iter().map(sectie).collect(),
            fase: een("fase"),
            kosten: een("kosten"),
            effect: een("effect"),
            leefdomeinen: alle("leefdomeinen"),
            doelgroepen: alle("doelgroepen"),
            themas: alle("themas"),
            gemeenten: een("gemeenten"),
            organisaties: een("organisaties"),
            regelingen: een("regelingen"),
            stukken: een("stukken"),
            notitie: een("notitie"),
        }
    }

    /// What a state says, with the names of where it points.
    pub fn van_staat(staat: &Staat<Praktijk>, genoemd: Genoemd) -> Self {
        let Staat { basis, inhoud, .. } = staat;
        let sectie = |naam: &&str| {
            let gevonden = inhoud.secties.iter().find(|s| s.naam == **naam);
            gevonden.map(|s| s.tekst.clone()).unwrap_or_default()
        };
        Self {
            titel: basis.titel.clone(),
            samenvatting: basis.samenvatting.clone(),
            tekst: inhoud.tekst.clone(),
            secties: SECTIES.iter().map(sectie).collect(),
            fase: inhoud.fase.to_string(),
            kosten: inhoud.kosten.to_string(),
            effect: inhoud.effect.to_string(),
            leefdomeinen: basis.leefdomeinen.iter().map(ToString::to_string).collect(),
            doelgroepen: basis.doelgroepen.clone(),
            themas: genoemd.themas,
            gemeenten: genoemd.gemeenten.join("\n"),
            organisaties: genoemd.organisaties.join("\n"),
            regelingen: genoemd.regelingen.join("\n"),
            stukken: genoemd.stukken.join("\n"),
            notitie: String::new(),
        }
    }

    /// What is named, a line each.
    pub fn genoemd(&self) -> Genoemd {
        Genoemd {
            themas: self.themas.clone(),
            gemeenten: regels(&self.gemeenten),
            organisaties: regels(&self.organisaties),
            regelingen: regels(&self.regelingen),
            stukken: regels(&self.stukken),
        }
    }

    /// The state that this makes of a stuk. What the form can't say stays as it was; a value that is no
    /// choice of the form becomes the first.
    pub fn staat(&self, was: &Staat<Praktijk>, wijzers: Vec<Wijzer>) -> Staat<Praktijk> {
        let secties = SECTIES.iter().zip(&self.secties);
        let sectie = |(naam, tekst): (&&str, &String)| Sectie {
            naam: (**naam).to_owned(),
            tekst: nieuwe_regels(tekst),
        };
        let andere = was.inhoud.secties.iter();
        let andere = andere.filter(|s| !SECTIES.contains(&s.naam.as_str()));
        let andere = andere.cloned();
        let leefdomeinen: BTreeSet<Leefdomein> = self
            .leefdomeinen
            .iter()
            .filter_map(|l| l.parse().ok())
            .collect();
        let doelgroepen: BTreeSet<String> = self
            .doelgroepen
            .iter()
            .filter(|d| kent_doelgroep(d, was))
            .cloned()
            .collect();
        Staat {
            basis: Basis {
                titel: self.titel.clone(),
                samenvatting: self.samenvatting.clone(),
                leefdomeinen: leefdomeinen.into_iter().collect(),
                doelgroepen: doelgroepen.into_iter().collect(),
                ..was.basis.clone()
            },
            inhoud: Praktijk {
                tekst: nieuwe_regels(&self.tekst),
                secties: secties.map(sectie).chain(andere).collect(),
                fase: self.fase.parse().unwrap_or(Fase::NietBekend),
                kosten: self.kosten.parse().unwrap_or(Kosten::Onbekend),
                effect: self.effect.parse().unwrap_or(Effect::NietBekend),
                ..leeg()
            },
            verbanden: Some(wijzers),
        }
    }

    /// The phases to choose from.
    pub fn fasen(&self) -> Vec<Optie> {
        opties(
            Fase::ALLE.iter().map(|w| (w.waarde(), w.label())),
            &self.fase,
        )
    }

    /// The classes of costs to choose from.
    pub fn kostenklassen(&self) -> Vec<Optie> {
        opties(
            Kosten::ALLE.iter().map(|w| (w.waarde(), w.label())),
            &self.kosten,
        )
    }

    /// The classes of effect to choose from.
    pub fn effecten(&self) -> Vec<Optie> {
        opties(
            Effect::ALLE.iter().map(|w| (w.waarde(), w.label())),
            &self.effect,
        )
    }

    /// The areas of life to tick.
    pub fn leefdomeinen_om_te_kiezen(&self) -> Vec<Optie> {
        let alle = Leefdomein::ALLE.iter();
        let optie = |l: &Leefdomein| vinkje(&self.leefdomeinen, l.waarde(), l.label());
        alle.map(optie).collect()
    }

    /// The target groups to tick: those that are usual, and those that it has.
    pub fn doelgroepen_om_te_kiezen(&self) -> Vec<Optie> {
        let mut alle: BTreeSet<&str> = DOELGROEPEN.into_iter().collect();
        alle.extend(self.doelgroepen.iter().map(String::as_str));
        let optie = |d: &str| vinkje(&self.doelgroepen, d, &label_van(d));
        alle.into_iter().map(optie).collect()
    }

    /// The thema's to tick.
    pub fn themas_om_te_kiezen(&self, themas: &[Kop]) -> Vec<Optie> {
        let optie = |k: &Kop| vinkje(&self.themas, k.slug.as_str(), &k.titel);
        themas.iter().map(optie).collect()
    }
}

fn kent_doelgroep(doelgroep: &String, was: &Staat<Praktijk>) -> bool {
    DOELGROEPEN.contains(&doelgroep.as_str()) || was.basis.doelgroepen.contains(doelgroep)
}

fn vinkje(gekozen: &[String], waarde: &str, label: &str) -> Optie {
    Optie::nieuw(waarde, label, gekozen.iter().any(|g| g == waarde))
}

fn opties<'a>(alle: impl Iterator<Item = (&'a str, &'a str)>, gekozen: &str) -> Vec<Optie> {
    alle.map(|(waarde, label)| Optie::nieuw(waarde, label, waarde == gekozen))
        .collect()
}

/// Browsers send the ends of lines as two characters.
fn nieuwe_regels(tekst: &str) -> String {
    tekst.replace("\r\n", "\n")
}
