//! The page of how the platform is doing. Its parts come from whom they are about: index and words now,
//! tasks next.

use askama::Template;
use axum::{Router, extract::State, response::Response, routing::get};

use super::{
    model::{Opdracht, Stand, Waarschuwing},
    service,
};
use crate::{
    actor::Rol,
    app::App,
    ctx::Ctx,
    db,
    error::Result,
    gebruikers::service::namen::namen,
    http::{
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
    },
    taal,
    zoeken::service::woorden,
};

/// Who may see it.
const ROLLEN: [Rol; 2] = [Rol::Beheerder, Rol::Redactie];
/// Orders that are shown.
const OPDRACHTEN: u64 = 5;

/// The routes of beheer.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/beheer/toestand", get(tonen))
        .route("/beheer/toestand/herbouw", get(bevestigen).post(herbouwen))
}

#[derive(Debug, Template)]
#[template(path = "beheer/toestand.html")]
struct Toestandpagina {
    kader: Kader,
    gelukt: bool,
    waarschuwingen: Vec<Waarschuwing>,
    getallen: Vec<(&'static str, String)>,
    herbouwt: bool,
    index: Vec<(&'static str, String)>,
    woorden: Vec<(&'static str, String)>,
    opdrachten: Vec<Regel>,
}

/// An order to build the index anew.
#[derive(Debug)]
struct Regel {
    wanneer: String,
    wie: String,
    uitgevoerd: bool,
}

#[derive(Debug, Template)]
#[template(path = "beheer/herbouw.html")]
struct Herbouwpagina {
    kader: Kader,
    documenten: String,
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    ctx.eis_een(&ROLLEN)?;
    let gelukt = parameters.een("gelukt") == "herbouw";
    Ok(antwoord(&pagina(&app, &ctx, gelukt).await?))
}

/// Asks once more, because building takes a while and every node does it.
async fn bevestigen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    ctx.eis_een(&ROLLEN)?;
    Ok(antwoord(&Herbouwpagina {
        kader: Kader::nieuw(&app, &ctx, None),
        documenten: getal(app.index.len()),
    }))
}

async fn herbouwen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    ctx.eis_een(&ROLLEN)?;
    service::herbouw(&ctx, &app.db, &app.volger).await?;
    Ok(doorverwijzing("/beheer/toestand?gelukt=herbouw"))
}

async fn pagina(app: &App, ctx: &Ctx, gelukt: bool) -> Result<Toestandpagina> {
    let toestand = app.volger.toestand();
    let journaal = app.journaal.stand();
    let hersteld = toestand.hersteld().totaal();
    let stand = Stand {
        contact: app.contact.is_ingesteld(),
        inloggen: app.kan_inloggen(),
        reden: app
            .volger
            .reden()
            .map(crate::zoeken::toestand::Reden::uitleg),
        hersteld,
        vragen_verloren: journaal.weggevallen,
    };
    let positie = app.index.position();
    let hoogste = db::hoogste(app.db.read()).await?;
    let index = app.index.clone();
    let grootte = tokio::task::spawn_blocking(move || index.bytes()).await;
    let grootte = grootte.map_err(anyhow::Error::from)?;
    let (lijst, nu) = (woorden::versie(&app.db).await?, app.woorden.versie());
    let opdrachten = service::opdrachten(&app.db, &app.index, OPDRACHTEN).await?;
    Ok(Toestandpagina {
        kader: Kader::nieuw(app, ctx, None),
        gelukt,
        waarschuwingen: stand.waarschuwingen(),
        getallen: vec![
            ("documenten in de zoekindex", getal(app.index.len())),
            (
                "wijzigingen die er nog in moeten",
                taal::getal((hoogste - positie).max(0)),
            ),
            ("op de schijf", omvang(grootte)),
        ],
        herbouwt: toestand.herbouwt(),
        index: vec![
            ("Bijgewerkt tot en met wijziging", taal::getal(positie)),
            ("Laatste wijziging in de database", taal::getal(hoogste)),
            (
                "Sinds de start opnieuw gebouwd",
                taal::aantal(toestand.herbouwd(), "keer", "keer"),
            ),
            (
                "Sinds de start vergeleken met de database",
                taal::aantal(toestand.vergelijkingen(), "keer", "keer"),
            ),
            (
                "Daarbij hersteld",
                taal::aantal(hersteld, "stuk", "stukken"),
            ),
        ],
        woorden: vec![
            ("Versie van de woordenlijst", taal::getal(lijst)),
            ("Het zoeken gebruikt versie", taal::getal(nu)),
            ("Vragen geteld sinds de start", getal(journaal.genoteerd)),
            (
                "Niet bewaard om persoonsgegevens",
                getal(journaal.persoonsgegevens),
            ),
            ("Verloren gegaan", getal(journaal.weggevallen)),
        ],
        opdrachten: regels(app, &opdrachten).await?,
    })
}

async fn regels(app: &App, opdrachten: &[Opdracht]) -> Result<Vec<Regel>> {
    let door = opdrachten.iter().filter_map(|o| o.door.as_deref());
    let namen = namen(&app.db, door).await?;
    let wie = |opdracht: &Opdracht| match &opdracht.door {
        Some(door) => namen.get(door).cloned().unwrap_or_default(),
        None => "wie het platform draait, op de machine zelf".to_owned(),
    };
    Ok(opdrachten
        .iter()
        .map(|opdracht| Regel {
            wanneer: taal::moment_van(opdracht.op),
            wie: wie(opdracht),
            uitgevoerd: opdracht.uitgevoerd,
        })
        .collect())
}

fn getal(n: u64) -> String {
    taal::getal(n.cast_signed())
}

/// A number of bytes as people read it, in tenths of a megabyte.
fn omvang(bytes: u64) -> String {
    let tienden = bytes.saturating_mul(10) / 1_000_000;
    match tienden {
        0 => "minder dan 0,1 MB".to_owned(),
        n if n < 10_000 => format!("{},{} MB", n / 10, n % 10),
        n => format!("{},{} GB", n / 10_000, n % 10_000 / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::omvang;

    #[test]
    fn sizes_are_read_by_people() {
        for (bytes, tekst) in [
            (0, "minder dan 0,1 MB"),
            (99_999, "minder dan 0,1 MB"),
            (1_250_000, "1,2 MB"),
            (999_900_000, "999,9 MB"),
            (1_500_000_000, "1,5 GB"),
        ] {
            assert_eq!(omvang(bytes), tekst, "{bytes}");
        }
    }
}
