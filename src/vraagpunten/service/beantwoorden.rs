//! Answering a question, and giving more time for it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{
            Antwoord, BEANTWOORDEN, Ingevuld, Lading, Uitkomst, Uitstel, VERLENGEN, Verlenging,
            Vraagpunt,
        },
        policy::{self, Betrokken, Weigering},
        store,
    },
    behandelaars, gebeurd, is_lid, mag_niet, mag_stellen, meld,
};
use crate::{
    ctx::Ctx,
    db::{Db, Write},
    error::{Error, Fouten, Result},
    hash::hash_tekst,
    knelpunten::service::volgers::volgers,
    persoonsgegevens::model::{Veld, keur},
    signalen::service::lezen as signalen,
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service::{self as stukken, links},
    },
    taal,
};

/// A question with all around it.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The question.
    pub punt: Vraagpunt,
    /// What it is about.
    pub kop: Kop,
    /// Who has to answer; none when the reader may not know that organisatie.
    pub aan: Option<Kop>,
    /// What the reader is to it.
    pub wie: Betrokken,
}

impl Zaak {
    /// Whether the reader can answer now.
    pub fn kan_beantwoorden(&self) -> bool {
        self.punt.antwoord.is_none() && policy::mag_beantwoorden(self.wie).is_ok()
    }

    /// Whether the reader can give more time now.
    pub fn kan_verlengen(&self) -> bool {
        self.punt.antwoord.is_none() && self.mag_verlengen().is_ok()
    }

    /// Why the reader, who has to answer, can't give more time any more; none for others, and when they
    /// still can.
    pub fn geen_uitstel(&self) -> Option<&'static str> {
        match self.mag_verlengen() {
            Err(weigering @ Weigering::AlVerlengd) if self.punt.antwoord.is_none() => {
                Some(weigering.melding())
            }
            _ => None,
        }
    }

    /// Whether the reader may give more time.
    fn mag_verlengen(&self) -> Result<(), Weigering> {
        policy::mag_verlengen(self.wie, self.punt.verlengingen.len())
    }
}

/// A question, for who may read what it is about.
///
/// # Errors
/// [`Error::NotFound`] when there is none that they may read; the database can't be read.
pub async fn zaak(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    let punt = store::een(conn, &Leesrecht::van(&ctx.actor), id).await?;
    let punt = punt.ok_or(Error::NotFound)?;
    let kop = stukken::koppen(ctx, conn, &[punt.stuk_id]).await?.pop();
    let kop = kop.ok_or(Error::NotFound)?;
    let aan = stukken::koppen(ctx, conn, &[punt.aan]).await?.pop();
    let stelt = match mag_stellen(ctx, conn, &kop).await {
        Ok(()) => true,
        Err(Error::MagNiet(_) | Error::NietIngelogd | Error::NietSterk) => false,
        Err(fout) => return Err(fout),
    };
    let wie = Betrokken {
        van_aan: is_lid(ctx, conn, punt.aan).await?,
        stelt,
    };
    Ok(Zaak {
        punt,
        kop,
        aan,
        wie,
    })
}

/// What who comes with an answer or with more time hears when there is an answer.
fn al_beantwoord() -> Error {
    Error::Conflict("Deze vraag is al beantwoord. Aan een antwoord verandert niets meer.".into())
}

/// A question that the actor can answer.
///
/// # Errors
/// As [`zaak`]; nobody is logged in; [`Error::MagNiet`] when they don't belong to who was asked;
/// [`Error::Conflict`] when it was answered.
pub async fn bereid_antwoord(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    // A visitor is asked to log in before it is said whether there is such a thing.
    ctx.schrijver()?;
    let zaak = zaak(ctx, conn, id).await?;
    policy::mag_beantwoorden(zaak.wie).map_err(mag_niet)?;
    if zaak.punt.antwoord.is_some() {
        return Err(al_beantwoord());
    }
    Ok(zaak)
}

/// A question that the actor can give more time for.
///
/// # Errors
/// As [`zaak`]; nobody is logged in; [`Error::MagNiet`] when they neither asked nor have to answer, or
/// have to answer and there was more time already; [`Error::NietSterk`] when they would have asked with a
/// second factor; [`Error::Conflict`] when it was answered.
pub async fn bereid_uitstel(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    ctx.schrijver()?;
    let zaak = zaak(ctx, conn, id).await?;
    if let Err(weigering) = zaak.mag_verlengen() {
        let sterker = mag_stellen(ctx, conn, &zaak.kop).await;
        return Err(match sterker {
            Err(Error::NietSterk) => Error::NietSterk,
            _ => mag_niet(weigering),
        });
    }
    if zaak.punt.antwoord.is_some() {
        return Err(al_beantwoord());
    }
    Ok(zaak)
}

/// Makes others wait that write about the stuk of a question; what they did before counts.
async fn houd(write: &Write, ctx: &Ctx, id: Uuid) -> Result<()> {
    let punt = store::een(write.conn(), &Leesrecht::van(&ctx.actor), id).await?;
    let punt = punt.ok_or(Error::NotFound)?;
    links::houd(write, punt.stuk_id).await
}

/// An answer that somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Antwoordverzoek {
    /// What they filled in.
    pub ingevuld: Ingevuld,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

impl Antwoordverzoek {
    /// Judges it.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(&self) -> Result<(Uitkomst, String), Fouten> {
        let veld = Veld {
            naam: "tekst",
            label: "Toelichting",
            tekst: &self.ingevuld.tekst,
        };
        met_persoonsgegevens(self.ingevuld.keur(), veld, self.akkoord)
    }
}

/// What was filled in, when nothing is wrong with it and no personal data is in it by mistake.
fn met_persoonsgegevens<T>(
    gekeurd: Result<T, Fouten>,
    veld: Veld<'_>,
    akkoord: bool,
) -> Result<T, Fouten> {
    let mut vondsten = Fouten::new();
    keur(&[veld], akkoord, &mut vondsten);
    match gekeurd {
        Ok(goed) => vondsten.of(goed),
        Err(mut fouten) => {
            fouten.voeg_toe(vondsten);
            Err(fouten)
        }
    }
}

/// Answers a question, once: an answer is not changed any more. Who treats the stuk and who follows it
/// hear of it by mail.
///
/// # Errors
/// As [`bereid_antwoord`]; every field that is not right; the database refuses.
pub async fn beantwoorden(db: &Db, ctx: &Ctx, id: Uuid, verzoek: &Antwoordverzoek) -> Result<()> {
    let ik = ctx.schrijver()?;
    let write = db.begin_write().await?;
    houd(&write, ctx, id).await?;
    let conn = write.conn();
    let Zaak { punt, kop, aan, .. } = bereid_antwoord(ctx, conn, id).await?;
    let (uitkomst, tekst) = verzoek.keur()?;
    let antwoord = Antwoord {
        uitkomst,
        tekst,
        op: ctx.now,
        door: ctx.actor.to_string(),
    };
    if !store::beantwoord(conn, id, &antwoord).await? {
        return Err(al_beantwoord());
    }
    vertel(&write, ctx, (&kop, id), ik).await?;
    let wat = format!(
        "vraag {}{}: {}",
        punt.nummer,
        aan.map_or_else(String::new, |aan| format!(" aan {}", aan.titel)),
        uitkomst.label().to_lowercase()
    );
    let hash = hash_tekst(&format!("{uitkomst}\n{}", antwoord.tekst));
    let rij = gebeurd(&kop, BEANTWOORDEN, &punt, wat, hash);
    write.commit(ctx, &[rij]).await?;
    Ok(())
}

/// Has who treats the stuk and who follows it told that there is an answer, but for who gave it. Who
/// signalled in confidence hears that there is something to read, and not about what: who reads the jobs
/// must not learn what they signalled.
async fn vertel(write: &Write, ctx: &Ctx, (kop, vraagpunt): (&Kop, Uuid), ik: Uuid) -> Result<()> {
    let conn = write.conn();
    let mut horen = behandelaars(conn, kop).await?;
    let mut in_vertrouwen = BTreeSet::new();
    if kop.soort == Soort::Knelpunt {
        let geheim = vertrouwelijke_melders(conn, kop.id).await?;
        for volger in volgers(conn, kop.id).await? {
            if geheim.contains(&volger) {
                in_vertrouwen.insert(volger);
            } else {
                horen.insert(volger);
            }
        }
    }
    horen.remove(&ik);
    in_vertrouwen.remove(&ik);
    for account in horen {
        in_vertrouwen.remove(&account);
        meld(write, ctx, &Lading::Beantwoord { account, vraagpunt }).await?;
    }
    for account in in_vertrouwen {
        meld(write, ctx, &Lading::Nieuws { account }).await?;
    }
    Ok(())
}

/// Who signalled a knelpunt in confidence.
async fn vertrouwelijke_melders(
    conn: &impl ConnectionTrait,
    knelpunt: Uuid,
) -> Result<BTreeSet<Uuid>> {
    let alle = signalen::bij_knelpunten(conn, &[knelpunt]).await?;
    let alle = alle.into_values().flatten();
    let geheim = alle.filter(|(_, signaal)| signaal.vertrouwelijk);
    Ok(geheim.map(|(_, signaal)| signaal.melder).collect())
}

/// More time that somebody gives.
#[derive(Debug, Clone, Default)]
pub struct Uitstelverzoek {
    /// What they filled in.
    pub ingevuld: Uitstel,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

impl Uitstelverzoek {
    /// Judges it for a question.
    ///
    /// # Errors
    /// Everything that is missing or does not fit.
    pub fn keur(
        &self,
        punt: &Vraagpunt,
        vandaag: NaiveDate,
    ) -> Result<(NaiveDate, String), Fouten> {
        let veld = Veld {
            naam: "reden",
            label: "Waarom is er meer tijd nodig?",
            tekst: &self.ingevuld.reden,
        };
        met_persoonsgegevens(self.ingevuld.keur(punt, vandaag), veld, self.akkoord)
    }
}

/// Gives more time for a question. When the time was over already, that stays so.
///
/// # Errors
/// As [`bereid_uitstel`]; every field that is not right; the database refuses.
pub async fn verlengen(db: &Db, ctx: &Ctx, id: Uuid, verzoek: &Uitstelverzoek) -> Result<()> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    houd(&write, ctx, id).await?;
    let conn = write.conn();
    let Zaak { punt, kop, .. } = bereid_uitstel(ctx, conn, id).await?;
    let (tot, reden) = verzoek.keur(&punt, ctx.vandaag())?;
    let verlenging = Verlenging {
        tot,
        reden,
        op: ctx.now,
        door: ctx.actor.to_string(),
    };
    let nummer = i32::try_from(punt.verlengingen.len() + 1).map_err(anyhow::Error::from)?;
    store::verleng(conn, (id, nummer), &verlenging).await?;
    let wat = format!("vraag {}, tot en met {}", punt.nummer, taal::dag(tot));
    let hash = hash_tekst(&format!("{tot}\n{}", verlenging.reden));
    let rij = gebeurd(&kop, VERLENGEN, &punt, wat, hash);
    write.commit(ctx, &[rij]).await?;
    Ok(())
}
