//! The dossier of a thema, for the dwarskijker and bureau.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::Status,
        service::{
            dossiers::{self, Dossier, VELD},
            zaak,
        },
    },
    NAV,
    werk::{Signaal, met_nummer},
    werkblad::kleur,
};
use crate::{
    app::App,
    begrippen::model::{Uitleg, Woordenboek},
    ctx::{Ctx, jaar_van},
    error::{Error, Fouten, Result},
    gebruikers::service::namen::namen,
    http::{
        beeld::{self, Link},
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    markdown::{self, SafeHtml},
    stukken::model::Kop,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "dwarskijker/dossier.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    fouten: Veldfouten,
    thema: String,
    pad: String,
    jaren: Vec<Jaar>,
    signalen: Vec<Signaal>,
    knelpunten: Vec<Link>,
    notities: Vec<Notitie>,
    notitie: String,
    akkoord: Akkoord,
}

/// The bevindingen that were begun in one year.
#[derive(Debug)]
struct Jaar {
    jaar: i32,
    bevindingen: Vec<Bevinding>,
}

#[derive(Debug)]
struct Bevinding {
    link: Link,
    status: &'static str,
    kleur: &'static str,
}

#[derive(Debug)]
struct Notitie {
    wanneer: String,
    wie: String,
    tekst: SafeHtml,
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    (notitie, akkoord): (String, Akkoord),
    fouten: &Fouten,
) -> Result<Pagina> {
    let Dossier {
        thema,
        bevindingen,
        signalen,
        knelpunten,
        notities,
    } = dossiers::dossier(ctx, app.db.read(), naam).await?;
    let bekend = namen(&app.db, notities.iter().map(|n| n.door.as_str())).await?;
    let mut jaren: Vec<Jaar> = Vec::new();
    for kop in &bevindingen {
        let jaar = jaar_van(kop.aangemaakt_op);
        let regel = bevinding(kop)?;
        match jaren.last_mut().filter(|laatste| laatste.jaar == jaar) {
            Some(laatste) => laatste.bevindingen.push(regel),
            None => jaren.push(Jaar {
                jaar,
                bevindingen: vec![regel],
            }),
        }
    }
    let boek = Woordenboek::default();
    let mut uitleg = Uitleg::nieuw(&boek);
    let mut geschreven = Vec::new();
    for n in notities {
        geschreven.push(Notitie {
            wanneer: taal::moment_van(n.op),
            wie: bekend.get(&n.door).cloned().unwrap_or_default(),
            tekst: markdown::html(&n.tekst, &mut uitleg),
        });
    }
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        gelukt: "",
        fouten: Veldfouten::van(fouten),
        pad: format!("/dwarskijker/dossiers/{}", thema.slug),
        thema: thema.titel,
        jaren,
        signalen: signalen.iter().map(Signaal::van).collect(),
        knelpunten: knelpunten.iter().map(met_nummer).collect(),
        notities: geschreven,
        notitie,
        akkoord: akkoord.bij(fouten),
    })
}

fn bevinding(kop: &Kop) -> Result<Bevinding> {
    let status: Status = zaak::status(kop)?;
    Ok(Bevinding {
        link: Link {
            bij: beeld::nummer(kop),
            ..Link::naar(kop)
        },
        status: status.label(),
        kleur: kleur(status),
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let leeg = (String::new(), Akkoord::default());
    Ok(antwoord(&Pagina {
        gelukt: match parameters.een("gelukt") {
            "genoteerd" => "De notitie is bewaard. Zij blijft zoals zij is.",
            _ => "",
        },
        ..pagina(&app, &ctx, &naam, leeg, &Fouten::new()).await?
    }))
}

pub async fn noteer(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let tekst = formulier.een(VELD).to_owned();
    let akkoord = Akkoord::van(&formulier);
    match dossiers::noteer(&app.db, &ctx, &naam, &tekst, akkoord.aan).await {
        Ok(thema) => {
            let pad = format!("/dwarskijker/dossiers/{}?gelukt=genoteerd", thema.slug);
            Ok(doorverwijzing(&pad))
        }
        Err(Error::Invalid(fouten)) => {
            let getypt = (tekst, akkoord);
            let pagina = pagina(&app, &ctx, &naam, getypt, &fouten).await?;
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}
