//! Inviting somebody to check a draft, revoking that, and what was said.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    model::{
        DUUR, HOOGSTENS, Lading, Link, OPEN_PER_STUK, PERIODE, Reactie, SOORT, Stand, Uitnodiging,
    },
    policy::{Betrokken, Weigering},
    store::{self, Op},
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Fouten, Result},
    gebruikers::service::sessies::ingelogd,
    ids::new_id,
    jobs::{model::Opdracht, service as jobs},
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service::{self as stukken, links},
    },
};

/// Makes those who invite wait for each other, so that nobody invites one too many.
const SLOT: i64 = 0x4645_4954;

/// What the actor is to a stuk.
async fn betrokken(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<Betrokken> {
    let (ik, _) = ingelogd(ctx)?;
    Ok(Betrokken {
        auteur: stukken::auteurs(conn, kop.id).await?.contains(&ik),
        redactie: ctx.heeft(Rol::Redactie, Bereik::Landelijk),
    })
}

/// What somebody said of a draft, and who it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gezegd {
    /// The name of the person.
    pub naam: String,
    /// What they said.
    pub reactie: Reactie,
    /// Whether the stuk has changed since.
    pub over_eerder: bool,
}

/// Who reads a draft along, and what they said.
#[derive(Debug, Clone)]
pub struct Overzicht {
    /// The stuk.
    pub kop: Kop,
    /// The links to it, the newest first, each with how it stands.
    pub links: Vec<(Link, Stand)>,
    /// What was said, the newest first.
    pub gezegd: Vec<Gezegd>,
    /// Why the actor can't invite; none when they can.
    pub bezwaar: Option<&'static str>,
}

/// Who reads a stuk along, and what they said: for who writes it and the redactie.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not read the stuk, or is neither; nobody is logged in; the
/// database can't be read.
pub async fn overzicht(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    naam: &str,
) -> Result<Overzicht> {
    let kop = stukken::vind(ctx, conn, soort, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    ingelogd(ctx)?;
    van_kop(ctx, conn, kop?).await
}

/// As [`overzicht`], of a stuk that the actor reads.
///
/// # Errors
/// As [`overzicht`].
pub async fn van_kop(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop) -> Result<Overzicht> {
    let wie = betrokken(ctx, conn, &kop).await?;
    if !wie.mag_zien() {
        return Err(Error::NotFound);
    }
    let mut links = Vec::new();
    for link in store::van_stuk(conn, kop.id).await? {
        let gedeeld = links::is_open(conn, kop.id, link.id).await?;
        let stand = link.stand(ctx.now, gedeeld);
        links.push((link, stand));
    }
    let reacties = store::reacties(conn, &Leesrecht::van(&ctx.actor), kop.id).await?;
    let gezegd = reacties.into_iter().map(|reactie| {
        let link = links.iter().find(|(link, _)| link.id == reactie.link_id);
        Gezegd {
            naam: link.map(|(link, _)| link.naam.clone()).unwrap_or_default(),
            over_eerder: reactie.versie != kop.versie,
            reactie,
        }
    });
    Ok(Overzicht {
        gezegd: gezegd.collect(),
        bezwaar: wie
            .mag_uitnodigen(&kop.status)
            .err()
            .map(Weigering::melding),
        links,
        kop,
    })
}

/// The stuk that the actor may invite somebody to, as it stands inside this write.
async fn mag(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Kop> {
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    ingelogd(ctx)?;
    let kop = kop.ok_or(Error::NotFound)?;
    let wie = betrokken(ctx, conn, &kop).await?;
    if !wie.mag_zien() {
        return Err(Error::NotFound);
    }
    let mag = wie.mag_uitnodigen(&kop.status);
    mag.map_err(|waarom| match waarom {
        Weigering::Ander => Error::MagNiet(waarom.melding().into()),
        Weigering::Voorbij => Error::Conflict(waarom.melding().into()),
    })?;
    Ok(kop)
}

/// Invites somebody to check a stuk, and has a link sent to them once that is committed. Answers its
/// number.
///
/// # Errors
/// Every field that can't be used; [`Error::TeVaak`]; [`Error::Conflict`] when so many are reading
/// already, or it is no draft any more; [`Error::MagNiet`] with who may; [`Error::NotFound`] as for
/// [`overzicht`]; the database refuses.
pub async fn nodig_uit(db: &Db, ctx: &Ctx, id: Uuid, wie: &Uitnodiging) -> Result<Uuid> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let kop = mag(ctx, conn, id).await?;
    let (ik, _) = ingelogd(ctx)?;
    let (naam, mail) = wie.keur()?;
    let al = store::uitgenodigd(conn, ik, ctx.now - PERIODE).await?;
    if let Some(eerste) = al.first().filter(|_| al.len() >= HOOGSTENS) {
        return Err(Error::TeVaak {
            weer_vanaf: *eerste + PERIODE,
        });
    }
    let mut open = Vec::new();
    for link in store::van_stuk(conn, id).await? {
        if link.stand(ctx.now, links::is_open(conn, id, link.id).await?) == Stand::Open {
            open.push(link);
        }
    }
    if open.len() >= OPEN_PER_STUK {
        return Err(Error::Conflict(format!(
            "Er lezen al {OPEN_PER_STUK} mensen mee. Trek eerst een link in die niet meer nodig is."
        )));
    }
    if open.iter().any(|link| link.mail == mail) {
        let mut fouten = Fouten::new();
        let melding = "Op dit adres is al een link die werkt. Trek die eerst in als u een nieuwe wilt \
                       sturen.";
        fouten.meld("mail", "bestaat", melding);
        return Err(fouten.into());
    }
    let link = Link {
        id: new_id(),
        stuk_id: id,
        door: ik,
        naam,
        mail,
        gemaakt: ctx.now,
        verloopt: ctx.now + DUUR,
        ingetrokken: None,
        geopend: None,
    };
    store::voeg_toe(conn, &link).await?;
    mail_over(&write, ctx, Lading::Uitnodiging { link: link.id }).await?;
    let gebeurd = links::open(&write, &kop, link.id, "link-geven").await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(link.id)
}

/// Has something mailed, once the write is committed.
pub(super) async fn mail_over(write: &Write, ctx: &Ctx, lading: Lading) -> Result<()> {
    let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(())
}

/// Revokes a link to a stuk. Answers the number that the search index must reach before it is done; none
/// when the link had ended already.
///
/// # Errors
/// [`Error::MagNiet`] with who may; [`Error::NotFound`] as for [`overzicht`], and when it is no link to
/// this stuk; the database refuses.
pub async fn trek_in(db: &Db, ctx: &Ctx, id: Uuid, link: Uuid) -> Result<Option<i64>> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let kop = mag(ctx, conn, id).await?;
    let gevonden = store::een(conn, Op::Id(link)).await?;
    let link = gevonden
        .filter(|l| l.stuk_id == id)
        .ok_or(Error::NotFound)?;
    let gebeurd = links::sluit(&write, &kop, link.id, "link-intrekken").await?;
    if gebeurd.is_none() || link.ingetrokken.is_some() {
        return Ok(None);
    }
    store::trek_in(conn, link.id, ctx.now).await?;
    write.commit(ctx, gebeurd.as_slice()).await
}
