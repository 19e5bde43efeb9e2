//! Which knelpunt a signaal is part of: laying it at one (`koppelen`), and merging and splitting. A merge
//! moves all that was signalled to another knelpunt, a split moves some to a new one, and both are moves: with
//! one trace to read back (`spoor`) and one way to undo (`terug`). No move changes how anything stands.
//!
//! What one can move stands in `inhoud`, the form for it in `verzoek`, and what people get to hear in
//! `berichten`.

mod berichten;
mod beweging;
mod inhoud;
mod koppelen;
mod spoor;
mod terug;
mod verzoek;
pub mod voorbeelden;

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use berichten::*;
pub use beweging::Terug;
pub use inhoud::*;
pub use koppelen::*;
pub use spoor::*;
pub use terug::*;
pub use verzoek::*;

use super::{
    behandelaar, bijval,
    lezen::{behandeld, mag_niet, op_id},
    maken::{Nieuw, maak},
    plekken,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    knelpunten::{
        model::{Deelsoort, keur_reden},
        policy::Toegang,
        store::verplaatsingen as store,
    },
    signalen::{
        model::{Indeling, Indelingsbezwaar, Signaal},
        service::{lezen, plaatsen::zet_in_knelpunt},
    },
    stukken::{
        model::Kop,
        service::{
            self as stukken, links,
            overgangen::{Reden, bewaar_reden, reden as met_reden},
        },
    },
};

/// What the geschiedenis of a knelpunt calls it that something was laid at it.
const ERBIJ: &str = "signalen-erbij";
/// What the geschiedenis of a knelpunt calls it that something of it went elsewhere.
const ERAF: &str = "signalen-eraf";

/// Where something goes.
#[derive(Debug, Clone)]
pub enum Doel {
    /// To a knelpunt that is there.
    Bestaand(Uuid),
    /// To one that is made for it.
    Nieuw(Nieuw),
}

impl Doel {
    const fn bestaand(&self) -> Option<Uuid> {
        match self {
            Self::Bestaand(id) => Some(*id),
            Self::Nieuw(_) => None,
        }
    }
}

/// What moves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Delen {
    signalen: Vec<Uuid>,
    bijval: Vec<Uuid>,
}

impl Delen {
    /// Each once, in a fixed order.
    fn nieuw(signalen: &[Uuid], bijval: &[Uuid]) -> Self {
        let enkel = |ids: &[Uuid]| ids.iter().copied().collect::<BTreeSet<Uuid>>();
        Self {
            signalen: enkel(signalen).into_iter().collect(),
            bijval: enkel(bijval).into_iter().collect(),
        }
    }

    fn is_leeg(&self) -> bool {
        self.signalen.is_empty() && self.bijval.is_empty()
    }
}

/// The knelpunt that something goes to, with what happened when it was made for that.
async fn naar(
    write: &Write,
    ctx: &Ctx,
    doel: Doel,
    toegang: Toegang,
) -> Result<(Uuid, Vec<Gebeurtenis>)> {
    match doel {
        Doel::Bestaand(id) => {
            let werk = op_id(ctx, write.conn(), id).await?;
            let mag = toegang.mag(werk.wie, werk.wijzers());
            mag.map_err(mag_niet)?;
            Ok((id, Vec::new()))
        }
        Doel::Nieuw(nieuw) => {
            let wie = behandelaar(ctx, write.conn(), nieuw.trekker).await?;
            toegang.mag(wie, &[]).map_err(mag_niet)?;
            maak(write, ctx, nieuw).await
        }
    }
}

/// The reason of a move tidied up. What seems personal data in it, its form asks about.
fn gekeurd(reden: &str) -> Result<String> {
    let mut fouten = Fouten::new();
    let reden = keur_reden(reden, &mut fouten);
    Ok(fouten.of(reden)?)
}

/// Makes others wait that move something from or to these knelpunten, in an order in which nobody waits for
/// somebody who waits for them.
async fn houd_alle(write: &Write, knelpunten: impl IntoIterator<Item = Uuid>) -> Result<()> {
    let knelpunten: BTreeSet<Uuid> = knelpunten.into_iter().collect();
    for knelpunt in knelpunten {
        links::houd(write, knelpunt).await?;
    }
    Ok(())
}

/// Commits a move; answers the knelpunt that it went to, and the number of the commit.
async fn klaar(write: Write, ctx: &Ctx, naar: Uuid, gebeurd: &[Gebeurtenis]) -> Result<(Kop, i64)> {
    let kop = stukken::kop_voor_taak(write.conn(), naar).await?;
    let nummer = write.commit(ctx, gebeurd).await?;
    Ok((kop, nummer.unwrap_or_default()))
}

/// Moves signalen, and what was said beside them, from one knelpunt to another: all of them is a merge, some
/// of them a split. Who treats both does so, also with signalen in confidence, without hearing whose those
/// are. Everybody who reads one of both reads why. Answers the knelpunt they went to, and the number of the
/// commit.
///
/// # Errors
/// Nothing is to be moved, the reason is missing or too long, or a new knelpunt is not right;
/// [`Error::Conflict`] when something is not there any more; [`Error::MagNiet`] with who may;
/// [`Error::NotFound`] when one of both may not be read; nobody is logged in; the database refuses.
pub async fn verplaats(
    db: &Db,
    ctx: &Ctx,
    van: Uuid,
    signalen: &[Uuid],
    bijval: &[Uuid],
    doel: Doel,
    reden: &str,
) -> Result<(Kop, i64)> {
    ctx.schrijver()?;
    let delen = Delen::nieuw(signalen, bijval);
    if delen.is_leeg() {
        let mut fouten = Fouten::new();
        fouten.meld("deel", "verplicht", KIES);
        return Err(fouten.into());
    }
    let reden = gekeurd(reden)?;
    let write = db.begin_write().await?;
    houd_alle(&write, [van].into_iter().chain(doel.bestaand())).await?;
    behandeld(ctx, write.conn(), van).await?;
    let (naar, mut gebeurd) = naar(&write, ctx, doel, Toegang::Behandelaar).await?;
    gebeurd.extend(verhuis(&write, ctx, &delen, (van, naar), &reden).await?);
    klaar(write, ctx, naar, &gebeurd).await
}

/// What somebody hears who chose nothing to move.
const KIES: &str = "Kies wat u wilt verplaatsen.";

/// Moves it in an open write that holds both knelpunten, with a trace on both; the caller judged who may.
async fn verhuis(
    write: &Write,
    ctx: &Ctx,
    delen: &Delen,
    (van, naar): (Uuid, Uuid),
    reden: &str,
) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    staat_er(conn, delen, (van, naar)).await?;
    let waarom = Reden {
        tekst: reden,
        lezers: &[],
    };
    let reden_van = bewaar_reden(conn, ctx, van, ERAF, waarom).await?;
    let reden_naar = bewaar_reden(conn, ctx, naar, ERBIJ, waarom).await?;
    let mut gebeurd = Vec::new();
    for signaal in &delen.signalen {
        let geplaatst = zet_in_knelpunt(write, ctx, *signaal, Some(van), naar, Some(reden));
        gebeurd.extend(geplaatst.await?);
    }
    bijval::verplaats(write, &delen.bijval, van, naar).await?;
    for (soort, ids) in [
        (Deelsoort::Signaal, delen.signalen.as_slice()),
        (Deelsoort::Bijval, delen.bijval.as_slice()),
    ] {
        let plek = (Some(van), naar);
        store::noteer(conn, ctx, (soort, ids), plek, Some(reden_naar)).await?;
    }
    for (id, actie, reden) in [(van, ERAF, reden_van), (naar, ERBIJ, reden_naar)] {
        let kop = stukken::kop_voor_taak(conn, id).await?;
        gebeurd.push(rij(&kop, actie, delen, Some(reden)));
        gebeurd.extend(plekken::herbereken(write, id).await?);
    }
    vertel(write, ctx, delen, naar).await?;
    Ok(gebeurd)
}

/// Refuses a move of what is not where it would leave.
async fn staat_er(
    conn: &impl ConnectionTrait,
    delen: &Delen,
    (van, naar): (Uuid, Uuid),
) -> Result<()> {
    if van == naar {
        return Err(bezwaar(Indelingsbezwaar::StaatErAl));
    }
    let alle = lezen::bij_knelpunten(conn, &[van, naar]).await?;
    let plekken = alle.iter().flat_map(|(knelpunt, signalen)| {
        let plek = move |(signaal, _): &(Uuid, Signaal)| (*signaal, Some(*knelpunt));
        signalen.iter().map(plek)
    });
    let mut indeling = Indeling::van(plekken);
    let gezet = indeling.verplaats(&delen.signalen, Some(van), naar);
    gezet.map_err(bezwaar)?;
    let mut bijval = bijval::van(conn, &[van]).await?;
    let bijval = bijval.remove(&van).unwrap_or_default();
    let er_is: BTreeSet<Uuid> = bijval.iter().map(|b| b.id).collect();
    if delen.bijval.iter().all(|id| er_is.contains(id)) {
        Ok(())
    } else {
        Err(bezwaar(Indelingsbezwaar::StaatElders))
    }
}

/// What somebody hears whose move can't be.
fn bezwaar(waarom: Indelingsbezwaar) -> Error {
    let melding = match waarom {
        Indelingsbezwaar::StaatElders => {
            "Een deel van wat u koos, staat niet meer bij dit knelpunt: iemand anders was u voor. Kijk wat \
             er nu staat, en kies opnieuw."
        }
        Indelingsbezwaar::StaatErAl => {
            "Wat u koos, staat al bij dat knelpunt. Kies een ander knelpunt."
        }
    };
    Error::Conflict(melding.into())
}

/// A row in the geschiedenis of a knelpunt: how much came or went, and never which, because some of it may be
/// in confidence.
fn rij(kop: &Kop, actie: &str, delen: &Delen, reden: Option<Uuid>) -> Gebeurtenis {
    let telling = |soort: Deelsoort, aantal: usize| {
        let velden = (aantal > 0).then(|| format!("{soort}:{aantal}"));
        velden.into_iter()
    };
    let velden = telling(Deelsoort::Signaal, delen.signalen.len())
        .chain(telling(Deelsoort::Bijval, delen.bijval.len()))
        .chain(reden.map(met_reden));
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.to_owned(),
        velden: velden.collect(),
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_twice_moves_once() {
        let signalen = [2, 1, 2].map(Uuid::from_u128);
        let delen = Delen::nieuw(&signalen, &[]);
        assert_eq!(delen.signalen, [1, 2].map(Uuid::from_u128));
        assert!(!delen.is_leeg() && Delen::nieuw(&[], &[]).is_leeg());
    }
}
