//! The page of an established bevinding: the text, every reply beside it, and how one sees that it is still
//! what was established. Before that it leads to who writes it, and to who may reply.

use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::{Bevinding, Status},
        service::{echtheid::echtheid, openbaar, schrijven::verbetering_van, zaak},
    },
    tekst::{Reactie, Tekst, link},
    werkblad,
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Link, Stap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing, omleiding},
        slot::Slot,
        verbanden::{Verbanden, verbanden_buiten},
        vraagpunt::Blok,
    },
    stukken::{
        model::{Buur, Kop, Richting, Soort, Stuk, Verbandsoort},
        service as stukken,
    },
    taal,
    vraagpunten::{model::Vraagpunt, service as vraagpunten},
    zoeken,
};

#[derive(Debug, Template)]
#[template(path = "dwarskijker/bevinding.html")]
struct Bevindingpagina {
    kader: Kader,
    gelukt: &'static str,
    titel: String,
    nummer: String,
    pad: String,
    vastgesteld: String,
    tekst: Tekst,
    reacties: Vec<Reactie>,
    /// What became of the recommendations.
    vraagpunten: Blok,
    /// The one that corrects this one.
    vervangen_door: Option<Link>,
    /// The open questions of this one that a later version asks again, each with where that is.
    opnieuw: Vec<(Link, Link)>,
    /// The one that this one corrects.
    vervangt: Option<Link>,
    echt: Option<Echt>,
    stappen: Vec<Stap>,
    themas: Vec<Link>,
    regelingen: Vec<Link>,
    knelpunten: Vec<Link>,
    verbanden: Verbanden,
    lijkt_op: Vec<Link>,
    leefdomeinen: String,
    slot: Slot,
    json: String,
    /// Whether the reader writes bevindingen.
    schrijft: bool,
    /// Whether they can begin one that corrects this one.
    kan_verbeteren: bool,
    /// The correction that is being written.
    in_de_maak: Option<Link>,
}

/// Whether it is still what was established.
#[derive(Debug)]
struct Echt {
    hash: String,
    ongewijzigd: bool,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Bevinding>(&ctx, app.db.read(), &naam).await?;
    let status = zaak::status(&stuk.kop)?;
    if status != Status::Vastgesteld && !zaak::leest_alles(&ctx) {
        // Who is asked for a reply reads it on a page of its own, which notes that they did.
        return Ok(doorverwijzing(&format!("/wederhoor/{}", stuk.kop.slug)));
    }
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let gelukt = parameters.een("gelukt");
    if status != Status::Vastgesteld {
        return Ok(werkblad::tonen(&app, &ctx, stuk, (status, gelukt)).await?);
    }
    let gelukt = match gelukt {
        "vastgesteld" => {
            "De bevinding is vastgesteld. Iedereen kan haar lezen, en niemand kan haar nog veranderen."
        }
        _ => "",
    };
    Ok(antwoord(&maak(&app, &ctx, stuk, gelukt).await?))
}

async fn maak(
    app: &App,
    ctx: &Ctx,
    stuk: Stuk<Bevinding>,
    gelukt: &'static str,
) -> Result<Bevindingpagina> {
    let conn = app.db.read();
    let (id, pad) = (stuk.kop.id, stuk.kop.pad());
    let mut uitleg = begrippen::service::uitleg();
    let tekst = Tekst::van(app, ctx, &stuk, &mut uitleg).await?;
    let gevraagd = openbaar::reacties(ctx, conn, id, &stuk.inhoud).await?;
    let reacties = gevraagd
        .iter()
        .map(|g| Reactie::van(g, &mut uitleg))
        .collect();
    let echt = echtheid(conn, &stuk).await?;
    let schrijft = zaak::eis(ctx).is_ok();
    let verbetering = verbetering_van(ctx, conn, id).await?;
    let verbetering = verbetering.filter(|_| schrijft);
    let lijkt_op = zoeken::service::lijkt_op(ctx, &app.db, &app.index, id).await?;
    let (leefdomeinen, _) = beeld::woorden(&stuk);
    let vast = stuk.inhoud.vastgesteld_op.map(taal::dag_van);
    Ok(Bevindingpagina {
        kader: Kader::van_stuk(app, ctx, &stuk.kop),
        gelukt,
        titel: stuk.kop.titel.clone(),
        nummer: beeld::nummer(&stuk.kop),
        vastgesteld: vast.unwrap_or_default(),
        tekst,
        reacties,
        vraagpunten: Blok::van(app, ctx, &stuk.kop, schrijft).await?,
        vervangen_door: bij_verbetering(&stuk, Richting::In),
        opnieuw: opnieuw(ctx, app, id).await?,
        vervangt: bij_verbetering(&stuk, Richting::Uit),
        echt: echt.map(|echt| Echt {
            hash: echt.hash,
            ongewijzigd: echt.ongewijzigd,
        }),
        stappen: beeld::tijdlijn(&stuk.tijdlijn),
        themas: beeld::links(&stuk, Soort::Thema),
        regelingen: beeld::links(&stuk, Soort::Regeling),
        knelpunten: beeld::links(&stuk, Soort::Knelpunt),
        verbanden: verbanden_buiten(&stuk, elders),
        lijkt_op: lijkt_op.iter().map(Link::naar).collect(),
        leefdomeinen,
        slot: Slot::van(app, ctx, &stuk, &uitleg),
        json: format!("/api/v1{pad}"),
        schrijft,
        kan_verbeteren: schrijft && verbetering.is_none(),
        in_de_maak: verbetering
            .filter(|kop| zaak::status(kop).is_ok_and(|s| s != Status::Vastgesteld))
            .map(|kop| Link::naar(&kop)),
        pad,
    })
}

/// The open questions of a bevinding that a later version asks again, each with that version.
async fn opnieuw(ctx: &Ctx, app: &App, id: Uuid) -> Result<Vec<(Link, Link)>> {
    let opnieuw = vraagpunten::opnieuw_gevraagd(ctx, app.db.read(), id).await?;
    let regel = |(punt, kop): (Vraagpunt, Kop)| {
        let vraag = format!("Vraag {}", punt.nummer);
        let pad = format!("/vraagpunten/{}", punt.id);
        (link(pad, &vraag), Link::naar(&kop))
    };
    Ok(opnieuw.into_iter().map(regel).collect())
}

/// The bevinding at the other end of a correction.
fn bij_verbetering(stuk: &Stuk<Bevinding>, richting: Richting) -> Option<Link> {
    let mut buren = stuk.buren.iter();
    let buur = buren.find(|b| b.verband == Verbandsoort::Vervangt && b.richting == richting);
    buur.map(|buur| Link::naar(&buur.kop))
}

/// Whether a neighbour stands elsewhere on the page than under the verbanden.
fn elders(buur: &Buur) -> bool {
    let soorten = [Soort::Thema, Soort::Regeling, Soort::Knelpunt];
    soorten.contains(&buur.kop.soort) || buur.verband == Verbandsoort::Vervangt
}
