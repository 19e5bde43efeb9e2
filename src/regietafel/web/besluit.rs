//! Deciding on what was put to the regietafel.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::Besluitvorm,
        service::{
            besluiten::{self as service, Zaak},
            tafel::eis_tafel,
        },
    },
    PAD,
    voorleggen::nummer,
    vorm::link,
};
use crate::{
    app::App,
    besluiten::model::Uitkomst,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld::Link,
        error::{NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
};

#[derive(Debug, Template)]
#[template(path = "regietafel/besluit.html")]
struct Pagina {
    kader: Kader,
    actie: String,
    vraag: String,
    over: Link,
    /// The besluit that this one takes the place of; none when there is none.
    vervangt: Option<Link>,
    /// The number of that; empty when there is none.
    gezien: String,
    uitkomsten: Vec<Optie>,
    getypt: Besluitvorm,
    akkoord: Akkoord,
    fouten: Veldfouten,
}

fn pagina(
    app: &App,
    ctx: &Ctx,
    (id, zaak): (Uuid, Zaak),
    getypt: Besluitvorm,
    fouten: &Fouten,
) -> Pagina {
    let akkoord = Akkoord {
        tonen: getypt.akkoord,
        aan: getypt.akkoord,
    };
    let optie = |u: &Uitkomst| Optie::nieuw(u.waarde(), u.label(), u.waarde() == getypt.uitkomst);
    Pagina {
        kader: Kader::nieuw(app, ctx, None),
        actie: format!("/regietafel/escalaties/{id}/besluit"),
        vraag: zaak.vraag,
        over: Link::naar(&zaak.over),
        vervangt: zaak.besluit.as_ref().map(Link::naar),
        gezien: zaak.besluit.map(|b| b.id.to_string()).unwrap_or_default(),
        uitkomsten: Uitkomst::ALLE.iter().map(optie).collect(),
        getypt,
        akkoord: akkoord.bij(fouten),
        fouten: Veldfouten::van(fouten),
    }
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
) -> Result<Response, PageError> {
    eis_tafel(&ctx)?;
    let id = nummer(&id)?;
    let zaak = service::zaak(&ctx, app.db.read(), id).await?;
    let leeg = Besluitvorm::default();
    Ok(antwoord(&pagina(
        &app,
        &ctx,
        (id, zaak),
        leeg,
        &Fouten::new(),
    )))
}

pub async fn neem(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    eis_tafel(&ctx)?;
    let id = nummer(&id)?;
    let een = |naam: &str| formulier.een(naam).to_owned();
    let vorm = Besluitvorm {
        uitkomst: een("uitkomst"),
        titel: een("titel"),
        tekst: een("tekst"),
        waarom: een("waarom"),
        akkoord: Akkoord::van(&formulier).aan,
    };
    let gezien = formulier.een("gezien").parse().ok();
    match service::besluit(&app.db, &ctx, id, (&vorm, gezien)).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}?gelukt=tafel", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let zaak = service::zaak(&ctx, app.db.read(), id).await?;
            let pagina = pagina(&app, &ctx, (id, zaak), vorm, &fouten);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout @ (Error::NotFound | Error::NietIngelogd)) => Err(fout.into()),
        Err(fout) => {
            // Somebody else decided, or it was withdrawn: there is nothing to send any more, and what was typed stays.
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            let alles = geschreven([
                ("Het besluit in één zin", vorm.titel.as_str()),
                ("Wat er gaat gebeuren", vorm.tekst.as_str()),
                ("Waarom", vorm.waarom.as_str()),
            ]);
            let kader = Kader::nieuw(&app, &ctx, None);
            Ok(waarom.zonder_formulier(kader, link(PAD, "Regietafel"), alles))
        }
    }
}
