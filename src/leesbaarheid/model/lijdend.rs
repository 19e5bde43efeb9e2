//! The lijdende vorm: *worden* with a voltooid deelwoord, and *zijn* with one of something that is
//! done.
//!
//! A sentence is read once. A form of *worden* or *zijn* waits for its deelwoord until the clause
//! ends; in a subordinate clause the deelwoord stands before it. What is not certain is passed over.

use std::ops::Range;

use super::{
    lijsten::{BIJZIN, FUNCTIEWOORD, GRAAD, LIDWOORD, MEERVOUD},
    voltooid::{Deelwoord, deelwoord},
    zinnen::{Grens, Woord},
};

const WORDEN: [&str; 5] = ["word", "wordt", "worden", "werd", "werden"];
const ZIJN: [&str; 6] = ["ben", "bent", "is", "zijn", "was", "waren"];
const HEBBEN: [&str; 6] = ["heb", "hebt", "heeft", "hebben", "had", "hadden"];

/// What may stand between a deelwoord and the form of *worden* behind it: “betaald moet worden”.
const TUSSENIN: [&str; 20] = [
    "te", "kan", "kon", "konden", "kunnen", "kunt", "moet", "moeten", "moest", "moesten", "mag",
    "mogen", "mocht", "mochten", "zal", "zullen", "zou", "zouden", "wil", "hoeft",
];

/// Words that join equals: *worden* may belong to both of them, *zijn* is not certain any more.
const VERBINDT: [&str; 4] = ["en", "of", "noch", "alsook"];

/// Where the lijdende vorm stands in a sentence: the form of *worden* or *zijn*, and the deelwoord.
pub(super) fn vind(zin: &[Woord]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut lezer = Lezer {
        zin,
        wacht: None,
        hebben: false,
        deelwoord: None,
        gevonden: Vec::new(),
    };
    for n in 0..zin.len() {
        lezer.lees(n);
    }
    lezer.gevonden
}

struct Lezer<'z> {
    zin: &'z [Woord],
    /// The form of *worden* or *zijn* that waits, and whether it is *worden*.
    wacht: Option<(usize, bool)>,
    /// Whether this clause has a form of *hebben*, which takes the deelwoord.
    hebben: bool,
    /// The last deelwoord of this clause that nothing took yet.
    deelwoord: Option<usize>,
    gevonden: Vec<(Range<usize>, Range<usize>)>,
}

impl Lezer<'_> {
    fn woord(&self, n: usize) -> &str {
        self.zin.get(n).map_or("", |w| w.klein.as_str())
    }

    fn voor(&self, n: usize, terug: usize) -> &str {
        n.checked_sub(terug).map_or("", |n| self.woord(n))
    }

    fn lees(&mut self, n: usize) {
        self.grens(n);
        let woord = self.woord(n);
        if HEBBEN.contains(&woord) {
            self.hebben = true;
            self.wacht = self.wacht.filter(|(_, worden)| *worden);
        } else if WORDEN.contains(&woord) {
            self.worden(n);
        } else if ZIJN.contains(&woord) {
            self.zijn(n);
        } else {
            let wat = deelwoord(woord);
            if wat != Deelwoord::Geen && !self.is_bijvoeglijk(n) {
                self.deelwoord(n, wat);
            }
        }
    }

    /// Forgets what belongs to the clause that ends before this word.
    fn grens(&mut self, n: usize) {
        let woord = self.woord(n);
        let ervoor = self.zin.get(n).map_or(Grens::Zin, |w| w.ervoor);
        if ervoor >= Grens::Deel || BIJZIN.contains(woord) {
            self.wacht = None;
        } else if ervoor == Grens::Komma || VERBINDT.contains(&woord) {
            self.wacht = self.wacht.filter(|(_, worden)| *worden);
        } else {
            return;
        }
        self.hebben = false;
        self.deelwoord = None;
    }

    fn worden(&mut self, n: usize) {
        match self.deelwoord {
            Some(d) if !self.hebben && (d + 1..n).all(|t| TUSSENIN.contains(&self.woord(t))) => {
                self.meld(n, d);
            }
            _ => self.wacht = Some((n, true)),
        }
    }

    fn zijn(&mut self, n: usize) {
        if self.hebben || !self.is_werkwoord(n) {
            return;
        }
        // “Is bepaald” tells what somebody did; “bepaald is” at the end of a clause does too.
        let erachter = self.deelwoord.filter(|d| {
            d + 1 == n && deelwoord(self.woord(*d)) == Deelwoord::Gedaan && self.is_einde(n)
        });
        match erachter {
            Some(d) => self.meld(n, d),
            None if self.wacht.is_none_or(|(_, worden)| !worden) => {
                self.wacht = Some((n, false));
            }
            None => {}
        }
    }

    fn deelwoord(&mut self, n: usize, wat: Deelwoord) {
        match self.wacht {
            Some((hulp, true)) => self.meld(hulp, n),
            Some((hulp, false)) if self.hoort_bij_zijn(n, wat) => self.meld(hulp, n),
            Some((_, false)) if wat == Deelwoord::Vanzelf => self.wacht = None,
            _ => self.deelwoord = Some(n),
        }
    }

    fn hoort_bij_zijn(&self, n: usize, wat: Deelwoord) -> bool {
        wat == Deelwoord::Gedaan && !GRAAD.contains(self.voor(n, 1)) && self.is_einde(n)
    }

    fn meld(&mut self, hulp: usize, deelwoord: usize) {
        let plek = |n: usize| self.zin[n].plek.clone();
        self.gevonden.push((plek(hulp), plek(deelwoord)));
        self.wacht = None;
        self.deelwoord = None;
    }

    /// Whether nothing comes behind this word that it can be a property of.
    fn is_einde(&self, n: usize) -> bool {
        self.zin.get(n + 1).is_none_or(|volgend| {
            let woord = volgend.klein.as_str();
            let hulpwoorden = [&VERBINDT[..], &WORDEN, &ZIJN];
            volgend.ervoor > Grens::Teken
                || FUNCTIEWOORD.contains(woord)
                || BIJZIN.contains(woord)
                || hulpwoorden.iter().any(|lijst| lijst.contains(&woord))
        })
    }

    /// Whether a deelwoord is a property of a thing behind it (“een gericht aanbod”), or an
    /// infinitive (“te vervangen”).
    fn is_bijvoeglijk(&self, n: usize) -> bool {
        if self.voor(n, 1) == "te" {
            return true;
        }
        let lidwoord = (1..=2).any(|terug| LIDWOORD.contains(self.voor(n, terug)));
        let achter_worden = n
            .checked_sub(1)
            .is_some_and(|v| WORDEN.contains(&self.woord(v)));
        lidwoord && !achter_worden && !self.is_einde(n)
    }

    /// Whether `zijn` is the verb and not “his”; the other forms always are the verb.
    fn is_werkwoord(&self, n: usize) -> bool {
        if self.woord(n) != "zijn" {
            return true;
        }
        let ervoor = self.voor(n, 1);
        let begint = n == 0 || self.zin.get(n).is_some_and(|w| w.ervoor > Grens::Teken);
        let volgt_deelwoord = deelwoord(self.woord(n + 1)) != Deelwoord::Geen;
        let na_deelwoord = self.deelwoord.is_some_and(|d| d + 1 == n);
        let meervoud = MEERVOUD.contains(ervoor)
            || (ervoor.len() > 3 && ervoor.ends_with(['s', 'n']) && !TUSSENIN.contains(&ervoor));
        volgt_deelwoord || na_deelwoord || meervoud || (begint && n == 0)
    }
}
