//! The people of a thema: who takes part, whose voice is missing, bringing somebody in and taking them out.

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};
use uuid::Uuid;

use super::{
    model::Perspectief,
    service::{
        beheren::{self, Ingevuld},
        mensen::{Lid, Mensen, mensen},
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        duo::{self, leden},
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Soort,
    taal,
};

/// The routes of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/themas/{thema}/werkruimte/mensen", get(tonen).post(doen))
}

/// Those of the netwerk that speak for the same people.
#[derive(Debug)]
struct Groep {
    /// For whom they speak.
    titel: &'static str,
    id: &'static str,
    leden: Vec<Regel>,
}

/// Somebody of the netwerk, as the page shows them.
#[derive(Debug)]
struct Regel {
    id: String,
    naam: String,
    mail: String,
    wat: String,
    ik: bool,
    /// For whom they can speak; empty when that is known.
    opties: Vec<Optie>,
}

/// A voice that is missing, with whom to invite.
#[derive(Debug)]
struct Mist {
    zin: String,
    raad: &'static str,
}

/// What is asked before something is done.
#[derive(Debug, Default)]
struct Vraag {
    /// Who is being taken out: number and name.
    eruit: Option<(String, String)>,
    /// Whether the reader is leaving.
    verlaten: bool,
}

#[derive(Debug, Template)]
#[template(path = "netwerk/mensen.html")]
struct Pagina {
    kader: Kader,
    thema: String,
    thema_url: String,
    /// The address of the werkruimte.
    pad: String,
    deelname_zin: &'static str,
    gelukt: &'static str,
    fouten: Veldfouten,
    duo: Vec<duo::Lid>,
    groepen: Vec<Groep>,
    mist: Vec<Mist>,
    beheert: bool,
    /// Whether the reader is of the netwerk themselves.
    in_netwerk: bool,
    vraag: Vraag,
    gast: String,
    mail: String,
    perspectieven: Vec<Optie>,
    reden: String,
    akkoord: Akkoord,
}

/// What can be chosen, the chosen one marked.
fn opties(gekozen: &str) -> Vec<Optie> {
    let leeg = Optie::nieuw("", "Kies een perspectief", gekozen.is_empty());
    let optie = |p: &Perspectief| Optie::nieuw(p.waarde(), p.label(), p.waarde() == gekozen);
    let alle = Perspectief::ALLE.iter().map(optie);
    std::iter::once(leeg).chain(alle).collect()
}

fn regel(lid: &Lid, beheert: bool) -> Regel {
    let sinds = taal::dag_van(lid.sinds);
    let wat = if lid.uitgenodigd {
        format!("Uitgenodigd op {sinds}, nog niet ingelogd")
    } else {
        format!("Sinds {sinds}")
    };
    Regel {
        id: lid.id.to_string(),
        naam: lid.naam.clone(),
        mail: lid.mail.clone(),
        wat,
        ik: lid.ik,
        opties: if beheert && lid.perspectief.is_none() {
            opties("")
        } else {
            Vec::new()
        },
    }
}

fn groepen(leden: &[Lid], beheert: bool) -> Vec<Groep> {
    let van = |perspectief: Option<Perspectief>| {
        let hier = leden.iter().filter(|lid| lid.perspectief == perspectief);
        Groep {
            titel: perspectief.map_or("Nog niet bekend voor wie", Perspectief::label),
            id: perspectief.map_or("onbekend", Perspectief::waarde),
            leden: hier.map(|lid| regel(lid, beheert)).collect(),
        }
    };
    let alle = Perspectief::ALLE.iter().copied().map(Some).chain([None]);
    let alle = alle.map(van);
    alle.filter(|groep| !groep.leden.is_empty()).collect()
}

async fn pagina(app: &App, ctx: &Ctx, thema: &str) -> Result<Pagina> {
    let Mensen {
        plek,
        duo,
        leden: netwerk,
        ontbreekt,
        beheert,
    } = mensen(&app.db, ctx, thema).await?;
    let mist = |p: Perspectief| Mist {
        zin: p.ontbreekt(),
        raad: p.raad(),
    };
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Thema.meervoud())),
        thema: plek.thema.titel.clone(),
        thema_url: plek.thema.pad(),
        pad: plek.pad(),
        deelname_zin: plek.deelname.zin(),
        gelukt: "",
        fouten: Veldfouten::default(),
        duo: leden(ctx, &duo),
        groepen: groepen(&netwerk, beheert),
        mist: ontbreekt.into_iter().map(mist).collect(),
        beheert,
        in_netwerk: plek.deelname.netwerk,
        vraag: Vraag::default(),
        gast: String::new(),
        mail: String::new(),
        perspectieven: opties(""),
        reden: String::new(),
        akkoord: Akkoord::default(),
    })
}

impl Pagina {
    /// With the question whether this one must go.
    fn met_eruit(mut self, wie: &str) -> Self {
        let mut alle = self.groepen.iter().flat_map(|groep| &groep.leden);
        let lid = alle.find(|lid| self.beheert && lid.id == wie);
        self.vraag.eruit = lid.map(|lid| (lid.id.clone(), lid.naam.clone()));
        self
    }
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gelukt = match parameters.een("gelukt") {
        "uitgenodigd" => {
            "Deze persoon zit nu in het netwerk, en krijgt daar mail over. Wie nog geen account had, krijgt ook een \
             uitnodiging."
        }
        "perspectief" => "Het is bewaard voor wie deze persoon spreekt.",
        "eruit" => "Deze persoon zit niet meer in het netwerk, en krijgt daar mail over.",
        _ => "",
    };
    let mut pagina = pagina(&app, &ctx, &thema).await?;
    pagina.gelukt = gelukt;
    pagina.vraag.verlaten = pagina.in_netwerk && parameters.een("verlaten") == "ja";
    Ok(antwoord(&pagina.met_eruit(parameters.een("weg"))))
}

async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    match doe(&app, &ctx, &thema, &formulier).await {
        Ok(naar) => Ok(doorverwijzing(&naar)),
        Err(Error::Invalid(fouten)) => Ok(opnieuw(&app, &ctx, &thema, &formulier, &fouten).await?),
        Err(fout) => Err(fout.into()),
    }
}

/// Does what a button of the page is for; answers where to go then.
async fn doe(app: &App, ctx: &Ctx, thema: &str, formulier: &Formulier) -> Result<String> {
    let wie = || -> Result<Uuid> { formulier.een("wie").parse().map_err(|_| Error::NotFound) };
    let (plek, gelukt) = match formulier.een("actie") {
        "eruit" => {
            let akkoord = Akkoord::van(formulier);
            let waarom = (formulier.een("reden"), akkoord.aan);
            let plek = beheren::haal_eruit(&app.db, ctx, thema, wie()?, waarom).await?;
            (plek, "eruit")
        }
        "perspectief" => {
            let gekozen = formulier.een("perspectief");
            let plek = beheren::zet_perspectief(&app.db, ctx, thema, wie()?, gekozen).await?;
            (plek, "perspectief")
        }
        "verlaten" => {
            let plek = beheren::verlaat(&app.db, ctx, thema).await?;
            // Who left may have nothing to look at here any more.
            return Ok(plek.thema.pad());
        }
        _ => {
            let ingevuld = Ingevuld {
                naam: formulier.een("naam"),
                mail: formulier.een("mail"),
                perspectief: formulier.een("perspectief"),
            };
            let plek = beheren::nodig_uit(&app.db, ctx, thema, ingevuld).await?;
            (plek, "uitgenodigd")
        }
    };
    Ok(format!("{}/mensen?gelukt={gelukt}", plek.pad()))
}

/// The page once more, with what was typed and what is wrong.
async fn opnieuw(
    app: &App,
    ctx: &Ctx,
    thema: &str,
    formulier: &Formulier,
    fouten: &Fouten,
) -> Result<Response> {
    let pagina = pagina(app, ctx, thema).await?;
    let pagina = match formulier.een("actie") {
        "eruit" => Pagina {
            reden: formulier.een("reden").to_owned(),
            akkoord: Akkoord::van(formulier).bij(fouten),
            ..pagina.met_eruit(formulier.een("wie"))
        },
        "perspectief" => pagina,
        _ => Pagina {
            gast: formulier.een("naam").to_owned(),
            mail: formulier.een("mail").to_owned(),
            perspectieven: opties(formulier.een("perspectief")),
            ..pagina
        },
    };
    let pagina = Pagina {
        fouten: Veldfouten::van(fouten),
        ..pagina
    };
    Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
}
