//! What there is for who is logged in, as the home page and their own page show it: what waits, what changed
//! and which days are ahead. Field names are those of `templates/deel/vandaag.html`.

use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::beeld::Link,
    taal,
    vandaag::{
        model::{Aard, HOOGTE, Nabij, Punt, Termijn, Tijdbalk, Veranderd, Wacht},
        service::{self, Vandaag},
    },
};

/// The page with all of it.
pub const PAD: &str = "/vandaag";

/// How much of each is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hoeveel {
    /// The first of each, with a link to the rest.
    Kort,
    /// All of it.
    Alles,
}

impl Hoeveel {
    /// How many of `alle` are shown when there is room for `kort`.
    fn van(self, kort: usize, alle: usize) -> usize {
        match self {
            Self::Kort => kort.min(alle),
            Self::Alles => alle,
        }
    }
}

/// What waits, changed and has a day.
#[derive(Debug)]
pub struct Blok {
    /// What waits, the most urgent first.
    pub wacht: Vec<Wachtregel>,
    /// The rest of that; none when everything is here.
    pub wacht_meer: Option<Link>,
    /// What changed, the last first.
    pub veranderd: Vec<Veranderregel>,
    /// The rest of that.
    pub veranderd_meer: Option<Link>,
    /// Whether there is anywhere that something can change.
    pub doet_mee: bool,
    /// The days that are ahead, the first first.
    pub termijnen: Vec<Termijnregel>,
    /// The rest of that.
    pub termijnen_meer: Option<Link>,
    /// The picture of all days that are ahead.
    pub balk: Balk,
}

/// Something that waits.
#[derive(Debug)]
pub struct Wachtregel {
    /// What kind of thing.
    pub aard: &'static str,
    /// What it is called.
    pub titel: String,
    /// Where it can be done.
    pub url: String,
    /// What it is about; often empty.
    pub bij: String,
    /// The last day, or since when it waits; empty when neither is known.
    pub wanneer: String,
    /// How near that is; empty when it has no last day.
    pub nabij: String,
    /// The colour that repeats it.
    pub kleur: &'static str,
}

/// Something that changed.
#[derive(Debug)]
pub struct Veranderregel {
    /// The icon of its kind.
    pub icoon: &'static str,
    /// What kind of stuk.
    pub soort: &'static str,
    /// What it is called.
    pub titel: String,
    /// Its page.
    pub url: String,
    /// What happened.
    pub wat: String,
    /// When.
    pub op: String,
}

/// A day that is ahead.
#[derive(Debug)]
pub struct Termijnregel {
    /// The day.
    pub dag: String,
    /// How near it is.
    pub nabij: String,
    /// What kind of thing.
    pub aard: &'static str,
    /// What it is called.
    pub titel: String,
    /// Its page.
    pub url: String,
}

/// A line with the days that are ahead.
#[derive(Debug)]
pub struct Balk {
    /// The points.
    pub punten: Vec<Punt>,
    /// Where weeks begin.
    pub weken: Vec<u64>,
    /// Where today is.
    pub nu: Punt,
    /// Where it ends.
    pub einde: Punt,
    /// How high the drawing is.
    pub hoogte: u64,
    /// What it shows, in a sentence.
    pub zin: String,
}

/// Lines on the home page.
const WACHT: usize = 5;
const VERANDERD: usize = 5;
const TERMIJNEN: usize = 4;

/// What there is for the actor.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn blok(app: &App, ctx: &Ctx, hoeveel: Hoeveel) -> Result<Blok> {
    let Vandaag {
        wacht,
        aantal,
        veranderd,
        termijnen,
        doet_mee,
    } = service::vandaag(ctx, &app.db).await?;
    let meer = |van: usize, alle: usize, woorden: &str, anker: &str| {
        (van < alle).then(|| Link {
            url: format!("{PAD}#{anker}"),
            tekst: format!("Alle {} {woorden}", taal::getal(als_getal(alle))),
            bij: String::new(),
        })
    };
    let n_wacht = hoeveel.van(WACHT, wacht.len());
    let n_veranderd = hoeveel.van(VERANDERD, veranderd.len());
    let n_termijnen = hoeveel.van(TERMIJNEN, termijnen.len());
    Ok(Blok {
        // What is named in one line counts for all that it stands for; the page itself has no more to lead to.
        wacht_meer: (n_wacht < wacht.len())
            .then(|| meer(n_wacht, aantal, "dingen die op u wachten", "wacht"))
            .flatten(),
        veranderd_meer: meer(n_veranderd, veranderd.len(), "veranderingen", "veranderd"),
        termijnen_meer: meer(n_termijnen, termijnen.len(), "termijnen", "termijnen"),
        balk: balk(ctx, &termijnen),
        wacht: wacht
            .into_iter()
            .take(n_wacht)
            .map(|wacht| wachtregel(ctx, wacht))
            .collect(),
        veranderd: veranderd
            .into_iter()
            .take(n_veranderd)
            .map(veranderregel)
            .collect(),
        termijnen: termijnen
            .into_iter()
            .take(n_termijnen)
            .map(|termijn| termijnregel(ctx, termijn))
            .collect(),
        doet_mee,
    })
}

fn als_getal(aantal: usize) -> i64 {
    i64::try_from(aantal).unwrap_or(i64::MAX)
}

fn wachtregel(ctx: &Ctx, wacht: Wacht) -> Wachtregel {
    let Wacht {
        aard,
        titel,
        url,
        bij,
        uiterlijk,
        sinds,
    } = wacht;
    let nabij = uiterlijk.map(|dag| Nabij::van(dag, ctx.vandaag()));
    let wanneer = match (uiterlijk, sinds) {
        (Some(dag), _) if aard == Aard::Nakijken => format!("Nakijken vóór {}", taal::dag(dag)),
        (Some(dag), _) => format!("Uiterlijk {}", taal::dag(dag)),
        (None, Some(sinds)) => format!("Sinds {}", taal::dag_van(sinds)),
        (None, None) => String::new(),
    };
    Wachtregel {
        aard: aard.label(),
        titel,
        url,
        bij,
        wanneer,
        nabij: nabij.map(Nabij::woorden).unwrap_or_default(),
        kleur: match nabij {
            Some(Nabij::TeLaat(_)) => "danger",
            Some(Nabij::Vandaag | Nabij::Over(..=7)) => "warning",
            _ => "neutral",
        },
    }
}

fn veranderregel(veranderd: Veranderd) -> Veranderregel {
    let Veranderd { kop, wat, op } = veranderd;
    Veranderregel {
        icoon: kop.soort.waarde(),
        soort: kop.soort.label(),
        url: kop.pad(),
        titel: kop.titel,
        wat,
        op: taal::dag_van(op),
    }
}

fn termijnregel(ctx: &Ctx, termijn: Termijn) -> Termijnregel {
    Termijnregel {
        dag: taal::dag(termijn.dag),
        nabij: Nabij::van(termijn.dag, ctx.vandaag()).woorden(),
        aard: termijn.aard.label(),
        titel: termijn.titel,
        url: termijn.url,
    }
}

fn balk(ctx: &Ctx, termijnen: &[Termijn]) -> Balk {
    let dagen: Vec<_> = termijnen.iter().map(|termijn| termijn.dag).collect();
    let Tijdbalk {
        punten,
        weken,
        verder,
    } = Tijdbalk::van(&dagen, ctx.vandaag());
    let binnen = dagen.len() - verder;
    let binnen = taal::aantal(binnen as u64, "dag", "dagen");
    let later = match verder {
        0 => String::new(),
        n => format!(" Daarna nog {}.", taal::aantal(n as u64, "dag", "dagen")),
    };
    Balk {
        punten,
        weken,
        nu: Tijdbalk::nu(),
        einde: Tijdbalk::einde(),
        hoogte: HOOGTE,
        zin: format!(
            "Van vandaag tot over acht weken: {binnen} waarop iets klaar moet zijn of begint.{later}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_page_shows_the_first_and_the_page_all() {
        assert_eq!(Hoeveel::Kort.van(5, 3), 3);
        assert_eq!(Hoeveel::Kort.van(5, 9), 5);
        assert_eq!(Hoeveel::Alles.van(5, 9), 9);
    }
}
