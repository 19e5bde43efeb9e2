//! Proposing how a pilot ends.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{Keuze, LES, Plek, Stap},
        service::{
            besluiten::{self, Ingevuld},
            zaak::{self, Zaak},
        },
    },
    besluit::pad_van,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld,
        error::{NietGedaan, PageError},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Soort,
};

/// What is asked of who proposes a decision.
#[derive(Debug, Template)]
#[template(path = "proefprojecten/besluiten.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    kop_titel: String,
    nummer: String,
    /// Why nothing was proposed just now; empty when that is not so.
    niet_gedaan: String,
    ingevuld: Ingevuld,
    keuzes: Vec<Optie>,
    /// Who has to agree, a sentence each.
    wie: Vec<String>,
    akkoord: Akkoord,
    /// Which lesson stands on the page, for who proposes another.
    gezien: String,
    fouten: Veldfouten,
}

/// Who has to agree with what is proposed now.
fn wie(zaak: &Zaak) -> Vec<String> {
    let Some(thema) = &zaak.thema else {
        let melding = "Een tweede persoon van de organisatie van dit proefproject, of iemand van de \
                       redactie. Niet wie het voorstelt.";
        return vec![melding.to_owned()];
    };
    let mut zinnen = vec![format!(
        "Beide kanten van het duo van het thema {}: het Rijk en de gemeenten.",
        thema.titel
    )];
    for (plek, kant) in [
        (Plek::Rijk, "van het Rijk"),
        (Plek::Gemeente, "van de gemeenten"),
    ] {
        if !zaak.manier.is_bezet(plek) {
            zinnen.push(format!(
                "De zetel {kant} is leeg. De redactie stemt in plaats daarvan in, met een reden."
            ));
        }
    }
    zinnen
}

fn pagina(app: &App, ctx: &Ctx, zaak: &Zaak, ingevuld: Ingevuld, fouten: &Fouten) -> Pagina {
    let keuzes = Keuze::ALLE.iter();
    let optie = |k: &Keuze| {
        let label = match k {
            Keuze::Opschalen => "Opschalen: wij blijven dit doen",
            Keuze::Stoppen => "Stoppen: wij gaan er niet mee door",
        };
        Optie::nieuw(k.waarde(), label, k.waarde() == ingevuld.keuze)
    };
    Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Proefproject.meervoud())),
        pad: zaak.kop.pad(),
        kop_titel: zaak.kop.titel.clone(),
        nummer: beeld::nummer(&zaak.kop),
        niet_gedaan: String::new(),
        keuzes: keuzes.map(optie).collect(),
        wie: wie(zaak),
        akkoord: Akkoord {
            tonen: ingevuld.akkoord,
            aan: ingevuld.akkoord,
        }
        .bij(fouten),
        gezien: besluiten::hash_les(&zaak.staat.inhoud),
        fouten: Veldfouten::van(fouten),
        ingevuld,
    }
}

async fn open(app: &App, ctx: &Ctx, naam: &str) -> Result<Zaak> {
    let zaak = zaak::open(ctx, app.db.read(), naam).await?;
    let mag = zaak.wie.mag_voorstellen(zaak.manier);
    mag.map_err(zaak::mag_niet)?;
    Ok(zaak)
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let zaak = open(&app, &ctx, &naam).await?;
    let stap = Stap::Besluiten(Keuze::Stoppen);
    if zaak::kan(&zaak.kop, zaak.staat.inhoud.stand, stap).is_err() {
        return Ok(doorverwijzing(&zaak.kop.pad()));
    }
    if let Some(open) = besluiten::openstaand(&ctx, app.db.read(), zaak.kop.id).await? {
        return Ok(doorverwijzing(&pad_van(&zaak.kop, open.id)));
    }
    let les = zaak.staat.inhoud.sectie(LES).unwrap_or_default();
    let ingevuld = Ingevuld {
        les: les.to_owned(),
        ..Ingevuld::default()
    };
    Ok(antwoord(&pagina(
        &app,
        &ctx,
        &zaak,
        ingevuld,
        &Fouten::new(),
    )))
}

pub async fn stel_voor(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let zaak = open(&app, &ctx, &naam).await?;
    let een = |naam: &str| formulier.een(naam).to_owned();
    let ingevuld = Ingevuld {
        keuze: een("keuze"),
        les: een("les"),
        praktijk: een("praktijk"),
        nog_te_schrijven: formulier.een("nog-te-schrijven") == "ja",
        akkoord: Akkoord::van(&formulier).aan,
        gezien: een("les-gezien"),
        versie: None,
    };
    match besluiten::stel_voor(&app.db, &ctx, zaak.kop.id, &ingevuld).await {
        Ok(id) => {
            let besluit = pad_van(&zaak.kop, id);
            Ok(doorverwijzing(&format!("{besluit}?gelukt=voorgesteld")))
        }
        Err(Error::Invalid(fouten)) => {
            let pagina = pagina(&app, &ctx, &zaak, ingevuld, &fouten);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let zaak = open(&app, &ctx, &naam).await?;
            let pagina = Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina(&app, &ctx, &zaak, ingevuld, &Fouten::new())
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}
