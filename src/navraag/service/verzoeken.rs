//! Asking to open a closed knelpunt again, and what becomes of that.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Uitkomst, VERZOEKMAIL, Verzoek, uiterlijk},
        store::verzoeken as store,
    },
    HEROPENEN_TE_LAAT, HEROPENEN_VRAGEN, Mislukt, SLOT, gebeurd, houd, inhoud, is_gesloten, stil,
    voor, waarom_gesloten,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    ids::new_id,
    jobs::{model::Opdracht, service as jobs},
    knelpunten::service::{behandelaars, volgers::volgers},
    schrijven::model::Waarom,
    stukken::{
        model::Kop,
        service::{
            self as stukken, links,
            overgangen::{Reden, bewaar_reden, reden},
        },
        store as spil,
    },
};

/// What the form to ask for it needs.
#[derive(Debug, Clone)]
pub struct Bereid {
    /// The knelpunt.
    pub kop: Kop,
    /// When it was closed.
    pub gesloten_op: Option<DateTime<Utc>>,
    /// Why it was closed.
    pub waarom: String,
    /// The last day to answer what the actor asked already; none when nothing of theirs waits.
    pub loopt: Option<NaiveDate>,
}

/// What there is to ask, for who follows a closed knelpunt.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when they may not read it or don't follow it;
/// [`Error::Conflict`] when it is not closed; the database can't be read.
pub async fn bereid(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Bereid> {
    let (kop, ik) = voor(ctx, conn, naam).await?;
    van(ctx, conn, kop, ik).await
}

async fn van(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop, ik: Uuid) -> Result<Bereid> {
    if !volgers(conn, kop.id).await?.contains(&ik) {
        return Err(Error::NotFound);
    }
    if !is_gesloten(&kop) {
        let melding = "Dit knelpunt is niet gesloten. Er wordt al aan gewerkt.";
        return Err(Error::Conflict(melding.into()));
    }
    Ok(Bereid {
        gesloten_op: inhoud(conn, kop.id).await?.gesloten_op,
        waarom: waarom_gesloten(ctx, conn, &kop).await?,
        loopt: lopend(conn, kop.id, ik).await?,
        kop,
    })
}

/// The last day to answer what an account asked and waits.
async fn lopend(
    conn: &impl ConnectionTrait,
    knelpunt: Uuid,
    gebruiker: Uuid,
) -> Result<Option<NaiveDate>> {
    let alle = store::over(conn, knelpunt).await?;
    let mut eigen = alle.iter().filter(|v| v.gebruiker == gebruiker);
    Ok(eigen.find(|v| v.is_open()).map(|v| v.uiterlijk))
}

/// Asks to open a knelpunt again; the reason is public, who asks is not. Answers the knelpunt and the last
/// day to answer.
///
/// # Errors
/// What is wrong with the reason; [`Error::Conflict`] when it is not closed, or they asked already; the
/// others as for [`bereid`]; the database refuses.
pub async fn vraag_heropening(
    db: &Db,
    ctx: &Ctx,
    naam: &str,
    (tekst, akkoord): (&str, bool),
) -> Result<(Kop, NaiveDate)> {
    let write = db.begin_write().await?;
    let (kop, ik) = houd(&write, ctx, naam).await?;
    let Bereid { kop, loopt, .. } = van(ctx, write.conn(), kop, ik).await?;
    if loopt.is_some() {
        let melding = "U vroeg al om dit te heropenen. U krijgt bericht als er antwoord is.";
        return Err(Error::Conflict(melding.into()));
    }
    let mut fouten = Fouten::new();
    let waarom = Waarom {
        veld: "reden",
        label: "Wat speelt er nog?",
        tekst,
        akkoord,
    };
    let reden = waarom.keur(true, &mut fouten).unwrap_or_default();
    fouten.of(())?;
    let (_, rij) = dien_in(&write, ctx, &kop, ik, reden).await?;
    write.commit(&stil(ctx), &[rij]).await?;
    Ok((kop, uiterlijk(ctx.vandaag())))
}

/// Keeps that somebody asks it and has it told to who treats the knelpunt. Answers the number of the reason
/// and what happened.
pub(super) async fn dien_in(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    gebruiker: Uuid,
    tekst: &str,
) -> Result<(Uuid, Gebeurtenis)> {
    let conn = write.conn();
    let knelpunt = inhoud(conn, kop.id).await?;
    let waarom = Reden { tekst, lezers: &[] };
    let reden_id = bewaar_reden(conn, &stil(ctx), kop.id, HEROPENEN_VRAGEN, waarom).await?;
    let verzoek = Verzoek {
        id: new_id(),
        knelpunt: kop.id,
        sluiting: knelpunt.gesloten,
        gebruiker,
        reden: Some(reden_id),
        op: ctx.now,
        uiterlijk: uiterlijk(ctx.vandaag()),
        uitkomst: None,
        antwoord: None,
        afgehandeld_op: None,
    };
    store::voeg_toe(conn, &verzoek).await?;
    for aan in behandelaars(conn, knelpunt.trekker).await? {
        let knelpunt = kop.id;
        zet_klaar(write, ctx, Bericht::Gevraagd { knelpunt, aan }).await?;
    }
    let velden = vec![reden(reden_id)];
    Ok((reden_id, gebeurd(kop, HEROPENEN_VRAGEN, velden)))
}

/// Puts a mail about requests ready.
pub(super) async fn zet_klaar(write: &Write, ctx: &Ctx, bericht: Bericht) -> Result<()> {
    let lading = serde_json::to_value(bericht).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(VERZOEKMAIL, lading)).await?;
    Ok(())
}

/// Settles every request that waits about a knelpunt that is opened again, in the write that does so. Who follows the
/// knelpunt hears of that step; who asked and follows it no more hears that there is an answer. Answers how many
/// waited.
///
/// # Errors
/// The database refuses.
pub async fn heropend(write: &Write, ctx: &Ctx, knelpunt: Uuid) -> Result<usize> {
    let conn = write.conn();
    let alle = store::over(conn, knelpunt).await?;
    let open: Vec<Verzoek> = alle.into_iter().filter(Verzoek::is_open).collect();
    if open.is_empty() {
        return Ok(0);
    }
    let ids: Vec<Uuid> = open.iter().map(|v| v.id).collect();
    store::handel_af(conn, ctx, &ids, Uitkomst::Heropend, None).await?;
    let volgers = volgers(conn, knelpunt).await?;
    for verzoek in open.iter().filter(|v| !volgers.contains(&v.gebruiker)) {
        let verzoek = verzoek.id;
        zet_klaar(write, ctx, Bericht::Beantwoord { verzoek }).await?;
    }
    Ok(open.len())
}

/// How a row of the geschiedenis names a request.
fn deel(verzoek: &Verzoek) -> String {
    format!("verzoek:{}", verzoek.id)
}

/// The requests about a knelpunt whose answer is late and of which that was not told yet, as the
/// geschiedenis names them.
async fn te_melden(
    conn: &impl ConnectionTrait,
    knelpunt: Uuid,
    vandaag: NaiveDate,
) -> Result<Vec<String>> {
    let rijen = spil::gebeurd(conn, knelpunt, &[HEROPENEN_TE_LAAT]).await?;
    let verteld: BTreeSet<&str> = rijen.iter().flat_map(|rij| rij.velden.split(' ')).collect();
    let alle = store::over(conn, knelpunt).await?;
    let laat = alle
        .iter()
        .filter(|v| v.dagen_te_laat(vandaag).is_some())
        .map(deel);
    Ok(laat
        .filter(|deel| !verteld.contains(deel.as_str()))
        .collect())
}

/// Reminds who treats a knelpunt, once for every request whose answer is late.
pub(super) async fn herinner(db: &Db, ctx: &Ctx, vandaag: NaiveDate) -> Result<()> {
    let open = store::open(db.read()).await?;
    let laat = open.iter().filter(|v| v.dagen_te_laat(vandaag).is_some());
    let knelpunten: BTreeSet<Uuid> = laat.map(|v| v.knelpunt).collect();
    let mut mislukt = Mislukt::default();
    for knelpunt in knelpunten {
        if let Err(fout) = meld_te_laat(db, ctx, knelpunt, vandaag).await {
            mislukt.meld(knelpunt, fout);
        }
    }
    mislukt.uitkomst()
}

async fn meld_te_laat(db: &Db, ctx: &Ctx, knelpunt: Uuid, vandaag: NaiveDate) -> Result<()> {
    // What was told before asks for no write.
    if te_melden(db.read(), knelpunt, vandaag).await?.is_empty() {
        return Ok(());
    }
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    links::houd(&write, knelpunt).await?;
    let conn = write.conn();
    // Another process may have told it.
    let delen = te_melden(conn, knelpunt, vandaag).await?;
    if delen.is_empty() {
        return Ok(());
    }
    let kop = stukken::kop_voor_taak(conn, knelpunt).await?;
    let trekker = inhoud(conn, knelpunt).await?.trekker;
    for aan in behandelaars(conn, trekker).await? {
        zet_klaar(&write, ctx, Bericht::TeLaat { knelpunt, aan }).await?;
    }
    let rij = gebeurd(&kop, HEROPENEN_TE_LAAT, delen);
    write.commit(ctx, &[rij]).await?;
    Ok(())
}
