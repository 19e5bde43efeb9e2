//! The steps of a signaal: a page that says what a step means and asks what is needed for it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{Stap, Status},
        service::{
            behandelen::{self, Ingevuld, Zaak},
            indienen,
        },
    },
    GEDULD, themakeuze,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::sessies::ingelogd,
    http::{
        beeld,
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Delen, Formulier, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::service as stukken,
};

#[derive(Debug, Template)]
#[template(path = "signalen/stap.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    kenmerk: String,
    stap: &'static str,
    vraag: &'static str,
    gevolg: &'static str,
    knop: &'static str,
    versie: i64,
    /// The thema's to choose from, when one is chosen.
    themas: Vec<Optie>,
    /// Whether it is asked why: `ja`, `mag` or nothing.
    vraagt_reden: &'static str,
    naar: String,
    reden: String,
    akkoord: Akkoord,
    /// Whether the step can be taken as things stand, by who looks.
    kan: bool,
    /// Why it was not taken just now; empty when that is not so.
    niet_gedaan: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    fouten: Veldfouten,
}

/// The words for a step: the question, what it means, and the button.
const fn woorden(stap: Stap) -> (&'static str, &'static str, &'static str) {
    match stap {
        Stap::Doorverwijzen => (
            "Waar hoort dit signaal thuis?",
            "Het signaal wordt geen deel van een knelpunt. Wie het gaf, leest waar het wel terechtkan, en \
             waarom. Dat kan niet worden teruggedraaid.",
            "Doorverwijzen",
        ),
        Stap::AnderThema => (
            "Bij welk thema hoort dit signaal?",
            "Het duo van dat thema leest en behandelt het vanaf nu. Het duo waar het nu ligt, leest het dan \
             niet meer.",
            "Doorgeven",
        ),
        Stap::Verwoorden => (
            "Wat mag het knelpunt hierover zeggen?",
            "Iedereen kan dit lezen op de pagina van het knelpunt waar het signaal bij hoort. Schrijf zo dat \
             niemand erin te herkennen is. Laat het leeg als het knelpunt niets mag zeggen.",
            "Bewaren",
        ),
        Stap::Intrekken => (
            "Uw signaal intrekken?",
            "Niemand behandelt het dan nog. Het blijft bewaard, en wie het mocht lezen, kan dat nog steeds. \
             Dat kan niet worden teruggedraaid.",
            "Intrekken",
        ),
        Stap::Koppelen => ("", "", ""),
    }
}

/// The signaal and the step of an address; koppelen has a page of its own.
async fn open(app: &App, ctx: &Ctx, delen: &[String]) -> Result<(Zaak, Stap)> {
    ingelogd(ctx)?;
    let [naam, stap] = delen else {
        return Err(Error::NotFound);
    };
    let stap: Option<Stap> = stap.parse().ok();
    let stap = stap.filter(|stap| *stap != Stap::Koppelen);
    let stap = stap.ok_or(Error::NotFound)?;
    Ok((behandelen::zaak(ctx, app.db.read(), naam).await?, stap))
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    (zaak, stap): (&Zaak, Stap),
    ingevuld: Ingevuld,
    fouten: &Fouten,
) -> Result<Pagina> {
    let (vraag, gevolg, knop) = woorden(stap);
    let kan = zaak.eis(stap).is_ok();
    let themas = if kan && stap == Stap::AnderThema {
        let themas = indienen::bereid(ctx, app.db.read()).await?.themas;
        themakeuze(&themas, &ingevuld.naar)
    } else {
        Vec::new()
    };
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, None),
        pad: zaak.kop.pad(),
        kenmerk: beeld::nummer(&zaak.kop),
        stap: stap.waarde(),
        vraag,
        gevolg,
        knop,
        versie: zaak.kop.versie,
        themas,
        vraagt_reden: match stap {
            Stap::Doorverwijzen | Stap::AnderThema => "ja",
            Stap::Intrekken => "mag",
            Stap::Verwoorden | Stap::Koppelen => "",
        },
        akkoord: Akkoord {
            tonen: ingevuld.akkoord,
            aan: ingevuld.akkoord,
        }
        .bij(fouten),
        geschreven: if kan {
            Geschreven::new()
        } else {
            zonder_veld(stap, &ingevuld)
        },
        kan,
        naar: ingevuld.naar,
        reden: ingevuld.reden,
        niet_gedaan: String::new(),
        fouten: Veldfouten::van(fouten),
    })
}

/// What was typed, to copy. A thema was chosen and not typed.
fn zonder_veld(stap: Stap, ingevuld: &Ingevuld) -> Geschreven {
    let naar = match stap {
        Stap::Doorverwijzen => Some("Waarheen"),
        Stap::Verwoorden => Some("Wat het knelpunt mag zeggen"),
        Stap::AnderThema | Stap::Intrekken | Stap::Koppelen => None,
    };
    let naar = naar.map(|label| (label, ingevuld.naar.as_str()));
    let reden = ("Waarom", ingevuld.reden.as_str());
    geschreven(naar.into_iter().chain([reden]))
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let (zaak, stap) = open(&app, &ctx, &delen).await?;
    match zaak.eis(stap) {
        // It was done meanwhile: its own page says so.
        Err(Error::Conflict(_)) => return Ok(doorverwijzing(&zaak.kop.pad())),
        oordeel => oordeel?,
    }
    let naar = match stap {
        Stap::Verwoorden => zaak.inhoud.verwoording.clone(),
        _ => String::new(),
    };
    let begin = Ingevuld {
        naar,
        ..Ingevuld::default()
    };
    let pagina = pagina(&app, &ctx, (&zaak, stap), begin, &Fouten::new()).await?;
    Ok(antwoord(&pagina))
}

pub async fn zet(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let (zaak, stap) = open(&app, &ctx, &delen).await?;
    let ingevuld = Ingevuld {
        naar: formulier.een("naar").to_owned(),
        reden: formulier.een("reden").to_owned(),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: Akkoord::van(&formulier).aan,
    };
    let naam = zaak.kop.slug.as_str();
    match behandelen::zet(&app.db, &ctx, naam, stap, &ingevuld).await {
        Ok((kop, nummer)) => {
            // Only the duo that it leaves loses a reader.
            if let (Stap::AnderThema, Some(nummer)) = (stap, nummer) {
                app.volger.wacht_op(nummer, GEDULD).await?;
            }
            let leest = stukken::koppen(&ctx, app.db.read(), &[kop.id]).await?;
            Ok(doorverwijzing(&match stap {
                Stap::Intrekken => "/account/signalen?gelukt=ingetrokken".to_owned(),
                Stap::AnderThema if leest.is_empty() => "/signalen?gelukt=thema".to_owned(),
                Stap::AnderThema => format!("{}?gelukt=thema", kop.pad()),
                Stap::Verwoorden => format!("{}?gelukt=verwoord", kop.pad()),
                Stap::Doorverwijzen | Stap::Koppelen => {
                    format!("{}?gelukt={}", kop.pad(), Status::Doorverwezen)
                }
            }))
        }
        Err(Error::Invalid(fouten)) => {
            // Who mends a mistake still answers what they saw.
            let versie = ingevuld.versie;
            let pagina = pagina(&app, &ctx, (&zaak, stap), ingevuld, &fouten).await?;
            let pagina = Pagina { versie, ..pagina };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            // As it is now: what was typed stays, and can be sent once more or copied.
            let (zaak, _) = open(&app, &ctx, &delen).await?;
            let pagina = pagina(&app, &ctx, (&zaak, stap), ingevuld, &Fouten::new()).await?;
            Ok(waarom.antwoord(&Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina
            }))
        }
    }
}
