//! Types and rules of an organisatie. Pure.

mod landkaart;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    stukken::model::{Buur, Kaartfeit, Kop, Richting, Sectie, Soort, Verbandsoort},
    taal,
    waarden::waarden,
};

pub use landkaart::{Aandeel, Cijfers, Gebied, Gemeente, Landkaart};

waarden! {
    /// What kind of organisatie it is (design section 5).
    Organisatiesoort {
        Gemeente = "gemeente", "Gemeente";
        Provincie = "provincie", "Provincie";
        Ministerie = "ministerie", "Ministerie";
        Uitvoeringsorganisatie = "uitvoeringsorganisatie", "Uitvoeringsorganisatie";
        Samenwerkingsverband = "samenwerkingsverband", "Samenwerkingsverband";
        Koepel = "koepel", "Koepel";
        Aanbieder = "aanbieder", "Aanbieder";
        Clientenorganisatie = "clientenorganisatie", "Cliëntenorganisatie";
        MaatschappelijkeOrganisatie = "maatschappelijke-organisatie", "Maatschappelijke organisatie";
        Kennisinstelling = "kennisinstelling", "Kennisinstelling";
        Adviesorgaan = "adviesorgaan", "Adviesorgaan";
    }
}

waarden! {
    /// The provinces, north to south.
    Provincie {
        Groningen = "groningen", "Groningen";
        Fryslan = "fryslan", "Fryslân";
        Drenthe = "drenthe", "Drenthe";
        Overijssel = "overijssel", "Overijssel";
        Flevoland = "flevoland", "Flevoland";
        Gelderland = "gelderland", "Gelderland";
        Utrecht = "utrecht", "Utrecht";
        NoordHolland = "noord-holland", "Noord-Holland";
        ZuidHolland = "zuid-holland", "Zuid-Holland";
        Zeeland = "zeeland", "Zeeland";
        NoordBrabant = "noord-brabant", "Noord-Brabant";
        Limburg = "limburg", "Limburg";
    }
}

waarden! {
    /// Classes of gemeenten by number of inhabitants: who is like us.
    Gemeentegrootte {
        Tot25 = "tot-25000", "Minder dan 25.000 inwoners";
        Tot50 = "25000-50000", "25.000 tot 50.000 inwoners";
        Tot100 = "50000-100000", "50.000 tot 100.000 inwoners";
        Tot250 = "100000-250000", "100.000 tot 250.000 inwoners";
        Vanaf250 = "vanaf-250000", "250.000 inwoners of meer";
    }
}

impl Gemeentegrootte {
    /// The class of a number of inhabitants.
    pub const fn van(inwoners: i64) -> Self {
        match inwoners {
            ..25_000 => Self::Tot25,
            25_000..50_000 => Self::Tot50,
            50_000..100_000 => Self::Tot100,
            100_000..250_000 => Self::Tot250,
            _ => Self::Vanaf250,
        }
    }
}

/// What is particular to an organisatie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisatie {
    /// What it is, as Markdown.
    pub tekst: String,
    /// Its sections.
    pub secties: Vec<Sectie>,
    /// What kind of organisatie it is.
    pub organisatiesoort: Organisatiesoort,
    /// Its name in the register, `Gemeente 's-Gravenhage`; empty when not known.
    pub officiele_naam: String,
    /// The province of a gemeente.
    pub provincie: Option<Provincie>,
    /// The number of people who live there.
    pub inwoners: Option<i64>,
    /// Its address in the TOOI register; empty when it has none.
    pub tooi_uri: String,
    /// The first day it existed, when that is known.
    pub begin: Option<NaiveDate>,
    /// The day it ended.
    pub einde: Option<NaiveDate>,
}

impl Organisatie {
    /// What a card shows of it.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        let soort = Kaartfeit::nieuw("", self.organisatiesoort.label());
        let einde = self.einde.map(|einde| {
            let wanneer = format!("Opgeheven per {}", taal::dag(einde));
            Kaartfeit::nieuw("", wanneer)
        });
        [soort].into_iter().chain(einde).collect()
    }

    /// Whether it exists on a day. On the day it ends it is no longer there, on the day it begins
    /// it is: so two that change places are never there together.
    pub fn bestaat_op(&self, dag: NaiveDate) -> bool {
        self.begin.is_none_or(|begin| begin <= dag) && self.einde.is_none_or(|einde| dag < einde)
    }

    /// Whether it is a gemeente.
    pub fn is_gemeente(&self) -> bool {
        self.organisatiesoort == Organisatiesoort::Gemeente
    }

    /// The size class of a gemeente.
    pub fn grootte(&self) -> Option<Gemeentegrootte> {
        self.inwoners
            .filter(|_| self.is_gemeente())
            .map(Gemeentegrootte::van)
    }
}

/// The association of gemeenten: no government, but it acts for them.
const VNG: &str = "vng";

/// Whether the people of an organisatie hold the key `overheid` (design section 4).
pub fn is_overheid(soort: Organisatiesoort, slug: &str) -> bool {
    use Organisatiesoort::{
        Gemeente, Koepel, Ministerie, Provincie, Samenwerkingsverband, Uitvoeringsorganisatie,
    };
    match soort {
        Gemeente | Provincie | Ministerie | Uitvoeringsorganisatie | Samenwerkingsverband => true,
        Koepel => slug == VNG,
        _ => false,
    }
}

/// Whether a neighbour of an organisatie came before or after it. Only an organisatie does: another
/// kind that it says to replace is a verband like any other.
pub fn is_opvolging(buur: &Buur) -> bool {
    buur.verband == Verbandsoort::Vervangt && buur.kop.soort == Soort::Organisatie
}

/// The organisaties among these neighbours that one took the place of (`Uit`), or that took its
/// place (`In`).
pub fn opvolging(buren: &[Buur], richting: Richting) -> impl Iterator<Item = &Kop> {
    let buren = buren.iter();
    let opvolging = buren.filter(move |b| is_opvolging(b) && b.richting == richting);
    opvolging.map(|b| &b.kop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_one_class() {
        for (inwoners, klasse) in [
            (0, Gemeentegrootte::Tot25),
            (24_999, Gemeentegrootte::Tot25),
            (25_000, Gemeentegrootte::Tot50),
            (50_000, Gemeentegrootte::Tot100),
            (99_999, Gemeentegrootte::Tot100),
            (100_000, Gemeentegrootte::Tot250),
            (249_999, Gemeentegrootte::Tot250),
            (250_000, Gemeentegrootte::Vanaf250),
        ] {
            assert_eq!(Gemeentegrootte::van(inwoners), klasse, "{inwoners}");
        }
    }

    #[test]
    fn who_ends_makes_place_on_the_same_day() {
        let dag = |dag: &str| dag.parse::<NaiveDate>().unwrap();
        let gemeente = |begin: Option<&str>, einde: Option<&str>| Organisatie {
            tekst: String::new(),
            secties: Vec::new(),
            organisatiesoort: Organisatiesoort::Gemeente,
            officiele_naam: String::new(),
            provincie: None,
            inwoners: None,
            tooi_uri: String::new(),
            begin: begin.map(dag),
            einde: einde.map(dag),
        };
        let marum = gemeente(None, Some("2019-01-01"));
        let westerkwartier = gemeente(Some("2019-01-01"), None);
        for (wanneer, oud, nieuw) in [
            ("2018-12-31", true, false),
            ("2019-01-01", false, true),
            ("2026-11-21", false, true),
        ] {
            assert_eq!(marum.bestaat_op(dag(wanneer)), oud, "{wanneer}");
            assert_eq!(westerkwartier.bestaat_op(dag(wanneer)), nieuw, "{wanneer}");
        }
        let feiten = marum.kaartfeiten();
        assert_eq!(feiten[1].waarde, "Opgeheven per 1 januari 2019");
    }
}
