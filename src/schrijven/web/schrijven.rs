//! Writing: a draft, or what is offered.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    super::{
        Schrijfbaar,
        model::{Actie, Status, Woorden, keur},
        service::{
            overgangen::{self, Stap},
            schrijven::{self, Werk},
            schrijvers::{Schrijver, schrijvers},
            wijzers::Genoemd,
        },
    },
    formulier::{Formulierdeel, botsingen, meter},
    invullen::Ingevuld,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        api::json,
        botsing::wie_bewaarde,
        error::{ApiError, PageError},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        meelezers::Meelezers,
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
    },
    stukken::{
        model::{
            Kop, Soort,
            voorstel::{Staat, Wijzer},
        },
        service as stukken,
    },
};

/// Writing a draft, or helping with what is offered.
#[derive(Debug, Template)]
#[template(path = "schrijven/schrijven.html")]
struct Schrijfpagina {
    kader: Kader,
    soort: Soort,
    woorden: &'static Woorden,
    pad: String,
    kop_titel: String,
    nummer: String,
    versie: i64,
    is_concept: bool,
    mag_aanbieden: bool,
    gelukt: String,
    /// Why it came back from the redactie; empty when it did not.
    terug_om: String,
    /// Who saved meanwhile, when somebody did.
    intussen: String,
    /// Whether to ask if personal data may stand there.
    akkoord: Akkoord,
    /// Who writes along, when the reader may change that.
    schrijvers: Vec<Schrijver>,
    /// Who reads along by a link, for who may know.
    meelezers: Option<Meelezers>,
    deel: Formulierdeel,
}

struct Opnieuw<'a> {
    ingevuld: Ingevuld,
    /// The version that who typed it saw; none for the one that there is now.
    gezien: Option<i64>,
    akkoord: Akkoord,
    fouten: &'a Fouten,
    gelukt: String,
}

async fn pagina<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    werk: Werk<K>,
    opnieuw: Opnieuw<'_>,
) -> Result<Schrijfpagina> {
    let conn = app.db.read();
    let Opnieuw {
        ingevuld,
        gezien,
        akkoord,
        fouten,
        gelukt,
    } = opnieuw;
    let is_concept = werk.status == Status::Concept;
    let terug_om = if is_concept {
        let mut terug = stukken::overgangen::teruggestuurd(ctx, conn, &[werk.kop.id]).await?;
        terug.remove(&werk.kop.id).map(|(_, waarom)| waarom)
    } else {
        None
    };
    let schrijvers = if werk.betrokken.auteur {
        schrijvers(&app.db, ctx, &werk.kop).await?
    } else {
        Vec::new()
    };
    Ok(Schrijfpagina {
        schrijvers,
        meelezers: Meelezers::bij(app, ctx, &werk.kop).await?,
        kader: Kader::nieuw(app, ctx, Some(K::SOORT.meervoud())),
        soort: K::SOORT,
        woorden: K::WOORDEN,
        pad: werk.kop.pad(),
        kop_titel: werk.kop.titel.clone(),
        nummer: crate::http::beeld::nummer(&werk.kop),
        versie: gezien.unwrap_or(werk.kop.versie),
        is_concept,
        mag_aanbieden: is_concept && werk.betrokken.auteur,
        gelukt,
        terug_om: terug_om.unwrap_or_default(),
        intussen: String::new(),
        akkoord: akkoord.bij(fouten),
        deel: Formulierdeel::maak(app, ctx, ingevuld, &werk.staat, fouten).await?,
    })
}

/// Something that the actor may write now; what is published is changed by a voorstel.
async fn open<K: Schrijfbaar>(app: &App, ctx: &Ctx, naam: &str) -> Result<Werk<K>> {
    let werk: Werk<K> = schrijven::open(ctx, app.db.read(), naam).await?;
    let mag = werk.betrokken.mag_schrijven(werk.status);
    mag.map_err(schrijven::mag_niet::<K>)?;
    Ok(werk)
}

pub async fn tonen<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let werk: Werk<K> = open(&app, &ctx, &naam).await?;
    if werk.status == Status::Gepubliceerd {
        return Ok(super::wijzigen::nieuw(&app, &ctx, werk).await?);
    }
    let gelukt = match parameters.een("gelukt") {
        "bewaard" => {
            "Wat u schreef is bewaard. Alleen wie meeschrijft en wie een link kreeg, kan het lezen."
                .to_owned()
        }
        "schrijver" => "Wie meeschrijft, is aangepast.".to_owned(),
        "teruggehaald" => format!(
            "{} is weer van u. U kunt verder schrijven.",
            K::WOORDEN.hoofd
        ),
        _ => String::new(),
    };
    let (genoemd, _) = genoemd(&app, &ctx, &werk).await?;
    let opnieuw = Opnieuw {
        ingevuld: Ingevuld::van_staat(&werk.staat, genoemd),
        gezien: None,
        akkoord: Akkoord::default(),
        fouten: &Fouten::new(),
        gelukt,
    };
    Ok(antwoord(&pagina(&app, &ctx, werk, opnieuw).await?))
}

async fn genoemd<K>(app: &App, ctx: &Ctx, werk: &Werk<K>) -> Result<(Genoemd, Vec<Wijzer>)> {
    let wijzers = werk.staat.verbanden.as_deref().unwrap_or_default();
    Genoemd::van(ctx, app.db.read(), wijzers).await
}

/// The state that a form makes, and what in it can't be read or points nowhere.
pub async fn staat_van<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    ingevuld: &Ingevuld,
    was: &Staat<K>,
    eigen: Uuid,
) -> Result<(Staat<K>, Fouten)> {
    let conn = app.db.read();
    let nu = was.verbanden.as_deref().unwrap_or_default();
    let eigen = (eigen, K::WOORDEN);
    let (wijzers, onbekend) = ingevuld.genoemd().wijzers(ctx, conn, nu, eigen).await?;
    let (staat, mut fouten) = ingevuld.staat(was, wijzers);
    fouten.voeg_toe(onbekend);
    Ok((staat, fouten))
}

/// What a program hears that saves while somebody types.
#[derive(Debug, Serialize)]
struct Bewaard {
    versie: i64,
    pad: String,
    punten: u8,
    van: u8,
}

pub async fn bewaar<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    headers: HeaderMap,
    formulier: Formulier,
) -> Response {
    let vanzelf = headers
        .get(header::ACCEPT)
        .is_some_and(|soort| soort.as_bytes().starts_with(b"application/json"));
    let uitkomst = bewaar_werk::<K>(&app, &ctx, &naam, &formulier, vanzelf).await;
    match uitkomst {
        Ok(antwoord) => antwoord,
        Err(fout) if vanzelf => axum::response::IntoResponse::into_response(ApiError(fout)),
        Err(fout) => axum::response::IntoResponse::into_response(PageError(fout)),
    }
}

async fn bewaar_werk<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    formulier: &Formulier,
    vanzelf: bool,
) -> Result<Response> {
    let werk: Werk<K> = open(app, ctx, naam).await?;
    if werk.status == Status::Gepubliceerd {
        return super::wijzigen::begin(app, ctx, werk, formulier).await;
    }
    let ingevuld = Ingevuld::van_formulier::<K>(formulier);
    let akkoord = Akkoord::van(formulier);
    let versie = formulier.een("versie").parse().unwrap_or_default();
    let (staat, mut fouten) = staat_van(app, ctx, &ingevuld, &werk.staat, werk.kop.id).await?;
    let bewaard = schrijven::bewaar(&app.db, ctx, werk.kop.id, versie, staat).await;
    let kop = match bewaard {
        Ok(kop) => kop,
        Err(Error::Invalid(meer)) => {
            fouten.voeg_toe(meer);
            let getypt = (ingevuld, akkoord, versie);
            return opnieuw::<K>(app, ctx, naam, getypt, fouten, vanzelf).await;
        }
        Err(Error::Conflict(_)) if !vanzelf => {
            return botsing::<K>(app, ctx, naam, (ingevuld, akkoord)).await;
        }
        Err(fout) => return Err(fout),
    };
    if vanzelf && fouten.is_empty() {
        return stand::<K>(app, ctx, &kop).await;
    }
    if formulier.een("knop") == "aanbieden" {
        let stap = Stap {
            versie: kop.versie,
            akkoord: akkoord.aan,
            ..Stap::default()
        };
        if fouten.is_empty() {
            match overgangen::zet::<K>(&app.db, ctx, kop.id, Actie::Aanbieden, &stap).await {
                Ok((kop, _)) => {
                    return Ok(doorverwijzing(&format!("{}?gelukt=aangeboden", kop.pad())));
                }
                Err(Error::Invalid(meer)) => fouten.voeg_toe(meer),
                Err(fout) => return Err(fout),
            }
        } else {
            let staat = werk_staat::<K>(app, ctx, &kop).await?;
            fouten.voeg_toe(keur(&staat.basis, &staat.inhoud));
            fouten.voeg_toe(schrijven::persoonsgegevens(&staat, akkoord.aan));
        }
    }
    if !fouten.is_empty() {
        let getypt = (ingevuld, akkoord, kop.versie);
        return opnieuw::<K>(app, ctx, kop.slug.as_str(), getypt, fouten, vanzelf).await;
    }
    let pad = kop.pad();
    Ok(match formulier.een("knop") {
        "bekijken" => doorverwijzing(&pad),
        _ => doorverwijzing(&format!("{pad}/schrijven?gelukt=bewaard")),
    })
}

async fn werk_staat<K: Schrijfbaar>(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Staat<K>> {
    let werk = schrijven::open(ctx, app.db.read(), kop.slug.as_str()).await?;
    Ok(werk.staat)
}

async fn stand<K: Schrijfbaar>(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Response> {
    let meter = meter(&werk_staat::<K>(app, ctx, kop).await?);
    Ok(json(&Bewaard {
        versie: kop.versie,
        pad: kop.pad(),
        punten: meter.punten,
        van: meter.van,
    }))
}

/// The form once more, with everything that was typed and what is wrong. It stays one of the version that was
/// seen: what somebody else saved meanwhile is not written over by mending a mistake.
async fn opnieuw<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    (ingevuld, akkoord, gezien): (Ingevuld, Akkoord, i64),
    fouten: Fouten,
    vanzelf: bool,
) -> Result<Response> {
    if vanzelf {
        return Err(fouten.into());
    }
    let werk: Werk<K> = open(app, ctx, naam).await?;
    let opnieuw = Opnieuw {
        ingevuld,
        gezien: Some(gezien),
        akkoord,
        fouten: &fouten,
        gelukt: String::new(),
    };
    let pagina = pagina(app, ctx, werk, opnieuw).await?;
    Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
}

/// Somebody else saved meanwhile: the form with what was typed here, beside what they saved. Nothing is
/// lost, and saving once more is a choice.
async fn botsing<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    (ingevuld, akkoord): (Ingevuld, Akkoord),
) -> Result<Response> {
    let werk: Werk<K> = open(app, ctx, naam).await?;
    let (genoemd, _) = genoemd(app, ctx, &werk).await?;
    let hun = Ingevuld::van_staat(&werk.staat, genoemd);
    let intussen = wie_bewaarde(app, werk.kop.id).await?;
    let botsingen = botsingen::<K>(&ingevuld, &hun);
    let opnieuw = Opnieuw {
        ingevuld,
        gezien: None,
        akkoord,
        fouten: &Fouten::new(),
        gelukt: String::new(),
    };
    let mut pagina = pagina(app, ctx, werk, opnieuw).await?;
    pagina.deel.botsingen = botsingen;
    pagina.intussen = intussen;
    Ok(met_status(StatusCode::CONFLICT, &pagina))
}
