//! Taking what is known of a person from an account, once they left and when they ask for it.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    error::Result,
    gebruikers::{model::Status, store::wissen},
    kennisvragen::service::volgen,
};

/// What stands behind the number of an account whose owner has no address any more. It can't exist
/// (RFC 2606).
pub const ZONDER_ADRES: &str = "@vertrokken.invalid";
/// What stands there for the name of somebody of no organisatie.
pub const ZONDER_NAAM: &str = "Vertrokken medewerker";

/// Takes everything of a person from an account: what is left is a number with a role for a name.
///
/// # Errors
/// The database fails.
pub async fn wis(conn: &impl ConnectionTrait, id: Uuid, naam: String) -> Result<()> {
    let mail = format!("{id}{ZONDER_ADRES}");
    volgen::vergeet(conn, id).await?;
    wissen::wis(conn, id, naam, mail, Status::Vertrokken.waarde()).await
}
