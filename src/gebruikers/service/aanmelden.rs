//! Asking to join an organisatie.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{accounts, inloggen::Pogingen};
use crate::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::{Db, tables::aanmelding},
    error::{Fouten, Result},
    gebruikers::{
        model::Mailadres,
        store::{self, leden, rollen},
    },
    ids::new_id,
};

/// So many people of one organisatie can wait: more is no queue but an attack.
pub const WACHTENDEN: usize = 100;

/// Puts somebody on the list of those who want to join the organisatie of their mail address, also who
/// has an account elsewhere. Whether the address has one does not show in the answer, nor whether there
/// is room on the list: a full one would tell it of the next address.
///
/// # Errors
/// Every field that is not right, also an address of which no organisatie is known; too many tries;
/// the database fails.
pub async fn meld_aan(db: &Db, ctx: &Ctx, naam: &str, mail: &str) -> Result<()> {
    let mut fouten = Fouten::new();
    let Some(persoon) = accounts::keur_persoon(ctx, naam, mail, &mut fouten) else {
        return Err(fouten.into());
    };
    fouten.of(())?;
    let pogingen = Pogingen::van_aanmelden(&persoon.mail);
    pogingen.tel(db, ctx.now).await?;
    let write = db.begin_write().await?;
    let conn = write.conn();
    let Some(organisatie_id) = leden::organisatie_van(conn, &persoon.mail).await? else {
        let mut fouten = Fouten::new();
        let melding = "Bij dit adres kennen wij nog geen organisatie. Gebruik uw adres van het werk, \
                       of vraag uw organisatie om mee te doen.";
        fouten.meld("mail", "onbekend-domein", melding);
        return Err(fouten.into());
    };
    if leden::aanmeldingen(conn, organisatie_id).await?.len() >= WACHTENDEN {
        tracing::warn!(
            organisatie = %organisatie_id,
            "nobody else can ask to join: too many people wait"
        );
        return Ok(());
    }
    if is_lid(conn, &persoon.mail, organisatie_id).await? {
        return Ok(());
    }
    let nieuw = aanmelding::Model {
        id: new_id(),
        organisatie_id,
        naam: persoon.naam,
        mail: persoon.mail.to_string(),
        op: ctx.now,
    };
    leden::meld_aan(conn, nieuw).await?;
    write.commit_zonder_gebeurtenis().await
}

/// Whether the owner of an address is a member already.
async fn is_lid(
    conn: &impl ConnectionTrait,
    mail: &Mailadres,
    organisatie_id: Uuid,
) -> Result<bool> {
    let lid = Toekenning {
        rol: Rol::Lid,
        bereik: Bereik::Organisatie(organisatie_id),
    };
    match store::op_mail(conn, mail).await? {
        Some(account) => {
            let heeft = rollen::toekenningen(conn, account.gebruiker.id).await?;
            Ok(heeft.contains(&lid))
        }
        None => Ok(false),
    }
}
