//! Who leads a thema, as the pages of the thema show it: the two seats, who stands in, and whose voice is missing.

use crate::{
    app::App,
    ctx::Ctx,
    duos::{
        model::{Kant, is_te_lang_leeg},
        service::lezen::{Duo, Mens, Stoel, duo},
    },
    error::Result,
    netwerk::{model::Perspectief, service as netwerk},
    stukken::model::Kop,
    taal,
};

/// The duo of a thema, and what its netwerk lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duoblok {
    /// The two seats, that of the Rijk first.
    pub leden: Vec<Lid>,
    /// The voices that are missing, in sentences, that of clients first.
    pub ontbreekt: Vec<String>,
    /// The page that says who sat there before.
    pub verloop_url: String,
}

/// A seat, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lid {
    /// Which seat.
    pub rol: String,
    /// Who sits there, or that nobody does.
    pub naam: String,
    /// Where they work and since when.
    pub wat: String,
    /// Who stands in, in a sentence; empty when nobody does.
    pub waarnemer: String,
    /// Whether nobody sits there.
    pub open: bool,
}

/// The duo of a thema, for who reads the thema.
///
/// # Errors
/// The database can't be read.
pub async fn duoblok(app: &App, ctx: &Ctx, thema: &Kop) -> Result<Duoblok> {
    let duo = duo(&app.db, ctx, thema.id).await?;
    let mut ontbreekt = netwerk::ontbrekend(app.db.read(), &[thema.id]).await?;
    let ontbreekt = ontbreekt.remove(&thema.id).unwrap_or_default();
    Ok(Duoblok {
        leden: leden(ctx, &duo),
        ontbreekt: ontbreekt.into_iter().map(Perspectief::ontbreekt).collect(),
        verloop_url: format!("{}/duo", thema.pad()),
    })
}

/// The two seats, in words.
pub fn leden(ctx: &Ctx, duo: &Duo) -> Vec<Lid> {
    duo.stoelen.iter().map(|stoel| lid(ctx, stoel)).collect()
}

fn lid(ctx: &Ctx, stoel: &Stoel) -> Lid {
    let sinds = taal::dag_van(stoel.zetel.sinds);
    let waarnemers: Vec<String> = stoel.waarnemers.iter().map(wie).collect();
    let (naam, wat) = match &stoel.mens {
        Some(mens) if mens.naam.is_empty() || mens.organisatie.is_empty() => {
            (wie(mens), format!("Sinds {sinds}"))
        }
        Some(mens) => (
            mens.naam.clone(),
            format!("{}, sinds {sinds}", mens.organisatie),
        ),
        None if is_te_lang_leeg(&stoel.zetel, ctx.vandaag()) => (
            "Deze plek is leeg".to_owned(),
            format!("Sinds {sinds}. De regietafel zoekt iemand."),
        ),
        None => ("Deze plek is leeg".to_owned(), format!("Sinds {sinds}.")),
    };
    Lid {
        rol: trekker(stoel.zetel.kant),
        naam,
        wat,
        waarnemer: match waarnemers.as_slice() {
            [] => String::new(),
            [een] => format!("{een} neemt waar."),
            meer => format!("{} nemen waar.", meer.join(" en ")),
        },
        open: stoel.mens.is_none(),
    }
}

/// What who sits on a side is called.
pub fn trekker(kant: Kant) -> String {
    format!("Trekker {}", kant.label())
}

/// Somebody in words: their name for who is logged in, else where they work.
pub fn wie(mens: &Mens) -> String {
    match (mens.naam.as_str(), mens.organisatie.as_str()) {
        ("", "") => "Iemand van wie de organisatie niet bekend is".to_owned(),
        ("", organisatie) => organisatie.to_owned(),
        (naam, _) => naam.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ctx::Clock, duos::model::Zetel};

    #[test]
    fn a_seat_says_who_sits_there_or_that_nobody_does() {
        let clock = Clock::from_fn(|| "2026-11-28T12:00:00Z".parse().expect("a moment"));
        let ctx = Ctx::systeem("proef", &clock);
        let mens = |naam: &str, organisatie: &str| Mens {
            naam: naam.into(),
            organisatie: organisatie.into(),
        };
        let stoel = |mens: Option<Mens>, sinds: &str, waarnemers: Vec<Mens>| Stoel {
            zetel: Zetel {
                kant: Kant::Gemeente,
                houder: mens.as_ref().map(|_| uuid::Uuid::nil()),
                sinds: format!("{sinds}T12:00:00Z").parse().expect("a moment"),
            },
            mens,
            waarnemers,
        };
        let els = mens("Els", "Voorbeeldstad");
        for (stoel, naam, wat, waarnemer) in [
            (
                stoel(Some(els.clone()), "2026-03-01", vec![]),
                "Els",
                "Voorbeeldstad, sinds 1 maart 2026",
                "",
            ),
            (
                stoel(Some(mens("", "Voorbeeldstad")), "2026-03-01", vec![]),
                "Voorbeeldstad",
                "Sinds 1 maart 2026",
                "",
            ),
            (
                stoel(Some(mens("", "")), "2026-03-01", vec![els.clone()]),
                "Iemand van wie de organisatie niet bekend is",
                "Sinds 1 maart 2026",
                "Els neemt waar.",
            ),
            (
                stoel(None, "2026-11-20", vec![els.clone(), mens("Jan", "")]),
                "Deze plek is leeg",
                "Sinds 20 november 2026.",
                "Els en Jan nemen waar.",
            ),
            (
                stoel(None, "2026-11-14", vec![]),
                "Deze plek is leeg",
                "Sinds 14 november 2026. De regietafel zoekt iemand.",
                "",
            ),
        ] {
            let lid = lid(&ctx, &stoel);
            assert_eq!(lid.rol, "Trekker Gemeente");
            assert_eq!((lid.naam.as_str(), lid.wat.as_str()), (naam, wat));
            assert_eq!(lid.waarnemer, waarnemer);
            assert_eq!(lid.open, stoel.mens.is_none());
        }
    }
}
