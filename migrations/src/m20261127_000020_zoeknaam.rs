//! The name of a person in lower case without accents, to be found by: what a database makes of capitals
//! with accents differs.

use sea_orm_migration::{prelude::*, schema::text, sea_orm::prelude::Uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::IN_TRANSACTION
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ververs(manager).await?;
        manager
            .alter_table(
                Table::alter()
                    .table("gebruiker")
                    .add_column(text("zoeknaam").default(""))
                    .to_owned(),
            )
            .await?;
        vul(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ververs(manager).await?;
        manager
            .alter_table(
                Table::alter()
                    .table("gebruiker")
                    .drop_column("zoeknaam")
                    .to_owned(),
            )
            .await
    }
}

/// SQLite looks for a column to add or drop in the schema as this connection last saw it. A question
/// to the schema itself makes it look again, when another connection has changed it since.
async fn ververs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.has_table("gebruiker").await?;
    Ok(())
}

async fn vul(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let conn = manager.get_connection();
    let alle = Query::select()
        .column("id")
        .column("naam")
        .from("gebruiker")
        .to_owned();
    for rij in conn.query_all(&alle).await? {
        let id: Uuid = rij.try_get_by("id")?;
        let naam: String = rij.try_get_by("naam")?;
        let zet = Query::update()
            .table("gebruiker")
            .value("zoeknaam", vouw(&naam))
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        conn.execute(&zet).await?;
    }
    Ok(())
}

/// As the platform folded names when this was written.
fn vouw(naam: &str) -> String {
    let mut uit = String::with_capacity(naam.len());
    for letter in naam.chars().flat_map(char::to_lowercase) {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => uit.push('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => uit.push('c'),
            'ď' | 'đ' | 'ð' => uit.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => uit.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => uit.push('g'),
            'ĥ' | 'ħ' => uit.push('h'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => uit.push('i'),
            'ĵ' => uit.push('j'),
            'ķ' => uit.push('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => uit.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => uit.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => uit.push('o'),
            'ŕ' | 'ŗ' | 'ř' => uit.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => uit.push('s'),
            'ţ' | 'ť' | 'ŧ' | 'ț' => uit.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => uit.push('u'),
            'ŵ' => uit.push('w'),
            'ý' | 'ÿ' | 'ŷ' => uit.push('y'),
            'ź' | 'ż' | 'ž' => uit.push('z'),
            'æ' => uit.push_str("ae"),
            'œ' => uit.push_str("oe"),
            'ĳ' => uit.push_str("ij"),
            'ß' => uit.push_str("ss"),
            'þ' => uit.push_str("th"),
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => {}
            anders => uit.push(anders),
        }
    }
    uit
}
