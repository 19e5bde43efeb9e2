//! The home page: a search box, and what is alive now.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{Facet, Vraag, service, voorbeelden};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{Kaart, Link},
        error::PageError,
        extract::ReqCtx,
        lijst,
        render::{Kader, antwoord},
        vandaag::{Blok, Hoeveel, blok},
    },
    overzicht::service::{self as overzicht, Gedeeld},
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    taal,
};

/// Knelpunten that many share, on the home page; the overview has more.
const GEDEELD: usize = 4;

#[derive(Debug, Template)]
#[template(path = "start.html")]
struct Startpagina {
    kader: Kader,
    /// What there is for who is logged in; none for a visitor.
    vandaag: Option<Blok>,
    getallen: Vec<Getal>,
    gedeeld: Vec<Gedeeldkaart>,
    praktijken: Vec<Kaart>,
    bevindingen: Vec<Kaart>,
    publicaties: Vec<Kaart>,
    themas: Vec<Link>,
    voorbeelden: Vec<Link>,
}

/// A figure with the list it counts.
#[derive(Debug)]
struct Getal {
    aantal: String,
    naam: &'static str,
    wat: &'static str,
    url: &'static str,
}

/// A knelpunt that many share.
#[derive(Debug)]
struct Gedeeldkaart {
    url: String,
    titel: String,
    gemeenten: String,
    /// The last step that was set; empty when that is none.
    trede: String,
}

impl Gedeeldkaart {
    fn van(gedeeld: Gedeeld) -> Self {
        let Gedeeld {
            kop,
            gemeenten,
            trede,
        } = gedeeld;
        Self {
            url: kop.pad(),
            titel: kop.titel,
            gemeenten: taal::aantal(gemeenten as u64, "gemeente", "gemeenten"),
            trede: match trede {
                0 => String::new(),
                n => format!("{n} van 5"),
            },
        }
    }
}

/// Shows the home page.
pub async fn start(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let conn = app.db.read();
    let lijst = async |soort, aantal| stukken::lijst(&ctx, conn, soort, None, (0, aantal)).await;
    let praktijken = lijst(Soort::Praktijk, 4).await?;
    let publicaties = lijst(Soort::Publicatie, 4).await?;
    let themas = lijst(Soort::Thema, 24).await?;
    let regelingen = lijst(Soort::Regeling, 0).await?;
    let proefprojecten = lijst(Soort::Proefproject, 0).await?;
    let knelpunten = lijst(Soort::Knelpunt, 0).await?;
    // What the dwarskijker has not established yet is for nobody on a page that says nothing of reading it.
    let bezoeker = ctx.als_bezoeker();
    let bevindingen = stukken::lijst(&bezoeker, conn, Soort::Bevinding, None, (0, 2)).await?;
    let gedeeld = overzicht::gedeeld(&ctx, &app.db, GEDEELD).await?;
    let vandaag = match ctx.aanmelding {
        Some(_) => Some(blok(&app, &ctx, Hoeveel::Kort).await?),
        None => None,
    };
    let pagina = Startpagina {
        kader: Kader::nieuw(&app, &ctx, None).op("/"),
        vandaag,
        getallen: getallen(&[
            (Soort::Praktijk, praktijken.totaal),
            (Soort::Knelpunt, knelpunten.totaal),
            (Soort::Proefproject, proefprojecten.totaal),
            (Soort::Thema, themas.totaal),
            (Soort::Regeling, regelingen.totaal),
            (Soort::Publicatie, publicaties.totaal),
        ]),
        gedeeld: gedeeld.into_iter().map(Gedeeldkaart::van).collect(),
        themas: themategels(&app, &ctx, &themas.koppen).await?,
        praktijken: lijst::kaarten(&app, &ctx, praktijken.koppen).await?,
        bevindingen: lijst::kaarten(&app, &bezoeker, bevindingen.koppen).await?,
        publicaties: lijst::kaarten(&app, &ctx, publicaties.koppen).await?,
        voorbeelden: voorbeelden(),
    };
    Ok(antwoord(&pagina))
}

/// How many there are of each kind. A platform that starts has no knelpunten and no pilots, and a nought
/// says nothing.
fn getallen(aantallen: &[(Soort, u64)]) -> Vec<Getal> {
    let getal = |(soort, aantal): &(Soort, u64)| {
        let (naam, wat, url) = match soort {
            Soort::Praktijk => ("praktijken", "met wat erover bekend is", "/praktijken"),
            Soort::Knelpunt => (
                "knelpunten",
                "wat nog niet werkt, en wat ermee gebeurt",
                "/knelpunten",
            ),
            Soort::Proefproject => (
                "proefprojecten",
                "wat wordt uitgeprobeerd, en de les",
                "/proefprojecten",
            ),
            Soort::Thema => ("thema’s", "waar meer wetten bij samenkomen", "/themas"),
            Soort::Regeling => (
                "regelingen",
                "kort uitgelegd, met hun artikelen",
                "/regelingen",
            ),
            Soort::Publicatie => ("publicaties", "waar het uit komt", "/publicaties"),
            Soort::Signaal
            | Soort::Bevinding
            | Soort::Kennisvraag
            | Soort::Besluit
            | Soort::Notitie
            | Soort::Actie
            | Soort::Bijeenkomst
            | Soort::Organisatie => return None,
        };
        let begint_leeg = matches!(soort, Soort::Knelpunt | Soort::Proefproject);
        (*aantal > 0 || !begint_leeg).then(|| Getal {
            aantal: taal::getal(aantal.cast_signed()),
            naam,
            wat,
            url,
        })
    };
    aantallen.iter().filter_map(getal).collect()
}

/// The thema's with how much each has for this reader.
async fn themategels(app: &App, ctx: &Ctx, themas: &[Kop]) -> Result<Vec<Link>> {
    let per_thema = async |soort: Soort| {
        let alles = Vraag::default().met_filter(Facet::Soort, vec![soort.to_string()]);
        service::tel(ctx, &app.index, &alles, &[Facet::Thema]).await
    };
    let praktijken = per_thema(Soort::Praktijk).await?;
    let knelpunten = per_thema(Soort::Knelpunt).await?;
    let tegel = |kop: &Kop| {
        let waarde = kop.slug.as_str();
        let knelpunten = match knelpunten.van(Facet::Thema, waarde) {
            0 => None,
            n => Some(taal::aantal(n, "knelpunt", "knelpunten")),
        };
        let praktijken = match praktijken.van(Facet::Thema, waarde) {
            0 => "nog geen praktijken".to_owned(),
            n => taal::aantal(n, "praktijk", "praktijken"),
        };
        let delen: Vec<String> = knelpunten.into_iter().chain([praktijken]).collect();
        Link {
            bij: delen.join(" · "),
            ..Link::naar(kop)
        }
    };
    Ok(themas.iter().map(tegel).collect())
}
