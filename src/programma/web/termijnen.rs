//! How long knelpunten are open, and how long it took until they were answered.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{DIEPSTE, PAD, TERMIJNEN, lees_blad, met_kwartaal, op_blad, samen};
use crate::{
    app::App,
    error::Fouten,
    http::{
        beeld::{self, Bladen},
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    programma::{
        model::{Kwartaal, mediaan},
        service::{self, Termijn, Termijnrij},
    },
    taal,
};

/// Knelpunten on a page.
const PER_PAGINA: usize = 50;

#[derive(Debug, Template)]
#[template(path = "programma/termijnen.html")]
struct Pagina {
    kader: Kader,
    titel: &'static str,
    uitleg: &'static str,
    kwartaal: String,
    aantal: String,
    /// The one in the middle; empty when there are none.
    mediaan: String,
    terug: String,
    /// Whether the table has the day of the answer.
    met_antwoord: bool,
    rijen: Vec<Regel>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

#[derive(Debug)]
struct Regel {
    url: String,
    titel: String,
    kenmerk: String,
    gemeld: String,
    gesloten: String,
    dagen: String,
}

impl Regel {
    fn van(rij: &Termijnrij) -> Self {
        Self {
            url: rij.pad.clone(),
            titel: rij.titel.clone(),
            kenmerk: rij.kenmerk.clone(),
            gemeld: taal::dag(rij.gemeld),
            gesloten: rij.gesloten.map(taal::dag).unwrap_or_default(),
            dagen: taal::getal(rij.dagen),
        }
    }
}

/// Shows how long they took, the longest first.
pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let blad = lees_blad(&paren, PER_PAGINA as u64);
    let tijd = samen(Kwartaal::lees(&paren), blad);
    let (wat, (kwartaal, blad)) = samen(lees(&paren), tijd)?;
    let alle = service::termijnen(&ctx, app.db.read()).await?;
    let rijen = alle.van(wat, kwartaal);
    let dagen: Vec<i64> = rijen.iter().map(|rij| rij.dagen).collect();
    let totaal = rijen.len() as u64;
    let vanaf = (blad - 1).saturating_mul(PER_PAGINA as u64);
    let vanaf = usize::try_from(vanaf).unwrap_or(usize::MAX);
    let hier: Vec<Regel> = rijen
        .iter()
        .skip(vanaf)
        .take(PER_PAGINA)
        .map(Regel::van)
        .collect();
    let (waarde, titel, uitleg) = woorden(wat);
    let pad = met_kwartaal(TERMIJNEN, &[("wat", waarde)], kwartaal);
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, None).op(&op_blad(&pad, blad)),
        titel,
        uitleg,
        kwartaal: kwartaal.map(Kwartaal::label).unwrap_or_default(),
        aantal: taal::aantal(totaal, "knelpunt", "knelpunten"),
        mediaan: mediaan(&dagen).map(|m| m.to_string()).unwrap_or_default(),
        terug: met_kwartaal(PAD, &[], kwartaal),
        met_antwoord: wat == Termijn::Beantwoord,
        voorbij: (hier.is_empty() && totaal > 0).then(|| pad.clone()),
        rijen: hier,
        bladen: beeld::bladen((blad, PER_PAGINA as u64, totaal), DIEPSTE, |n| {
            op_blad(&pad, n)
        }),
    }))
}

/// Which of the two is asked for.
fn lees(paren: &[(String, String)]) -> Result<Termijn, Fouten> {
    let paar = paren.iter().find(|(naam, _)| naam == "wat");
    let mut fouten = Fouten::new();
    let wat = match paar.map_or("", |(_, waarde)| waarde.as_str()) {
        "" | "open" => Termijn::Open,
        "beantwoord" => Termijn::Beantwoord,
        _ => {
            fouten.meld("wat", "onbekende-waarde", "Kies open of beantwoord.");
            Termijn::Open
        }
    };
    fouten.of(wat)
}

const fn woorden(wat: Termijn) -> (&'static str, &'static str, &'static str) {
    match wat {
        Termijn::Open => (
            "open",
            "Hoe lang knelpunten open staan",
            "Knelpunten die nu open staan. De telling begint op de dag dat een knelpunt op het platform kwam. \
             Wie heropent, begint niet opnieuw te tellen.",
        ),
        Termijn::Beantwoord => (
            "beantwoord",
            "Van melding tot antwoord",
            "Knelpunten met een antwoord: opgelost, gemotiveerd afgewezen, of er is een andere regel nodig. De \
             telling loopt van de dag dat het knelpunt op het platform kwam tot de dag van het laatste antwoord.",
        ),
    }
}
