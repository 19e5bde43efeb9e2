//! The rows of the file, one after the other.

use std::collections::HashMap;

use csv::StringRecord;
use search_index::Synonyms;

use super::{KOLOMMEN, Regelfout};
use crate::{
    csvrij::zonder_apostrof,
    ids::kort,
    waarden::opsomming,
    zoeken::model::woorden::{Richting, Woord, Woordenlijst, Woordsoort},
};

/// More rows than any list of words has that people keep by hand.
const MEESTE_RIJEN: usize = 20_000;
/// The longest term, in characters.
const LANGSTE: usize = 200;
/// The most words of a term: search looks no further.
const MEESTE_WOORDEN: usize = 12;

/// What a cell of a spreadsheet is a formula by. Search takes none of these for a part of a word.
const FORMULE: [char; 4] = ['=', '+', '-', '@'];

pub(super) fn fout_op(regel: u64, veld: &'static str, melding: impl Into<String>) -> Regelfout {
    let melding = melding.into();
    Regelfout {
        regel,
        veld,
        melding,
    }
}

/// A file that is being read.
pub(super) struct Lezing {
    /// The place of each of [`KOLOMMEN`] in a row.
    plaatsen: [Option<usize>; 4],
    breedte: usize,
    lijst: Woordenlijst,
    /// Pairs as search sees them, with their line and direction.
    gezien: HashMap<(String, String), (u64, Richting)>,
    rijen: usize,
    fouten: Vec<Regelfout>,
}

impl Lezing {
    pub(super) fn met_kop(kop: &StringRecord) -> Result<Self, Vec<Regelfout>> {
        let namen: Vec<String> = kop.iter().map(|naam| naam.trim().to_lowercase()).collect();
        let mut fouten = Vec::new();
        for naam in &namen {
            if !KOLOMMEN.contains(&naam.as_str()) {
                let melding = format!(
                    "De kolom “{}” bestaat niet. Begin het bestand met de regel {}.",
                    kort(naam),
                    KOLOMMEN.join(",")
                );
                fouten.push(fout_op(1, "kop", melding));
            }
        }
        for kolom in KOLOMMEN {
            let melding = match namen.iter().filter(|naam| *naam == kolom).count() {
                0 if kolom != "richting" => format!("De kolom {kolom} ontbreekt. Voeg haar toe."),
                0 | 1 => continue,
                _ => format!("De kolom {kolom} staat er vaker. Haal er een weg."),
            };
            fouten.push(fout_op(1, "kop", melding));
        }
        if !fouten.is_empty() {
            return Err(fouten);
        }
        Ok(Self {
            plaatsen: KOLOMMEN.map(|kolom| namen.iter().position(|naam| naam == kolom)),
            breedte: namen.len(),
            lijst: Woordenlijst::new(),
            gezien: HashMap::new(),
            rijen: 0,
            fouten,
        })
    }

    /// The list, or every fault.
    pub(super) fn uitkomst(self) -> Result<Woordenlijst, Vec<Regelfout>> {
        if self.fouten.is_empty() {
            Ok(self.lijst)
        } else {
            Err(self.fouten)
        }
    }

    pub(super) fn meld(&mut self, fout: Regelfout) {
        self.fouten.push(fout);
    }

    pub(super) fn rij(&mut self, regel: u64, rij: &StringRecord) {
        self.rijen += 1;
        if self.rijen == MEESTE_RIJEN + 1 {
            let melding = format!("De lijst heeft meer dan {MEESTE_RIJEN} regels. Kort haar in.");
            self.fouten.push(fout_op(regel, "bestand", melding));
        }
        if rij.len() > self.breedte {
            let melding = format!(
                "Deze regel heeft {} kolommen in plaats van {}. Zet een term met een scheidingsteken \
                 tussen aanhalingstekens.",
                rij.len(),
                self.breedte
            );
            self.fouten.push(fout_op(regel, "regel", melding));
            return;
        }
        let cel = |i: usize| {
            let plaats = self.plaatsen.get(i).copied().flatten();
            plaats
                .and_then(|plaats| rij.get(plaats))
                .unwrap_or_default()
        };
        let [soort, van, naar, richting] = [cel(0), cel(1), cel(2), cel(3)];
        let eerder = self.fouten.len();
        let soort = self.keuze(regel, "soort", soort, Woordsoort::ALLE, None);
        let standaard = soort.map(Woordsoort::richting);
        let richting = self.keuze(regel, "richting", richting, Richting::ALLE, standaard);
        let van = self.term(regel, "van", van);
        let naar = self.term(regel, "naar", naar);
        if let (Some(soort), Some(richting)) = (soort, richting)
            && self.fouten.len() == eerder
        {
            let woord = Woord {
                soort,
                van,
                naar,
                richting,
            };
            self.neem_op(regel, woord);
        }
    }

    /// One of the values of a closed list. An empty cell is the default, when there is one.
    fn keuze<T: Copy + PartialEq + std::fmt::Display + std::str::FromStr>(
        &mut self,
        regel: u64,
        veld: &'static str,
        cel: &str,
        uit: &[T],
        standaard: Option<T>,
    ) -> Option<T> {
        let cel = cel.trim().to_lowercase();
        if cel.is_empty() && (standaard.is_some() || veld == "richting") {
            return standaard;
        }
        let keuze = cel.parse().ok();
        if keuze.is_none() {
            let namen: Vec<String> = uit.iter().map(ToString::to_string).collect();
            let namen = opsomming(namen.iter().map(String::as_str));
            let melding = if cel.is_empty() {
                format!("Vul {veld} in. Kies {namen}.")
            } else {
                format!("“{}” is geen {veld}. Kies {namen}.", kort(&cel))
            };
            self.fouten.push(fout_op(regel, veld, melding));
        }
        keuze
    }

    /// A term, with single spaces; empty when something is wrong with it.
    fn term(&mut self, regel: u64, veld: &'static str, cel: &str) -> String {
        keur_term(veld, zonder_apostrof(cel)).unwrap_or_else(|melding| {
            self.fouten.push(fout_op(regel, veld, melding));
            String::new()
        })
    }

    /// Puts a good row into the list, unless search could do nothing with it.
    fn neem_op(&mut self, regel: u64, woord: Woord) {
        let (van, naar) = woord.paar();
        let zelfde = self.gezien.get(&(van.clone(), naar.clone()));
        let andersom = self.gezien.get(&(naar.clone(), van.clone()));
        let melding = if van == naar {
            "van en naar zijn hetzelfde. Vul een ander woord in, of haal de regel weg.".to_owned()
        } else if let Some((eerder, _)) = zelfde {
            format!("Dit paar staat er al, op regel {eerder}. Haal een van de twee weg.")
        } else if let Some((eerder, richting)) = andersom
            && [*richting, woord.richting].contains(&Richting::Beide)
        {
            format!(
                "Dit paar staat er andersom al, op regel {eerder}, en een van de twee werkt beide \
                 kanten op. Haal een van de twee weg."
            )
        } else if is_zinloos(&woord) {
            format!("{ZINLOOS} Haal de regel weg.")
        } else {
            self.gezien.insert((van, naar), (regel, woord.richting));
            self.lijst.insert(woord);
            return;
        };
        self.fouten.push(fout_op(regel, "naar", melding));
    }
}

/// A term with single spaces, or what to do about it.
pub(in crate::zoeken::model) fn keur_term(veld: &str, cel: &str) -> Result<String, String> {
    let meer_regels = cel.trim().contains(['\n', '\r']);
    let term = cel.split_whitespace().collect::<Vec<_>>().join(" ");
    let woorden = term
        .split(|c: char| !c.is_alphanumeric())
        .filter(|woord| !woord.is_empty())
        .count();
    let melding = if term.is_empty() {
        format!("Vul {veld} in.")
    } else if meer_regels {
        format!(
            "“{}” loopt over meer regels. Sluit het aanhalingsteken.",
            kort(&term)
        )
    } else if term.chars().any(char::is_control) {
        "Haal de tekens weg die niet te zien zijn.".to_owned()
    } else if term.chars().count() > LANGSTE || woorden > MEESTE_WOORDEN {
        format!(
            "“{}” is te lang: hoogstens {MEESTE_WOORDEN} woorden en {LANGSTE} tekens. Kort het in.",
            kort(&term)
        )
    } else if woorden == 0 {
        format!(
            "“{}” heeft geen letters of cijfers. Vul een woord in.",
            kort(&term)
        )
    } else if term.starts_with(FORMULE) {
        format!(
            "“{}” begint met een teken dat een rekenblad als formule leest. Begin met een letter of een \
                 cijfer.",
            kort(&term)
        )
    } else {
        return Ok(term);
    };
    Err(melding)
}

/// Whether search could do nothing with a pair.
pub(in crate::zoeken::model) fn is_zinloos(woord: &Woord) -> bool {
    Synonyms::new([woord.synoniem()]).is_empty()
}

/// What to do about a pair with which search could do nothing.
pub(in crate::zoeken::model) const ZINLOOS: &str = "Dit paar verandert niets aan het zoeken: het zijn vormen \
    van hetzelfde woord, of er staan alleen woorden die het zoeken overslaat.";
