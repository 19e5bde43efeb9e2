//! All SQL of bijeenkomsten: themselves here, and who is invited ([`genodigden`]).

pub mod genodigden;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, JoinType,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::model::{Bijeenkomst, Status};
use crate::{
    db::{
        Teksten, per_portie,
        tables::{bijeenkomst, stuk},
    },
    error::Result,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        store::kop,
    },
    werkruimte::model::Plaats,
};

/// Writes what is particular to a bijeenkomst, over what was there.
pub async fn bewaar(conn: &impl ConnectionTrait, id: Uuid, inhoud: &Bijeenkomst) -> Result<()> {
    let rij = bijeenkomst::ActiveModel {
        stuk_id: Set(id),
        thema_id: Set(inhoud.plaats.thema),
        niveau: Set(inhoud.plaats.niveau.to_string()),
        begin: Set(inhoud.begin),
        einde: Set(inhoud.einde),
        plek: Set(inhoud.plek.clone()),
        link: Set(inhoud.link.clone()),
        agenda: Set(inhoud.agenda.clone()),
        verslag: Set(inhoud.verslag.clone()),
        volgnummer: Set(inhoud.volgnummer),
    };
    bijeenkomst::Entity::insert(rij)
        .on_conflict(
            OnConflict::column(bijeenkomst::Column::StukId)
                .update_columns([
                    bijeenkomst::Column::ThemaId,
                    bijeenkomst::Column::Niveau,
                    bijeenkomst::Column::Begin,
                    bijeenkomst::Column::Einde,
                    bijeenkomst::Column::Plek,
                    bijeenkomst::Column::Link,
                    bijeenkomst::Column::Agenda,
                    bijeenkomst::Column::Verslag,
                    bijeenkomst::Column::Volgnummer,
                ])
                .to_owned(),
        )
        .exec_without_returning(conn)
        .await?;
    genodigden::zet(conn, id, &inhoud.genodigden).await
}

/// What is particular to the given stukken, by id.
pub async fn laad(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    teksten: Teksten,
) -> Result<HashMap<Uuid, Bijeenkomst>> {
    use bijeenkomst::Column::{Agenda, StukId, Verslag};
    let rijen = per_portie(ids.iter().copied(), |ids| {
        let rijen = bijeenkomst::Entity::find().filter(StukId.is_in(ids));
        teksten
            .van(rijen, &[(Agenda, "''"), (Verslag, "''")])
            .all(conn)
    });
    let rijen = rijen.await?;
    let mut genodigden = genodigden::van(conn, ids).await?;
    let paar = |rij: bijeenkomst::Model| {
        let id = rij.stuk_id;
        let kapot = |()| anyhow::anyhow!("bijeenkomst {id} has a broken niveau");
        let inhoud = Bijeenkomst {
            plaats: Plaats {
                thema: rij.thema_id,
                niveau: rij.niveau.parse().map_err(kapot)?,
            },
            begin: rij.begin,
            einde: rij.einde,
            plek: rij.plek,
            link: rij.link,
            agenda: rij.agenda,
            verslag: rij.verslag,
            volgnummer: rij.volgnummer,
            genodigden: genodigden.remove(&id).unwrap_or_default(),
        };
        Ok((id, inhoud))
    };
    rijen.into_iter().map(paar).collect()
}

/// Which bijeenkomsten are asked for, at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Welke {
    /// Planned, and not over: the first one first.
    Komend,
    /// Planned and over, so that it is not told what was said: the last one first.
    Voorbij,
    /// Held or called off: the last one first.
    Geweest,
}

impl Welke {
    fn voorwaarde(self, nu: DateTime<Utc>) -> Condition {
        let gepland = stuk::Column::Status.eq(Status::Gepland.waarde());
        match self {
            Self::Komend => Condition::all()
                .add(gepland)
                .add(bijeenkomst::Column::Einde.gte(nu)),
            Self::Voorbij => Condition::all()
                .add(gepland)
                .add(bijeenkomst::Column::Einde.lt(nu)),
            Self::Geweest => {
                Condition::all().add(stuk::Column::Status.ne(Status::Gepland.waarde()))
            }
        }
    }
}

/// The readable bijeenkomsten of these thema's, and how many there are: from where, and how many.
pub async fn van_themas(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    themas: &[Uuid],
    (welke, nu): (Welke, DateTime<Utc>),
    bereik: (u64, u64),
) -> Result<(u64, Vec<Kop>)> {
    let hoort: sea_orm::RelationDef = stuk::Entity::belongs_to(bijeenkomst::Entity)
        .from(stuk::Column::Id)
        .to(bijeenkomst::Column::StukId)
        .into();
    let vraag = stuk::Entity::find()
        .join(JoinType::InnerJoin, hoort)
        .filter(stuk::Column::Soort.eq(Soort::Bijeenkomst.waarde()))
        .filter(bijeenkomst::Column::ThemaId.is_in(themas.iter().copied()))
        .filter(welke.voorwaarde(nu))
        .filter(leesrecht.voorwaarde());
    let totaal = vraag.clone().count(conn).await?;
    let vraag = match welke {
        Welke::Komend => vraag.order_by_asc(bijeenkomst::Column::Begin),
        Welke::Voorbij | Welke::Geweest => vraag.order_by_desc(bijeenkomst::Column::Begin),
    };
    let rijen = vraag
        .order_by_asc(stuk::Column::Id)
        .offset(bereik.0)
        .limit(bereik.1)
        .all(conn)
        .await?;
    let koppen: Result<Vec<Kop>> = rijen.into_iter().map(kop).collect();
    Ok((totaal, koppen?))
}
