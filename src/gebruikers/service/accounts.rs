//! Making accounts, and one's own account.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{berichten, inloggen::Pogingen, kluis::Kluis, rollen, sessies::ingelogd, tokens};
use crate::{
    actor::{Bereik, Rol, Toekenning},
    bestanden::naam::is_vreemd,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    duos::model::Hoe,
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{Gebruiker, Mailadres, Status, aanvraag::Verzoek, bericht::Bericht, wachtwoord},
        policy::{Eis, eis},
        store::{self, CodeVan, Welke},
    },
    ids::new_id,
};

/// The longest name.
const NAAM: usize = 200;
/// As long as fewer accounts than this have the role, whoever runs the platform may give it on the
/// machine: after that two of them do (design section 4).
const OM_TE_BEGINNEN: usize = 2;

/// A new account, made on the machine.
#[derive(Debug)]
pub struct Nieuw {
    /// The name of the person.
    pub naam: String,
    /// Where they get their mail.
    pub mail: String,
    /// What they log in with; they can change it.
    pub wachtwoord: String,
    /// The role they get.
    pub rol: Rol,
}

/// Makes an account with a national role, for whoever runs the platform on the machine itself.
///
/// # Errors
/// Every field that can't be used; the role is not given on the machine, or no longer; there is an
/// account with this address; the database fails.
pub async fn maak_op_machine(db: &Db, kluis: &Kluis, ctx: &Ctx, nieuw: Nieuw) -> Result<Uuid> {
    let gebruiker = keur(ctx, &nieuw)?;
    let wat = Toekenning {
        rol: nieuw.rol,
        bereik: Bereik::Landelijk,
    };
    let bewaard = kluis.versleutel(nieuw.wachtwoord).await?;
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    mag_op_machine(&write, wat).await?;
    if store::op_mail(write.conn(), &gebruiker.mail)
        .await?
        .is_some()
    {
        return Err(Error::Conflict(
            "Er is al een account met dit mailadres.".into(),
        ));
    }
    let id = gebruiker.id;
    let gebeurd = maak(&write, gebruiker, bewaard, &[wat], ctx.now).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(id)
}

/// Takes a role that is given on the machine away from an account, for whoever runs the platform.
///
/// # Errors
/// It is given and taken on the platform itself; there is no account with this address, or it does not
/// have the role; the database fails.
pub async fn neem_op_machine(db: &Db, ctx: &Ctx, rol: Rol, mail: &str) -> Result<Uuid> {
    if !matches!(eis(rol), Eis::Machine) {
        return Err(op_platform(rol, "genomen"));
    }
    let wat = Toekenning {
        rol,
        bereik: Bereik::Landelijk,
    };
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    let account = match mail.parse() {
        Ok(mail) => store::op_mail(write.conn(), &mail).await?,
        Err(()) => None,
    };
    let Some(account) = account else {
        return Err(Error::Conflict(
            "Er is geen account met dit mailadres.".into(),
        ));
    };
    let id = account.gebruiker.id;
    let wissel = (Hoe::Ontnomen, ctx.now);
    if !store::rollen::neem(write.conn(), id, wat, wissel).await? {
        return Err(Error::Conflict("Dit account heeft deze rol niet.".into()));
    }
    write
        .commit(ctx, &[rollen::wijziging(id, Verzoek::RolNemen(wat))])
        .await?;
    Ok(id)
}

fn op_platform(rol: Rol, hoe: &str) -> Error {
    let rol = rol.label().to_lowercase();
    Error::Conflict(format!("De rol {rol} wordt op het platform zelf {hoe}."))
}

/// Writes a new account with its roles; one without a password can't log in with one yet. Answers what goes into its geschiedenis.
pub(super) async fn maak(
    write: &Write,
    gebruiker: Gebruiker,
    bewaard: impl Into<Option<String>>,
    rollen: &[Toekenning],
    op: DateTime<Utc>,
) -> Result<Vec<Gebeurtenis>> {
    store::maak(write.conn(), &gebruiker, bewaard.into()).await?;
    let mut gebeurd = vec![gebeurtenis(gebruiker.id, "account-maken", &[])];
    for wat in rollen {
        store::rollen::geef(write.conn(), gebruiker.id, *wat, op).await?;
        gebeurd.push(rollen::wijziging(gebruiker.id, Verzoek::RolGeven(*wat)));
    }
    Ok(gebeurd)
}

async fn mag_op_machine(write: &Write, wat: Toekenning) -> Result<()> {
    let begin = matches!(wat.rol, Rol::Beheerder | Rol::Redactie);
    if begin && store::rollen::houders(write.conn(), wat).await?.len() >= OM_TE_BEGINNEN {
        return Err(Error::Conflict(format!(
            "Er zijn al {OM_TE_BEGINNEN} mensen met de rol {}. Zij geven deze rol samen aan een ander.",
            wat.rol.label().to_lowercase()
        )));
    }
    if begin || wat.rol == Rol::Dwarskijker {
        Ok(())
    } else {
        Err(op_platform(wat.rol, "gegeven"))
    }
}

fn keur(ctx: &Ctx, nieuw: &Nieuw) -> Result<Gebruiker, Fouten> {
    let mut fouten = Fouten::new();
    let persoon = keur_persoon(ctx, &nieuw.naam, &nieuw.mail, &mut fouten);
    let naam = persoon.as_ref().map_or("", |p| &p.naam);
    keur_wachtwoord(&nieuw.wachtwoord, naam, &nieuw.mail, &mut fouten);
    match persoon {
        Some(persoon) => fouten.of(persoon),
        None => Err(fouten),
    }
}

/// Judges the name and the address of a new account; none when one of them can't be used.
pub(super) fn keur_persoon(
    ctx: &Ctx,
    naam: &str,
    mail: &str,
    fouten: &mut Fouten,
) -> Option<Gebruiker> {
    let naam = keur_naam(naam, fouten);
    let mail = mail.parse::<Mailadres>();
    if mail.is_err() {
        let melding = "Vul een mailadres in, zoals naam@gemeente.nl.";
        fouten.meld("mail", "ongeldig", melding);
    }
    Some(Gebruiker {
        id: new_id(),
        naam,
        mail: mail.ok()?,
        status: Status::Actief,
        aangemaakt: ctx.now,
    })
}

/// The name of a person, in the form that is kept.
pub(super) fn keur_naam(naam: &str, fouten: &mut Fouten) -> String {
    let naam = naam.split_whitespace().collect::<Vec<_>>().join(" ");
    if naam.is_empty() {
        fouten.meld("naam", "verplicht", "Vul een naam in.");
    } else if naam.chars().count() > NAAM {
        let melding = format!("Een naam heeft hoogstens {NAAM} tekens.");
        fouten.meld("naam", "te-lang", melding);
    } else if naam.chars().any(is_vreemd) {
        let melding = "In deze naam zitten tekens die niemand ziet. Typ de naam opnieuw in.";
        fouten.meld("naam", "vreemde-tekens", melding);
    }
    naam
}

pub(super) fn keur_wachtwoord(wachtwoord: &str, naam: &str, mail: &str, fouten: &mut Fouten) {
    wachtwoord::keur(
        "wachtwoord",
        wachtwoord,
        &["dwarsverband", naam, mail],
        fouten,
    );
}

/// The account of the actor.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn mijn(db: &Db, ctx: &Ctx) -> Result<Gebruiker> {
    let (id, _) = ingelogd(ctx)?;
    let account = store::op_id(db.read(), id).await?;
    Ok(account.ok_or(Error::NietIngelogd)?.gebruiker)
}

/// Whether the actor has a password here.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn heeft_wachtwoord(db: &Db, ctx: &Ctx) -> Result<bool> {
    let (id, _) = ingelogd(ctx)?;
    let account = store::op_id(db.read(), id).await?;
    Ok(account.ok_or(Error::NietIngelogd)?.wachtwoord.is_some())
}

/// What somebody fills in to change their password.
#[derive(Debug)]
pub struct Wijziging {
    /// The one they have.
    pub huidig: String,
    /// The one they want.
    pub wachtwoord: String,
    /// The same again.
    pub nogmaals: String,
}

/// Changes the password of the actor, and ends all other logins and all tokens of the account: whoever
/// changes a password may do so because somebody else knows it. The password they have is guessed no sooner
/// here than by logging in.
///
/// # Errors
/// Every field that is not right; [`Error::TeVaak`] as for logging in; nobody is logged in; the
/// database fails.
pub async fn wijzig_wachtwoord(db: &Db, kluis: &Kluis, ctx: &Ctx, nieuw: Wijziging) -> Result<()> {
    let (id, huidige) = ingelogd(ctx)?;
    let account = store::op_id(db.read(), id).await?;
    let account = account.ok_or(Error::NietIngelogd)?;
    let pogingen = Pogingen::van(&account.gebruiker.mail);
    pogingen.tel(db, ctx.now).await?;
    let mut fouten = Fouten::new();
    if !kluis.klopt(nieuw.huidig, account.wachtwoord).await? {
        let melding = "Dit is niet het wachtwoord waarmee u nu inlogt.";
        fouten.meld("huidig", "onjuist", melding);
    }
    let Gebruiker { naam, mail, .. } = &account.gebruiker;
    keur_wachtwoord(&nieuw.wachtwoord, naam, mail.als_tekst(), &mut fouten);
    if nieuw.wachtwoord != nieuw.nogmaals {
        let melding = "Vul twee keer hetzelfde nieuwe wachtwoord in.";
        fouten.meld("nogmaals", "anders", melding);
    }
    fouten.of(())?;
    let bewaard = kluis.versleutel(nieuw.wachtwoord).await?;
    let write = db.begin_write().await?;
    store::zet_wachtwoord(write.conn(), id, bewaard).await?;
    pogingen.vergeet(&write).await?;
    let andere = Welke::AlleBehalve(id, Some(huidige.sessie_id));
    store::eindig(write.conn(), andere).await?;
    tokens::eindig(&write, ctx, id).await?;
    // A link that is still in the mail of somebody is worth nothing from now on.
    store::neem_code(write.conn(), CodeVan::Account(id)).await?;
    berichten::stuur(&write, ctx, id, Bericht::WachtwoordGewijzigd).await?;
    let wat = gebeurtenis(id, "wachtwoord-wijzigen", &[]);
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

/// A row of the geschiedenis of an account.
pub(super) fn gebeurtenis(id: Uuid, actie: &str, velden: &[String]) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: id,
        actie: actie.into(),
        velden: velden.to_vec(),
        is_account: true,
        ..Gebeurtenis::default()
    }
}
