//! What a number of a traject counts.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::{
        model::Feit,
        service::{
            tafel::eis_tafel,
            trajecten::{Telt, lijst},
        },
    },
    PAD,
};
use crate::{
    app::App,
    error::{Error, Fouten},
    http::{
        beeld::{self, Bladen},
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    stukken::model::{Kop, label_van},
    taal,
    waarden::opsomming,
    zoeken::model::{adres, lees_bladzijde},
};

/// Stukken on a page.
const PER_PAGINA: u64 = 50;
/// The last page that can be asked, as for every list.
const DIEPSTE: u64 = 10_000 / PER_PAGINA;

#[derive(Debug)]
struct Regel {
    url: String,
    titel: String,
    bij: String,
    stand: String,
    dag: String,
}

#[derive(Debug, Template)]
#[template(path = "regietafel/lijst.html")]
struct Pagina {
    kader: Kader,
    terug: &'static str,
    titel: &'static str,
    thema: String,
    thema_url: String,
    aantal: String,
    regels: Vec<Regel>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

fn regel(telt: Telt) -> Regel {
    let Telt { kop, bij } = telt;
    let begonnen = |kop: &Kop| taal::dag_van(kop.aangemaakt_op);
    Regel {
        url: kop.pad(),
        stand: label_van(&kop.status),
        dag: kop.datum.map_or_else(|| begonnen(&kop), taal::dag),
        titel: kop.titel,
        bij,
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    eis_tafel(&ctx)?;
    let thema = parameters.heel("thema");
    let mut fouten = Fouten::new();
    let feit: Feit = match parameters.een("wat") {
        // Without what is counted there is no list.
        "" => return Err(Error::NotFound.into()),
        tekst => tekst.parse().unwrap_or_else(|()| {
            let goed = opsomming(Feit::ALLE.iter().map(|feit| feit.waarde()));
            fouten.meld("wat", "onbekende-waarde", format!("Kies bij wat {goed}."));
            Feit::Knelpunten
        }),
    };
    let (mut blad, mut vast) = (1, PER_PAGINA);
    for (naam, waarde) in parameters.0.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    fouten.of(())?;
    let bereik = ((blad - 1) * PER_PAGINA, PER_PAGINA);
    let (thema, totaal, telt) = lijst(&ctx, app.db.read(), (&thema, feit), bereik).await?;
    let pad = |n: u64| {
        let mut paren = vec![("thema", thema.slug.to_string()), ("wat", feit.to_string())];
        if n > 1 {
            paren.push(("pagina", n.to_string()));
        }
        adres("/regietafel/lijst", &paren)
    };
    let regels: Vec<Regel> = telt.into_iter().map(regel).collect();
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, None),
        terug: PAD,
        titel: feit.label(),
        thema: thema.titel.clone(),
        thema_url: thema.pad(),
        aantal: taal::getal(i64::try_from(totaal).unwrap_or(i64::MAX)),
        bladen: beeld::bladen((blad, PER_PAGINA, totaal), DIEPSTE, pad),
        voorbij: (regels.is_empty() && totaal > 0).then(|| pad(1)),
        regels,
    }))
}
