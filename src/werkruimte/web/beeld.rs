//! What the pages of a werkruimte print.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::{
    model::{Bestand, Gebeurd},
    service::{
        bord::{Bord, Knelpuntrij},
        overzicht::{Overzicht, Stoel},
        verbonden::Verbonden,
    },
};
use crate::{
    acties::{model::dagen_in_woorden, service::Houder},
    bestanden::naam,
    http::beeld::Link,
    netwerk::model::Perspectief,
    proefprojecten::model::Stand,
    stukken::model::{Kop, label_van},
    taal,
};

/// The steps in a few words, in their order.
const TREDEN: [&str; 5] = [
    "1. Wat is er nodig?",
    "2. Wat mag al?",
    "3. Afspraak",
    "4. Proef",
    "5. Andere regel",
];
/// From how many days before it an actie is marked.
const BIJNA: i64 = 3;

/// A column of the board: a step with the knelpunten that are at it.
#[derive(Debug)]
pub struct Kolom {
    pub titel: &'static str,
    pub aantal: u64,
    pub rijen: Vec<Kaartje>,
    /// How many more there are.
    pub meer: u64,
}

/// A knelpunt on the board.
#[derive(Debug)]
pub struct Kaartje {
    pub url: String,
    pub titel: String,
    pub gemeenten: String,
    /// Whether another thema leads it.
    pub volgt: bool,
}

/// The board, a column a step.
pub fn bord(bord: &Bord) -> Vec<Kolom> {
    let kolom = |(nummer, (titel, aantal)): (u8, (&'static str, u64))| {
        let hier = bord.rijen.iter().filter(|k| k.trede == nummer);
        let kaartje = |rij: &Knelpuntrij| Kaartje {
            url: rij.kop.pad(),
            titel: rij.kop.titel.clone(),
            gemeenten: taal::aantal(rij.gemeenten as u64, "gemeente", "gemeenten"),
            volgt: !rij.trekt,
        };
        let rijen: Vec<Kaartje> = hier.map(kaartje).collect();
        Kolom {
            titel,
            aantal,
            meer: aantal.saturating_sub(rijen.len() as u64),
            rijen,
        }
    };
    let treden = TREDEN.into_iter().zip(bord.per_trede);
    (1..).zip(treden).map(kolom).collect()
}

/// An actie in a list.
#[derive(Debug)]
pub struct Actierij {
    pub url: String,
    pub titel: String,
    pub wie: String,
    pub klaar_op: String,
    pub stand: String,
    pub kleur: &'static str,
}

/// The open acties, the most urgent first.
pub fn acties(overzicht: &Overzicht, vandaag: NaiveDate) -> Vec<Actierij> {
    let rij = |(kop, houder): &(Kop, Option<Houder>)| {
        let voor = houder.as_ref().map(|houder| houder.voor).or(kop.datum);
        let (stand, kleur) = voor.map_or((String::new(), "neutral"), |voor| dag(voor, vandaag));
        Actierij {
            url: kop.pad(),
            titel: kop.titel.clone(),
            wie: houder.as_ref().map_or_else(String::new, |h| h.naam.clone()),
            klaar_op: voor.map(taal::dag).unwrap_or_default(),
            stand,
            kleur,
        }
    };
    overzicht.werk.acties.iter().map(rij).collect()
}

/// How a last day stands, in words and as a colour.
fn dag(voor: NaiveDate, vandaag: NaiveDate) -> (String, &'static str) {
    let kleur = match (voor - vandaag).num_days() {
        ..0 => "danger",
        0..=BIJNA => "warning",
        _ => "neutral",
    };
    (met_hoofdletter(&dagen_in_woorden(voor, vandaag)), kleur)
}

fn met_hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or(String::new(), |eerste| {
        eerste.to_uppercase().chain(letters).collect()
    })
}

/// A stuk in a list with how it stands.
#[derive(Debug)]
pub struct Standrij {
    pub url: String,
    pub titel: String,
    pub stand: String,
    pub kleur: &'static str,
    pub wanneer: String,
}

/// The kennisvragen.
pub fn kennisvragen(koppen: &[Kop]) -> Vec<Standrij> {
    let rij = |kop: &Kop| {
        let (stand, kleur) = match kop.status.as_str() {
            "gesteld" => ("Niemand pakt dit op".to_owned(), "warning"),
            "beantwoord" => (label_van(&kop.status), "safe"),
            _ => (label_van(&kop.status), "neutral"),
        };
        met_kop(kop, stand, kleur)
    };
    koppen.iter().map(rij).collect()
}

/// The proefprojecten.
pub fn proefprojecten(overzicht: &Overzicht) -> Vec<Standrij> {
    let rijen = overzicht.werk.proefprojecten.iter();
    let rij = |(kop, stand): &(Kop, Option<Stand>)| {
        let stand = stand.map(|stand| stand.label().to_owned());
        met_kop(
            kop,
            stand.unwrap_or_else(|| label_van(&kop.status)),
            "neutral",
        )
    };
    rijen.map(rij).collect()
}

/// The notities.
pub fn notities(koppen: &[Kop]) -> Vec<Standrij> {
    let rij = |kop: &Kop| met_kop(kop, String::new(), "neutral");
    koppen.iter().map(rij).collect()
}

fn met_kop(kop: &Kop, stand: String, kleur: &'static str) -> Standrij {
    Standrij {
        url: kop.pad(),
        titel: kop.titel.clone(),
        stand,
        kleur,
        wanneer: taal::dag_van(kop.gewijzigd_op),
    }
}

/// A step of a timeline with a link.
#[derive(Debug)]
pub struct Punt {
    pub wanneer: String,
    pub url: String,
    pub titel: String,
    /// More about it; often empty.
    pub tekst: String,
    pub nu: bool,
}

/// The besluiten, those that wait first.
pub fn besluiten(overzicht: &Overzicht) -> Vec<Punt> {
    let wachtend = overzicht.werk.wachtend.iter().map(|(kop, op_mij)| Punt {
        wanneer: if *op_mij {
            "Wacht op u".to_owned()
        } else {
            "Wacht op duo-partner".to_owned()
        },
        url: kop.pad(),
        titel: kop.titel.clone(),
        tekst: format!("Voorgesteld op {}.", taal::dag_van(kop.aangemaakt_op)),
        nu: true,
    });
    let genomen = overzicht.werk.genomen.iter().map(|kop| Punt {
        wanneer: kop
            .datum
            .map_or_else(|| taal::dag_van(kop.gewijzigd_op), taal::dag),
        url: kop.pad(),
        titel: kop.titel.clone(),
        tekst: String::new(),
        nu: false,
    });
    wachtend.chain(genomen).collect()
}

/// What happened, the newest first. `eerste` says that this is the beginning of it.
pub fn tijdlijn(punten: &[Gebeurd], eerste: bool) -> Vec<Punt> {
    let punt = |(plek, gebeurd): (usize, &Gebeurd)| Punt {
        wanneer: format!("{} · {}", taal::dag_van(gebeurd.op), gebeurd.wat),
        url: gebeurd.kop.pad(),
        titel: format!("{}: {}", gebeurd.kop.soort.label(), gebeurd.kop.titel),
        tekst: gebeurd.waarom.clone(),
        nu: eerste && plek == 0,
    };
    punten.iter().enumerate().map(punt).collect()
}

/// What a page of the timeline says that shows nothing. Where there is more to look at, it does not say that nothing
/// happened: what happened here was not for everybody.
pub const fn leeg(is_later: bool, heeft_ouder: bool) -> &'static str {
    match (is_later, heeft_ouder) {
        (_, true) => "Uit deze tijd is er niets dat u kunt lezen. Ga verder terug om meer te zien.",
        (true, false) => "Ouder dan dit is er niets.",
        (false, false) => "Bij dit thema gebeurde nog niets.",
    }
}

/// A moment ahead with what there is.
#[derive(Debug)]
pub struct Binnenkort {
    pub wanneer: String,
    pub link: Link,
}

/// The meetings ahead.
pub fn binnenkort(bijeenkomsten: &[(Kop, DateTime<Utc>)]) -> Vec<Binnenkort> {
    let rij = |(kop, begin): &(Kop, DateTime<Utc>)| Binnenkort {
        wanneer: taal::moment_van(*begin),
        link: Link::naar(kop),
    };
    bijeenkomsten.iter().map(rij).collect()
}

/// A file in a list.
#[derive(Debug)]
pub struct Bestandrij {
    pub url: String,
    pub titel: String,
    pub wat: String,
    pub bij: Link,
}

/// The files.
pub fn bestanden(bestanden: &[Bestand]) -> Vec<Bestandrij> {
    let rij = |bestand: &Bestand| Bestandrij {
        url: format!(
            "/bijlagen/{}/{}",
            bestand.id,
            naam::in_adres(&bestand.bestandsnaam)
        ),
        titel: bestand.titel.clone(),
        wat: format!(
            "{}, {}",
            taal::omvang(bestand.grootte),
            taal::dag_van(bestand.op)
        ),
        bij: Link::naar(&bestand.bij),
    };
    bestanden.iter().map(rij).collect()
}

/// Thema's that hang together, each with how much is shared.
pub fn verbonden(verbonden: &[Verbonden]) -> Vec<Link> {
    let link = |ander: &Verbonden| Link {
        bij: taal::aantal(ander.gedeeld, "gedeeld stuk", "gedeelde stukken"),
        ..Link::naar(&ander.kop)
    };
    verbonden.iter().map(link).collect()
}

/// A seat of the duo.
#[derive(Debug)]
pub struct Lid {
    pub rol: String,
    pub naam: String,
    pub wat: String,
    pub open: bool,
}

/// The two seats, with who sits there.
pub fn duo(stoelen: &[Stoel]) -> Vec<Lid> {
    let lid = |stoel: &Stoel| {
        let sinds = taal::dag_van(stoel.sinds);
        let rol = format!("Trekker {}", stoel.kant.label());
        match &stoel.naam {
            Some(naam) => Lid {
                rol,
                naam: naam.clone(),
                wat: if stoel.organisatie.is_empty() {
                    format!("Sinds {sinds}")
                } else {
                    format!("{}, sinds {sinds}", stoel.organisatie)
                },
                open: false,
            },
            None => Lid {
                rol,
                naam: "Deze plek is leeg".to_owned(),
                wat: if stoel.te_lang_leeg {
                    format!("Sinds {sinds}. De regietafel zoekt iemand.")
                } else {
                    format!("Sinds {sinds}.")
                },
                open: true,
            },
        }
    };
    stoelen.iter().map(lid).collect()
}

/// The voices that are missing, in words.
pub fn ontbreekt(perspectieven: &[Perspectief]) -> Vec<String> {
    let woorden = |perspectief: &Perspectief| match perspectief.waarde() {
        "clienten" => "Cliëntperspectief ontbreekt".to_owned(),
        _ => format!("{} ontbreken", perspectief.label()),
    };
    perspectieven.iter().map(woorden).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_timeline_says_nothing_happened_only_when_there_is_no_more() {
        for is_later in [false, true] {
            assert!(leeg(is_later, true).contains("verder terug"));
            assert!(!leeg(is_later, false).contains("verder terug"));
        }
        assert_ne!(leeg(true, false), leeg(false, false));
    }

    #[test]
    fn a_day_is_late_near_or_far() {
        let op = |dag: &str| dag.parse::<NaiveDate>().unwrap();
        let vandaag = op("2026-11-28");
        for (voor, kleur) in [
            ("2026-11-27", "danger"),
            ("2026-11-28", "warning"),
            ("2026-12-01", "warning"),
            ("2026-12-02", "neutral"),
        ] {
            let (stand, gezien) = dag(op(voor), vandaag);
            assert_eq!(gezien, kleur, "{voor}");
            assert!(stand.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
        }
    }
}
