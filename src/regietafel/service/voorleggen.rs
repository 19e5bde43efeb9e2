//! Putting a question about a stuk to the regietafel, and withdrawing it.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Stap, Status, kan_voorgelegd, keur_vraag, overgang},
        store::{self, Rij},
    },
    deel, een, gebeurtenis, mag_niet, status, wie,
};
use crate::{
    actor::Sleutel,
    besluiten::model::{Besluit, Orgaan},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Teksten, Write},
    error::{Error, Fouten, Result},
    ids::vouw,
    schrijven::model::Waarom,
    stukken::{
        Kind as _,
        model::{Kop, Soort, Verbandsoort},
        service::{
            self as stukken, links,
            overgangen::{Reden, bewaar_reden, reden},
        },
        store as spil,
    },
    werkruimte::{model::Niveau, service::deelname},
};

/// What the geschiedenis calls it when a question is put.
pub const VOORLEGGEN: &str = "regietafel-voorleggen";
/// What it calls it when it is withdrawn.
pub const INTREKKEN: &str = "regietafel-intrekken";

/// A stuk that a question can be put about, and the thema whose duo does.
#[derive(Debug, Clone)]
pub struct Voor {
    /// The stuk.
    pub kop: Kop,
    /// The thema.
    pub thema: Kop,
}

/// The thema whose duo the actor is of, of those that a stuk belongs to; the first by title. None when they are of
/// none.
///
/// # Errors
/// The database can't be read.
pub async fn eigen_thema(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<Option<Kop>> {
    if kop.soort == Soort::Thema {
        return Ok(Some(kop.clone()).filter(|kop| deelname(ctx, kop.id).is_duo()));
    }
    let wijzers = spil::wijzers(conn, kop.id).await?.into_iter();
    let ids = wijzers.filter(|w| w.0 == Verbandsoort::HoortBij && deelname(ctx, w.1).is_duo());
    let ids: Vec<Uuid> = ids.map(|w| w.1).collect();
    let mut themas = stukken::koppen(ctx, conn, &ids).await?;
    themas.retain(|kop| kop.soort == Soort::Thema);
    themas.sort_by_cached_key(|kop| (vouw(&kop.titel), kop.id));
    Ok(themas.into_iter().next())
}

/// Whether the actor can put a question about a stuk that they read: its duo, as long as none waits.
///
/// # Errors
/// The database can't be read.
pub async fn kan(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<bool> {
    if ctx.schrijver().is_err() || !kan_voorgelegd(kop.soort) {
        return Ok(false);
    }
    Ok(eigen_thema(ctx, conn, kop).await?.is_some() && !store::is_open(conn, kop.id).await?)
}

/// What somebody can put a question about, by the kind and the address of its page.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when there is no such stuk that they may read; [`Error::MagNiet`] with
/// who may; [`Error::Conflict`] when a question about it waits; the database can't be read.
pub async fn bereid(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (soort, naam): (Soort, &str),
) -> Result<Voor> {
    ctx.schrijver()?;
    if !kan_voorgelegd(soort) {
        return Err(Error::NotFound);
    }
    let kop = stukken::vind(ctx, conn, soort, naam).await?;
    let Some(thema) = eigen_thema(ctx, conn, &kop).await? else {
        return Err(mag_niet(super::Bezwaar::AlleenHetDuo));
    };
    if store::is_open(conn, kop.id).await? {
        return Err(Error::Conflict(
            "Hierover ligt al een vraag bij de regietafel. Wacht op het besluit, of trek die vraag eerst in."
                .into(),
        ));
    }
    Ok(Voor { kop, thema })
}

/// Puts a question about a stuk. The regietafel reads the stuk from now on, in the same write. Answers its head.
///
/// # Errors
/// What is wrong with the question; as [`bereid`]; the database refuses.
pub async fn leg_voor(
    db: &Db,
    ctx: &Ctx,
    wat: (Soort, &str),
    (vraag, akkoord): (&str, bool),
) -> Result<Kop> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let Voor { kop, .. } = bereid(ctx, conn, wat).await?;
    // Who changes it or puts a question at the same time waits; then it is looked at once more.
    links::houd(&write, kop.id).await?;
    let Voor { kop, thema } = bereid(ctx, conn, wat).await?;
    let mut fouten = Fouten::new();
    let vraag = keur_vraag(vraag, akkoord, &mut fouten);
    let vraag = fouten.of(vraag)?;
    let sleutels = spil::sleutels_van(conn, kop.id).await?;
    let id = store::voeg_toe(conn, ctx, (kop.id, thema.id), &vraag).await?;
    spil::zet_sleutels(conn, kop.id, id, &lezers(&sleutels, thema.id)).await?;
    let mut gebeurd = vec![gebeurtenis(&kop, VOORLEGGEN, vec![deel(id)])];
    let leest = [Sleutel::Openbaar, Sleutel::Regietafel];
    if !sleutels.iter().any(|sleutel| leest.contains(sleutel)) {
        spil::geef_sleutel(conn, kop.id, &Sleutel::Regietafel).await?;
        gebeurd.push(andere_lezers(&kop));
    }
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// Who reads a question: the regietafel, and of the thema who reads the stuk; never more than its netwerk.
fn lezers(van_stuk: &[Sleutel], thema: Uuid) -> Vec<Sleutel> {
    let niveau = Niveau::van_sleutels(van_stuk).max(Niveau::Besloten);
    niveau.sleutels(thema, true)
}

fn andere_lezers(kop: &Kop) -> Gebeurtenis {
    Gebeurtenis {
        // Whether others may show its name changes with who reads it.
        straalt_uit: true,
        ..gebeurtenis(kop, "leesrecht-wijzigen", vec!["leesrecht".to_owned()])
    }
}

/// A question that the actor may withdraw, and the stuk that it is about.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when they may not read it; [`Error::MagNiet`] with who may;
/// [`Error::Conflict`] when it does not wait any more; the database can't be read.
pub async fn te_intrekken(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<(String, Kop)> {
    let (rij, kop) = open(ctx, conn, id).await?;
    Ok((rij.vraag, kop))
}

async fn open(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<(Rij, Kop)> {
    ctx.schrijver()?;
    let rij = een(ctx, conn, id).await?;
    let kop = stukken::koppen(ctx, conn, &[rij.stuk_id]).await?.pop();
    let kop = kop.ok_or(Error::NotFound)?;
    wie(ctx, rij.thema_id)
        .mag_stap(Stap::Intrekken)
        .map_err(mag_niet)?;
    if overgang(status(&rij)?, Stap::Intrekken).is_none() {
        return Err(niet_meer_open(status(&rij)?));
    }
    Ok((rij, kop))
}

/// That what was put does not wait any more.
pub(super) fn niet_meer_open(status: Status) -> Error {
    let nu = status.label().to_lowercase();
    Error::Conflict(format!(
        "Dit kan niet meer: de vraag is {nu}. Leg een nieuwe vraag voor als er nog iets te besluiten is."
    ))
}

/// Withdraws a question, with why. The regietafel reads the stuk no longer, unless something else about it lies
/// there or was decided. Answers the stuk, and the number of the commit when fewer people read it: wait for that.
///
/// # Errors
/// What is wrong with the reason; as [`te_intrekken`]; the database refuses.
pub async fn trek_in(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    (tekst, akkoord): (&str, bool),
) -> Result<(Kop, Option<i64>)> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let (rij, kop) = open(ctx, conn, id).await?;
    links::houd(&write, kop.id).await?;
    let mut fouten = Fouten::new();
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom?",
        tekst,
        akkoord,
    };
    let waarom = waarom.keur(true, &mut fouten);
    let waarom = fouten.of(waarom)?.unwrap_or_default();
    if !store::trek_in(conn, rij.id, ctx.now).await? {
        return Err(niet_meer_open(Status::Besloten));
    }
    // Who reads the question reads why.
    let lezers = spil::sleutels_van(conn, rij.id).await?;
    let woorden = Reden {
        tekst: waarom,
        lezers: &lezers,
    };
    let reden_id = bewaar_reden(conn, ctx, kop.id, INTREKKEN, woorden).await?;
    let velden = vec![deel(id), reden(reden_id)];
    let mut gebeurd = vec![gebeurtenis(&kop, INTREKKEN, velden)];
    let smaller = neem_terug(&write, &kop).await?;
    if smaller {
        gebeurd.push(andere_lezers(&kop));
    }
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer.filter(|_| smaller)))
}

/// Takes the key of the regietafel away, when nothing about the stuk lies there any more; answers whether it did.
async fn neem_terug(write: &Write, kop: &Kop) -> Result<bool> {
    let conn = write.conn();
    if store::is_geescaleerd(conn, kop.id).await? {
        return Ok(false);
    }
    if kop.soort == Soort::Besluit {
        // What the regietafel decided itself stays its own.
        let inhouden = Besluit::laad(conn, &[kop.id], Teksten::Weg).await?;
        let van_tafel = |besluit: &Besluit| besluit.door == Orgaan::Regietafel;
        if inhouden.get(&kop.id).is_some_and(van_tafel) {
            return Ok(false);
        }
    }
    spil::neem_sleutel(conn, kop.id, &Sleutel::Regietafel).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_by_the_tafel_and_never_by_everybody() {
        let thema = Uuid::from_u128(1);
        let in_thema = vec![Sleutel::Thema(thema), Sleutel::Regietafel];
        let duo = vec![Sleutel::Duo(thema), Sleutel::Regietafel];
        for (van_stuk, verwacht) in [
            (vec![Sleutel::Openbaar], &in_thema),
            (vec![Sleutel::Thema(thema)], &in_thema),
            (vec![Sleutel::Overheid, Sleutel::Thema(thema)], &in_thema),
            (vec![Sleutel::Duo(thema)], &duo),
            (vec![Sleutel::Persoon(thema)], &duo),
        ] {
            assert_eq!(&lezers(&van_stuk, thema), verwacht, "{van_stuk:?}");
        }
    }
}
