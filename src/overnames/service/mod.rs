//! Asking for a praktijk (`vragen`), deciding (`beslissen`), who sees what waits (`lijsten`), and
//! telling what was decided (`berichten`).

mod berichten;
mod beslissen;
mod lijsten;
pub mod voorbeelden;
mod vragen;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use berichten::*;
pub use beslissen::*;
pub use lijsten::*;
pub use vragen::*;

use super::{policy::Praktijkfeiten, store};
use crate::{
    db::Gebeurtenis,
    error::Result,
    organisaties::service as organisaties,
    stukken::{
        model::{Kop, Verbandsoort},
        store as spil,
    },
};

/// Makes those who ask and those who decide wait for each other, so that one organisatie asks once and
/// nobody asks for what is given away at that moment.
const SLOT: i64 = 0x4f56_4552;

/// What a praktijk is, as far as that matters here.
async fn feiten(conn: &impl ConnectionTrait, kop: &Kop) -> Result<Praktijkfeiten> {
    Ok(Praktijkfeiten {
        gepubliceerd: kop.is_gepubliceerd(),
        uit_bron: store::uit_bron(conn, kop.id).await?.unwrap_or(false),
        van_redactie: kop.eigenaar.organisatie.is_none(),
    })
}

/// Whether a praktijk says that it is done by an organisatie, or by one that it took the place of.
async fn speelt_daar(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    organisatie_id: Uuid,
) -> Result<bool> {
    let wijzers = spil::wijzers(conn, stuk_id).await?.into_iter();
    for (_, naar, _) in wijzers.filter(|wijzer| wijzer.0 == Verbandsoort::SpeeltOokIn) {
        let is_plaats = naar == organisatie_id
            || organisaties::opvolgers(conn, naar)
                .await?
                .contains(&organisatie_id);
        if is_plaats {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A row in the geschiedenis of a praktijk about an organisatie.
fn gebeurd(kop: &Kop, actie: &str, organisatie_id: Uuid) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        velden: vec![format!("organisatie:{organisatie_id}")],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}
