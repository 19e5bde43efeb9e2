//! Taking a stuk from one state to the next, and why.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        Leesrecht,
        model::{Kop, voorstel::Handen},
        store,
    },
    links,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::{Error, Result},
};

/// Why somebody does something, in their words.
#[derive(Debug, Clone, Copy)]
pub struct Reden<'a> {
    /// The words.
    pub tekst: &'a str,
    /// Who reads them; none for whoever reads the stuk.
    pub lezers: &'a [Sleutel],
}

/// A step of a stuk. The kind has judged whether its state and the actor allow it.
#[derive(Debug)]
pub struct Overgang<'a> {
    /// The action, as design section 5 names it.
    pub actie: &'a str,
    /// The state after it.
    pub naar: &'a str,
    /// Who reads it then.
    pub sleutels: &'a [Sleutel],
    /// Whether it is public from now on.
    pub publiceert: bool,
    /// The day from which it has to be looked at again; none leaves that as it is.
    pub herzien_voor: Option<NaiveDate>,
    /// Why.
    pub reden: Option<Reden<'a>>,
}

/// What somebody hears who was not the first to change something.
pub fn inmiddels_gewijzigd() -> Error {
    Error::Conflict(
        "Dit is net gewijzigd, door iemand anders of door uzelf op een andere plek. Haal het opnieuw \
         op, kijk wat er veranderde, en doe het dan nog een keer."
            .into(),
    )
}

/// Takes a step. A step that narrows who reads is only done when the search index has it: wait for
/// the number that the commit answers.
///
/// # Errors
/// [`Error::Conflict`] when somebody else was first; the database refuses.
pub async fn zet_over(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    overgang: Overgang<'_>,
) -> Result<Gebeurtenis> {
    let conn = write.conn();
    if !store::zet_status(conn, ctx, kop, overgang.naar, overgang.publiceert).await? {
        return Err(inmiddels_gewijzigd());
    }
    if let Some(dag) = overgang.herzien_voor {
        store::zet_herzien_voor(conn, kop.id, Some(dag)).await?;
    }
    links::zet_sleutels(conn, kop.id, overgang.sleutels).await?;
    let mut velden = vec!["status".to_owned()];
    if let Some(wat) = overgang.reden {
        velden.push(reden(
            bewaar_reden(conn, ctx, kop.id, overgang.actie, wat).await?,
        ));
    }
    Ok(Gebeurtenis {
        stuk_id: kop.id,
        actie: overgang.actie.to_owned(),
        velden,
        van: kop.status.clone(),
        naar: overgang.naar.to_owned(),
        // Whether others may show its name changes with who reads it.
        straalt_uit: true,
        ..Gebeurtenis::default()
    })
}

/// Keeps why somebody did something; answers its number.
///
/// # Errors
/// The database refuses.
pub async fn bewaar_reden(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    stuk_id: Uuid,
    actie: &str,
    reden: Reden<'_>,
) -> Result<Uuid> {
    let id = store::voeg_reden_toe(conn, ctx, stuk_id, actie, reden.tekst).await?;
    if !reden.lezers.is_empty() {
        store::zet_sleutels(conn, stuk_id, id, reden.lezers).await?;
    }
    Ok(id)
}

/// What stands before the number of a reden among the fields of a row of the geschiedenis.
const REDEN: &str = "reden:";

/// How a row of the geschiedenis names its reden.
pub fn reden(id: Uuid) -> String {
    format!("{REDEN}{id}")
}

/// The number of the reden that a row of the geschiedenis names.
pub fn reden_van(velden: &str) -> Option<Uuid> {
    let mut velden = velden.split(' ');
    velden.find_map(|veld| veld.strip_prefix(REDEN)?.parse().ok())
}

/// Why something was done last, for who may read that; none when nothing was said.
///
/// # Errors
/// The database can't be read.
pub async fn laatste_reden(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    actie: &str,
) -> Result<Option<String>> {
    let mut redenen =
        store::laatste_redenen(conn, &Leesrecht::van(&ctx.actor), &[stuk_id], actie).await?;
    Ok(redenen.remove(&stuk_id).map(|(_, tekst)| tekst))
}

/// When and why these stukken came back from the redactie: those that were not offered again since. Who
/// takes back what they offered says nothing, and then nothing came back.
///
/// # Errors
/// The database can't be read.
pub async fn teruggestuurd(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, (DateTime<Utc>, String)>> {
    let mut terug =
        store::laatste_redenen(conn, &Leesrecht::van(&ctx.actor), ids, TERUGSTUREN).await?;
    let aangeboden = store::laatst(conn, ids, AANBIEDEN).await?;
    terug.retain(|id, (op, _)| {
        aangeboden
            .get(id)
            .is_none_or(|aangeboden| *op > *aangeboden)
    });
    Ok(terug)
}

/// The action of the redactie that gives a draft back.
const TERUGSTUREN: &str = "terugsturen";

/// Actions by which a text becomes public.
pub const PUBLICATIES: [&str; 3] = ["publiceren", "spoedpubliceren", "inlezen"];
/// Actions by which somebody has a hand in what is published next.
const SCHRIJVEN: [&str; 2] = ["aanmaken", "wijzigen"];
/// The action of who offers a stuk.
const AANBIEDEN: &str = "aanbieden";

/// Who wrote or offered a stuk since it was last published.
///
/// # Errors
/// The database can't be read.
pub async fn handen(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Handen> {
    handen_voor(conn, stuk_id, None).await
}

/// As [`handen`], before the step that this reden was given for.
///
/// # Errors
/// The database can't be read.
pub async fn handen_voor(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    reden: Option<Uuid>,
) -> Result<Handen> {
    let acties: Vec<&str> = SCHRIJVEN
        .into_iter()
        .chain([AANBIEDEN])
        .chain(PUBLICATIES)
        .collect();
    let mut handen = Handen::default();
    let rijen = store::gebeurd(conn, stuk_id, &acties).await?;
    let is_stap = |velden: &str| reden.is_some() && reden_van(velden) == reden;
    for rij in rijen.into_iter().take_while(|rij| !is_stap(&rij.velden)) {
        match rij.actie.as_str() {
            actie if PUBLICATIES.contains(&actie) => handen = Handen::default(),
            AANBIEDEN => _ = handen.boden_aan.insert(rij.actor),
            _ => _ = handen.schreven.insert(rij.actor),
        }
    }
    Ok(handen)
}
