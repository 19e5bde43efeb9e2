//! The jobs of a feature that mail.

use serde::de::DeserializeOwned;

use super::Brief;
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    jobs::{
        Werkplaats,
        model::{Afloop, Mislukt, Taak, Uitkomst},
    },
};

/// Adds the jobs of a kind that mail: `maak` makes of what a job is about whom to write to, and what.
/// None when there is nothing to tell any more.
#[must_use]
pub fn brievenwerk<L, F>(
    app: &App,
    werkplaats: Werkplaats,
    soort: &'static str,
    maak: impl Fn(App, Ctx, L) -> F + Clone + Send + Sync + 'static,
) -> Werkplaats
where
    L: DeserializeOwned + Send + 'static,
    F: Future<Output = Result<Option<(String, Brief)>>> + Send + 'static,
{
    let van = app.clone();
    app.postbode.werk(werkplaats, soort, move |taak| {
        let (app, maak) = (van.clone(), maak.clone());
        async move { verstuur(&app, &taak, maak).await }
    })
}

async fn verstuur<L: DeserializeOwned, F>(
    app: &App,
    taak: &Taak,
    maak: impl Fn(App, Ctx, L) -> F,
) -> Uitkomst
where
    F: Future<Output = Result<Option<(String, Brief)>>>,
{
    let ctx = Ctx::systeem("post", &app.clock);
    let onleesbaar = |_| Mislukt::Definitief("de opdracht is niet te lezen".into());
    let wat = serde_json::from_value(taak.lading.clone()).map_err(onleesbaar)?;
    let nu = ctx.now;
    let Some((aan, brief)) = maak(app.clone(), ctx, wat).await? else {
        return Ok(Afloop::Klaar);
    };
    app.postbode
        .bezorg(&app.basis_url, &brief, &aan, taak, nu)
        .await?;
    Ok(Afloop::Klaar)
}
