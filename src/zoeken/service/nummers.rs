//! Numbers go straight to their page.

use crate::{
    ctx::Ctx, db::Db, error::Result, regelingen::service as regelingen, stukken::service as stukken,
};

/// Where a text leads that is the number of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wegwijzer {
    /// To the page of the stuk that has this number, for good.
    Nummer(String),
    /// To a law, and to the place of an article on its page when it is known there. That changes
    /// with what is written about the law.
    Artikel(String),
}

impl Wegwijzer {
    /// The address, from the root of the site.
    pub fn pad(&self) -> &str {
        let (Self::Nummer(pad) | Self::Artikel(pad)) = self;
        pad
    }
}

/// The address of a law in a register, or a law by its whole title with an article; in bytes.
const LANGSTE: usize = 150;

/// Where a number leads, in any spelling: of a stuk (kenmerk, Kamerstuk, BWB id, TOOI code or
/// address), or of an article of a law. None when the text is no number of anything that the
/// reader may read.
///
/// # Errors
/// The database can't be read.
pub async fn wijs(ctx: &Ctx, db: &Db, tekst: &str) -> Result<Option<Wegwijzer>> {
    if tekst.len() > LANGSTE {
        return Ok(None);
    }
    if let Some(kop) = stukken::op_nummer(ctx, db.read(), tekst).await? {
        return Ok(Some(Wegwijzer::Nummer(kop.pad())));
    }
    let pad = regelingen::op_artikel(ctx, db, tekst).await?;
    Ok(pad.map(Wegwijzer::Artikel))
}
