//! What is kept of somebody in bijeenkomsten.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    model::Genodigde,
    store::genodigden::{self as store, Uitnodiging},
};
use crate::{
    ctx::Ctx,
    error::Result,
    stukken::{model::Kop, service as stukken},
};

/// The invitations of an account with what they answered and whether they were there, with since when, for who asks
/// what is kept of them. What they may not read now is not named.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let alle = store::van_account(conn, account).await?;
    let ids: Vec<Uuid> = alle.iter().map(|wat| wat.bijeenkomst).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let tekst = |wat: Uitnodiging| {
        let kop = koppen.iter().find(|kop: &&Kop| kop.id == wat.bijeenkomst);
        let naam = match kop {
            Some(kop) => format!("de bijeenkomst: {}", kop.titel),
            None => "een bijeenkomst die u nu niet mag lezen".to_owned(),
        };
        let over = over(&wat.genodigde);
        (format!("U bent uitgenodigd voor {naam}{over}"), wat.op)
    };
    Ok(alle.into_iter().map(tekst).collect())
}

/// What somebody answered, and whether they were there, as far as that is known.
fn over(genodigde: &Genodigde) -> String {
    let antwoord = match genodigde.antwoord {
        Some(antwoord) => format!(". Uw antwoord: “{}”", antwoord.label()),
        None => String::new(),
    };
    let aanwezig = match genodigde.aanwezig {
        Some(true) => ". Er is bewaard dat u er was",
        Some(false) => ". Er is bewaard dat u er niet was",
        None => "",
    };
    format!("{antwoord}{aanwezig}")
}
