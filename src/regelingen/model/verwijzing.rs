//! A law and an article of it, as people type them in a search box. Pure.

use std::cmp::Reverse;

use uuid::Uuid;

use super::Artikelnummer;
use crate::ids::zoeknummer;

/// Words between an article and its law that say nothing.
const TUSSEN: [&str; 6] = ["van", "de", "het", "uit", "in", "en"];
/// Words for a part of an article, with the number or letter behind them.
const DEEL: [&str; 7] = [
    "lid",
    "leden",
    "onder",
    "sub",
    "onderdeel",
    "aanhef",
    "alinea",
];

/// A law by any of its names, and an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwijzing {
    /// The name of the law as it was typed.
    pub wet: String,
    /// The article.
    pub artikel: Artikelnummer,
}

/// How well a name fits a regeling, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Past {
    /// It is its whole name or abbreviation.
    Heel,
    /// It is its name or abbreviation without the year.
    ZonderJaar,
    /// It is no name of it.
    Niet,
}

impl Verwijzing {
    /// Reads a text that is a reference from beginning to end: `Wmo 2015 artikel 2.3.5`,
    /// `art. 2.3.5, eerste lid, van de Wmo 2015`, `2.3.5 wmo`. None when it says anything else, so
    /// that it is searched for. Without the word "artikel" a number must be unmistakable: with a
    /// point, a colon or a letter, or `Wmo 2015` would be its article 2015.
    pub fn lees(tekst: &str) -> Option<Self> {
        let woorden: Vec<&str> = tekst
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'))
            .filter(|w| !w.is_empty())
            .collect();
        let (voor, artikel, na) = met_woord(&woorden).or_else(|| zonder_woord(&woorden))?;
        let na = zonder_deel(na);
        let (([], wet) | (wet, [])) = (voor, na) else {
            return None;
        };
        let heeft_letter = wet
            .iter()
            .any(|w| w.contains(|c: char| c.is_ascii_alphabetic()));
        heeft_letter.then(|| Self {
            wet: wet.join(" "),
            artikel,
        })
    }
}

/// The article behind the word "artikel", with the words before and after.
fn met_woord<'a>(woorden: &'a [&str]) -> Option<(&'a [&'a str], Artikelnummer, &'a [&'a str])> {
    let (plek, woord) = woorden.iter().enumerate().find_map(|(i, w)| {
        let laag = w.to_ascii_lowercase();
        let vast = laag.strip_prefix("art.").filter(|rest| !rest.is_empty());
        match laag.as_str() {
            "art" | "art." | "artikel" => Some((i, None)),
            _ => vast.map(|nummer| (i, Some(nummer.to_owned()))),
        }
    })?;
    let (nummer, na) = match &woord {
        Some(nummer) => (nummer.as_str(), plek + 1),
        None => (*woorden.get(plek + 1)?, plek + 2),
    };
    let artikel = nummer.trim_end_matches('.').parse().ok()?;
    Some((&woorden[..plek], artikel, &woorden[na..]))
}

/// An unmistakable article at the beginning or the end.
fn zonder_woord<'a>(woorden: &'a [&str]) -> Option<(&'a [&'a str], Artikelnummer, &'a [&'a str])> {
    let zeker = |woord: &str| -> Option<Artikelnummer> {
        let heeft_cijfer = woord.starts_with(|c: char| c.is_ascii_digit());
        let meer = woord.contains(|c: char| !c.is_ascii_digit());
        woord.parse().ok().filter(|_| heeft_cijfer && meer)
    };
    if let [eerste, na @ ..] = woorden
        && let Some(artikel) = zeker(eerste)
    {
        return Some((&[], artikel, na));
    }
    let [voor @ .., laatste] = woorden else {
        return None;
    };
    Some((voor, zeker(laatste)?, &[]))
}

/// The words behind an article without those for a part of it, and without "van de".
fn zonder_deel<'a>(mut woorden: &'a [&'a str]) -> &'a [&'a str] {
    let is_deel = |w: &str| DEEL.contains(&w.to_ascii_lowercase().as_str());
    let kort = |w: &str| w.len() <= 2 || w.bytes().all(|b| b.is_ascii_digit());
    loop {
        woorden = match woorden {
            // "lid 2", "onder a"
            [deel, nummer, rest @ ..] if is_deel(deel) && kort(nummer) => rest,
            // "eerste lid"
            [_, deel, rest @ ..] if is_deel(deel) => rest,
            [deel, rest @ ..] if is_deel(deel) => rest,
            [woord, rest @ ..] if TUSSEN.contains(&woord.to_ascii_lowercase().as_str()) => rest,
            _ => return woorden,
        };
    }
}

/// What a regeling is called, to find it by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regelingnaam {
    /// Its stuk.
    pub id: Uuid,
    /// The title.
    pub titel: String,
    /// The usual abbreviation; empty when there is none.
    pub afkorting: String,
}

/// The regeling that somebody means with a name: its title or abbreviation, with or without the
/// year. Of laws that only differ in their year it is the newest.
pub fn beste(naam: &str, regelingen: Vec<Regelingnaam>) -> Option<Uuid> {
    let naam = zoeknummer(zonder_lidwoord(naam));
    let passend = regelingen.into_iter().filter_map(|r| {
        let past = past(&naam, &r.titel).min(past(&naam, &r.afkorting));
        (past < Past::Niet).then_some((past, Reverse((r.afkorting, r.titel)), r.id))
    });
    passend.min().map(|(_, _, id)| id)
}

/// How well a name, as [`zoeknummer`], fits a title or abbreviation.
fn past(naam: &str, heel: &str) -> Past {
    let zonder = heel.len() - zonder_jaar(heel).len();
    let heel = zoeknummer(heel);
    // Of a year only the space before it is not in the number.
    let zonder_jaar = &heel[..heel.len() - zonder.saturating_sub(1)];
    match naam {
        "" => Past::Niet,
        naam if naam == heel => Past::Heel,
        naam if naam == zonder_jaar => Past::ZonderJaar,
        _ => Past::Niet,
    }
}

fn zonder_lidwoord(naam: &str) -> &str {
    let zonder = |woord: &str| {
        let begin = naam.get(..woord.len())?;
        begin
            .eq_ignore_ascii_case(woord)
            .then(|| &naam[woord.len()..])
    };
    zonder("de ").or_else(|| zonder("het ")).unwrap_or(naam)
}

/// A name without the year at its end: `Wmo 2015` is `Wmo`.
pub fn zonder_jaar(naam: &str) -> &str {
    match naam.rsplit_once(' ') {
        Some((begin, jaar)) if jaar.len() == 4 && jaar.bytes().all(|b| b.is_ascii_digit()) => begin,
        _ => naam,
    }
}
