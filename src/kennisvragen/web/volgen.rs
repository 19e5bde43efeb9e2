//! Following kennisvragen, and waiting for an answer to a search in vain.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::Status,
        service::{
            lezen,
            volgen::{self, Gevolgd, Mijn},
            wensen,
        },
    },
    GEVOLGD, kleur,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld::Link,
        error::{Geschreven, NietGedaan, PageError},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::{Kop, Soort},
    taal,
    zoeken::model::Vraag as Zoekvraag,
};

#[derive(Debug, Template)]
#[template(path = "kennisvragen/gevolgd.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    gevolgd: Vec<Regel>,
    wensen: Vec<Wens>,
    /// What was typed.
    gezocht: String,
    fouten: Veldfouten,
}

/// A kennisvraag that the reader follows.
#[derive(Debug)]
struct Regel {
    id: String,
    /// Its page; empty when the reader may not read it any more.
    url: String,
    titel: String,
    status: &'static str,
    kleur: &'static str,
    sinds: String,
}

/// Something that the reader searched in vain.
#[derive(Debug)]
struct Wens {
    vraag: String,
    zoek: String,
    sinds: String,
}

fn regel(volgt: &Gevolgd) -> Regel {
    let wat = volgt.wat.as_ref();
    let kop = wat.map(|(kop, _)| kop);
    let status: Option<Status> = wat.map(|(_, status)| *status);
    Regel {
        id: volgt.id.to_string(),
        url: kop.map(Kop::pad).unwrap_or_default(),
        titel: kop.map(|kop| kop.titel.clone()).unwrap_or_default(),
        status: status.map(Status::label).unwrap_or_default(),
        kleur: status.map(kleur).unwrap_or_default(),
        sinds: taal::dag_van(volgt.op),
    }
}

fn pagina(app: &App, ctx: &Ctx, mijn: Mijn) -> Pagina {
    let wens = |(vraag, op): (String, _)| Wens {
        zoek: Zoekvraag::default().met_woorden(&vraag).pad(),
        vraag,
        sinds: taal::dag_van(op),
    };
    Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Kennisvraag.meervoud())),
        gelukt: "",
        gevolgd: mijn.gevolgd.iter().map(regel).collect(),
        wensen: mijn.wensen.into_iter().map(wens).collect(),
        gezocht: String::new(),
        fouten: Veldfouten::default(),
    }
}

/// What the reader follows and waits for.
pub async fn mijn(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let mijn = volgen::mijn(&ctx, app.db.read()).await?;
    Ok(antwoord(&Pagina {
        gelukt: match parameters.een("gelukt") {
            "wachten" => "U krijgt bericht als wij hier een kennisvraag van maken.",
            "niet-wachten" => "U wacht hier niet meer op. Wij hebben weggehaald wat u zocht.",
            "stoppen" => "U volgt deze vraag niet meer.",
            _ => "",
        },
        ..pagina(&app, &ctx, mijn)
    }))
}

/// Waits, waits no longer, or follows no longer: also what the actor may not read any more.
pub async fn wijzigen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let actie = formulier.een("actie");
    let gedaan = match actie {
        "wachten" => wensen::wacht(&app.db, &ctx, formulier.een("gezocht")).await,
        "niet-wachten" => wensen::stop(&app.db, &ctx, formulier.een("vraag")).await,
        "stoppen" => match formulier.een("kennisvraag").parse::<Uuid>() {
            Ok(id) => volgen::stop(&app.db, &ctx, id).await,
            Err(_) => Err(onbekend("kennisvraag")),
        },
        _ => Err(onbekend("actie")),
    };
    match gedaan {
        Ok(()) => Ok(doorverwijzing(&format!("{GEVOLGD}?gelukt={actie}"))),
        Err(Error::Invalid(fouten)) => {
            let mijn = volgen::mijn(&ctx, app.db.read()).await?;
            let pagina = Pagina {
                gezocht: formulier.een("gezocht").to_owned(),
                fouten: Veldfouten::van(&fouten),
                ..pagina(&app, &ctx, mijn)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}

/// That a form asks for what there is not.
fn onbekend(veld: &str) -> Error {
    let mut fouten = Fouten::new();
    let melding = "Dit kennen wij niet. Gebruik een knop op de pagina “Wat u volgt”.";
    fouten.meld(veld, "onbekende-waarde", melding);
    fouten.into()
}

/// Follows a kennisvraag, or no longer.
pub async fn volgen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let werk = lezen::open_voor_schrijver(&ctx, app.db.read(), &naam).await?;
    let pad = werk.kop.pad();
    let gelukt = match formulier.een("actie") {
        "volgen" => volgen::volg(&app.db, &ctx, &naam).await.map(|_| "gevolgd"),
        "stoppen" => volgen::stop(&app.db, &ctx, werk.kop.id)
            .await
            .map(|()| "gestopt"),
        _ => Err(onbekend("actie")),
    };
    match gelukt {
        Ok(gelukt) => Ok(doorverwijzing(&format!("{pad}?gelukt={gelukt}"))),
        Err(fout) => {
            let kader = Kader::nieuw(&app, &ctx, Some(Soort::Kennisvraag.meervoud()));
            let terug = Link::naar(&werk.kop);
            Ok(NietGedaan::van(fout)?.zonder_formulier(kader, terug, Geschreven::new()))
        }
    }
}
