//! The questions that were asked or answered in a quarter.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{DIEPSTE, PAD, VRAGEN, lees_blad, met_kwartaal, op_blad, samen};
use crate::{
    app::App,
    ctx::Ctx,
    error::Fouten,
    http::{
        beeld::{self, Bladen, Link},
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    programma::{
        model::Kwartaal,
        service::{self, Vraagmoment, Vraagrij},
    },
    taal,
};

/// Questions on a page.
const PER_PAGINA: u64 = 20;

#[derive(Debug, Template)]
#[template(path = "programma/vragen.html")]
struct Pagina {
    kader: Kader,
    titel: &'static str,
    kwartaal: String,
    aantal: String,
    terug: String,
    vragen: Vec<Regel>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

#[derive(Debug)]
struct Regel {
    url: String,
    vraag: String,
    over: Link,
    /// Who has to answer; empty when the reader may not know them.
    aan: String,
    gesteld: String,
    /// The day of the answer; empty when there is none.
    beantwoord: String,
}

impl Regel {
    fn van(rij: Vraagrij) -> Self {
        Self {
            url: format!("/vraagpunten/{}", rij.id),
            vraag: rij.vraag,
            over: Link::naar(&rij.over),
            aan: rij.aan.map(|kop| kop.titel).unwrap_or_default(),
            gesteld: taal::dag_van(rij.gesteld),
            beantwoord: rij.beantwoord.map(taal::dag_van).unwrap_or_default(),
        }
    }
}

/// Shows them, the newest first.
pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let tijd = samen(Kwartaal::lees(&paren), lees_blad(&paren, PER_PAGINA));
    let (moment, (kwartaal, blad)) = samen(lees(&paren), tijd)?;
    let kwartaal = kwartaal.unwrap_or_else(|| dit(&ctx));
    let bereik = ((blad - 1).saturating_mul(PER_PAGINA), PER_PAGINA);
    let conn = app.db.read();
    let (totaal, rijen) = service::vragen(&ctx, conn, moment, kwartaal, bereik).await?;
    let (waarde, titel) = woorden(moment);
    let pad = met_kwartaal(VRAGEN, &[("wat", waarde)], Some(kwartaal));
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, None).op(&op_blad(&pad, blad)),
        titel,
        kwartaal: kwartaal.label(),
        aantal: taal::aantal(totaal, "vraag", "vragen"),
        terug: met_kwartaal(PAD, &[], Some(kwartaal)),
        voorbij: (rijen.is_empty() && totaal > 0).then(|| pad.clone()),
        vragen: rijen.into_iter().map(Regel::van).collect(),
        bladen: beeld::bladen((blad, PER_PAGINA, totaal), DIEPSTE, |n| op_blad(&pad, n)),
    }))
}

/// The quarter of now.
fn dit(ctx: &Ctx) -> Kwartaal {
    Kwartaal::van(ctx.vandaag())
}

/// Which of the two is asked for.
fn lees(paren: &[(String, String)]) -> Result<Vraagmoment, Fouten> {
    let paar = paren.iter().find(|(naam, _)| naam == "wat");
    let mut fouten = Fouten::new();
    let moment = match paar.map_or("", |(_, waarde)| waarde.as_str()) {
        "" | "gesteld" => Vraagmoment::Gesteld,
        "beantwoord" => Vraagmoment::Beantwoord,
        _ => {
            fouten.meld("wat", "onbekende-waarde", "Kies gesteld of beantwoord.");
            Vraagmoment::Gesteld
        }
    };
    fouten.of(moment)
}

const fn woorden(moment: Vraagmoment) -> (&'static str, &'static str) {
    match moment {
        Vraagmoment::Gesteld => ("gesteld", "Gestelde vragen"),
        Vraagmoment::Beantwoord => ("beantwoord", "Beantwoorde vragen"),
    }
}
