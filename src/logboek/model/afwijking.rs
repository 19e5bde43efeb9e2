//! What the check of the log can find.

use std::fmt;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::taal::dag as in_woorden;

/// Something in the log is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Afwijking {
    /// A chain does not hold from this row on; 0 for a stuk without any.
    Keten {
        /// The stuk or account.
        stuk_id: Uuid,
        /// The first wrong row.
        nummer: i64,
    },
    /// A row that was sealed says something else now.
    Regel {
        /// The stuk or account.
        stuk_id: Uuid,
        /// The row.
        nummer: i64,
        /// The day of the seal.
        dag: NaiveDate,
    },
    /// A row that was sealed is gone; with it all after it, or the whole chain.
    Weg {
        /// The stuk or account.
        stuk_id: Uuid,
        /// The row.
        nummer: i64,
        /// The day of the seal.
        dag: NaiveDate,
        /// Whether nothing at all is left of the chain.
        helemaal: bool,
    },
    /// A row says that it is from before a seal that does not have it.
    LaterErbij {
        /// The stuk or account.
        stuk_id: Uuid,
        /// The row.
        nummer: i64,
        /// The day of that seal.
        dag: NaiveDate,
    },
    /// A seal was changed.
    Zegel(NaiveDate),
    /// A seal does not follow the one before it: something between them is gone or was changed.
    Aansluiting(NaiveDate),
    /// A seal does not hold for the heads that are kept with it.
    Koppen(NaiveDate),
    /// Heads are kept for a day without a seal.
    ZegelWeg(NaiveDate),
    /// The seal is not the one that was written down elsewhere.
    Elders(NaiveDate),
}

impl fmt::Display for Afwijking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keten { stuk_id, nummer } => write!(
                f,
                "de geschiedenis van stuk of account {stuk_id} klopt niet vanaf regel {nummer}."
            ),
            Self::Regel {
                stuk_id,
                nummer,
                dag,
            } => write!(
                f,
                "regel {nummer} van stuk of account {stuk_id} is anders dan in het zegel van {}.",
                in_woorden(*dag)
            ),
            Self::Weg {
                stuk_id,
                dag,
                helemaal: true,
                ..
            } => write!(
                f,
                "de hele geschiedenis van stuk of account {stuk_id} is weg. Ze stond in het zegel van {}.",
                in_woorden(*dag)
            ),
            Self::Weg {
                stuk_id,
                nummer,
                dag,
                helemaal: false,
            } => write!(
                f,
                "regel {nummer} van stuk of account {stuk_id} is weg. Die stond in het zegel van {}.",
                in_woorden(*dag)
            ),
            Self::LaterErbij {
                stuk_id,
                nummer,
                dag,
            } => write!(
                f,
                "regel {nummer} van stuk of account {stuk_id} is er later bij gezet: volgens haar datum hoort \
                 ze in het zegel van {}, en daar staat ze niet in.",
                in_woorden(*dag)
            ),
            Self::Zegel(dag) => write!(f, "het zegel van {} is veranderd.", in_woorden(*dag)),
            Self::Aansluiting(dag) => write!(
                f,
                "het zegel van {} sluit niet aan op het vorige. Er is een zegel weg of veranderd.",
                in_woorden(*dag)
            ),
            Self::Koppen(dag) => write!(
                f,
                "het zegel van {} past niet bij de ketens die erbij zijn bewaard.",
                in_woorden(*dag)
            ),
            Self::ZegelWeg(dag) => write!(f, "het zegel van {} is weg.", in_woorden(*dag)),
            Self::Elders(dag) => write!(
                f,
                "het zegel van {} is niet het zegel dat u opgeeft.",
                in_woorden(*dag)
            ),
        }
    }
}

/// The outcome of checking chains and seals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Uitslag {
    /// How many chains there are.
    pub ketens: usize,
    /// How many rows they have.
    pub regels: usize,
    /// How many of the chains are broken.
    pub breuken: usize,
    /// How many seals there are.
    pub zegels: usize,
    /// Everything that is not right, the broken chains first.
    pub afwijkingen: Vec<Afwijking>,
}
