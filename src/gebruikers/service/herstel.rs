//! Choosing a password with a code from a mail: a new one, or the first.

use super::{
    accounts::{gebeurtenis, keur_wachtwoord},
    berichten,
    code::Code,
    inloggen::Pogingen,
    kluis::Kluis,
    tokens,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{
            Gebruiker, Mailadres, Status,
            bericht::{Bericht, Codesoort},
        },
        store::{self, CodeVan, Welke},
    },
    ids::new_id,
};

/// Has mail sent to an address for a new password, when it has an account. Whether it has shows
/// neither in the answer nor in how long it takes: the same is written in both cases, and a worker
/// finds out afterwards.
///
/// # Errors
/// What was filled in is no address; [`Error::TeVaak`] when it was asked too often with it; the
/// database fails.
pub async fn vraag(db: &Db, ctx: &Ctx, mail: &str) -> Result<()> {
    let mail = mail.parse::<Mailadres>().map_err(|()| {
        let mut fouten = Fouten::new();
        let melding = "Vul uw mailadres in, zoals naam@gemeente.nl.";
        fouten.meld("mail", "ongeldig", melding);
        fouten
    })?;
    Pogingen::van_herstel(&mail).tel(db, ctx.now).await?;
    let write = db.begin_write().await?;
    let account = store::op_mail(write.conn(), &mail).await?;
    let id = account.map_or_else(new_id, |account| account.gebruiker.id);
    berichten::stuur(&write, ctx, id, Bericht::Herstel).await?;
    write.commit_zonder_gebeurtenis().await
}

/// What a code opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toegang {
    /// What the code is for.
    pub soort: Codesoort,
    /// Whose account it is.
    pub gebruiker: Gebruiker,
}

/// What a code opens now. Changes nothing: programs that look at mail open every link.
///
/// # Errors
/// [`Error::NotFound`] when it was used, has lapsed, was followed by another, or never was; the
/// database fails.
pub async fn bekijk(db: &Db, ctx: &Ctx, code: &Code) -> Result<Toegang> {
    let gevonden = store::code(db.read(), CodeVan::Hash(&code.hash())).await?;
    let gevonden = gevonden.filter(|code| code.soort.opent() && code.is_geldig(ctx.now));
    let gevonden = gevonden.ok_or(Error::NotFound)?;
    let account = store::op_id(db.read(), gevonden.gebruiker_id).await?;
    let account = account.filter(|a| a.gebruiker.status == Status::Actief);
    let account = account.ok_or(Error::NotFound)?;
    Ok(Toegang {
        soort: gevonden.soort,
        gebruiker: account.gebruiker,
    })
}

/// What somebody fills in to choose a password.
#[derive(Debug)]
pub struct Keuze {
    /// The one they want.
    pub wachtwoord: String,
    /// The same again.
    pub nogmaals: String,
}

/// Sets the password of the account that a code opens, uses the code up, and ends all logins and
/// tokens of the account. A second factor stays as it is: it is asked at the next login.
///
/// # Errors
/// Every field that is not right; [`Error::NotFound`] as for [`bekijk`]; the database fails.
pub async fn stel_in(
    db: &Db,
    kluis: &Kluis,
    ctx: &Ctx,
    code: &Code,
    keuze: Keuze,
) -> Result<Codesoort> {
    let Toegang { soort, gebruiker } = bekijk(db, ctx, code).await?;
    let Gebruiker { id, naam, mail, .. } = gebruiker;
    let mut fouten = Fouten::new();
    keur_wachtwoord(&keuze.wachtwoord, &naam, mail.als_tekst(), &mut fouten);
    if keuze.wachtwoord != keuze.nogmaals {
        let melding = "Vul twee keer hetzelfde wachtwoord in.";
        fouten.meld("nogmaals", "anders", melding);
    }
    fouten.of(())?;
    let bewaard = kluis.versleutel(keuze.wachtwoord).await?;
    let write = db.begin_write().await?;
    // Of two who use it at the same time only one finds it here.
    if !store::neem_code(write.conn(), CodeVan::Hash(&code.hash())).await? {
        return Err(Error::NotFound);
    }
    store::zet_wachtwoord(write.conn(), id, bewaard).await?;
    store::eindig(write.conn(), Welke::AlleBehalve(id, None)).await?;
    tokens::eindig(&write, ctx, id).await?;
    Pogingen::van(&mail).vergeet(&write).await?;
    let actie = match soort {
        Codesoort::Uitnodiging => "uitnodiging-aannemen",
        Codesoort::Herstel => "wachtwoord-herstellen",
        Codesoort::NieuwMailadres => return Err(Error::NotFound),
    };
    if soort == Codesoort::Herstel {
        berichten::stuur(&write, ctx, id, Bericht::WachtwoordGewijzigd).await?;
    }
    let wat = Gebeurtenis {
        herkomst: "met een code uit de mail".into(),
        ..gebeurtenis(id, actie, &[])
    };
    write.commit(ctx, &[wat]).await?;
    Ok(soort)
}
