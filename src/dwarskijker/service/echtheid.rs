//! Whether an established bevinding is still what was established.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::{Actie, Bevinding, Wederhoor, Zegelbaar, zegel_van, zegelinhoud},
    wederhoor::van_ronde,
};
use crate::{
    error::Result,
    hash::hash_tekst,
    stukken::{model::Stuk, store as spil},
};

/// What was sealed, and whether that is what there is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echtheid {
    /// The hash that was kept.
    pub hash: String,
    /// The exact text that there is now, of which the hash has to be the SHA-256.
    pub inhoud: String,
    /// Whether it is: by the tables, and by the row of the geschiedenis that told of it.
    pub ongewijzigd: bool,
}

/// Whether a bevinding and the replies to it are still what was established; none when it is not
/// established. Everything is looked up and hashed anew.
///
/// # Errors
/// The database can't be read.
pub async fn echtheid(
    conn: &impl ConnectionTrait,
    stuk: &Stuk<Bevinding>,
) -> Result<Option<Echtheid>> {
    let Stuk {
        kop,
        inhoud: bevinding,
        bijlagen,
        ..
    } = stuk;
    if bevinding.vastgesteld_op.is_none() {
        return Ok(None);
    }
    let gevraagd: Vec<Wederhoor> = van_ronde(conn, kop.id, bevinding.ronde).await?;
    let zegelbaar = Zegelbaar::van(kop, bevinding, &gevraagd, bijlagen);
    let inhoud = zegelinhoud(&zegelbaar).map_err(anyhow::Error::from)?;
    let nu = hash_tekst(&inhoud);
    let ongewijzigd = nu == bevinding.hash && in_logboek(conn, kop.id).await?.as_ref() == Some(&nu);
    Ok(Some(Echtheid {
        hash: bevinding.hash.clone(),
        inhoud,
        ongewijzigd,
    }))
}

/// The hash that the geschiedenis names, which the nightly seals cover.
async fn in_logboek(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<String>> {
    let rijen = spil::gebeurd(conn, id, &[Actie::Vaststellen.waarde()]).await?;
    let laatste = rijen.last();
    Ok(laatste.and_then(|rij| zegel_van(&rij.velden).map(ToOwned::to_owned)))
}
