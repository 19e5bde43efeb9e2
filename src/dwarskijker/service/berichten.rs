//! What is mailed about wederhoor: that there is something to read, and never what.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Bevinding, Contact, Lading, Status},
        store::{self, wederhoor},
    },
    wederhoor::vragen_aan,
    zaak::{schrijvers, status},
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    feitencheck::service as feitencheck,
    gebruikers::{
        model::Mailadres,
        service::{code::Code, functie::bereikbaar},
    },
    stukken::{Kind as _, service as stukken},
};

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What is told.
    pub wat: Bericht,
    /// How many bevindingen wait for them.
    pub aantal: usize,
    /// The first last day among those; none when none waits.
    pub uiterlijk: Option<NaiveDate>,
    /// How they get there.
    pub weg: Weg,
}

/// How somebody gets to what a message is about.
#[derive(Debug)]
pub enum Weg {
    /// They log in.
    Inloggen,
    /// They have no account, and open a link.
    Link {
        /// The code of the link.
        code: Code,
        /// Until when it opens.
        tot: DateTime<Utc>,
    },
    /// They have no account, and nothing to open.
    Zonder,
}

/// Makes the message of a job; none when there is nothing to tell any more, or the account can't be used. The
/// code of a link is made here, when it is sent.
///
/// # Errors
/// The database fails.
pub async fn zending(db: &Db, ctx: &Ctx, lading: Lading) -> Result<Option<Zending>> {
    let Lading { wat, aan } = lading;
    match aan {
        Contact::Account(id) => aan_account(db.read(), ctx, wat, id).await,
        Contact::Link(id) => aan_link(db, ctx, wat, id).await,
    }
}

async fn aan_account(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    wat: Bericht,
    account: Uuid,
) -> Result<Option<Zending>> {
    let Some(gebruiker) = bereikbaar(conn, account).await? else {
        return Ok(None);
    };
    let dagen = match wat {
        Bericht::Gevraagd => {
            let wachtend = wacht_op(conn, account, false).await?;
            if wachtend.is_empty() {
                // Who comes when a colleague replied already can change that reply.
                wacht_op(conn, account, true).await?
            } else {
                wachtend
            }
        }
        Bericht::Herinnering => wacht_op(conn, account, false).await?,
        Bericht::Voorbij if !schrijvers(conn).await?.contains(&account) => return Ok(None),
        Bericht::Voorbij => voorbij(conn, ctx.vandaag()).await?,
        Bericht::Vervallen | Bericht::Teruggenomen | Bericht::Vastgesteld => Vec::new(),
    };
    if vraagt(wat) && dagen.is_empty() {
        return Ok(None);
    }
    Ok(Some(Zending {
        aan: gebruiker.mail,
        wat,
        aantal: dagen.len(),
        uiterlijk: dagen.into_iter().min(),
        weg: Weg::Inloggen,
    }))
}

/// Whether a message asks something of its reader.
const fn vraagt(wat: Bericht) -> bool {
    matches!(
        wat,
        Bericht::Gevraagd | Bericht::Herinnering | Bericht::Voorbij
    )
}

/// The message to who has no account.
async fn aan_link(db: &Db, ctx: &Ctx, wat: Bericht, id: Uuid) -> Result<Option<Zending>> {
    if !vraagt(wat) {
        let link = feitencheck::een(db.read(), id).await?;
        return Ok(link.map(|link| Zending {
            aan: link.mail,
            wat,
            aantal: 0,
            uiterlijk: None,
            weg: Weg::Zonder,
        }));
    }
    let Some((bevinding, vraag)) = wederhoor::van_link(db.read(), id).await? else {
        return Ok(None);
    };
    let gereageerd = wat == Bericht::Herinnering && vraag.reactie.is_some();
    if gereageerd || !ligt_voor(db.read(), bevinding).await? {
        return Ok(None);
    }
    let link = feitencheck::geef_code(db, ctx, id).await?;
    Ok(link.map(|(link, code)| Zending {
        aan: link.mail,
        wat,
        aantal: 1,
        uiterlijk: Some(vraag.uiterlijk),
        weg: Weg::Link {
            code,
            tot: link.verloopt,
        },
    }))
}

/// The last day of everything that an account has still to reply to; `ook_gezegd` is whether also of what its
/// organisatie replied to.
async fn wacht_op(
    conn: &impl ConnectionTrait,
    account: Uuid,
    ook_gezegd: bool,
) -> Result<Vec<NaiveDate>> {
    let mut dagen = Vec::new();
    for (bevinding, vraag) in vragen_aan(conn, account).await? {
        if (ook_gezegd || vraag.reactie.is_none()) && ligt_voor(conn, bevinding).await? {
            dagen.push(vraag.uiterlijk);
        }
    }
    Ok(dagen)
}

/// Whether a bevinding is out for a reply now.
async fn ligt_voor(conn: &impl ConnectionTrait, bevinding: Uuid) -> Result<bool> {
    let kop = stukken::kop_voor_taak(conn, bevinding).await?;
    Ok(status(&kop)? == Status::Wederhoor)
}

/// The last day of every bevinding for which the time to reply is over.
async fn voorbij(conn: &impl ConnectionTrait, vandaag: NaiveDate) -> Result<Vec<NaiveDate>> {
    let ids = store::onderweg(conn).await?;
    let inhouden = Bevinding::laad(conn, &ids, Teksten::Weg).await?;
    let gevraagd = wederhoor::van(conn, &ids).await?;
    let mut dagen = Vec::new();
    for (id, inhoud) in inhouden {
        let gevraagd = gevraagd.get(&id).into_iter().flatten();
        let nu = gevraagd.filter(|w| w.ronde == inhoud.ronde);
        let laatste = nu.map(|w| w.uiterlijk).max();
        if let Some(dag) = laatste.filter(|dag| *dag < vandaag)
            && ligt_voor(conn, id).await?
        {
            dagen.push(dag);
        }
    }
    Ok(dagen)
}
