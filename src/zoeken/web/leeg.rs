//! A search without results: which filter stands in the way, and what is there without it.

use super::{Vraag, service};
use crate::{app::App, ctx::Ctx, error::Result, http::beeld::Link, taal};

/// More filters than this are taken away all at once, and not one by one as well.
pub const MEESTE: usize = 8;

/// A filter to take away: the words for it, and the question without it.
pub type Filter = (String, Vraag);

/// The ways out that lead somewhere: every one of these filters that alone stands in the way, then
/// all filters.
///
/// # Errors
/// Database or index fail.
pub async fn uitwegen(
    app: &App,
    ctx: &Ctx,
    vraag: &Vraag,
    filters: Vec<Filter>,
) -> Result<Vec<Link>> {
    let mut proberen = filters;
    if proberen.len() != 1 && vraag.aantal_filters() > 0 {
        proberen.push((String::new(), vraag.zonder_filters()));
    }
    let mut uitwegen = Vec::new();
    for (filter, vraag) in proberen {
        let totaal = service::tel(ctx, &app.index, &vraag, &[]).await?.totaal;
        if totaal > 0 {
            let tekst = match filter.as_str() {
                "" => "Zoek zonder filters".to_owned(),
                filter => format!("Haal “{filter}” weg"),
            };
            uitwegen.push(Link {
                url: vraag.pad(),
                tekst,
                bij: taal::aantal(totaal, "resultaat", "resultaten"),
            });
        }
    }
    Ok(uitwegen)
}
