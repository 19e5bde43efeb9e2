//! Laying a signaal that has no knelpunt yet at one.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Delen, Doel, ERBIJ, gekeurd, houd_alle, klaar, naar, rij, store};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::{Error, Result},
    knelpunten::{
        model::Deelsoort,
        policy::Toegang,
        service::{behandelaar, plekken},
    },
    signalen::{
        model::Signaal,
        policy::Betrokken,
        service::{lezen::is_dwarskijker, plaatsen::zet_in_knelpunt},
    },
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service::{self as stukken, links},
    },
};

/// Lays a signaal that has no knelpunt yet at one. Who signalled reads why. The dwarskijker does so with one
/// in confidence; who treats its thema with every other. Answers the knelpunt, and the number of the commit.
///
/// # Errors
/// The reason is missing or too long, or a new knelpunt is not right; [`Error::Conflict`] when the signaal is
/// at one already or does not wait any more; [`Error::MagNiet`] with who may; [`Error::NotFound`] when one of
/// both may not be read; nobody is logged in; the database refuses.
pub async fn koppel(
    db: &Db,
    ctx: &Ctx,
    signaal: Uuid,
    doel: Doel,
    reden: &str,
) -> Result<(Kop, i64)> {
    ctx.schrijver()?;
    let reden = gekeurd(reden)?;
    let write = db.begin_write().await?;
    houd_alle(&write, doel.bestaand()).await?;
    // Who gives it to another duo meanwhile changes who may do this.
    links::houd(&write, signaal).await?;
    let toegang = mag_koppelen(ctx, write.conn(), signaal).await?;
    let (naar, mut gebeurd) = naar(&write, ctx, doel, toegang).await?;
    let geplaatst = zet_in_knelpunt(&write, ctx, signaal, None, naar, Some(reden.as_str()));
    gebeurd.extend(geplaatst.await?);
    let een = Delen::nieuw(&[signaal], &[]);
    let dit = (Deelsoort::Signaal, een.signalen.as_slice());
    store::noteer(write.conn(), ctx, dit, (None, naar), None).await?;
    let kop = stukken::kop_voor_taak(write.conn(), naar).await?;
    gebeurd.push(rij(&kop, ERBIJ, &een, None));
    gebeurd.extend(plekken::herbereken(&write, naar).await?);
    klaar(write, ctx, naar, &gebeurd).await
}

/// At which knelpunten the actor may lay a signaal.
async fn mag_koppelen(ctx: &Ctx, conn: &impl ConnectionTrait, signaal: Uuid) -> Result<Toegang> {
    let kop = stukken::koppen(ctx, conn, &[signaal]).await?.pop();
    let kop = kop.filter(|kop| kop.soort == Soort::Signaal);
    kop.ok_or(Error::NotFound)?;
    let mut gevonden = Signaal::laad(conn, &[signaal], Teksten::Weg).await?;
    let inhoud = gevonden.remove(&signaal).ok_or(Error::NotFound)?;
    let wie = Betrokken {
        melder: false,
        vertrouwelijk: inhoud.vertrouwelijk,
        dwarskijker: is_dwarskijker(ctx),
        behandelaar: behandelaar(ctx, conn, inhoud.thema).await?,
    };
    let mag = wie.behandelt();
    mag.map_err(|waarom| Error::MagNiet(waarom.melding().into()))?;
    Ok(match inhoud.thema {
        _ if inhoud.vertrouwelijk => Toegang::Lezer,
        Some(thema) => Toegang::Thema(thema),
        None => Toegang::Behandelaar,
    })
}
