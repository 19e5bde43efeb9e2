//! Writing a bevinding.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{Aanbevolen, Ingevuld, SECTIES, Status},
        service::{
            schrijven, wijzers,
            zaak::{self, Zaak, eis},
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
        beeld,
        error::{NietGedaan, PageError},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::{
        model::{
            Kop, Leefdomein, Soort,
            verschil::{Veldverschil, veldverschillen},
        },
        service as stukken,
    },
};

/// Empty rows for recommendations below those that there are.
const LEGE_RIJEN: usize = 2;
/// Rows of recommendations that a form may have.
const RIJEN: usize = 40;
/// Thema's to choose from.
const THEMAS: u64 = 200;

#[derive(Debug, Template)]
#[template(path = "dwarskijker/nieuw.html")]
struct Beginpagina {
    kader: Kader,
    fouten: Veldfouten,
    titel: String,
    themas: Vec<Optie>,
    akkoord: Akkoord,
}

#[derive(Debug, Template)]
#[template(path = "dwarskijker/schrijven.html")]
struct Schrijfpagina {
    kader: Kader,
    gelukt: &'static str,
    fouten: Veldfouten,
    kop_titel: String,
    nummer: String,
    pad: String,
    versie: i64,
    /// Why nothing was saved, whatever the form says; empty when that is not so.
    niet_gedaan: String,
    /// Whether it is still a concept: only then it helps to save once more.
    kan_opnieuw: bool,
    /// Who saved meanwhile; empty when nobody did.
    intussen: String,
    /// Where what is typed differs from what they saved.
    verschillen: Vec<Veldverschil>,
    ingevuld: Ingevuld,
    secties: Vec<Vak>,
    aanbevelingen: Vec<Rij>,
    themas: Vec<Optie>,
    leefdomeinen: Vec<Optie>,
    akkoord: Akkoord,
}

/// The field of a section.
#[derive(Debug)]
struct Vak {
    veld: String,
    kop: &'static str,
    hulp: &'static str,
    tekst: String,
}

/// The fields of a recommendation.
#[derive(Debug)]
struct Rij {
    veld: String,
    veld_aan: String,
    label: String,
    label_aan: String,
    aan: String,
    tekst: String,
}

/// What helps to fill each section, in the order of [`SECTIES`].
const HULP: [&str; 3] = [
    "Alleen wat u zelf zag of hoorde, zonder oordeel en zonder namen van mensen.",
    "Welke gesprekken, dossiers, rapporten en signalen? Zo dat niemand herkenbaar is.",
    "Wat volgt eruit voor inwoners, gemeenten en het Rijk?",
];

async fn themas(app: &App, ctx: &Ctx, gekozen: &str) -> Result<Vec<Optie>> {
    let lijst = stukken::lijst(ctx, app.db.read(), Soort::Thema, None, (0, THEMAS)).await?;
    let geen = Optie::nieuw("", "Geen thema", gekozen.is_empty());
    let optie = |kop: &Kop| {
        let slug = kop.slug.as_str();
        Optie::nieuw(slug, &kop.titel, slug == gekozen)
    };
    Ok([geen]
        .into_iter()
        .chain(lijst.koppen.iter().map(optie))
        .collect())
}

async fn beginpagina(
    app: &App,
    ctx: &Ctx,
    ingevuld: &Ingevuld,
    akkoord: Akkoord,
    fouten: &Fouten,
) -> Result<Beginpagina> {
    Ok(Beginpagina {
        kader: Kader::nieuw(app, ctx, NAV),
        fouten: Veldfouten::van(fouten),
        titel: ingevuld.titel.clone(),
        themas: themas(app, ctx, &ingevuld.thema).await?,
        akkoord: akkoord.bij(fouten),
    })
}

pub async fn nieuw(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    eis(&ctx)?;
    let leeg = Ingevuld::default();
    let geen = Fouten::new();
    let pagina = beginpagina(&app, &ctx, &leeg, Akkoord::default(), &geen).await?;
    Ok(antwoord(&pagina))
}

pub async fn begin(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let ingevuld = Ingevuld {
        titel: formulier.een("titel").to_owned(),
        thema: formulier.een("thema").to_owned(),
        ..Ingevuld::default()
    };
    let akkoord = Akkoord::van(&formulier);
    match schrijven::begin(&app.db, &ctx, &ingevuld, akkoord.aan).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}/schrijven", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let pagina = beginpagina(&app, &ctx, &ingevuld, akkoord, &fouten).await?;
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}

/// What was sent.
fn gelezen(formulier: &Formulier) -> Ingevuld {
    let een = |naam: &str| formulier.een(naam).to_owned();
    let velden: Vec<&str> = formulier.velden().map(|(naam, _)| naam).collect();
    let rij = |nummer: usize| {
        let (veld, aan) = (veld(nummer), veld_aan(nummer));
        let er_is = velden.contains(&veld.as_str()) || velden.contains(&aan.as_str());
        er_is.then(|| Aanbevolen {
            aan: een(&aan),
            tekst: een(&veld),
        })
    };
    Ingevuld {
        titel: een("titel"),
        samenvatting: een("samenvatting"),
        tekst: een("tekst"),
        secties: (1..=SECTIES.len())
            .map(|n| een(&format!("sectie-{n}")))
            .collect(),
        aanbevelingen: (1..=RIJEN).map_while(rij).collect(),
        thema: een("thema"),
        regelingen: een("regelingen"),
        knelpunten: een("knelpunten"),
        leefdomeinen: formulier
            .alle("leefdomeinen")
            .map(ToOwned::to_owned)
            .collect(),
    }
}

fn veld(nummer: usize) -> String {
    format!("aanbeveling-{nummer}")
}

fn veld_aan(nummer: usize) -> String {
    format!("aanbeveling-{nummer}-aan")
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    zaak: &Zaak,
    ingevuld: Ingevuld,
    (akkoord, fouten): (Akkoord, &Fouten),
) -> Result<Schrijfpagina> {
    let vak = |(plek, (kop, hulp)): (usize, (&'static str, &'static str))| Vak {
        veld: format!("sectie-{}", plek + 1),
        kop,
        hulp,
        tekst: ingevuld.secties.get(plek).cloned().unwrap_or_default(),
    };
    let leeg = std::iter::repeat_n(Aanbevolen::default(), LEGE_RIJEN);
    let gevuld = ingevuld.aanbevelingen.iter().cloned();
    let gevuld = gevuld.filter(|wat| !wat.aan.is_empty() || !wat.tekst.is_empty());
    // What is wrong names the row in which it was typed: then every row stays where it is.
    let rijen: Vec<Aanbevolen> = if fouten.is_empty() {
        gevuld.chain(leeg).collect()
    } else {
        ingevuld.aanbevelingen.clone()
    };
    let rij = |(plek, wat): (usize, Aanbevolen)| Rij {
        veld: veld(plek + 1),
        veld_aan: veld_aan(plek + 1),
        label: format!("Aanbeveling {}", plek + 1),
        label_aan: format!("Aanbeveling {}: aan welke organisatie?", plek + 1),
        aan: wat.aan,
        tekst: wat.tekst,
    };
    let domein = |domein: &Leefdomein| {
        let gekozen = ingevuld.leefdomeinen.iter().any(|l| l == domein.waarde());
        Optie::nieuw(domein.waarde(), domein.label(), gekozen)
    };
    Ok(Schrijfpagina {
        kader: Kader::nieuw(app, ctx, NAV),
        gelukt: "",
        fouten: Veldfouten::van(fouten),
        kop_titel: zaak.kop.titel.clone(),
        nummer: beeld::nummer(&zaak.kop),
        pad: zaak.kop.pad(),
        versie: zaak.kop.versie,
        niet_gedaan: String::new(),
        kan_opnieuw: zaak.status == Status::Concept,
        intussen: String::new(),
        verschillen: Vec::new(),
        secties: SECTIES.into_iter().zip(HULP).enumerate().map(vak).collect(),
        aanbevelingen: rijen.into_iter().enumerate().map(rij).collect(),
        themas: themas(app, ctx, &ingevuld.thema).await?,
        leefdomeinen: Leefdomein::ALLE.iter().map(domein).collect(),
        akkoord: akkoord.bij(fouten),
        ingevuld,
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let zaak = zaak::open(&ctx, conn, &naam).await?;
    if zaak.status != Status::Concept {
        // What is out or established is not written any more: its page says what can be done.
        return Ok(doorverwijzing(&zaak.kop.pad()));
    }
    schrijven::noteer_lezing(&app.db, &ctx, zaak.kop.id).await?;
    let ingevuld = wijzers::ingevuld(&ctx, conn, &zaak.staat).await?;
    let niets = (Akkoord::default(), &Fouten::new());
    Ok(antwoord(&Schrijfpagina {
        gelukt: match parameters.een("gelukt") {
            "bewaard" => "Wat u schreef is bewaard. Alleen de dwarskijker en het bureau lezen het.",
            _ => "",
        },
        ..pagina(&app, &ctx, &zaak, ingevuld, niets).await?
    }))
}

pub async fn bewaar(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let zaak = zaak::open(&ctx, app.db.read(), &naam).await?;
    let (ingevuld, akkoord) = (gelezen(&formulier), Akkoord::van(&formulier));
    let versie = formulier.een("versie").parse().unwrap_or_default();
    let wat = (&ingevuld, akkoord.aan);
    match schrijven::bewaar(&app.db, &ctx, zaak.kop.id, versie, wat).await {
        Ok(kop) => {
            let verder = match formulier.een("knop") {
                "bekijken" => "?gelukt=bewaard",
                "meer" => "/schrijven#aanbevelingen",
                _ => "/schrijven?gelukt=bewaard",
            };
            Ok(doorverwijzing(&format!("{}{verder}", kop.pad())))
        }
        Err(Error::Invalid(fouten)) => {
            let wat = (akkoord, &fouten);
            // The version that they saw stays: mending a field must not hide that somebody saved.
            let pagina = Schrijfpagina {
                versie,
                ..pagina(&app, &ctx, &zaak, ingevuld, wat).await?
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Ok(niet_gedaan(&app, &ctx, &naam, (ingevuld, akkoord), fout).await?),
    }
}

/// The form once more with everything that was typed, and what stood in the way: somebody saved meanwhile,
/// or it is no concept any more. Nothing is lost, and saving a concept once more is a choice.
async fn niet_gedaan(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    (ingevuld, akkoord): (Ingevuld, Akkoord),
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::van(fout)?;
    let conn = app.db.read();
    let zaak = zaak::open(ctx, conn, naam).await?;
    schrijven::noteer_lezing(&app.db, ctx, zaak.kop.id).await?;
    let hun = wijzers::ingevuld(ctx, conn, &zaak.staat).await?;
    let wie = stukken::laatste_schrijver(conn, zaak.kop.id).await?;
    let bekend = namen(&app.db, wie.as_deref()).await?;
    let intussen = wie.and_then(|wie| bekend.get(&wie).cloned());
    let verschillen = veldverschillen(&hun.vergelijkbaar(), &ingevuld.vergelijkbaar());
    let wat = (akkoord, &Fouten::new());
    let pagina = Schrijfpagina {
        niet_gedaan: waarom.tekst().to_owned(),
        intussen: intussen.unwrap_or_default(),
        verschillen,
        ..pagina(app, ctx, &zaak, ingevuld, wat).await?
    };
    Ok(waarom.antwoord(&pagina))
}
