//! Making and changing what is made in a werkruimte, whatever its kind.

use chrono::NaiveDate;
use serde::Serialize;

use super::deelname;
use crate::{
    actor::{Bereik, Rol, Sleutel},
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::Result,
    regietafel::service::is_geescaleerd,
    stukken::{
        Kind,
        model::{Basis, Eigenaar, Kop, Leefdomein, Verbandsoort, voorstel::Wijzer},
        service::{self as stukken, Nieuw, Wijziging, links, overgangen::inmiddels_gewijzigd},
        store as spil,
    },
    werkruimte::{
        model::{Niveau, Plaats},
        store,
    },
};

/// Something that is not there yet.
#[derive(Debug, Clone)]
pub struct NieuwItem<'a, T> {
    /// The title.
    pub titel: String,
    /// One or two sentences; may be empty.
    pub samenvatting: String,
    /// Areas of life.
    pub leefdomeinen: Vec<Leefdomein>,
    /// The day that counts for it: lists sort on it.
    pub datum: Option<NaiveDate>,
    /// The state it starts in.
    pub status: &'a str,
    /// Where it stands.
    pub plaats: Plaats,
    /// What is particular to its kind.
    pub inhoud: &'a T,
    /// Where it points, beside its thema.
    pub verbanden: Vec<Wijzer>,
}

/// Makes it in an open write: the stuk, the row of its kind, that it belongs to its thema, and the keys of its
/// level. The caller judged whether the actor may. Answers it, and what happened.
///
/// # Errors
/// Nobody is logged in; the database refuses.
pub async fn maak<T: Kind + Serialize>(
    write: &Write,
    ctx: &Ctx,
    nieuw: NieuwItem<'_, T>,
) -> Result<(Kop, Gebeurtenis)> {
    let maker = ctx.schrijver()?;
    let conn = write.conn();
    let Plaats { thema, niveau } = nieuw.plaats;
    let stuk = Nieuw {
        basis: Basis {
            soort: T::SOORT,
            titel: nieuw.titel,
            samenvatting: nieuw.samenvatting,
            sorteernaam: None,
            datum: nieuw.datum,
            officieel_id: None,
            bron: None,
            leefdomeinen: nieuw.leefdomeinen,
            doelgroepen: Vec::new(),
        },
        kenmerk: None,
        slug: None,
        extern_id: None,
        status: nieuw.status.to_owned(),
        sleutels: niveau.sleutels(thema, false),
        eigenaar: eigenaar(ctx, nieuw.plaats),
        auteurs: vec![maker],
        herkomst: String::new(),
    };
    let (id, gemaakt) = stukken::maak(write, ctx, stuk, nieuw.inhoud).await?;
    nieuw.inhoud.bewaar(conn, id).await?;
    let bij_thema = (Verbandsoort::HoortBij, thema, String::new());
    let mut verbanden = nieuw.verbanden;
    verbanden.push(bij_thema);
    verbanden.sort();
    verbanden.dedup();
    // Where it points from the beginning is part of its making.
    stukken::verbind(write, id, &verbanden).await?;
    Ok((stukken::kop_voor_taak(conn, id).await?, gemaakt))
}

/// Who looks after what somebody makes in a thema: the organisatie that they are a member of, as what they are in
/// the thema.
fn eigenaar(ctx: &Ctx, plaats: Plaats) -> Eigenaar {
    let rollen = ctx.rollen();
    let mut lid = rollen.iter().filter(|wat| wat.rol == Rol::Lid);
    let organisatie = lid.find_map(|wat| match wat.bereik {
        Bereik::Organisatie(id) => Some(id),
        _ => None,
    });
    let deelname = deelname(ctx, plaats.thema);
    let functie = if deelname.is_duo() {
        "duo"
    } else if deelname.netwerk {
        "netwerk"
    } else {
        ""
    };
    Eigenaar {
        organisatie,
        functie: functie.to_owned(),
    }
}

/// Changes it in an open write, as its writer saw it (`versie`; none when nothing was seen that can be stale): a
/// revisie, the row of its kind, and the keys of its level when that is another. What was written as long as fewer
/// people read it stays theirs. The caller judged whether the actor may. Answers what happened; a write that
/// narrows who reads is only done when the search index has it.
///
/// # Errors
/// [`crate::error::Error::Conflict`] when somebody else was first; the database refuses.
pub async fn wijzig<T: Kind + Serialize>(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    basis: &Basis,
    inhoud: &T,
    plaats: Plaats,
    versie: Option<i64>,
) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    if versie.is_some_and(|gezien| gezien != kop.versie) {
        return Err(inmiddels_gewijzigd());
    }
    // Who puts it to the regietafel at the same time waits, and gives its key beside those of the new level.
    links::houd(write, kop.id).await?;
    let waren = eigen(&spil::sleutels_van(conn, kop.id).await?);
    let was = Niveau::van_sleutels(&waren);
    let verbreed = plaats.niveau < was;
    if verbreed {
        store::houd_lezers(conn, kop.id, &waren).await?;
    }
    // A title of before says nothing in the address of what more people read.
    let slug = if verbreed {
        Some(stukken::vrije_slug(conn, kop.soort, &basis.titel, Some(kop.id)).await?)
    } else {
        None
    };
    let wijziging = Wijziging {
        basis: basis.clone(),
        slug,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let mut gebeurd = vec![stukken::wijzig(write, ctx, kop, wijziging, inhoud).await?];
    inhoud.bewaar(conn, kop.id).await?;
    if was != plaats.niveau {
        let geescaleerd = is_geescaleerd(conn, kop.id).await?;
        let sleutels = plaats.niveau.sleutels(plaats.thema, geescaleerd);
        gebeurd.push(stukken::zet_sleutels(write, kop, &sleutels).await?);
    }
    Ok(gebeurd)
}

/// The keys of a level itself. Those of toegangslinks are somebody's own, and the regietafel reads for as long as a
/// question lies there: what keeps older versions must not outlive that.
fn eigen(sleutels: &[Sleutel]) -> Vec<Sleutel> {
    let erbij = |s: &&Sleutel| matches!(s, Sleutel::Link(_) | Sleutel::Regietafel);
    let eigen = sleutels.iter().filter(|s| !erbij(s));
    eigen.cloned().collect()
}
