//! The people of organisaties, who wants to join, and the domains of their mail.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::rollen::in_gebruik;
use crate::{
    actor::Sleutel,
    db::{
        per_portie,
        tables::{aanmelding, gebruiker, leesrecht, maildomein, stuk, toekenning},
    },
    error::Result,
    gebruikers::{
        model::Mailadres,
        policy::{domeinen_van, gaat_over},
    },
    ids::vouw,
    stukken::model::Soort,
};

/// The accounts with these numbers, by number.
pub async fn accounts(conn: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<gebruiker::Model>> {
    per_portie(ids.iter().copied(), |ids| {
        gebruiker::Entity::find()
            .filter(gebruiker::Column::Id.is_in(ids))
            .all(conn)
    })
    .await
}

/// Accounts whose name or mail address has these letters, a page of them and one more when there
/// is more. The newest first: text is never sorted by the database.
pub async fn zoek(
    conn: &impl ConnectionTrait,
    q: &str,
    vanaf: u64,
    hoeveel: u64,
) -> Result<Vec<gebruiker::Model>> {
    let patroon = |tekst: String| format!("%{}%", tekst.replace(['%', '_', '\\'], ""));
    let voorwaarde = Condition::any()
        .add(gebruiker::Column::Zoeknaam.like(patroon(vouw(q))))
        .add(gebruiker::Column::Mail.like(patroon(q.to_lowercase())));
    let rijen = gebruiker::Entity::find()
        .filter(voorwaarde)
        .order_by_desc(gebruiker::Column::Aangemaakt)
        .order_by_asc(gebruiker::Column::Id)
        .offset(vanaf)
        .limit(hoeveel + 1)
        .all(conn)
        .await?;
    Ok(rijen)
}

pub async fn zet_status(conn: &impl ConnectionTrait, id: Uuid, status: &str) -> Result<()> {
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Status, Expr::value(status))
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// The domains of an organisatie, in order.
pub async fn domeinen(conn: &impl ConnectionTrait, organisatie_id: Uuid) -> Result<Vec<String>> {
    let rijen = maildomein::Entity::find()
        .filter(maildomein::Column::OrganisatieId.eq(organisatie_id))
        .all(conn)
        .await?;
    let mut domeinen: Vec<String> = rijen.into_iter().map(|rij| rij.domein).collect();
    domeinen.sort_unstable();
    Ok(domeinen)
}

/// The organisatie of a domain.
pub async fn van_domein(conn: &impl ConnectionTrait, domein: &str) -> Result<Option<Uuid>> {
    let rij = maildomein::Entity::find_by_id(domein).one(conn).await?;
    Ok(rij.map(|rij| rij.organisatie_id))
}

/// The organisatie that an address is of: that of the narrowest domain that it is in.
pub async fn organisatie_van(
    conn: &impl ConnectionTrait,
    mail: &Mailadres,
) -> Result<Option<Uuid>> {
    let rijen = maildomein::Entity::find()
        .filter(maildomein::Column::Domein.is_in(domeinen_van(mail)))
        .all(conn)
        .await?;
    let van = |domein: &str| rijen.iter().find(|rij| rij.domein == domein);
    Ok(domeinen_van(mail)
        .find_map(van)
        .map(|rij| rij.organisatie_id))
}

pub async fn zet_domein(
    conn: &impl ConnectionTrait,
    domein: String,
    organisatie_id: Uuid,
    op: DateTime<Utc>,
) -> Result<()> {
    let rij = maildomein::ActiveModel {
        domein: Set(domein),
        organisatie_id: Set(organisatie_id),
        op: Set(op),
    };
    maildomein::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Takes a domain from an organisatie; answers false when it did not have it.
pub async fn weg_domein(
    conn: &impl ConnectionTrait,
    domein: &str,
    organisatie_id: Uuid,
) -> Result<bool> {
    let weg = maildomein::Entity::delete_many()
        .filter(maildomein::Column::Domein.eq(domein))
        .filter(maildomein::Column::OrganisatieId.eq(organisatie_id))
        .exec(conn)
        .await?;
    Ok(weg.rows_affected == 1)
}

/// The domains of one organisatie become those of another.
pub async fn verhuis_domeinen(conn: &impl ConnectionTrait, van: Uuid, naar: Uuid) -> Result<()> {
    maildomein::Entity::update_many()
        .col_expr(maildomein::Column::OrganisatieId, Expr::value(naar))
        .filter(maildomein::Column::OrganisatieId.eq(van))
        .exec(conn)
        .await?;
    Ok(())
}

/// Those who want to join one organisatie want to join another.
pub async fn verhuis_aanmeldingen(
    conn: &impl ConnectionTrait,
    van: Uuid,
    naar: Uuid,
) -> Result<()> {
    aanmelding::Entity::update_many()
        .col_expr(aanmelding::Column::OrganisatieId, Expr::value(naar))
        .filter(aanmelding::Column::OrganisatieId.eq(van))
        .exec(conn)
        .await?;
    Ok(())
}

/// Notes that somebody wants to join. Who asks a second time waits as before, for whichever
/// organisatie their address is of by now.
pub async fn meld_aan(conn: &impl ConnectionTrait, nieuw: aanmelding::Model) -> Result<()> {
    use sea_orm::sea_query::OnConflict;
    let eenmaal = OnConflict::column(aanmelding::Column::Mail)
        .update_column(aanmelding::Column::OrganisatieId)
        .to_owned();
    aanmelding::Entity::insert(aanmelding::ActiveModel::from(nieuw))
        .on_conflict(eenmaal)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// Who wants to join an organisatie, the first first.
pub async fn aanmeldingen(
    conn: &impl ConnectionTrait,
    organisatie_id: Uuid,
) -> Result<Vec<aanmelding::Model>> {
    let rijen = aanmelding::Entity::find()
        .filter(aanmelding::Column::OrganisatieId.eq(organisatie_id))
        .order_by_asc(aanmelding::Column::Op)
        .order_by_asc(aanmelding::Column::Id)
        .all(conn)
        .await?;
    Ok(rijen)
}

/// Takes one from the list of those who want to join; none when it is not there any more.
pub async fn neem_aanmelding(
    conn: &impl ConnectionTrait,
    id: Uuid,
    organisatie_id: Uuid,
) -> Result<Option<aanmelding::Model>> {
    let rij = aanmelding::Entity::find_by_id(id)
        .filter(aanmelding::Column::OrganisatieId.eq(organisatie_id))
        .one(conn)
        .await?;
    if rij.is_some() {
        aanmelding::Entity::delete_by_id(id).exec(conn).await?;
    }
    Ok(rij)
}

/// The stukken of an organisatie that only certain people read, this one among them, of the kinds that
/// go to a colleague.
pub async fn persoonlijk(
    conn: &impl ConnectionTrait,
    gebruiker_id: Uuid,
    organisatie_id: Uuid,
) -> Result<Vec<leesrecht::Model>> {
    let sleutel = Sleutel::Persoon(gebruiker_id).to_string();
    let soorten = Soort::ALLE.iter().filter(|soort| gaat_over(**soort));
    let soorten = soorten.map(|soort| soort.waarde());
    let stukken: sea_orm::RelationDef = leesrecht::Entity::belongs_to(stuk::Entity)
        .from(leesrecht::Column::StukId)
        .to(stuk::Column::Id)
        .into();
    let rijen = leesrecht::Entity::find()
        .join(sea_orm::JoinType::InnerJoin, stukken)
        .filter(leesrecht::Column::Sleutel.eq(sleutel))
        .filter(stuk::Column::EigenaarId.eq(organisatie_id))
        .filter(stuk::Column::Soort.is_in(soorten))
        .all(conn)
        .await?;
    Ok(rijen)
}

/// Gives the key of one person on a part to another.
pub async fn draag_over(
    conn: &impl ConnectionTrait,
    van: &leesrecht::Model,
    naar: Uuid,
) -> Result<()> {
    let sleutel = Sleutel::Persoon(naar).to_string();
    leesrecht::Entity::delete_many()
        .filter(leesrecht::Column::DeelId.is_in([van.deel_id]))
        .filter(leesrecht::Column::Sleutel.is_in([&van.sleutel, &sleutel]))
        .exec(conn)
        .await?;
    let rij = leesrecht::ActiveModel {
        deel_id: Set(van.deel_id),
        sleutel: Set(sleutel),
        stuk_id: Set(van.stuk_id),
    };
    leesrecht::Entity::insert(rij)
        .exec_without_returning(conn)
        .await?;
    Ok(())
}

/// The stukken that an organisatie owns.
pub async fn stukken_van(conn: &impl ConnectionTrait, organisatie_id: Uuid) -> Result<Vec<Uuid>> {
    let ids = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .filter(stuk::Column::EigenaarId.eq(organisatie_id))
        .order_by_asc(stuk::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids)
}

/// Everything that one organisatie owns becomes another's.
pub async fn verhuis_stukken(conn: &impl ConnectionTrait, van: Uuid, naar: Uuid) -> Result<()> {
    stuk::Entity::update_many()
        .col_expr(stuk::Column::EigenaarId, Expr::value(naar))
        .filter(stuk::Column::EigenaarId.eq(van))
        .exec(conn)
        .await?;
    Ok(())
}

/// How many accounts that can be used have which role in each organisatie.
pub async fn aantallen(conn: &impl ConnectionTrait) -> Result<Vec<(String, String, i64)>> {
    let rijen = toekenning::Entity::find()
        .select_only()
        .column(toekenning::Column::Bereik)
        .column(toekenning::Column::Rol)
        .column_as(toekenning::Column::GebruikerId.count(), "aantal")
        .filter(toekenning::Column::Bereik.starts_with("organisatie:"))
        .filter(toekenning::Column::GebruikerId.in_subquery(in_gebruik()))
        .group_by(toekenning::Column::Bereik)
        .group_by(toekenning::Column::Rol)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rijen)
}

/// The organisaties with a mail domain, and how many each has.
pub async fn met_domein(conn: &impl ConnectionTrait) -> Result<Vec<(Uuid, i64)>> {
    let rijen = maildomein::Entity::find()
        .select_only()
        .column(maildomein::Column::OrganisatieId)
        .column_as(maildomein::Column::Domein.count(), "aantal")
        .group_by(maildomein::Column::OrganisatieId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rijen)
}
