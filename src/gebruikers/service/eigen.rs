//! Somebody's own data: seeing what the platform keeps of them, and correcting it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    accounts::{gebeurtenis, keur_naam},
    berichten,
    code::Code,
    inloggen::Pogingen,
    kluis::Kluis,
    sessies::{self, ingelogd},
    zeker,
};
use crate::{
    acties::service as acties,
    actor::{Rol, Toekenning},
    bijeenkomsten::service as bijeenkomsten,
    contact::service as contact,
    ctx::Ctx,
    db::Db,
    duos::service::lezen as duos,
    dwarskijker::service::reageren,
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{
            Gebruiker, Inlogplek, Mailadres, Status,
            aanvraag::{Aanvraag, Uitkomst},
            bericht::{Bericht, Codesoort, Toegangscode},
        },
        store::{self, CodeVan, aanvragen, factor, identiteiten, leden, rollen},
    },
    kennisvragen::service::volgen,
    knelpunten::service::bijval,
    navraag::service as navraag,
    netwerk::service as netwerk,
    overnames::service as overnames,
    signalen::service::lezen as signalen,
    vraagpunten::service as vraagpunten,
};

/// Everything that is kept of the account of the actor.
#[derive(Debug)]
pub struct Gegevens {
    /// Name, address, status.
    pub gebruiker: Gebruiker,
    /// The last login.
    pub ingelogd: Option<DateTime<Utc>>,
    /// Whether there is a password.
    pub met_wachtwoord: bool,
    /// Whether there is a second factor.
    pub met_factor: bool,
    /// How many codes on paper are left.
    pub herstelcodes: u64,
    /// The address they want instead of theirs.
    pub nieuw_mailadres: Option<Mailadres>,
    /// What they may do, and since when.
    pub rollen: Vec<(Toekenning, DateTime<Utc>)>,
    /// Where they are logged in.
    pub aanmeldingen: Vec<Inlogplek>,
    /// The organisations whose account they log in with, by the address of the provider, and since
    /// when.
    pub identiteiten: Vec<(String, DateTime<Utc>)>,
    /// What they asked, or what was asked about them, that two people decide on; without outcome
    /// as long as it is open.
    pub aanvragen: Vec<(Aanvraag, Option<Uitkomst>)>,
    /// What they asked and answered about stukken through the platform, also to take one over, and when.
    pub berichten: Vec<(String, DateTime<Utc>)>,
}

/// Everything that is kept of the account of the actor, but for the log of what they did.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn gegevens(db: &Db, ctx: &Ctx) -> Result<Gegevens> {
    let (id, _) = ingelogd(ctx)?;
    let conn = db.read();
    let account = store::op_id(conn, id).await?.ok_or(Error::NietIngelogd)?;
    let mut berichten = contact::van_account(conn, id).await?;
    berichten.extend(overnames::teksten(conn, id).await?);
    berichten.extend(signalen::teksten(conn, id).await?);
    berichten.extend(bijval::teksten(conn, id).await?);
    berichten.extend(volgen::teksten(ctx, conn, id).await?);
    berichten.extend(acties::teksten(ctx, conn, id).await?);
    berichten.extend(bijeenkomsten::teksten(ctx, conn, id).await?);
    berichten.extend(duos::teksten(ctx, conn, id).await?);
    berichten.extend(netwerk::teksten(ctx, conn, id).await?);
    berichten.extend(vraagpunten::teksten(conn, id).await?);
    berichten.extend(navraag::teksten(ctx, conn, id).await?);
    berichten.extend(reageren::teksten(conn, id).await?);
    Ok(Gegevens {
        gebruiker: account.gebruiker,
        ingelogd: store::ingelogd(conn, id).await?,
        met_wachtwoord: account.wachtwoord.is_some(),
        met_factor: account.met_factor,
        herstelcodes: factor::aantal_herstelcodes(conn, id).await?,
        nieuw_mailadres: store::nieuw_mailadres(conn, id).await?,
        rollen: rollen::met_begin(conn, id).await?,
        aanmeldingen: sessies::mijn(db, ctx).await?,
        identiteiten: identiteiten::van_account(conn, id)
            .await?
            .into_iter()
            .map(|rij| (rij.issuer, rij.gekoppeld))
            .collect(),
        aanvragen: aanvragen::rond(conn, id).await?,
        berichten,
    })
}

/// Corrects the name of the actor.
///
/// # Errors
/// It can't be a name; nobody is logged in; the database fails.
pub async fn wijzig_naam(db: &Db, ctx: &Ctx, naam: &str) -> Result<()> {
    let (id, _) = ingelogd(ctx)?;
    let mut fouten = Fouten::new();
    let naam = keur_naam(naam, &mut fouten);
    let naam = fouten.of(naam)?;
    let write = db.begin_write().await?;
    store::zet_naam(write.conn(), id, naam).await?;
    let wat = gebeurtenis(id, "naam-wijzigen", &["naam".into()]);
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

/// Has a link sent to the address that the actor wants instead of theirs, and a warning to the one
/// they have. Whether the new one has an account already shows only to who gets its mail. Whoever gets
/// that gets the account, so the password is asked, or a strong login.
///
/// # Errors
/// It is no address, theirs already, or of none of their organisaties; the password is not right;
/// [`Error::NietSterk`]; [`Error::TeVaak`]; nobody is logged in; the database fails.
pub async fn vraag_mailadres(
    db: &Db,
    kluis: &Kluis,
    ctx: &Ctx,
    mail: &str,
    wachtwoord: String,
) -> Result<()> {
    let (id, aanmelding) = ingelogd(ctx)?;
    let account = store::op_id(db.read(), id).await?;
    let huidig = account.ok_or(Error::NietIngelogd)?.gebruiker.mail;
    let mut fouten = Fouten::new();
    let nieuw = mail.parse::<Mailadres>();
    match &nieuw {
        Err(()) => {
            let melding = "Vul een mailadres in, zoals naam@gemeente.nl.";
            fouten.meld("mail", "ongeldig", melding);
        }
        Ok(nieuw) if *nieuw == huidig => {
            fouten.meld("mail", "gelijk", "Dit is het adres dat u al hebt.");
        }
        Ok(nieuw) => {
            if let Some(melding) = ander_domein(db, &aanmelding.toekenningen, nieuw).await? {
                fouten.meld("mail", "ander-domein", melding);
            }
        }
    }
    zeker::toon_aan(db, kluis, ctx, wachtwoord, &mut fouten).await?;
    let nieuw = match nieuw {
        Ok(nieuw) => fouten.of(nieuw)?,
        Err(()) => return Err(fouten.into()),
    };
    Pogingen::van_herstel(&huidig).tel(db, ctx.now).await?;
    let write = db.begin_write().await?;
    let nog_geen = Toegangscode {
        gebruiker_id: id,
        soort: Codesoort::NieuwMailadres,
        verloopt: None,
    };
    store::zet_code(write.conn(), &nog_geen, None).await?;
    store::zet_nieuw_mailadres(write.conn(), id, &nieuw).await?;
    berichten::stuur(&write, ctx, id, Bericht::MailadresGevraagd).await?;
    berichten::stuur(&write, ctx, id, Bericht::NieuwMailadres).await?;
    let wat = gebeurtenis(id, "mailadres-vragen", &["mail".into()]);
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

/// What is wrong with an address that is of none of the organisaties of somebody; nothing for who is a
/// member of none.
async fn ander_domein(
    db: &Db,
    toekenningen: &[Toekenning],
    nieuw: &Mailadres,
) -> Result<Option<String>> {
    let lid = toekenningen.iter().filter(|t| t.rol == Rol::Lid);
    let van: Vec<Uuid> = lid.filter_map(|t| t.bereik.id()).collect();
    let eigenaar = leden::organisatie_van(db.read(), nieuw).await?;
    if van.is_empty() || eigenaar.is_some_and(|id| van.contains(&id)) {
        return Ok(None);
    }
    let mut domeinen = Vec::new();
    for organisatie in van {
        domeinen.extend(leden::domeinen(db.read(), organisatie).await?);
    }
    Ok(Some(if domeinen.is_empty() {
        "Van uw organisatie is geen maildomein bekend. Vraag de beheerder van het platform om dat in \
         te vullen."
            .to_owned()
    } else {
        let domeinen = crate::waarden::opsomming(domeinen.iter().map(String::as_str));
        format!("Dit adres is niet van uw organisatie: het eindigt op {domeinen}.")
    }))
}

/// The address that a code from a mail stands for. Changes nothing: programs that look at mail open
/// every link.
///
/// # Errors
/// [`Error::NotFound`] when it was used, has lapsed, or never was; the database fails.
pub async fn bekijk_mailadres(db: &Db, ctx: &Ctx, code: &Code) -> Result<(Uuid, Mailadres)> {
    let conn = db.read();
    let gevonden = store::code(conn, CodeVan::Hash(&code.hash())).await?;
    let gevonden = gevonden
        .filter(|code| code.soort == Codesoort::NieuwMailadres && code.is_geldig(ctx.now))
        .ok_or(Error::NotFound)?;
    let account = store::op_id(conn, gevonden.gebruiker_id).await?;
    account
        .filter(|a| a.gebruiker.status == Status::Actief)
        .ok_or(Error::NotFound)?;
    let mail = store::nieuw_mailadres(conn, gevonden.gebruiker_id).await?;
    Ok((gevonden.gebruiker_id, mail.ok_or(Error::NotFound)?))
}

/// Gives an account the address that a code from a mail stands for, and uses the code up.
///
/// # Errors
/// [`Error::NotFound`] as for [`bekijk_mailadres`]; [`Error::Conflict`] when another account got the
/// address meanwhile; the database fails.
pub async fn bevestig_mailadres(db: &Db, ctx: &Ctx, code: &Code) -> Result<()> {
    let (id, mail) = bekijk_mailadres(db, ctx, code).await?;
    let write = db.begin_write().await?;
    // Of two who use it at the same time only one finds it here.
    if !store::neem_code(write.conn(), CodeVan::Hash(&code.hash())).await? {
        return Err(Error::NotFound);
    }
    if store::op_mail(write.conn(), &mail).await?.is_some() {
        return Err(Error::Conflict(
            "Er is al een account met dit mailadres. Vraag de beheerder van het platform om hulp."
                .into(),
        ));
    }
    store::zet_mail(write.conn(), id, &mail).await?;
    let wat = crate::db::Gebeurtenis {
        herkomst: "met een code uit de mail".into(),
        ..gebeurtenis(id, "mailadres-wijzigen", &["mail".into()])
    };
    write.commit(ctx, &[wat]).await?;
    Ok(())
}
