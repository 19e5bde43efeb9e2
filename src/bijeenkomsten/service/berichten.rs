//! What is told by mail and to calendars, made of the job that asks for it.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{
            Aanleiding, Actie, Antwoord, Bijeenkomst, Genodigde, Lading, Status,
            agenda::{Afspraak, Deelnemer, Methode},
        },
        store::genodigden::met_antwoord,
    },
    status,
};
use crate::{
    acties::service::mensen::mensen,
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    gebruikers::{model::Gebruiker, service::functie::bereikbaar},
    markdown::platte_tekst,
    stukken::{
        Kind as _,
        model::Kop,
        service::{self as stukken, overgangen::laatste_reden},
    },
    werkruimte::{
        model::{Niveau, Plaats},
        service::pad,
    },
};

/// What a bijeenkomst is called for who may not know any more what it is.
const KAAL: &str = "Bijeenkomst (gaat voor u niet door)";

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Gebruiker,
    /// What there is to tell.
    pub wat: Wat,
    /// What it is called; none when a mail must not say that.
    pub titel: Option<String>,
    /// The title of the thema.
    pub thema: String,
    /// What is particular to it.
    pub inhoud: Bijeenkomst,
    /// Where it stands, from the root of the site; empty for who does not read it any more.
    pub pad: String,
    /// What they answered already.
    antwoord: Option<Antwoord>,
    id: Uuid,
    gewijzigd: DateTime<Utc>,
}

/// What there is to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wat {
    /// They are invited.
    Uitgenodigd,
    /// Something changed.
    Gewijzigd,
    /// They are not invited any more.
    NietMeer,
    /// It is in their calendar and not theirs to read any more: only that it is not for them.
    NietVoorU,
    /// It does not take place, with why as far as a mail may say that.
    Afgelast(Option<String>),
}

/// Makes the message of a job; none when there is nothing to tell any more: it is over, they are not invited or are
/// again, they left the thema, or they can't be reached. That they need not come is told to who left too: it still
/// stands in their calendar.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, lading: &Lading) -> Result<Option<Zending>> {
    let (conn, id) = (db.read(), lading.bijeenkomst);
    let Some(aan) = bereikbaar(conn, lading.account).await? else {
        return Ok(None);
    };
    let mut inhouden = Bijeenkomst::laad(conn, &[id], Teksten::Mee).await?;
    let inhoud = inhouden.remove(&id).filter(|nu| nu.einde > ctx.now);
    let Some(inhoud) = inhoud else {
        return Ok(None);
    };
    let genodigden = met_antwoord(conn, id).await?;
    let zelf = genodigden.into_iter().find(|wie| wie.id == aan.id);
    let Some((ctx, kop, thema)) = als_genodigde(conn, ctx, &aan, (id, &inhoud)).await? else {
        let kop = stukken::kop_voor_taak(conn, id).await?;
        let weg = zelf.is_none() || status(&kop)? == Status::Afgelast;
        let vertelt = weg && lading.waarom == Aanleiding::Afzegging;
        return Ok(vertelt.then(|| kaal(aan, &inhoud, &kop)));
    };
    let vertrouwelijk = inhoud.plaats.niveau == Niveau::Vertrouwelijk;
    let wat = match (status(&kop)?, lading.waarom, &zelf) {
        (Status::Gepland, Aanleiding::Uitnodiging, Some(_)) => Wat::Uitgenodigd,
        (Status::Gepland, Aanleiding::Wijziging, Some(_)) => Wat::Gewijzigd,
        (_, Aanleiding::Afzegging, None) => Wat::NietMeer,
        (Status::Afgelast, Aanleiding::Afzegging, Some(_)) => {
            let actie = Actie::Afgelasten.waarde();
            let reden = laatste_reden(&ctx, conn, id, actie).await?;
            Wat::Afgelast(reden.filter(|_| !vertrouwelijk))
        }
        _ => return Ok(None),
    };
    Ok(Some(Zending {
        aan,
        wat,
        titel: (!vertrouwelijk).then(|| kop.titel.clone()),
        // The address of a page holds its title.
        pad: if vertrouwelijk {
            format!("{}/bijeenkomsten", pad(&thema))
        } else {
            kop.pad()
        },
        thema: thema.titel,
        inhoud,
        antwoord: zelf.and_then(|zelf: Genodigde| zelf.antwoord),
        id,
        gewijzigd: kop.gewijzigd_op,
    }))
}

/// That a bijeenkomst is not for somebody any more, without anything that only its readers know. When it is stays: by
/// that they know which one.
fn kaal(aan: Gebruiker, inhoud: &Bijeenkomst, kop: &Kop) -> Zending {
    Zending {
        aan,
        wat: Wat::NietVoorU,
        titel: Some(KAAL.to_owned()),
        thema: String::new(),
        inhoud: Bijeenkomst {
            plaats: Plaats {
                thema: inhoud.plaats.thema,
                // Nor who reads it now.
                niveau: Niveau::Besloten,
            },
            begin: inhoud.begin,
            einde: inhoud.einde,
            plek: String::new(),
            link: String::new(),
            agenda: String::new(),
            verslag: String::new(),
            volgnummer: inhoud.volgnummer,
            genodigden: Vec::new(),
        },
        pad: String::new(),
        antwoord: None,
        id: kop.id,
        gewijzigd: kop.gewijzigd_op,
    }
}

/// The same task as somebody of the thema, with the bijeenkomst and the thema that they read; none when they don't.
async fn als_genodigde(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    wie: &Gebruiker,
    (id, inhoud): (Uuid, &Bijeenkomst),
) -> Result<Option<(Ctx, Kop, Kop)>> {
    let mensen = mensen(conn, inhoud.plaats.thema).await?;
    let Some(mens) = mensen.iter().find(|mens| mens.id == wie.id) else {
        return Ok(None);
    };
    // With the keys that they hold: what they may not read is not told.
    let ctx = mens.als(ctx);
    let koppen = stukken::koppen(&ctx, conn, &[id, inhoud.plaats.thema]).await?;
    let kop = |id: Uuid| koppen.iter().find(|kop| kop.id == id).cloned();
    let gevonden = (kop(id), kop(inhoud.plaats.thema));
    let (Some(kop), Some(thema)) = gevonden else {
        return Ok(None);
    };
    Ok(Some((ctx, kop, thema)))
}

impl Zending {
    /// What their calendar has to do with it.
    pub const fn methode(&self) -> Methode {
        match self.wat {
            Wat::Uitgenodigd | Wat::Gewijzigd => Methode::Uitnodigen,
            Wat::NietMeer | Wat::NietVoorU | Wat::Afgelast(_) => Methode::Afzeggen,
        }
    }

    /// What it is called in a mail.
    pub fn naam(&self) -> String {
        let vertrouwelijk = || format!("Vertrouwelijke bijeenkomst ({})", self.thema);
        self.titel.clone().unwrap_or_else(vertrouwelijk)
    }

    /// The file for their calendar. What stays between the duo is not in it.
    pub fn kalender(&self, ctx: &Ctx, basis_url: &str, van: Option<&str>) -> String {
        let tekst = match &self.titel {
            Some(_) => platte_tekst(&self.inhoud.agenda),
            None => String::new(),
        };
        let url = if self.pad.is_empty() {
            String::new()
        } else {
            format!("{basis_url}{}", self.pad)
        };
        let afspraak = Afspraak {
            id: self.id,
            titel: &self.naam(),
            begin: self.inhoud.begin,
            einde: self.inhoud.einde,
            plek: &self.inhoud.plek,
            link: &self.inhoud.link,
            tekst: &tekst,
            url: &url,
            volgnummer: self.inhoud.volgnummer,
            gewijzigd: self.gewijzigd,
            niveau: self.inhoud.plaats.niveau,
            afgelast: matches!(self.wat, Wat::Afgelast(_)),
            van,
            aan: Some(Deelnemer {
                naam: &self.aan.naam,
                mail: self.aan.mail.als_tekst(),
                antwoord: self.antwoord,
            }),
        };
        afspraak.kalender(self.methode(), ctx.now)
    }
}
