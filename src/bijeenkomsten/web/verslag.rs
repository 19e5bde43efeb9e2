//! The page on which it is told what was said at a bijeenkomst, and who was there.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::{Antwoord, Genodigde},
        service::{
            lezen::{self, Zaak},
            verslag::{self, Ingevuld},
        },
    },
    NAV,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::namen::namen,
    http::{
        beeld::Link,
        botsing::{Botsing, botsingen, wie_bewaarde},
        error::{NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
};

#[derive(Debug, Template)]
#[template(path = "bijeenkomsten/verslag.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    titel: String,
    wanneer: String,
    versie: i64,
    /// Who saved meanwhile; empty when nobody did.
    intussen: String,
    botsingen: Vec<Botsing>,
    verslag: String,
    /// Who is invited, with who was there ticked; empty for who does not note that.
    mensen: Vec<Optie>,
    akkoord: Akkoord,
    fouten: Veldfouten,
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    zaak: &Zaak,
    ingevuld: Ingevuld,
    fouten: &Fouten,
) -> Result<Pagina> {
    let akkoord = Akkoord {
        tonen: ingevuld.akkoord,
        aan: ingevuld.akkoord,
    };
    let mensen = if zaak.wie.noteert_aanwezigen() {
        mensen(app, zaak, &ingevuld.aanwezig).await?
    } else {
        Vec::new()
    };
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        pad: zaak.kop.pad(),
        titel: zaak.kop.titel.clone(),
        wanneer: zaak.inhoud.wanneer(),
        versie: ingevuld.versie,
        intussen: String::new(),
        botsingen: Vec::new(),
        verslag: ingevuld.verslag,
        mensen,
        akkoord: akkoord.bij(fouten),
        fouten: Veldfouten::van(fouten),
    })
}

/// Who is invited, by name, with these ticked.
async fn mensen(app: &App, zaak: &Zaak, aanwezig: &[String]) -> Result<Vec<Optie>> {
    let wie = |id: &Uuid| format!("account:{id}");
    let actors: Vec<String> = zaak.inhoud.genodigden.iter().map(wie).collect();
    let bekend = namen(&app.db, actors.iter().map(String::as_str)).await?;
    let optie = |id: &Uuid| {
        let naam = bekend.get(&wie(id)).map(String::as_str);
        let id = id.to_string();
        Optie::nieuw(&id, naam.unwrap_or_default(), aanwezig.contains(&id))
    };
    let mut opties: Vec<Optie> = zaak.inhoud.genodigden.iter().map(optie).collect();
    opties.sort_by_cached_key(|optie| crate::ids::vouw(&optie.label));
    Ok(opties)
}

/// What the form begins with: what was told already, and who was there or said that they would be.
async fn begin(app: &App, zaak: &Zaak) -> Result<Ingevuld> {
    let genodigden = lezen::genodigden(app.db.read(), zaak).await?;
    let er_was = |wie: &&Genodigde| wie.aanwezig.unwrap_or(wie.antwoord == Some(Antwoord::Ja));
    Ok(Ingevuld {
        verslag: zaak.inhoud.verslag.clone(),
        aanwezig: genodigden
            .iter()
            .filter(er_was)
            .map(|wie| wie.id.to_string())
            .collect(),
        versie: zaak.kop.versie,
        akkoord: false,
    })
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let zaak = lezen::zaak(&ctx, app.db.read(), &naam).await?;
    match zaak.eis_verslag(&ctx) {
        // Its own page says when it is, or that it does not take place.
        Err(Error::Conflict(_)) => return Ok(doorverwijzing(&zaak.kop.pad())),
        oordeel => oordeel?,
    }
    let begin = begin(&app, &zaak).await?;
    let pagina = pagina(&app, &ctx, &zaak, begin, &Fouten::new()).await?;
    Ok(antwoord(&pagina))
}

pub async fn bewaren(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let zaak = lezen::zaak(&ctx, app.db.read(), &naam).await?;
    let ingevuld = Ingevuld {
        verslag: formulier.een("verslag").to_owned(),
        aanwezig: formulier.alle("aanwezig").map(ToOwned::to_owned).collect(),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: Akkoord::van(&formulier).aan,
    };
    match verslag::bewaar(&app.db, &ctx, zaak.kop.id, &ingevuld).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}?gelukt=verslag", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            // Who mends a mistake still answers what they saw.
            let pagina = pagina(&app, &ctx, &zaak, ingevuld, &fouten).await?;
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Ok(anders(&app, &ctx, &naam, ingevuld, fout).await?),
    }
}

/// It was not kept though no field is wrong: beside what somebody else saved meanwhile, or to copy when there is no
/// form any more.
async fn anders(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    ingevuld: Ingevuld,
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::ook_zonder_recht(fout)?;
    let zaak = lezen::zaak(ctx, app.db.read(), naam).await?;
    if zaak.eis_verslag(ctx).is_err() {
        let alles = geschreven([("Verslag", ingevuld.verslag.as_str())]);
        let kader = Kader::nieuw(app, ctx, NAV);
        return Ok(waarom.zonder_formulier(kader, Link::naar(&zaak.kop), alles));
    }
    let (hun, mijn) = (zaak.inhoud.verslag.clone(), ingevuld.verslag.clone());
    let ingevuld = Ingevuld {
        versie: zaak.kop.versie,
        ..ingevuld
    };
    let pagina = Pagina {
        intussen: wie_bewaarde(app, zaak.kop.id).await?,
        botsingen: botsingen([("verslag".to_owned(), "Verslag", hun, mijn)]),
        ..pagina(app, ctx, &zaak, ingevuld, &Fouten::new()).await?
    };
    Ok(waarom.antwoord(&pagina))
}
