//! What happens once a day, after midnight in the Netherlands: sealing the log, destroying what has
//! passed its term, telling whose token ends soon and which stuk has to be looked at again, reminding
//! who has to answer a question or a bevinding, and asking whether what was closed is really solved.

use chrono::NaiveDate;

use crate::{
    bewaren::service as bewaren, ctx::Ctx, db::Db, dwarskijker::service::herinneren, error::Result,
    gebruikers::service::tokens, logboek::service::zegels, navraag::service as navraag,
    versheid::service as versheid, vraagpunten::service as vraagpunten,
};

/// The work of one day; a second time, or in another process, changes nothing.
///
/// # Errors
/// The database fails. What was done stays done.
pub async fn nachtwerk(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    zegels::verzegel(db, ctx, vandaag).await?;
    bewaren::voer_uit(db, ctx).await?;
    versheid::herinner(db, ctx, vandaag).await?;
    vraagpunten::herinner(db, ctx, vandaag).await?;
    navraag::vraag_na(db, ctx, vandaag).await?;
    herinneren::herinner(db, ctx, vandaag).await?;
    tokens::waarschuw(db, ctx).await
}
