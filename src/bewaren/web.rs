//! The page with the rules for keeping, and the register of destruction.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::{
    model::{Gegeven, Regel, Telling, Vernietiging, alle},
    service,
};
use crate::{
    app::App,
    error::Fouten,
    http::{
        beeld::{self, Bladen},
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    taal,
    zoeken::model::lees_bladzijde,
};

/// Lines of the register on a page.
const PER_PAGINA: u64 = 50;
/// Lines that can be paged to.
const DIEPSTE: u64 = 10_000;

/// The routes of bewaren.
pub fn routes() -> Router<App> {
    Router::new().route("/beheer/bewaartermijnen", get(tonen))
}

#[derive(Debug, Template)]
#[template(path = "beheer/bewaartermijnen.html")]
struct Bewaartermijnen {
    kader: Kader,
    regels: Vec<Bewaarregel>,
    klaar: Vec<String>,
    register: Vec<Weg>,
    bladen: Option<Bladen>,
    voorbij: bool,
}

/// A rule, as the page shows it.
#[derive(Debug)]
struct Bewaarregel {
    wat: &'static str,
    termijn: String,
    grondslag: &'static str,
    vernietigd: &'static str,
}

fn regel(regel: Regel) -> Bewaarregel {
    let termijn = match regel.dagen {
        None => "Blijvend".to_owned(),
        Some(dagen) => {
            let dagen = taal::aantal(dagen.into(), "dag", "dagen");
            format!("{dagen} na {}", regel.vanaf)
        }
    };
    Bewaarregel {
        wat: regel.wat,
        termijn,
        grondslag: regel.grondslag,
        vernietigd: regel.vernietigd,
    }
}

fn klaar(telling: &Telling) -> String {
    let naam = telling.gegeven.label();
    match telling.oudste {
        None => format!("{naam}: niets."),
        Some(oudste) => format!(
            "{naam}: {}, de oudste van {}.",
            taal::getal(telling.aantal.cast_signed()),
            taal::dag_van(oudste)
        ),
    }
}

/// A line of the register, as the page shows it.
#[derive(Debug)]
struct Weg {
    wanneer: String,
    wat: String,
    aantal: String,
    oudste: String,
    hash: String,
}

fn weg(rij: Vernietiging) -> Weg {
    let bekend = rij.regel.parse::<Gegeven>().map(Gegeven::label);
    Weg {
        wanneer: taal::moment_van(rij.op),
        wat: bekend.map_or(rij.regel, ToOwned::to_owned),
        aantal: taal::getal(rij.aantal),
        oudste: rij.oudste.map(taal::dag_van).unwrap_or_default(),
        hash: rij.sleutels_hash,
    }
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let (mut pagina, mut vast) = (1, PER_PAGINA);
    let mut fouten = Fouten::new();
    for (naam, waarde) in parameters.0.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut pagina, &mut vast));
    }
    // Who may not see it learns nothing of what they typed.
    let bereik = ((pagina - 1) * PER_PAGINA, PER_PAGINA);
    let (totaal, register) = service::register(&app.db, &ctx, bereik).await?;
    fouten.of(())?;
    let tellingen = service::tel(&app.db, &ctx).await?;
    let url = |n: u64| match n {
        1 => "/beheer/bewaartermijnen".to_owned(),
        n => format!("/beheer/bewaartermijnen?pagina={n}"),
    };
    Ok(antwoord(&Bewaartermijnen {
        kader: Kader::nieuw(&app, &ctx, None),
        regels: alle().into_iter().map(regel).collect(),
        klaar: tellingen.iter().map(klaar).collect(),
        bladen: beeld::bladen((pagina, PER_PAGINA, totaal), DIEPSTE / PER_PAGINA, url),
        voorbij: register.is_empty() && totaal > 0,
        register: register.into_iter().map(weg).collect(),
    }))
}
