//! The right of reply: who was asked, through whom, and what they said.

use std::collections::{BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Lading, SOORT, Wederhoor},
        store::wederhoor as store,
    },
    zaak::{Zaak, eis, leest_alles},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::Write,
    error::Result,
    gebruikers::service::functie::lid_van,
    jobs::{model::Opdracht, service as jobs},
    organisaties::service as organisaties,
    stukken::{
        Leesrecht,
        model::Kop,
        service::{self as stukken, overgangen::reden_van},
        store as spil,
    },
};

/// What the geschiedenis calls it when an organisatie replies.
pub(super) const REAGEREN: &str = "wederhoor-reageren";

/// How a row of the geschiedenis names which organisatie it is about: by the number of what was asked, that
/// only the tables know.
pub(super) fn deel(id: Uuid) -> String {
    format!("{DEEL}{id}")
}

const DEEL: &str = "wederhoor:";

fn deel_van(velden: &str) -> Option<Uuid> {
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

/// What an organisatie said at a moment.
#[derive(Debug, Clone)]
pub struct Reactieversie {
    /// The number of what was asked.
    pub vraag: Uuid,
    /// Their words.
    pub tekst: String,
    /// Who wrote them, as the geschiedenis names people.
    pub door: String,
    /// When.
    pub op: chrono::DateTime<chrono::Utc>,
}

/// All that the dwarskijker sees of wederhoor about one bevinding.
#[derive(Debug, Clone, Default)]
pub struct Verloop {
    /// Who was asked in all rounds, the first first.
    pub gevraagd: Vec<Gevraagd>,
    /// The accounts through which each was asked, by the number of what was asked.
    pub contacten: HashMap<Uuid, Vec<Uuid>>,
    /// Everything that was said, the first first: what was said before is kept.
    pub versies: Vec<Reactieversie>,
}

/// How wederhoor about a bevinding went, for the dwarskijker; nothing for others.
///
/// # Errors
/// The database can't be read.
pub async fn verloop(ctx: &Ctx, conn: &impl ConnectionTrait, bevinding: Uuid) -> Result<Verloop> {
    if !leest_alles(ctx) {
        return Ok(Verloop::default());
    }
    let gevraagd = met_organisatie(ctx, conn, alle(conn, bevinding).await?).await?;
    let ids: Vec<Uuid> = gevraagd.iter().map(|g| g.vraag.id).collect();
    let teksten = spil::redenen(conn, &Leesrecht::van(&ctx.actor), &[bevinding]).await?;
    let mut versies = Vec::new();
    for rij in spil::gebeurd(conn, bevinding, &[REAGEREN]).await? {
        let tekst = reden_van(&rij.velden).and_then(|id| teksten.get(&id));
        if let (Some(vraag), Some(tekst)) = (deel_van(&rij.velden), tekst) {
            versies.push(Reactieversie {
                vraag,
                tekst: tekst.clone(),
                door: rij.actor,
                op: rij.op,
            });
        }
    }
    Ok(Verloop {
        contacten: store::contacten(conn, &ids).await?,
        gevraagd,
        versies,
    })
}

/// Has accounts told something, once the write is committed. A job names one account and no bevinding.
pub(super) async fn vertel(
    write: &Write,
    ctx: &Ctx,
    wat: Bericht,
    accounts: impl IntoIterator<Item = Uuid>,
) -> Result<()> {
    let accounts: BTreeSet<Uuid> = accounts.into_iter().collect();
    for account in accounts {
        let lading = serde_json::to_value(Lading { wat, account }).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    }
    Ok(())
}

/// The contacts of all that were asked.
pub(super) async fn contacten_van(
    conn: &impl ConnectionTrait,
    gevraagd: &[Wederhoor],
) -> Result<BTreeSet<Uuid>> {
    let ids: Vec<Uuid> = gevraagd.iter().map(|w| w.id).collect();
    let contacten = store::contacten(conn, &ids).await?;
    Ok(contacten.into_values().flatten().collect())
}
