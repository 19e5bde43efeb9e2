//! Voorstellen: changes to a published stuk that wait beside it until somebody else takes them over.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{
    super::{
        Kind, Leesrecht,
        model::{
            Basis, Kop,
            voorstel::{Handen, Staat, Voorstelactie, Voorstelkop, Voorstelstatus, overgang},
        },
        store,
    },
    overgangen::{self, Reden},
    schrijven::{self, Wijziging, als_tekst},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::{Error, Result},
};

/// A voorstel with its text.
#[derive(Debug, Clone)]
pub struct Voorstel<T> {
    /// What there is beside the text.
    pub kop: Voorstelkop,
    /// The stuk as it becomes.
    pub staat: Staat<T>,
    /// The stuk as it was when the writer last looked at it; none when that was not kept.
    pub begin: Option<Staat<T>>,
}

/// The number among the versions of a voorstel of what it began with.
const BEGIN: i64 = 0;

/// Lays a change from a bron beside the stuk instead of over it, for the redactie to read. Answers
/// what happened, none when the same voorstel is there already.
///
/// # Errors
/// The database refuses.
pub async fn stel_voor<T: Serialize>(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    wordt: (&Basis, &T),
    herkomst: &str,
) -> Result<Option<Gebeurtenis>> {
    let conn = write.conn();
    let (tekst, hash) = schrijven::staat(wordt.0, wordt.1)?;
    if store::laatst_aangeboden(conn, kop.id).await?.as_ref() == Some(&hash) {
        return Ok(None);
    }
    let was = store::laatste_revisie(conn, kop.id).await?;
    let was = was.map(|was| (was.inhoud, was.hash));
    let stand = (Voorstelstatus::Aangeboden, "");
    let (_, gebeurd) = leg_neer(
        write,
        ctx,
        kop,
        (was, (tekst, hash)),
        stand,
        &[Sleutel::Redactie],
    )
    .await?;
    Ok(Some(Gebeurtenis {
        herkomst: herkomst.to_owned(),
        ..gebeurd
    }))
}

/// Begins a voorstel that makes the first state the second; answers its number and what happened. Its
/// writers and the redactie read it.
///
/// # Errors
/// The database refuses.
pub async fn begin<T: Serialize>(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    (was, wordt): (&Staat<T>, &Staat<T>),
    notitie: &str,
    lezers: &BTreeSet<Uuid>,
) -> Result<(Uuid, Gebeurtenis)> {
    let personen = lezers.iter().copied().map(Sleutel::Persoon);
    let sleutels: Vec<Sleutel> = personen.chain([Sleutel::Redactie]).collect();
    let staten = (Some(als_tekst(was)?), als_tekst(wordt)?);
    let stand = (Voorstelstatus::Concept, notitie);
    leg_neer(write, ctx, kop, staten, stand, &sleutels).await
}

/// A state as text, with its hash.
type Tekst = (String, String);

async fn leg_neer(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    (was, (tekst, hash)): (Option<Tekst>, Tekst),
    (status, notitie): (Voorstelstatus, &str),
    sleutels: &[Sleutel],
) -> Result<(Uuid, Gebeurtenis)> {
    let conn = write.conn();
    let nieuw = store::NieuwVoorstel {
        inhoud: &tekst,
        hash: &hash,
        status,
        notitie,
    };
    let id = store::voeg_voorstel_toe(conn, ctx, kop, nieuw).await?;
    let plek = |nummer| (kop.id, id, nummer);
    if let Some((was, was_hash)) = was {
        store::bewaar_voorstelversie(conn, ctx, plek(BEGIN), (&was, &was_hash)).await?;
    }
    store::bewaar_voorstelversie(conn, ctx, plek(1), (&tekst, &hash)).await?;
    store::zet_sleutels(conn, kop.id, id, sleutels).await?;
    Ok((id, gebeurtenis(kop, id, "voorstellen", hash)))
}

fn gebeurtenis(kop: &Kop, voorstel: Uuid, actie: &str, hash: String) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.into(),
        velden: vec![deel(voorstel)],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        inhoud_hash: hash,
        ..Gebeurtenis::default()
    }
}

/// How a row of the geschiedenis names the voorstel that it is about.
fn deel(voorstel: Uuid) -> String {
    format!("voorstel:{voorstel}")
}

/// A voorstel that the actor may read.
///
/// # Errors
/// [`Error::NotFound`] when there is none; the database can't be read.
pub async fn lees<K: DeserializeOwned>(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    id: Uuid,
) -> Result<Voorstel<K>> {
    let rij = store::voorstel(conn, id).await?.ok_or(Error::NotFound)?;
    let leesrecht = Leesrecht::van(&ctx.actor);
    if rij.stuk_id != stuk_id || !leesrecht.leest_deel(conn, id, stuk_id).await? {
        return Err(Error::NotFound);
    }
    let ontleed = |tekst: &str| serde_json::from_str(tekst).map_err(anyhow::Error::from);
    let begin = store::voorstelversie(conn, id, BEGIN).await?;
    Ok(Voorstel {
        staat: ontleed(&rij.inhoud)?,
        begin: begin.map(|begin| ontleed(&begin.inhoud)).transpose()?,
        kop: store::voorstelkop(rij)?,
    })
}

/// The voorstellen for a stuk that the actor may read, the oldest first; those that are settled too
/// when asked.
///
/// # Errors
/// The database can't be read.
pub async fn van_stuk(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
    met_afgehandelde: bool,
) -> Result<Vec<Voorstelkop>> {
    let leesrecht = Leesrecht::van(&ctx.actor);
    let alle = store::leesbare_voorstellen(conn, &leesrecht, stuk_id).await?;
    Ok(alle
        .into_iter()
        .filter(|v| met_afgehandelde || v.status.is_open())
        .collect())
}

/// Writes in a voorstel, as its writer saw it. `tegen` is the stuk that they looked at when they
/// did, when that is another than it began with.
///
/// # Errors
/// [`Error::Conflict`] when it is settled, or somebody else was first; the database refuses.
pub async fn schrijf<T: Serialize>(
    write: &Write,
    ctx: &Ctx,
    (kop, voorstel): (&Kop, &Voorstelkop),
    staat: &Staat<T>,
    notitie: &str,
    tegen: Option<&Staat<T>>,
) -> Result<Gebeurtenis> {
    if !voorstel.status.is_open() {
        return Err(Error::Conflict(
            "Dit voorstel is al afgehandeld. Begin een nieuw voorstel.".into(),
        ));
    }
    let conn = write.conn();
    let (tekst, hash) = als_tekst(staat)?;
    if !store::werk_voorstel_bij(conn, ctx, voorstel, (&tekst, &hash), notitie).await? {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    let nummer = voorstel.versie + 1;
    let plek = (kop.id, voorstel.id, nummer);
    store::bewaar_voorstelversie(conn, ctx, plek, (&tekst, &hash)).await?;
    if let Some(tegen) = tegen {
        let (was, was_hash) = als_tekst(tegen)?;
        store::vervang_voorstelversie(conn, (voorstel.id, BEGIN), (&was, &was_hash)).await?;
    }
    Ok(gebeurtenis(kop, voorstel.id, "voorstel-wijzigen", hash))
}

/// Takes a step with a voorstel; what the stuk becomes by it is [`neem_over`]'s.
///
/// # Errors
/// [`Error::Conflict`] when the state does not allow it, or somebody else was first; the database
/// refuses.
pub async fn zet(
    write: &Write,
    ctx: &Ctx,
    (kop, voorstel): (&Kop, &Voorstelkop),
    actie: Voorstelactie,
    reden: Option<&str>,
) -> Result<Gebeurtenis> {
    let naar = kan(voorstel, actie)?;
    let conn = write.conn();
    if !store::zet_voorstelstatus(conn, ctx, voorstel, naar).await? {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    let mut gebeurd = gebeurtenis(kop, voorstel.id, actie.waarde(), String::new());
    if let Some(tekst) = reden {
        // What is said of a voorstel is for whoever reads the voorstel.
        let sleutels = store::sleutels_van(conn, voorstel.id).await?;
        let reden = Reden {
            tekst,
            lezers: &sleutels,
        };
        let id = overgangen::bewaar_reden(conn, ctx, kop.id, actie.waarde(), reden).await?;
        gebeurd.velden.push(overgangen::reden(id));
    }
    Ok(gebeurd)
}

/// The state of a voorstel after an action.
///
/// # Errors
/// [`Error::Conflict`] when its state does not allow that.
pub fn kan(voorstel: &Voorstelkop, actie: Voorstelactie) -> Result<Voorstelstatus> {
    overgang(voorstel.status, actie).ok_or_else(|| {
        let status = voorstel.status.label().to_lowercase();
        Error::Conflict(format!("Dit kan niet: het voorstel is {status}."))
    })
}

/// Lays a voorstel over its stuk: the text, the fields and where it points.
///
/// # Errors
/// [`Error::Conflict`] when somebody else was first; a name is taken; the database refuses.
pub async fn neem_over<K: Kind + Serialize>(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    staat: Staat<K>,
    notitie: &str,
) -> Result<Vec<Gebeurtenis>> {
    let Staat {
        basis,
        inhoud,
        verbanden,
    } = staat;
    let wijziging = Wijziging {
        basis,
        slug: None,
        notitie: notitie.to_owned(),
        herkomst: String::new(),
    };
    let mut gebeurd = vec![schrijven::wijzig(write, ctx, kop, wijziging, &inhoud).await?];
    inhoud.bewaar(write.conn(), kop.id).await?;
    if let Some(verbanden) = verbanden {
        gebeurd.extend(schrijven::verbind(write, kop.id, &verbanden).await?);
    }
    Ok(gebeurd)
}

/// Who wrote or offered a voorstel.
///
/// # Errors
/// The database can't be read.
pub async fn handen(
    conn: &impl ConnectionTrait,
    (stuk_id, voorstel_id): (Uuid, Uuid),
) -> Result<Handen> {
    let deel = deel(voorstel_id);
    let aangeboden = Voorstelactie::Aanbieden.waarde();
    let rijen = store::gebeurd(conn, stuk_id, &[aangeboden]).await?;
    let van_dit = rijen
        .into_iter()
        .filter(|rij| rij.velden.split(' ').any(|veld| veld == deel));
    Ok(Handen {
        schreven: store::schrijvers(conn, voorstel_id, BEGIN).await?,
        boden_aan: van_dit.map(|rij| rij.actor).collect(),
    })
}
