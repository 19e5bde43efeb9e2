//! The two doors that every kind has under `/api/v1`.

/// Makes `routes()` of a kind: its list, and one of it. The kind has a function `antwoord` that
/// turns its stuk into the given answer; with `erbij` a function that may also ask the tables for
/// more. What `schrijven` names makes the routes that write. Addresses and ids are literals, because
/// the description in OpenAPI is made when this is compiled.
macro_rules! leesdeur {
    (
        $kind:ident => $antwoord:ident, tag = $tag:literal,
        lijst = ($lijst_pad:literal, $lijst_id:literal, $lijst_doc:literal),
        stuk = ($stuk_pad:literal, $stuk_id:literal, $stuk_doc:literal)
        $(, erbij = $erbij:ident)?
        $(, schrijven = $schrijven:path)? $(,)?
    ) => {
        #[doc = concat!("The routes of ", $tag, " under `/api/v1`.")]
        pub fn routes() -> utoipa_axum::router::OpenApiRouter<$crate::app::App> {
            utoipa_axum::router::OpenApiRouter::new()
                .routes(utoipa_axum::routes!(lijst))
                .routes(utoipa_axum::routes!(tonen))
                $(.merge($schrijven()))?
        }

        #[doc = $lijst_doc]
        #[utoipa::path(
            get,
            path = $lijst_pad,
            operation_id = $lijst_id,
            tag = $tag,
            params(
                ("sorteer" = Option<String>, Query, description = "`naam` of `nieuwste`"),
                ("pagina" = Option<u64>, Query, description = "De bladzijde, vanaf 1"),
                ("perPagina" = Option<u64>, Query, description = "Hoeveel per bladzijde, hoogstens 100"),
            ),
            responses(
                (status = 200, description = "Een bladzijde van de lijst",
                 body = $crate::http::api::LijstAntwoord,
                 headers(("API-Version" = String, description = "Versie van de API"))),
                (status = "4XX", description = "Wat er niet klopt", body = $crate::http::error::Probleem,
                 content_type = "application/problem+json",
                 headers(("API-Version" = String, description = "Versie van de API"))),
            )
        )]
        async fn lijst(
            axum::extract::State(app): axum::extract::State<$crate::app::App>,
            $crate::http::extract::ReqCtx(ctx): $crate::http::extract::ReqCtx,
            $crate::http::extract::Parameters(paren): $crate::http::extract::Parameters,
        ) -> Result<axum::response::Response, $crate::http::error::ApiError> {
            let soort = <$kind as $crate::stukken::Kind>::SOORT;
            Ok($crate::http::api::lijst(&app, &ctx, soort, &paren).await?)
        }

        #[doc = $stuk_doc]
        #[utoipa::path(
            get,
            path = $stuk_pad,
            operation_id = $stuk_id,
            tag = $tag,
            params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
            responses(
                (status = 200, description = "Het stuk", body = $antwoord,
                 headers(("API-Version" = String, description = "Versie van de API"))),
                (status = "4XX", description = "Wat er niet klopt", body = $crate::http::error::Probleem,
                 content_type = "application/problem+json",
                 headers(("API-Version" = String, description = "Versie van de API"))),
            )
        )]
        async fn tonen(
            axum::extract::State(app): axum::extract::State<$crate::app::App>,
            $crate::http::extract::ReqCtx(ctx): $crate::http::extract::ReqCtx,
            $crate::http::extract::Naam(naam): $crate::http::extract::Naam,
            $crate::http::extract::Parameters(paren): $crate::http::extract::Parameters,
        ) -> Result<axum::response::Response, $crate::http::error::ApiError> {
            $crate::http::api::geen_parameters(&paren)?;
            let stuk =
                $crate::stukken::service::tonen::<$kind>(&ctx, app.db.read(), &naam).await?;
            let antwoord =
                $crate::http::api::leesdeur!(@antwoord app, ctx, stuk $(, $erbij)?);
            Ok($crate::http::api::json(&antwoord))
        }
    };
    (@antwoord $app:ident, $ctx:ident, $stuk:ident) => {
        antwoord($stuk, &$app.basis_url)
    };
    (@antwoord $app:ident, $ctx:ident, $stuk:ident, $erbij:ident) => {
        $erbij(&$app, &$ctx, $stuk).await?
    };
}

pub(crate) use leesdeur;
