//! Where a knelpunt plays: what its bron says, and what was signalled here.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::bijval;
use crate::{
    db::{Gebeurtenis, Write},
    error::Result,
    knelpunten::model::{Gemeld, Telling},
    signalen::{
        model::Signaal,
        service::{gemeenten::deelnemers, lezen},
    },
    stukken::{
        model::{Verbandsoort, voorstel::Wijzer},
        service::{self as stukken, links},
        store as spil,
    },
};

/// The place that a verband to a gemeente names when it follows from what was signalled here, and not from
/// the bron.
pub const GEMELD: &str = "gemeld";

/// Whether a verband follows from what was signalled here.
pub fn is_gemeld((soort, _, plaats): &Wijzer) -> bool {
    *soort == Verbandsoort::SpeeltOokIn && plaats == GEMELD
}

/// How many signalled each of these knelpunten, and in which gemeenten: nought for one that nobody did. A gemeente
/// counts when somebody who speaks for it said so; that another names it does not.
///
/// # Errors
/// The database can't be read.
pub async fn tellingen(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Telling>> {
    let signalen = lezen::bij_knelpunten(conn, ids).await?;
    let open = signalen.values().flatten().map(|(_, signaal)| signaal);
    let open: Vec<&Signaal> = open.filter(|s| !s.vertrouwelijk).collect();
    let deelnemers = deelnemers(conn, &open).await?;
    let bijval = bijval::van(conn, ids).await?;
    let telling = |id: &Uuid| {
        let gemeld = signalen.get(id).into_iter().flatten();
        let gemeld: Vec<Gemeld> = gemeld
            .map(|(_, signaal)| Gemeld {
                vertrouwelijk: signaal.vertrouwelijk,
                gemeenten: signaal.bevestigd(&deelnemers),
            })
            .collect();
        let ook = bijval.get(id).into_iter().flatten().map(|b| b.gemeente);
        (*id, Telling::van(&gemeld, ook))
    };
    Ok(ids.iter().map(telling).collect())
}

/// Brings the gemeenten that a knelpunt points at level with what was signalled, in an open write. What its
/// bron says stays, and of what was signalled in confidence there is no trace. Answers what happened, none
/// when nothing changed.
///
/// # Errors
/// The database refuses.
pub async fn herbereken(write: &Write, knelpunt: Uuid) -> Result<Option<Gebeurtenis>> {
    // Who counts at the same time would write over what the other found.
    links::houd(write, knelpunt).await?;
    let conn = write.conn();
    let mut tellingen = tellingen(conn, &[knelpunt]).await?;
    let telling = tellingen.remove(&knelpunt).unwrap_or_default();
    let mut wijzers = spil::wijzers(conn, knelpunt).await?;
    wijzers.retain(|wijzer| !is_gemeld(wijzer));
    let van_bron: BTreeSet<Uuid> = wijzers
        .iter()
        .filter(|wijzer| wijzer.0 == Verbandsoort::SpeeltOokIn)
        .map(|wijzer| wijzer.1)
        .collect();
    let gemeld = telling.gemeenten.into_iter();
    let gemeld = gemeld.filter(|gemeente| !van_bron.contains(gemeente));
    wijzers.extend(gemeld.map(|id| (Verbandsoort::SpeeltOokIn, id, GEMELD.to_owned())));
    stukken::verbind(write, knelpunt, &wijzers).await
}

/// The verbanden that a file says a stuk has, with those that follow from what was signalled here: reading a
/// file again takes no gemeente away that somebody of there named.
///
/// # Errors
/// The database can't be read.
pub async fn behoud(
    conn: &impl ConnectionTrait,
    van: Uuid,
    mut verbanden: Vec<Wijzer>,
) -> Result<Vec<Wijzer>> {
    for wijzer in spil::wijzers(conn, van)
        .await?
        .into_iter()
        .filter(is_gemeld)
    {
        let er_is = |al: &Wijzer| al.0 == wijzer.0 && al.1 == wijzer.1;
        if !verbanden.iter().any(er_is) {
            verbanden.push(wijzer);
        }
    }
    Ok(verbanden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_gemeente_that_was_signalled_is_taken_back() {
        let id = Uuid::from_u128(1);
        for (soort, plaats, verwacht) in [
            (Verbandsoort::SpeeltOokIn, "gemeld", true),
            (Verbandsoort::SpeeltOokIn, "", false),
            (Verbandsoort::HoortBij, "gemeld", false),
        ] {
            assert_eq!(is_gemeld(&(soort, id, plaats.to_owned())), verwacht);
        }
    }
}
