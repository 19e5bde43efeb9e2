//! Beginning and writing a stuk by a program, and the steps of its life. The same for every kind.

use std::time::Duration;

use axum::{
    http::{HeaderValue, StatusCode, header},
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
    invoer::{MAX_TEKST, alles, in_json, lees, stap},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        api::{json, moment},
        error::verouderd,
    },
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

/// The answer to what was refused, to who saw a version of a stuk. When that is not the one that there is, it
/// says which is; of what they may not read any more it says nothing.
///
/// # Errors
/// Everything else that was wrong.
pub async fn geweigerd<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    (id, gezien): (Uuid, i64),
    fout: Error,
) -> Result<Response> {
    if let Error::Conflict(_) = fout {
        let nu = stukken::koppen(ctx, app.db.read(), &[id]).await?.pop();
        if let Some(nu) = nu.filter(|nu| nu.versie != gezien) {
            return Ok(verouderd(&fout, nu.versie));
        }
    }
    Err(in_json::<K>(fout))
}

/// An answer that says where what was made is, under `/api/v1`.
pub fn gemaakt(app: &App, mut antwoord: Response, pad: &str) -> Result<Response> {
    let plek = HeaderValue::from_str(&format!("{}/api/v1{pad}", app.basis_url));
    let plek = plek.map_err(anyhow::Error::from)?;
    *antwoord.status_mut() = StatusCode::CREATED;
    antwoord.headers_mut().insert(header::LOCATION, plek);
    Ok(antwoord)
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
    let kop = begonnen.map_err(in_json::<K>)?;
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
        Err(fout) => geweigerd::<K>(app, ctx, (eigen, versie), fout).await,
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
        Err(fout) => return geweigerd::<K>(app, ctx, (id, stap.versie), fout).await,
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
