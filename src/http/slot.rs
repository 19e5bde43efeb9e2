//! The end of the page of a stuk: its bijlagen, the words it uses, and how to refer to it.

use super::{beeld, bijlagen::Bijlagenblok};
use crate::{
    app::App,
    begrippen::model::{Begrip, Uitleg},
    ctx::Ctx,
    stukken::model::{Kop, Stuk},
    taal,
};

/// What stands under the text of every stuk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The files that belong to the stuk.
    pub bijlagen: Bijlagenblok,
    /// The begrippen that the text uses.
    pub woorden: Vec<&'static Begrip>,
    /// How to refer to the stuk.
    pub verwijzing: Verwijzing,
}

/// What a letter or a council document needs to refer to a stuk as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwijzing {
    /// The title.
    pub titel: String,
    /// The kind, and its kenmerk or official id when it has one.
    pub nummer: String,
    /// How often it was written.
    pub versie: i64,
    /// The day of the last change.
    pub gewijzigd: String,
    /// The day on which the reader saw this version.
    pub peildatum: String,
    /// The address that keeps working.
    pub adres: String,
}

impl Slot {
    /// The end of the page of this stuk, after all its text has been rendered.
    pub fn van<T>(app: &App, ctx: &Ctx, stuk: &Stuk<T>, uitleg: &Uitleg<'static>) -> Self {
        let kop = &stuk.kop;
        let nummer = beeld::nummer(kop);
        let soort = kop.soort.label().to_lowercase();
        Self {
            bijlagen: Bijlagenblok::van(stuk),
            woorden: uitleg.gebruikt().collect(),
            verwijzing: Verwijzing {
                titel: kop.titel.clone(),
                adres: format!("{}{}", app.basis_url, vast_pad(kop)),
                nummer: format!("{soort} {nummer}").trim_end().to_owned(),
                versie: kop.versie,
                gewijzigd: taal::dag_van(kop.gewijzigd_op),
                peildatum: taal::dag_van(ctx.now),
            },
        }
    }
}

/// The lasting address of a stuk, from the root: that of its number, and without one that of its
/// page, which goes on to the new one when the slug changes.
pub fn vast_pad(kop: &Kop) -> String {
    let nummer = beeld::nummer(kop);
    let past = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    if !nummer.is_empty() && nummer.bytes().all(past) {
        format!("/id/{nummer}")
    } else {
        kop.pad()
    }
}
