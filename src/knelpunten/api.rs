//! The doors of knelpunten for programs: reading, and taking one from state to state.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    model::{Actie, Knelpunt, TREDEN, Trede},
    service::{
        lezen,
        overgangen::{self, Stap},
        plekken,
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        api::{Invoer, SectieAntwoord, StukAntwoord, geweigerd, json, leesdeur, moment},
        error::{ApiError, Probleem},
        extract::{Naam, ReqCtx},
    },
    ids::vouw,
    signalen::service::lezen as signalen,
    stukken::{
        model::{Kop, Stuk},
        service as stukken,
    },
    velden::{Velden, namen},
};

leesdeur! {
    Knelpunt => KnelpuntAntwoord,
    tag = "knelpunten",
    lijst = ("/knelpunten", "lijst_knelpunten", "Geeft een lijst van knelpunten."),
    stuk = ("/knelpunten/{naam}", "toon_knelpunt", "Geeft een knelpunt: op slug, kenmerk, externId of officieel nummer."),
    erbij = met_tellingen,
    schrijven = overgangsroutes,
}

/// Knelpunt: alles wat het platform erover zegt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Knelpunt)]
pub struct KnelpuntAntwoord {
    /// Wat elk stuk heeft. De status is `gemeld`, `in-behandeling`, `opgelost`, `regelwijziging-nodig` of
    /// `gemotiveerd-afgewezen`.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// De tekst, in Markdown.
    pub tekst: String,
    /// De tekst per kop.
    pub secties: Vec<SectieAntwoord>,
    /// Waarom het vastloopt: `uitleg-van-de-wet`, `complexiteit`, `kennis-informatie-lef` of
    /// `knellende-regelgeving`. Leeg: nog niet bekend.
    pub oorzaak: Option<String>,
    /// De vijf treden, in hun volgorde.
    pub treden: Vec<TredeAntwoord>,
    /// De slug van het thema dat dit trekt. Leeg: de redactie behandelt het.
    pub trekker: Option<String>,
    /// Of het knelpunt uit een bron is verteld.
    pub uit_bron: bool,
    /// Hoeveel signalen erbij horen, ook die in vertrouwen.
    pub signalen: u64,
    /// De gemeenten waar het is gemeld, of waar het ook speelt. Signalen in vertrouwen tellen hier niet mee.
    pub gemeenten: Vec<GemeenteAntwoord>,
    /// Wat de dwarskijker vrijgaf van wat in vertrouwen is gemeld.
    pub in_vertrouwen: Vec<String>,
    /// Hoe vaak het is gesloten: opgelost, opgeschaald of afgewezen.
    pub gesloten: i32,
    /// Hoe vaak het daarna is heropend.
    pub heropend: i32,
    /// Wanneer het voor het laatst is gesloten. Leeg: het is open.
    #[schema(format = DateTime, value_type = Option<String>)]
    pub gesloten_op: Option<String>,
}

/// Wat er van één trede is gezegd.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Trede)]
pub struct TredeAntwoord {
    /// Welke trede, vanaf 1.
    pub nummer: u8,
    /// Hoe zij heet.
    pub naam: String,
    /// Wat er is gevonden, of waarom zij is overgeslagen, in Markdown. Leeg: nog niets.
    pub tekst: Option<String>,
    /// Of zij is overgeslagen.
    pub overgeslagen: bool,
}

/// Een gemeente waar een knelpunt speelt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Knelpuntgemeente)]
pub struct GemeenteAntwoord {
    /// De naam van de gemeente.
    pub naam: String,
    /// De code van de gemeente.
    pub code: Option<String>,
    /// Het adres van de pagina van de gemeente.
    pub url: String,
}

/// The answer with how many signalled it, and where.
async fn met_tellingen(app: &App, ctx: &Ctx, stuk: Stuk<Knelpunt>) -> Result<KnelpuntAntwoord> {
    let (id, conn) = (stuk.kop.id, app.db.read());
    let (stuk, inhoud) = StukAntwoord::van(stuk, &app.basis_url);
    let Knelpunt {
        tekst,
        secties,
        oorzaak,
        treden,
        trekker,
        uit_bron,
        gesloten,
        heropend,
        gesloten_op,
    } = inhoud;
    let mut tellingen = plekken::tellingen(conn, &[id]).await?;
    let telling = tellingen.remove(&id).unwrap_or_default();
    let plekken: Vec<Uuid> = telling.gemeenten.into_iter().collect();
    let mut gemeenten = stukken::koppen(ctx, conn, &plekken).await?;
    gemeenten.sort_by_cached_key(|kop| (vouw(&kop.titel), kop.id));
    let trekker = stukken::koppen(ctx, conn, trekker.as_slice()).await?.pop();
    let gemeente = |kop: Kop| GemeenteAntwoord {
        url: format!("{}{}", app.basis_url, kop.pad()),
        naam: kop.titel,
        code: kop.officieel_id,
    };
    let trede = |((nummer, trede), naam): ((u8, Option<&Trede>), &str)| TredeAntwoord {
        nummer,
        naam: naam.to_owned(),
        tekst: trede.map(|trede| trede.tekst.clone()),
        overgeslagen: trede.is_some_and(|trede| trede.overgeslagen),
    };
    Ok(KnelpuntAntwoord {
        stuk,
        tekst,
        secties: SectieAntwoord::alle(secties),
        oorzaak: oorzaak.map(|oorzaak| oorzaak.to_string()),
        treden: treden.alle().zip(TREDEN).map(trede).collect(),
        trekker: trekker.map(|kop| kop.slug.to_string()),
        uit_bron,
        signalen: telling.signalen as u64,
        gemeenten: gemeenten.into_iter().map(gemeente).collect(),
        in_vertrouwen: signalen::verwoordingen(conn, id).await?,
        gesloten,
        heropend,
        gesloten_op: gesloten_op.map(moment),
    })
}

/// The route by which a knelpunt comes to another state.
fn overgangsroutes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(zetten))
}

/// Een stap met een knelpunt, zoals u hem stuurt.
#[derive(Debug, ToSchema)]
#[schema(as = KnelpuntOvergang, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes a body that is read field by field")]
pub struct OvergangInvoer {
    /// `oppakken`, `oplossen`, `opschalen`, `afwijzen`, `hernemen` of `heropenen`.
    actie: String,
    /// Waarom. Iedereen die het knelpunt leest, leest dit.
    reden: String,
    /// De versie die u zag.
    versie: i64,
    /// Bij `oplossen`: de praktijk of het proefproject dat het oploste, met kenmerk of adres.
    oplossing: Option<String>,
    /// Of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
}

/// Zet een stap met een knelpunt.
#[utoipa::path(
    post,
    path = "/knelpunten/{naam}/overgangen",
    operation_id = "zet_knelpunt",
    tag = "knelpunten",
    params(("naam" = String, Path, description = "Slug, kenmerk, externId of officieel nummer")),
    request_body = OvergangInvoer,
    responses(
        (status = 200, description = "Gedaan", body = KnelpuntAntwoord,
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
    let werk = lezen::open(&ctx, app.db.read(), &naam).await?;
    let gelezen = lees(velden)?;
    let stap = Stap {
        actie: gelezen.actie,
        reden: &gelezen.reden,
        versie: gelezen.versie,
        akkoord: gelezen.akkoord,
        oplossing: &gelezen.oplossing,
        op_verzoek: false,
    };
    let (id, gezien) = (werk.kop.id, gelezen.versie);
    let (kop, _) = match overgangen::zet(&app.db, &ctx, id, &stap).await {
        Ok(gezet) => gezet,
        Err(fout) => return Ok(geweigerd(&app, &ctx, (id, gezien), fout, str::to_owned).await?),
    };
    let stuk = stukken::tonen::<Knelpunt>(&ctx, app.db.read(), kop.slug.as_str()).await?;
    Ok(json(&met_tellingen(&app, &ctx, stuk).await?))
}

/// A step as it was sent.
struct Gelezen {
    actie: Actie,
    reden: String,
    versie: i64,
    akkoord: bool,
    oplossing: String,
}

/// The longest text of a field, in characters. What fits is judged by the rules.
const MAX_TEKST: usize = 20_000;

fn lees(mut v: Velden) -> Result<Gelezen> {
    let actie = v.keuze_verplicht("actie", namen!(Actie));
    let reden = v.tekst("reden", MAX_TEKST).unwrap_or_default();
    let versie = v.getal_verplicht("versie");
    let akkoord = v.ja_nee("akkoord");
    let oplossing = v.regel("oplossing", MAX_TEKST).unwrap_or_default();
    let fouten = v.klaar();
    match actie {
        Some(actie) => Ok(fouten.of(Gelezen {
            actie,
            reden,
            versie,
            akkoord,
            oplossing,
        })?),
        None => Err(fouten.into()),
    }
}
