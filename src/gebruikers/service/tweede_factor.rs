//! The second factor: setting it up, and giving it.

use uuid::Uuid;

use super::{
    accounts::gebeurtenis,
    berichten,
    inloggen::Pogingen,
    kluis::Kluis,
    sessies::{Sessiecode, ingelogd, willekeurig},
    tokens, zeker,
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{
            bericht::Bericht,
            tweede_factor::{Geheim, HERSTELCODES, herstelcode, lees_herstelcode},
        },
        store::{self, factor, factor::Factor},
    },
    instantiesleutel::Instantiesleutel,
};

/// Whose login the second factor is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voor {
    /// The account.
    pub gebruiker_id: Uuid,
    /// Its login.
    pub sessie_id: Uuid,
}

impl Voor {
    /// That of the actor.
    ///
    /// # Errors
    /// Nobody is logged in.
    pub fn actor(ctx: &Ctx) -> Result<Self> {
        let (gebruiker_id, huidige) = ingelogd(ctx)?;
        Ok(Self {
            gebruiker_id,
            sessie_id: huidige.sessie_id,
        })
    }
}

/// What the own page tells of the second factor.
#[derive(Debug)]
pub struct Toestand {
    /// Whether there is one.
    pub ingesteld: bool,
    /// How many codes on paper are left.
    pub herstelcodes: u64,
    /// A secret that waits for its first code, and the address that an app reads from its picture.
    pub nieuw: Option<(Geheim, String)>,
}

/// The second factor of the actor.
///
/// # Errors
/// Nobody is logged in; the database fails.
pub async fn toestand(db: &Db, sleutel: &Instantiesleutel, ctx: &Ctx) -> Result<Toestand> {
    let voor = Voor::actor(ctx)?;
    let id = voor.gebruiker_id;
    let huidige = huidige(db, id).await?;
    let nieuw = match nieuw_geheim(sleutel, voor, &huidige) {
        Some(geheim) => {
            let account = store::op_id(db.read(), id).await?;
            let mail = account.ok_or(Error::NietIngelogd)?.gebruiker.mail;
            let adres = geheim.adres(mail.als_tekst());
            Some((geheim, adres.map_err(anyhow::Error::from)?))
        }
        None => None,
    };
    Ok(Toestand {
        ingesteld: huidige.totp.is_some(),
        herstelcodes: factor::aantal_herstelcodes(db.read(), id).await?,
        nieuw,
    })
}

/// Whether the password is asked before a new secret is made: whoever sets the second factor has the
/// account.
///
/// # Errors
/// [`Error::NietSterk`] when the login is not strong and there is a second factor already;
/// [`Error::Conflict`] for who has neither that nor a password, and did not log in just now; nobody is
/// logged in; the database fails.
pub async fn vooraf(db: &Db, ctx: &Ctx) -> Result<bool> {
    zeker::vraagt_wachtwoord_of_vers(db, ctx).await
}

/// Makes a new secret for the actor, which comes in use with its first code, in this login.
///
/// # Errors
/// The password is not right; [`Error::TeVaak`] after too many tries; what [`vooraf`] refuses.
pub async fn begin(
    db: &Db,
    kluis: &Kluis,
    sleutel: &Instantiesleutel,
    ctx: &Ctx,
    wachtwoord: String,
) -> Result<()> {
    let voor = Voor::actor(ctx)?;
    if vooraf(db, ctx).await? {
        let mut fouten = Fouten::new();
        zeker::toon_aan(db, kluis, ctx, wachtwoord, &mut fouten).await?;
        fouten.of(())?;
    }
    let versleuteld = sleutel.versleutel(&plek_nieuw(voor), &Geheim::nieuw().base32())?;
    let write = db.begin_write().await?;
    factor::zet_nieuw(write.conn(), voor.gebruiker_id, versleuteld).await?;
    write.commit_zonder_gebeurtenis().await
}

/// Brings the new secret in use, with its first code. Answers the codes on paper, which are shown
/// this once, and what the browser holds from now on: the login is a strong one.
///
/// # Errors
/// The code is not right; [`Error::TeVaak`] after too many tries; no secret was made, or the login is
/// not strong and there is a second factor already; nobody is logged in; the database fails.
pub async fn stel_in(
    db: &Db,
    sleutel: &Instantiesleutel,
    ctx: &Ctx,
    code: &str,
) -> Result<(Vec<String>, Sessiecode)> {
    let voor = Voor::actor(ctx)?;
    let id = voor.gebruiker_id;
    let (_, aanmelding) = ingelogd(ctx)?;
    let nu_in_gebruik = huidige(db, id).await?;
    if nu_in_gebruik.totp.is_some() && !aanmelding.sterk {
        return Err(Error::NietSterk);
    }
    let Some(geheim) = nieuw_geheim(sleutel, voor, &nu_in_gebruik) else {
        return Err(Error::Conflict(
            "Deze sleutel is al in gebruik, of er is een nieuwere. Begin opnieuw vanaf uw account."
                .into(),
        ));
    };
    let pogingen = Pogingen::met_code(id);
    pogingen.tel(db, ctx.now).await?;
    let stap = geheim.stap(code, ctx.now, None);
    let Some(stap) = stap.map_err(anyhow::Error::from)? else {
        return Err(onjuist());
    };
    let versleuteld = sleutel.versleutel(&plek(id), &geheim.base32())?;
    let codes = nieuwe_codes()?;
    let afdrukken = codes.iter().map(|code| afdruk(sleutel, id, code)).collect();
    let write = db.begin_write().await?;
    factor::zet_factor(write.conn(), id, Some((versleuteld, stap))).await?;
    factor::zet_herstelcodes(write.conn(), id, afdrukken).await?;
    pogingen.vergeet(&write).await?;
    let andere = store::Welke::AlleBehalve(id, Some(voor.sessie_id));
    store::eindig(write.conn(), andere).await?;
    // Whoever only had the password may have made one.
    tokens::eindig(&write, ctx, id).await?;
    let sessiecode = maak_sterk(&write, ctx, voor).await?;
    berichten::stuur(&write, ctx, id, Bericht::TweedeFactorGewijzigd).await?;
    let wat = gebeurtenis(id, "tweede-factor-instellen", &[]);
    write.commit(ctx, &[wat]).await?;
    Ok((codes, sessiecode))
}

/// Gives an account a secret that its owner knows already: an account of the demo.
pub(super) async fn zet(
    write: &Write,
    sleutel: &Instantiesleutel,
    id: Uuid,
    geheim: &Geheim,
) -> Result<()> {
    let versleuteld = sleutel.versleutel(&plek(id), &geheim.base32())?;
    factor::zet_factor(write.conn(), id, Some((versleuteld, 0))).await
}

/// Makes new codes on paper for the actor; the old ones are worth nothing any more.
///
/// # Errors
/// [`Error::NietSterk`]; nobody is logged in, or they have no second factor; the database fails.
pub async fn vernieuw_codes(db: &Db, sleutel: &Instantiesleutel, ctx: &Ctx) -> Result<Vec<String>> {
    let id = met_factor(db, ctx).await?;
    let codes = nieuwe_codes()?;
    let afdrukken = codes.iter().map(|code| afdruk(sleutel, id, code)).collect();
    let write = db.begin_write().await?;
    factor::zet_herstelcodes(write.conn(), id, afdrukken).await?;
    let wat = gebeurtenis(id, "herstelcodes-vernieuwen", &[]);
    write.commit(ctx, &[wat]).await?;
    Ok(codes)
}

/// Takes the second factor of the actor away. The login is an ordinary one again.
///
/// # Errors
/// [`Error::NietSterk`]; nobody is logged in, or they have no second factor; the database fails.
pub async fn verwijder(db: &Db, ctx: &Ctx) -> Result<()> {
    let id = met_factor(db, ctx).await?;
    let write = db.begin_write().await?;
    wis(&write, ctx, id).await?;
    let wat = gebeurtenis(id, "tweede-factor-verwijderen", &[]);
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

/// Takes the second factor of an account away, with its codes on paper; no login of it is strong
/// after that. Its owner gets mail.
pub(super) async fn wis(write: &Write, ctx: &Ctx, id: Uuid) -> Result<()> {
    berichten::stuur(write, ctx, id, Bericht::TweedeFactorGewijzigd).await?;
    factor::zet_factor(write.conn(), id, None).await?;
    factor::zet_herstelcodes(write.conn(), id, Vec::new()).await?;
    store::verzwak_sessies(write.conn(), id).await
}

/// Gives the second factor of a login: the code of the app, or one on paper. Answers what the
/// browser holds from now on: the login is a strong one.
///
/// # Errors
/// The code is not right, or was used; [`Error::TeVaak`] after too many tries; the account has no
/// second factor; the database fails.
pub async fn bevestig(
    db: &Db,
    sleutel: &Instantiesleutel,
    ctx: &Ctx,
    voor: Voor,
    code: &str,
) -> Result<Sessiecode> {
    let id = voor.gebruiker_id;
    let huidige = huidige(db, id).await?;
    let Some(versleuteld) = huidige.totp else {
        return Err(Error::Conflict(
            "Uw account heeft geen tweede stap. Stel die in op de pagina van uw account.".into(),
        ));
    };
    let pogingen = Pogingen::met_code(id);
    pogingen.tel(db, ctx.now).await?;
    let geheim = ontsleutel(sleutel, id, &versleuteld)?;
    let stap = geheim.stap(code, ctx.now, huidige.stap);
    let stap = stap.map_err(anyhow::Error::from)?;
    let write = db.begin_write().await?;
    let (klopt, gebeurd) = match (stap, lees_herstelcode(code)) {
        (Some(stap), _) => (
            factor::gebruik_stap(write.conn(), id, stap).await?,
            Vec::new(),
        ),
        (None, Some(op_papier)) => {
            let hash = afdruk(sleutel, id, &op_papier);
            (
                factor::gebruik_herstelcode(write.conn(), id, hash).await?,
                vec![gebeurtenis(id, "herstelcode-gebruiken", &[])],
            )
        }
        (None, None) => (false, Vec::new()),
    };
    if !klopt {
        return Err(onjuist());
    }
    pogingen.vergeet(&write).await?;
    let code = maak_sterk(&write, ctx, voor).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(code)
}

async fn maak_sterk(write: &Write, ctx: &Ctx, voor: Voor) -> Result<Sessiecode> {
    let code = Sessiecode::nieuw()?;
    let er_is = store::maak_sterk(write.conn(), voor.sessie_id, code.hash(), ctx.now).await?;
    if er_is {
        Ok(code)
    } else {
        // Ended somewhere else in the meantime.
        Err(Error::NietIngelogd)
    }
}

/// The actor, when their login is strong and they have a second factor.
async fn met_factor(db: &Db, ctx: &Ctx) -> Result<Uuid> {
    let (id, aanmelding) = ingelogd(ctx)?;
    if huidige(db, id).await?.totp.is_none() {
        return Err(Error::Conflict("Uw account heeft geen tweede stap.".into()));
    }
    if aanmelding.sterk {
        Ok(id)
    } else {
        Err(Error::NietSterk)
    }
}

async fn huidige(db: &Db, id: Uuid) -> Result<Factor> {
    let huidige = factor::factor(db.read(), id).await?;
    huidige.ok_or(Error::NietIngelogd)
}

fn nieuwe_codes() -> Result<Vec<String>> {
    let een = |_| Ok(herstelcode(&willekeurig::<12>()?));
    (0..HERSTELCODES).map(een).collect()
}

/// What is kept of a code on paper.
fn afdruk(sleutel: &Instantiesleutel, id: Uuid, code: &str) -> String {
    let kaal: String = code.chars().filter(|c| *c != '-').collect();
    sleutel.afdruk(&format!("herstelcode:{id}"), &kaal)
}

fn ontsleutel(sleutel: &Instantiesleutel, id: Uuid, versleuteld: &str) -> Result<Geheim> {
    let base32 = sleutel.ontsleutel(&plek(id), versleuteld);
    let base32 = base32.map_err(|fout| {
        tracing::error!(
            fout = format!("{fout:#}"),
            "the second factor of an account can't be read: is the key of the platform the one that \
             it was set up with?"
        );
        Error::Conflict(
            "Wij kunnen uw tweede stap niet meer lezen. Dat ligt niet aan uw code. Vraag de \
             beheerder van het platform om uw tweede stap te wissen. Daarna stelt u hem opnieuw in."
                .into(),
        )
    })?;
    let geheim = Geheim::lees(&base32);
    Ok(geheim.ok_or_else(|| anyhow::anyhow!("account {id}: no second factor"))?)
}

/// The secret that waits for its first code in this login; none when it was made in another.
fn nieuw_geheim(sleutel: &Instantiesleutel, voor: Voor, huidige: &Factor) -> Option<Geheim> {
    let versleuteld = huidige.nieuw.as_ref()?;
    let base32 = sleutel.ontsleutel(&plek_nieuw(voor), versleuteld).ok()?;
    Geheim::lees(&base32)
}

fn plek(id: Uuid) -> String {
    format!("totp:{id}")
}

/// Only the login in which the owner showed who they are reads the secret that is made in it.
fn plek_nieuw(voor: Voor) -> String {
    format!("totp-nieuw:{}:{}", voor.gebruiker_id, voor.sessie_id)
}

fn onjuist() -> Error {
    let mut fouten = Fouten::new();
    let melding = "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in uw app. \
                   Blijft het misgaan? Kijk of de klok van uw telefoon goed staat.";
    fouten.meld("code", "onjuist", melding);
    fouten.into()
}
