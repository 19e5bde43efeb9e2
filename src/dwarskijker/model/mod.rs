//! Types, states and rules of the bevindingen of the dwarskijker. Pure.

mod bericht;
mod contact;
mod ingevuld;
mod termijn;
mod zegel;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    actor::Sleutel,
    stukken::model::{Kaartfeit, Sectie},
    waarden::waarden,
};

pub use bericht::{Bericht, Lading, SOORT};
pub use contact::{Contact, Genoemd};
pub use ingevuld::{Aanbevolen, Ingevuld, MAX_REACTIE, keur_tekst, ontbreekt, regels, velden_van};
pub use termijn::{
    Herinnering, gewone_termijn, herinnering, is_te_kort, keur_nieuwe_termijn, keur_termijn,
};
pub use zegel::{Zegelbaar, zegel, zegel_van, zegelinhoud, zegelveld};

waarden! {
    /// How a bevinding stands.
    Status {
        Concept = "concept", "Concept";
        Wederhoor = "wederhoor", "Wederhoor";
        Vastgesteld = "vastgesteld", "Vastgesteld";
    }
}

waarden! {
    /// What the dwarskijker can do with a bevinding.
    Actie {
        Voorleggen = "voorleggen", "Voorleggen voor wederhoor";
        Terugnemen = "terugnemen", "Terugnemen";
        Vaststellen = "vaststellen", "Vaststellen";
    }
}

/// The state after an action; none when it is not possible in that state (design section 5).
pub const fn overgang(van: Status, actie: Actie) -> Option<Status> {
    match (van, actie) {
        (Status::Concept, Actie::Voorleggen) => Some(Status::Wederhoor),
        (Status::Wederhoor, Actie::Terugnemen) => Some(Status::Concept),
        (Status::Wederhoor, Actie::Vaststellen) => Some(Status::Vastgesteld),
        _ => None,
    }
}

/// The headings of a bevinding, in their order.
pub const SECTIES: [&str; 3] = ["Wat ik zag", "Waar ik dat op baseer", "Wat het betekent"];

/// What is recommended to one organisatie: it becomes a vraagpunt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aanbeveling {
    /// To whom.
    pub aan: Uuid,
    /// What they should do.
    pub tekst: String,
}

/// What is particular to a bevinding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bevinding {
    /// What was found in a few sentences, as Markdown.
    pub tekst: String,
    /// Its sections, in the order of [`SECTIES`].
    pub secties: Vec<Sectie>,
    /// What is recommended to whom.
    pub aanbevelingen: Vec<Aanbeveling>,
    /// The thema in whose dossier it is.
    pub thema: Option<Uuid>,
    /// The bevinding that this one corrects.
    pub verbetert: Option<Uuid>,
    /// How often it was sent for a reply.
    pub ronde: i32,
    /// Of what was established with its replies, as [`zegel()`] makes it; empty before that.
    pub hash: String,
    /// When it was established.
    pub vastgesteld_op: Option<DateTime<Utc>>,
}

impl Bevinding {
    /// How many recommendations it has, for a card.
    pub fn kaartfeiten(&self) -> Vec<Kaartfeit> {
        match self.aanbevelingen.len() {
            0 => Vec::new(),
            1 => vec![Kaartfeit::nieuw("", "1 aanbeveling")],
            aantal => vec![Kaartfeit::nieuw("", format!("{aantal} aanbevelingen"))],
        }
    }
}

/// Who reads a bevinding in a state (design section 4): the dwarskijker; while it is sent for a reply
/// also the contacts that were named; everybody when it is established.
pub fn sleutels(status: Status, id: Uuid) -> Vec<Sleutel> {
    match status {
        Status::Concept => vec![Sleutel::Dwarskijker],
        Status::Wederhoor => vec![Sleutel::Dwarskijker, Sleutel::Wederhoor(id)],
        Status::Vastgesteld => vec![Sleutel::Openbaar],
    }
}

/// That an organisatie was asked for its reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wederhoor {
    /// Its number in the tables.
    pub id: Uuid,
    /// Which time it was sent, from 1.
    pub ronde: i32,
    /// Who was asked.
    pub organisatie: Uuid,
    /// The number of the revisie that was sent.
    pub revisie: i32,
    /// When.
    pub gevraagd_op: DateTime<Utc>,
    /// The last day to reply.
    pub uiterlijk: NaiveDate,
    /// What they said; none as long as that is nothing.
    pub reactie: Option<Reactie>,
}

/// What an organisatie replied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reactie {
    /// Their words.
    pub tekst: String,
    /// Who wrote them, as the geschiedenis names people.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// A note of the dwarskijker in the dossier of a thema. It is added, and never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notitie {
    /// Its number in the tables.
    pub id: Uuid,
    /// What it says, as Markdown.
    pub tekst: String,
    /// Who wrote it, as the geschiedenis names people.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// Whether a bevinding can be established: everybody replied, or the time to do so is over.
pub fn mag_vaststellen(gevraagd: &[Wederhoor], vandaag: NaiveDate) -> bool {
    let klaar = |w: &Wederhoor| w.reactie.is_some() || w.uiterlijk < vandaag;
    !gevraagd.is_empty() && gevraagd.iter().all(klaar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_action_is_as_the_design_says() {
        use Actie::{Terugnemen, Vaststellen, Voorleggen};
        for van in Status::ALLE {
            for actie in Actie::ALLE {
                let verwacht = match (van, actie) {
                    (Status::Concept, Voorleggen) => Some(Status::Wederhoor),
                    (Status::Wederhoor, Terugnemen) => Some(Status::Concept),
                    (Status::Wederhoor, Vaststellen) => Some(Status::Vastgesteld),
                    (Status::Concept, Terugnemen | Vaststellen)
                    | (Status::Wederhoor, Voorleggen)
                    | (Status::Vastgesteld, _) => None,
                };
                assert_eq!(overgang(*van, *actie), verwacht, "{van} {actie}");
            }
        }
    }

    #[test]
    fn before_it_is_established_only_the_dwarskijker_and_who_was_asked_read_it() {
        let id = Uuid::from_u128(1);
        for (status, verwacht) in [
            (Status::Concept, vec![Sleutel::Dwarskijker]),
            (
                Status::Wederhoor,
                vec![Sleutel::Dwarskijker, Sleutel::Wederhoor(id)],
            ),
            (Status::Vastgesteld, vec![Sleutel::Openbaar]),
        ] {
            assert_eq!(sleutels(status, id), verwacht, "{status}");
        }
    }

    #[test]
    fn it_is_established_when_all_replied_or_the_time_is_over() {
        let gevraagd = |dag: &str, gereageerd: bool| Wederhoor {
            id: Uuid::nil(),
            ronde: 1,
            organisatie: Uuid::nil(),
            revisie: 1,
            gevraagd_op: DateTime::UNIX_EPOCH,
            uiterlijk: dag.parse().unwrap(),
            reactie: gereageerd.then(|| Reactie {
                tekst: "Klopt.".into(),
                door: "account:x".into(),
                op: DateTime::UNIX_EPOCH,
            }),
        };
        let vandaag = "2026-05-01".parse().unwrap();
        for (wie, mag) in [
            (vec![], false),
            (vec![gevraagd("2026-05-01", false)], false),
            (vec![gevraagd("2026-04-30", false)], true),
            (vec![gevraagd("2026-06-01", true)], true),
            (
                vec![gevraagd("2026-06-01", true), gevraagd("2026-06-01", false)],
                false,
            ),
        ] {
            assert_eq!(mag_vaststellen(&wie, vandaag), mag, "{wie:?}");
        }
    }
}
