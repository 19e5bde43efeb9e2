//! Moving the people and the stukken of an organisatie that ended to the one that took its place.

use uuid::Uuid;

use super::rollen::{self, wijziging};
use crate::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    duos::model::Hoe,
    error::{Error, Result},
    gebruikers::{
        model::aanvraag::Verzoek,
        store::{leden, rollen as toekenningen},
    },
    knelpunten::service::bijval,
    organisaties::service as organisaties,
    signalen::service::plaatsen,
    stukken::{model::Kop, service as stukken},
    toepassingen::service as toepassingen,
};

/// What moves with a herindeling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omvang {
    /// Roles of people.
    pub rollen: usize,
    /// Stukken.
    pub stukken: usize,
}

/// The organisaties that took the place of one.
///
/// # Errors
/// The actor is no beheerder; the database fails.
pub async fn opvolgers(db: &Db, ctx: &Ctx, van: Uuid) -> Result<Vec<Kop>> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let ids = organisaties::opvolgers(db.read(), van).await?;
    stukken::koppen(ctx, db.read(), &ids).await
}

/// What would move.
///
/// # Errors
/// The actor is no beheerder; the database fails.
pub async fn proef(db: &Db, ctx: &Ctx, van: Uuid) -> Result<Omvang> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let bereik = Bereik::Organisatie(van);
    Ok(Omvang {
        rollen: toekenningen::in_bereik(db.read(), bereik).await?.len(),
        stukken: leden::stukken_van(db.read(), van).await?.len(),
    })
}

/// Moves them, each with a row in its geschiedenis. Mail domains move too, and who waits to join.
///
/// # Errors
/// [`Error::Conflict`] when `naar` did not take the place of `van`; the actor is no beheerder; the
/// database fails.
pub async fn voer_uit(db: &Db, ctx: &Ctx, van: Uuid, naar: Uuid) -> Result<Omvang> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    let conn = write.conn();
    if !organisaties::opvolgers(conn, van).await?.contains(&naar) {
        return Err(Error::Conflict(
            "Deze organisatie is geen opvolger. Leg eerst vast dat zij de andere vervangt.".into(),
        ));
    }
    let (oud, nieuw) = (Bereik::Organisatie(van), Bereik::Organisatie(naar));
    let mut gebeurd = Vec::new();
    let rollen = toekenningen::in_bereik(conn, oud).await?;
    for (id, wat) in &rollen {
        toekenningen::neem(conn, *id, *wat, (Hoe::Vertrokken, ctx.now)).await?;
        gebeurd.push(wijziging(*id, Verzoek::RolNemen(*wat)));
        let daar = Toekenning {
            bereik: nieuw,
            ..*wat
        };
        // Somebody may have worked for both.
        if !toekenningen::toekenningen(conn, *id).await?.contains(&daar) {
            toekenningen::geef(conn, *id, daar, ctx.now).await?;
            gebeurd.push(wijziging(*id, Verzoek::RolGeven(daar)));
        }
    }
    let eigendom = leden::stukken_van(conn, van).await?;
    leden::verhuis_stukken(conn, van, naar).await?;
    leden::verhuis_domeinen(conn, van, naar).await?;
    gebeurd.extend(toepassingen::verhuis(&write, van, naar).await?);
    gebeurd.extend(plaatsen::verhuis(&write, van, naar).await?);
    gebeurd.extend(bijval::verhuis(&write, van, naar).await?);
    leden::verhuis_aanmeldingen(conn, van, naar).await?;
    gebeurd.extend(eigendom.iter().map(|id| Gebeurtenis {
        stuk_id: *id,
        actie: "herindelen".into(),
        velden: vec!["eigenaar".into()],
        ..Gebeurtenis::default()
    }));
    gebeurd.push(Gebeurtenis {
        stuk_id: van,
        actie: "herindelen".into(),
        velden: vec![nieuw.to_string()],
        ..Gebeurtenis::default()
    });
    write.commit(ctx, &gebeurd).await?;
    Ok(Omvang {
        rollen: rollen.len(),
        stukken: eigendom.len(),
    })
}
