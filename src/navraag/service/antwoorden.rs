//! What somebody answers who was asked whether a knelpunt is really solved.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Antwoord, Vraag},
        store::vragen as store,
    },
    dien_in, houd, inhoud, stil, voor, waarom_gesloten,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    knelpunten::model::{Knelpunt, Status},
    schrijven::model::Waarom,
    stukken::model::Kop,
};

/// A question as who was asked reads it.
#[derive(Debug, Clone)]
pub struct Gevraagd {
    /// The knelpunt.
    pub kop: Kop,
    /// The last question about its last closing that they were asked about.
    pub vraag: Vraag,
    /// Whether it was opened again since, so that there is nothing to ask any more.
    pub voorbij: bool,
    /// When it was closed; none when it was opened again.
    pub gesloten_op: Option<DateTime<Utc>>,
    /// Why it was closed.
    pub waarom: String,
}

impl Gevraagd {
    /// Whether it can be answered.
    pub fn is_open(&self) -> bool {
        !self.voorbij && self.vraag.antwoord.is_none()
    }
}

/// Whether a question still is one: its knelpunt stands as it did when it was asked.
pub(super) fn geldt(kop: &Kop, knelpunt: &Knelpunt, vraag: &Vraag) -> bool {
    kop.status == Status::Opgelost.waarde() && knelpunt.gesloten == vraag.sluiting
}

/// What the actor was asked about a knelpunt.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when they may not read it or were asked nothing; the database
/// can't be read.
pub async fn gevraagd(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Gevraagd> {
    let (kop, ik) = voor(ctx, conn, naam).await?;
    van(ctx, conn, kop, ik).await
}

async fn van(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop, ik: Uuid) -> Result<Gevraagd> {
    let vragen = store::aan(conn, ik, Some(kop.id)).await?;
    let vraag = vragen.into_iter().next().ok_or(Error::NotFound)?;
    let knelpunt = inhoud(conn, kop.id).await?;
    Ok(Gevraagd {
        voorbij: !geldt(&kop, &knelpunt, &vraag),
        gesloten_op: knelpunt.gesloten_op,
        waarom: waarom_gesloten(ctx, conn, &kop).await?,
        kop,
        vraag,
    })
}

/// What somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Ingevuld {
    /// A value of [`Antwoord`].
    pub antwoord: String,
    /// What still does not work; for a no.
    pub reden: String,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

impl Ingevuld {
    fn keur(&self) -> Result<(Antwoord, Option<&str>), Fouten> {
        let mut fouten = Fouten::new();
        let antwoord = self.antwoord.parse::<Antwoord>().ok();
        if antwoord.is_none() {
            fouten.meld("antwoord", "verplicht", "Kies een van de antwoorden.");
        }
        let waarom = Waarom {
            veld: "reden",
            label: "Wat speelt er nog?",
            tekst: &self.reden,
            akkoord: self.akkoord,
        };
        let is_nee = antwoord == Some(Antwoord::Nee);
        let reden = waarom.keur(is_nee, &mut fouten);
        if reden.is_some() && antwoord.is_some() && !is_nee {
            let melding = "Wat hier staat, hoort bij “nee”. Kies nee, of haal het weg.";
            fouten.meld("reden", "hoort-bij-nee", melding);
        }
        match antwoord {
            Some(antwoord) => fouten.of((antwoord, reden)),
            None => Err(fouten),
        }
    }
}

/// Keeps what the actor answers; a no is a request to open the knelpunt again. Answers the knelpunt and
/// what they said.
///
/// # Errors
/// What is wrong with it; [`Error::Conflict`] when they answered already, or it was opened again; the
/// others as for [`gevraagd`]; the database refuses.
pub async fn antwoord(
    db: &Db,
    ctx: &Ctx,
    naam: &str,
    ingevuld: &Ingevuld,
) -> Result<(Kop, Antwoord)> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let (kop, ik) = houd(&write, ctx, naam).await?;
    let gevraagd = van(ctx, conn, kop, ik).await?;
    if gevraagd.voorbij {
        let melding = "Dit knelpunt is intussen heropend. U hoeft niets meer te antwoorden.";
        return Err(Error::Conflict(melding.into()));
    }
    let (antwoord, reden) = ingevuld.keur()?;
    let Gevraagd { kop, vraag, .. } = gevraagd;
    let mut gebeurd = Vec::new();
    let mut reden_id = None;
    if let Some(tekst) = reden {
        let (id, rij) = dien_in(&write, ctx, &kop, ik, tekst).await?;
        reden_id = Some(id);
        gebeurd.push(rij);
    }
    if !store::beantwoord(conn, ctx, &vraag, antwoord, reden_id).await? {
        let melding = "U hebt deze vraag al beantwoord. Speelt het toch nog? Vraag dan op de pagina van \
                       het knelpunt om het te heropenen.";
        return Err(Error::Conflict(melding.into()));
    }
    write.commit(&stil(ctx), &gebeurd).await?;
    Ok((kop, antwoord))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_says_what_still_goes_wrong_and_nothing_else_does() {
        for (antwoord, reden, verwacht) in [
            ("", "", &["antwoord:verplicht"][..]),
            ("misschien", "", &["antwoord:verplicht"]),
            ("nee", " ", &["reden:verplicht"]),
            ("nee", "Bel 06-12345678.", &["reden:persoonsgegevens"]),
            ("nee", "De wachttijd is nog even lang.", &[]),
            ("ja", "", &[]),
            ("weet-ik-niet", "", &[]),
            ("ja", "Bijna.", &["reden:hoort-bij-nee"]),
            (
                "",
                "Bel 06-12345678.",
                &["antwoord:verplicht", "reden:persoonsgegevens"],
            ),
        ] {
            let ingevuld = Ingevuld {
                antwoord: antwoord.into(),
                reden: reden.into(),
                akkoord: false,
            };
            let fouten = ingevuld.keur().err().unwrap_or_default();
            let gezien: Vec<String> = fouten
                .iter()
                .map(|f| format!("{}:{}", f.veld, f.code))
                .collect();
            assert_eq!(gezien, verwacht, "{antwoord:?} {reden:?}");
        }
    }
}
