//! Numbers go straight to their page.

use crate::{ctx::Ctx, db::Db, error::Result, regelingen, stukken::service as stukken};

/// The address that a number leads to, in any spelling: of a stuk (kenmerk, Kamerstuk, BWB id,
/// TOOI code or address), or of an article on the page of its law. None when the text is no number
/// of anything that the reader may read.
///
/// # Errors
/// The database can't be read.
pub async fn pad_van(ctx: &Ctx, db: &Db, tekst: &str) -> Result<Option<String>> {
    if let Some(pad) = regelingen::service::op_artikel(ctx, db, tekst).await? {
        return Ok(Some(pad));
    }
    let kop = stukken::op_nummer(ctx, db.read(), tekst).await?;
    Ok(kop.map(|k| k.pad()))
}
