//! What happened in a thema, of everything that somebody may read.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::tables::geschiedenis,
    error::Result,
    stukken::{
        Leesrecht,
        geschiedenis::woorden,
        model::{Kop, Soort},
        service::overgangen::reden_van,
        store as spil,
    },
    werkruimte::{model::Gebeurd, store},
};

/// What the geschiedenis calls it when a thema is tied to another.
pub const VERBINDEN: &str = "thema-verbinden";
/// What it calls it when that ends.
pub const LOSMAKEN: &str = "thema-losmaken";

/// Rows that are read at a time: not every row is for everybody.
const PORTIE: u64 = 60;
/// Portions that are read for one page at most.
const PORTIES: usize = 5;

/// A page of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tijdlijn {
    /// What happened, the newest first.
    pub punten: Vec<Gebeurd>,
    /// The place to go on from; none when there is nothing older.
    pub verder: Option<i64>,
}

/// What happened before a place in the geschiedenis (the newest when none is given), the newest first.
///
/// # Errors
/// The database can't be read.
pub async fn tijdlijn(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: Uuid,
    (voor, hoogstens): (Option<i64>, usize),
) -> Result<Tijdlijn> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut gezien: Vec<(geschiedenis::Model, Kop, &'static str)> = Vec::new();
    let mut verder = voor;
    let mut is_op = false;
    for _ in 0..PORTIES {
        let rijen = store::gebeurd(conn, &leesrecht, thema, (verder, PORTIE)).await?;
        is_op = u64::try_from(rijen.len()).unwrap_or(PORTIE) < PORTIE;
        for (rij, kop) in rijen {
            if gezien.len() == hoogstens {
                is_op = false;
                break;
            }
            verder = Some(rij.volgnummer);
            if let Some(wat) = wat(kop.soort, &rij) {
                gezien.push((rij, kop, wat));
            }
        }
        if is_op || gezien.len() == hoogstens {
            break;
        }
    }
    let met_reden = gezien
        .iter()
        .filter(|(rij, ..)| reden_van(&rij.velden).is_some());
    let ids: Vec<Uuid> = met_reden.map(|(rij, ..)| rij.stuk_id).collect();
    let redenen = spil::redenen(conn, &leesrecht, &ids).await?;
    let punt = |(rij, kop, wat): (geschiedenis::Model, Kop, &'static str)| {
        let reden = reden_van(&rij.velden).and_then(|id| redenen.get(&id));
        Gebeurd {
            volgnummer: rij.volgnummer,
            op: rij.op,
            wat,
            waarom: reden.cloned().unwrap_or_default(),
            kop,
        }
    };
    Ok(Tijdlijn {
        punten: gezien.into_iter().map(punt).collect(),
        verder: verder.filter(|_| !is_op),
    })
}

/// The words for a row; none when it is not for everybody who reads the stuk. Of what is made in the werkruimte
/// itself also that it was written and who reads it: who works there made that.
fn wat(soort: Soort, rij: &geschiedenis::Model) -> Option<&'static str> {
    match rij.actie.as_str() {
        "wijzigen" if soort.is_werk() => Some("Gewijzigd"),
        "leesrecht-wijzigen" if soort.is_werk() => Some("Anderen lezen dit voortaan"),
        actie => woorden(actie, &rij.van, &rij.naar),
    }
}
