//! What waits: the desk of the redactie, and one's own work.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};

use super::super::service::bureau::{self, Bureau, Ligt, Mijn};
use crate::{
    app::App,
    ctx::Ctx,
    http::{
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    overnames::service as overnames,
    stukken::model::{Kop, voorstel::Voorstelstatus},
    taal,
    versheid::{model::hoe_lang, service as versheid},
};

/// Something that waits, as a line with what can be done.
#[derive(Debug)]
struct Regel {
    titel: String,
    url: String,
    /// What and since when.
    bij: String,
    /// How many days it waits, in words; empty when it does not wait.
    wacht: String,
    /// Why it is not for the reader; empty when it is.
    niet_voor_u: &'static str,
    /// Where a form goes that settles it at once; empty when there is none.
    post: String,
}

#[derive(Debug, Template)]
#[template(path = "schrijven/bureau.html")]
struct Bureaupagina {
    kader: Kader,
    gelukt: &'static str,
    aangeboden: Vec<Regel>,
    voorstellen: Vec<Regel>,
    spoed: Vec<Regel>,
    /// What organisaties ask to take over.
    overnames: Vec<Regel>,
    /// Whether there is nobody else to be the second pair of eyes.
    alleen: bool,
    met_spoed: String,
    gepubliceerd: String,
    aandeel: String,
}

/// So many days ago, in words.
fn dagen(ctx: &Ctx, sinds: DateTime<Utc>) -> String {
    let dagen = (ctx.now - sinds).num_days();
    match dagen {
        ..1 => "sinds vandaag".to_owned(),
        1 => "1 dag".to_owned(),
        n => format!("{n} dagen"),
    }
}

const NIET_VOOR_U: &str = "Niet voor u: u schreef eraan mee of bood het aan.";

fn regel<T>(ctx: &Ctx, ligt: &Ligt<T>, url: String) -> Regel {
    Regel {
        titel: ligt.kop.titel.clone(),
        bij: format!(
            "{}, sinds {}",
            ligt.kop.soort.label(),
            taal::moment_van(ligt.sinds)
        ),
        wacht: dagen(ctx, ligt.sinds),
        niet_voor_u: if ligt.mag_beoordelen { "" } else { NIET_VOOR_U },
        post: String::new(),
        url,
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let Bureau {
        aangeboden,
        voorstellen,
        spoed,
        met_spoed,
        gepubliceerd,
        redactieleden,
    } = bureau::bureau(&app.db, &ctx).await?;
    let op_spoed = |ligt: &Ligt<uuid::Uuid>| {
        let pad = ligt.kop.pad();
        Regel {
            post: if ligt.mag_beoordelen {
                format!("{pad}/achteraf/{}", ligt.wat)
            } else {
                String::new()
            },
            ..regel(&ctx, ligt, pad)
        }
    };
    let gevraagd = overnames::bij_redactie(&ctx, app.db.read()).await?;
    let aandeel = (gepubliceerd > 0).then(|| met_spoed * 100 / gepubliceerd);
    let pagina = Bureaupagina {
        kader: Kader::nieuw(&app, &ctx, None),
        gelukt: match parameters.een("gelukt") {
            "terug" => "Dit is terug bij wie het schreef, met uw uitleg.",
            "bekrachtigd" => "Goedgekeurd.",
            _ => "",
        },
        aangeboden: aangeboden
            .iter()
            .map(|ligt| regel(&ctx, ligt, ligt.kop.pad()))
            .collect(),
        voorstellen: voorstellen
            .iter()
            .map(|ligt| {
                let url = format!("{}/voorstellen/{}", ligt.kop.pad(), ligt.wat.id);
                regel(&ctx, ligt, url)
            })
            .collect(),
        spoed: spoed.iter().map(op_spoed).collect(),
        overnames: gevraagd.iter().map(|o| overname(&ctx, o)).collect(),
        alleen: redactieleden < 2,
        met_spoed: met_spoed.to_string(),
        gepubliceerd: taal::getal(gepubliceerd.cast_signed()),
        aandeel: aandeel.map_or_else(|| "–".to_owned(), |deel| format!("{deel}%")),
    };
    Ok(antwoord(&pagina))
}

/// What an organisatie asks, for who decides.
fn overname(ctx: &Ctx, van: &overnames::Regel) -> Regel {
    Regel {
        titel: van.kop.titel.clone(),
        url: format!("/overnames/{}", van.id),
        bij: format!(
            "gevraagd door {}, sinds {}",
            van.organisatie,
            taal::moment_van(van.sinds)
        ),
        wacht: dagen(ctx, van.sinds),
        niet_voor_u: if van.van_mij {
            "Niet voor u: u vroeg dit zelf."
        } else {
            ""
        },
        post: String::new(),
    }
}

/// What somebody asked for an organisatie, with how it stands.
fn gevraagd(van: &overnames::Regel) -> Regel {
    let status = van.status.label().to_lowercase();
    let op = taal::dag_van(van.sinds);
    eigen(
        &van.kop,
        format!("/overnames/{}", van.id),
        format!("voor {}: {status}, {op}", van.organisatie),
    )
}

#[derive(Debug, Template)]
#[template(path = "schrijven/mijn.html")]
struct Mijnpagina {
    kader: Kader,
    besluiten: Vec<Regel>,
    concepten: Vec<Regel>,
    wachten: Vec<Regel>,
    te_laat: Vec<Regel>,
    gepubliceerd: Vec<Regel>,
    /// What they asked for an organisatie.
    overnames: Vec<Regel>,
}

fn eigen(kop: &Kop, url: String, bij: String) -> Regel {
    Regel {
        titel: kop.titel.clone(),
        url,
        bij,
        wacht: String::new(),
        niet_voor_u: "",
        post: String::new(),
    }
}

pub async fn mijn(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let Mijn {
        besluiten,
        concepten,
        aangeboden,
        voorstellen,
        gepubliceerd,
    } = bureau::mijn(&app.db, &ctx).await?;
    let besluiten = besluiten.iter().map(|(kop, besluit)| {
        let url = format!("{}/besluiten/{}", kop.pad(), besluit.id);
        let keuze = besluit.keuze.label().to_lowercase();
        Regel {
            wacht: dagen(&ctx, besluit.op),
            ..eigen(kop, url, format!("voorgesteld: {keuze}"))
        }
    });
    let concepten = concepten.iter().map(|(kop, terug)| {
        let bij = match terug {
            Some(op) => format!("teruggestuurd op {}", taal::dag_van(*op)),
            None => format!(
                "laatst geschreven op {}",
                taal::moment_van(kop.gewijzigd_op)
            ),
        };
        eigen(kop, format!("{}/schrijven", kop.pad()), bij)
    });
    let bij_redactie = aangeboden.iter().map(|(kop, sinds)| Regel {
        wacht: dagen(&ctx, *sinds),
        ..eigen(kop, kop.pad(), "ligt bij de redactie".to_owned())
    });
    // A voorstel that is not offered yet waits for who writes it.
    let (eigen_voorstel, in_voorstel): (Vec<_>, Vec<_>) = voorstellen
        .iter()
        .partition(|(voorstel, _)| voorstel.status == Voorstelstatus::Concept);
    let in_voorstel = in_voorstel.into_iter().map(|(voorstel, kop)| {
        let url = format!("{}/voorstellen/{}", kop.pad(), voorstel.id);
        let status = voorstel.status.label().to_lowercase();
        eigen(kop, url, format!("voorstel, {status}"))
    });
    let eigen_voorstel = eigen_voorstel.into_iter().map(|(voorstel, kop)| {
        let url = format!("{}/voorstellen/{}/schrijven", kop.pad(), voorstel.id);
        let op = taal::moment_van(voorstel.op);
        eigen(kop, url, format!("voorstel, laatst geschreven op {op}"))
    });
    let vandaag = ctx.vandaag();
    let te_laat = versheid::te_laat(&ctx, app.db.read()).await?;
    let te_laat = te_laat.iter().map(|kop| {
        let sinds = kop.herzien_voor.unwrap_or(vandaag);
        Regel {
            wacht: match hoe_lang(sinds, vandaag).as_str() {
                "vandaag" => "vandaag".to_owned(),
                lang => format!("{lang} te laat"),
            },
            ..eigen(
                kop,
                format!("{}/klopt-nog", kop.pad()),
                "nakijken of het nog klopt".to_owned(),
            )
        }
    });
    let klaar = gepubliceerd.iter().map(|kop| {
        let bij = kop.herzien_voor.map_or_else(
            || "gepubliceerd".to_owned(),
            |dag| format!("nakijken voor {}", taal::dag(dag)),
        );
        eigen(kop, kop.pad(), bij)
    });
    let pagina = Mijnpagina {
        kader: Kader::nieuw(&app, &ctx, None),
        besluiten: besluiten.collect(),
        concepten: concepten.chain(eigen_voorstel).collect(),
        wachten: bij_redactie.chain(in_voorstel).collect(),
        te_laat: te_laat.collect(),
        gepubliceerd: klaar.collect(),
        overnames: overnames::mijn(&ctx, app.db.read())
            .await?
            .iter()
            .map(gevraagd)
            .collect(),
    };
    Ok(antwoord(&pagina))
}
