//! How a proefproject is written.

use chrono::NaiveDate;

use super::{Periode, Proefproject, Stand, sjabloon::SJABLOON};
use crate::{
    error::Fouten,
    schrijven::{
        Schrijfbaar,
        model::{Feit, Feitsoort, Sjabloon, Woorden},
    },
    stukken::model::Sectie,
};

const WOORDEN: Woorden = Woorden {
    de: "het proefproject",
    hoofd: "Het proefproject",
    deze: "dit proefproject",
    hoofd_deze: "Dit proefproject",
    een: "een proefproject",
    hoofd_een: "Een proefproject",
    ander: "een ander proefproject",
    zij: "het",
    haar: "het",
    dit: "dit",
    hoofd_zij: "Het",
    die: "dat",
    kenmerk: "PRF-2026-0003",
    lead: "Wat wilt u uitproberen? In een half uur staat het er. U begint met een titel; de rest komt \
           daarna, en u kunt elk moment stoppen en later verder.",
    titel: "Schrijf in een paar woorden wat u uitprobeert.",
    samenvatting: "Twee zinnen: wat probeert u uit, en voor wie?",
    functie: "projectleider geldzorgen",
    later: "Als de proef loopt, besluit u met een ander: opschalen of stoppen.",
    gemeenten: "Gemeenten waar de proef loopt",
};

/// The fields that only a proefproject has.
const FEITEN: [Feit; 2] = [
    Feit {
        naam: "begin",
        label: "Eerste dag",
        vraag: "Eerste dag van de proef",
        hulp: "Mag leeg blijven zolang het een idee is.",
        soort: Feitsoort::Dag,
    },
    Feit {
        naam: "einde",
        label: "Laatste dag",
        vraag: "Laatste dag van de proef",
        hulp: "De dag waarna u besluit. Mag leeg blijven.",
        soort: Feitsoort::Dag,
    },
];

impl Schrijfbaar for Proefproject {
    const WOORDEN: &'static Woorden = &WOORDEN;
    const SJABLOON: &'static [Sjabloon] = &SJABLOON;
    const FEITEN: &'static [Feit] = &FEITEN;

    fn leeg() -> Self {
        Self {
            tekst: String::new(),
            secties: Vec::new(),
            stand: Stand::Idee,
            periode: Periode::default(),
            besloten_op: None,
            uit_bron: false,
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
        let dag = match naam {
            "begin" => self.periode.begin,
            _ => self.periode.einde,
        };
        dag.map(|dag| dag.to_string()).unwrap_or_default()
    }

    fn zet_feit(&mut self, naam: &str, waarde: &str, fouten: &mut Fouten) {
        let waarde = waarde.trim();
        let dag = match (waarde.is_empty(), waarde.parse::<NaiveDate>()) {
            (true, _) => None,
            (false, Ok(dag)) => Some(dag),
            (false, Err(_)) => {
                let melding = "Schrijf deze dag als jaar, maand en dag, zoals 2026-03-31.";
                fouten.meld(naam, "ongeldig", melding);
                return;
            }
        };
        match naam {
            "begin" => self.periode.begin = dag,
            _ => self.periode.einde = dag,
        }
    }

    fn is_bekend(&self, naam: &str) -> bool {
        match naam {
            "begin" => self.periode.begin.is_some(),
            _ => self.periode.einde.is_some(),
        }
    }

    /// How the pilot stands: that changes by a step of its own, never by writing.
    fn met_eigen(self, was: &Self) -> Self {
        Self {
            stand: was.stand,
            besloten_op: was.besloten_op,
            uit_bron: was.uit_bron,
            ..self
        }
    }

    fn controleer(&self, fouten: &mut Fouten) {
        self.periode.controleer_volgorde(fouten);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_or_the_field_says_what_to_do() {
        let mut proef = Proefproject::leeg();
        let mut fouten = Fouten::new();
        proef.zet_feit("begin", " 2026-03-01 ", &mut fouten);
        proef.zet_feit("einde", "ooit", &mut fouten);
        assert_eq!(proef.feit("begin"), "2026-03-01");
        assert_eq!(proef.feit("einde"), "");
        let velden: Vec<&str> = fouten.iter().map(|f| f.veld.as_str()).collect();
        assert_eq!(velden, ["einde"]);
        assert!(proef.is_bekend("begin") && !proef.is_bekend("einde"));
        // What can't be read leaves the day that was there.
        proef.zet_feit("begin", "1 maart", &mut fouten);
        assert_eq!(proef.feit("begin"), "2026-03-01");
        proef.zet_feit("begin", "", &mut fouten);
        assert_eq!(proef.feit("begin"), "");
    }

    #[test]
    fn a_period_that_runs_backwards_is_refused_in_any_state() {
        let mut proef = Proefproject::leeg();
        let mut fouten = Fouten::new();
        proef.zet_feit("begin", "2026-03-02", &mut fouten);
        proef.zet_feit("einde", "2026-03-01", &mut fouten);
        proef.controleer(&mut fouten);
        let velden: Vec<&str> = fouten.iter().map(|f| f.veld.as_str()).collect();
        assert_eq!(velden, ["einde"]);
    }

    #[test]
    fn writing_moves_no_pilot() {
        let was = Proefproject {
            stand: Stand::Loopt,
            uit_bron: true,
            ..Proefproject::leeg()
        };
        let wordt = Proefproject {
            stand: Stand::Gestopt,
            besloten_op: NaiveDate::from_ymd_opt(2026, 3, 1),
            ..Proefproject::leeg()
        };
        assert_eq!(wordt.met_eigen(&was), was);
    }
}
