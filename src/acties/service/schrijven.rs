//! Making an actie and changing one: what has to be done, whose it is, and by when.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::{Actie, Gekeurd, Ingevuld, Kader, Lading, Status},
    lezen::{Zaak, op_id},
    meld,
    mensen::{Mens, mensen, met},
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Result},
    signalen::model::begin,
    stukken::{
        model::{Basis, Kop, voorstel::Staat},
        service::{self as stukken, links},
    },
    werkruimte::{
        model::{Deelname, Plaats},
        policy::mag_schrijven,
        service::{self as werkruimte, NieuwItem, Werkplek, mag_niet},
    },
};

/// What the form of a new actie needs to know: where it is made, and who can have it.
///
/// # Errors
/// As [`werkruimte::werkplek`].
pub async fn bereid(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    thema: &str,
) -> Result<(Werkplek, Vec<Mens>)> {
    let plek = werkruimte::werkplek(ctx, conn, thema).await?;
    let mensen = mensen(conn, plek.thema.id).await?;
    Ok((plek, mensen))
}

/// An actie that the actor may change, and who can have it.
///
/// # Errors
/// [`Error::Conflict`] when it is not open any more; [`Error::MagNiet`] with who may;
/// [`Error::NotFound`] when they may not read it; nobody is logged in; the database can't be read.
pub async fn te_wijzigen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(Zaak, Vec<Mens>)> {
    ctx.schrijver()?;
    let zaak = op_id(ctx, conn, id).await?;
    zaak.wie.mag_wijzigen().map_err(mag_niet)?;
    if zaak.status != Status::Open {
        return Err(Error::Conflict(format!(
            "Deze actie is {}. Heropen haar eerst: dan kunt u haar veranderen.",
            zaak.status.label().to_lowercase()
        )));
    }
    let mensen = mensen(conn, zaak.inhoud.plaats.thema).await?;
    Ok((zaak, mensen))
}

/// Judges what was typed by what the thema is now.
fn keur(
    ctx: &Ctx,
    ingevuld: &Ingevuld,
    (deelname, mensen): (Deelname, &[Mens]),
    was: Option<NaiveDate>,
) -> Result<Gekeurd> {
    let kader = Kader {
        vandaag: ctx.vandaag(),
        was,
        kan_houden: &|id, niveau| met(mensen, id, niveau).is_some(),
        bezwaar: &|niveau| Some(mag_schrijven(deelname, niveau).err()?.melding()),
    };
    Ok(ingevuld.keur(&kader)?)
}

/// Makes an actie in the werkruimte of a thema. Who gets it from somebody else is told.
///
/// # Errors
/// All that is missing or does not fit; as [`werkruimte::werkplek`]; the database refuses.
pub async fn maak(db: &Db, ctx: &Ctx, thema: &str, ingevuld: &Ingevuld) -> Result<Kop> {
    let write = db.begin_write().await?;
    let (plek, mensen) = bereid(ctx, write.conn(), thema).await?;
    let goed = keur(ctx, ingevuld, (plek.deelname, &mensen), None)?;
    let (kop, gebeurd) = zet_neer(&write, ctx, plek.thema.id, goed).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// Writes a new actie that was judged.
pub(super) async fn zet_neer(
    write: &Write,
    ctx: &Ctx,
    thema: Uuid,
    goed: Gekeurd,
) -> Result<(Kop, Gebeurtenis)> {
    let Gekeurd {
        titel,
        toelichting,
        houder,
        voor,
        niveau,
    } = goed;
    let plaats = Plaats { thema, niveau };
    let samenvatting = begin(&toelichting);
    let inhoud = Actie {
        plaats,
        toelichting,
        houder,
        voor,
    };
    let nieuw = NieuwItem {
        titel,
        samenvatting,
        leefdomeinen: Vec::new(),
        datum: Some(voor),
        status: Status::Open.waarde(),
        plaats,
        inhoud: &inhoud,
        verbanden: Vec::new(),
    };
    let gemaakt = werkruimte::maak(write, ctx, nieuw).await?;
    geef(write, ctx, gemaakt.0.id, houder).await?;
    Ok(gemaakt)
}

/// Has who gets an actie from somebody else hear of it.
async fn geef(write: &Write, ctx: &Ctx, actie: Uuid, account: Uuid) -> Result<()> {
    if ctx.schrijver()? == account {
        return Ok(());
    }
    meld(write, ctx, &Lading::Gegeven { account, actie }).await
}

/// Changes an actie. Answers its head as it became, and the number of the commit when others read it now:
/// wait for that. The same once more changes nothing.
///
/// # Errors
/// All that is missing or does not fit; [`Error::Conflict`] when it is not open or somebody else was first;
/// as [`te_wijzigen`]; the database refuses.
pub async fn wijzig(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    ingevuld: &Ingevuld,
) -> Result<(Kop, Option<i64>)> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let (zaak, mensen) = te_wijzigen(ctx, conn, id).await?;
    let Zaak {
        kop, inhoud, wie, ..
    } = zaak;
    let goed = keur(ctx, ingevuld, (wie.deelname, &mensen), Some(inhoud.voor))?;
    let Staat { basis: was, .. } = stukken::staat_van::<Actie>(conn, &kop).await?;
    let plaats = Plaats {
        thema: inhoud.plaats.thema,
        niveau: goed.niveau,
    };
    let basis = Basis {
        titel: goed.titel,
        samenvatting: begin(&goed.toelichting),
        datum: Some(goed.voor),
        ..was.clone()
    };
    let nieuw = Actie {
        plaats,
        toelichting: goed.toelichting,
        houder: goed.houder,
        voor: goed.voor,
    };
    if basis == was && nieuw == inhoud {
        return Ok((kop, None));
    }
    let gebeurd =
        werkruimte::wijzig(&write, ctx, &kop, &basis, &nieuw, plaats, ingevuld.versie).await?;
    if nieuw.houder != inhoud.houder {
        geef(&write, ctx, id, nieuw.houder).await?;
    }
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer.filter(|_| plaats != inhoud.plaats)))
}
