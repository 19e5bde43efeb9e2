//! What waits, what changed and what is ahead: how it is ordered, said and drawn. Pure.

mod tijdbalk;

pub use tijdbalk::{HOOGTE, Punt, Tijdbalk, WEKEN};

use chrono::{DateTime, NaiveDate, Utc};

use crate::{stukken::model::Kop, taal, waarden::waarden};

waarden! {
    /// What kind of thing waits, or has a day.
    Aard {
        Vraag = "vraag", "Vraag aan uw organisatie";
        Actie = "actie", "Actie";
        Besluit = "besluit", "Besluit";
        Proefproject = "proefproject", "Besluit over een proef";
        Regietafel = "regietafel", "Regietafel";
        Signalen = "signalen", "Signalen";
        Knelpunt = "knelpunt", "Knelpunt";
        Heropenen = "heropenen", "Verzoek om te heropenen";
        Wederhoor = "wederhoor", "Wederhoor";
        Bevinding = "bevinding", "Bevinding";
        Beoordelen = "beoordelen", "Te beoordelen";
        Teruggestuurd = "teruggestuurd", "Teruggestuurd";
        Navraag = "navraag", "Is het echt opgelost?";
        Nakijken = "nakijken", "Klopt dit nog?";
        Mensen = "mensen", "Wie mee wil doen";
        Rol = "rol", "Tweede persoon";
        Bijeenkomst = "bijeenkomst", "Bijeenkomst";
        Meer = "meer", "Nog meer";
    }
}

/// Something that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wacht {
    /// What kind of thing.
    pub aard: Aard,
    /// What it is called.
    pub titel: String,
    /// Where it can be done.
    pub url: String,
    /// What it is about; often empty.
    pub bij: String,
    /// The last day; none when it has none.
    pub uiterlijk: Option<NaiveDate>,
    /// Since when it waits; none when that is not known.
    pub sinds: Option<DateTime<Utc>>,
}

impl Wacht {
    /// Something about a stuk, at an address of its own.
    pub fn over(aard: Aard, kop: &Kop, url: String) -> Self {
        Self {
            aard,
            titel: kop.titel.clone(),
            url,
            bij: String::new(),
            uiterlijk: None,
            sinds: None,
        }
    }

    /// Where it stands among others: what has a last day first, the earliest of them first, and then what
    /// waits the longest.
    fn plaats(&self) -> (bool, Option<NaiveDate>, bool, Option<DateTime<Utc>>) {
        let Self {
            uiterlijk, sinds, ..
        } = *self;
        (uiterlijk.is_none(), uiterlijk, sinds.is_none(), sinds)
    }
}

/// Puts what waits in the order of doing it.
pub fn op_volgorde(wacht: &mut [Wacht]) {
    wacht.sort_by(|a, b| (a.plaats(), a.aard, &a.url).cmp(&(b.plaats(), b.aard, &b.url)));
}

/// Leaves so many, and says of the rest that there is more, and where.
pub fn hoogstens(mut wacht: Vec<Wacht>, aantal: usize, rest: &str) -> Vec<Wacht> {
    let over = wacht.len().saturating_sub(aantal);
    if over > 0 {
        op_volgorde(&mut wacht);
        let aard = wacht.first().map_or(Aard::Meer, |eerste| eerste.aard);
        wacht.truncate(aantal);
        wacht.push(Wacht {
            aard: Aard::Meer,
            titel: format!(
                "Nog {}: {}",
                taal::aantal(over as u64, "keer", "keer"),
                aard.label()
            ),
            url: rest.to_owned(),
            bij: String::new(),
            uiterlijk: None,
            sinds: None,
        });
    }
    wacht
}

/// How near a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nabij {
    /// It passed so many days ago.
    TeLaat(i64),
    /// It is today.
    Vandaag,
    /// It is so many days from now.
    Over(i64),
}

impl Nabij {
    /// How near a day is on another.
    pub fn van(dag: NaiveDate, vandaag: NaiveDate) -> Self {
        match (dag - vandaag).num_days() {
            0 => Self::Vandaag,
            over if over > 0 => Self::Over(over),
            voorbij => Self::TeLaat(-voorbij),
        }
    }

    /// The words for people.
    pub fn woorden(self) -> String {
        match self {
            Self::TeLaat(1) => "1 dag te laat".to_owned(),
            Self::TeLaat(dagen) => format!("{} dagen te laat", taal::getal(dagen)),
            Self::Vandaag => "vandaag".to_owned(),
            Self::Over(1) => "morgen".to_owned(),
            Self::Over(dagen) => format!("over {} dagen", taal::getal(dagen)),
        }
    }
}

/// A day that is ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijn {
    /// The day.
    pub dag: NaiveDate,
    /// What kind of thing it is the day of.
    pub aard: Aard,
    /// What it is called.
    pub titel: String,
    /// Its page.
    pub url: String,
}

/// The days that are ahead: those of what waits, and others, the first first. What is late is not ahead.
pub fn termijnen(wacht: &[Wacht], andere: Vec<Termijn>, vandaag: NaiveDate) -> Vec<Termijn> {
    let van_wacht = wacht.iter().filter_map(|wacht| {
        Some(Termijn {
            dag: wacht.uiterlijk?,
            aard: wacht.aard,
            titel: wacht.titel.clone(),
            url: wacht.url.clone(),
        })
    });
    let alle = van_wacht.chain(andere);
    let mut alle: Vec<Termijn> = alle.filter(|termijn| termijn.dag >= vandaag).collect();
    alle.sort_by(|a, b| (a.dag, a.aard, &a.url).cmp(&(b.dag, b.aard, &b.url)));
    alle.dedup();
    alle
}

/// Something that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veranderd {
    /// What changed.
    pub kop: Kop,
    /// What happened to it last.
    pub wat: String,
    /// When.
    pub op: DateTime<Utc>,
}

#[cfg(test)]
mod tests;
