//! The page of one gemeente: what it shares, what touches it, and who is like it.

use std::{cmp::Reverse, collections::BTreeSet};

use askama::Template;
use uuid::Uuid;

use super::{
    delen::{beperk, naar_gebied, naar_gemeente, zoek_praktijken},
    kaarten::{Kaarten, kaarten},
    organisatie::{Opvolging, bestaat},
    vragen::Openstaand,
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    http::{
        anderen::Toepassingsregel,
        beeld::{self, Alinea, Link, Stap},
        render::Kader,
        slot::Slot,
        verbanden::{self, Verbanden},
    },
    markdown::{self, SafeHtml},
    organisaties::{
        model::{Gebied, Gemeente, Landkaart, Organisatie, is_opvolging},
        service::{self, Erfenis},
    },
    stukken::model::{Buur, Kop, Soort, Stuk},
    taal,
    toepassingen::service as toepassingen,
};

/// Gemeenten like this one that the page names.
const ZOALS: usize = 12;

/// The page of one gemeente.
#[derive(Debug, Template)]
#[template(path = "gemeente.html")]
pub struct GemeentePagina {
    kader: Kader,
    titel: String,
    lead: SafeHtml,
    nummer: String,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    officiele_naam: String,
    provincie: Option<Link>,
    inwoners: String,
    grootte: Option<Link>,
    bestaat: String,
    opvolging: Opvolging,
    is_voorbij: bool,
    tooi_uri: String,
    praktijken: Kaarten,
    proefprojecten: Kaarten,
    knelpunten: Kaarten,
    /// What waits for an answer of this gemeente.
    vragen: Openstaand,
    publicaties: Kaarten,
    /// The praktijken of others that it does as well.
    overgenomen: Vec<Toepassingsregel>,
    themas: Vec<Link>,
    regelingen: Vec<Link>,
    /// What to read when the gemeente shares nothing yet.
    elders: Vec<Link>,
    /// Gemeenten of the same size in the same province.
    zoals: Vec<Link>,
    /// The search for what those share; none when they share nothing.
    zoals_zoek: Option<String>,
    verbanden: Verbanden,
    slot: Slot,
    json: String,
}

impl GemeentePagina {
    /// Puts the page together.
    ///
    /// # Errors
    /// Database or index fail.
    pub async fn maak(app: &App, ctx: &Ctx, mut stuk: Stuk<Organisatie>) -> Result<Self> {
        let pad = stuk.kop.pad();
        let mut uitleg = begrippen::service::uitleg();
        uitleg.noteer(&stuk.kop.titel);
        let erfenissen = service::erfenissen(ctx, app.db.read(), &stuk).await?;
        stuk.meer_buren |= erfenissen.iter().any(|e| e.meer_buren);
        let praktijken = kaarten(app, ctx, &stuk, &erfenissen, Soort::Praktijk).await?;
        let proefprojecten = kaarten(app, ctx, &stuk, &erfenissen, Soort::Proefproject).await?;
        let knelpunten = kaarten(app, ctx, &stuk, &erfenissen, Soort::Knelpunt).await?;
        let publicaties = kaarten(app, ctx, &stuk, &erfenissen, Soort::Publicatie).await?;
        let vragen = Openstaand::van(app, ctx, &stuk.kop).await?;
        let overgenomen = overgenomen(app, ctx, &stuk, &erfenissen).await?;
        let landkaart = service::landkaart(ctx, &app.db, &app.index).await?;
        let raakt = service::raakt(ctx, app.db.read(), &stuk, &erfenissen).await?;
        let raken = |soort: Soort| raakt.iter().filter(move |(k, _)| k.soort == soort);
        let buiten = [
            Soort::Praktijk,
            Soort::Proefproject,
            Soort::Knelpunt,
            Soort::Publicatie,
        ];
        let getoond = |b: &Buur| buiten.contains(&b.kop.soort) || is_opvolging(b);
        let Organisatie { begin, einde, .. } = stuk.inhoud;
        let is_voorbij = !stuk.inhoud.bestaat_op(ctx.vandaag());
        let provincie = stuk.inhoud.provincie.map(Gebied::Provincie);
        let grootte = stuk.inhoud.grootte().map(Gebied::Grootte);
        Ok(Self {
            kader: Kader::van_stuk(app, ctx, &stuk.kop),
            titel: stuk.kop.titel.clone(),
            lead: markdown::regel(&stuk.kop.samenvatting, &mut uitleg),
            nummer: beeld::nummer(&stuk.kop),
            alineas: beeld::alineas(&stuk.inhoud.secties, &mut uitleg),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            // Most gemeenten are called in the register what they are called here.
            officiele_naam: Some(stuk.inhoud.officiele_naam.clone())
                .filter(|naam| *naam != stuk.kop.titel)
                .unwrap_or_default(),
            provincie: provincie.map(naar_gebied),
            inwoners: stuk.inhoud.inwoners.map(taal::getal).unwrap_or_default(),
            grootte: grootte.map(naar_gebied),
            bestaat: bestaat(begin, einde),
            opvolging: Opvolging::van(ctx, &stuk),
            is_voorbij,
            tooi_uri: stuk.inhoud.tooi_uri.clone(),
            themas: raken(Soort::Thema).map(met_aantal).collect(),
            regelingen: raken(Soort::Regeling).map(met_aantal).collect(),
            elders: elders(&landkaart, stuk.kop.id, provincie, grootte),
            zoals_zoek: zoals_zoek(&landkaart, stuk.kop.id, provincie, grootte),
            zoals: zoals(&landkaart, &stuk, provincie, grootte),
            praktijken,
            proefprojecten,
            knelpunten,
            vragen,
            publicaties,
            overgenomen,
            verbanden: verbanden::verbanden_buiten(&stuk, getoond),
            slot: Slot::van(app, ctx, &stuk, &uitleg),
            json: format!("/api/v1{pad}"),
        })
    }
}

/// What this gemeente does of others, and what those did that ended in it.
async fn overgenomen(
    app: &App,
    ctx: &Ctx,
    stuk: &Stuk<Organisatie>,
    erfenissen: &[Erfenis],
) -> Result<Vec<Toepassingsregel>> {
    let geerfd = erfenissen.iter().map(|e| e.van.id);
    let wie: BTreeSet<Uuid> = [stuk.kop.id].into_iter().chain(geerfd).collect();
    let alle = toepassingen::van_organisaties(ctx, app.db.read(), &wie).await?;
    let regel = |(kop, toepassing): &(Kop, _)| Toepassingsregel::van(kop, toepassing);
    Ok(alle.iter().map(regel).collect())
}

fn met_aantal((kop, aantal): &(Kop, u64)) -> Link {
    Link {
        bij: taal::aantal(*aantal, "stuk", "stukken"),
        ..Link::naar(kop)
    }
}

/// Where there is something to read of gemeenten like this one, the nearest first.
fn elders(
    landkaart: &Landkaart,
    zelf: Uuid,
    provincie: Option<Gebied>,
    grootte: Option<Gebied>,
) -> Vec<Link> {
    // Its own are on its page already.
    let mut gemeenten = landkaart.gemeenten.iter();
    let eigen = gemeenten.find(|g| g.id == zelf).map_or(0, |g| g.praktijken);
    let praktijken = |gebied: Option<Gebied>| gebied.map_or(0, |g| landkaart.cijfers(g).praktijken);
    let aantal = |n: u64| taal::aantal(n, "praktijk", "praktijken");
    let in_provincie = provincie.map_or("", Gebied::label);
    let (daar, zo_groot) = (praktijken(provincie), praktijken(grootte));
    [
        (
            provincie,
            daar,
            format!("{} van gemeenten in {in_provincie}", aantal(daar)),
        ),
        (
            grootte,
            zo_groot,
            format!("{} van gemeenten die even groot zijn", aantal(zo_groot)),
        ),
        (
            None,
            landkaart.praktijken,
            format!("Alle {}", aantal(landkaart.praktijken)),
        ),
    ]
    .into_iter()
    .filter(|(_, aantal, _)| *aantal > eigen)
    .map(|(gebied, _, tekst)| Link {
        url: zoek_praktijken(gebied).pad(),
        tekst,
        bij: String::new(),
    })
    .collect()
}

/// The gemeenten of the same size in the same province: those that share something first, because
/// they can be asked; then by name.
fn zoals(
    landkaart: &Landkaart,
    stuk: &Stuk<Organisatie>,
    provincie: Option<Gebied>,
    grootte: Option<Gebied>,
) -> Vec<Link> {
    let (Some(provincie), Some(grootte)) = (provincie, grootte) else {
        return Vec::new();
    };
    let mut zoals: Vec<&Gemeente> = landkaart
        .gemeenten_van(provincie)
        .filter(|g| grootte.heeft(g) && g.id != stuk.kop.id)
        .collect();
    zoals.sort_by_key(|g| Reverse(g.praktijken > 0));
    zoals.truncate(ZOALS);
    let link = |g: &Gemeente| Link {
        bij: match g.praktijken {
            0 => String::new(),
            n => taal::aantal(n, "praktijk", "praktijken"),
        },
        ..naar_gemeente(g)
    };
    zoals.into_iter().map(link).collect()
}

/// The search for praktijken of gemeenten of this size in this province, when another one has any.
fn zoals_zoek(
    landkaart: &Landkaart,
    zelf: Uuid,
    provincie: Option<Gebied>,
    grootte: Option<Gebied>,
) -> Option<String> {
    let (provincie, grootte) = (provincie?, grootte?);
    let mut daar = landkaart.gemeenten_van(provincie);
    let delen = daar.any(|g| grootte.heeft(g) && g.praktijken > 0 && g.id != zelf);
    delen.then(|| beperk(&zoek_praktijken(Some(provincie)), grootte).pad())
}
