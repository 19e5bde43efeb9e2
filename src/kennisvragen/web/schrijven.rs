//! Asking a question of the kennisagenda, and changing what it says.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::{
    super::{
        model::{Ingevuld, Status},
        policy::mag_vragen,
        service::{
            lezen::Werk,
            schrijven::{self, Voorbereid, Waar},
        },
    },
    AGENDA,
};
use crate::{
    app::App,
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    http::{
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, met_status},
        velden::Optie,
        werkruimte::{
            deuren::{self, Bij, Wijzigbaar},
            kader,
            vorm::{Vorm, Woorden},
        },
    },
    stukken::model::{Kop, Leefdomein, Soort, verschil::Veld},
    taal,
    werkruimte::model::Niveau,
};

#[derive(Debug, Template)]
#[template(path = "kennisvragen/schrijven.html")]
pub struct Pagina {
    kader: Kader,
    vorm: Vorm,
    getypt: Ingevuld,
    leefdomeinen: Vec<Optie>,
    /// The thema's to choose from; empty when none is chosen.
    themas: Vec<Optie>,
    /// Whether the answer can be changed.
    met_antwoord: bool,
    /// The levels that its writer may choose.
    niveaus: Vec<Niveau>,
    /// The search that it is made of, and who waits for an answer to that; empty when there is none.
    zoekvraag: String,
    wachten: String,
}

fn leefdomeinen(gekozen: &[String]) -> Vec<Optie> {
    let optie = |l: &Leefdomein| {
        let aan = gekozen.iter().any(|g| g == l.waarde());
        Optie::nieuw(l.waarde(), l.label(), aan)
    };
    Leefdomein::ALLE.iter().map(optie).collect()
}

fn themakeuze(themas: &[Kop], gekozen: &str) -> Vec<Optie> {
    if themas.is_empty() {
        return Vec::new();
    }
    let leeg = Optie::nieuw("", "Kies een thema", gekozen.is_empty());
    let optie = |kop: &Kop| {
        let slug = kop.slug.as_str();
        Optie::nieuw(slug, &kop.titel, slug == gekozen)
    };
    [leeg].into_iter().chain(themas.iter().map(optie)).collect()
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Voorbereid, (vorm, getypt): (Vorm, Ingevuld)) -> Self {
        Self {
            kader: kader(app, ctx, Soort::Kennisvraag),
            vorm,
            leefdomeinen: leefdomeinen(&getypt.leefdomeinen),
            themas: themakeuze(&van.themas, &getypt.thema),
            met_antwoord: false,
            niveaus: van.niveaus.clone(),
            zoekvraag: getypt.zoekvraag.clone(),
            wachten: match van.wachten {
                0 => String::new(),
                n => taal::aantal(n, "mens wacht", "mensen wachten"),
            },
            getypt,
        }
    }
}

/// The frame of the form of a new one: in the werkruimte that it is made in, or on the kennisagenda.
fn vorm(van: &Voorbereid) -> Vorm {
    if let Some(thema) = &van.thema {
        return Vorm::in_werkruimte(Ingevuld::WOORDEN, thema);
    }
    let terug = (AGENDA.to_owned(), "Kennisagenda".to_owned());
    let vorm = Vorm::nieuw(Ingevuld::WOORDEN, format!("{AGENDA}/nieuw"), terug);
    Vorm {
        kruimels: vorm.kruimels.into_iter().skip(1).collect(),
        ..vorm
    }
}

impl Wijzigbaar for Ingevuld {
    const WOORDEN: Woorden = Woorden {
        soort: Soort::Kennisvraag,
        maken: "Een vraag op de kennisagenda zetten",
        knop: "Bewaren",
    };
    type Zaak = Werk;
    type Pagina = Pagina;

    fn lees(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        let leefdomeinen = formulier.alle("leefdomeinen");
        Self {
            titel: een("titel"),
            samenvatting: een("samenvatting"),
            toelichting: een("toelichting"),
            leefdomeinen: leefdomeinen.map(ToOwned::to_owned).collect(),
            niveau: een("niveau"),
            thema: een("thema"),
            zoekvraag: een("zoekvraag"),
            antwoord: een("antwoord"),
        }
    }

    async fn zaak(ctx: &Ctx, conn: &DatabaseConnection, id: Uuid) -> Result<Werk> {
        schrijven::te_wijzigen(ctx, conn, id).await
    }

    fn kop(zaak: &Werk) -> &Kop {
        &zaak.kop
    }

    async fn van(_: &Ctx, _: &DatabaseConnection, zaak: &Werk) -> Result<Self> {
        Ok(zaak.ingevuld())
    }

    fn velden(&self, zaak: Option<&Werk>) -> Vec<Veld> {
        let mut velden = self.vergelijkbaar();
        velden.retain(|veld| {
            zaak.is_some() || !["niveau", "leefdomeinen"].contains(&veld.naam.as_str())
        });
        velden
    }

    async fn bewaar(&self, db: &Db, ctx: &Ctx, id: Uuid, bij: Bij) -> Result<(Kop, Option<i64>)> {
        schrijven::bewaar(db, ctx, id, bij.versie, (self, bij.akkoord)).await
    }

    fn pagina(self, kader: Kader, vorm: Vorm, zaak: &Werk) -> Pagina {
        let (deelname, redactie) = (zaak.wie.deelname, zaak.wie.redactie);
        let mag = |niveau: &&Niveau| {
            // The level that it has may stay.
            **niveau == zaak.wie.niveau || mag_vragen(deelname, redactie, **niveau).is_ok()
        };
        Pagina {
            kader,
            vorm: vorm.onder(AGENDA, "Kennisagenda"),
            leefdomeinen: leefdomeinen(&self.leefdomeinen),
            themas: Vec::new(),
            met_antwoord: zaak.status == Status::Beantwoord,
            niveaus: Niveau::ALLE.iter().filter(mag).copied().collect(),
            zoekvraag: String::new(),
            wachten: String::new(),
            getypt: self,
        }
    }
}

/// A new form, that begins with what was searched in vain when that is where it comes from.
fn leeg(parameters: &Parameters, van: &Voorbereid) -> Ingevuld {
    let zoekvraag = parameters.heel("zoekvraag");
    let ruimste = van.niveaus.first().map(ToString::to_string);
    Ingevuld {
        titel: zoekvraag.clone(),
        niveau: ruimste.unwrap_or_default(),
        zoekvraag,
        ..Ingevuld::default()
    }
}

async fn begin(app: &App, ctx: &Ctx, waar: Waar<'_>, parameters: &Parameters) -> Result<Response> {
    let zoekvraag = parameters.heel("zoekvraag");
    let van = schrijven::bereid(ctx, app.db.read(), waar, &zoekvraag).await?;
    let nieuw = (vorm(&van), leeg(parameters, &van));
    Ok(antwoord(&Pagina::nieuw(app, ctx, &van, nieuw)))
}

async fn verstuurd(
    app: &App,
    ctx: &Ctx,
    waar: Waar<'_>,
    formulier: &Formulier,
) -> Result<Response> {
    let (getypt, akkoord) = (Ingevuld::lees(formulier), Akkoord::van(formulier));
    let van = schrijven::bereid(ctx, app.db.read(), waar, &getypt.zoekvraag).await?;
    match schrijven::maak(&app.db, ctx, waar, &getypt, akkoord.aan).await {
        Ok(kop) => Ok(deuren::gemaakt(&kop)),
        Err(Error::Invalid(fouten)) => {
            let vorm = vorm(&van).met_fouten(akkoord, &fouten);
            let pagina = Pagina::nieuw(app, ctx, &van, (vorm, getypt));
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Err(fout),
    }
}

pub async fn kiezen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    Ok(begin(&app, &ctx, Waar::Gekozen, &parameters).await?)
}

pub async fn gekozen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    Ok(verstuurd(&app, &ctx, Waar::Gekozen, &formulier).await?)
}

pub async fn nieuw(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    Ok(begin(&app, &ctx, Waar::Werkruimte(&thema), &parameters).await?)
}

pub async fn maken(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    Ok(verstuurd(&app, &ctx, Waar::Werkruimte(&thema), &formulier).await?)
}
