//! Who is behind the numbers that history and versions hold.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    db::Db,
    error::Result,
    gebruikers::{
        model::{Mailadres, Status},
        store,
    },
};

/// Who did something, in words, by how [`crate::actor::Actor`] writes them: the name of an account, that
/// it was somebody with a toegangslink, or that it was the platform itself.
///
/// # Errors
/// The database can't be read.
pub async fn namen<'a>(
    db: &Db,
    actors: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, String>> {
    let actors: Vec<&str> = actors.into_iter().collect();
    let mut ids: Vec<Uuid> = actors.iter().filter_map(|actor| nummer(actor)).collect();
    ids.sort_unstable();
    ids.dedup();
    let bekend = store::namen(db.read(), &ids).await?;
    let naam = |actor: &str| match nummer(actor) {
        Some(id) => bekend
            .get(&id)
            .cloned()
            .unwrap_or_else(|| "iemand die hier niet meer werkt".to_owned()),
        None if actor.starts_with("systeem:") => "het platform zelf".to_owned(),
        None if actor.starts_with("link:") => "iemand met een toegangslink".to_owned(),
        None => "een bezoeker".to_owned(),
    };
    Ok(actors
        .into_iter()
        .map(|actor| (actor.to_owned(), naam(actor)))
        .collect())
}

/// The account with a mail address that can be logged in with; none when there is none.
///
/// # Errors
/// The database can't be read.
pub async fn met_mail(conn: &impl ConnectionTrait, mail: &str) -> Result<Option<Uuid>> {
    let Ok(mail) = mail.parse::<Mailadres>() else {
        return Ok(None);
    };
    let account = store::op_mail(conn, &mail).await?;
    let actief = account.filter(|a| a.gebruiker.status == Status::Actief);
    Ok(actief.map(|a| a.gebruiker.id))
}

fn nummer(actor: &str) -> Option<Uuid> {
    actor.strip_prefix("account:")?.parse().ok()
}
