//! Types and rules of the log. Pure.

pub mod afwijking;
pub mod woorden;
pub mod zegel;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{actor::Rol, stukken::model::Kop};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bladzij<T> {
    /// How many there are in all.
    pub totaal: u64,
    /// Those on this page.
    pub rijen: Vec<T>,
}

/// A role of which everybody may know that it was given or taken, not to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Openbaarmaking {
    /// When.
    pub op: DateTime<Utc>,
    /// Which role.
    pub rol: Rol,
    /// Whether it was given; taken otherwise.
    pub gegeven: bool,
}

/// The roles that are given in public (design section 4).
pub const OPENBARE_ROLLEN: [Rol; 3] = [Rol::Dwarskijker, Rol::Regietafellid, Rol::Secretaris];

/// What a row of somebody's own log is about.
#[derive(Debug, Clone)]
pub enum Onderwerp {
    /// A stuk that they may read now.
    Stuk(Box<Kop>),
    /// A stuk that they may no longer read, or that is gone.
    Onleesbaar,
    /// Their own account.
    EigenAccount,
    /// The account of somebody else.
    AnderAccount,
}

/// Who did it, as the owner of a log sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dader {
    /// They themselves.
    Zelf,
    /// Another account.
    Ander,
    /// The platform, or whoever runs it.
    Platform,
}

/// A row of somebody's own log.
#[derive(Debug, Clone)]
pub struct EigenRegel {
    /// When.
    pub op: DateTime<Utc>,
    /// The action, as the geschiedenis names it.
    pub actie: String,
    /// The fields it was about.
    pub velden: String,
    /// Who did it.
    pub dader: Dader,
    /// What it was done to.
    pub onderwerp: Onderwerp,
}

/// A row of the log as the auditor sees it: never what a stuk says, and of a confidential stuk not
/// who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Auditregel {
    /// Its place in the log.
    pub volgnummer: i64,
    /// When.
    pub op: DateTime<Utc>,
    /// The action.
    pub actie: String,
    /// The kind of what it was done to: that of a stuk, `account`, or `verwijderd`.
    pub soort: String,
    /// Its number: kenmerk, official number, or the number in the tables.
    pub nummer: String,
    /// The place of the row in its chain.
    pub regel: i64,
    /// The fields it was about.
    pub velden: String,
    /// The hash of the row; none of a confidential stuk, because who did it can be tried out on it.
    pub hash: Option<String>,
    /// Who, as a number; none of a confidential stuk.
    pub actor: Option<String>,
}

/// What the auditor asks of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Auditvraag {
    /// From this day on.
    pub vanaf: Option<NaiveDate>,
    /// Up to and with this day.
    pub tot_en_met: Option<NaiveDate>,
    /// Only this action.
    pub actie: Option<String>,
}
