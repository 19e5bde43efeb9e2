//! What happened to a stuk: the timeline for readers, and the check of the hash chains.

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use uuid::Uuid;

use super::model::Tijdpunt;
use crate::{
    db::{keten, tables::geschiedenis},
    error::Result,
};

/// The public part of what happened, newest first.
///
/// # Errors
/// The database can't be read.
pub async fn tijdlijn(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<Tijdpunt>> {
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(stuk_id))
        .order_by_desc(geschiedenis::Column::Nummer)
        .all(conn)
        .await?;
    Ok(rijen.into_iter().filter_map(|rij| tijdpunt(&rij)).collect())
}

/// The words for a row, or none when it is not for everyone: a voorstel is its authors' and the
/// redactie's, a change of rights is the auditor's.
fn tijdpunt(rij: &geschiedenis::Model) -> Option<Tijdpunt> {
    let wat = match rij.actie.as_str() {
        "inlezen" => "Op het platform gezet",
        "opnieuw-inlezen" => "Bijgewerkt uit de bron",
        "aanmaken" => "Begonnen",
        "wijzigen" => "Gewijzigd",
        _ => return None,
    };
    Some(Tijdpunt {
        op: rij.op,
        wat: wat.into(),
        toelichting: hoofdletter(&rij.herkomst),
    })
}

fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    letters.next().map_or(String::new(), |eerste| {
        eerste.to_uppercase().chain(letters).collect()
    })
}

/// The outcome of checking every chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Controle {
    /// How many stukken have a geschiedenis.
    pub ketens: usize,
    /// How many rows were checked.
    pub rijen: usize,
    /// The stukken whose chain is broken, with the number of the first wrong row.
    pub breuken: Vec<(Uuid, i64)>,
}

/// Checks the chain of every stuk, one stuk at a time.
///
/// # Errors
/// The database can't be read.
pub async fn controleer(conn: &impl ConnectionTrait) -> Result<Controle> {
    let stukken: Vec<Uuid> = geschiedenis::Entity::find()
        .select_only()
        .column(geschiedenis::Column::StukId)
        .distinct()
        .order_by_asc(geschiedenis::Column::StukId)
        .into_tuple()
        .all(conn)
        .await?;
    let mut controle = Controle {
        ketens: stukken.len(),
        ..Controle::default()
    };
    for stuk_id in stukken {
        let rijen = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.eq(stuk_id))
            .order_by_asc(geschiedenis::Column::Nummer)
            .all(conn)
            .await?;
        controle.rijen += rijen.len();
        controle
            .breuken
            .extend(keten::breuk(&rijen).map(|nummer| (stuk_id, nummer)));
    }
    Ok(controle)
}
