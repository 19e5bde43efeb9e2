//! API tokens: making and revoking them, and who a request with one is.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    accounts::gebeurtenis,
    berichten,
    sessies::{ingelogd, willekeurig},
};
use crate::{
    actor::{Actor, Rol},
    ctx::{Clock, Ctx, Machtiging},
    db::{Db, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{
            Status,
            bericht::Bericht,
            token::{Apitoken, HOOGSTENS, Looptijd, NAAM, Scope, Token, WAARSCHUWEN},
        },
        policy::sleutels_met_token,
        store::{self, factor, rollen, tokens},
    },
    ids::new_id,
    organisaties::service as organisaties,
};

/// Makes those who make a token at the same time wait for each other, so that nobody gets one too
/// many.
const SLOT: i64 = 0x544f_4b45;

/// Who a request with this token is, and what it may do. Never somebody who is logged in: it manages
/// nothing.
///
/// # Errors
/// [`Error::OngeldigToken`] when it is none, no longer works, or its account can't be used now; the
/// database fails.
pub async fn wie(db: &Db, clock: &Clock, tekst: &str) -> Result<(Actor, Machtiging)> {
    let nu = clock.now();
    let token: Token = tekst.parse().map_err(|()| Error::OngeldigToken)?;
    let token = tokens::met_hash(db.read(), &token.hash()).await?;
    let token = token.filter(|token| token.werkt(nu));
    let token = token.ok_or(Error::OngeldigToken)?;
    let account = store::op_id(db.read(), token.gebruiker_id).await?;
    if account.is_none_or(|account| account.gebruiker.status != Status::Actief) {
        return Err(Error::OngeldigToken);
    }
    if token.opschrijven(nu) {
        // Reading waits for nobody who writes, and goes on when nothing can be written.
        let (db, id) = (db.clone(), token.id);
        tokio::spawn(async move {
            if let Err(fout) = schrijf_op(&db, id, nu).await {
                tracing::warn!(fout = ?fout, "the last request with a token could not be written");
            }
        });
    }
    let toekenningen = rollen::toekenningen(db.read(), token.gebruiker_id).await?;
    let Some(mut sleutels) = sleutels_met_token(&token.scopes, &toekenningen) else {
        return Ok((Actor::Bezoeker, Machtiging::Lezen));
    };
    sleutels.extend(organisaties::sleutels_van_leden(db, &sleutels).await?);
    let machtiging = if token.scopes.contains(&Scope::Schrijven) {
        Machtiging::Schrijven(toekenningen)
    } else {
        Machtiging::Lezen
    };
    let actor = Actor::Account {
        id: token.gebruiker_id,
        sleutels,
    };
    Ok((actor, machtiging))
}

async fn schrijf_op(db: &Db, id: Uuid, nu: DateTime<Utc>) -> Result<()> {
    let write = db.begin_write().await?;
    tokens::zie(write.conn(), id, nu).await?;
    write.commit_zonder_gebeurtenis().await
}

/// The tokens of the actor that work now, and whether they may make another with this login: who has
/// a second factor shows it first.
///
/// # Errors
/// Nobody is logged in, or the database fails.
pub async fn mijn(db: &Db, ctx: &Ctx) -> Result<(Vec<Apitoken>, bool)> {
    let (id, aanmelding) = ingelogd(ctx)?;
    let alle = tokens::levende(db.read(), id, ctx.now).await?;
    let mag = aanmelding.sterk || !heeft_factor(db, id).await?;
    Ok((alle, mag))
}

async fn heeft_factor(db: &Db, id: Uuid) -> Result<bool> {
    let factor = factor::factor(db.read(), id).await?;
    Ok(factor.ok_or(Error::NietIngelogd)?.totp.is_some())
}

/// What somebody fills in to make a token.
#[derive(Debug)]
pub struct Nieuw {
    /// What to call it.
    pub naam: String,
    /// What it may be used for, as [`Scope`] has it.
    pub scope: String,
    /// How long it lives, as [`Looptijd`] has it.
    pub looptijd: String,
}

/// Makes a token for the actor. Answers it, this once, and what is known of it.
///
/// # Errors
/// Every field that is not right; [`Error::NietSterk`] when the login is not strong and the account has
/// a second factor; nobody is logged in; the database fails.
pub async fn maak(db: &Db, ctx: &Ctx, nieuw: &Nieuw) -> Result<(Token, Apitoken)> {
    let (id, aanmelding) = ingelogd(ctx)?;
    if !aanmelding.sterk && heeft_factor(db, id).await? {
        return Err(Error::NietSterk);
    }
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let er_zijn = tokens::levende(write.conn(), id, ctx.now).await?;
    let token = keur(ctx, id, nieuw, &er_zijn)?;
    let geheim = Token::van(&willekeurig()?);
    tokens::maak(write.conn(), token.clone(), geheim.hash()).await?;
    let velden = [token.id.to_string(), Scope::als_kolom(&token.scopes)];
    let wat = gebeurtenis(id, "token-maken", &velden);
    write.commit(ctx, &[wat]).await?;
    Ok((geheim, token))
}

fn keur(ctx: &Ctx, id: Uuid, nieuw: &Nieuw, er_zijn: &[Apitoken]) -> Result<Apitoken, Fouten> {
    let mut fouten = Fouten::new();
    let naam = nieuw.naam.split_whitespace().collect::<Vec<_>>().join(" ");
    if er_zijn.len() >= HOOGSTENS {
        let melding = format!("U hebt al {HOOGSTENS} tokens die werken. Trek er eerst een in.");
        fouten.meld("naam", "te-veel", melding);
    } else if naam.is_empty() {
        let melding = "Vul in waarvoor u het token gebruikt.";
        fouten.meld("naam", "verplicht", melding);
    } else if naam.chars().count() > NAAM {
        let melding = format!("Schrijf hoogstens {NAAM} tekens.");
        fouten.meld("naam", "te-lang", melding);
    } else if er_zijn.iter().any(|token| token.naam == naam) {
        let melding = "U hebt al een token met deze naam. Kies een andere naam.";
        fouten.meld("naam", "bestaat-al", melding);
    }
    let scope = nieuw.scope.parse::<Scope>();
    if scope.is_err() {
        fouten.meld("scope", "onbekend", "Kies wat het token mag.");
    }
    let looptijd = nieuw.looptijd.parse::<Looptijd>();
    if looptijd.is_err() {
        let melding = "Kies hoe lang het token werkt.";
        fouten.meld("looptijd", "onbekend", melding);
    }
    match (scope, looptijd) {
        (Ok(scope), Ok(looptijd)) => fouten.of(Apitoken {
            id: new_id(),
            gebruiker_id: id,
            naam,
            scopes: vec![scope],
            gemaakt: ctx.now,
            verloopt: ctx.now + looptijd.duur(),
            gebruikt: None,
            ingetrokken: None,
        }),
        _ => Err(fouten),
    }
}

/// Revokes a token of the actor.
///
/// # Errors
/// [`Error::NotFound`] when it is not one of theirs, or no longer works; nobody is logged in; the
/// database fails.
pub async fn trek_in(db: &Db, ctx: &Ctx, token: Uuid) -> Result<()> {
    let (id, _) = ingelogd(ctx)?;
    neem(db, ctx, id, token).await
}

/// Revokes a token of anybody, for the beheerder.
///
/// # Errors
/// [`Error::NotFound`] when the account has no such token, or it no longer works, and for whoever is
/// no beheerder; [`Error::NietSterk`]; the database fails.
pub async fn trek_in_van(db: &Db, ctx: &Ctx, id: Uuid, token: Uuid) -> Result<()> {
    ctx.eis_een(&[Rol::Beheerder])?;
    neem(db, ctx, id, token).await
}

async fn neem(db: &Db, ctx: &Ctx, id: Uuid, token: Uuid) -> Result<()> {
    let write = db.begin_write().await?;
    if !tokens::trek_in(write.conn(), id, token, ctx.now).await? {
        return Err(Error::NotFound);
    }
    let wat = gebeurtenis(id, "token-intrekken", &[token.to_string()]);
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

/// Ends all tokens of an account, with what somebody else may have had a hand in or can't use any
/// more. The row of that in the geschiedenis tells of it.
pub(super) async fn eindig(write: &Write, ctx: &Ctx, id: Uuid) -> Result<()> {
    tokens::trek_alle_in(write.conn(), id, ctx.now).await
}

/// Has everybody told, once, whose token ends within a week.
///
/// # Errors
/// The database fails; then nobody is told, and it can be done again.
pub async fn waarschuw(db: &Db, ctx: &Ctx) -> Result<()> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let tot = ctx.now + WAARSCHUWEN;
    let bijna = tokens::te_waarschuwen(write.conn(), ctx.now, tot).await?;
    if bijna.is_empty() {
        return Ok(());
    }
    let van: BTreeSet<Uuid> = bijna.iter().map(|token| token.gebruiker_id).collect();
    for id in van {
        berichten::stuur(&write, ctx, id, Bericht::TokenVerloopt).await?;
    }
    let ids = bijna.into_iter().map(|token| token.id).collect();
    tokens::gewaarschuwd(write.conn(), ids, ctx.now).await?;
    write.commit_zonder_gebeurtenis().await
}

/// The tokens of an account that end within a week: name and moment.
pub(super) async fn bijna_verlopen(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let alle = tokens::levende(db.read(), id, ctx.now).await?;
    let bijna = alle
        .into_iter()
        .filter(|token| token.verloopt - ctx.now <= WAARSCHUWEN);
    Ok(bijna.map(|token| (token.naam, token.verloopt)).collect())
}
