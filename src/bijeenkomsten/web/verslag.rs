//! The page on which it is told what was said at a bijeenkomst, and who was there.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::{Antwoord, Genodigde, aanwezigheid},
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
    /// What was noted of who was there when the form was opened.
    gezien: String,
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
        gezien: ingevuld.gezien,
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
        gezien: aanwezigheid(&genodigden),
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
        gezien: formulier.een("gezien").to_owned(),
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
    // Only a text has a writer: who noted who was there is not kept beside that.
    let intussen = if zaak.kop.versie == ingevuld.versie {
        "iemand anders".to_owned()
    } else {
        wie_bewaarde(app, zaak.kop.id).await?
    };
    let genodigden = lezen::genodigden(app.db.read(), &zaak).await?;
    let (hun, mijn) = (zaak.inhoud.verslag.clone(), ingevuld.verslag.clone());
    let ingevuld = Ingevuld {
        gezien: aanwezigheid(&genodigden),
        versie: zaak.kop.versie,
        ..ingevuld
    };
    let vorm = pagina(app, ctx, &zaak, ingevuld, &Fouten::new()).await?;
    let (er_waren, er_zijn) = wie_er_was(&vorm.mensen, &genodigden);
    let pagina = Pagina {
        intussen,
        botsingen: botsingen([
            ("verslag".to_owned(), "Verslag", hun, mijn),
            ("aanwezig".to_owned(), "Wie waren er?", er_waren, er_zijn),
        ]),
        ..vorm
    };
    Ok(waarom.antwoord(&pagina))
}

/// The names of who was there, as it is noted and as it is ticked; the same when nobody noted it yet.
fn wie_er_was(mensen: &[Optie], genodigden: &[Genodigde]) -> (String, String) {
    let namen = |kiest: &dyn Fn(&Optie) -> bool| {
        let gekozen = mensen.iter().filter(|optie| kiest(optie));
        let namen: Vec<&str> = gekozen.map(|optie| optie.label.as_str()).collect();
        namen.join("\n")
    };
    let mijn = namen(&|optie| optie.gekozen);
    if aanwezigheid(genodigden).is_empty() {
        return (mijn.clone(), mijn);
    }
    let was_er = |optie: &Optie| {
        let mut waren = genodigden.iter().filter(|wie| wie.aanwezig == Some(true));
        waren.any(|wie| wie.id.to_string() == optie.waarde)
    };
    (namen(&was_er), mijn)
}
