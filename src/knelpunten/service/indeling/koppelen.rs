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
        policy::{Behandelaar, Bezwaar},
        service::{behandelaar, plekken},
    },
    signalen::{
        model::Signaal,
        policy::Betrokken,
        service::{lezen::is_dwarskijker, plaatsen::zet_in_knelpunt},
    },
    stukken::{
        Kind as _,
        model::{Kop, Soort, Verbandsoort, voorstel::Wijzer},
        service as stukken,
    },
};

/// Who may lay something at a knelpunt.
#[derive(Debug, Clone, Copy)]
pub(super) enum Toegang {
    /// Who treats it.
    Behandelaar,
    /// Also who treats a signaal of this thema, when it belongs to that: often nobody leads it yet.
    Thema(Uuid),
    /// Whoever reads it: the dwarskijker, who treats no knelpunt.
    Lezer,
}

impl Toegang {
    pub(super) fn mag(self, wie: Behandelaar, wijzers: &[Wijzer]) -> Result<(), Bezwaar> {
        let hoort_bij = |thema: Uuid| {
            let mut bij = wijzers.iter().filter(|w| w.0 == Verbandsoort::HoortBij);
            bij.any(|wijzer| wijzer.1 == thema)
        };
        match self {
            Self::Lezer => Ok(()),
            Self::Thema(thema) if hoort_bij(thema) => Ok(()),
            Self::Thema(_) | Self::Behandelaar => wie.mag(),
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signaal_goes_where_somebody_treats_or_to_its_own_thema() {
        let (hier, daar) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let wijzers = |thema| vec![(Verbandsoort::HoortBij, thema, String::new())];
        let niemand = Behandelaar::default();
        let duo = Behandelaar {
            duo: true,
            ..niemand
        };
        for (toegang, wie, wijzers, verwacht) in [
            (Toegang::Behandelaar, duo, wijzers(daar), true),
            (Toegang::Behandelaar, niemand, wijzers(hier), false),
            (Toegang::Thema(hier), niemand, wijzers(hier), true),
            (Toegang::Thema(hier), niemand, wijzers(daar), false),
            (Toegang::Thema(hier), duo, wijzers(daar), true),
            (Toegang::Lezer, niemand, wijzers(daar), true),
        ] {
            let mag = toegang.mag(wie, &wijzers).is_ok();
            assert_eq!(mag, verwacht, "{toegang:?} {wie:?}");
        }
        let andersom = [(Verbandsoort::KomtVoortUit, hier, String::new())];
        assert!(Toegang::Thema(hier).mag(niemand, &andersom).is_err());
    }
}
