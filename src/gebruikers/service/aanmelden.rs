//! Asking to join an organisatie.

use super::{accounts, inloggen::Pogingen};
use crate::{
    ctx::Ctx,
    db::{Db, tables::aanmelding},
    error::{Error, Fouten, Result},
    gebruikers::store::{self, leden},
    ids::new_id,
};

/// So many people of one organisatie can wait: more is no queue but an attack.
const WACHTENDEN: usize = 100;

/// Puts somebody on the list of those who want to join the organisatie of their mail address. Whether
/// the address has an account does not show in the answer.
///
/// # Errors
/// Every field that is not right, also an address of which no organisatie is known; too many tries or
/// too many people waiting; the database fails.
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
    // The domain itself, or one that it is a part of.
    let mut domein = persoon.mail.domein();
    let organisatie_id = loop {
        if let Some(id) = leden::van_domein(conn, domein).await? {
            break id;
        }
        match domein.split_once('.') {
            Some((_, rest)) if rest.contains('.') => domein = rest,
            _ => {
                let mut fouten = Fouten::new();
                let melding = "Bij dit adres kennen wij nog geen organisatie. Gebruik uw adres van \
                               het werk, of vraag uw organisatie om mee te doen.";
                fouten.meld("mail", "onbekend-domein", melding);
                return Err(fouten.into());
            }
        }
    };
    if store::op_mail(conn, &persoon.mail).await?.is_some() {
        return Ok(());
    }
    if leden::aanmeldingen(conn, organisatie_id).await?.len() >= WACHTENDEN {
        return Err(Error::Conflict(
            "Er wachten al veel mensen van uw organisatie. Vraag uw collega die het platform \
             beheert om u uit te nodigen."
                .into(),
        ));
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
