//! The page of how the platform is doing. Its parts come from whom they are about: index, words and
//! jobs.

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::Response,
    routing::{get, post},
};

use super::{
    model::{Opdracht, Stand, Waarschuwing},
    service,
};
use crate::{
    actor::{Bereik, Rol},
    app::App,
    ctx::Ctx,
    db,
    error::{Error, Result},
    gebruikers::service::namen::namen,
    http::{
        error::PageError,
        extract::{Formulier, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
    },
    jobs::service as jobs,
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
        .route("/beheer/toestand/opnieuw", post(opnieuw))
        .route("/beheer/toestand/herbouw", get(bevestigen).post(herbouwen))
}

#[derive(Debug, Template)]
#[template(path = "beheer/toestand.html")]
struct Toestandpagina {
    kader: Kader,
    gelukt: &'static str,
    waarschuwingen: Vec<Waarschuwing>,
    getallen: Vec<(&'static str, String)>,
    herbouwt: bool,
    index: Vec<(&'static str, String)>,
    woorden: Vec<(&'static str, String)>,
    opdrachten: Vec<Regel>,
    /// The jobs; none for who does not manage the platform.
    taken: Option<Taken>,
}

/// The jobs, as the page shows them.
#[derive(Debug)]
struct Taken {
    tellingen: Vec<Telregel>,
    opgegeven: Vec<Opgegeven>,
}

/// How many jobs of a kind are in a state.
#[derive(Debug)]
struct Telregel {
    soort: String,
    staat: &'static str,
    aantal: String,
    sinds: String,
    rust: &'static str,
}

/// A job that was given up.
#[derive(Debug)]
struct Opgegeven {
    id: String,
    wat: String,
    fout: String,
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
    let gelukt = match parameters.een("gelukt") {
        "herbouw" => "De zoekindex wordt opnieuw gebouwd. Zoeken gaat intussen gewoon door.",
        "opnieuw" => "De taak staat weer klaar.",
        _ => "",
    };
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

/// Starts a job again that was given up.
async fn opnieuw(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let taak = formulier.een("taak").parse().map_err(|_| Error::NotFound)?;
    jobs::opnieuw(&app.db, &ctx, taak).await?;
    Ok(doorverwijzing("/beheer/toestand?gelukt=opnieuw#taken"))
}

async fn taken(app: &App, ctx: &Ctx) -> Result<Option<Taken>> {
    if !ctx.heeft(Rol::Beheerder, Bereik::Landelijk) {
        return Ok(None);
    }
    let tellingen = app.werkplaats().overzicht().await?;
    let opgegeven = jobs::opgegeven(&app.db).await?;
    Ok(Some(Taken {
        tellingen: tellingen
            .into_iter()
            .map(|t| Telregel {
                staat: t.staat.label(),
                aantal: taal::getal(t.aantal),
                sinds: taal::moment_van(t.eerste),
                rust: t.rust,
                soort: t.soort,
            })
            .collect(),
        opgegeven: opgegeven
            .into_iter()
            .map(|t| Opgegeven {
                id: t.id.to_string(),
                wat: format!(
                    "{}, opgegeven op {} na {}",
                    t.soort,
                    taal::moment_van(t.op),
                    taal::aantal(t.pogingen.unsigned_abs(), "poging", "pogingen")
                ),
                fout: t.fout,
            })
            .collect(),
    }))
}

async fn pagina(app: &App, ctx: &Ctx, gelukt: &'static str) -> Result<Toestandpagina> {
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
        taken: taken(app, ctx).await?,
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
