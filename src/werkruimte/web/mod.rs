//! The pages of a werkruimte: what is going on (`overzicht`), what happened (`tijdlijn`), searching in it (`zoeken`),
//! its files (`bestanden`) and the thema's that it hangs together with (`verbonden`).

mod beeld;
mod bestanden;
mod overzicht;
mod tijdlijn;
mod verbonden;
mod zoeken;

use axum::{Router, routing::get};
use sea_orm::ConnectionTrait;

use super::{
    model::Tellingen,
    service::{Werkplek, tellingen},
};
use crate::{app::App, ctx::Ctx, error::Result, stukken::model::Soort, taal, zoeken::model::adres};

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/themas/{thema}/werkruimte", get(overzicht::tonen))
        .route("/themas/{thema}/werkruimte/tijdlijn", get(tijdlijn::tonen))
        .route("/themas/{thema}/werkruimte/zoeken", get(zoeken::tonen))
        .route(
            "/themas/{thema}/werkruimte/bestanden",
            get(bestanden::tonen),
        )
        .route(
            "/themas/{thema}/werkruimte/verbonden",
            get(verbonden::tonen).post(verbonden::veranderen),
        )
}

/// A part of the werkruimte, as a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deel {
    Overzicht,
    Soort(Soort),
    Bestanden,
    Elders,
}

/// What stands around every page of a werkruimte.
#[derive(Debug)]
struct Raam {
    thema: String,
    thema_url: String,
    /// The address of the werkruimte.
    pad: String,
    /// What the reader is in the thema.
    deelname_zin: &'static str,
    tabs: Vec<Tab>,
}

/// A way to a part of the werkruimte; how much is there may be empty.
#[derive(Debug)]
struct Tab {
    url: String,
    tekst: &'static str,
    aantal: String,
    nu: bool,
}

/// The kinds that have a tab.
const SOORTEN: [Soort; 7] = [
    Soort::Knelpunt,
    Soort::Proefproject,
    Soort::Kennisvraag,
    Soort::Actie,
    Soort::Besluit,
    Soort::Bijeenkomst,
    Soort::Notitie,
];

impl Raam {
    /// Of a page that counts nothing itself.
    async fn laad(
        ctx: &Ctx,
        conn: &impl ConnectionTrait,
        plek: &Werkplek,
        nu: Deel,
    ) -> Result<Self> {
        let (aantallen, bestanden) = tellingen(ctx, conn, plek.thema.id).await?;
        Ok(Self::van(plek, &aantallen, bestanden, nu))
    }

    fn van(plek: &Werkplek, tellingen: &Tellingen, bestanden: u64, nu: Deel) -> Self {
        let pad = plek.pad();
        let getal = |n: u64| taal::getal(i64::try_from(n).unwrap_or(i64::MAX));
        let van_soort = |soort: Soort| Tab {
            url: lijst(&pad, soort),
            tekst: soort.label_meervoud(),
            aantal: getal(tellingen.totaal(soort)),
            nu: nu == Deel::Soort(soort),
        };
        let eerste = Tab {
            url: pad.clone(),
            tekst: "Overzicht",
            aantal: String::new(),
            nu: nu == Deel::Overzicht,
        };
        let laatste = [
            Tab {
                url: format!("{pad}/bestanden"),
                tekst: "Bestanden",
                aantal: getal(bestanden),
                nu: nu == Deel::Bestanden,
            },
            Tab {
                url: format!("{pad}/mensen"),
                tekst: "Mensen",
                aantal: String::new(),
                nu: false,
            },
        ];
        let tabs = [eerste]
            .into_iter()
            .chain(SOORTEN.map(van_soort))
            .chain(laatste);
        Self {
            thema: plek.thema.titel.clone(),
            thema_url: plek.thema.pad(),
            deelname_zin: plek.deelname.zin(),
            tabs: tabs.collect(),
            pad,
        }
    }
}

/// The full list of a kind in a werkruimte: acties have a list by their day, the others the search.
fn lijst(pad: &str, soort: Soort) -> String {
    let eigen = match soort {
        Soort::Actie => "acties",
        Soort::Besluit => "besluiten",
        Soort::Bijeenkomst => "bijeenkomsten",
        _ => return adres(&format!("{pad}/zoeken"), &[("soort", soort.to_string())]),
    };
    format!("{pad}/{eigen}")
}
