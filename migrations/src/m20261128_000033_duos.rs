//! Who sat on which seat of a duo and from when to when, who was told that one stands empty, and for whom somebody
//! of the netwerk of a thema speaks.

use sea_orm_migration::{
    prelude::*,
    schema::{
        pk_uuid, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
    sea_orm::prelude::{DateTimeUtc, Uuid},
};

use crate::{naar_gebruiker, naar_stuk};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tabel in [zetelverloop(), vacaturemelding(), netwerkplek()] {
            manager.create_table(tabel).await?;
        }
        for (naam, tabel, kolommen) in [
            (
                "ix_zetelverloop_thema",
                "zetelverloop",
                &["thema_id", "kant", "van"][..],
            ),
            (
                "ix_zetelverloop_gebruiker",
                "zetelverloop",
                &["gebruiker_id"],
            ),
            ("ix_netwerkplek_gebruiker", "netwerkplek", &["gebruiker_id"]),
        ] {
            let mut index = Index::create();
            index.name(naam).table(tabel);
            for kolom in kolommen {
                index.col(*kolom);
            }
            manager.create_index(index).await?;
        }
        // Nobody sits beside somebody else, in the history neither, and nobody sits on both sides.
        for uniek in [
            "ux_zetelverloop_nu ON zetelverloop (thema_id, kant) WHERE tot IS NULL",
            "ux_duozetel_gebruiker ON duozetel (thema_id, gebruiker_id)",
        ] {
            let index = format!("CREATE UNIQUE INDEX {uniek}");
            manager.get_connection().execute_unprepared(&index).await?;
        }
        vul(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .get_connection()
            .execute_unprepared("DROP INDEX ux_duozetel_gebruiker")
            .await?;
        for tabel in ["netwerkplek", "vacaturemelding", "zetelverloop"] {
            manager
                .drop_table(Table::drop().table(tabel).to_owned())
                .await?;
        }
        Ok(())
    }
}

fn zetelverloop() -> TableCreateStatement {
    Table::create()
        .table("zetelverloop")
        .col(pk_uuid("id"))
        .col(uuid("thema_id"))
        // `rijk` or `gemeente`.
        .col(text("kant"))
        .col(uuid("gebruiker_id"))
        // Where they worked when they sat down; none when that is not known.
        .col(uuid_null("organisatie_id"))
        .col(timestamp_with_time_zone("van"))
        // None as long as they sit there.
        .col(timestamp_with_time_zone_null("tot"))
        // How it began, and how it ended.
        .col(text("hoe"))
        .col(text_null("einde"))
        .foreign_key(&mut naar_stuk("thema_id", "zetelverloop"))
        .foreign_key(&mut naar_gebruiker("zetelverloop"))
        .to_owned()
}

/// Each seat that stood empty for long, told about once: the same seat empty at another time is another row.
fn vacaturemelding() -> TableCreateStatement {
    Table::create()
        .table("vacaturemelding")
        .col(uuid("thema_id"))
        .col(text("kant"))
        .col(timestamp_with_time_zone("sinds"))
        .col(timestamp_with_time_zone("op"))
        .primary_key(Index::create().col("thema_id").col("kant").col("sinds"))
        .foreign_key(&mut naar_stuk("thema_id", "vacaturemelding"))
        .to_owned()
}

fn netwerkplek() -> TableCreateStatement {
    Table::create()
        .table("netwerkplek")
        .col(uuid("thema_id"))
        .col(uuid("gebruiker_id"))
        .col(text("perspectief"))
        .col(timestamp_with_time_zone("op"))
        .primary_key(Index::create().col("thema_id").col("gebruiker_id"))
        .foreign_key(&mut naar_stuk("thema_id", "netwerkplek"))
        .foreign_key(&mut naar_gebruiker("netwerkplek"))
        .to_owned()
}

/// Who sits on a seat and can log in, sat down when the seat was given. Where they worked then is not known.
async fn vul(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let conn = manager.get_connection();
    let in_gebruik = Query::select()
        .column("id")
        .from("gebruiker")
        .and_where(Expr::col("status").eq("actief"))
        .to_owned();
    let alle = Query::select()
        .columns(["thema_id", "kant", "gebruiker_id", "op"])
        .from("duozetel")
        .and_where(Expr::col("gebruiker_id").in_subquery(in_gebruik))
        .to_owned();
    for rij in conn.query_all(&alle).await? {
        let thema: Uuid = rij.try_get_by("thema_id")?;
        let kant: String = rij.try_get_by("kant")?;
        let gebruiker: Uuid = rij.try_get_by("gebruiker_id")?;
        let van: DateTimeUtc = rij.try_get_by("op")?;
        // A number of its own, out of what it ties together.
        let id = thema.as_u128() ^ gebruiker.as_u128() ^ u128::from(kant == "rijk");
        let zet = Query::insert()
            .into_table("zetelverloop")
            .columns(["id", "thema_id", "kant", "gebruiker_id", "van", "hoe"])
            .values([
                Uuid::from_u128(id).into(),
                thema.into(),
                kant.into(),
                gebruiker.into(),
                van.into(),
                "bestond".into(),
            ])
            .map_err(|fout| DbErr::Custom(fout.to_string()))?
            .to_owned();
        conn.execute(&zet).await?;
    }
    Ok(())
}
