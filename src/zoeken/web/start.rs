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
    },
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    taal,
};

#[derive(Debug, Template)]
#[template(path = "start.html")]
struct Startpagina {
    kader: Kader,
    getallen: Vec<Getal>,
    praktijken: Vec<Kaart>,
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

/// Shows the home page.
pub async fn start(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let conn = app.db.read();
    let lijst = async |soort, aantal| stukken::lijst(&ctx, conn, soort, None, (0, aantal)).await;
    let praktijken = lijst(Soort::Praktijk, 4).await?;
    let publicaties = lijst(Soort::Publicatie, 4).await?;
    let themas = lijst(Soort::Thema, 24).await?;
    let regelingen = lijst(Soort::Regeling, 0).await?;
    let proefprojecten = lijst(Soort::Proefproject, 0).await?;
    let getal = |aantal: u64, naam, wat, url| {
        let aantal = taal::getal(aantal.cast_signed());
        Getal {
            aantal,
            naam,
            wat,
            url,
        }
    };
    // A platform that starts has none, and a nought says nothing.
    let proeven = (proefprojecten.totaal > 0).then(|| {
        getal(
            proefprojecten.totaal,
            "proefprojecten",
            "wat wordt uitgeprobeerd, en de les",
            "/proefprojecten",
        )
    });
    let mut getallen = vec![
        getal(
            praktijken.totaal,
            "praktijken",
            "met wat erover bekend is",
            "/praktijken",
        ),
        getal(
            themas.totaal,
            "thema’s",
            "waar meer wetten bij samenkomen",
            "/themas",
        ),
        getal(
            regelingen.totaal,
            "regelingen",
            "kort uitgelegd, met hun artikelen",
            "/regelingen",
        ),
        getal(
            publicaties.totaal,
            "publicaties",
            "waar het uit komt",
            "/publicaties",
        ),
    ];
    getallen.splice(1..1, proeven);
    let pagina = Startpagina {
        kader: Kader::nieuw(&app, &ctx, None).op("/"),
        getallen,
        themas: themategels(&app, &ctx, &themas.koppen).await?,
        praktijken: lijst::kaarten(&app, &ctx, praktijken.koppen).await?,
        publicaties: lijst::kaarten(&app, &ctx, publicaties.koppen).await?,
        voorbeelden: voorbeelden(),
    };
    Ok(antwoord(&pagina))
}

/// The thema's with how many stukken each has for this reader.
async fn themategels(app: &App, ctx: &Ctx, themas: &[Kop]) -> Result<Vec<Link>> {
    let praktijken = vec![Soort::Praktijk.to_string()];
    let alles = Vraag::default().met_filter(Facet::Soort, praktijken);
    let tellingen = service::tel(ctx, &app.index, &alles, &[Facet::Thema]).await?;
    let tegel = |kop: &Kop| {
        let aantal = tellingen.van(Facet::Thema, kop.slug.as_str());
        let bij = match aantal {
            0 => "nog geen praktijken".to_owned(),
            n => taal::aantal(n, "praktijk", "praktijken"),
        };
        Link {
            bij,
            ..Link::naar(kop)
        }
    };
    Ok(themas.iter().map(tegel).collect())
}
