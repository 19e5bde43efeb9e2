//! What waits for an answer: the list, and the requests about one knelpunt.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::service::{self, Besluit, Wachtend, Zaak, Zichtbaar},
    naar_knelpunt, regels, stand, wacht,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        beeld::{self, Link},
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Soort,
    taal,
};

/// A knelpunt in the list.
#[derive(Debug)]
struct Regel {
    knelpunt: Link,
    kleur: &'static str,
    stand: String,
    /// How many wait.
    aantal: String,
    /// Where it is answered; empty for who does not.
    antwoorden: String,
}

fn regel(van: &Wachtend) -> Regel {
    let (kleur, stand) = wacht(van.te_laat, van.uiterlijk);
    Regel {
        knelpunt: Link {
            bij: beeld::nummer(&van.kop),
            ..Link::naar(&van.kop)
        },
        kleur,
        stand,
        aantal: taal::aantal(van.aantal as u64, "verzoek", "verzoeken"),
        antwoorden: if van.behandelt {
            format!("{}/heropenverzoeken", van.kop.pad())
        } else {
            String::new()
        },
    }
}

#[derive(Debug, Template)]
#[template(path = "navraag/lijst.html")]
struct Lijst {
    kader: Kader,
    gelukt: &'static str,
    regels: Vec<Regel>,
}

pub async fn lijst(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let wachtend = service::wachtend(&ctx, app.db.read()).await?;
    Ok(antwoord(&Lijst {
        kader: Kader::nieuw(&app, &ctx, Some(Soort::Knelpunt.meervoud())),
        gelukt: match parameters.een("gelukt") {
            "afgewezen" => "Uw antwoord staat op de pagina. Wie het vroeg, krijgt bericht.",
            _ => "",
        },
        regels: wachtend.iter().map(regel).collect(),
    }))
}

/// A request on the page where it is answered.
#[derive(Debug)]
struct Regelverzoek {
    id: String,
    gevraagd: String,
    kleur: &'static str,
    stand: String,
    reden: Vec<String>,
    gekozen: bool,
}

#[derive(Debug, Template)]
#[template(path = "navraag/verzoeken.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why nothing was answered just now; empty when that is not so.
    niet_gedaan: String,
    kop_titel: String,
    pad: String,
    nummer: String,
    versie: i64,
    /// The day on which it was closed.
    gesloten: String,
    /// Why it was closed.
    waarom: Vec<String>,
    verzoeken: Vec<Regelverzoek>,
    besluiten: Vec<Optie>,
    reden: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    akkoord: Akkoord,
}

const HEROPENEN: &str = "heropenen";
const AFWIJZEN: &str = "afwijzen";

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, zaak: &Zaak, besluit: Besluit) -> Self {
        let verzoek = |verzoek: &Zichtbaar| {
            let (kleur, stand) = stand(verzoek);
            Regelverzoek {
                id: verzoek.id.to_string(),
                gevraagd: taal::dag_van(verzoek.op),
                kleur,
                stand,
                reden: regels(&verzoek.reden),
                gekozen: besluit.verzoeken.contains(&verzoek.id),
            }
        };
        let optie = |(waarde, label, heropenen): (&str, &str, bool)| {
            Optie::nieuw(waarde, label, besluit.heropenen == Some(heropenen))
        };
        let besluiten = [
            (HEROPENEN, "Ja, wij heropenen het knelpunt", true),
            (AFWIJZEN, "Nee, het blijft gesloten", false),
        ];
        Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
            fouten: Veldfouten::default(),
            niet_gedaan: String::new(),
            kop_titel: zaak.kop.titel.clone(),
            pad: zaak.kop.pad(),
            nummer: beeld::nummer(&zaak.kop),
            versie: zaak.kop.versie,
            gesloten: zaak.gesloten_op.map(taal::dag_van).unwrap_or_default(),
            waarom: regels(&zaak.waarom),
            verzoeken: zaak.verzoeken.iter().map(verzoek).collect(),
            besluiten: besluiten.map(optie).into(),
            geschreven: if zaak.verzoeken.is_empty() {
                zonder_veld(&besluit.reden)
            } else {
                Geschreven::new()
            },
            reden: besluit.reden,
            akkoord: Akkoord {
                tonen: besluit.akkoord,
                aan: besluit.akkoord,
            },
        }
    }
}

/// Everything that waits is chosen as long as nobody chose otherwise.
fn begin(zaak: &Zaak) -> Besluit {
    Besluit {
        verzoeken: zaak.verzoeken.iter().map(|v| v.id).collect(),
        ..Besluit::default()
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let zaak = service::zaak(&ctx, app.db.read(), &naam).await?;
    let pagina = Pagina::nieuw(&app, &ctx, &zaak, begin(&zaak));
    Ok(antwoord(&pagina))
}

pub async fn beantwoorden(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let verzoeken = formulier.alle("verzoek");
    let besluit = Besluit {
        heropenen: match formulier.een("besluit") {
            HEROPENEN => Some(true),
            AFWIJZEN => Some(false),
            _ => None,
        },
        verzoeken: verzoeken.filter_map(|id| id.parse().ok()).collect(),
        reden: formulier.een("reden").to_owned(),
        akkoord: Akkoord::van(&formulier).aan,
        versie: formulier.een("versie").parse().unwrap_or_default(),
    };
    match service::besluit(&app.db, &ctx, &naam, &besluit).await {
        Ok(kop) if besluit.heropenen == Some(true) => {
            Ok(doorverwijzing(&format!("{}?gelukt=heropenen", kop.pad())))
        }
        Ok(_) => Ok(doorverwijzing(
            "/knelpunten/heropenverzoeken?gelukt=afgewezen",
        )),
        Err(Error::Invalid(fouten)) => {
            // What they saw: who mends a word does not say that they saw what came after.
            let versie = besluit.versie;
            let pagina = opnieuw(&app, &ctx, &naam, besluit).await?;
            let pagina = Pagina {
                fouten: Veldfouten::van(&fouten),
                akkoord: pagina.akkoord.bij(&fouten),
                versie,
                ..pagina
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Ok(niet_gedaan(&app, &ctx, &naam, besluit, fout).await?),
    }
}

/// What was typed, to copy.
fn zonder_veld(reden: &str) -> Geschreven {
    geschreven([("Waarom", reden)])
}

/// The page as it stands now, with why nothing was answered; to who treats it no more there is no such page.
async fn niet_gedaan(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    besluit: Besluit,
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::ook_zonder_recht(fout)?;
    let typte = zonder_veld(&besluit.reden);
    match opnieuw(app, ctx, naam, besluit).await {
        Ok(pagina) => Ok(waarom.antwoord(&Pagina {
            niet_gedaan: waarom.tekst().to_owned(),
            ..pagina
        })),
        Err(Error::MagNiet(_)) => {
            let kader = Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud()));
            Ok(waarom.zonder_formulier(kader, naar_knelpunt(naam), typte))
        }
        Err(fout) => Err(fout),
    }
}

/// The page as it stands now, with what was typed.
async fn opnieuw(app: &App, ctx: &Ctx, naam: &str, besluit: Besluit) -> Result<Pagina> {
    let zaak = service::zaak(ctx, app.db.read(), naam).await?;
    Ok(Pagina::nieuw(app, ctx, &zaak, besluit))
}
