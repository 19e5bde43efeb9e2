//! Decisions that were proposed, and who agreed.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::{
        per_portie,
        tables::{besluit, instemming, stuk, verband},
    },
    error::Result,
    ids::new_id,
    proefprojecten::model::{Besluit, Besluitstatus, Keuze, Stem, Voorgesteld},
    stukken::model::{Soort, Verbandsoort},
};

/// What somebody proposes.
#[derive(Debug, Clone)]
pub struct Nieuw<'a> {
    /// The pilot.
    pub stuk_id: Uuid,
    /// The decision.
    pub besluit: &'a Besluit,
    /// The hash of the lesson on the page.
    pub les_hash: String,
    /// The praktijk that it leads to, when that is there.
    pub vervolg_id: Option<Uuid>,
    /// The thema whose duo decides; none when there is no duo.
    pub thema_id: Option<Uuid>,
}

/// Keeps a proposal; answers its number.
pub async fn voeg_toe(conn: &impl ConnectionTrait, ctx: &Ctx, nieuw: Nieuw<'_>) -> Result<Uuid> {
    let id = new_id();
    let opschalen = nieuw.besluit.keuze() == Keuze::Opschalen;
    let rij = besluit::ActiveModel {
        id: Set(id),
        stuk_id: Set(nieuw.stuk_id),
        keuze: Set(nieuw.besluit.keuze().to_string()),
        les: Set(nieuw.besluit.les().to_owned()),
        les_hash: Set(nieuw.les_hash),
        vervolg_id: Set(nieuw.vervolg_id),
        nog_te_schrijven: Set(opschalen && nieuw.vervolg_id.is_none()),
        thema_id: Set(nieuw.thema_id),
        status: Set(Besluitstatus::Open.to_string()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
        afgehandeld_op: Set(None),
    };
    besluit::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(id)
}

/// Keeps that somebody agreed.
pub async fn stem(
    conn: &impl ConnectionTrait,
    besluit_id: Uuid,
    stem: &Stem,
    reden_id: Option<Uuid>,
) -> Result<()> {
    let rij = instemming::ActiveModel {
        besluit_id: Set(besluit_id),
        plek: Set(stem.plek.to_string()),
        namens: Set(stem.namens.to_string()),
        door: Set(stem.door.clone()),
        reden_id: Set(reden_id),
        op: Set(stem.op),
    };
    instemming::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Settles a proposal; answers false when somebody else was first.
pub async fn handel_af(
    conn: &impl ConnectionTrait,
    id: Uuid,
    naar: Besluitstatus,
    op: DateTime<Utc>,
) -> Result<bool> {
    let rij = besluit::ActiveModel {
        status: Set(naar.to_string()),
        afgehandeld_op: Set(Some(op)),
        ..Default::default()
    };
    let klaar = besluit::Entity::update_many()
        .set(rij)
        .filter(besluit::Column::Id.eq(id))
        .filter(besluit::Column::Status.eq(Besluitstatus::Open.waarde()))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Everything that was proposed for a pilot, the newest first.
pub async fn van_stuk(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<Voorgesteld>> {
    let rijen = besluit::Entity::find()
        .filter(besluit::Column::StukId.eq(stuk_id))
        .order_by_desc(besluit::Column::Id)
        .all(conn)
        .await?;
    lees(conn, rijen).await
}

/// The thema whose duo decides on a proposal, whoever asks; none when there is no duo, or no such proposal.
pub async fn thema_van(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Uuid>> {
    let rij = besluit::Entity::find_by_id(id).one(conn).await?;
    Ok(rij.and_then(|rij| rij.thema_id))
}

/// Whose proposals are looked for.
#[derive(Debug, Clone, Default)]
pub struct Kring {
    /// Whether it is everybody's.
    pub alle: bool,
    /// Those on pilots of these organisaties.
    pub organisaties: BTreeSet<Uuid>,
    /// Those that the duo of one of these thema's decides on.
    pub themas: BTreeSet<Uuid>,
}

/// The proposals of a circle that are not settled, each with its pilot, the oldest first.
pub async fn openstaand(
    conn: &impl ConnectionTrait,
    kring: &Kring,
) -> Result<Vec<(Uuid, Voorgesteld)>> {
    let mut vraag = besluit::Entity::find()
        .filter(besluit::Column::Status.eq(Besluitstatus::Open.waarde()))
        .order_by_asc(besluit::Column::Id);
    if !kring.alle {
        let van_organisatie = stuk::Entity::find()
            .select_only()
            .column(stuk::Column::Id)
            .filter(stuk::Column::EigenaarId.is_in(kring.organisaties.iter().copied()))
            .into_query();
        let binnen = Condition::any()
            .add(besluit::Column::StukId.in_subquery(van_organisatie))
            .add(besluit::Column::ThemaId.is_in(kring.themas.iter().copied()));
        vraag = vraag.filter(binnen);
    }
    let rijen = vraag.all(conn).await?;
    let stukken: Vec<Uuid> = rijen.iter().map(|rij| rij.stuk_id).collect();
    let besluiten = lees(conn, rijen).await?;
    Ok(stukken.into_iter().zip(besluiten).collect())
}

/// The praktijken that a pilot led to, whoever reads them, the first first.
pub async fn praktijken_uit(conn: &impl ConnectionTrait, stuk_id: Uuid) -> Result<Vec<Uuid>> {
    use verband::Column::{Id, Naar, Soort as Verband, Van};
    let zo = |kant: verband::Column, soort: Verbandsoort| {
        Condition::all()
            .add(kant.eq(stuk_id))
            .add(Verband.eq(soort.waarde()))
    };
    let verbanden = verband::Entity::find()
        .filter(
            Condition::any()
                .add(zo(Naar, Verbandsoort::KomtVoortUit))
                .add(zo(Van, Verbandsoort::Onderbouwt)),
        )
        .order_by_asc(Id)
        .all(conn)
        .await?;
    let kant = |rij: &verband::Model| {
        if rij.van == stuk_id {
            rij.naar
        } else {
            rij.van
        }
    };
    let ids: Vec<Uuid> = verbanden.iter().map(kant).collect();
    let praktijken = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .filter(stuk::Column::Soort.eq(Soort::Praktijk.waarde()))
        .filter(stuk::Column::Id.is_in(ids.iter().copied()))
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    Ok(ids
        .into_iter()
        .filter(|id| praktijken.contains(id))
        .collect())
}

/// Proposals from their rows, in the order of these.
async fn lees(conn: &impl ConnectionTrait, rijen: Vec<besluit::Model>) -> Result<Vec<Voorgesteld>> {
    let ids: Vec<Uuid> = rijen.iter().map(|rij| rij.id).collect();
    let stemmen = per_portie(ids, |ids| {
        instemming::Entity::find()
            .filter(instemming::Column::BesluitId.is_in(ids))
            .order_by_asc(instemming::Column::Op)
            .all(conn)
    });
    let mut per_besluit: HashMap<Uuid, Vec<instemming::Model>> = HashMap::new();
    for stem in stemmen.await? {
        per_besluit.entry(stem.besluit_id).or_default().push(stem);
    }
    let voorgesteld = |rij: besluit::Model| {
        let stemmen = per_besluit.remove(&rij.id).unwrap_or_default();
        van_rij(rij, stemmen)
    };
    rijen.into_iter().map(voorgesteld).collect()
}

fn van_rij(rij: besluit::Model, stemmen: Vec<instemming::Model>) -> Result<Voorgesteld> {
    let id = rij.id;
    let kapot = |veld: &'static str| move |()| anyhow::anyhow!("besluit {id} has a broken {veld}");
    let stem = |rij: instemming::Model| {
        Ok(Stem {
            plek: rij.plek.parse().map_err(kapot("plek"))?,
            namens: rij.namens.parse().map_err(kapot("namens"))?,
            door: rij.door,
            op: rij.op,
        })
    };
    Ok(Voorgesteld {
        id,
        keuze: rij.keuze.parse().map_err(kapot("keuze"))?,
        les: rij.les,
        les_hash: rij.les_hash,
        vervolg_id: rij.vervolg_id,
        nog_te_schrijven: rij.nog_te_schrijven,
        thema_id: rij.thema_id,
        status: rij.status.parse().map_err(kapot("status"))?,
        door: rij.door,
        op: rij.op,
        stemmen: stemmen.into_iter().map(stem).collect::<Result<_>>()?,
    })
}
