//! One word: filling it in, seeing what it would do, and saving it. Nothing is kept before it is saved:
//! each step sends everything along.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    Redactie, WOORD, ZOEKWOORDEN, getal, is_er_niet,
    voorbeeld::{Formulierknop, Voorbeeld, Voorstel},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    http::{
        error::PageError,
        extract::{Formulier, Parameters},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
    zoeken::{
        model::{
            bewerking::{Bewerking, Invoer, Paar},
            woorden::{Richting, Woord, Woordenlijst, Woordsoort},
        },
        service::woorden::{self, Lijst},
    },
};

/// What is done to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doel {
    Erbij,
    Anders,
    Weg,
}

impl Doel {
    fn lees(tekst: &str) -> Self {
        match tekst {
            "anders" => Self::Anders,
            "weg" => Self::Weg,
            _ => Self::Erbij,
        }
    }

    const fn waarde(self) -> &'static str {
        match self {
            Self::Erbij => "erbij",
            Self::Anders => "anders",
            Self::Weg => "weg",
        }
    }
}

/// The form, as it was sent.
#[derive(Debug, Clone)]
struct Woordformulier {
    doel: Doel,
    /// The version of the list that it was filled in over.
    versie: i64,
    /// The pair that is changed or removed.
    oud: Paar,
    invoer: Invoer,
}

impl Woordformulier {
    fn lees(formulier: &Formulier) -> Self {
        let veld = |naam: &str| formulier.een(naam).to_owned();
        Self {
            doel: Doel::lees(formulier.een("doel")),
            versie: getal(formulier.een("versie")).unwrap_or_default(),
            oud: (veld("oud-van"), veld("oud-naar")),
            invoer: Invoer {
                soort: veld("soort"),
                van: veld("van"),
                naar: veld("naar"),
                richting: veld("richting"),
            },
        }
    }

    /// The list with this change.
    fn op(&self, lijst: &Woordenlijst) -> Result<Woordenlijst, Fouten> {
        let bewerking = match self.doel {
            Doel::Erbij => Bewerking::Erbij(self.invoer.keur()?),
            Doel::Anders => Bewerking::Anders(self.oud.clone(), self.invoer.keur()?),
            Doel::Weg => Bewerking::Weg(self.oud.clone()),
        };
        bewerking.op(lijst)
    }

    fn velden(&self, versie: i64) -> Vec<(&'static str, String)> {
        vec![
            ("doel", self.doel.waarde().to_owned()),
            ("versie", versie.to_string()),
            ("oud-van", self.oud.0.clone()),
            ("oud-naar", self.oud.1.clone()),
            ("soort", self.invoer.soort.clone()),
            ("van", self.invoer.van.clone()),
            ("naar", self.invoer.naar.clone()),
            ("richting", self.invoer.richting.clone()),
        ]
    }
}

#[derive(Debug, Template)]
#[template(path = "redactie/woord.html")]
struct Woordpagina {
    kader: Kader,
    titel: String,
    nieuw: bool,
    /// What is sent along.
    verborgen: Vec<(&'static str, String)>,
    fouten: Veldfouten,
    van: String,
    naar: String,
    soorten: Vec<Optie>,
    richtingen: Vec<Optie>,
}

/// A value to choose.
#[derive(Debug)]
struct Optie {
    waarde: &'static str,
    label: &'static str,
    gekozen: bool,
}

impl Woordpagina {
    fn van(app: &App, ctx: &Ctx, formulier: &Woordformulier, fouten: &Fouten) -> Self {
        let Invoer {
            soort,
            van,
            naar,
            richting,
        } = &formulier.invoer;
        // Who filled in a word that was taken away meanwhile can add it.
        let weg = fouten.iter().any(|fout| fout.code == "weg");
        let doel = match formulier.doel {
            Doel::Erbij => Doel::Erbij,
            _ if weg => Doel::Erbij,
            Doel::Anders | Doel::Weg => Doel::Anders,
        };
        let nieuw = doel == Doel::Erbij;
        Self {
            kader: Kader::nieuw(app, ctx, None),
            titel: if nieuw {
                "Nieuw zoekwoord".to_owned()
            } else {
                format!("Zoekwoord wijzigen: {}", formulier.oud.0)
            },
            nieuw,
            verborgen: vec![
                ("doel", doel.waarde().to_owned()),
                ("versie", formulier.versie.to_string()),
                ("oud-van", formulier.oud.0.clone()),
                ("oud-naar", formulier.oud.1.clone()),
            ],
            fouten: Veldfouten::van(fouten),
            van: van.clone(),
            naar: naar.clone(),
            soorten: Woordsoort::ALLE
                .iter()
                .map(|s| Optie {
                    waarde: s.waarde(),
                    label: s.label(),
                    gekozen: s.waarde() == soort,
                })
                .collect(),
            richtingen: Richting::ALLE
                .iter()
                .map(|r| Optie {
                    waarde: r.waarde(),
                    label: r.label(),
                    gekozen: r.waarde() == richting,
                })
                .collect(),
        }
    }

    fn met_status(&self, status: StatusCode) -> Response {
        let mut antwoord = antwoord(self);
        *antwoord.status_mut() = status;
        antwoord
    }
}

/// The form: empty, with words to begin with, or of a word in the list.
pub async fn tonen(
    State(app): State<App>,
    Redactie(ctx): Redactie,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let Lijst { versie, woorden } = woorden::lijst(&app.db).await?;
    let veld = |naam: &str| parameters.een(naam).to_owned();
    let oud = (veld("oud-van"), veld("oud-naar"));
    let formulier = if oud == Paar::default() {
        Woordformulier {
            doel: Doel::Erbij,
            versie,
            invoer: Invoer {
                soort: Woordsoort::Synoniem.to_string(),
                van: veld("van"),
                naar: veld("naar"),
                richting: Richting::Beide.to_string(),
            },
            oud,
        }
    } else {
        let in_lijst = |woord: &&Woord| (&woord.van, &woord.naar) == (&oud.0, &oud.1);
        let woord = woorden.iter().find(in_lijst).ok_or_else(is_er_niet)?;
        Woordformulier {
            doel: Doel::Anders,
            versie,
            invoer: Invoer::van_woord(woord),
            oud,
        }
    };
    Ok(antwoord(&Woordpagina::van(
        &app,
        &ctx,
        &formulier,
        &Fouten::new(),
    )))
}

/// A step on: to the preview, back to the form, or into the list.
pub async fn versturen(
    State(app): State<App>,
    Redactie(ctx): Redactie,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let stap = formulier.een("stap").to_owned();
    let formulier = Woordformulier::lees(&formulier);
    if stap == "terug" {
        let pagina = Woordpagina::van(&app, &ctx, &formulier, &Fouten::new());
        return Ok(antwoord(&pagina));
    }
    let lijst = woorden::lijst(&app.db).await?;
    let nieuw = match formulier.op(&lijst.woorden) {
        Ok(nieuw) => nieuw,
        Err(fouten) => {
            let formulier = Woordformulier {
                versie: lijst.versie,
                ..formulier
            };
            let pagina = Woordpagina::van(&app, &ctx, &formulier, &fouten);
            return Ok(pagina.met_status(StatusCode::BAD_REQUEST));
        }
    };
    if stap == "opslaan" && formulier.versie == lijst.versie {
        match woorden::vervang(&app.db, &ctx, lijst.versie, &nieuw).await {
            Ok(_) => {
                app.woorden.bijwerken().await?;
                let gelukt = formulier.doel.waarde();
                return Ok(doorverwijzing(&format!("{ZOEKWOORDEN}?gelukt={gelukt}")));
            }
            // Somebody was first, between reading the list and writing it.
            Err(Error::Conflict(_)) => {}
            Err(fout) => return Err(fout.into()),
        }
    }
    toon_voorbeeld(&app, &ctx, &formulier, stap == "opslaan").await
}

/// What the change would do to the list as it is now, and what others did to it meanwhile.
async fn toon_voorbeeld(
    app: &App,
    ctx: &Ctx,
    formulier: &Woordformulier,
    te_laat: bool,
) -> Result<Response, PageError> {
    let lijst = woorden::lijst(&app.db).await?;
    let nieuw = match formulier.op(&lijst.woorden) {
        Ok(nieuw) => nieuw,
        Err(fouten) => {
            let pagina = Woordpagina::van(app, ctx, formulier, &fouten);
            return Ok(pagina.met_status(StatusCode::CONFLICT));
        }
    };
    let (titel, opslaan, soort) = match formulier.doel {
        Doel::Erbij => ("Dit verandert als u het woord toevoegt", "Toevoegen", ""),
        Doel::Anders => ("Dit verandert als u het woord wijzigt", "Wijzigen", ""),
        Doel::Weg => ("Dit verandert als u het woord weghaalt", "Weghalen", "weg"),
    };
    let voorstel = Voorstel {
        titel,
        adres: WOORD,
        verborgen: formulier.velden(lijst.versie),
        opslaan: Formulierknop {
            tekst: opslaan,
            gevaarlijk: soort == "weg",
        },
        sinds: formulier.versie,
        te_laat,
        oud: lijst,
        nieuw,
    };
    Voorbeeld::toon(app, ctx, voorstel).await
}
