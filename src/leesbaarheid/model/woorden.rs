//! Difficult words with a plainer one, and words of the field that a text leaves unexplained.

use std::{collections::HashMap, ops::Range};

use serde::Deserialize;

use super::{
    proza::Blok,
    zinnen::{self, Grens, Woord},
};
use crate::begrippen::model::{Begrip, Woordenboek};

/// A difficult word and what to write instead: a row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MoeilijkWoord {
    /// The word or the words, in lower case.
    pub woord: String,
    /// Its other forms, between `;`.
    pub vormen: String,
    /// What to write instead; more than one between commas.
    pub liever: String,
}

impl MoeilijkWoord {
    /// The word and its other forms.
    pub fn alle_vormen(&self) -> impl Iterator<Item = &str> {
        let vormen = self.vormen.split(';');
        let alle = std::iter::once(self.woord.as_str()).chain(vormen);
        alle.map(str::trim).filter(|vorm| !vorm.is_empty())
    }
}

/// The words that a hint is given for.
#[derive(Debug, Clone, Default)]
pub struct Woordenlijst {
    /// What to write instead of the words that begin with this one, longest first.
    moeilijk: HashMap<String, Vec<Uitdrukking>>,
    begrippen: Woordenboek,
}

#[derive(Debug, Clone)]
struct Uitdrukking {
    /// The words behind the first one, as [`zinnen::klein`] makes them.
    verder: Vec<String>,
    liever: String,
}

impl Woordenlijst {
    /// Makes a list of difficult words and of begrippen.
    pub fn nieuw(moeilijk: Vec<MoeilijkWoord>, begrippen: Woordenboek) -> Self {
        let mut lijst = Self {
            moeilijk: HashMap::new(),
            begrippen,
        };
        for rij in moeilijk {
            for vorm in rij.alle_vormen() {
                let mut woorden = zinnen::woorden(vorm).into_iter().map(|w| w.klein);
                if let Some(eerste) = woorden.next() {
                    lijst.moeilijk.entry(eerste).or_default().push(Uitdrukking {
                        verder: woorden.collect(),
                        liever: rij.liever.trim().to_owned(),
                    });
                }
            }
        }
        for uitdrukkingen in lijst.moeilijk.values_mut() {
            uitdrukkingen.sort_by_key(|u| std::cmp::Reverse(u.verder.len()));
        }
        lijst
    }

    /// The difficult words of a block with the message for each; none inside another.
    pub(super) fn moeilijke(&self, tekst: &str, woorden: &[Woord]) -> Vec<(Range<usize>, String)> {
        let mut gevonden = Vec::new();
        let mut vrij = 0;
        for (n, woord) in woorden.iter().enumerate() {
            if n < vrij {
                continue;
            }
            let Some(kandidaten) = self.moeilijk.get(&woord.klein) else {
                continue;
            };
            let verder = &woorden[n + 1..];
            let Some(uitdrukking) = kandidaten.iter().find(|u| volgt(&u.verder, verder)) else {
                continue;
            };
            vrij = n + 1 + uitdrukking.verder.len();
            let plek = woord.plek.start..woorden[vrij - 1].plek.end;
            let zoals_hier = woorden_van(&tekst[plek.clone()]);
            let liever = &uitdrukking.liever;
            let melding = format!("“{zoals_hier}” kan eenvoudiger. Schrijf liever: {liever}.");
            gevonden.push((plek, melding));
        }
        gevonden
    }

    /// The begrippen that a text uses and nowhere explains: the first place of each, with the
    /// message.
    pub(super) fn onverklaard(&self, blokken: &[Blok]) -> Vec<(Range<usize>, String)> {
        // By the begrip: where it is used first, and whether it is explained anywhere.
        let mut gebruikt: Vec<(&Begrip, Range<usize>, bool)> = Vec::new();
        let mut plekken: HashMap<&str, usize> = HashMap::new();
        for blok in blokken {
            for (plek, begrip) in self.begrippen.plekken(&blok.tekst) {
                let verklaard = wordt_verklaard(&blok.tekst, &plek);
                let n = *plekken.entry(&begrip.begrip).or_insert_with(|| {
                    let in_tekst = blok.vanaf + plek.start..blok.vanaf + plek.end;
                    gebruikt.push((begrip, in_tekst, false));
                    gebruikt.len() - 1
                });
                gebruikt[n].2 |= verklaard;
            }
        }
        if gebruikt.is_empty() {
            return Vec::new();
        }
        let alles = plat(blokken);
        gebruikt
            .into_iter()
            .filter(|(begrip, _, verklaard)| !verklaard && !staat_voluit(begrip, &alles))
            .map(|(begrip, plek, _)| (plek, uitleg(begrip)))
            .collect()
    }
}

/// Whether these words come next, with nothing but space between.
fn volgt(verder: &[String], woorden: &[Woord]) -> bool {
    verder.len() <= woorden.len()
        && verder
            .iter()
            .zip(woorden)
            .all(|(wil, is)| is.ervoor == Grens::Geen && is.klein == *wil)
}

/// A piece of a block as people read it: without the space that stands for markup.
fn woorden_van(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text in lower case, one space between them.
fn plat(blokken: &[Blok]) -> String {
    let woorden = blokken.iter().flat_map(|b| b.tekst.split_whitespace());
    let mut plat = String::new();
    for woord in woorden {
        plat.push_str(&zinnen::klein(woord));
        plat.push(' ');
    }
    plat
}

/// Whether what an abbreviation stands for is written out somewhere.
fn staat_voluit(begrip: &Begrip, alles: &str) -> bool {
    let voluit = zinnen::klein(&begrip.voluit);
    !voluit.is_empty() && alles.contains(&voluit)
}

/// Words behind a word by which it is explained.
const LEGT_UIT: [&str; 8] = [
    "(",
    "betekent",
    "betekenen",
    "wil zeggen",
    "houdt in",
    "is het woord",
    ", dat is",
    ", dat betekent",
];
/// Words before a word by which it is explained.
const HEET: [&str; 7] = [
    "heet",
    "heten",
    "noemen",
    "noemen we",
    "noemen wij",
    "genaamd",
    "noemt",
];

/// Whether a word is explained where it stands: “pgb (geld waarmee …)”, “triage betekent …”,
/// “dat heet triage”.
fn wordt_verklaard(tekst: &str, plek: &Range<usize>) -> bool {
    let na = tekst[plek.end..].trim_start_matches(['”', '"', '’', '*']);
    let na = na.trim_start();
    if LEGT_UIT.iter().any(|uitleg| na.starts_with(uitleg)) {
        return true;
    }
    let voor = tekst[..plek.start].trim_end_matches(['“', '"', '‘', '*']);
    let voor = voor.trim_end();
    HEET.iter().any(|woord| {
        voor.strip_suffix(woord)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// What to do about a begrip: its explanation is ours to give.
fn uitleg(begrip: &Begrip) -> String {
    let Begrip {
        begrip: woord,
        voluit,
        uitleg,
    } = begrip;
    if voluit.is_empty() {
        return format!(
            "Niet iedereen kent “{woord}”. Leg het de eerste keer uit. Onder de pagina komt te staan: {uitleg}"
        );
    }
    format!(
        "Niet iedereen kent “{woord}”. Schrijf de eerste keer: {voluit} ({woord}). Onder de pagina komt te staan: {uitleg}"
    )
}
