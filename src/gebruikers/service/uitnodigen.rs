//! Inviting somebody: an account without a password, and mail to choose one.

use uuid::Uuid;

use super::{
    accounts::{gebeurtenis, keur_persoon, maak},
    berichten, leden,
};
use crate::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{
            Status,
            bericht::{Bericht, Codesoort, Toegangscode},
        },
        store,
    },
};

/// Makes an account with these roles in an open write, and has an invitation sent to it once that is
/// committed. Who calls this has judged whether the actor may give those roles. Answers the number
/// of the account, and what the commit has to tell.
///
/// # Errors
/// Every field that can't be used, also an address that has an account; the database fails.
pub async fn nodig_uit(
    write: &Write,
    ctx: &Ctx,
    naam: &str,
    mail: &str,
    toekenningen: &[Toekenning],
) -> Result<(Uuid, Vec<Gebeurtenis>)> {
    let mut fouten = Fouten::new();
    let persoon = keur_persoon(ctx, naam, mail, &mut fouten);
    if let Some(persoon) = &persoon
        && store::op_mail(write.conn(), &persoon.mail).await?.is_some()
    {
        let melding = "Er is al een account met dit mailadres. Geef dat account de rol, of vul een \
                       ander adres in.";
        fouten.meld("mail", "bestaat", melding);
    }
    let persoon = match persoon {
        Some(persoon) => fouten.of(persoon)?,
        None => return Err(fouten.into()),
    };
    let id = persoon.id;
    let gebeurd = maak(write, persoon, None, toekenningen, ctx.now).await?;
    vraag_mail(write, ctx, id).await?;
    Ok((id, gebeurd))
}

/// Has the invitation of an account sent again, once the write is committed; a link that was sent
/// before is worth nothing from then on. Answers what the commit has to tell.
///
/// # Errors
/// [`Error::NotFound`] when there is no such account; [`Error::Conflict`] when it can't be used, or
/// has a password already; the database fails.
pub async fn stuur_opnieuw(write: &Write, ctx: &Ctx, id: Uuid) -> Result<Vec<Gebeurtenis>> {
    let account = store::op_id(write.conn(), id).await?;
    let account = account.ok_or(Error::NotFound)?;
    let nee = |wat: &str| Err(Error::Conflict(wat.into()));
    if account.gebruiker.status != Status::Actief {
        return nee("Dit account is niet in gebruik. Deblokkeer het eerst.");
    }
    if account.wachtwoord.is_some() {
        return nee(
            "Deze persoon heeft de uitnodiging al aangenomen. Wie het wachtwoord kwijt is, kiest op \
             de inlogpagina “Wachtwoord vergeten?”.",
        );
    }
    vraag_mail(write, ctx, id).await?;
    Ok(vec![gebeurtenis(id, "opnieuw-uitnodigen", &[])])
}

/// Has the invitation of a member sent again, for the organisatiebeheerder, and for the beheerder of the
/// platform as long as no organisatiebeheerder was ever logged in.
///
/// # Errors
/// As [`stuur_opnieuw`]; [`Error::MagNiet`] for a beheerder after that; [`Error::NotFound`] when the
/// account is no member of the organisatie, and for whoever does not manage it.
pub async fn opnieuw_als_beheerder(
    db: &Db,
    ctx: &Ctx,
    organisatie_id: Uuid,
    id: Uuid,
) -> Result<()> {
    let bereik = Bereik::Organisatie(organisatie_id);
    let lid = Toekenning {
        rol: Rol::Lid,
        bereik,
    };
    let write = db.begin_write().await?;
    leden::eis_opnieuw(write.conn(), ctx, organisatie_id).await?;
    let hier = store::rollen::toekenningen(write.conn(), id).await?;
    if !hier.contains(&lid) {
        return Err(Error::NotFound);
    }
    let gebeurd = stuur_opnieuw(&write, ctx, id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}

/// Opens an account again of who left, as one that was just made: its address may be that of somebody
/// else by now, so nothing that the former owner logs in with works any more, and the name is that of
/// who is invited. Answers what the commit has to tell.
///
/// # Errors
/// The database fails.
pub(super) async fn heropen(
    write: &Write,
    ctx: &Ctx,
    id: Uuid,
    naam: String,
) -> Result<Gebeurtenis> {
    let conn = write.conn();
    store::wissen::inlogmiddelen(conn, id).await?;
    store::zet_naam(conn, id, naam).await?;
    store::leden::zet_status(conn, id, Status::Actief.waarde()).await?;
    vraag_mail(write, ctx, id).await?;
    Ok(gebeurtenis(id, "account-heropenen", &["naam".into()]))
}

/// Notes that the account was invited, and has the mail sent.
async fn vraag_mail(write: &Write, ctx: &Ctx, gebruiker_id: Uuid) -> Result<()> {
    let nog_geen = Toegangscode {
        gebruiker_id,
        soort: Codesoort::Uitnodiging,
        verloopt: None,
    };
    store::zet_code(write.conn(), &nog_geen, None).await?;
    berichten::stuur(write, ctx, gebruiker_id, Bericht::Uitnodiging).await
}
