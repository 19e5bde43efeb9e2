//! Changes that wait beside a stuk, and what they were before.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::super::{
    Leesrecht,
    model::{
        Kop,
        voorstel::{Voorstelkop, Voorstelstatus},
    },
};
use crate::{
    ctx::Ctx,
    db::tables::{voorstel, voorstel_revisie},
    error::Result,
    ids::new_id,
};

/// What a new row of `voorstel` needs beside its stuk.
#[derive(Debug)]
pub struct NieuwVoorstel<'a> {
    pub inhoud: &'a str,
    pub hash: &'a str,
    pub status: Voorstelstatus,
    pub notitie: &'a str,
}

/// Adds a voorstel; answers its number.
pub async fn voeg_voorstel_toe(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    kop: &Kop,
    nieuw: NieuwVoorstel<'_>,
) -> Result<Uuid> {
    let id = new_id();
    let rij = voorstel::ActiveModel {
        id: Set(id),
        stuk_id: Set(kop.id),
        basis_versie: Set(kop.versie),
        inhoud: Set(nieuw.inhoud.to_owned()),
        hash: Set(nieuw.hash.to_owned()),
        status: Set(nieuw.status.to_string()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
        versie: Set(1),
        notitie: Set(nieuw.notitie.to_owned()),
    };
    voorstel::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(id)
}

/// The hash of the newest voorstel for a stuk that was offered and waits.
pub async fn laatst_aangeboden(
    conn: &impl ConnectionTrait,
    stuk_id: Uuid,
) -> Result<Option<String>> {
    let rij = voorstel::Entity::find()
        .filter(voorstel::Column::StukId.eq(stuk_id))
        .filter(voorstel::Column::Status.eq(Voorstelstatus::Aangeboden.waarde()))
        .order_by_desc(voorstel::Column::Id)
        .one(conn)
        .await?;
    Ok(rij.map(|rij| rij.hash))
}

/// A voorstel, whoever asks.
pub async fn voorstel(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<voorstel::Model>> {
    Ok(voorstel::Entity::find_by_id(id).one(conn).await?)
}

/// What there is of a voorstel beside its text.
pub fn voorstelkop(rij: voorstel::Model) -> Result<Voorstelkop> {
    let kapot = |()| anyhow::anyhow!("voorstel {} has an unknown status", rij.id);
    Ok(Voorstelkop {
        id: rij.id,
        stuk_id: rij.stuk_id,
        basis_versie: rij.basis_versie,
        status: rij.status.parse().map_err(kapot)?,
        door: rij.door,
        op: rij.op,
        versie: rij.versie,
        notitie: rij.notitie,
    })
}

/// The voorstellen for a stuk that the reader may read, the oldest first. Every voorstel has keys of
/// its own.
pub async fn leesbare_voorstellen(
    conn: &impl ConnectionTrait,
    leesrecht: &Leesrecht,
    stuk_id: Uuid,
) -> Result<Vec<Voorstelkop>> {
    let rijen = voorstel::Entity::find()
        .filter(voorstel::Column::StukId.eq(stuk_id))
        .filter(leesrecht.voorwaarde_deel((voorstel::Entity, voorstel::Column::Id)))
        .order_by_asc(voorstel::Column::Id)
        .all(conn)
        .await?;
    rijen.into_iter().map(voorstelkop).collect()
}

/// Writes a new state of a voorstel, one version up. Answers false when the version is not the one
/// the writer saw.
pub async fn werk_voorstel_bij(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    was: &Voorstelkop,
    (inhoud, hash): (&str, &str),
    notitie: &str,
) -> Result<bool> {
    let rij = voorstel::ActiveModel {
        inhoud: Set(inhoud.to_owned()),
        hash: Set(hash.to_owned()),
        notitie: Set(notitie.to_owned()),
        ..volgende(ctx, was)
    };
    zet(conn, was, rij).await
}

/// Takes a voorstel to a state, one version up. Answers false as [`werk_voorstel_bij`].
pub async fn zet_voorstelstatus(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    was: &Voorstelkop,
    status: Voorstelstatus,
) -> Result<bool> {
    let rij = voorstel::ActiveModel {
        status: Set(status.to_string()),
        op: Set(ctx.now),
        versie: Set(was.versie + 1),
        ..Default::default()
    };
    zet(conn, was, rij).await
}

fn volgende(ctx: &Ctx, was: &Voorstelkop) -> voorstel::ActiveModel {
    voorstel::ActiveModel {
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
        versie: Set(was.versie + 1),
        ..Default::default()
    }
}

async fn zet(
    conn: &impl ConnectionTrait,
    was: &Voorstelkop,
    rij: voorstel::ActiveModel,
) -> Result<bool> {
    let klaar = voorstel::Entity::update_many()
        .set(rij)
        .filter(voorstel::Column::Id.eq(was.id))
        .filter(voorstel::Column::Versie.eq(was.versie))
        .exec(conn)
        .await?;
    Ok(klaar.rows_affected == 1)
}

/// Keeps a state of a voorstel under a number.
pub async fn bewaar_voorstelversie(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    (stuk_id, voorstel_id, nummer): (Uuid, Uuid, i64),
    (inhoud, hash): (&str, &str),
) -> Result<()> {
    let rij = voorstel_revisie::ActiveModel {
        voorstel_id: Set(voorstel_id),
        nummer: Set(nummer),
        stuk_id: Set(stuk_id),
        inhoud: Set(inhoud.to_owned()),
        hash: Set(hash.to_owned()),
        door: Set(ctx.actor.to_string()),
        op: Set(ctx.now),
    };
    voorstel_revisie::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Puts another state under a number that there is.
pub async fn vervang_voorstelversie(
    conn: &impl ConnectionTrait,
    (voorstel_id, nummer): (Uuid, i64),
    (inhoud, hash): (&str, &str),
) -> Result<()> {
    voorstel_revisie::Entity::update_many()
        .col_expr(voorstel_revisie::Column::Inhoud, Expr::value(inhoud))
        .col_expr(voorstel_revisie::Column::Hash, Expr::value(hash))
        .filter(voorstel_revisie::Column::VoorstelId.eq(voorstel_id))
        .filter(voorstel_revisie::Column::Nummer.eq(nummer))
        .exec(conn)
        .await?;
    Ok(())
}

/// The state of a voorstel under a number.
pub async fn voorstelversie(
    conn: &impl ConnectionTrait,
    voorstel_id: Uuid,
    nummer: i64,
) -> Result<Option<voorstel_revisie::Model>> {
    let rij = voorstel_revisie::Entity::find_by_id((voorstel_id, nummer));
    Ok(rij.one(conn).await?)
}

/// Who wrote the states of a voorstel, without the one of a number.
pub async fn schrijvers(
    conn: &impl ConnectionTrait,
    voorstel_id: Uuid,
    behalve: i64,
) -> Result<BTreeSet<String>> {
    let namen: Vec<String> = voorstel_revisie::Entity::find()
        .select_only()
        .column(voorstel_revisie::Column::Door)
        .distinct()
        .filter(voorstel_revisie::Column::VoorstelId.eq(voorstel_id))
        .filter(voorstel_revisie::Column::Nummer.ne(behalve))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(namen.into_iter().collect())
}
