//! What happened to a stuk: the timeline for readers, and the check of the hash chains.

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, sea_query::Expr,
};
use uuid::Uuid;

use super::model::Tijdpunt;
use crate::{
    db::{
        keten::breuk,
        tables::{geschiedenis, stuk},
    },
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
    /// The stukken whose chain is broken, with the number of the first wrong row; 0 for a stuk
    /// that has no geschiedenis at all.
    pub breuken: Vec<(Uuid, i64)>,
}

/// Stukken checked at a time.
const PER_KEER: u64 = 500;

/// Checks the chain of every stuk. What was cut off at the end of a chain shows only against a
/// copy of its head kept elsewhere.
///
/// # Errors
/// The database can't be read.
pub async fn controleer(conn: &impl ConnectionTrait) -> Result<Controle> {
    let mut controle = Controle::default();
    let mut tot = Uuid::nil();
    loop {
        let stukken: Vec<Uuid> = geschiedenis::Entity::find()
            .select_only()
            .column(geschiedenis::Column::StukId)
            .distinct()
            .filter(geschiedenis::Column::StukId.gt(tot))
            .order_by_asc(geschiedenis::Column::StukId)
            .limit(PER_KEER)
            .into_tuple()
            .all(conn)
            .await?;
        let Some(laatste) = stukken.last() else { break };
        tot = *laatste;
        let rijen = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.is_in(stukken))
            .order_by_asc(geschiedenis::Column::StukId)
            .order_by_asc(geschiedenis::Column::Nummer)
            .all(conn)
            .await?;
        controle.rijen += rijen.len();
        for keten in rijen.chunk_by(|a, b| a.stuk_id == b.stuk_id) {
            controle.ketens += 1;
            controle
                .breuken
                .extend(breuk(keten).map(|nummer| (keten[0].stuk_id, nummer)));
        }
    }
    controle
        .breuken
        .extend(zonder(conn).await?.into_iter().map(|id| (id, 0)));
    Ok(controle)
}

/// The stukken without any geschiedenis: each has at least the row of its making.
async fn zonder(conn: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let rij = geschiedenis::Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(
            Expr::col((geschiedenis::Entity, geschiedenis::Column::StukId))
                .equals((stuk::Entity, stuk::Column::Id)),
        )
        .into_query();
    let ids = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .filter(Expr::exists(rij).not())
        .order_by_asc(stuk::Column::Id)
        .into_tuple();
    Ok(ids.all(conn).await?)
}
