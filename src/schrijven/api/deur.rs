//! The doors on which programs write one kind.

/// Makes a module with the doors of a kind that is written on the platform. Addresses and ids are
/// literals, because the description in OpenAPI is made when this is compiled; `overgangen` also names what
/// takes a step, as seen from inside the module, and what that is sent; `feiten` are the fields that only
/// this kind has, as [`Schrijfbaar::FEITEN`](super::super::Schrijfbaar) reads them.
macro_rules! schrijfdeur {
    (
        mod $module:ident for $kind:ident;
        tag = $tag:literal,
        lijst = ($lijst:literal, $begin_id:literal),
        stuk = ($stuk:literal, $bewaar_id:literal),
        overgangen = ($overgangen:literal, $zet_id:literal, $zetten:path, $overgang:ident),
        voorstellen = ($voorstellen:literal, $lijst_id:literal, $voorstel_id:literal),
        voorstel = ($voorstel:literal, $toon_id:literal, $schrijf_id:literal),
        stappen = ($stappen:literal, $stap_id:literal),
        namen = ($nieuw:ident, $wijziging:ident, $voorstelnaam:ident, $feitnaam:ident),
        feiten = { $($(#[$doc:meta])* $feit:ident: $soort:ty),* $(,)? } $(,)?
    ) => {
        mod $module {
            use axum::{extract::State, response::Response};
            use serde::Deserialize;
            use utoipa::ToSchema;
            use utoipa_axum::{router::OpenApiRouter, routes};

            use super::{
                $kind,
                leven::{self, GeschrevenAntwoord},
                omschrijving::{
                    $overgang, EigenaarInvoer, StukInvoer, VersieInvoer, VoorstelInvoer,
                    VoorstelOvergangInvoer,
                },
                voorstellen::{self, VoorstelAntwoord, VoorstelMetTekst},
            };
            use crate::{
                app::App,
                http::{
                    api::Invoer,
                    error::{ApiError, Probleem},
                    extract::{Delen, Naam, ReqCtx},
                },
            };

            pub fn routes() -> OpenApiRouter<App> {
                OpenApiRouter::new()
                    .routes(routes!(beginnen))
                    .routes(routes!(bewaren))
                    .routes(routes!(zetten))
                    .routes(routes!(lijst, voorstellen_doen))
                    .routes(routes!(tonen, voorstel_bewaren))
                    .routes(routes!(voorstel_zetten))
            }

            /// De velden die alleen deze soort heeft.
            #[derive(Debug, Deserialize, ToSchema)]
            #[serde(rename_all = "camelCase")]
            #[schema(as = $feitnaam)]
            #[expect(dead_code, reason = "describes a body that is read field by field")]
            struct Feiten {
                $($(#[$doc])* $feit: Option<$soort>,)*
            }

            /// Een stuk om mee te beginnen.
            #[derive(Debug, Deserialize, ToSchema)]
            #[schema(as = $nieuw)]
            #[expect(dead_code, reason = "describes a body that is read field by field")]
            struct Nieuw {
                #[serde(flatten)]
                van: EigenaarInvoer,
                #[serde(flatten)]
                stuk: StukInvoer,
                #[serde(flatten)]
                feiten: Feiten,
            }

            /// Een stuk zoals het wordt.
            #[derive(Debug, Deserialize, ToSchema)]
            #[schema(as = $wijziging)]
            #[expect(dead_code, reason = "describes a body that is read field by field")]
            struct Wijziging {
                #[serde(flatten)]
                gezien: VersieInvoer,
                #[serde(flatten)]
                stuk: StukInvoer,
                #[serde(flatten)]
                feiten: Feiten,
            }

            /// Hoe iets moet worden wat gepubliceerd is.
            #[derive(Debug, Deserialize, ToSchema)]
            #[schema(as = $voorstelnaam)]
            #[expect(dead_code, reason = "describes a body that is read field by field")]
            struct Voorgesteld {
                #[serde(flatten)]
                voorstel: VoorstelInvoer,
                #[serde(flatten)]
                stuk: StukInvoer,
                #[serde(flatten)]
                feiten: Feiten,
            }

            /// Begint een stuk: een concept dat alleen de schrijvers lezen.
            #[utoipa::path(
                post,
                path = $lijst,
                operation_id = $begin_id,
                tag = $tag,
                request_body = Nieuw,
                responses(
                    (status = 201, description = "Het concept", body = GeschrevenAntwoord,
                     headers(("API-Version" = String, description = "Versie van de API"),
                             ("Location" = String, description = "Het adres van het stuk"))),
                    (status = "4XX", description = "Wat er niet klopt", body = Probleem,
                     content_type = "application/problem+json",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                ),
                security(("bearerAuth" = []))
            )]
            async fn beginnen(
                State(app): State<App>,
                ReqCtx(ctx): ReqCtx,
                Invoer(velden): Invoer,
            ) -> Result<Response, ApiError> {
                Ok(leven::beginnen::<$kind>(&app, &ctx, velden).await?)
            }

            /// Bewaart een concept in zijn geheel. Wat gepubliceerd is, verandert met een voorstel.
            #[utoipa::path(
                put,
                path = $stuk,
                operation_id = $bewaar_id,
                tag = $tag,
                params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
                request_body = Wijziging,
                responses(
                    (status = 200, description = "Bewaard", body = GeschrevenAntwoord,
                     headers(("API-Version" = String, description = "Versie van de API"))),
                    (status = "4XX", description = "Wat er niet klopt", body = Probleem,
                     content_type = "application/problem+json",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                ),
                security(("bearerAuth" = []))
            )]
            async fn bewaren(
                State(app): State<App>,
                ReqCtx(ctx): ReqCtx,
                Naam(naam): Naam,
                Invoer(velden): Invoer,
            ) -> Result<Response, ApiError> {
                Ok(leven::bewaren::<$kind>(&app, &ctx, &naam, velden).await?)
            }

            /// Zet een stap in het leven van een stuk.
            #[utoipa::path(
                post,
                path = $overgangen,
                operation_id = $zet_id,
                tag = $tag,
                params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
                request_body = $overgang,
                responses(
                    (status = 200, description = "Gedaan", body = GeschrevenAntwoord,
                     headers(("API-Version" = String, description = "Versie van de API"))),
                    (status = 204, description = "Gedaan; u mag het stuk niet meer lezen",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                    (status = "4XX", description = "Wat er niet klopt", body = Probleem,
                     content_type = "application/problem+json",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                ),
                security(("bearerAuth" = []))
            )]
            async fn zetten(
                State(app): State<App>,
                ReqCtx(ctx): ReqCtx,
                Naam(naam): Naam,
                Invoer(velden): Invoer,
            ) -> Result<Response, ApiError> {
                Ok($zetten(&app, &ctx, &naam, velden).await?)
            }

            /// Geeft de voorstellen die u mag lezen, de oudste eerst.
            #[utoipa::path(
                get,
                path = $voorstellen,
                operation_id = $lijst_id,
                tag = $tag,
                params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
                responses(
                    (status = 200, description = "De voorstellen", body = Vec<VoorstelAntwoord>,
                     headers(("API-Version" = String, description = "Versie van de API"))),
                    (status = "4XX", description = "Wat er niet klopt", body = Probleem,
                     content_type = "application/problem+json",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                )
            )]
            async fn lijst(
                State(app): State<App>,
                ReqCtx(ctx): ReqCtx,
                Naam(naam): Naam,
            ) -> Result<Response, ApiError> {
                Ok(voorstellen::lijst::<$kind>(&app, &ctx, &naam).await?)
            }

            /// Stelt een verandering voor. De pagina blijft zoals zij is.
            #[utoipa::path(
                post,
                path = $voorstellen,
                operation_id = $voorstel_id,
                tag = $tag,
                params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
                request_body = Voorgesteld,
                responses(
                    (status = 201, description = "Het voorstel", body = VoorstelMetTekst,
                     headers(("API-Version" = String, description = "Versie van de API"),
                             ("Location" = String, description = "Het adres van het voorstel"))),
                    (status = "4XX", description = "Wat er niet klopt", body = Probleem,
                     content_type = "application/problem+json",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                ),
                security(("bearerAuth" = []))
            )]
            async fn voorstellen_doen(
                State(app): State<App>,
                ReqCtx(ctx): ReqCtx,
                Naam(naam): Naam,
                Invoer(velden): Invoer,
            ) -> Result<Response, ApiError> {
                Ok(voorstellen::beginnen::<$kind>(&app, &ctx, &naam, velden).await?)
            }

            /// Geeft een voorstel, met hoe het stuk dan wordt.
            #[utoipa::path(
                get,
                path = $voorstel,
                operation_id = $toon_id,
                tag = $tag,
                params(
                    ("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer"),
                    ("id" = String, Path, description = "Het nummer van het voorstel"),
                ),
                responses(
                    (status = 200, description = "Het voorstel", body = VoorstelMetTekst,
                     headers(("API-Version" = String, description = "Versie van de API"))),
                    (status = "4XX", description = "Wat er niet klopt", body = Probleem,
                     content_type = "application/problem+json",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                ),
                security(("bearerAuth" = []))
            )]
            async fn tonen(
                State(app): State<App>,
                ReqCtx(ctx): ReqCtx,
                Delen(delen): Delen,
            ) -> Result<Response, ApiError> {
                Ok(voorstellen::tonen::<$kind>(&app, &ctx, &delen).await?)
            }

            /// Bewaart een voorstel in zijn geheel.
            #[utoipa::path(
                put,
                path = $voorstel,
                operation_id = $schrijf_id,
                tag = $tag,
                params(
                    ("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer"),
                    ("id" = String, Path, description = "Het nummer van het voorstel"),
                ),
                request_body = Voorgesteld,
                responses(
                    (status = 200, description = "Bewaard", body = VoorstelMetTekst,
                     headers(("API-Version" = String, description = "Versie van de API"))),
                    (status = "4XX", description = "Wat er niet klopt", body = Probleem,
                     content_type = "application/problem+json",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                ),
                security(("bearerAuth" = []))
            )]
            async fn voorstel_bewaren(
                State(app): State<App>,
                ReqCtx(ctx): ReqCtx,
                Delen(delen): Delen,
                Invoer(velden): Invoer,
            ) -> Result<Response, ApiError> {
                Ok(voorstellen::bewaren::<$kind>(&app, &ctx, &delen, velden).await?)
            }

            /// Zet een stap met een voorstel.
            #[utoipa::path(
                post,
                path = $stappen,
                operation_id = $stap_id,
                tag = $tag,
                params(
                    ("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer"),
                    ("id" = String, Path, description = "Het nummer van het voorstel"),
                ),
                request_body = VoorstelOvergangInvoer,
                responses(
                    (status = 200, description = "Gedaan", body = VoorstelMetTekst,
                     headers(("API-Version" = String, description = "Versie van de API"))),
                    (status = "4XX", description = "Wat er niet klopt", body = Probleem,
                     content_type = "application/problem+json",
                     headers(("API-Version" = String, description = "Versie van de API"))),
                ),
                security(("bearerAuth" = []))
            )]
            async fn voorstel_zetten(
                State(app): State<App>,
                ReqCtx(ctx): ReqCtx,
                Delen(delen): Delen,
                Invoer(velden): Invoer,
            ) -> Result<Response, ApiError> {
                Ok(voorstellen::zetten::<$kind>(&app, &ctx, &delen, velden).await?)
            }
        }
    };
}

pub(super) use schrijfdeur;
