//! The web shell: the router with its layers, extractors, rendering, and errors as a page or as
//! `application/problem+json`. Features bring their own doors in `web` and `api`.

mod afzender;
pub mod anderen;
pub mod api;
pub mod assets;
pub mod beeld;
mod bijlagen;
mod conventies;
pub mod csv;
mod drempel;
pub mod error;
pub mod extract;
pub mod gegevens;
mod gezondheid;
pub mod koek;
mod layers;
pub mod lijst;
mod logregel;
pub mod meelezers;
pub mod overname;
pub mod persoonsgegevens;
pub mod render;
mod sitemap;
pub mod sjabloon;
pub mod slot;
pub mod stand;
pub mod velden;
pub mod verbanden;
pub mod vraagpunt;

use axum::{Router, http::Method, routing::get};
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer, trace::TraceLayer};

use crate::{
    app::App,
    begrippen, beheer, bewaren, contact, dwarskijker, feitencheck, gebruikers, knelpunten, logboek,
    navraag, oordelen, organisaties, over, overnames, overzicht,
    praktijken::{self, model::Praktijk},
    proefprojecten::{self, model::Proefproject},
    publicaties, regelingen, schrijven, signalen, themas, toepassingen, versheid, vraagpunten,
    zoeken,
};

use drempel::Drempel;

pub use api::{openapi, openapi_op};

/// The largest body of a request, in bytes: a form with a text.
const MAX_BODY: usize = 64 * 1024;
/// The same in the round number that people are told.
const MAX_BODY_GEZEGD: u64 = 64_000;

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
    Router::new()
        .merge(gezondheid::routes())
        .merge(paginas)
        .merge(bijlagen::routes())
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .merge(groot())
        .nest(
            "/api",
            api::router().layer(RequestBodyLimitLayer::new(MAX_BODY_API)),
        )
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
    let lijst = RequestBodyLimitLayer::new(zoeken::web::redactie::GROOTSTE_LIJST);
    let formulier = RequestBodyLimitLayer::new(schrijven::web::GROOTSTE_FORMULIER);
    zoeken::web::redactie::grote_routes()
        .layer(lijst)
        .merge(schrijven::web::grote_routes::<Praktijk>().layer(formulier))
        .merge(schrijven::web::grote_routes::<Proefproject>().layer(formulier))
        .merge(proefprojecten::web::grote_routes().layer(formulier))
        .merge(knelpunten::web::grote_routes().layer(formulier))
        .merge(dwarskijker::web::grote_routes().layer(formulier))
}

/// The methods that read.
const LEZEN: [Method; 2] = [Method::GET, Method::HEAD];
