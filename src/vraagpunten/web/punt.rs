//! The page of one question, with the forms of who can answer it or give more time.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::super::{
    model::{Ingevuld, Uitkomst, Uitstel},
    service::{self, Antwoordverzoek, Uitstelverzoek, Zaak},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld::{self, Link},
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
        vraagpunt::Punt,
    },
    taal,
};

/// What the form to give more time does.
const VERLENGEN: &str = "verlengen";
/// What the form to answer does.
const BEANTWOORDEN: &str = "beantwoorden";

#[derive(Debug, Template)]
#[template(path = "vraagpunten/punt.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    gelukt: &'static str,
    /// Why what was asked just now was not done; empty when that is not so.
    niet_gedaan: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    icoon: &'static str,
    soort_vraag: String,
    kenmerk: String,
    /// What this page is called in the path to it.
    zelf: String,
    stuk: Link,
    punt: Punt,
    /// The later version that asks the same organisatie again, as long as there is no answer.
    opnieuw: Option<Link>,
    gesteld: String,
    uiterlijk: String,
    laatste_dag: String,
    kan_antwoorden: bool,
    uitkomsten: Vec<Optie>,
    antwoord: String,
    akkoord_antwoord: Akkoord,
    kan_verlengen: bool,
    /// Why who has to answer can't give more time; empty when that is not so.
    geen_uitstel: &'static str,
    /// Which days can be chosen, in words.
    dagen: String,
    tot: String,
    reden: String,
    akkoord_uitstel: Akkoord,
    /// All questions to the same organisatie.
    alle_van: String,
    alle_van_tekst: String,
    json: String,
}

/// What was typed in one of the forms.
#[derive(Debug, Default)]
struct Getypt {
    actie: String,
    antwoord: Ingevuld,
    uitstel: Uitstel,
    akkoord: Akkoord,
}

impl Getypt {
    fn van(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        Self {
            actie: een("actie"),
            antwoord: Ingevuld {
                uitkomst: een("uitkomst"),
                tekst: een("tekst"),
            },
            uitstel: Uitstel {
                tot: een("tot"),
                reden: een("reden"),
            },
            akkoord: Akkoord::van(formulier),
        }
    }

    /// The box of one form of the page: what is wrong with the other is not asked there.
    fn akkoord_bij(&self, actie: &str, fouten: &Fouten) -> Akkoord {
        if self.actie == actie {
            self.akkoord.bij(fouten)
        } else {
            Akkoord::default()
        }
    }
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    zaak: &Zaak,
    getypt: &Getypt,
    fouten: &Fouten,
) -> Result<Pagina> {
    let Zaak { punt, kop, aan, .. } = zaak;
    let vandaag = ctx.vandaag();
    let optie = |u: &Uitkomst| {
        Optie::nieuw(
            u.waarde(),
            u.label(),
            u.waarde() == getypt.antwoord.uitkomst,
        )
    };
    let (eerste, laatste) = Uitstel::dagen(punt, vandaag);
    let beeld = Punt::van(punt, aan.as_ref(), vandaag);
    let slug = aan.as_ref().map(|aan| aan.slug.to_string());
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, Some(kop.soort.meervoud())).op(&beeld.pad),
        fouten: Veldfouten::van(fouten),
        gelukt: "",
        niet_gedaan: String::new(),
        geschreven: Geschreven::new(),
        icoon: kop.soort.waarde(),
        soort_vraag: format!("Vraag {}", punt.nummer),
        kenmerk: beeld::nummer(kop),
        zelf: format!("Vraag {}", punt.nummer),
        stuk: Link::naar(kop),
        opnieuw: service::opnieuw_in(ctx, app.db.read(), punt)
            .await?
            .as_ref()
            .map(Link::naar),
        gesteld: taal::dag_van(punt.gesteld_op),
        uiterlijk: taal::dag(punt.uiterlijk),
        laatste_dag: taal::dag(punt.laatste_dag()),
        kan_antwoorden: zaak.kan_beantwoorden(),
        uitkomsten: Uitkomst::ALLE.iter().map(optie).collect(),
        antwoord: getypt.antwoord.tekst.clone(),
        akkoord_antwoord: getypt.akkoord_bij(BEANTWOORDEN, fouten),
        kan_verlengen: zaak.kan_verlengen(),
        geen_uitstel: zaak.geen_uitstel().unwrap_or_default(),
        dagen: format!(
            "Van {} tot en met {}.",
            taal::dag(eerste),
            taal::dag(laatste)
        ),
        tot: getypt.uitstel.tot.clone(),
        reden: getypt.uitstel.reden.clone(),
        akkoord_uitstel: getypt.akkoord_bij(VERLENGEN, fouten),
        alle_van: slug.map_or_else(
            || "/vraagpunten".to_owned(),
            |slug| format!("/vraagpunten?aan={slug}"),
        ),
        alle_van_tekst: format!("Alle vragen aan {}", beeld.aan.tekst),
        json: format!("/api/v1{}", beeld.pad),
        punt: beeld,
    })
}

/// The number in an address; there is no question with any other.
fn nummer(id: &str) -> Result<Uuid> {
    id.parse().map_err(|_| Error::NotFound)
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let zaak = service::zaak(&ctx, app.db.read(), nummer(&id)?).await?;
    let pagina = pagina(&app, &ctx, &zaak, &Getypt::default(), &Fouten::new()).await?;
    Ok(antwoord(&Pagina {
        gelukt: match parameters.een("gelukt") {
            "beantwoord" => "Het antwoord staat op de pagina. Wie het vroeg, krijgt een mail.",
            "verlengd" => "De nieuwe laatste dag staat op de pagina, met de reden.",
            _ => "",
        },
        ..pagina
    }))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    // Who is not logged in is asked to, whatever the number is.
    ctx.schrijver()?;
    let id = nummer(&id)?;
    let getypt = Getypt::van(&formulier);
    let gedaan = match getypt.actie.as_str() {
        BEANTWOORDEN => {
            let verzoek = Antwoordverzoek {
                ingevuld: getypt.antwoord.clone(),
                akkoord: getypt.akkoord.aan,
            };
            let gedaan = service::beantwoorden(&app.db, &ctx, id, &verzoek).await;
            gedaan.map(|()| "beantwoord")
        }
        VERLENGEN => {
            let verzoek = Uitstelverzoek {
                ingevuld: getypt.uitstel.clone(),
                akkoord: getypt.akkoord.aan,
            };
            let gedaan = service::verlengen(&app.db, &ctx, id, &verzoek).await;
            gedaan.map(|()| "verlengd")
        }
        _ => {
            service::zaak(&ctx, app.db.read(), id).await?;
            let mut fouten = Fouten::new();
            let melding = "Kies of u antwoordt of meer tijd geeft, met de knop op de pagina.";
            fouten.meld("actie", "onbekende-waarde", melding);
            return Err(PageError(fouten.into()));
        }
    };
    match gedaan {
        Ok(gelukt) => {
            let naar = format!("/vraagpunten/{id}?gelukt={gelukt}");
            Ok(doorverwijzing(&naar))
        }
        Err(Error::Invalid(fouten)) => {
            let zaak = service::zaak(&ctx, app.db.read(), id).await?;
            let pagina = pagina(&app, &ctx, &zaak, &getypt, &fouten).await?;
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Ok(niet_gedaan(&app, &ctx, id, &getypt, fout).await?),
    }
}

/// The page as it stands now, with why nothing was done. What was typed stays in its field, and beside it
/// when the field is gone.
async fn niet_gedaan(
    app: &App,
    ctx: &Ctx,
    id: Uuid,
    getypt: &Getypt,
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::van(fout)?;
    let zaak = service::zaak(ctx, app.db.read(), id).await?;
    let pagina = pagina(app, ctx, &zaak, getypt, &Fouten::new()).await?;
    let weg = |actie: &str, kan: bool| getypt.actie == actie && !kan;
    let typte = if weg(BEANTWOORDEN, pagina.kan_antwoorden) {
        geschreven([("Toelichting", getypt.antwoord.tekst.as_str())])
    } else if weg(VERLENGEN, pagina.kan_verlengen) {
        geschreven([(
            "Waarom er meer tijd nodig is",
            getypt.uitstel.reden.as_str(),
        )])
    } else {
        Geschreven::new()
    };
    let pagina = Pagina {
        niet_gedaan: waarom.tekst().to_owned(),
        geschreven: typte,
        ..pagina
    };
    Ok(waarom.antwoord(&pagina))
}
