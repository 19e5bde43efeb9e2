//! The page on which a bijeenkomst is called off.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::Actie,
        service::{
            afgelasten::{self, Gezegd},
            lezen::{self, Zaak},
        },
    },
    NAV,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    http::{
        beeld::Link,
        error::{NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
};

#[derive(Debug, Template)]
#[template(path = "bijeenkomsten/afgelasten.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    titel: String,
    wanneer: String,
    versie: i64,
    reden: String,
    akkoord: Akkoord,
    niet_gedaan: String,
    fouten: Veldfouten,
}

fn pagina(app: &App, ctx: &Ctx, zaak: &Zaak, gezegd: Gezegd, fouten: &Fouten) -> Pagina {
    let akkoord = Akkoord {
        tonen: gezegd.akkoord,
        aan: gezegd.akkoord,
    };
    Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        pad: zaak.kop.pad(),
        titel: zaak.kop.titel.clone(),
        wanneer: zaak.inhoud.wanneer(),
        versie: gezegd.versie,
        reden: gezegd.reden,
        akkoord: akkoord.bij(fouten),
        niet_gedaan: String::new(),
        fouten: Veldfouten::van(fouten),
    }
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let zaak = lezen::zaak(&ctx, app.db.read(), &naam).await?;
    match zaak.eis(Actie::Afgelasten) {
        // It was done meanwhile: its own page says so.
        Err(Error::Conflict(_)) => return Ok(doorverwijzing(&zaak.kop.pad())),
        oordeel => oordeel?,
    }
    let begin = Gezegd {
        versie: zaak.kop.versie,
        ..Gezegd::default()
    };
    Ok(antwoord(&pagina(&app, &ctx, &zaak, begin, &Fouten::new())))
}

pub async fn doe(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let zaak = lezen::zaak(&ctx, app.db.read(), &naam).await?;
    let gezegd = Gezegd {
        reden: formulier.een("reden").to_owned(),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: Akkoord::van(&formulier).aan,
    };
    match afgelasten::gelast_af(&app.db, &ctx, zaak.kop.id, &gezegd).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}?gelukt=afgelast", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            // Who mends a mistake still answers what they saw.
            let pagina = pagina(&app, &ctx, &zaak, gezegd, &fouten);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            let zaak = lezen::zaak(&ctx, app.db.read(), &naam).await?;
            if zaak.eis(Actie::Afgelasten).is_err() {
                let alles = geschreven([("Waarom?", gezegd.reden.as_str())]);
                let kader = Kader::nieuw(&app, &ctx, NAV);
                return Ok(waarom.zonder_formulier(kader, Link::naar(&zaak.kop), alles));
            }
            let gezegd = Gezegd {
                versie: zaak.kop.versie,
                ..gezegd
            };
            let pagina = pagina(&app, &ctx, &zaak, gezegd, &Fouten::new());
            Ok(waarom.antwoord(&Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina
            }))
        }
    }
}
