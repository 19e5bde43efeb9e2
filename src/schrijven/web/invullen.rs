//! The form: what somebody typed, and the state it makes.

use std::collections::BTreeSet;

use super::super::{
    Schrijfbaar,
    model::{DOELGROEPEN, Feit, Feitsoort, NIET_BESCHREVEN, NOG_NIETS, ONBEKEND, Sjabloon},
    service::wijzers::{Genoemd, regels},
};
use crate::{
    error::Fouten,
    http::{extract::Formulier, velden::Optie},
    stukken::model::{
        Basis, Kop, Leefdomein, Sectie, label_van,
        voorstel::{Staat, Wijzer},
    },
};

/// What stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    /// The text of each section, in the order of the template.
    pub secties: Vec<String>,
    /// What stands in the fields that only this kind has, in their order.
    pub feiten: Vec<String>,
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

impl Ingevuld {
    /// What was sent.
    pub fn van_formulier<K: Schrijfbaar>(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        let alle = |naam| formulier.alle(naam).map(ToOwned::to_owned).collect();
        let sectie = |vak: &Sjabloon| {
            let veld = vak.veld();
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
            secties: K::SJABLOON.iter().map(sectie).collect(),
            feiten: K::FEITEN.iter().map(|feit| een(feit.naam)).collect(),
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
    pub fn van_staat<K: Schrijfbaar>(staat: &Staat<K>, genoemd: Genoemd) -> Self {
        let Staat { basis, inhoud, .. } = staat;
        Self {
            titel: basis.titel.clone(),
            samenvatting: basis.samenvatting.clone(),
            tekst: inhoud.tekst().to_owned(),
            secties: K::SJABLOON
                .iter()
                .map(|vak| inhoud.onder(vak.kop).to_owned())
                .collect(),
            feiten: K::FEITEN
                .iter()
                .map(|feit| inhoud.feit(feit.naam))
                .collect(),
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

    /// The state that this makes of a stuk, and what in the fields of its kind can't be read. What the
    /// form can't say stays as it was.
    pub fn staat<K: Schrijfbaar>(
        &self,
        was: &Staat<K>,
        wijzers: Vec<Wijzer>,
    ) -> (Staat<K>, Fouten) {
        let secties = K::SJABLOON.iter().zip(&self.secties);
        let sectie = |(vak, tekst): (&Sjabloon, &String)| Sectie {
            naam: vak.kop.to_owned(),
            tekst: nieuwe_regels(tekst),
        };
        let andere = was.inhoud.secties().iter();
        let andere = andere.filter(|s| K::SJABLOON.iter().all(|vak| vak.kop != s.naam));
        let secties = secties.map(sectie).chain(andere.cloned()).collect();
        let mut inhoud = was.inhoud.clone();
        inhoud.schrijf(nieuwe_regels(&self.tekst), secties);
        let mut fouten = Fouten::new();
        for (feit, waarde) in K::FEITEN.iter().zip(&self.feiten) {
            inhoud.zet_feit(feit.naam, waarde, &mut fouten);
        }
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
        let staat = Staat {
            basis: Basis {
                titel: self.titel.clone(),
                samenvatting: self.samenvatting.clone(),
                leefdomeinen: leefdomeinen.into_iter().collect(),
                doelgroepen: doelgroepen.into_iter().collect(),
                ..was.basis.clone()
            },
            inhoud,
            verbanden: Some(wijzers),
        };
        (staat, fouten)
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

fn kent_doelgroep<K>(doelgroep: &str, was: &Staat<K>) -> bool {
    DOELGROEPEN.contains(&doelgroep) || was.basis.doelgroepen.iter().any(|d| d == doelgroep)
}

fn vinkje(gekozen: &[String], waarde: &str, label: &str) -> Optie {
    Optie::nieuw(waarde, label, gekozen.iter().any(|g| g == waarde))
}

/// What can be chosen in a field that only one kind has; nothing when it is no choice.
pub fn keuzes(feit: &Feit, gekozen: &str) -> Vec<Optie> {
    match feit.soort {
        Feitsoort::Keuze(alle) => alle()
            .into_iter()
            .map(|(waarde, label)| Optie::nieuw(waarde, label, waarde == gekozen))
            .collect(),
        Feitsoort::Dag => Vec::new(),
    }
}

/// Browsers send the ends of lines as two characters.
fn nieuwe_regels(tekst: &str) -> String {
    tekst.replace("\r\n", "\n")
}
