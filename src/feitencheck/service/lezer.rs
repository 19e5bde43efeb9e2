//! What somebody with a toegangslink does: opening it, reading, and saying whether it is right.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{
            Ingevuld, Lading, Link, OPENEN_HOOGSTENS, OPENEN_PERIODE, REACTIES, Reactie, Stand,
            Uitspraak,
        },
        store::{self, Op},
    },
    berichten::hoort,
    elders::is_elders,
    uitnodigen::mail_over,
};
use crate::{
    actor::Actor,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::service::{code::Code, functie::functiehouders},
    ids::new_id,
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        Leesrecht,
        model::Kop,
        service::{self as stukken, Leestekst, links},
    },
};

/// What the geschiedenis calls it when a link is opened.
const OPENEN: &str = "link-openen";
/// What it calls it when something is said by one.
const REAGEREN: &str = "link-reageren";

/// The link that something leads to, as long as it opens.
async fn geldig(
    conn: &impl ConnectionTrait,
    nu: DateTime<Utc>,
    op: Op<'_>,
) -> Result<Option<Link>> {
    let Some(link) = store::een(conn, op).await? else {
        return Ok(None);
    };
    let gedeeld = links::is_open(conn, link.stuk_id, link.id).await?;
    Ok(Some(link).filter(|link| link.stand(nu, gedeeld) == Stand::Open))
}

/// Until when the code of a mail opens something. Changes nothing: programs that look at mail open every
/// link.
///
/// # Errors
/// [`Error::NotFound`] when it opens nothing, for whatever reason; the database can't be read.
pub async fn bekijk(db: &Db, ctx: &Ctx, code: &Code) -> Result<DateTime<Utc>> {
    let link = geldig(db.read(), ctx.now, Op::Code(&code.hash())).await?;
    Ok(link.ok_or(Error::NotFound)?.verloopt)
}

/// Opens a link with the code of its mail. Answers what the browser holds from now on; one that opened it
/// before holds nothing more.
///
/// # Errors
/// [`Error::NotFound`] as for [`bekijk`]; [`Error::TeVaak`]; the database refuses.
pub async fn open(db: &Db, ctx: &Ctx, code: &Code) -> Result<Code> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let link = geldig(conn, ctx.now, Op::Code(&code.hash())).await?;
    open_link(write, ctx, link.ok_or(Error::NotFound)?).await
}

/// As [`open`], of a link that opens.
pub(super) async fn open_link(write: Write, ctx: &Ctx, link: Link) -> Result<Code> {
    let conn = write.conn();
    let al = store::gedaan(conn, &link, OPENEN, ctx.now - OPENEN_PERIODE).await?;
    if let Some(eerste) = al.first().filter(|_| al.len() >= OPENEN_HOOGSTENS) {
        return Err(Error::TeVaak {
            weer_vanaf: *eerste + OPENEN_PERIODE,
        });
    }
    let sessie = Code::nieuw()?;
    store::open(conn, link.id, sessie.hash(), ctx.now).await?;
    let ctx = Ctx {
        actor: Actor::Link { id: link.id },
        aanmelding: None,
        ..ctx.clone()
    };
    let gebeurd = Gebeurtenis {
        stuk_id: link.stuk_id,
        is_lezen: true,
        actie: OPENEN.into(),
        ..Gebeurtenis::default()
    };
    write.commit(&ctx, &[gebeurd]).await?;
    Ok(sessie)
}

/// Who holds what an opened link gave to a browser; none when the link has ended.
///
/// # Errors
/// The database can't be read.
pub async fn wie(db: &Db, nu: DateTime<Utc>, sessie: &Code) -> Result<Option<Actor>> {
    let link = geldig(db.read(), nu, Op::Sessie(&sessie.hash())).await?;
    Ok(link.map(|link| Actor::Link { id: link.id }))
}

/// What somebody with a link reads.
#[derive(Debug, Clone)]
pub struct Leesblad {
    /// The number of the link.
    pub link: Uuid,
    /// The head of the stuk.
    pub kop: Kop,
    /// Its text.
    pub tekst: Leestekst,
    /// When the link ends.
    pub tot: DateTime<Utc>,
    /// What they said before, the newest first.
    pub gezegd: Vec<Reactie>,
}

/// The link of the actor, as long as it opens.
pub(super) async fn eigen(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Link> {
    let Actor::Link { id } = ctx.actor else {
        return Err(Error::NotFound);
    };
    let link = geldig(conn, ctx.now, Op::Id(id)).await?;
    link.ok_or(Error::NotFound)
}

/// What the actor reads by their link.
///
/// # Errors
/// [`Error::NotFound`] when they have none, it has ended, or leads to a page of its own; the database can't
/// be read.
pub async fn lees(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Leesblad> {
    let link = eigen(ctx, conn).await?;
    let (kop, tekst) = stukken::leestekst(ctx, conn, link.stuk_id).await?;
    if is_elders(&kop) {
        return Err(Error::NotFound);
    }
    let gezegd = store::reacties(conn, &Leesrecht::van(&ctx.actor), kop.id).await?;
    Ok(Leesblad {
        link: link.id,
        kop,
        tekst,
        tot: link.verloopt,
        gezegd,
    })
}

/// Says whether what the actor read is right, and has those told who write it, and who invited them as
/// long as that one reads it too.
///
/// # Errors
/// Everything that is missing or does not fit; [`Error::Conflict`] when they said so much already;
/// [`Error::NotFound`] as for [`lees`]; the database refuses.
pub async fn reageer(
    db: &Db,
    ctx: &Ctx,
    versie: i64,
    ingevuld: &Ingevuld,
    akkoord: bool,
) -> Result<()> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let link = eigen(ctx, conn).await?;
    let kop = stukken::koppen(ctx, conn, &[link.stuk_id]).await?.pop();
    let kop = kop.filter(|kop| !is_elders(kop));
    let kop = kop.ok_or(Error::NotFound)?;
    let wat = keur_alles(ingevuld, akkoord)?;
    let al = store::reacties(conn, &Leesrecht::van(&ctx.actor), kop.id).await?;
    if al.len() >= REACTIES {
        return Err(Error::Conflict(format!(
            "U hebt al {REACTIES} keer gereageerd. Neem contact op met wie u uitnodigde."
        )));
    }
    let reactie = Reactie {
        id: new_id(),
        link_id: link.id,
        // What somebody says that they saw is never newer than what there is.
        versie: versie.clamp(1, kop.versie),
        wat,
        op: ctx.now,
    };
    store::bewaar_reactie(conn, kop.id, &reactie).await?;
    links::geef_deel(conn, kop.id, reactie.id, link.id).await?;
    let mut horen = stukken::auteurs(conn, kop.id).await?;
    if horen.is_empty() {
        horen.extend(functiehouders(conn, &kop).await?);
    }
    horen.insert(link.door);
    for account in horen {
        if hoort(conn, &kop, account).await? {
            let stuk = kop.id;
            mail_over(&write, ctx, Lading::Reactie { stuk, account }).await?;
        }
    }
    let gebeurd = Gebeurtenis {
        stuk_id: kop.id,
        // It is no part of what is found.
        is_lezen: true,
        actie: REAGEREN.into(),
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(())
}

/// Judges what was filled in, with the personal data that seem to be in it.
fn keur_alles(ingevuld: &Ingevuld, akkoord: bool) -> Result<Uitspraak> {
    let (uitspraak, mut fouten) = match ingevuld.keur() {
        Ok(uitspraak) => (Some(uitspraak), Fouten::new()),
        Err(fouten) => (None, fouten),
    };
    let opmerkingen = ingevuld.opmerkingen.iter();
    let opmerkingen = opmerkingen.map(|(veld, sectie)| Veld {
        naam: veld,
        label: &sectie.naam,
        tekst: &sectie.tekst,
    });
    let toelichting = Veld {
        naam: "toelichting",
        label: "Toelichting",
        tekst: &ingevuld.toelichting,
    };
    let velden: Vec<Veld<'_>> = opmerkingen.chain([toelichting]).collect();
    keur(&velden, akkoord, &mut fouten);
    match uitspraak {
        Some(uitspraak) => Ok(fouten.of(uitspraak)?),
        None => Err(fouten.into()),
    }
}
