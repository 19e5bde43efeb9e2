//! What goes by mail about a fact check.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Lading, Link},
        policy::Betrokken,
    },
    elders::geef_code,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{
        model::Mailadres,
        service::{
            code::Code,
            functie::{bereikbaar, functiehouders, lid_van},
        },
    },
    stukken::{
        model::{Eigenaar, Kop},
        service as stukken,
    },
};

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What it says.
    pub inhoud: Inhoud,
}

/// What a message says.
#[derive(Debug)]
pub enum Inhoud {
    /// Somebody wants you to read a draft.
    Uitnodiging {
        /// Who wants that, with their organisatie.
        van: String,
        /// The code of the link.
        code: Code,
        /// Until when it opens.
        tot: DateTime<Utc>,
    },
    /// Somebody said something of a draft.
    Reactie {
        /// Where it stands, from the root of the site.
        pad: String,
    },
}

/// Makes the message of a job; none when there is nothing to tell any more: the link has ended, or the
/// account can't be used, or no longer writes the stuk or decides about it. The code of a link is made
/// here, when it is sent: before that it is nowhere, and afterwards only its hash is.
///
/// # Errors
/// The database fails.
pub async fn zending(db: &Db, ctx: &Ctx, wat: Lading) -> Result<Option<Zending>> {
    match wat {
        Lading::Uitnodiging { link } => uitnodiging(db, ctx, link).await,
        Lading::Reactie { stuk, account } => {
            let Some(gebruiker) = bereikbaar(db.read(), account).await? else {
                return Ok(None);
            };
            let Ok(kop) = stukken::kop_voor_taak(db.read(), stuk).await else {
                return Ok(None);
            };
            if !hoort(db.read(), &kop, account).await? {
                return Ok(None);
            }
            Ok(Some(Zending {
                aan: gebruiker.mail,
                inhoud: Inhoud::Reactie {
                    pad: format!("{}/feitencheck", kop.pad()),
                },
            }))
        }
    }
}

/// Whether an account is told what is said of a stuk, as both stand now.
pub(super) async fn hoort(conn: &impl ConnectionTrait, kop: &Kop, account: Uuid) -> Result<bool> {
    // What no organisatie owns, the redactie looks after.
    let van_redactie = Kop {
        eigenaar: Eigenaar::default(),
        ..kop.clone()
    };
    let wie = Betrokken {
        auteur: stukken::auteurs(conn, kop.id).await?.contains(&account),
        redactie: functiehouders(conn, &van_redactie)
            .await?
            .contains(&account),
    };
    Ok(wie.hoort(&kop.status))
}

async fn uitnodiging(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Option<Zending>> {
    let Some((link, code)) = geef_code(db, ctx, id).await? else {
        return Ok(None);
    };
    let van = afzender(db, ctx, &link).await?;
    Ok(Some(Zending {
        aan: link.mail,
        inhoud: Inhoud::Uitnodiging {
            van,
            code,
            tot: link.verloopt,
        },
    }))
}

/// Who invited somebody, with their organisatie, as that person reads it.
async fn afzender(db: &Db, ctx: &Ctx, link: &Link) -> Result<String> {
    let Some(gebruiker) = bereikbaar(db.read(), link.door).await? else {
        return Ok("Iemand van Dwarsverband".into());
    };
    let ids = lid_van(db.read(), link.door).await?;
    let koppen = stukken::koppen(ctx, db.read(), &ids).await?;
    let organisaties: Vec<String> = koppen.into_iter().map(|kop| kop.titel).collect();
    Ok(if organisaties.is_empty() {
        gebruiker.naam
    } else {
        format!("{} ({})", gebruiker.naam, organisaties.join(", "))
    })
}
