//! Making and changing stukken, inside the write of a kind or of the importer.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    super::{
        Kenmerk, Kind,
        model::{
            Basis, Eigenaar, Kop, Soort, Verbandsoort,
            voorstel::{Staat, Wijzer},
        },
        store,
    },
    links,
    namen::{Namen, controleer_namen, vrije_slug},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Gebeurtenis, Teksten, Write},
    error::{Error, Result},
    hash::hash_tekst,
    ids::{Slug, new_id},
};

/// The state of a stuk without copying it: what [`Staat`] reads.
#[derive(Debug, Serialize)]
struct Geleend<'a, T> {
    basis: &'a Basis,
    inhoud: &'a T,
}

/// A state as text, with its hash.
pub(super) fn staat<T: Serialize>(basis: &Basis, inhoud: &T) -> Result<(String, String)> {
    als_tekst(&Geleend { basis, inhoud })
}

/// A state as text, with its hash.
pub(super) fn als_tekst(staat: &impl Serialize) -> Result<(String, String)> {
    let tekst = serde_json::to_string(staat).map_err(anyhow::Error::from)?;
    let hash = hash_tekst(&tekst);
    Ok((tekst, hash))
}

/// The state of a stuk as it stands, with everywhere it points, whoever asks: for changing it, never
/// for an answer to somebody who may not read it.
///
/// # Errors
/// The database can't be read, or holds no state of the stuk.
pub async fn staat_van<K: Kind>(conn: &impl ConnectionTrait, kop: &Kop) -> Result<Staat<K>> {
    #[derive(serde::Deserialize)]
    struct Deel {
        basis: Basis,
    }
    let kapot = || anyhow::anyhow!("stuk {} has no state", kop.id);
    let revisie = store::laatste_revisie(conn, kop.id).await?;
    let revisie = revisie.ok_or_else(kapot)?;
    let Deel { basis } = serde_json::from_str(&revisie.inhoud).map_err(anyhow::Error::from)?;
    let mut inhouden = K::laad(conn, &[kop.id], Teksten::Mee).await?;
    Ok(Staat {
        basis,
        inhoud: inhouden.remove(&kop.id).ok_or_else(kapot)?,
        verbanden: Some(store::wijzers(conn, kop.id).await?),
    })
}

/// A stuk that is not there yet.
#[derive(Debug, Clone)]
pub struct Nieuw {
    /// What all kinds share.
    pub basis: Basis,
    /// A kenmerk that is already given; the next number otherwise.
    pub kenmerk: Option<Kenmerk>,
    /// An address that is wanted; made of the title otherwise.
    pub slug: Option<Slug>,
    /// Its identity where it came from.
    pub extern_id: Option<String>,
    /// The state it starts in.
    pub status: String,
    /// Who reads it.
    pub sleutels: Vec<Sleutel>,
    /// Who looks after it.
    pub eigenaar: Eigenaar,
    /// The accounts that write it; none when nobody here does.
    pub auteurs: Vec<Uuid>,
    /// Where it came from, for the geschiedenis; empty when a person wrote it here.
    pub herkomst: String,
}

/// Makes a stuk and answers its id and what happened. The kind writes its own row beside it.
///
/// # Errors
/// [`Error::Invalid`] when a name that must be unique is taken.
pub async fn maak<T: Serialize>(
    write: &Write,
    ctx: &Ctx,
    nieuw: Nieuw,
    inhoud: &T,
) -> Result<(Uuid, Gebeurtenis)> {
    let conn = write.conn();
    let namen = Namen {
        soort: nieuw.basis.soort,
        kenmerk: nieuw.kenmerk.as_ref(),
        extern_id: nieuw.extern_id.as_deref(),
        slug: nieuw.slug.as_ref(),
        officieel_id: nieuw.basis.officieel_id.as_deref(),
        eigen: None,
    };
    controleer_namen(conn, namen).await?;
    let soort = nieuw.basis.soort;
    let kenmerk = match nieuw.kenmerk {
        Some(kenmerk) => Some(kenmerk),
        None => store::volgend_kenmerk(conn, soort, ctx.jaar()).await?,
    };
    let slug = match nieuw.slug {
        Some(slug) => slug,
        None => vrije_slug(conn, soort, &nieuw.basis.titel, None).await?,
    };
    let id = new_id();
    let rij = store::NieuweRij {
        id,
        kenmerk: kenmerk.as_ref(),
        slug: &slug,
        status: &nieuw.status,
        extern_id: nieuw.extern_id.as_deref(),
        eigenaar: &nieuw.eigenaar,
        gepubliceerd: nieuw.sleutels.contains(&Sleutel::Openbaar),
    };
    store::voeg_toe(conn, ctx, &nieuw.basis, rij).await?;
    store::zet_waarden(conn, id, &nieuw.basis).await?;
    store::zet_sleutels(conn, id, id, &nieuw.sleutels).await?;
    for auteur in &nieuw.auteurs {
        store::voeg_auteur_toe(conn, id, *auteur, ctx.now).await?;
    }
    let (tekst, hash) = staat(&nieuw.basis, inhoud)?;
    store::bewaar_revisie(conn, ctx, (id, 1), (&tekst, &hash), "").await?;
    let actie = if nieuw.herkomst.is_empty() {
        "aanmaken"
    } else {
        "inlezen"
    };
    Ok((
        id,
        Gebeurtenis {
            stuk_id: id,
            actie: actie.into(),
            herkomst: nieuw.herkomst,
            naar: nieuw.status,
            inhoud_hash: hash,
            // Nobody points at it yet.
            straalt_uit: false,
            ..Gebeurtenis::default()
        },
    ))
}

/// A change to a stuk.
#[derive(Debug, Clone)]
pub struct Wijziging {
    /// What all kinds share, as it becomes.
    pub basis: Basis,
    /// A new address; the old one redirects. None keeps it.
    pub slug: Option<Slug>,
    /// Why, in the words of the writer.
    pub notitie: String,
    /// Where it came from, for the geschiedenis; empty when a person changed it here.
    pub herkomst: String,
}

/// Changes a stuk as the writer saw it (`kop`). The kind writes its own row beside it.
///
/// # Errors
/// [`Error::Conflict`] when somebody else was first, [`Error::Invalid`] when a name is taken.
pub async fn wijzig<T: Serialize>(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    wijziging: Wijziging,
    inhoud: &T,
) -> Result<Gebeurtenis> {
    let conn = write.conn();
    let Wijziging {
        basis,
        slug,
        notitie,
        herkomst,
    } = wijziging;
    let namen = Namen {
        soort: kop.soort,
        kenmerk: None,
        extern_id: None,
        slug: slug.as_ref(),
        officieel_id: basis.officieel_id.as_deref(),
        eigen: Some(kop.id),
    };
    controleer_namen(conn, namen).await?;
    let slug = slug.unwrap_or_else(|| kop.slug.clone());
    let heet_anders =
        kop.titel != basis.titel || kop.slug != slug || kop.officieel_id != basis.officieel_id;
    if !store::werk_bij(conn, ctx, kop, &basis, &slug).await? {
        let melding = "Iemand anders heeft dit stuk net gewijzigd. Haal het opnieuw op en doe uw \
                       wijziging nog een keer.";
        return Err(Error::Conflict(melding.into()));
    }
    store::zet_waarden(conn, kop.id, &basis).await?;
    let (tekst, hash) = staat(&basis, inhoud)?;
    let laatste = store::laatste_revisie(conn, kop.id).await?;
    let velden = laatste
        .as_ref()
        .map_or(Vec::new(), |r| veranderd(&r.inhoud, &tekst));
    let nummer = laatste.map_or(1, |r| r.nummer + 1);
    store::bewaar_revisie(conn, ctx, (kop.id, nummer), (&tekst, &hash), &notitie).await?;
    let actie = if herkomst.is_empty() {
        "wijzigen"
    } else {
        "opnieuw-inlezen"
    };
    Ok(Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.into(),
        herkomst,
        van: kop.status.clone(),
        naar: kop.status.clone(),
        inhoud_hash: hash,
        velden,
        // What others show of it: its name, and of an organisatie its province and size.
        straalt_uit: kop.soort == Soort::Organisatie || heet_anders,
        ..Gebeurtenis::default()
    })
}

/// The names of the fields that differ between two states.
fn veranderd(oud: &str, nieuw: &str) -> Vec<String> {
    let lees = |staat: &str| serde_json::from_str::<Value>(staat).unwrap_or_default();
    let (oud, nieuw) = (lees(oud), lees(nieuw));
    let mut velden = Vec::new();
    for deel in ["basis", "inhoud"] {
        let (oud, nieuw) = (oud[deel].as_object(), nieuw[deel].as_object());
        let namen: BTreeSet<&String> = [oud, nieuw]
            .into_iter()
            .flatten()
            .flat_map(Map::keys)
            .collect();
        let waarde = |staat: Option<&Map<String, Value>>, naam: &str| {
            staat.and_then(|s| s.get(naam)).cloned().unwrap_or_default()
        };
        let anders = namen
            .into_iter()
            .filter(|n| waarde(oud, n) != waarde(nieuw, n));
        velden.extend(anders.cloned());
    }
    velden
}

/// Whether somebody has changed the stuk on the platform since it was imported.
///
/// # Errors
/// The database can't be read.
pub async fn hier_gewijzigd(conn: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    let laatste = store::laatste_revisie(conn, id).await?;
    Ok(laatste.is_some_and(|r| !r.door.starts_with("systeem:")))
}

/// The head of a stuk for a task of the platform itself.
///
/// # Errors
/// [`Error::NotFound`] when it is gone.
pub async fn kop_voor_taak(conn: &impl ConnectionTrait, id: Uuid) -> Result<Kop> {
    store::kop_zonder_leesrecht(conn, id)
        .await?
        .ok_or(Error::NotFound)
}

/// Replaces the verbanden that start at a stuk. Answers what happened, none when nothing changed.
///
/// # Errors
/// The database refuses.
pub async fn verbind(
    write: &Write,
    van: Uuid,
    verbanden: &[(Verbandsoort, Uuid, String)],
) -> Result<Option<Gebeurtenis>> {
    let conn = write.conn();
    let Some(veranderd) = store::zet_verbanden(conn, van, verbanden).await? else {
        return Ok(None);
    };
    let vervangen = veranderd
        .into_iter()
        .filter(|(soort, _)| *soort == Verbandsoort::Vervangt);
    let vervangen: Vec<Uuid> = vervangen.map(|(_, naar)| naar).collect();
    Ok(Some(Gebeurtenis {
        stuk_id: van,
        actie: "verbinden".into(),
        velden: vec!["verbanden".into()],
        // One that is no longer pointed at can't be found from here when the write is appended.
        opvolging_van: store::organisaties_onder(conn, &vervangen).await?,
        ..Gebeurtenis::default()
    }))
}

/// Adds one verband to those that start at a stuk. Answers what happened, none when it was there.
///
/// # Errors
/// The database refuses.
pub async fn verbind_erbij(
    write: &Write,
    van: Uuid,
    wijzer: Wijzer,
) -> Result<Option<Gebeurtenis>> {
    let mut alle = store::wijzers(write.conn(), van).await?;
    if alle.contains(&wijzer) {
        return Ok(None);
    }
    alle.push(wijzer);
    verbind(write, van, &alle).await
}

/// Who wrote the newest version of a stuk, as [`crate::actor::Actor`] writes itself.
///
/// # Errors
/// The database can't be read.
pub async fn laatste_schrijver(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<String>> {
    let laatste = store::laatste_revisie(conn, id).await?;
    Ok(laatste.map(|revisie| revisie.door))
}

/// Gives a stuk other keys; as long as it is not everybody's, who holds a toegangslink goes on reading
/// it. A write that narrows them is only done when the search index has it:
/// wait for the number that the commit answers.
///
/// # Errors
/// The database refuses.
pub async fn zet_sleutels(write: &Write, kop: &Kop, sleutels: &[Sleutel]) -> Result<Gebeurtenis> {
    links::zet_sleutels(write.conn(), kop.id, sleutels).await?;
    Ok(Gebeurtenis {
        stuk_id: kop.id,
        actie: "leesrecht-wijzigen".into(),
        velden: vec!["leesrecht".into()],
        // Its name must leave the documents of others together with itself.
        straalt_uit: true,
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    })
}
