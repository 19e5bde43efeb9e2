//! Removing one's own account.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    accounts::gebeurtenis,
    kluis::Kluis,
    rollen::{self, wijziging},
    sessies::ingelogd,
    wissen::{self, ZONDER_NAAM},
    zeker,
};
use crate::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::Db,
    duos::model::Hoe,
    error::{Error, Fouten, Result},
    gebruikers::{
        model::aanvraag::Verzoek,
        policy::laatste_blijft,
        store::{leden, rollen as toekenningen},
    },
    stukken::service as stukken,
};

/// What stands between somebody and the end of their account.
#[derive(Debug)]
pub struct Vooraf {
    /// What has to be done first, in words.
    pub eerst: Vec<String>,
    /// Whether the password is asked; a strong login is otherwise.
    pub vraagt_wachtwoord: bool,
    /// What stands for their name afterwards.
    pub naam: String,
}

/// What the page says before the account goes.
///
/// # Errors
/// [`Error::NietSterk`] when there is a second factor, or no password, and the login is not strong;
/// nobody is logged in; the database fails.
pub async fn vooraf(db: &Db, ctx: &Ctx) -> Result<Vooraf> {
    let (id, aanmelding) = ingelogd(ctx)?;
    Ok(Vooraf {
        vraagt_wachtwoord: zeker::vraagt_wachtwoord(db, ctx).await?,
        eerst: eerst(db.read(), id).await?,
        naam: naam(db.read(), ctx, &aanmelding.toekenningen).await?,
    })
}

/// What somebody has to do before their account can go.
async fn eerst(conn: &impl ConnectionTrait, id: Uuid) -> Result<Vec<String>> {
    let mut alle = Vec::new();
    for wat in toekenningen::toekenningen(conn, id).await? {
        if laatste_blijft(wat.rol) && toekenningen::houders(conn, wat).await? == [id] {
            alle.push(format!(
                "U bent de enige met de rol {}. Zorg eerst dat een ander die ook heeft.",
                wat.rol.label().to_lowercase()
            ));
        }
        let (Rol::Lid, Bereik::Organisatie(organisatie_id)) = (wat.rol, wat.bereik) else {
            continue;
        };
        if !leden::persoonlijk(conn, id, organisatie_id)
            .await?
            .is_empty()
        {
            alle.push(
                "Er zijn stukken die alleen u kunt lezen. Verlaat eerst uw organisatie en kies wie \
                 ze overneemt."
                    .into(),
            );
        }
    }
    alle.dedup();
    Ok(alle)
}

/// The function under whose name what they wrote goes on.
async fn naam(conn: &impl ConnectionTrait, ctx: &Ctx, van: &[Toekenning]) -> Result<String> {
    let lid = van.iter().filter(|t| t.rol == Rol::Lid);
    let ids: Vec<Uuid> = lid.filter_map(|t| t.bereik.id()).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    Ok(koppen.first().map_or_else(
        || ZONDER_NAAM.to_owned(),
        |kop| format!("Medewerker van {}", kop.titel),
    ))
}

/// Ends the account of the actor: what is left of it is a number under the name of a function.
///
/// # Errors
/// The password is not right; [`Error::Conflict`] when something has to be done first; what
/// [`vooraf`] refuses; [`Error::TeVaak`]; the database fails.
pub async fn verwijder(db: &Db, kluis: &Kluis, ctx: &Ctx, wachtwoord: String) -> Result<()> {
    let (id, _) = ingelogd(ctx)?;
    let Vooraf { naam, .. } = vooraf(db, ctx).await?;
    let mut fouten = Fouten::new();
    zeker::toon_aan(db, kluis, ctx, wachtwoord, &mut fouten).await?;
    fouten.of(())?;
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    let eerst = eerst(write.conn(), id).await?;
    if !eerst.is_empty() {
        return Err(Error::Conflict(eerst.join(" ")));
    }
    let mut gebeurd = Vec::new();
    for wat in toekenningen::toekenningen(write.conn(), id).await? {
        toekenningen::neem(write.conn(), id, wat, (Hoe::Verwijderd, ctx.now)).await?;
        gebeurd.push(wijziging(id, Verzoek::RolNemen(wat)));
    }
    wissen::wis(write.conn(), id, naam).await?;
    gebeurd.push(gebeurtenis(id, "account-verwijderen", &[]));
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}
