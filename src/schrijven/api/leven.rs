//! Beginning and writing a stuk by a program, and the steps of its life. The same for every kind.

use std::time::Duration;

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    super::{
        Schrijfbaar,
        model::Actie,
        policy::Weigering,
        service::{
            beginnen::{self, Begin, NAMENS_REDACTIE},
            overgangen::{self, Stap},
            schrijven,
        },
    },
    invoer::{MAX_TEKST, alles, lees, stap, veld},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::api::{gemaakt, geweigerd, in_json, json, moment},
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    velden::{Velden, namen},
};

/// How long is waited for the search index when somebody loses the right to read.
const GEDULD: Duration = Duration::from_secs(10);

/// Een stuk zoals het nu is, na wat u deed. De tekst leest u op zijn eigen adres.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Geschreven)]
pub struct GeschrevenAntwoord {
    /// Vast nummer binnen dit platform.
    pub id: String,
    /// De naam waarmee mensen het stuk aanhalen.
    pub kenmerk: Option<String>,
    /// De soort.
    pub soort: String,
    /// Het laatste deel van het adres.
    pub slug: String,
    /// De titel.
    pub titel: String,
    /// De staat waarin het stuk is.
    pub status: String,
    /// Telt de wijzigingen.
    pub versie: i64,
    /// Het adres van de pagina.
    pub url: String,
    /// Het moment van de laatste wijziging.
    #[schema(format = DateTime, value_type = String)]
    pub gewijzigd_op: String,
    /// Alleen na een stap met een besluit over een proefproject: het nummer van het besluit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub besluit: Option<String>,
}

fn antwoord(app: &App, kop: Kop) -> Response {
    met_besluit(app, kop, None)
}

/// A stuk as it is now, after a step with this decision.
pub fn met_besluit(app: &App, kop: Kop, besluit: Option<Uuid>) -> Response {
    json(&GeschrevenAntwoord {
        url: format!("{}{}", app.basis_url, kop.pad()),
        id: kop.id.to_string(),
        kenmerk: kop.kenmerk.map(|k| k.to_string()),
        soort: kop.soort.to_string(),
        slug: kop.slug.to_string(),
        titel: kop.titel,
        status: kop.status,
        versie: kop.versie,
        gewijzigd_op: moment(kop.gewijzigd_op),
        besluit: besluit.map(|id| id.to_string()),
    })
}

/// Refuses who may not, before what they sent is judged.
pub fn mag<K: Schrijfbaar>(oordeel: Result<(), Weigering>) -> Result<()> {
    oordeel.map_err(schrijven::mag_niet::<K>)
}

pub async fn beginnen<K: Schrijfbaar>(app: &App, ctx: &Ctx, mut v: Velden) -> Result<Response> {
    ctx.schrijver()?;
    let geschreven = lees::<K>(&mut v);
    let eigenaar = v.regel("eigenaar", MAX_TEKST).unwrap_or_default();
    let begin = Begin {
        eigenaar: nummer_van(app, ctx, eigenaar).await?,
        functie: v.regel("functie", MAX_TEKST).unwrap_or_default(),
        ..Begin::default()
    };
    let mut fouten = v.klaar();
    let was = beginnen::niets(ctx);
    let gelezen = geschreven.staat(ctx, app.db.read(), &was, Uuid::nil());
    let (staat, van_namen) = gelezen.await?;
    fouten.voeg_toe(van_namen);
    let begonnen = beginnen::begin_met(&app.db, ctx, &begin, staat, fouten).await;
    let kop = begonnen.map_err(|fout| in_json(fout, veld::<K>))?;
    let pad = kop.pad();
    gemaakt(app, antwoord(app, kop), &pad)
}

/// How the rules name an owner that a program names by slug or code; one that nobody has stays as
/// it is, and is refused there.
async fn nummer_van(app: &App, ctx: &Ctx, naam: String) -> Result<String> {
    if naam.is_empty() || naam == NAMENS_REDACTIE {
        return Ok(naam);
    }
    match stukken::vind(ctx, app.db.read(), Soort::Organisatie, &naam).await {
        Ok(kop) => Ok(kop.id.to_string()),
        Err(Error::NotFound) => Ok(naam),
        Err(fout) => Err(fout),
    }
}

pub async fn bewaren<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    mut v: Velden,
) -> Result<Response> {
    let conn = app.db.read();
    let werk = schrijven::open::<K>(ctx, conn, naam).await?;
    mag::<K>(werk.betrokken.mag_schrijven(werk.status))?;
    let geschreven = lees(&mut v);
    let versie = v.getal_verplicht("versie");
    let mut fouten = v.klaar();
    let eigen = werk.kop.id;
    let (staat, van_namen) = geschreven.staat(ctx, conn, &werk.staat, eigen).await?;
    fouten.voeg_toe(van_namen);
    alles::<K, _>(fouten, schrijven::netjes(staat.clone()))?;
    match schrijven::bewaar(&app.db, ctx, eigen, versie, staat).await {
        Ok(kop) => Ok(antwoord(app, kop)),
        Err(fout) => geweigerd(app, ctx, (eigen, versie), fout, veld::<K>).await,
    }
}

pub async fn zetten<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    v: Velden,
) -> Result<Response> {
    zet_een_van::<K>(app, ctx, naam, v, namen!(Actie)).await
}

/// As [`zetten`], of a kind that has other actions beside these: the answer to an unknown one names them all.
pub async fn zet_een_van<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    mut v: Velden,
    acties: &[&str],
) -> Result<Response> {
    let werk = schrijven::open::<K>(ctx, app.db.read(), naam).await?;
    let tekst = |v: &mut Velden, naam| v.tekst(naam, MAX_TEKST).unwrap_or_default();
    let waarom = tekst(&mut v, "waarom");
    let opgegaan_in = tekst(&mut v, "opgegaanIn");
    let (actie, stap) = stap(v, acties)?;
    let stap = Stap {
        waarom,
        opgegaan_in,
        ..stap
    };
    let id = werk.kop.id;
    let gezet = overgangen::zet::<K>(&app.db, ctx, id, actie, &stap).await;
    let (kop, nummer) = match gezet {
        Ok(gezet) => gezet,
        Err(fout) => return geweigerd(app, ctx, (id, stap.versie), fout, veld::<K>).await,
    };
    // Only who is sent back loses readers.
    if let (Actie::Terugsturen, Some(nummer)) = (actie, nummer) {
        app.volger.wacht_op(nummer, GEDULD).await?;
    }
    // Who sends something back may no longer read it.
    let leest = stukken::koppen(ctx, app.db.read(), &[kop.id]).await?;
    if leest.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(antwoord(app, kop))
}
