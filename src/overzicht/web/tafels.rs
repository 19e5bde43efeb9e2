//! The lists of the overview: knelpunten by name, and who has to answer.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::beeld::{Deel, delen, getal};
use crate::{
    http::beeld::Link,
    ids::vouw,
    overzicht::model::{Rij, Stand},
    stukken::model::Kop,
    taal,
    vraagpunten::model::{Aandeel, Welke},
};

/// A knelpunt that was open for long.
#[derive(Debug)]
pub struct Oudrij {
    /// Its page.
    pub wat: Link,
    /// The day it came on the platform.
    pub gemeld: String,
    /// How many days that is.
    pub dagen: String,
    /// How it stands.
    pub status: &'static str,
}

/// The rows of the oldest.
pub fn oude(rijen: &[&Rij], vandaag: NaiveDate) -> Vec<Oudrij> {
    let oud = |rij: &&Rij| Oudrij {
        wat: link(rij),
        gemeld: taal::dag(rij.gemeld),
        dagen: rij.dagen(vandaag).map(taal::getal).unwrap_or_default(),
        status: rij.status.label(),
    };
    rijen.iter().map(oud).collect()
}

/// A knelpunt that many share.
#[derive(Debug)]
pub struct Gedeeldrij {
    /// Its page.
    pub wat: Link,
    /// What is drawn.
    pub delen: Vec<Deel>,
    /// How many gemeenten.
    pub gemeenten: String,
    /// How many signalen.
    pub signalen: String,
    /// How it stands.
    pub status: &'static str,
    /// The last step that was set.
    pub trede: String,
}

/// The rows of what many share.
pub fn gedeelde(rijen: &[&Rij]) -> Vec<Gedeeldrij> {
    let aantal = |rij: &Rij| rij.gemeenten.len() as u64;
    let meeste = rijen
        .iter()
        .map(|rij| aantal(rij))
        .max()
        .unwrap_or_default();
    let gedeeld = |rij: &&Rij| Gedeeldrij {
        wat: link(rij),
        delen: delen(&[(aantal(rij), vulling(rij))], meeste),
        gemeenten: getal(aantal(rij)),
        signalen: getal(rij.signalen as u64),
        status: rij.status.label(),
        trede: format!("{} van 5", rij.trede),
    };
    rijen.iter().map(gedeeld).collect()
}

const fn vulling(rij: &Rij) -> &'static str {
    match rij.stand() {
        Stand::Regel => "k-accent",
        Stand::Bezig | Stand::Afgerond => "k-licht",
    }
}

fn link(rij: &Rij) -> Link {
    Link {
        url: rij.pad.clone(),
        tekst: rij.titel.clone(),
        bij: rij.kenmerk.clone(),
    }
}

/// What the fills of the questions mean.
pub const VRAAGLEGENDA: [(&str, &str); 3] = [
    ("k-midden", "Beantwoord"),
    ("k-licht", "Wacht, en er is nog tijd"),
    ("k-accent", "Te laat"),
];

/// Who has to answer, and what they did.
#[derive(Debug)]
pub struct Vraagrij {
    /// Who.
    pub wie: Link,
    /// What is drawn.
    pub delen: Vec<Deel>,
    /// Questions they were asked, and the list of them.
    pub gevraagd: Link,
    /// Those without an answer.
    pub open: Link,
    /// Those of which the time is over.
    pub te_laat: Link,
    /// Those that got more time.
    pub verlengd: String,
    /// The share without an answer.
    pub procent: String,
}

/// The rows of who has to answer: who is late with the most first, then by name.
pub fn vragen(mut aandelen: Vec<(Kop, Aandeel)>) -> Vec<Vraagrij> {
    aandelen.sort_by_cached_key(|(kop, aandeel)| {
        let Aandeel { te_laat, open, .. } = *aandeel;
        (Reverse(te_laat), Reverse(open), vouw(&kop.titel), kop.id)
    });
    let meeste = aandelen.iter().map(|(_, aandeel)| aandeel.gevraagd).max();
    let meeste = meeste.unwrap_or_default() as u64;
    let vraag = |(kop, aandeel): &(Kop, Aandeel)| {
        let Aandeel {
            gevraagd,
            open,
            te_laat,
            verlengd,
        } = *aandeel;
        let [klaar, op_tijd] = [gevraagd.saturating_sub(open), open.saturating_sub(te_laat)];
        let aantallen = [klaar, op_tijd, te_laat].map(|n| n as u64);
        let vullingen = VRAAGLEGENDA.iter().map(|(vulling, _)| *vulling);
        let gedeeld: Vec<(u64, &'static str)> = aantallen.into_iter().zip(vullingen).collect();
        let lijst = |aantal: usize, welke: Option<Welke>| Link {
            url: match welke {
                Some(welke) => format!("/vraagpunten?aan={}&stand={welke}", kop.slug),
                None => format!("/vraagpunten?aan={}", kop.slug),
            },
            tekst: getal(aantal as u64),
            bij: kop.titel.clone(),
        };
        Vraagrij {
            wie: Link::naar(kop),
            delen: delen(&gedeeld, meeste),
            gevraagd: lijst(gevraagd, None),
            open: lijst(open, Some(Welke::Open)),
            te_laat: lijst(te_laat, Some(Welke::TeLaat)),
            verlengd: getal(verlengd as u64),
            procent: format!("{}%", aandeel.procent_open()),
        }
    };
    aandelen.iter().map(vraag).collect()
}
