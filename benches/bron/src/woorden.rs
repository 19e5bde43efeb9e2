//! A vocabulary as a language has it: few words that stand everywhere, and tens of thousands that
//! stand almost nowhere.

use std::collections::BTreeSet;

use crate::{
    dobbel::Dobbel,
    materiaal::{AARD, DINGEN, DOEN, KLEIN, STUKJES},
};

/// How many compounds of two and of three words there are, and how many made-up names.
const SAMENSTELLINGEN: usize = 26_000;
const LANGE: usize = 6_000;
const EIGENNAMEN: usize = 12_000;

/// Words by rank, with how often each is chosen (Zipf's law with Mandelbrot's beginning).
#[derive(Debug)]
pub struct Woordenschat {
    woorden: Vec<String>,
    /// Up to and with each rank, the sum of the weights.
    tot: Vec<u64>,
    klein: usize,
    gewoon: usize,
    dingen: Vec<&'static str>,
    samenstellingen: Vec<String>,
}

impl Woordenschat {
    /// The vocabulary of a seed.
    pub fn nieuw(zaad: u64) -> Self {
        let mut dobbel = Dobbel::nieuw(zaad).tak(0x776f_6f72);
        let mut gezien = BTreeSet::new();
        let mut woorden = Vec::new();
        let neem = |woorden: &mut Vec<String>, gezien: &mut BTreeSet<String>, woord: String| {
            if gezien.insert(woord.clone()) {
                woorden.push(woord);
            }
        };
        for woord in KLEIN.split_whitespace() {
            neem(&mut woorden, &mut gezien, woord.to_owned());
        }
        let klein = woorden.len();
        let mut gewoon = gewone();
        schud(&mut gewoon, &mut dobbel);
        for woord in gewoon {
            neem(&mut woorden, &mut gezien, woord);
        }
        let gewoon = woorden.len();
        let dingen: Vec<(&str, &str)> = DINGEN
            .split_whitespace()
            .map(|ding| ding.split_once('/').unwrap_or((ding, "")))
            .collect();
        let samenstellingen = samenstellingen(&dingen, &mut dobbel);
        let mut zeldzaam = samenstellingen.clone();
        zeldzaam.extend(eigennamen(&mut dobbel));
        schud(&mut zeldzaam, &mut dobbel);
        for woord in zeldzaam {
            neem(&mut woorden, &mut gezien, woord);
        }
        let gewichten = (0..woorden.len()).map(|rang| {
            // Made-up words are taken less often than their rank says: one word in seven is such a
            // one, about as many compounds as a text of a gemeente has.
            let zeldzaam = if rang < gewoon { 1 } else { 5 };
            100_000_000_000 / ((10 * rang as u64 + 37) * zeldzaam)
        });
        let tot = gewichten.scan(0, |som, gewicht| {
            *som += gewicht;
            Some(*som)
        });
        Self {
            tot: tot.collect(),
            woorden,
            klein,
            gewoon,
            dingen: dingen.into_iter().map(|(ding, _)| ding).collect(),
            samenstellingen,
        }
    }

    /// How many words there are.
    pub fn aantal(&self) -> usize {
        self.woorden.len()
    }

    /// A word, the first ranks far more often than the last.
    pub fn woord(&self, dobbel: &mut Dobbel) -> &str {
        let alles = self.tot.last().copied().unwrap_or(1);
        let worp = dobbel.getal() % alles;
        &self.woorden[self.tot.partition_point(|tot| *tot <= worp)]
    }

    /// A word that says something: no small one, and seldom a very rare one.
    pub fn inhoudswoord(&self, dobbel: &mut Dobbel) -> &str {
        loop {
            let worp = self.woord(dobbel);
            if !self.is_klein(worp) {
                return worp;
            }
        }
    }

    /// One of the most frequent words that say something.
    pub fn veelvoorkomend(&self, dobbel: &mut Dobbel) -> &str {
        let rang = self.klein + dobbel.onder((self.gewoon - self.klein).min(40));
        &self.woorden[rang]
    }

    /// A thing, in the form of a dictionary.
    pub fn ding(&self, dobbel: &mut Dobbel) -> &'static str {
        self.dingen[dobbel.onder(self.dingen.len())]
    }

    /// A word made of words.
    pub fn samenstelling(&self, dobbel: &mut Dobbel) -> &str {
        dobbel.tekst(&self.samenstellingen)
    }

    fn is_klein(&self, woord: &str) -> bool {
        self.woorden[..self.klein]
            .iter()
            .any(|klein| klein == woord)
    }
}

/// The plain words in their forms.
fn gewone() -> Vec<String> {
    let mut gewoon = Vec::new();
    for ding in DINGEN.split_whitespace() {
        let ding = ding.split_once('/').map_or(ding, |(ding, _)| ding);
        gewoon.extend([ding.to_owned(), meervoud(ding)]);
    }
    for aard in AARD.split_whitespace() {
        let verbogen = verlengd(aard);
        gewoon.extend([aard.to_owned(), verbogen.trim_end_matches('n').to_owned()]);
    }
    for doen in DOEN.split_whitespace() {
        let (stam, gedaan) = doen.split_once('/').unwrap_or((doen, doen));
        gewoon.extend([format!("{stam}t"), verlengd(stam), gedaan.to_owned()]);
    }
    gewoon
}

fn samenstellingen(dingen: &[(&str, &str)], dobbel: &mut Dobbel) -> Vec<String> {
    let mut woorden = BTreeSet::new();
    let mut lijst = Vec::new();
    while lijst.len() < SAMENSTELLINGEN + LANGE {
        let aantal = if lijst.len() < SAMENSTELLINGEN { 2 } else { 3 };
        let mut woord = String::new();
        for plaats in (0..aantal).rev() {
            let (ding, tussen) = dobbel.kies(dingen);
            woord.push_str(ding);
            if plaats > 0 {
                woord.push_str(tussen);
            }
        }
        if woorden.insert(woord.clone()) {
            lijst.push(woord);
        }
    }
    lijst
}

fn eigennamen(dobbel: &mut Dobbel) -> BTreeSet<String> {
    let mut namen = BTreeSet::new();
    while namen.len() < EIGENNAMEN {
        let aantal = dobbel.tussen(2, 4);
        namen.insert((0..aantal).map(|_| dobbel.tekst(&STUKJES)).collect());
    }
    namen
}

fn meervoud(ding: &str) -> String {
    let met_s = ["er", "el", "em", "e", "ie", "or", "taxi", "a", "o"];
    if met_s.iter().any(|einde| ding.ends_with(einde)) {
        format!("{ding}s")
    } else {
        verlengd(ding)
    }
}

/// The word with `-en`, spelled as Dutch does: *lees* gives *lezen*, *bel* gives *bellen*.
fn verlengd(stam: &str) -> String {
    const KLINKERS: &str = "aeiouyéë";
    const TWEEKLANKEN: [&str; 8] = ["ij", "ie", "oe", "ou", "ui", "eu", "ei", "au"];
    let letters: Vec<char> = stam.chars().collect();
    let [.., voor, klinker, medeklinker] = letters[..] else {
        return format!("{stam}en");
    };
    let is_klinker = |letter| KLINKERS.contains(letter);
    let begin: String = letters[..letters.len() - 1].iter().collect();
    let tweeklank = TWEEKLANKEN.iter().any(|klank| begin.ends_with(klank));
    if is_klinker(medeklinker) || !(is_klinker(klinker) || tweeklank) {
        return format!("{stam}en");
    }
    let zacht = match medeklinker {
        'f' => 'v',
        's' => 'z',
        anders => anders,
    };
    if voor == klinker {
        let kort: String = letters[..letters.len() - 2].iter().collect();
        format!("{kort}{zacht}en")
    } else if tweeklank {
        format!("{begin}{zacht}en")
    } else if stam.ends_with("ig") || stam.ends_with("lijk") {
        format!("{stam}en")
    } else {
        format!("{stam}{medeklinker}en")
    }
}

fn schud(woorden: &mut [String], dobbel: &mut Dobbel) {
    for plaats in (1..woorden.len()).rev() {
        woorden.swap(plaats, dobbel.onder(plaats + 1));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Woordenschat, verlengd};
    use crate::dobbel::Dobbel;

    #[test]
    fn words_are_spelled_as_dutch_does() {
        for (stam, lang) in [
            ("lees", "lezen"),
            ("bel", "bellen"),
            ("schrijf", "schrijven"),
            ("werk", "werken"),
            ("vraag", "vragen"),
            ("woning", "woningen"),
            ("huis", "huizen"),
        ] {
            assert_eq!(verlengd(stam), lang);
        }
    }

    #[test]
    fn few_words_are_frequent_and_most_are_rare() {
        let woorden = Woordenschat::nieuw(1);
        assert!(woorden.aantal() > 40_000, "{}", woorden.aantal());
        let mut dobbel = Dobbel::nieuw(1);
        let mut keren: HashMap<&str, usize> = HashMap::new();
        for _ in 0..100_000 {
            *keren.entry(woorden.woord(&mut dobbel)).or_default() += 1;
        }
        let mut aantallen: Vec<usize> = keren.values().copied().collect();
        aantallen.sort_unstable_by(|een, ander| ander.cmp(een));
        let eerste: usize = aantallen[..100].iter().sum();
        assert!((45_000..75_000).contains(&eerste), "{eerste}");
        let eenmalig = aantallen.iter().filter(|aantal| **aantal == 1).count();
        assert!(eenmalig > 5_000, "{eenmalig}");
        let letters: usize = keren
            .iter()
            .map(|(woord, keren)| woord.chars().count() * keren)
            .sum();
        assert!((500_000..800_000).contains(&letters), "{letters}");
    }
}
