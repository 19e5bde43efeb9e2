//! Types and rules of an organisatie. Pure.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    stukken::model::{Kaartfeit, Sectie},
    waarden::waarden,
};

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
        vec![Kaartfeit::nieuw("", self.organisatiesoort.label())]
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
}
