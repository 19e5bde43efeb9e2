//! All kinds of stuk in one place: the only file that knows each of them. A new kind gets a line
//! in every function here, and the compiler says where.

use std::collections::{BTreeMap, HashMap};

use sea_orm::ConnectionTrait;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    acties::model::Actie,
    besluiten::model::Besluit,
    bijeenkomsten::model::Bijeenkomst,
    db::Teksten,
    dwarskijker::model::Bevinding,
    error::Result,
    kennisvragen::{model::Kennisvraag, service as kennisvragen},
    knelpunten::{
        model::{Knelpunt, Status as Knelpuntstatus},
        service as knelpunten,
    },
    notities::model::Notitie,
    organisaties::model::Organisatie,
    praktijken::model::Praktijk,
    proefprojecten::model::Proefproject,
    publicaties::model::Publicatie,
    regelingen::model::Regeling,
    signalen::model::Signaal,
    stukken::{
        Kind,
        model::{GEPUBLICEERD, Kaartfeit, Soort},
        search::Zoekdeel,
    },
    themas::model::Thema,
    toepassingen,
};

/// What is particular to a stuk, whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Inhoud {
    /// Of a praktijk.
    Praktijk(Praktijk),
    /// Of a proefproject.
    Proefproject(Proefproject),
    /// Of a knelpunt.
    Knelpunt(Knelpunt),
    /// Of a signaal.
    Signaal(Signaal),
    /// Of a bevinding.
    Bevinding(Bevinding),
    /// Of a kennisvraag.
    Kennisvraag(Kennisvraag),
    /// Of a besluit.
    Besluit(Besluit),
    /// Of a notitie.
    Notitie(Notitie),
    /// Of an actie.
    Actie(Actie),
    /// Of a bijeenkomst.
    Bijeenkomst(Bijeenkomst),
    /// Of a publicatie.
    Publicatie(Publicatie),
    /// Of a regeling.
    Regeling(Regeling),
    /// Of an organisatie.
    Organisatie(Organisatie),
    /// Of a thema.
    Thema(Thema),
}

/// Writes the row of the kind, inside the write that makes or changes its stuk.
///
/// # Errors
/// The database refuses.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Inhoud) -> Result<()> {
    match inhoud {
        Inhoud::Praktijk(i) => i.bewaar(conn, id).await,
        Inhoud::Proefproject(i) => i.bewaar(conn, id).await,
        Inhoud::Knelpunt(i) => i.bewaar(conn, id).await,
        Inhoud::Signaal(i) => i.bewaar(conn, id).await,
        Inhoud::Bevinding(i) => i.bewaar(conn, id).await,
        Inhoud::Kennisvraag(i) => i.bewaar(conn, id).await,
        Inhoud::Besluit(i) => i.bewaar(conn, id).await,
        Inhoud::Notitie(i) => i.bewaar(conn, id).await,
        Inhoud::Actie(i) => i.bewaar(conn, id).await,
        Inhoud::Bijeenkomst(i) => i.bewaar(conn, id).await,
        Inhoud::Publicatie(i) => i.bewaar(conn, id).await,
        Inhoud::Regeling(i) => i.bewaar(conn, id).await,
        Inhoud::Organisatie(i) => i.bewaar(conn, id).await,
        Inhoud::Thema(i) => i.bewaar(conn, id).await,
    }
}

/// The state that a stuk of a kind has when it was taken in from a file. A knelpunt that is told from a
/// public document is one that Rijk and gemeenten already work on: nobody signalled it here.
pub const fn ingelezen(soort: Soort) -> &'static str {
    match soort {
        Soort::Knelpunt => Knelpuntstatus::InBehandeling.waarde(),
        Soort::Praktijk
        | Soort::Proefproject
        | Soort::Signaal
        | Soort::Bevinding
        | Soort::Kennisvraag
        | Soort::Besluit
        | Soort::Notitie
        | Soort::Actie
        | Soort::Bijeenkomst
        | Soort::Publicatie
        | Soort::Regeling
        | Soort::Organisatie
        | Soort::Thema => GEPUBLICEERD,
    }
}

/// What the kind adds to the search documents of the given stukken: ids and official ids.
///
/// # Errors
/// The database can't be read.
pub async fn zoekdelen(
    conn: &impl ConnectionTrait,
    soort: Soort,
    nummers: &BTreeMap<Uuid, Option<&str>>,
) -> Result<HashMap<Uuid, Zoekdeel>> {
    async fn van<K: Kind>(
        conn: &impl ConnectionTrait,
        nummers: &BTreeMap<Uuid, Option<&str>>,
    ) -> Result<HashMap<Uuid, Zoekdeel>> {
        let ids: Vec<Uuid> = nummers.keys().copied().collect();
        let stukken = K::laad(conn, &ids, Teksten::Mee).await?;
        Ok(elk(&stukken, |id, inhoud: &K| {
            inhoud.zoekdeel(nummers.get(id).copied().flatten())
        }))
    }
    match soort {
        Soort::Praktijk => van::<Praktijk>(conn, nummers).await,
        Soort::Proefproject => van::<Proefproject>(conn, nummers).await,
        Soort::Knelpunt => van::<Knelpunt>(conn, nummers).await,
        Soort::Signaal => van::<Signaal>(conn, nummers).await,
        Soort::Bevinding => van::<Bevinding>(conn, nummers).await,
        Soort::Kennisvraag => van::<Kennisvraag>(conn, nummers).await,
        Soort::Besluit => van::<Besluit>(conn, nummers).await,
        Soort::Notitie => van::<Notitie>(conn, nummers).await,
        Soort::Actie => van::<Actie>(conn, nummers).await,
        Soort::Bijeenkomst => van::<Bijeenkomst>(conn, nummers).await,
        Soort::Publicatie => van::<Publicatie>(conn, nummers).await,
        Soort::Regeling => van::<Regeling>(conn, nummers).await,
        Soort::Organisatie => van::<Organisatie>(conn, nummers).await,
        Soort::Thema => van::<Thema>(conn, nummers).await,
    }
}

/// What a card shows of the given stukken of one kind.
///
/// # Errors
/// The database can't be read.
pub async fn kaartfeiten(
    conn: &impl ConnectionTrait,
    soort: Soort,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Kaartfeit>>> {
    async fn van<K: Kind>(
        conn: &impl ConnectionTrait,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<Kaartfeit>>> {
        let stukken = K::laad(conn, ids, Teksten::Weg).await?;
        Ok(elk(&stukken, |_, inhoud: &K| inhoud.kaartfeiten()))
    }
    match soort {
        Soort::Praktijk => {
            let mut feiten = van::<Praktijk>(conn, ids).await?;
            toepassingen::service::op_kaarten(conn, &mut feiten).await?;
            Ok(feiten)
        }
        Soort::Proefproject => van::<Proefproject>(conn, ids).await,
        Soort::Knelpunt => {
            let mut feiten = van::<Knelpunt>(conn, ids).await?;
            knelpunten::op_kaarten(conn, &mut feiten).await?;
            Ok(feiten)
        }
        Soort::Signaal => van::<Signaal>(conn, ids).await,
        Soort::Bevinding => van::<Bevinding>(conn, ids).await,
        Soort::Kennisvraag => {
            let mut feiten = van::<Kennisvraag>(conn, ids).await?;
            kennisvragen::op_kaarten(conn, &mut feiten).await?;
            Ok(feiten)
        }
        Soort::Besluit => van::<Besluit>(conn, ids).await,
        Soort::Notitie => van::<Notitie>(conn, ids).await,
        Soort::Actie => van::<Actie>(conn, ids).await,
        Soort::Bijeenkomst => van::<Bijeenkomst>(conn, ids).await,
        Soort::Publicatie => van::<Publicatie>(conn, ids).await,
        Soort::Regeling => van::<Regeling>(conn, ids).await,
        Soort::Organisatie => van::<Organisatie>(conn, ids).await,
        Soort::Thema => van::<Thema>(conn, ids).await,
    }
}

/// Something of each of the given stukken, by id.
fn elk<K: Kind, T>(stukken: &HashMap<Uuid, K>, neem: impl Fn(&Uuid, &K) -> T) -> HashMap<Uuid, T> {
    stukken
        .iter()
        .map(|(id, inhoud)| (*id, neem(id, inhoud)))
        .collect()
}
