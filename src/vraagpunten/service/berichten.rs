//! What is told by mail, made of the job that asks for it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Lading, Uitkomst, Vraagpunt, Wacht},
        store,
    },
    koppen_van, ontvangers,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::{model::Mailadres, service::functie::bereikbaar},
    stukken::model::Kop,
};

/// A message that is ready to be written.
#[derive(Debug)]
pub struct Zending {
    /// To whom.
    pub aan: Mailadres,
    /// What is told; none when the message must not say about what it is.
    pub over: Option<Vec<Over>>,
}

/// A question, as a message tells of it.
#[derive(Debug)]
pub struct Over {
    /// What happened.
    pub wat: Wat,
    /// The stuk.
    pub kop: Kop,
    /// Who has to answer.
    pub organisatie: String,
    /// Which of the questions about the stuk.
    pub nummer: i32,
    /// The last day to answer.
    pub laatste_dag: NaiveDate,
    /// Where the question stands, from the root of the site.
    pub pad: String,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wat {
    /// Something is asked of the organisatie of the reader.
    Gesteld,
    /// It has to be answered soon.
    Bijna,
    /// It had to be answered by now.
    TeLaat,
    /// Somebody else had to answer by now.
    Stil {
        /// Whether there is nobody of it here who could be reminded.
        niemand: bool,
    },
    /// There is an answer.
    Beantwoord(Uitkomst),
}

/// Makes the message of a job; none when there is nothing to tell any more: all was answered or has
/// another last day, not everybody may read it, or the account can't be used.
///
/// # Errors
/// The database can't be read.
pub async fn zending(db: &Db, ctx: &Ctx, lading: &Lading) -> Result<Option<Zending>> {
    let conn = db.read();
    let Some(account) = bereikbaar(conn, lading.account()).await? else {
        return Ok(None);
    };
    let verteld = match lading {
        Lading::Nieuws { .. } => {
            return Ok(Some(Zending {
                aan: account.mail,
                over: None,
            }));
        }
        Lading::Gesteld { stuk, aan, op, .. } => gesteld(conn, (*stuk, *aan), *op).await?,
        Lading::Nacht { punten, .. } => wachtend(conn, punten, ctx.vandaag()).await?,
        Lading::Beantwoord { vraagpunt, .. } => {
            let punt = store::voor_taak(conn, *vraagpunt).await?;
            punt.into_iter().filter_map(beantwoord).collect()
        }
    };
    let mut over = Vec::new();
    for (punt, wat) in verteld {
        over.extend(over_punt(conn, ctx, &punt, wat).await?);
    }
    Ok((!over.is_empty()).then_some(Zending {
        aan: account.mail,
        over: Some(over),
    }))
}

/// What was asked of an organisatie about a stuk at a moment, as far as it is not answered yet.
async fn gesteld(
    conn: &impl ConnectionTrait,
    (stuk, aan): (Uuid, Uuid),
    op: DateTime<Utc>,
) -> Result<Vec<(Vraagpunt, Wat)>> {
    let alle = store::gesteld_op(conn, (stuk, aan), op).await?.into_iter();
    let open = alle.filter(|punt| punt.antwoord.is_none());
    Ok(open.map(|punt| (punt, Wat::Gesteld)).collect())
}

/// What there is still to tell of the questions of a night.
async fn wachtend(
    conn: &impl ConnectionTrait,
    punten: &[Wacht],
    vandaag: NaiveDate,
) -> Result<Vec<(Vraagpunt, Wat)>> {
    let mut over = Vec::new();
    for wacht in punten {
        let punt = store::voor_taak(conn, wacht.vraagpunt).await?;
        over.extend(punt.and_then(|punt| {
            let wat = wat(wacht, &punt, vandaag)?;
            Some((punt, wat))
        }));
    }
    Ok(over)
}

/// What there is to tell of a question on a day; none when that is over. It goes by the last day that
/// there is now: also who was late before is told that a new day comes.
fn wat(wacht: &Wacht, punt: &Vraagpunt, vandaag: NaiveDate) -> Option<Wat> {
    if punt.antwoord.is_some() || punt.laatste_dag() != wacht.voor {
        return None;
    }
    let voorbij = wacht.voor < vandaag;
    match (voorbij, wacht.aan_u) {
        (false, true) => Some(Wat::Bijna),
        (true, true) => Some(Wat::TeLaat),
        (true, false) => Some(Wat::Stil { niemand: false }),
        (false, false) => None,
    }
}

fn beantwoord(punt: Vraagpunt) -> Option<(Vraagpunt, Wat)> {
    let wat = Wat::Beantwoord(punt.antwoord.as_ref()?.uitkomst);
    Some((punt, wat))
}

/// A question with what a message says around it; none when not everybody may read it.
async fn over_punt(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    punt: &Vraagpunt,
    wat: Wat,
) -> Result<Option<Over>> {
    let wat = match wat {
        Wat::Stil { .. } => Wat::Stil {
            niemand: ontvangers(conn, punt.aan).await?.is_empty(),
        },
        wat => wat,
    };
    let bezoeker = ctx.als_bezoeker();
    let mut koppen = koppen_van(&bezoeker, conn, [punt.stuk_id, punt.aan]).await?;
    let (Some(kop), Some(aan)) = (koppen.remove(&punt.stuk_id), koppen.remove(&punt.aan)) else {
        return Ok(None);
    };
    Ok(Some(Over {
        wat,
        kop,
        organisatie: aan.titel,
        nummer: punt.nummer,
        laatste_dag: punt.laatste_dag(),
        pad: format!("/vraagpunten/{}", punt.id),
    }))
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::model::{Antwoord, Verlenging},
        *,
    };

    #[test]
    fn what_is_settled_is_not_told_any_more() {
        let voor: NaiveDate = "2026-04-12".parse().unwrap();
        let open = Vraagpunt {
            id: Uuid::from_u128(1),
            stuk_id: Uuid::nil(),
            nummer: 1,
            vraag: "Mag dit?".into(),
            aan: Uuid::nil(),
            uiterlijk: voor,
            gesteld_op: DateTime::UNIX_EPOCH,
            door: String::new(),
            verlengingen: Vec::new(),
            antwoord: None,
        };
        let beantwoord = Vraagpunt {
            antwoord: Some(Antwoord {
                uitkomst: Uitkomst::Deels,
                tekst: String::new(),
                op: DateTime::UNIX_EPOCH,
                door: String::new(),
            }),
            ..open.clone()
        };
        let langer = Vraagpunt {
            verlengingen: vec![Verlenging {
                tot: "2026-05-12".parse().unwrap(),
                reden: String::new(),
                op: DateTime::UNIX_EPOCH,
                door: String::new(),
            }],
            ..open.clone()
        };
        // The time was over before it got more: it is reminded of the new day all the same.
        let alsnog = Vraagpunt {
            uiterlijk: "2026-03-01".parse().unwrap(),
            verlengingen: vec![Verlenging {
                tot: voor,
                reden: String::new(),
                op: "2026-03-10T12:00:00Z".parse().unwrap(),
                door: String::new(),
            }],
            ..open.clone()
        };
        let stil = Some(Wat::Stil { niemand: false });
        for (punt, aan_u, vandaag, verwacht) in [
            (&open, true, "2026-04-12", Some(Wat::Bijna)),
            (&open, true, "2026-04-13", Some(Wat::TeLaat)),
            (&open, false, "2026-04-12", None),
            (&open, false, "2026-04-13", stil),
            (&alsnog, true, "2026-04-12", Some(Wat::Bijna)),
            (&alsnog, false, "2026-04-12", None),
            (&alsnog, true, "2026-04-13", Some(Wat::TeLaat)),
            (&alsnog, false, "2026-04-13", stil),
            (&langer, true, "2026-04-13", None),
            (&langer, false, "2026-04-13", None),
            (&beantwoord, true, "2026-04-13", None),
            (&beantwoord, false, "2026-04-13", None),
        ] {
            let wacht = Wacht {
                vraagpunt: punt.id,
                voor,
                aan_u,
            };
            let gezegd = wat(&wacht, punt, vandaag.parse().unwrap());
            assert_eq!(gezegd, verwacht, "{aan_u} {vandaag}");
        }
    }
}
