//! Changes to what is published, by a program: proposing one, reading it, and the steps of its life.
//! The same for every kind.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    super::{
        Schrijfbaar,
        service::{
            schrijven,
            voorstellen::{self, MAX_NOTITIE, Voorstelwerk},
            wijzers::Genoemd,
        },
    },
    invoer::{alles, lees, stap, veld},
    leven::mag,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        api::{self, SectieAntwoord, gemaakt, in_json, json, moment},
        error::verouderd,
    },
    stukken::{
        model::voorstel::{Staat, Voorstelactie, Voorstelkop},
        service as stukken,
    },
    velden::{Velden, namen},
};

/// Een voorstel om iets te veranderen wat gepubliceerd is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Voorstel)]
pub struct VoorstelAntwoord {
    /// Het nummer van het voorstel.
    pub id: String,
    /// `concept`, `aangeboden`, `overgenomen` of `afgewezen`.
    pub status: String,
    /// Wat het verandert en waarom, in de woorden van de schrijver.
    pub notitie: String,
    /// Telt de wijzigingen van het voorstel.
    pub versie: i64,
    /// Het adres van de pagina van het voorstel.
    pub url: String,
    /// Het moment van de laatste wijziging.
    #[schema(format = DateTime, value_type = String)]
    pub gewijzigd_op: String,
}

impl VoorstelAntwoord {
    fn van(app: &App, pad: &str, kop: Voorstelkop) -> Self {
        Self {
            url: format!("{}{pad}/voorstellen/{}", app.basis_url, kop.id),
            id: kop.id.to_string(),
            status: kop.status.to_string(),
            notitie: kop.notitie,
            versie: kop.versie,
            gewijzigd_op: moment(kop.op),
        }
    }
}

/// Een voorstel, met hoe het stuk dan wordt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VoorstelMetTekst)]
pub struct VoorstelMetTekst {
    /// Het voorstel.
    #[serde(flatten)]
    pub voorstel: VoorstelAntwoord,
    /// Of het stuk is veranderd sinds het voorstel werd geschreven. Dan moet het eerst worden
    /// bijgewerkt.
    pub achterhaald: bool,
    /// De versie van het stuk nu.
    pub stuk_versie: i64,
    /// De titel.
    pub titel: String,
    /// Een of twee zinnen.
    pub samenvatting: String,
    /// De inleiding, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// De velden die alleen deze soort heeft.
    pub feiten: BTreeMap<String, String>,
    /// Leefdomeinen.
    pub leefdomeinen: Vec<String>,
    /// Doelgroepen.
    pub doelgroepen: Vec<String>,
    /// De slugs van de thema's.
    pub themas: Vec<String>,
    /// De gemeenten waar dit gebeurt.
    pub gemeenten: Vec<String>,
    /// De andere organisaties die meedoen.
    pub organisaties: Vec<String>,
    /// De regels die meespelen.
    pub regelingen: Vec<String>,
    /// Andere stukken die erbij horen.
    pub stukken: Vec<String>,
}

async fn antwoord<K: Schrijfbaar>(app: &App, ctx: &Ctx, werk: Voorstelwerk<K>) -> Result<Response> {
    let achterhaald = werk.is_achterhaald();
    let Staat {
        basis,
        inhoud,
        verbanden,
    } = werk.voorstel.staat;
    let wijzers = verbanden.as_deref().unwrap_or_default();
    let (genoemd, _) = Genoemd::van(ctx, app.db.read(), wijzers).await?;
    let feiten = K::FEITEN.iter();
    Ok(json(&VoorstelMetTekst {
        voorstel: VoorstelAntwoord::van(app, &werk.kop.pad(), werk.voorstel.kop),
        achterhaald,
        stuk_versie: werk.kop.versie,
        titel: basis.titel,
        samenvatting: basis.samenvatting,
        tekst: inhoud.tekst().to_owned(),
        secties: SectieAntwoord::alle(inhoud.secties().to_vec()),
        feiten: feiten
            .map(|feit| (feit.naam.to_owned(), inhoud.feit(feit.naam)))
            .collect(),
        leefdomeinen: basis.leefdomeinen.iter().map(ToString::to_string).collect(),
        doelgroepen: basis.doelgroepen,
        themas: genoemd.themas,
        gemeenten: genoemd.gemeenten,
        organisaties: genoemd.organisaties,
        regelingen: genoemd.regelingen,
        stukken: genoemd.stukken,
    }))
}

pub async fn lijst<K: Schrijfbaar>(app: &App, ctx: &Ctx, naam: &str) -> Result<Response> {
    let conn = app.db.read();
    let kop = stukken::vind(ctx, conn, K::SOORT, naam).await?;
    let pad = kop.pad();
    let alle = voorstellen::van(ctx, conn, kop.id, true).await?.into_iter();
    let alle = alle.map(|kop| VoorstelAntwoord::van(app, &pad, kop));
    Ok(json(&alle.collect::<Vec<_>>()))
}

/// What a program proposes.
struct Gevraagd<K> {
    staat: Staat<K>,
    notitie: String,
    versie: i64,
    bijgewerkt: Option<i64>,
}

async fn lees_voorstel<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    mut v: Velden,
    (was, eigen): (&Staat<K>, Uuid),
) -> Result<Gevraagd<K>> {
    let geschreven = lees(&mut v);
    let notitie = v.tekst("notitie", MAX_NOTITIE).unwrap_or_default();
    let versie = v.getal_verplicht("versie");
    let bijgewerkt = v.getal("bijgewerkt");
    let mut fouten = v.klaar();
    let gelezen = geschreven.staat(ctx, app.db.read(), was, eigen).await?;
    let (staat, van_namen) = gelezen;
    fouten.voeg_toe(van_namen);
    alles::<K, _>(fouten, schrijven::netjes(staat.clone()))?;
    Ok(Gevraagd {
        staat,
        notitie,
        versie,
        bijgewerkt,
    })
}

pub async fn beginnen<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    v: Velden,
) -> Result<Response> {
    let werk = schrijven::open::<K>(ctx, app.db.read(), naam).await?;
    mag::<K>(werk.betrokken.mag_voorstellen())?;
    let id = werk.kop.id;
    let gevraagd = lees_voorstel(app, ctx, v, (&werk.staat, id)).await?;
    let inhoud = (gevraagd.staat, gevraagd.notitie.as_str());
    let begonnen = voorstellen::begin(&app.db, ctx, id, gevraagd.versie, inhoud).await;
    let voorstel = match begonnen {
        Ok(voorstel) => voorstel,
        Err(fout) => return api::geweigerd(app, ctx, (id, gevraagd.versie), fout, veld::<K>).await,
    };
    let werk = voorstellen::open::<K>(ctx, app.db.read(), naam, voorstel).await?;
    let pad = format!("{}/voorstellen/{voorstel}", werk.kop.pad());
    gemaakt(app, antwoord(app, ctx, werk).await?, &pad)
}

pub async fn tonen<K: Schrijfbaar>(app: &App, ctx: &Ctx, delen: &[String]) -> Result<Response> {
    let werk = open::<K>(app, ctx, delen).await?;
    antwoord(app, ctx, werk).await
}

pub async fn bewaren<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    delen: &[String],
    v: Velden,
) -> Result<Response> {
    let werk = open::<K>(app, ctx, delen).await?;
    mag::<K>(werk.betrokken.mag_voorstellen())?;
    let plek = (werk.kop.id, werk.voorstel.kop.id);
    let gevraagd = lees_voorstel(app, ctx, v, (&werk.voorstel.staat, plek.0)).await?;
    let gezien = (gevraagd.versie, gevraagd.bijgewerkt);
    let inhoud = (gevraagd.staat, gevraagd.notitie.as_str());
    match voorstellen::schrijf(&app.db, ctx, plek, gezien, inhoud).await {
        Ok(_) => tonen::<K>(app, ctx, delen).await,
        Err(fout) => geweigerd::<K>(app, ctx, (delen, gezien.0), fout).await,
    }
}

pub async fn zetten<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    delen: &[String],
    v: Velden,
) -> Result<Response> {
    let werk = open::<K>(app, ctx, delen).await?;
    let plek = (werk.kop.id, werk.voorstel.kop.id);
    let (actie, stap) = stap(v, namen!(Voorstelactie))?;
    match voorstellen::zet::<K>(&app.db, ctx, plek, actie, &stap).await {
        Ok(_) => tonen::<K>(app, ctx, delen).await,
        Err(fout) => geweigerd::<K>(app, ctx, (delen, stap.versie), fout).await,
    }
}

/// As [`api::geweigerd`], to who saw a version of a voorstel.
async fn geweigerd<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    (delen, gezien): (&[String], i64),
    fout: Error,
) -> Result<Response> {
    if let Error::Conflict(_) = fout {
        let nu = open::<K>(app, ctx, delen).await?.voorstel.kop.versie;
        if nu != gezien {
            return Ok(verouderd(&fout, nu));
        }
    }
    Err(in_json(fout, veld::<K>))
}

async fn open<K: Schrijfbaar>(app: &App, ctx: &Ctx, delen: &[String]) -> Result<Voorstelwerk<K>> {
    let [naam, id, ..] = delen else {
        return Err(Error::NotFound);
    };
    // A number that can't be one is that of no voorstel.
    let id = id.parse().unwrap_or(Uuid::nil());
    voorstellen::open(ctx, app.db.read(), naam, id).await
}
