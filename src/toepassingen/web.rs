//! The page on which an organisatie says what it does with a praktijk of another.

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};

use super::{
    model::{Afwijking, Ingevuld, NIET, Toepassingsoort},
    service::{self, Verzoek, Voorbereid},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    http::{
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing},
        velden::{Optie, Veldfouten},
    },
};

/// The routes of this page.
pub fn routes() -> Router<App> {
    Router::new().route("/praktijken/{naam}/toepassing", get(tonen).post(bewaren))
}

#[derive(Debug, Template)]
#[template(path = "toepassingen/toepassing.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    praktijk: String,
    terug: String,
    pad: String,
    namens: String,
    namens_slug: String,
    /// Other organisaties that the reader can speak for: words and address.
    ook_namens: Vec<(String, String)>,
    soorten: Vec<Optie>,
    afwijkingen: Vec<Optie>,
    ingevuld: Ingevuld,
    verband: String,
    versie: i64,
    er_is: bool,
    akkoord: Akkoord,
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Voorbereid, ingevuld: Ingevuld) -> Self {
        let pad = format!("{}/toepassing", van.kop.pad());
        let anderen = van
            .mogelijk
            .iter()
            .filter(|n| n.kop.id != van.namens.kop.id);
        let optie =
            |s: &Toepassingsoort| Optie::nieuw(s.waarde(), s.label(), s.waarde() == ingevuld.soort);
        let niet = ingevuld.afwijking.is_empty() || ingevuld.afwijking == NIET;
        let wijkt_af = Afwijking::ALLE
            .iter()
            .map(|a| Optie::nieuw(a.waarde(), a.label(), a.waarde() == ingevuld.afwijking));
        Self {
            kader: Kader::nieuw(app, ctx, Some(van.kop.soort.meervoud())),
            fouten: Veldfouten::default(),
            praktijk: van.kop.titel.clone(),
            terug: van.kop.pad(),
            namens: van.namens.kop.titel.clone(),
            namens_slug: van.namens.kop.slug.to_string(),
            ook_namens: anderen
                .map(|n| {
                    let adres = format!("{pad}?organisatie={}", n.kop.slug);
                    (n.kop.titel.clone(), adres)
                })
                .collect(),
            soorten: Toepassingsoort::ALLE.iter().map(optie).collect(),
            afwijkingen: [Optie::nieuw(
                NIET,
                "Nee, wij volgen het regionale beleid",
                niet,
            )]
            .into_iter()
            .chain(wijkt_af)
            .collect(),
            verband: van
                .verband
                .as_ref()
                .map(|v| v.titel.clone())
                .unwrap_or_default(),
            versie: van.er_is.as_ref().map_or(0, |t| t.versie),
            er_is: van.er_is.is_some(),
            akkoord: Akkoord::default(),
            ingevuld,
            pad,
        }
    }

    fn met_fouten(self, fouten: &Fouten, akkoord: Akkoord, versie: i64) -> Response {
        let mut antwoord = antwoord(&Self {
            fouten: Veldfouten::van(fouten),
            akkoord: akkoord.bij(fouten),
            versie,
            ..self
        });
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
        antwoord
    }
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let organisatie = parameters.heel("organisatie");
    let van = service::bereid(&ctx, &app.db, &naam, &organisatie).await?;
    let er_is = van.er_is.as_ref().map(|t| Ingevuld::van(&t.inhoud));
    let ingevuld = er_is.unwrap_or_default();
    Ok(antwoord(&Pagina::nieuw(&app, &ctx, &van, ingevuld)))
}

async fn bewaren(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let organisatie = formulier.een("organisatie");
    if formulier.een("actie") == "intrekken" {
        let kop = service::trek_in(&app.db, &ctx, &naam, organisatie).await?;
        return Ok(doorverwijzing(&format!("{}#toegepast", kop.pad())));
    }
    let akkoord = Akkoord::van(&formulier);
    let veld = |naam| formulier.een(naam).to_owned();
    let verzoek = Verzoek {
        organisatie: organisatie.to_owned(),
        ingevuld: Ingevuld {
            soort: veld("soort"),
            veranderd: veld("veranderd"),
            opgebracht: veld("opgebracht"),
            afwijking: veld("afwijking"),
            meerkosten: veld("meerkosten"),
            bedrag: veld("bedrag"),
        },
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: akkoord.aan,
    };
    match service::bewaar(&app.db, &ctx, &naam, &verzoek).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}#toegepast", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let van = service::bereid(&ctx, &app.db, &naam, organisatie).await?;
            let pagina = Pagina::nieuw(&app, &ctx, &van, verzoek.ingevuld);
            Ok(pagina.met_fouten(&fouten, akkoord, verzoek.versie))
        }
        Err(fout) => Err(fout.into()),
    }
}
