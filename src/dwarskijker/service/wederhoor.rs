//! The right of reply: who was asked, and by what key they read it.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Contact, Lading, SOORT, Wederhoor},
        store::{contacten, wederhoor as store},
    },
    zaak::{Zaak, eis},
};
use crate::{
    actor::{Actor, Sleutel},
    ctx::Ctx,
    db::Write,
    error::Result,
    gebruikers::service::{functie::lid_van, sessies::ingelogd},
    jobs::{model::Opdracht, service as jobs},
    organisaties::service as organisaties,
    stukken::{model::Kop, service as stukken},
};

/// What the geschiedenis calls it when an organisatie replies.
pub(super) const REAGEREN: &str = "wederhoor-reageren";

/// How a row of the geschiedenis names which organisatie it is about: by the number of what was asked, that
/// only the tables know.
pub(super) fn deel(id: Uuid) -> String {
    format!("{DEEL}{id}")
}

const DEEL: &str = "wederhoor:";

pub(super) fn deel_van(velden: &str) -> Option<Uuid> {
    let mut velden = velden.split(' ');
    velden.find_map(|veld| veld.strip_prefix(DEEL)?.parse().ok())
}

/// The keys by which an account reads the bevindingen that it was asked to reply to: those of which it is a
/// contact in the last round, as long as it belongs to the organisatie that was asked.
///
/// # Errors
/// The database can't be read.
pub async fn sleutels_van(conn: &impl ConnectionTrait, gebruiker: Uuid) -> Result<Vec<Sleutel>> {
    let gevraagd = vragen_aan(conn, gebruiker).await?;
    let bevindingen: BTreeSet<Uuid> = gevraagd.into_iter().map(|(id, _)| id).collect();
    Ok(bevindingen.into_iter().map(Sleutel::Wederhoor).collect())
}

/// What an account may reply to, each with its bevinding, whatever became of that.
pub(super) async fn vragen_aan(
    conn: &impl ConnectionTrait,
    gebruiker: Uuid,
) -> Result<Vec<(Uuid, Wederhoor)>> {
    let gevraagd = store::van_contact(conn, gebruiker).await?;
    if gevraagd.is_empty() {
        return Ok(gevraagd);
    }
    let lid_van = lid_van(conn, gebruiker).await?;
    let mut van_mij = Vec::new();
    for (bevinding, vraag) in gevraagd {
        if hoort_bij(conn, &lid_van, vraag.organisatie).await? {
            van_mij.push((bevinding, vraag));
        }
    }
    Ok(van_mij)
}

/// What the actor may reply to, by their account or by their link, each with its bevinding.
///
/// # Errors
/// Nobody is logged in and there is no link; the database can't be read.
pub(super) async fn vragen_van(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
) -> Result<Vec<(Uuid, Wederhoor)>> {
    if let Actor::Link { id } = ctx.actor {
        return Ok(store::van_link(conn, id).await?.into_iter().collect());
    }
    let (ik, _) = ingelogd(ctx)?;
    vragen_aan(conn, ik).await
}

/// Whether who is a member of these belongs to an organisatie, or to what took its place.
pub(super) async fn hoort_bij(
    conn: &impl ConnectionTrait,
    lid_van: &[Uuid],
    organisatie: Uuid,
) -> Result<bool> {
    if lid_van.contains(&organisatie) {
        return Ok(true);
    }
    let opvolgers = organisaties::opvolgers(conn, organisatie).await?;
    Ok(opvolgers.iter().any(|id| lid_van.contains(id)))
}

/// Who was asked about a bevinding in all rounds, the first first.
pub(super) async fn alle(conn: &impl ConnectionTrait, bevinding: Uuid) -> Result<Vec<Wederhoor>> {
    let mut per_bevinding = store::van(conn, &[bevinding]).await?;
    Ok(per_bevinding.remove(&bevinding).unwrap_or_default())
}

/// Who was asked in one round, in the order in which they were.
pub(super) async fn van_ronde(
    conn: &impl ConnectionTrait,
    bevinding: Uuid,
    ronde: i32,
) -> Result<Vec<Wederhoor>> {
    let mut gevraagd = alle(conn, bevinding).await?;
    gevraagd.retain(|w| w.ronde == ronde);
    Ok(gevraagd)
}

/// One organisatie that was asked.
#[derive(Debug, Clone)]
pub struct Gevraagd {
    /// What was asked and said.
    pub vraag: Wederhoor,
    /// The organisatie.
    pub organisatie: Kop,
}

/// The same with the organisatie behind each, for who may read that.
pub(super) async fn met_organisatie(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    gevraagd: Vec<Wederhoor>,
) -> Result<Vec<Gevraagd>> {
    let ids: Vec<Uuid> = gevraagd.iter().map(|w| w.organisatie).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|kop| (kop.id, kop)).collect();
    let met = |vraag: Wederhoor| {
        let organisatie = koppen.get(&vraag.organisatie)?.clone();
        Some(Gevraagd { vraag, organisatie })
    };
    Ok(gevraagd.into_iter().filter_map(met).collect())
}

/// Who was asked in the last round of a bevinding, in the order in which they were: for who writes it.
///
/// # Errors
/// As [`eis`]; the database can't be read.
pub async fn laatste_ronde(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    zaak: &Zaak,
) -> Result<Vec<Gevraagd>> {
    eis(ctx)?;
    let gevraagd = van_ronde(conn, zaak.kop.id, zaak.staat.inhoud.ronde).await?;
    met_organisatie(ctx, conn, gevraagd).await
}

/// Has people told something, once the write is committed. A job names one of them and no bevinding.
pub(super) async fn vertel(
    write: &Write,
    ctx: &Ctx,
    wat: Bericht,
    aan: impl IntoIterator<Item = Contact>,
) -> Result<()> {
    let aan: BTreeSet<Contact> = aan.into_iter().collect();
    for aan in aan {
        let lading = serde_json::to_value(Lading { wat, aan }).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    }
    Ok(())
}

/// The contacts of all that were asked, as they are now.
pub(super) async fn contacten_van(
    conn: &impl ConnectionTrait,
    gevraagd: &[Wederhoor],
) -> Result<BTreeSet<Contact>> {
    let ids: Vec<Uuid> = gevraagd.iter().map(|w| w.id).collect();
    let contacten = contacten::van(conn, &ids).await?;
    Ok(contacten.into_values().flatten().collect())
}
