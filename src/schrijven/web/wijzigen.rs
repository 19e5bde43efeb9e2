//! Writing a change to what is published.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        Schrijfbaar,
        model::keur,
        service::{
            overgangen::Stap,
            schrijven::{Werk, mag_niet, persoonsgegevens},
            voorstellen::{self, Voorstelwerk},
            wijzers::Genoemd,
        },
    },
    formulier::{Formulierdeel, botsingen},
    invullen::Ingevuld,
    schrijven::staat_van,
    voorstellen::open,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::namen::namen,
    http::{
        beeld,
        botsing::Botsing,
        error::PageError,
        extract::{Delen, Formulier, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
    },
    stukken::model::{
        Soort,
        voorstel::{Staat, Voorstelactie},
    },
};

/// Writing a voorstel.
#[derive(Debug, Template)]
#[template(path = "schrijven/voorstel_schrijven.html")]
struct Schrijfpagina {
    kader: Kader,
    soort: Soort,
    pad: String,
    /// Where the form goes.
    doel: String,
    kop_titel: String,
    nummer: String,
    versie: i64,
    /// The version of the stuk that the writer looks at.
    gezien: i64,
    is_nieuw: bool,
    gelukt: &'static str,
    intussen: String,
    /// What changed on the page since this voorstel was begun.
    achterhaald: Vec<Botsing>,
    akkoord: Akkoord,
    deel: Formulierdeel,
}

/// A form for a new voorstel: the stuk as it is now.
pub async fn nieuw<K: Schrijfbaar>(app: &App, ctx: &Ctx, werk: Werk<K>) -> Result<Response> {
    let wijzers = werk.staat.verbanden.as_deref().unwrap_or_default();
    let (genoemd, _) = Genoemd::van(ctx, app.db.read(), wijzers).await?;
    let ingevuld = Ingevuld::van_staat(&werk.staat, genoemd);
    let pagina = nieuwe_pagina(app, ctx, &werk, ingevuld, &Fouten::new()).await?;
    Ok(antwoord(&pagina))
}

async fn nieuwe_pagina<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    werk: &Werk<K>,
    ingevuld: Ingevuld,
    fouten: &Fouten,
) -> Result<Schrijfpagina> {
    let pad = werk.kop.pad();
    Ok(Schrijfpagina {
        kader: Kader::nieuw(app, ctx, Some(K::SOORT.meervoud())),
        soort: K::SOORT,
        doel: format!("{pad}/schrijven"),
        pad,
        kop_titel: werk.kop.titel.clone(),
        nummer: beeld::nummer(&werk.kop),
        versie: werk.kop.versie,
        gezien: werk.kop.versie,
        is_nieuw: true,
        gelukt: "",
        intussen: String::new(),
        achterhaald: Vec::new(),
        akkoord: Akkoord::default().bij(fouten),
        deel: Formulierdeel::maak(app, ctx, ingevuld, &werk.staat, fouten).await?,
    })
}

/// Begins a voorstel with what was sent.
pub async fn begin<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    werk: Werk<K>,
    formulier: &Formulier,
) -> Result<Response> {
    let ingevuld = Ingevuld::van_formulier::<K>(formulier);
    let versie = formulier.een("versie").parse().unwrap_or_default();
    let (id, kop) = (werk.kop.id, werk.kop.clone());
    let (staat, mut fouten) = staat_van(app, ctx, &ingevuld, &werk.staat, id).await?;
    if fouten.is_empty() {
        let wat = (staat, ingevuld.notitie.as_str());
        match voorstellen::begin(&app.db, ctx, id, versie, wat).await {
            Ok(voorstel) => {
                let zelf = format!("{}/voorstellen/{voorstel}", kop.pad());
                return Ok(doorverwijzing(&format!("{zelf}?gelukt=bewaard")));
            }
            Err(Error::Invalid(meer)) => fouten.voeg_toe(meer),
            Err(Error::Conflict(_)) => {
                let mut pagina = nieuwe_pagina(app, ctx, &werk, ingevuld, &fouten).await?;
                let wijzers = werk.staat.verbanden.as_deref().unwrap_or_default();
                let (genoemd, _) = Genoemd::van(ctx, app.db.read(), wijzers).await?;
                let hun = Ingevuld::van_staat(&werk.staat, genoemd);
                pagina.deel.botsingen = botsingen::<K>(&pagina.deel.ingevuld, &hun);
                "de redactie".clone_into(&mut pagina.intussen);
                return Ok(met_status(StatusCode::CONFLICT, &pagina));
            }
            Err(fout) => return Err(fout),
        }
    }
    // Still a form of the version that was seen: mending a mistake writes over nobody.
    let pagina = Schrijfpagina {
        versie,
        ..nieuwe_pagina(app, ctx, &werk, ingevuld, &fouten).await?
    };
    Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
}

async fn schrijfpagina<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    werk: &Voorstelwerk<K>,
    ingevuld: Ingevuld,
    fouten: &Fouten,
) -> Result<Schrijfpagina> {
    let pad = werk.kop.pad();
    let achterhaald = match &werk.voorstel.begin {
        Some(begin) if werk.is_achterhaald() => {
            let conn = app.db.read();
            let mut beide = Vec::new();
            for staat in [begin, &werk.nu] {
                let wijzers = staat.verbanden.as_deref().unwrap_or_default();
                let (genoemd, _) = Genoemd::van(ctx, conn, wijzers).await?;
                beide.push(Ingevuld::van_staat(staat, genoemd));
            }
            botsingen::<K>(&beide[1], &beide[0])
        }
        _ => Vec::new(),
    };
    Ok(Schrijfpagina {
        kader: Kader::nieuw(app, ctx, Some(K::SOORT.meervoud())),
        soort: K::SOORT,
        doel: format!("{pad}/voorstellen/{}/schrijven", werk.voorstel.kop.id),
        pad,
        kop_titel: werk.kop.titel.clone(),
        nummer: beeld::nummer(&werk.kop),
        versie: werk.voorstel.kop.versie,
        gezien: werk.kop.versie,
        is_nieuw: false,
        gelukt: "",
        intussen: String::new(),
        achterhaald,
        akkoord: Akkoord::default().bij(fouten),
        deel: Formulierdeel::maak(app, ctx, ingevuld, &werk.voorstel.staat, fouten).await?,
    })
}

async fn ingevuld_van<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    werk: &Voorstelwerk<K>,
) -> Result<Ingevuld> {
    let staat = &werk.voorstel.staat;
    let wijzers = staat.verbanden.as_ref().or(werk.nu.verbanden.as_ref());
    let wijzers = wijzers.map(Vec::as_slice).unwrap_or_default();
    let (genoemd, _) = Genoemd::van(ctx, app.db.read(), wijzers).await?;
    Ok(Ingevuld {
        notitie: werk.voorstel.kop.notitie.clone(),
        ..Ingevuld::van_staat(staat, genoemd)
    })
}

pub async fn schrijven<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let werk: Voorstelwerk<K> = open(&app, &ctx, &delen).await?;
    let mag = werk.betrokken.mag_voorstellen();
    mag.map_err(mag_niet::<K>)?;
    if !werk.voorstel.kop.status.is_open() {
        let zelf = format!("{}/voorstellen/{}", werk.kop.pad(), werk.voorstel.kop.id);
        return Ok(doorverwijzing(&zelf));
    }
    let ingevuld = ingevuld_van(&app, &ctx, &werk).await?;
    let pagina = schrijfpagina(&app, &ctx, &werk, ingevuld, &Fouten::new()).await?;
    Ok(antwoord(&pagina))
}

pub async fn bewaar<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let werk: Voorstelwerk<K> = open(&app, &ctx, &delen).await?;
    let ingevuld = Ingevuld::van_formulier::<K>(&formulier);
    let plek = (werk.kop.id, werk.voorstel.kop.id);
    let getal = |naam: &str| formulier.een(naam).parse::<i64>();
    let versies = (getal("versie").unwrap_or_default(), getal("gezien").ok());
    let was = Staat {
        verbanden: werk
            .voorstel
            .staat
            .verbanden
            .clone()
            .or(werk.nu.verbanden.clone()),
        ..werk.voorstel.staat.clone()
    };
    let (staat, mut fouten) = staat_van(&app, &ctx, &ingevuld, &was, plek.0).await?;
    let biedt_aan = formulier.een("knop") == "aanbieden";
    let akkoord = Akkoord::van(&formulier).aan;
    if biedt_aan {
        fouten.voeg_toe(keur(&staat.basis, &staat.inhoud));
        fouten.voeg_toe(persoonsgegevens(&staat, akkoord));
    }
    let wat = (staat, ingevuld.notitie.as_str());
    let zelf = format!("{}/voorstellen/{}", werk.kop.pad(), plek.1);
    match voorstellen::schrijf(&app.db, &ctx, plek, versies, wat).await {
        Ok(_) if fouten.is_empty() && biedt_aan => {
            let werk: Voorstelwerk<K> = open(&app, &ctx, &delen).await?;
            let stap = Stap {
                versie: werk.voorstel.kop.versie,
                akkoord,
                ..Stap::default()
            };
            let actie = Voorstelactie::Aanbieden;
            match voorstellen::zet::<K>(&app.db, &ctx, plek, actie, &stap).await {
                Ok(_) => Ok(doorverwijzing(&format!("{zelf}?gelukt={actie}"))),
                Err(Error::Invalid(fouten)) => {
                    let pagina = schrijfpagina(&app, &ctx, &werk, ingevuld, &fouten).await?;
                    Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
                }
                Err(fout) => Err(fout.into()),
            }
        }
        Ok(_) if fouten.is_empty() => Ok(doorverwijzing(&format!("{zelf}?gelukt=bewaard"))),
        Ok(_) => {
            let werk: Voorstelwerk<K> = open(&app, &ctx, &delen).await?;
            let pagina = schrijfpagina(&app, &ctx, &werk, ingevuld, &fouten).await?;
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(Error::Invalid(meer)) => {
            fouten.voeg_toe(meer);
            let pagina = Schrijfpagina {
                versie: versies.0,
                ..schrijfpagina(&app, &ctx, &werk, ingevuld, &fouten).await?
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(Error::Conflict(_)) if werk.voorstel.kop.status.is_open() => {
            let hun = ingevuld_van(&app, &ctx, &werk).await?;
            let mut pagina = schrijfpagina(&app, &ctx, &werk, ingevuld, &fouten).await?;
            pagina.deel.botsingen = botsingen::<K>(&pagina.deel.ingevuld, &hun);
            let door = &werk.voorstel.kop.door;
            let wie = namen(&app.db, [door.as_str()]).await?;
            pagina.intussen = wie.get(door).cloned().unwrap_or_default();
            Ok(met_status(StatusCode::CONFLICT, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}
