//! The doors of praktijken for programs: reading here, and saying what one does with one of another
//! (`toepassen`). They are written through the doors of [`crate::schrijven`].

mod toepassen;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::model::Praktijk;
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::api::{SectieAntwoord, StukAntwoord, leesdeur, moment},
    oordelen::{model::Oordeel, service as oordelen},
    stukken::model::{Kop, Stuk},
    toepassingen::{model::Toepassing, service as toepassingen},
};

leesdeur! {
    Praktijk => PraktijkAntwoord,
    tag = "praktijken",
    lijst = ("/praktijken", "lijst_praktijken", "Geeft een lijst van praktijken."),
    stuk = ("/praktijken/{naam}", "toon_praktijk", "Geeft een praktijk: op slug, kenmerk, externId of officieel nummer."),
    erbij = met_anderen,
    schrijven = toepassen::routes,
}

/// Praktijk: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Praktijk)]
pub struct PraktijkAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Hoe ver de praktijk is.
    pub fase: String,
    /// Hoe goed de praktijk is onderbouwd.
    pub onderbouwing: String,
    /// Wat de praktijk kost, in klassen.
    pub kosten: String,
    /// Of de praktijk uit een bron is verteld en niet door de gemeente zelf is aangeleverd.
    pub uit_bron: bool,
    /// Wat de praktijk volgens de eigenaar oplevert, in klassen.
    pub effect: String,
    /// De dag waarvoor de praktijk moet worden nagekeken. Niet elke praktijk heeft er een.
    #[schema(format = Date, value_type = Option<String>)]
    pub herzien_voor: Option<NaiveDate>,
    /// Wie dit ook doet of deed, de nieuwste eerst.
    pub toepassingen: Vec<ToepassingAntwoord>,
    /// Hoe anderen de onderbouwing beoordeelden, de nieuwste eerst.
    pub oordelen: Vec<OordeelAntwoord>,
}

/// Wat een andere organisatie met een praktijk doet.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Toepassing)]
pub struct ToepassingAntwoord {
    /// De naam van de organisatie.
    pub organisatie: String,
    /// De code van de organisatie. Niet elke organisatie heeft er een.
    pub code: Option<String>,
    /// Het adres van de pagina van de organisatie.
    pub url: String,
    /// `ook`, `aangepast` of `gestopt`.
    pub soort: String,
    /// Wat zij anders doen.
    pub veranderd: String,
    /// Wat het bracht, of waarom zij stopten.
    pub opgebracht: String,
    /// Waarin zij afwijken van regionaal beleid: `beleid` of `invulling`.
    pub afwijking: Option<String>,
    /// Wat de afwijking kost, en voor wie.
    pub meerkosten: String,
    /// Wat de afwijking per jaar kost, in hele euro's.
    pub bedrag: Option<i64>,
    /// Telt de wijzigingen.
    pub versie: i64,
    /// Het moment van de laatste wijziging.
    #[schema(format = DateTime, value_type = String)]
    pub gewijzigd_op: String,
}

/// Hoe iemand van buiten de onderbouwing beoordeelde.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Oordeel)]
pub struct OordeelAntwoord {
    /// De trede die de praktijk kreeg.
    pub onderbouwing: String,
    /// Namens welke organisatie. Leeg: de redactie.
    pub organisatie: Option<String>,
    /// Waarom.
    pub reden: String,
    /// Wanneer.
    #[schema(format = DateTime, value_type = String)]
    pub op: String,
}

/// The answer with what others say of the praktijk.
async fn met_anderen(app: &App, ctx: &Ctx, stuk: Stuk<Praktijk>) -> Result<PraktijkAntwoord> {
    let (id, conn) = (stuk.kop.id, app.db.read());
    let toegepast = toepassingen::bij_stuk(ctx, conn, id).await?;
    let beoordeeld = oordelen::bij_stuk(ctx, conn, id).await?;
    let toepassing = |paar| toepassing(paar, &app.basis_url);
    let oordeel = |(o, kop): (Oordeel, Option<Kop>)| OordeelAntwoord {
        onderbouwing: o.onderbouwing.to_string(),
        organisatie: kop.map(|kop| kop.titel),
        reden: o.reden,
        op: moment(o.op),
    };
    Ok(PraktijkAntwoord {
        toepassingen: toegepast.into_iter().map(toepassing).collect(),
        oordelen: beoordeeld.into_iter().map(oordeel).collect(),
        ..antwoord(stuk, &app.basis_url)
    })
}

/// What an organisatie does, as programs read it.
fn toepassing((kop, t): (Kop, Toepassing), basis_url: &str) -> ToepassingAntwoord {
    ToepassingAntwoord {
        url: format!("{basis_url}{}", kop.pad()),
        organisatie: kop.titel,
        code: kop.officieel_id,
        soort: t.inhoud.soort.to_string(),
        veranderd: t.inhoud.veranderd,
        opgebracht: t.inhoud.opgebracht,
        afwijking: t.inhoud.afwijking.map(|a| a.to_string()),
        meerkosten: t.inhoud.meerkosten,
        bedrag: t.inhoud.bedrag,
        versie: t.versie,
        gewijzigd_op: moment(t.gewijzigd),
    }
}

fn antwoord(stuk: Stuk<Praktijk>, basis_url: &str) -> PraktijkAntwoord {
    let herzien_voor = stuk.kop.herzien_voor;
    let (stuk, inhoud) = StukAntwoord::van(stuk, basis_url);
    let Praktijk {
        tekst,
        secties,
        fase,
        onderbouwing,
        kosten,
        uit_bron,
        effect,
    } = inhoud;
    PraktijkAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        fase: fase.to_string(),
        onderbouwing: onderbouwing.to_string(),
        kosten: kosten.to_string(),
        uit_bron,
        effect: effect.to_string(),
        herzien_voor,
        toepassingen: Vec::new(),
        oordelen: Vec::new(),
    }
}
