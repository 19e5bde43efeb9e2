//! Asking something about a stuk, and answering.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    model::{Bericht, HOOGSTENS, Lading, PERIODE, SOORT, keur_tekst},
    store,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::Mailadres,
        service::{
            functie::{bereikbaar, functiehouders, lid_van},
            sessies::ingelogd,
        },
    },
    ids::new_id,
    jobs::{model::Opdracht, service as jobs},
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
};

/// Makes those who send wait for each other, so that nobody sends one too many.
const SLOT: i64 = 0x434f_4e54;

/// The stuk that the actor can ask something about.
///
/// # Errors
/// [`Error::NotFound`] when it may not be read; nobody is logged in; [`Error::Conflict`] when it is not
/// published; the database can't be read.
pub async fn bereid_vraag(ctx: &Ctx, db: &Db, soort: Soort, naam: &str) -> Result<Kop> {
    let kop = stukken::vind(ctx, db.read(), soort, naam).await?;
    ingelogd(ctx)?;
    if !kop.is_gepubliceerd() {
        let melding = "Dit stuk is niet gepubliceerd. Stel uw vraag aan de redactie.";
        return Err(Error::Conflict(melding.into()));
    }
    Ok(kop)
}

/// A message that the actor got and can answer.
#[derive(Debug)]
pub struct Ontvangen {
    /// The message.
    pub bericht: Bericht,
    /// What it is about.
    pub kop: Kop,
    /// Who wrote it, with their organisatie.
    pub van: String,
}

/// A message that the actor got.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when there is none for them, or it was destroyed; the
/// database can't be read.
pub async fn bereid_antwoord(ctx: &Ctx, db: &Db, id: Uuid) -> Result<Ontvangen> {
    let (ik, _) = ingelogd(ctx)?;
    let conn = db.read();
    let bericht = store::bericht(conn, id).await?.ok_or(Error::NotFound)?;
    let kop = stukken::koppen(ctx, conn, &[bericht.stuk_id]).await?.pop();
    let kop = kop.ok_or(Error::NotFound)?;
    let voor_mij = match bericht.aan {
        Some(aan) => aan == ik,
        None => functiehouders(conn, &kop).await?.contains(&ik),
    };
    if !voor_mij {
        return Err(Error::NotFound);
    }
    let van = afzender(db, ctx, bericht.van).await?;
    Ok(Ontvangen { bericht, kop, van })
}

/// The name of an account with its organisatie, as the other reads it.
async fn afzender(db: &Db, ctx: &Ctx, account: Uuid) -> Result<String> {
    let Some(gebruiker) = bereikbaar(db.read(), account).await? else {
        return Ok("iemand die hier niet meer werkt".into());
    };
    let organisaties = organisaties_van(db, ctx, account).await?;
    Ok(if organisaties.is_empty() {
        gebruiker.naam
    } else {
        format!("{} ({})", gebruiker.naam, organisaties.join(", "))
    })
}

async fn organisaties_van(db: &Db, ctx: &Ctx, account: Uuid) -> Result<Vec<String>> {
    let ids = lid_van(db.read(), account).await?;
    let koppen = stukken::koppen(ctx, db.read(), &ids).await?;
    Ok(koppen.into_iter().map(|kop| kop.titel).collect())
}

/// What somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Verzoek {
    /// The text.
    pub tekst: String,
    /// Whether the receiver may see the address of the sender.
    pub met_adres: bool,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

fn keur_alles(verzoek: &Verzoek) -> Result<String, Fouten> {
    let mut fouten = Fouten::new();
    let tekst = keur_tekst(&verzoek.tekst, &mut fouten);
    let veld = Veld {
        naam: "tekst",
        label: "Uw bericht",
        tekst: &tekst,
    };
    keur(&[veld], verzoek.akkoord, &mut fouten);
    fouten.of(tekst)
}

/// Sends a question about a stuk to who looks after it. Answers the stuk.
///
/// # Errors
/// As [`bereid_vraag`]; every field that is not right; [`Error::TeVaak`]; [`Error::Conflict`] when
/// nobody else looks after it; the database fails.
pub async fn vraag(db: &Db, ctx: &Ctx, soort: Soort, naam: &str, verzoek: &Verzoek) -> Result<Kop> {
    let kop = bereid_vraag(ctx, db, soort, naam).await?;
    let tekst = keur_alles(verzoek)?;
    let (ik, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    let mut aan = functiehouders(write.conn(), &kop).await?;
    aan.retain(|id| *id != ik);
    if aan.is_empty() {
        let melding = "Er is niemand anders die voor dit stuk zorgt. Uw vraag is niet verstuurd.";
        return Err(Error::Conflict(melding.into()));
    }
    let bericht = Bericht {
        id: new_id(),
        stuk_id: kop.id,
        van: ik,
        aan: None,
        tekst,
        met_adres: verzoek.met_adres,
        op: ctx.now,
    };
    verstuur(write, ctx, &bericht, &aan, "vraag-stellen").await?;
    Ok(kop)
}

/// Sends an answer to who wrote a message. Answers the stuk that it is about.
///
/// # Errors
/// As [`bereid_antwoord`]; every field that is not right; [`Error::TeVaak`]; [`Error::Conflict`] when
/// who wrote it is no longer there; the database fails.
pub async fn antwoord(db: &Db, ctx: &Ctx, id: Uuid, verzoek: &Verzoek) -> Result<Kop> {
    let Ontvangen { bericht, kop, .. } = bereid_antwoord(ctx, db, id).await?;
    let tekst = keur_alles(verzoek)?;
    let (ik, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    if bereikbaar(write.conn(), bericht.van).await?.is_none() {
        let melding = "Wie dit stuurde, heeft geen account meer. Uw antwoord is niet verstuurd.";
        return Err(Error::Conflict(melding.into()));
    }
    let terug = Bericht {
        id: new_id(),
        stuk_id: kop.id,
        van: ik,
        aan: Some(bericht.van),
        tekst,
        met_adres: verzoek.met_adres,
        op: ctx.now,
    };
    verstuur(write, ctx, &terug, &[bericht.van], "vraag-beantwoorden").await?;
    Ok(kop)
}

async fn verstuur(
    write: Write,
    ctx: &Ctx,
    bericht: &Bericht,
    aan: &[Uuid],
    actie: &str,
) -> Result<()> {
    write.als_enige(SLOT).await?;
    let al = store::verstuurd(write.conn(), bericht.van, ctx.now - PERIODE).await?;
    if al.len() as u64 >= HOOGSTENS {
        let eerste = al.first().copied().unwrap_or(ctx.now);
        return Err(Error::TeVaak {
            weer_vanaf: eerste + PERIODE,
        });
    }
    store::voeg_toe(write.conn(), bericht).await?;
    for account in aan {
        let lading = Lading {
            bericht: bericht.id,
            account: *account,
        };
        let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
        jobs::zet_klaar(&write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    }
    // In the geschiedenis of who sent it: who asks what about a stuk is nobody else's business.
    let gebeurd = Gebeurtenis {
        stuk_id: bericht.van,
        is_account: true,
        actie: actie.into(),
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(())
}

/// What an account asked and answered, as long as it is kept, the first first.
///
/// # Errors
/// The database can't be read.
pub async fn van_account(
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    store::teksten(conn, account).await
}

/// A message that is ready to be brought.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// The stuk it is about.
    pub kop: Kop,
    /// Who wrote it, with their organisatie.
    pub van: String,
    /// Their address, when they want it seen.
    pub adres: Option<Mailadres>,
    /// The message.
    pub bericht: Bericht,
}

/// Makes the message of a job; none when there is nothing to bring any more.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, wat: Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let (Some(bericht), Some(aan)) = (
        store::bericht(conn, wat.bericht).await?,
        bereikbaar(conn, wat.account).await?,
    ) else {
        return Ok(None);
    };
    let kop = stukken::koppen(ctx, conn, &[bericht.stuk_id]).await?.pop();
    let Some(kop) = kop else { return Ok(None) };
    let schrijver = bereikbaar(conn, bericht.van).await?;
    let adres = schrijver.map(|g| g.mail).filter(|_| bericht.met_adres);
    Ok(Some(Zending {
        aan: aan.mail,
        van: afzender(db, ctx, bericht.van).await?,
        adres,
        kop,
        bericht,
    }))
}
