//! How a pilot ends: proposing a decision, and what is done with that.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use super::ingevuld::{Ingevuld, hash_les};
use super::{
    berichten::vraag_instemming,
    ingevuld::lees_in,
    zaak::{Zaak, beslisser, bewaar, gebeurtenis, kan, mag_niet, manier_van, op_id},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    proefprojecten::{
        model::{
            Besluitstatus, Keuze, LES, Manier, Namens, Plek, Proefproject, Stap, Stem, Voorgesteld,
            vraagt_reden,
        },
        store::besluiten as store,
    },
    schrijven::{model::Waarom, service::schrijven::schrijver},
    stukken::{
        Leesrecht,
        model::{Kop, Verbandsoort, voorstel::Staat},
        service::{self as stukken, overgangen},
        store::{sleutels_van, zet_sleutels},
    },
};

/// How a row of the geschiedenis names the decision that it is about.
fn deel(id: Uuid) -> String {
    format!("besluit:{id}")
}

/// Proposes how a pilot ends; answers the number of the proposal. Who proposes it on their seat agrees
/// by that.
///
/// # Errors
/// All that is missing or does not go together; [`Error::Conflict`] when it is not published, does not
/// run, something is proposed already, or they saw an older version; [`Error::MagNiet`] with who may;
/// [`Error::NotFound`] when they may not read it; the database refuses.
pub async fn stel_voor(db: &Db, ctx: &Ctx, id: Uuid, ingevuld: &Ingevuld) -> Result<Uuid> {
    let write = db.begin_write().await?;
    write.als_enige(super::SLOT).await?;
    let conn = write.conn();
    let zaak = op_id(ctx, conn, id).await?;
    let Zaak { kop, staat, .. } = &zaak;
    kan(kop, staat.inhoud.stand, Stap::Besluiten(Keuze::Stoppen))?;
    let eigen = zaak.wie.mag_voorstellen(zaak.manier).map_err(mag_niet)?;
    if lopend(conn, id).await?.is_some() {
        return Err(Error::Conflict(
            "Er ligt al een besluit dat op instemming wacht. Stem daarmee in, of wijs het af."
                .into(),
        ));
    }
    is_bij(kop, ingevuld.versie)?;
    let les_hash = hash_les(&staat.inhoud);
    let (besluit, vervolg_id) = lees_in(ctx, conn, ingevuld, &les_hash).await?;
    let nieuw = store::Nieuw {
        stuk_id: id,
        besluit: &besluit,
        les_hash,
        vervolg_id,
        thema_id: zaak.thema.as_ref().map(|thema| thema.id),
    };
    let besluit_id = store::voeg_toe(conn, ctx, nieuw).await?;
    let sleutels = lezers(ctx, conn, &zaak).await?;
    zet_sleutels(conn, id, besluit_id, &sleutels).await?;
    let stem = eigen.map(|plek| stem(ctx, plek, Namens::Zetel));
    if let Some(stem) = &stem {
        store::stem(conn, besluit_id, stem, None).await?;
    }
    let nog: Vec<Plek> = zaak.manier.open(stem.as_slice()).collect();
    vraag_instemming(&write, ctx, (id, besluit_id), &nog).await?;
    let gebeurd = Gebeurtenis {
        velden: vec![deel(besluit_id)],
        ..gebeurtenis(kop, "besluit-voorstellen")
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(besluit_id)
}

fn stem(ctx: &Ctx, plek: Plek, namens: Namens) -> Stem {
    Stem {
        plek,
        namens,
        door: ctx.actor.to_string(),
        op: ctx.now,
    }
}

/// Refuses who saw an older version of the pilot than there is.
fn is_bij(kop: &Kop, gezien: Option<i64>) -> Result<()> {
    if gezien.is_some_and(|gezien| gezien != kop.versie) {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    Ok(())
}

/// Who reads what is proposed: who proposes it, who writes the pilot, its organisatie, the duo, and the
/// redactie.
async fn lezers(ctx: &Ctx, conn: &impl ConnectionTrait, zaak: &Zaak) -> Result<Vec<Sleutel>> {
    let mut mensen = stukken::auteurs(conn, zaak.kop.id).await?;
    mensen.insert(schrijver(ctx)?);
    let eigenaar = zaak.kop.eigenaar.organisatie.map(Sleutel::Organisatie);
    let duo = zaak.thema.as_ref().map(|thema| Sleutel::Duo(thema.id));
    let vast = [Some(Sleutel::Redactie), eigenaar, duo];
    let mensen = mensen.into_iter().map(Sleutel::Persoon);
    Ok(mensen.chain(vast.into_iter().flatten()).collect())
}

/// What waits to be agreed with, whoever asks.
async fn lopend(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Option<Voorgesteld>> {
    let mut alle = store::van_stuk(conn, stuk_id).await?.into_iter();
    Ok(alle.find(|besluit| besluit.status == Besluitstatus::Open))
}

/// What waits to be agreed with, as far as the actor may read that; none when nothing does.
///
/// # Errors
/// The database can't be read.
pub async fn openstaand(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Option<Voorgesteld>> {
    let Some(besluit) = lopend(conn, stuk_id).await? else {
        return Ok(None);
    };
    let leesrecht = Leesrecht::van(&ctx.actor);
    let leest = leesrecht.leest_deel(conn, besluit.id, stuk_id).await?;
    Ok(leest.then_some(besluit))
}

/// A proposal, for who may read it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; the database can't be read.
pub async fn lees(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    id: Uuid,
) -> Result<Voorgesteld> {
    let mut alle = store::van_stuk(conn, stuk_id).await?.into_iter();
    let besluit = alle.find(|besluit| besluit.id == id);
    let besluit = besluit.ok_or(Error::NotFound)?;
    if Leesrecht::van(&ctx.actor)
        .leest_deel(conn, id, stuk_id)
        .await?
    {
        Ok(besluit)
    } else {
        Err(Error::NotFound)
    }
}

/// The proposal that somebody does something with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Welk {
    /// The pilot.
    pub stuk_id: Uuid,
    /// The number of the proposal.
    pub id: Uuid,
    /// The version of the pilot that they saw; none for who has the page of the proposal in sight, which
    /// says what changed.
    pub versie: Option<i64>,
}

/// What somebody does with a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Daad<'a> {
    /// They agree, from a place.
    StemIn {
        /// The place; none when there is one only.
        plek: Option<Plek>,
        /// Why the redactie steps in; else empty.
        waarom: Waarom<'a>,
    },
    /// They reject it.
    WijsAf {
        /// Why.
        waarom: Waarom<'a>,
    },
    /// They take back what they proposed.
    NeemTerug,
}

/// Does something with a proposal. When everybody agrees who has to, the pilot ends in the same write:
/// its stand, its day, the lesson and the praktijk that it leads to. Answers whether that is so.
///
/// # Errors
/// What is wrong with the reason, and that there is more than one place to agree from; [`Error::Conflict`]
/// when it is settled, the pilot does not run any more, they saw an older version, or somebody else was
/// first; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it;
/// [`Error::Conflict`] also for who agrees while the lesson on the page is newer than the proposal; the
/// database refuses.
pub async fn doe(db: &Db, ctx: &Ctx, welk: Welk, daad: Daad<'_>) -> Result<bool> {
    let Welk {
        stuk_id,
        id,
        versie,
    } = welk;
    let write = db.begin_write().await?;
    write.als_enige(super::SLOT).await?;
    let conn = write.conn();
    let Zaak { kop, staat, .. } = op_id(ctx, conn, stuk_id).await?;
    let besluit = lees(ctx, conn, stuk_id, id).await?;
    if besluit.status != Besluitstatus::Open {
        return Err(Error::Conflict(format!(
            "Dit besluit is al {}.",
            besluit.status.label().to_lowercase()
        )));
    }
    kan(&kop, staat.inhoud.stand, Stap::Besluiten(besluit.keuze))?;
    let manier = manier_van(conn, &besluit).await?;
    let wie = beslisser(ctx, conn, &kop, besluit.thema_id).await?;
    let mut gebeurd = Vec::new();
    let mut besloten = false;
    match daad {
        Daad::StemIn { plek, waarom } => {
            if besluit.is_ingehaald(staat.inhoud.sectie(LES).unwrap_or_default()) {
                return Err(Error::Conflict(LES_INGEHAALD.into()));
            }
            let kan = wie.kan_instemmen(manier, &besluit.door, &besluit.stemmen);
            let kan = kan.map_err(mag_niet)?;
            is_bij(&kop, versie)?;
            let (plek, namens, waarom) = stem_van(manier, (&kan, plek), waarom)?;
            let reden_id = bewaar_reden(ctx, conn, &besluit, stuk_id, "besluit-instemmen", waarom);
            let reden_id = reden_id.await?;
            let stem = stem(ctx, plek, namens);
            store::stem(conn, id, &stem, reden_id).await?;
            let velden = [Some(deel(id)), reden_id.map(overgangen::reden)];
            gebeurd.push(Gebeurtenis {
                velden: velden.into_iter().flatten().collect(),
                ..gebeurtenis(&kop, "besluit-instemmen")
            });
            let mut stemmen = besluit.stemmen.clone();
            stemmen.push(stem);
            if manier.is_rond(&besluit.door, &stemmen) {
                afhandelen(ctx, conn, id, Besluitstatus::Genomen).await?;
                gebeurd.extend(neem(&write, ctx, (&kop, &staat), &besluit).await?);
                besloten = true;
            }
        }
        Daad::WijsAf { waarom } => {
            wie.mag_afwijzen(manier, &besluit.door).map_err(mag_niet)?;
            is_bij(&kop, versie)?;
            let mut fouten = Fouten::new();
            let waarom = waarom.keur(true, &mut fouten);
            let waarom = fouten.of(waarom)?;
            let reden_id = bewaar_reden(ctx, conn, &besluit, stuk_id, "besluit-afwijzen", waarom);
            let velden = [Some(deel(id)), reden_id.await?.map(overgangen::reden)];
            afhandelen(ctx, conn, id, Besluitstatus::Afgewezen).await?;
            gebeurd.push(Gebeurtenis {
                velden: velden.into_iter().flatten().collect(),
                ..gebeurtenis(&kop, "besluit-afwijzen")
            });
        }
        Daad::NeemTerug => {
            wie.mag_terugnemen(&besluit.door).map_err(mag_niet)?;
            is_bij(&kop, versie)?;
            afhandelen(ctx, conn, id, Besluitstatus::Teruggenomen).await?;
            gebeurd.push(Gebeurtenis {
                velden: vec![deel(id)],
                ..gebeurtenis(&kop, "besluit-terugnemen")
            });
        }
    }
    write.commit(ctx, &gebeurd).await?;
    Ok(besloten)
}

/// From which place somebody agrees and as what, of those that they can: the one they named, or the only
/// one; and why, when that has to be said.
fn stem_van<'a>(
    manier: Manier,
    (kan, plek): (&[(Plek, Namens)], Option<Plek>),
    waarom: Waarom<'a>,
) -> Result<(Plek, Namens, Option<&'a str>), Fouten> {
    let gekozen = match (plek, kan) {
        (Some(plek), _) => kan.iter().find(|(deze, _)| *deze == plek),
        (None, [enige]) => Some(enige),
        (None, _) => None,
    };
    let mut fouten = Fouten::new();
    if gekozen.is_none() {
        let melding = "Kies namens welke kant u instemt.";
        fouten.meld("plek", "verplicht", melding);
    }
    let verplicht = gekozen.is_some_and(|(_, namens)| vraagt_reden(manier, *namens));
    let waarom = waarom.keur(verplicht, &mut fouten);
    match gekozen {
        Some((plek, namens)) => fouten.of((*plek, *namens, waarom)),
        None => Err(fouten),
    }
}

/// Keeps why, for who reads the proposal.
async fn bewaar_reden(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    besluit: &Voorgesteld,
    stuk_id: Uuid,
    actie: &str,
    waarom: Option<&str>,
) -> Result<Option<Uuid>> {
    let Some(tekst) = waarom else {
        return Ok(None);
    };
    let sleutels = sleutels_van(conn, besluit.id).await?;
    let reden = overgangen::Reden {
        tekst,
        lezers: &sleutels,
    };
    Ok(Some(
        overgangen::bewaar_reden(conn, ctx, stuk_id, actie, reden).await?,
    ))
}

async fn afhandelen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
    naar: Besluitstatus,
) -> Result<()> {
    if store::handel_af(conn, id, naar, ctx.now).await? {
        Ok(())
    } else {
        Err(overgangen::inmiddels_gewijzigd())
    }
}

/// Why nobody can agree with a decision that would write over a newer lesson.
const LES_INGEHAALD: &str = "De les op de pagina is intussen veranderd. Wie dit besluit voorstelde, neemt \
     het terug en stelt het opnieuw voor.";

/// Ends the pilot as was decided.
async fn neem(
    write: &Write,
    ctx: &Ctx,
    (kop, staat): (&Kop, &Staat<Proefproject>),
    besluit: &Voorgesteld,
) -> Result<Vec<Gebeurtenis>> {
    let mut inhoud = staat.inhoud.clone();
    inhoud.stand = kan(kop, inhoud.stand, Stap::Besluiten(besluit.keuze))?;
    inhoud.besloten_op = Some(ctx.vandaag());
    if !besluit.les.is_empty() {
        inhoud.zet_sectie(LES, &besluit.les);
    }
    let mut besloten = bewaar(write, ctx, (kop, staat), inhoud, besluit.keuze.waarde()).await?;
    besloten.velden.push(deel(besluit.id));
    let mut gebeurd = vec![besloten];
    if let Some(praktijk) = besluit.vervolg_id {
        let wijzer = (Verbandsoort::Onderbouwt, praktijk, String::new());
        gebeurd.extend(stukken::verbind_erbij(write, kop.id, wijzer).await?);
    }
    Ok(gebeurd)
}
