//! The page where national roles and those of themas are given and taken, alone or by two.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use crate::{
    actor::{Bereik, Bereiksoort, Rol, Toekenning},
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::{
        model::aanvraag::Verzoek,
        service::{
            personen,
            rollen::{self, Gevolg, Houder, Openstaand},
        },
    },
    http::{
        error::PageError,
        extract::{Formulier, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::{Optie, Veldfouten},
    },
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    taal,
};

/// Themas to choose from.
const THEMAS: u64 = 500;

#[derive(Debug, Template)]
#[template(path = "gebruikers/rollen.html")]
struct Rollenpagina {
    kader: Kader,
    aanvragen: Vec<Regel>,
    rollen: Vec<Optie>,
    themas: Vec<Optie>,
    houders: Vec<(&'static str, String)>,
    gelukt: &'static str,
    fouten: Veldfouten,
    mail: String,
    reden: String,
}

/// A request, as the page shows it.
#[derive(Debug)]
struct Regel {
    id: String,
    wat: String,
    reden: String,
    wie: String,
    mag_beslissen: bool,
    van_mij: bool,
}

/// What stands in the form.
#[derive(Default)]
struct Invoer<'a> {
    mail: &'a str,
    rol: &'a str,
    thema: &'a str,
    reden: &'a str,
}

async fn pagina(app: &App, ctx: &Ctx, invoer: Invoer<'_>) -> Result<Rollenpagina, Error> {
    let mijne = rollen::te_geven(ctx)?;
    let themas = themas(app, ctx).await?;
    let mut aanvragen = Vec::new();
    for open in rollen::openstaand(&app.db, ctx).await? {
        aanvragen.push(regel(open, &themas));
    }
    let mut houders = Vec::new();
    for rol in &mijne {
        let alle = rollen::houders(&app.db, ctx, *rol).await?;
        let alle: Vec<String> = alle.into_iter().map(|h| houder(h, &themas)).collect();
        let woorden = if alle.is_empty() {
            "Nog niemand".to_owned()
        } else {
            alle.join("; ")
        };
        houders.push((rol.label(), woorden));
    }
    let heeft_thema = mijne.iter().any(|r| r.bereiksoort() == Bereiksoort::Thema);
    Ok(Rollenpagina {
        kader: Kader::nieuw(app, ctx, None),
        aanvragen,
        rollen: met_leeg(
            "Kies een rol",
            mijne
                .iter()
                .map(|rol| Optie::nieuw(rol.waarde(), rol.label(), invoer.rol == rol.waarde())),
        ),
        themas: if heeft_thema {
            let optie = |kop: &Kop| {
                let slug = kop.slug.as_str();
                Optie::nieuw(slug, &kop.titel, invoer.thema == slug)
            };
            met_leeg("Kies een thema", themas.iter().map(optie))
        } else {
            Vec::new()
        },
        houders,
        gelukt: "",
        fouten: Veldfouten::default(),
        mail: invoer.mail.to_owned(),
        reden: invoer.reden.to_owned(),
    })
}

/// What there is to choose, after an option that chooses nothing.
fn met_leeg(woorden: &str, opties: impl Iterator<Item = Optie>) -> Vec<Optie> {
    std::iter::once(Optie::nieuw("", woorden, false))
        .chain(opties)
        .collect()
}

async fn themas(app: &App, ctx: &Ctx) -> Result<Vec<Kop>, Error> {
    let lijst = stukken::lijst(ctx, app.db.read(), Soort::Thema, None, (0, THEMAS)).await?;
    Ok(lijst.koppen)
}

/// The thema of a place, in words; empty for another kind of place.
fn bij_thema(bereik: Bereik, themas: &[Kop]) -> String {
    let kop = themas.iter().find(|kop| Some(kop.id) == bereik.id());
    kop.map_or_else(String::new, |kop| format!("thema {}", kop.titel))
}

/// Somebody who has a role, and for which thema.
fn houder(houder: Houder, themas: &[Kop]) -> String {
    match bij_thema(houder.bereik, themas).as_str() {
        "" => houder.wie,
        thema => format!("{}, {thema}", houder.wie),
    }
}

fn regel(open: Openstaand, themas: &[Kop]) -> Regel {
    let Openstaand {
        aanvraag,
        over,
        door,
        mag_beslissen,
        van_mij,
    } = open;
    let rol = |wat: Toekenning| match bij_thema(wat.bereik, themas).as_str() {
        "" => wat.rol.label().to_owned(),
        thema => format!("{}, {thema}", wat.rol.label()),
    };
    let wat = match aanvraag.verzoek {
        Verzoek::RolGeven(wat) => format!("{over} krijgt de rol {}", rol(wat)),
        Verzoek::RolNemen(wat) => format!("{over} verliest de rol {}", rol(wat)),
        Verzoek::ZetelOverdragen(wat) => format!("{over} volgt {door} op als {}", rol(wat)),
        Verzoek::FactorWissen => format!("De tweede stap van {over} wordt gewist"),
    };
    Regel {
        id: aanvraag.id.to_string(),
        wat,
        wie: format!("{door}, {}", taal::moment_van(aanvraag.op)),
        reden: aanvraag.reden,
        mag_beslissen,
        van_mij,
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gelukt = match parameters.een("gelukt") {
        "gedaan" => "De rol is gewijzigd.",
        "wacht" => "Een tweede persoon moet hiermee instemmen. Tot die tijd verandert er niets.",
        "bevestigd" => "U hebt ingestemd. Het is gedaan.",
        "afgewezen" => "U hebt het afgewezen. Er verandert niets.",
        "ingetrokken" => "De vraag is ingetrokken.",
        _ => "",
    };
    let invoer = Invoer {
        mail: parameters.een("mail"),
        ..Invoer::default()
    };
    let pagina = pagina(&app, &ctx, invoer).await?;
    Ok(antwoord(&Rollenpagina { gelukt, ..pagina }))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    match doe(&app, &ctx, &formulier).await {
        Ok(gelukt) => Ok(doorverwijzing(&format!("/rollen?gelukt={gelukt}"))),
        Err(Error::Invalid(fouten)) => {
            let invoer = Invoer {
                mail: formulier.een("mail"),
                rol: formulier.een("rol"),
                thema: formulier.een("thema"),
                reden: formulier.een("reden"),
            };
            let pagina = pagina(&app, &ctx, invoer).await?;
            let mut antwoord = antwoord(&Rollenpagina {
                fouten: Veldfouten::van(&fouten),
                ..pagina
            });
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}

async fn doe(app: &App, ctx: &Ctx, formulier: &Formulier) -> Result<&'static str, Error> {
    let aanvraag = || {
        formulier
            .een("aanvraag")
            .parse()
            .map_err(|_| Error::NotFound)
    };
    match formulier.een("actie") {
        "bevestigen" => {
            rollen::beslis(&app.db, ctx, aanvraag()?, true).await?;
            Ok("bevestigd")
        }
        "afwijzen" => {
            rollen::beslis(&app.db, ctx, aanvraag()?, false).await?;
            Ok("afgewezen")
        }
        "intrekken" => {
            rollen::trek_in(&app.db, ctx, aanvraag()?).await?;
            Ok("ingetrokken")
        }
        actie @ ("geven" | "nemen") => {
            let (wie, wat) = lees(app, ctx, formulier).await?;
            let verzoek = if actie == "geven" {
                Verzoek::RolGeven(wat)
            } else {
                Verzoek::RolNemen(wat)
            };
            let reden = formulier.een("reden");
            match rollen::vraag(&app.db, ctx, wie, verzoek, reden).await? {
                Gevolg::Gedaan => Ok("gedaan"),
                Gevolg::WachtOpTweede => Ok("wacht"),
            }
        }
        _ => Err(Error::NotFound),
    }
}

/// The account and the role in the form, with all that is wrong at once.
async fn lees(
    app: &App,
    ctx: &Ctx,
    formulier: &Formulier,
) -> Result<(uuid::Uuid, Toekenning), Error> {
    // Whoever gives no role at all does not learn which addresses have an account.
    rollen::te_geven(ctx)?;
    let mut fouten = Fouten::new();
    let wie = match personen::met_mail(&app.db, ctx, formulier.een("mail")).await {
        Ok(id) => Some(id),
        Err(Error::Invalid(bij_mail)) => {
            for fout in &bij_mail {
                fouten.meld(fout.veld.clone(), fout.code, fout.melding.clone());
            }
            None
        }
        Err(fout) => return Err(fout),
    };
    let rol: Option<Rol> = formulier.een("rol").parse().ok();
    let bereik = match rol.map(Rol::bereiksoort) {
        None => {
            fouten.meld("rol", "verplicht", "Kies een rol.");
            None
        }
        Some(Bereiksoort::Landelijk) => Some(Bereik::Landelijk),
        Some(Bereiksoort::Thema) => {
            let namen = [formulier.een("thema").to_owned()];
            let gevonden = stukken::vind_alle(ctx, app.db.read(), Soort::Thema, &namen).await?;
            let kop = gevonden.into_values().next();
            if kop.is_none() {
                fouten.meld("thema", "verplicht", "Kies bij deze rol een thema.");
            }
            kop.map(|kop| Bereik::Thema(kop.id))
        }
        Some(Bereiksoort::Organisatie | Bereiksoort::Tafel) => {
            let melding = "Deze rol geeft u op de pagina van de organisatie of de tafel.";
            fouten.meld("rol", "elders", melding);
            None
        }
    };
    match (wie, rol, bereik) {
        (Some(wie), Some(rol), Some(bereik)) => fouten
            .of((wie, Toekenning { rol, bereik }))
            .map_err(Error::from),
        _ => Err(fouten.into()),
    }
}
