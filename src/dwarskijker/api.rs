//! The door of bevindingen for programs. It only reads: what the dwarskijker does asks for a strong login,
//! which no token is.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    model::{Bevinding, Status},
    service::{
        echtheid::echtheid,
        openbaar::reacties,
        wederhoor::Gevraagd,
        zaak::{leest_alles, status},
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::api::{SectieAntwoord, StukAntwoord, leesdeur, moment},
    stukken::{
        geschiedenis::gelezen,
        model::{Buur, Doel, Kop, Richting, Stuk, Verbandsoort},
        service as stukken,
    },
};

leesdeur! {
    Bevinding => BevindingAntwoord,
    tag = "bevindingen",
    lijst = ("/bevindingen", "lijst_bevindingen", "Geeft een lijst van bevindingen van de dwarskijker."),
    stuk = ("/bevindingen/{naam}", "toon_bevinding", "Geeft een bevinding: op slug, kenmerk, externId of officieel nummer. Bevindingen zijn alleen te lezen: de dwarskijker schrijft met een tweede stap, en die heeft een token niet."),
    erbij = volledig,
}

/// Wat de dwarskijker een organisatie aanbeveelt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Aanbeveling)]
pub struct AanbevelingAntwoord {
    /// De naam van de organisatie.
    pub aan: String,
    /// Het adres van de organisatie; leeg als zij hier niet meer staat.
    pub url: Option<String>,
    /// Wat zij zou moeten doen, in Markdown.
    pub tekst: String,
}

/// Wat een organisatie op een bevinding zei.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Wederhoor)]
pub struct WederhoorAntwoord {
    /// De naam van de organisatie.
    pub organisatie: String,
    /// Het adres van de organisatie.
    pub url: String,
    /// De laatste dag waarop zij kon reageren.
    #[schema(format = Date, value_type = String)]
    pub uiterlijk: NaiveDate,
    /// Haar reactie, in Markdown; null als er geen reactie was.
    pub reactie: Option<String>,
    /// Het moment van de reactie.
    #[schema(format = DateTime, value_type = Option<String>)]
    pub gereageerd_op: Option<String>,
}

/// Bevinding van de dwarskijker, met de reacties en het controlegetal.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Bevinding)]
pub struct BevindingAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Wat de dwarskijker aanbeveelt.
    pub aanbevelingen: Vec<AanbevelingAntwoord>,
    /// De reacties van wie om een reactie is gevraagd; leeg tot de bevinding is vastgesteld.
    pub wederhoor: Vec<WederhoorAntwoord>,
    /// Het moment waarop de bevinding is vastgesteld.
    #[schema(format = DateTime, value_type = Option<String>)]
    pub vastgesteld_op: Option<String>,
    /// Het controlegetal: de SHA-256 van `zegelinhoud` toen de bevinding werd vastgesteld.
    pub hash: Option<String>,
    /// De tekst waar het controlegetal over gaat, precies zoals die nu in de tabellen staat.
    pub zegelinhoud: Option<String>,
    /// Of die tekst nog het controlegetal geeft, en dat getal ook in het logboek staat.
    pub ongewijzigd: Option<bool>,
    /// Het adres van de bevinding die deze verbetert.
    pub verbetert: Option<String>,
    /// Het adres van de bevinding die deze verbeterde.
    pub verbeterd_door: Option<String>,
}

/// Everything about a bevinding. That somebody reads one that is not established is noted first.
async fn volledig(app: &App, ctx: &Ctx, stuk: Stuk<Bevinding>) -> Result<BevindingAntwoord> {
    let conn = app.db.read();
    let basis_url = &*app.basis_url;
    if status(&stuk.kop)? != Status::Vastgesteld {
        let doel = if leest_alles(ctx) {
            Doel::Onderzoeken
        } else {
            Doel::Wederhoor
        };
        gelezen(&app.db, ctx, stuk.kop.id, doel).await?;
    }
    let gevraagd = reacties(ctx, conn, stuk.kop.id, &stuk.inhoud).await?;
    let echt = echtheid(conn, &stuk).await?;
    let aanbevelingen = aanbevelingen(app, ctx, &stuk.inhoud).await?;
    let verbetering = |richting: Richting| {
        let is = |b: &&Buur| b.verband == Verbandsoort::Vervangt && b.richting == richting;
        let buur = stuk.buren.iter().find(is);
        buur.map(|buur| format!("{basis_url}{}", buur.kop.pad()))
    };
    let (verbetert, verbeterd_door) = (verbetering(Richting::Uit), verbetering(Richting::In));
    let (hash, zegelinhoud, ongewijzigd) = match echt {
        Some(echt) => (Some(echt.hash), Some(echt.inhoud), Some(echt.ongewijzigd)),
        None => (None, None, None),
    };
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    Ok(BevindingAntwoord {
        stuk,
        tekst: inhoud.tekst,
        secties: SectieAntwoord::alle(inhoud.secties),
        aanbevelingen,
        wederhoor: gevraagd
            .into_iter()
            .map(|g| wederhoor(g, basis_url))
            .collect(),
        vastgesteld_op: inhoud.vastgesteld_op.map(moment),
        hash,
        zegelinhoud,
        ongewijzigd,
        verbetert,
        verbeterd_door,
    })
}

async fn aanbevelingen(
    app: &App,
    ctx: &Ctx,
    bevinding: &Bevinding,
) -> Result<Vec<AanbevelingAntwoord>> {
    let ids: Vec<_> = bevinding.aanbevelingen.iter().map(|wat| wat.aan).collect();
    let koppen = stukken::koppen(ctx, app.db.read(), &ids).await?;
    let van = |id| koppen.iter().find(|kop: &&Kop| kop.id == id);
    let aanbeveling = |wat: &super::model::Aanbeveling| AanbevelingAntwoord {
        aan: van(wat.aan)
            .map(|kop| kop.titel.clone())
            .unwrap_or_default(),
        url: van(wat.aan).map(|kop| format!("{}{}", app.basis_url, kop.pad())),
        tekst: wat.tekst.clone(),
    };
    Ok(bevinding.aanbevelingen.iter().map(aanbeveling).collect())
}

fn wederhoor(gevraagd: Gevraagd, basis_url: &str) -> WederhoorAntwoord {
    let Gevraagd { vraag, organisatie } = gevraagd;
    let gereageerd_op = vraag.reactie.as_ref().map(|reactie| moment(reactie.op));
    WederhoorAntwoord {
        url: format!("{basis_url}{}", organisatie.pad()),
        organisatie: organisatie.titel,
        uiterlijk: vraag.uiterlijk,
        reactie: vraag.reactie.map(|reactie| reactie.tekst),
        gereageerd_op,
    }
}
