//! The page of one signaal, for those who may read it.

use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::{Signaal, Stap, Status},
        service::{
            behandelen::{self, Zaak},
            gemeenten::bevestigd,
            lezen,
        },
    },
    kleur, regels, tijdlijn,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    gebruikers::service::{namen::namen, sessies::ingelogd},
    http::{
        beeld::{self, Link, Stap as Tijdstap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, omleiding},
    },
    stukken::{
        geschiedenis,
        model::{Doel, Kop, Lezing, Soort, Stuk},
        service as stukken,
    },
    taal,
};

/// A part of what was signalled, under its heading.
#[derive(Debug)]
struct Deel {
    kop: &'static str,
    regels: Vec<String>,
}

#[derive(Debug, Template)]
#[template(path = "signalen/signaal.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    kenmerk: String,
    titel: String,
    status: &'static str,
    kleur: &'static str,
    vertrouwelijk: bool,
    van_mij: bool,
    /// What waits for the reader to be done, or what they can do: the first is the most likely.
    stappen: Vec<Link>,
    /// Who treats it, when the reader does not; empty when they do, and when nobody has to any more.
    bezwaar: &'static str,
    delen: Vec<Deel>,
    verwoording: Vec<String>,
    regelingen: Vec<Link>,
    gemeenten: Vec<Link>,
    /// Gemeenten that it names, and of which nobody who speaks for them said so.
    genoemd: Vec<Link>,
    wie: String,
    namens: String,
    thema: String,
    /// The knelpunt that it is part of; none when the reader may not read that, or it is part of none.
    knelpunt: Option<Link>,
    in_knelpunt: bool,
    tijdlijn: Vec<Tijdstap>,
    /// When others read one in confidence, and what for.
    lezingen: Vec<String>,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    // Who is not logged in is asked to, whatever the name is.
    ingelogd(&ctx)?;
    let zaak = behandelen::zaak(&ctx, app.db.read(), &naam).await?;
    if zaak.kop.slug.as_str() != naam {
        return Ok(omleiding(&zaak.kop.pad()));
    }
    let stuk = lezen::open(&app.db, &ctx, &naam).await?;
    let gelukt = match parameters.een("gelukt") {
        "gekoppeld" => {
            "Het signaal is deel van een knelpunt. Wie het gaf, kan dat lezen, met uw uitleg."
        }
        "doorverwezen" => "Het signaal is doorverwezen. Wie het gaf, kan lezen waarheen en waarom.",
        "thema" => "Het signaal ligt bij een ander thema, met uw uitleg.",
        "verwoord" => {
            "De verwoording is bewaard. Het knelpunt waar het signaal bij hoort, toont haar."
        }
        _ => "",
    };
    let pagina = pagina(&app, &ctx, &stuk, &zaak).await?;
    Ok(antwoord(&Pagina { gelukt, ..pagina }))
}

fn delen(inhoud: &Signaal) -> Vec<Deel> {
    let delen = [
        ("Wat gebeurt er?", &inhoud.tekst),
        ("Voor wie?", &inhoud.voor_wie),
        ("Welke wet of regel?", &inhoud.regel),
        ("Wat is al geprobeerd?", &inhoud.geprobeerd),
    ];
    let delen = delen.map(|(kop, tekst)| Deel {
        kop,
        regels: regels(tekst),
    });
    delen.into_iter().filter(|d| !d.regels.is_empty()).collect()
}

/// What the reader can do, each with where that is done.
fn stappen(zaak: &Zaak) -> Vec<Link> {
    let pad = zaak.kop.pad();
    let link = |stap: Stap| Link {
        url: match stap {
            Stap::Koppelen => format!("{pad}/koppelen"),
            _ => format!("{pad}/stappen/{stap}"),
        },
        tekst: stap.label().to_owned(),
        bij: String::new(),
    };
    zaak.stappen().into_iter().map(link).collect()
}

/// A reading in words. Whoever it was stands in the geschiedenis.
fn lezing(van: &Lezing) -> String {
    let doel = van.doel.map_or("doel onbekend", Doel::label);
    format!("{} ({doel})", taal::moment_van(van.op))
}

/// The titles of stukken that the reader may read, as links.
async fn links(app: &App, ctx: &Ctx, ids: &[Uuid]) -> Result<Vec<Link>> {
    let mut koppen = stukken::koppen(ctx, app.db.read(), ids).await?;
    koppen.sort_by_cached_key(|kop: &Kop| (crate::ids::vouw(&kop.titel), kop.id));
    Ok(koppen.iter().map(Link::naar).collect())
}

async fn pagina(app: &App, ctx: &Ctx, stuk: &Stuk<Signaal>, zaak: &Zaak) -> Result<Pagina> {
    let conn = app.db.read();
    let inhoud = &stuk.inhoud;
    let melder = format!("account:{}", inhoud.melder);
    let bekend = namen(&app.db, [melder.as_str()]).await?;
    let lezingen = if inhoud.vertrouwelijk {
        geschiedenis::lezingen(conn, ctx, stuk.kop.id).await?
    } else {
        Vec::new()
    };
    // One in confidence is counted nowhere, so nobody has to confirm it.
    let (gemeenten, genoemd): (Vec<Uuid>, Vec<Uuid>) = if inhoud.vertrouwelijk {
        (inhoud.gemeenten.clone(), Vec::new())
    } else {
        let bevestigd = bevestigd(conn, inhoud).await?;
        let alle = inhoud.gemeenten.iter().copied();
        alle.partition(|gemeente| bevestigd.contains(gemeente))
    };
    let eerste = |links: Vec<Link>| links.into_iter().next();
    let titel = |links: Vec<Link>| eerste(links).map(|link| link.tekst).unwrap_or_default();
    let wachtend = zaak.status == Status::Ingediend;
    let bezwaar = zaak.betrokken.behandelt().err();
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, None),
        gelukt: "",
        kenmerk: beeld::nummer(&stuk.kop),
        titel: stuk.kop.titel.clone(),
        status: zaak.status.label(),
        kleur: kleur(zaak.status),
        vertrouwelijk: inhoud.vertrouwelijk,
        van_mij: zaak.betrokken.melder,
        stappen: stappen(zaak),
        bezwaar: match bezwaar {
            Some(bezwaar) if wachtend && !zaak.betrokken.melder => bezwaar.melding(),
            _ => "",
        },
        delen: delen(inhoud),
        verwoording: regels(&inhoud.verwoording),
        regelingen: beeld::links(stuk, Soort::Regeling),
        gemeenten: links(app, ctx, &gemeenten).await?,
        genoemd: links(app, ctx, &genoemd).await?,
        wie: bekend.get(&melder).cloned().unwrap_or_default(),
        namens: titel(links(app, ctx, inhoud.namens.as_slice()).await?),
        thema: titel(links(app, ctx, inhoud.thema.as_slice()).await?),
        knelpunt: eerste(links(app, ctx, inhoud.knelpunt.as_slice()).await?),
        in_knelpunt: inhoud.knelpunt.is_some(),
        tijdlijn: tijdlijn(&stuk.tijdlijn),
        lezingen: lezingen.iter().map(lezing).collect(),
    })
}
