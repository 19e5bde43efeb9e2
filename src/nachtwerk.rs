//! What happens once a day, after midnight in the Netherlands: sealing the log, destroying what has
//! passed its term, telling whose token ends soon and which stuk has to be looked at again, reminding
//! who has to answer a question or a bevinding or has to do an actie, telling the regietafel of seats that
//! stand empty, and asking whether what was closed is really solved.

use chrono::NaiveDate;

use crate::{
    acties::service as acties, bewaren::service as bewaren, ctx::Ctx, db::Db,
    duos::service as duos, dwarskijker::service::herinneren, error::Result,
    gebruikers::service::tokens, logboek::service::zegels, navraag::service as navraag,
    versheid::service as versheid, vraagpunten::service as vraagpunten,
};

/// The work of one day; a second time, or in another process, changes nothing. What fails keeps nothing else
/// from being done.
///
/// # Errors
/// The database fails: the first thing that did. What was done stays done.
pub async fn nachtwerk(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    let gedaan = [
        ("seal", zegels::verzegel(db, ctx, vandaag).await.map(drop)),
        ("destroy", bewaren::voer_uit(db, ctx).await.map(drop)),
        ("look again", versheid::herinner(db, ctx, vandaag).await),
        ("questions", vraagpunten::herinner(db, ctx, vandaag).await),
        ("really solved", navraag::vraag_na(db, ctx, vandaag).await),
        ("replies", herinneren::herinner(db, ctx, vandaag).await),
        ("acties", acties::herinner(db, ctx, vandaag).await),
        ("empty seats", duos::herinner(db, ctx, vandaag).await),
        ("tokens", tokens::waarschuw(db, ctx).await),
    ];
    for (wat, uitkomst) in &gedaan {
        if let Err(fout) = uitkomst {
            tracing::error!(wat, ?fout, "a part of the night's work failed");
        }
    }
    gedaan.into_iter().try_for_each(|(_, uitkomst)| uitkomst)
}
