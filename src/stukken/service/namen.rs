//! Names that are given once.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{Kenmerk, model::Soort, store};
use crate::{
    db::tables::stuk,
    error::{Fouten, Result},
    ids::Slug,
};

/// The names of a stuk that no other may have.
pub(super) struct Namen<'a> {
    pub soort: Soort,
    pub kenmerk: Option<&'a Kenmerk>,
    pub extern_id: Option<&'a str>,
    pub slug: Option<&'a Slug>,
    pub officieel_id: Option<&'a str>,
    /// The stuk itself, when it is there already.
    pub eigen: Option<Uuid>,
}

/// Refuses names that another stuk has already, all at once.
pub(super) async fn controleer_namen(conn: &impl ConnectionTrait, namen: Namen<'_>) -> Result<()> {
    let Namen {
        soort,
        kenmerk,
        extern_id,
        slug,
        officieel_id,
        eigen,
    } = namen;
    let mut fouten = Fouten::new();
    let kenmerk = kenmerk.map(ToString::to_string);
    for (veld, kolom, waarde) in [
        ("kenmerk", stuk::Column::Kenmerk, kenmerk.as_deref()),
        ("externId", stuk::Column::ExternId, extern_id),
        ("officieelId", stuk::Column::OfficieelId, officieel_id),
    ] {
        let Some(waarde) = waarde else { continue };
        if store::bezet(conn, kolom, waarde, eigen).await? {
            let melding = format!("{waarde} is al van een ander stuk. Kies een ander nummer.");
            fouten.meld(veld, "bezet", melding);
        }
    }
    if let Some(slug) = slug
        && store::slug_bezet(conn, soort, slug, eigen).await?
    {
        let melding = format!("De slug {slug} is al van een ander stuk. Kies een andere.");
        fouten.meld("slug", "bezet", melding);
    }
    Ok(fouten.of(())?)
}

/// What stands in an address where a slug would: pages beside those of stukken.
const GEEN_SLUG: [&str; 3] = ["nieuw", "overzicht", "heropenverzoeken"];

/// The slug of a title, with a number when others came first. `eigen` is the stuk itself, when it is
/// there already.
///
/// # Errors
/// The database can't be read.
pub async fn vrije_slug(
    conn: &impl ConnectionTrait,
    soort: Soort,
    titel: &str,
    eigen: Option<Uuid>,
) -> Result<Slug> {
    let eerste = Slug::van_titel(titel);
    let mut slug = eerste.clone();
    let mut nummer = 2;
    while GEEN_SLUG.contains(&slug.as_str()) || store::slug_bezet(conn, soort, &slug, eigen).await?
    {
        slug = eerste.met_nummer(nummer);
        // Few titles are shared by two; when many share one, bigger steps end the search soon.
        nummer += 1 + nummer / 4;
    }
    Ok(slug)
}
