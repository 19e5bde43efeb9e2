//! The doors of questions for programs: reading them (`lezen`), and answering one or giving more time
//! (`schrijven`).

mod lezen;
mod schrijven;

use axum::response::Response;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

use super::{
    model::{Stand, Vraagpunt, Welke},
    service,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        api::{json, moment},
        beeld,
    },
    stukken::model::Kop,
};

/// The routes under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    lezen::routes().merge(schrijven::routes())
}

/// Een stuk of een organisatie waar een vraag over of aan is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VraagpuntVerwijzing)]
pub struct Verwijzing {
    /// De naam.
    pub titel: String,
    /// Het kenmerk of het officiële nummer; leeg als er geen is.
    pub nummer: String,
    /// Het adres van de pagina.
    pub url: String,
}

impl Verwijzing {
    fn naar(kop: &Kop, basis_url: &str) -> Self {
        Self {
            titel: kop.titel.clone(),
            nummer: beeld::nummer(kop),
            url: format!("{basis_url}{}", kop.pad()),
        }
    }
}

/// Dat er meer tijd kwam om te antwoorden.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VraagpuntVerlenging)]
pub struct VerlengingAntwoord {
    /// De nieuwe laatste dag.
    #[schema(format = Date, value_type = String)]
    pub tot: NaiveDate,
    /// Waarom.
    pub reden: String,
    /// Wanneer dat is gezegd.
    #[schema(format = DateTime, value_type = String)]
    pub op: String,
    /// Of de laatste dag toen al voorbij was. Uitstel maakt dat niet ongedaan.
    pub te_laat: bool,
}

/// Het antwoord op een vraag.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VraagpuntAntwoord)]
pub struct AntwoordAntwoord {
    /// `overgenomen`, `deels` of `gemotiveerd-niet`.
    pub uitkomst: String,
    /// Waarom, en wat er nu gebeurt, in Markdown. Leeg kan alleen bij `overgenomen`.
    pub tekst: String,
    /// Wanneer het kwam.
    #[schema(format = DateTime, value_type = String)]
    pub op: String,
}

/// Een vraag aan een organisatie, over een knelpunt of een bevinding.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Vraagpunt)]
pub struct VraagpuntAntwoord {
    /// Vast nummer binnen dit platform.
    pub id: String,
    /// De hoeveelste vraag bij dit stuk, vanaf 1.
    pub nummer: i32,
    /// Wat er is gevraagd.
    pub vraag: String,
    /// Het knelpunt of de bevinding.
    pub stuk: Verwijzing,
    /// Wie moet antwoorden.
    pub aan: Option<Verwijzing>,
    /// Wanneer het is gevraagd.
    #[schema(format = DateTime, value_type = String)]
    pub gesteld_op: String,
    /// De laatste dag om te antwoorden, zoals eerst gevraagd.
    #[schema(format = Date, value_type = String)]
    pub uiterlijk: NaiveDate,
    /// De laatste dag om te antwoorden, met uitstel.
    #[schema(format = Date, value_type = String)]
    pub laatste_dag: NaiveDate,
    /// Hoe de vraag ervoor staat: `open`, `te-laat` of `beantwoord`.
    pub stand: String,
    /// Of de tijd ooit voorbij was zonder antwoord. Later uitstel maakt dat niet ongedaan.
    pub was_te_laat: bool,
    /// Elke keer dat er meer tijd kwam, de eerste eerst.
    pub verlengingen: Vec<VerlengingAntwoord>,
    /// Het antwoord; leeg zolang dat er niet is.
    pub antwoord: Option<AntwoordAntwoord>,
    /// Het adres van de pagina.
    pub url: String,
}

fn vraagpunt(
    (app, ctx): (&App, &Ctx),
    punt: &Vraagpunt,
    kop: &Kop,
    aan: Option<&Kop>,
) -> VraagpuntAntwoord {
    let basis_url = &app.basis_url;
    let stand = match punt.stand(ctx.vandaag()) {
        Stand::Open { .. } => Welke::Open,
        Stand::TeLaat { .. } => Welke::TeLaat,
        Stand::Beantwoord { .. } => Welke::Beantwoord,
    };
    let uitstel = punt.uitstel().into_iter();
    VraagpuntAntwoord {
        id: punt.id.to_string(),
        nummer: punt.nummer,
        vraag: punt.vraag.clone(),
        stuk: Verwijzing::naar(kop, basis_url),
        aan: aan.map(|aan| Verwijzing::naar(aan, basis_url)),
        gesteld_op: moment(punt.gesteld_op),
        uiterlijk: punt.uiterlijk,
        laatste_dag: punt.laatste_dag(),
        stand: stand.to_string(),
        was_te_laat: punt.was_te_laat() || stand == Welke::TeLaat,
        verlengingen: uitstel
            .map(|(verlenging, te_laat)| VerlengingAntwoord {
                tot: verlenging.tot,
                reden: verlenging.reden.clone(),
                op: moment(verlenging.op),
                te_laat,
            })
            .collect(),
        antwoord: punt.antwoord.as_ref().map(|antwoord| AntwoordAntwoord {
            uitkomst: antwoord.uitkomst.to_string(),
            tekst: antwoord.tekst.clone(),
            op: moment(antwoord.op),
        }),
        url: format!("{basis_url}/vraagpunten/{}", punt.id),
    }
}

/// The number in an address; there is no question with any other.
fn nummer(id: &str) -> Result<Uuid> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The question with this number as it is now.
async fn staat_er(app: &App, ctx: &Ctx, id: Uuid) -> Result<Response> {
    let zaak = service::zaak(ctx, app.db.read(), id).await?;
    let antwoord = vraagpunt((app, ctx), &zaak.punt, &zaak.kop, zaak.aan.as_ref());
    Ok(json(&antwoord))
}
