//! The web shell: the router with its layers, extractors, rendering, and errors as a page or as
//! `application/problem+json`. Features bring their own doors in `web` and `api`.

mod afzender;
pub mod anderen;
pub mod api;
pub mod assets;
pub mod beeld;
mod bijlagen;
pub mod botsing;
mod conventies;
pub mod csv;
mod drempel;
pub mod duo;
pub mod error;
pub mod extract;
pub mod gegevens;
mod gezondheid;
mod grens;
pub mod koek;
mod layers;
pub mod lijst;
mod logregel;
pub mod meelezers;
pub mod overname;
pub mod persoonsgegevens;
pub mod regietafel;
pub mod render;
mod sitemap;
pub mod sjabloon;
pub mod slot;
pub mod stand;
pub mod vandaag;
pub mod velden;
pub mod verbanden;
pub mod vraagpunt;
pub mod werkruimte;

use axum::{Router, http::Method, routing::get};
use tower_http::{catch_panic::CatchPanicLayer, trace::TraceLayer};

use crate::{
    acties,
    app::App,
    begrippen, beheer, besluiten, bewaren, bijeenkomsten, contact, duos, dwarskijker, feitencheck,
    gebruikers, kennisvragen, knelpunten, logboek, navraag, netwerk, notities, oordelen,
    organisaties, over, overnames, overzicht,
    praktijken::{self, model::Praktijk},
    proefprojecten::{self, model::Proefproject},
    programma, publicaties, regelingen, schrijven, signalen, themas, toepassingen, versheid,
    vraagpunten, werkruimte as ruimte, zoeken,
};

use drempel::Drempel;
use grens::{Grens, TeGroot};

pub use api::{openapi, openapi_op};

/// The largest body of a request, in bytes: a form with a text.
const MAX_BODY: usize = 64 * 1024;
/// The same in the round number that people are told.
const MAX_BODY_GEZEGD: u64 = 64_000;

/// The largest form with all texts of a stuk, in the round number that people are told.
const FORMULIER_GEZEGD: u64 = 1_000_000;
/// The largest list of words, in that number.
const LIJST_GEZEGD: u64 = 1_000_000;

/// The largest body that the API takes, in bytes: a praktijk with all its texts.
const MAX_BODY_API: usize = schrijven::web::GROOTSTE_FORMULIER;
/// The same in the round number that people are told.
const MAX_BODY_API_GEZEGD: u64 = 1_000_000;

/// All routes, pages and API, in their layers.
pub fn router(app: App) -> Router {
    let drempel = Drempel::nieuw(app.clock.clone());
    let paginas = Router::new()
        .merge(zoeken::web::routes())
        .merge(praktijken::web::routes())
        .merge(schrijven::web::routes::<Praktijk>())
        .merge(schrijven::web::routes::<Proefproject>())
        .merge(schrijven::web::routes_bureau())
        .merge(proefprojecten::web::routes())
        .merge(toepassingen::web::routes())
        .merge(oordelen::web::routes())
        .merge(versheid::web::routes())
        .merge(contact::web::routes())
        .merge(feitencheck::web::routes())
        .merge(overnames::web::routes())
        .merge(overzicht::web::routes())
        .merge(signalen::web::routes())
        .merge(knelpunten::web::routes())
        .merge(navraag::web::routes())
        .merge(vraagpunten::web::routes())
        .merge(dwarskijker::web::routes())
        .merge(publicaties::web::routes())
        .merge(regelingen::web::routes())
        .merge(organisaties::web::routes())
        .merge(themas::web::routes())
        .merge(kennisvragen::web::routes())
        .merge(ruimte::web::routes())
        .merge(notities::web::routes())
        .merge(acties::web::routes())
        .merge(bijeenkomsten::web::routes())
        .merge(besluiten::web::routes())
        .merge(crate::regietafel::web::routes())
        .merge(duos::web::routes())
        .merge(netwerk::web::routes())
        .merge(programma::web::routes())
        .merge(crate::vandaag::web::routes())
        .merge(begrippen::web::routes())
        .merge(over::web::routes())
        .merge(gebruikers::web::routes())
        .merge(zoeken::web::redactie::routes())
        .merge(beheer::web::routes())
        .merge(logboek::web::routes())
        .merge(bewaren::web::routes())
        .merge(conventies::routes())
        .merge(sitemap::routes())
        .route("/static/{bestand}", get(assets::tonen))
        .fallback(error::pagina_bestaat_niet)
        .method_not_allowed_fallback(error::pagina_methode);
    let klein = Router::new()
        .merge(gezondheid::routes())
        .merge(paginas)
        .merge(bijlagen::routes());
    Grens::nieuw(MAX_BODY, formulier(MAX_BODY_GEZEGD))
        .om(klein)
        .merge(groot())
        .nest("/api", van_programmas().om(api::router()))
        // Behind the limit: files are larger than forms.
        .merge(bijlagen::met_bestanden(&app))
        .layer(CatchPanicLayer::custom(error::paniek))
        .layer(axum::middleware::from_fn_with_state(
            app.clone(),
            layers::alleen_eigen,
        ))
        .layer(axum::middleware::from_fn_with_state(
            (app.clone(), drempel.clone()),
            drempel::bewaak,
        ))
        .layer(axum::middleware::from_fn_with_state(
            (app.clone(), drempel),
            layers::context,
        ))
        .layer(axum::middleware::from_fn(layers::beveiliging))
        .layer(TraceLayer::new_for_http().make_span_with(logregel::span))
        .with_state(app)
}

/// The routes that take more than a form with a text, and say how much.
fn groot() -> Router<App> {
    let formulieren = schrijven::web::grote_routes::<Praktijk>()
        .merge(schrijven::web::grote_routes::<Proefproject>())
        .merge(proefprojecten::web::grote_routes())
        .merge(knelpunten::web::grote_routes())
        .merge(dwarskijker::web::grote_routes())
        .merge(notities::web::grote_routes())
        .merge(kennisvragen::web::grote_routes())
        .merge(bijeenkomsten::web::grote_routes())
        .merge(besluiten::web::grote_routes())
        .merge(crate::regietafel::web::grote_routes());
    let grens = schrijven::web::GROOTSTE_FORMULIER;
    let formulieren = Grens::nieuw(grens, formulier(FORMULIER_GEZEGD)).om(formulieren);
    let raad = "Haal rijen weg en verstuur de lijst opnieuw.";
    let lijst = TeGroot::nieuw("De lijst", LIJST_GEZEGD, raad);
    Grens::nieuw(zoeken::web::redactie::GROOTSTE_LIJST, lijst)
        .om(zoeken::web::redactie::grote_routes())
        .merge(formulieren)
}

/// What is said of a form that is larger than is read.
fn formulier(hoogstens: u64) -> TeGroot {
    let raad = "Ga terug naar het formulier met de knop van uw browser. Maak de tekst korter en verstuur het \
                opnieuw.";
    TeGroot::nieuw("Het formulier", hoogstens, raad)
}

/// How much a program sends at most.
fn van_programmas() -> Grens {
    let raad = "Maak de teksten korter en stuur het opnieuw.";
    let te_groot = TeGroot::nieuw("De inhoud van de vraag", MAX_BODY_API_GEZEGD, raad);
    Grens::nieuw(MAX_BODY_API, te_groot)
}

/// The methods that read.
const LEZEN: [Method; 2] = [Method::GET, Method::HEAD];
