//! How a praktijk is written.

use chrono::NaiveDate;

use super::{
    Effect, Fase, Kosten, Onderbouwing, Praktijk,
    sjabloon::{SJABLOON, Sjabloon},
};
use crate::{
    error::Fouten,
    schrijven::{
        Schrijfbaar,
        model::{Antwoord, Feit, Feitsoort, Woorden},
    },
    stukken::model::Sectie,
    versheid::model::over_een_jaar,
};

const WOORDEN: Woorden = Woorden {
    de: "de praktijk",
    hoofd: "De praktijk",
    deze: "deze praktijk",
    hoofd_deze: "Deze praktijk",
    een: "een praktijk",
    hoofd_een: "Een praktijk",
    ander: "een andere praktijk",
    zij: "zij",
    haar: "haar",
    dit: "deze",
    hoofd_zij: "Zij",
    die: "die",
    kenmerk: "PRK-2026-0014",
    lead: "Wat werkt in uw gemeente? In een half uur staat het er. U begint met een titel; de rest komt \
           daarna, en u kunt elk moment stoppen en later verder.",
    titel: "Schrijf in een paar woorden wat u doet.",
    samenvatting: "Twee zinnen: wat doet u, en voor wie?",
    functie: "beleidsmedewerker schulden",
    later: "Een jaar later vragen wij of het nog klopt.",
    gemeenten: "Gemeenten waar dit gebeurt",
};

/// The fields that only a praktijk has.
const FEITEN: [Feit; 3] = [
    Feit {
        naam: "fase",
        label: "Fase",
        vraag: "Hoe ver is het?",
        hulp: "",
        soort: Feitsoort::Keuze(|| {
            let alle = Fase::ALLE.iter();
            alle.map(|w| (w.waarde(), w.label())).collect()
        }),
    },
    Feit {
        naam: "kosten",
        label: "Hoogte van de kosten",
        vraag: "Hoogte van de kosten",
        hulp: "Laag: binnen het gewone budget. Gemiddeld: er was apart geld voor nodig. Hoog: er was een \
               besluit van de raad voor nodig.",
        soort: Feitsoort::Keuze(|| {
            let alle = Kosten::ALLE.iter();
            alle.map(|w| (w.waarde(), w.label())).collect()
        }),
    },
    Feit {
        naam: "effect",
        label: "Effect",
        vraag: "Effect",
        hulp: "Wat u zelf ziet, niet wat bewezen is. Hoe goed het is onderbouwd, beoordeelt een ander.",
        soort: Feitsoort::Keuze(|| {
            let alle = Effect::ALLE.iter();
            alle.map(|w| (w.waarde(), w.label())).collect()
        }),
    },
];

impl Praktijk {
    /// Whether a section says that there is nothing to tell, where that is an answer.
    fn zegt_dat_het_niet_bekend_is(&self, sleutel: &str) -> bool {
        let vak = Sjabloon::met_sleutel(&SJABLOON, sleutel);
        vak.is_some_and(|s| s.weeg(self.sectie(s.kop), self.uit_bron) == Antwoord::Standaard)
    }
}

impl Schrijfbaar for Praktijk {
    const WOORDEN: &'static Woorden = &WOORDEN;
    const SJABLOON: &'static [Sjabloon] = &SJABLOON;
    const FEITEN: &'static [Feit] = &FEITEN;

    fn leeg() -> Self {
        Self {
            tekst: String::new(),
            secties: Vec::new(),
            fase: Fase::NietBekend,
            onderbouwing: Onderbouwing::Beschreven,
            kosten: Kosten::Onbekend,
            uit_bron: false,
            effect: Effect::NietBekend,
        }
    }

    fn tekst(&self) -> &str {
        &self.tekst
    }

    fn secties(&self) -> &[Sectie] {
        &self.secties
    }

    fn uit_bron(&self) -> bool {
        self.uit_bron
    }

    fn schrijf(&mut self, tekst: String, secties: Vec<Sectie>) {
        self.tekst = tekst;
        self.secties = secties;
    }

    fn feit(&self, naam: &str) -> String {
        match naam {
            "fase" => self.fase.to_string(),
            "kosten" => self.kosten.to_string(),
            _ => self.effect.to_string(),
        }
    }

    /// A value that is no choice of the form becomes the first.
    fn zet_feit(&mut self, naam: &str, waarde: &str, _: &mut Fouten) {
        match naam {
            "fase" => self.fase = waarde.parse().unwrap_or(Fase::NietBekend),
            "kosten" => self.kosten = waarde.parse().unwrap_or(Kosten::Onbekend),
            _ => self.effect = waarde.parse().unwrap_or(Effect::NietBekend),
        }
    }

    /// The classes of kosten and effect are `niet bekend` until somebody chooses: that counts as an
    /// answer only when the text says so as well.
    fn is_bekend(&self, naam: &str) -> bool {
        match naam {
            "fase" => self.fase != Fase::NietBekend,
            "kosten" => {
                self.kosten != Kosten::Onbekend || self.zegt_dat_het_niet_bekend_is("kosten")
            }
            _ => self.effect != Effect::NietBekend || self.zegt_dat_het_niet_bekend_is("opbrengst"),
        }
    }

    /// The assessment, and that it was told from a bron.
    fn met_eigen(self, was: &Self) -> Self {
        Self {
            onderbouwing: was.onderbouwing,
            uit_bron: was.uit_bron,
            ..self
        }
    }

    /// A year later; what was told from a bron is nobody's to look at until a gemeente takes it over
    /// (design section 5).
    fn herzien_voor(&self, vandaag: NaiveDate) -> Option<NaiveDate> {
        (!self.uit_bron).then(|| over_een_jaar(vandaag))
    }
}
