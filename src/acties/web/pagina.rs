//! The page of one actie.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::{
        model::{Actie, Status, dagen_in_woorden},
        service::lezen::{self, ZONDER_HOUDER, Zaak},
    },
    kleur,
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Link, Stap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        meelezers::regels,
        regietafel::{Voorgelegd, voorgelegd},
        render::{Kader, antwoord, omleiding},
        slot::Slot,
        verbanden::{self, Verbanden},
        werkruimte::{Werkkop, kader_van, werkkop},
    },
    stukken::{
        model::{Soort, Stuk},
        service as stukken,
    },
    taal,
};

#[derive(Debug, Template)]
#[template(path = "acties/actie.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    titel: String,
    werkkop: Werkkop,
    /// The acties of the thema, for who takes part in it.
    lijst: String,
    status: &'static str,
    kleur: &'static str,
    /// How it stands when it has to be done soon or is late; empty when it is neither.
    dringend: String,
    te_laat: bool,
    /// Whether nobody does it any more.
    zonder_houder: bool,
    toelichting: Vec<String>,
    /// Whose it is; empty for who takes no part in the thema.
    houder: String,
    dag: String,
    /// What the reader can do; the first is the most likely.
    stappen: Vec<Link>,
    wijzigen: Option<String>,
    voorgelegd: Voorgelegd,
    tijdlijn: Vec<Stap>,
    verbanden: Verbanden,
    slot: Slot,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Actie>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let pagina = maak(&app, &ctx, stuk).await?;
    Ok(antwoord(&Pagina {
        gelukt: match parameters.een("gelukt") {
            "gemaakt" => "De actie staat in de werkruimte.",
            "bewaard" => "De actie is gewijzigd.",
            "gedaan" => "De actie is afgerond.",
            "vervallen" => "De actie is vervallen. Wie haar leest, ziet waarom.",
            "open" => "De actie is weer open.",
            _ => "",
        },
        ..pagina
    }))
}

/// What the reader can do, each with where that is done.
fn stappen(ctx: &Ctx, zaak: &Zaak) -> Vec<Link> {
    if ctx.schrijver().is_err() {
        return Vec::new();
    }
    let pad = zaak.kop.pad();
    let stappen = zaak.wie.stappen(zaak.status).into_iter();
    stappen
        .map(|stap| Link {
            url: format!("{pad}/stappen/{stap}"),
            tekst: stap.label().to_owned(),
            bij: String::new(),
        })
        .collect()
}

async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Actie>) -> Result<Pagina> {
    let conn = app.db.read();
    let zaak = lezen::op_id(ctx, conn, stuk.kop.id).await?;
    let (plaats, voor) = (stuk.inhoud.plaats, stuk.inhoud.voor);
    let open = zaak.status == Status::Open;
    // Who does what is for who works there.
    let doet_mee = zaak.wie.deelname.doet_mee();
    let houder = if doet_mee {
        let mens = lezen::houder_van(conn, &stuk.inhoud).await?;
        Some(mens.map(|mens| format!("{} ({})", mens.naam, mens.rol())))
    } else {
        None
    };
    let vandaag = ctx.vandaag();
    let over = (voor - vandaag).num_days();
    let mut uitleg = begrippen::service::uitleg();
    uitleg.noteer(&stuk.kop.titel);
    let werkkop = werkkop(app, ctx, stuk.kop.id, plaats).await?;
    let wijzigt = open && ctx.schrijver().is_ok() && zaak.wie.mag_wijzigen().is_ok();
    Ok(Pagina {
        kader: kader_van(app, ctx, &stuk.kop, plaats.niveau),
        gelukt: "",
        titel: stuk.kop.titel.clone(),
        lijst: format!("{}/acties", werkkop.werkruimte_url),
        werkkop,
        status: zaak.status.label(),
        kleur: kleur(zaak.status),
        dringend: if open && over <= 3 {
            dagen_in_woorden(voor, vandaag)
        } else {
            String::new()
        },
        te_laat: over < 0,
        zonder_houder: open && matches!(houder, Some(None)),
        toelichting: regels(&stuk.inhoud.toelichting),
        houder: houder.map_or(String::new(), |houder| {
            houder.unwrap_or_else(|| ZONDER_HOUDER.to_owned())
        }),
        dag: taal::dag(voor),
        stappen: stappen(ctx, &zaak),
        wijzigen: wijzigt.then(|| format!("{}/wijzigen", stuk.kop.pad())),
        voorgelegd: voorgelegd(app, ctx, &stuk.kop).await?,
        tijdlijn: beeld::tijdlijn(&stuk.tijdlijn),
        // Its thema stands at the top.
        verbanden: verbanden::verbanden_buiten(&stuk, |buur| {
            buur.kop.soort == Soort::Thema && buur.kop.id == plaats.thema
        }),
        slot: Slot::van(app, ctx, &stuk, &uitleg),
    })
}
