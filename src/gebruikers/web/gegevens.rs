//! The page of one's own data: seeing, taking along, correcting.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::inloggen::veilig;
use crate::{
    actor::{Actor, Rol},
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::{
        model::aanvraag::Uitkomst,
        service::{
            code::Code,
            eigen::{self, Gegevens},
            oidc, zeker,
        },
    },
    http::{
        api::moment,
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    logboek::{
        model::{Dader, EigenRegel, woorden::in_woorden},
        service::eigen as logboek,
    },
    stukken::{model::Kop, service as stukken},
    taal,
};

/// Rows of the log that are read at a time.
const PER_KEER: u64 = 1_000;
/// Rows of the log that go along; all of them are in the CSV file.
const REGELS: usize = 10_000;

#[derive(Debug, Template)]
#[template(path = "gebruikers/gegevens.html")]
struct Gegevenspagina {
    kader: Kader,
    /// What is kept, as name and value.
    feiten: Vec<(&'static str, String)>,
    rollen: Vec<String>,
    inlogplekken: Vec<String>,
    aanvragen: Vec<String>,
    berichten: Vec<String>,
    /// Organisaties to leave: address and name.
    verlaten: Vec<(String, String)>,
    persoon: String,
    mail: String,
    /// How the owner shows who they are before the address changes: `wachtwoord`, `extra-stap`, or
    /// nothing when the login is strong.
    bewijs: &'static str,
    gelukt: &'static str,
    fouten: Veldfouten,
}

async fn koppen(app: &App, ctx: &Ctx, gegevens: &Gegevens) -> Result<HashMap<Uuid, Kop>, Error> {
    let ids: Vec<Uuid> = gegevens
        .rollen
        .iter()
        .filter_map(|(wat, _)| wat.bereik.id())
        .collect();
    let koppen = stukken::koppen(ctx, app.db.read(), &ids).await?;
    Ok(koppen.into_iter().map(|kop| (kop.id, kop)).collect())
}

async fn pagina(app: &App, ctx: &Ctx) -> Result<Gegevenspagina, Error> {
    let gegevens = eigen::gegevens(&app.db, ctx).await?;
    let koppelingen = oidc::koppelingen(&app.db, &app.aanbieders, ctx).await?;
    let koppen = koppen(app, ctx, &gegevens).await?;
    let ja_nee = |ja: bool| if ja { "Ja" } else { "Nee" }.to_owned();
    let gebruiker = &gegevens.gebruiker;
    let mut feiten = vec![
        ("Naam", gebruiker.naam.clone()),
        ("E-mailadres", gebruiker.mail.to_string()),
        ("Nummer van uw account", gebruiker.id.to_string()),
        ("Account sinds", taal::dag_van(gebruiker.aangemaakt)),
        (
            "Laatst ingelogd",
            gegevens
                .ingelogd
                .map_or_else(|| "Nog nooit".to_owned(), taal::moment_van),
        ),
        (
            "Wachtwoord, onleesbaar gemaakt",
            ja_nee(gegevens.met_wachtwoord),
        ),
        ("Sleutel van de tweede stap", ja_nee(gegevens.met_factor)),
        ("Herstelcodes", gegevens.herstelcodes.to_string()),
    ];
    if let Some(nieuw) = &gegevens.nieuw_mailadres {
        feiten.push(("Nieuw e-mailadres, nog niet bevestigd", nieuw.to_string()));
    }
    for koppeling in koppelingen {
        let sinds = taal::dag_van(koppeling.sinds);
        feiten.push((
            "Inloggen met",
            format!("{}, sinds {sinds}", koppeling.label),
        ));
    }
    let bij = |id: Option<Uuid>| id.and_then(|id| koppen.get(&id));
    let rol = |(wat, sinds): &(crate::actor::Toekenning, _)| {
        let waar = bij(wat.bereik.id()).map_or_else(String::new, |kop| format!(", {}", kop.titel));
        format!("{}{waar}, sinds {}", wat.rol.label(), taal::dag_van(*sinds))
    };
    let lid = gegevens
        .rollen
        .iter()
        .filter(|(wat, _)| wat.rol == Rol::Lid);
    Ok(Gegevenspagina {
        kader: Kader::nieuw(app, ctx, None),
        rollen: gegevens.rollen.iter().map(rol).collect(),
        verlaten: lid
            .filter_map(|(wat, _)| bij(wat.bereik.id()))
            .map(|kop| (format!("{}/verlaten", kop.pad()), kop.titel.clone()))
            .collect(),
        inlogplekken: gegevens
            .aanmeldingen
            .iter()
            .map(|a| format!("{}, sinds {}", a.programma, taal::moment_van(a.begin)))
            .collect(),
        aanvragen: gegevens
            .aanvragen
            .iter()
            .map(|(a, uitkomst)| {
                let wat = in_woorden(a.verzoek.naam(), &a.verzoek.velden()[1..].join(" "));
                let hoe = uitkomst.map_or("open", Uitkomst::label).to_lowercase();
                format!("{}: {wat} ({hoe})", taal::dag_van(a.op))
            })
            .collect(),
        berichten: gegevens
            .berichten
            .iter()
            .map(|(tekst, op)| format!("{}: {tekst}", taal::dag_van(*op)))
            .collect(),
        persoon: gebruiker.naam.clone(),
        mail: String::new(),
        bewijs: match zeker::vraagt_wachtwoord(&app.db, ctx).await {
            Ok(true) => "wachtwoord",
            Ok(false) => "",
            Err(Error::NietSterk) => "extra-stap",
            Err(fout) => return Err(fout),
        },
        feiten,
        gelukt: "",
        fouten: Veldfouten::default(),
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gelukt = match parameters.een("gelukt") {
        "naam" => "Uw naam is gewijzigd.",
        "mail" => {
            "Wij sturen een link naar uw nieuwe adres. Uw oude adres blijft gelden tot u die opent."
        }
        "bevestigd" => "Uw e-mailadres is gewijzigd. U logt voortaan in met het nieuwe adres.",
        _ => "",
    };
    let pagina = pagina(&app, &ctx).await?;
    Ok(antwoord(&Gegevenspagina { gelukt, ..pagina }))
}

async fn met_fouten(
    app: &App,
    ctx: &Ctx,
    fouten: &Fouten,
    (persoon, mail): (Option<&str>, &str),
) -> Result<Response, PageError> {
    let eerst = pagina(app, ctx).await?;
    let pagina = Gegevenspagina {
        fouten: Veldfouten::van(fouten),
        mail: mail.to_owned(),
        persoon: persoon.unwrap_or(&eerst.persoon).to_owned(),
        ..eerst
    };
    Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
}

pub async fn naam(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let naam = formulier.een("naam");
    match eigen::wijzig_naam(&app.db, &ctx, naam).await {
        Ok(()) => Ok(doorverwijzing("/account/gegevens?gelukt=naam")),
        Err(Error::Invalid(fouten)) => met_fouten(&app, &ctx, &fouten, (Some(naam), "")).await,
        Err(fout) => Err(fout.into()),
    }
}

pub async fn mailadres(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let mail = formulier.een("mail");
    let wachtwoord = formulier.een("wachtwoord").to_owned();
    match eigen::vraag_mailadres(&app.db, &app.kluis, &ctx, mail, wachtwoord).await {
        Ok(()) => Ok(doorverwijzing("/account/gegevens?gelukt=mail")),
        Err(Error::Invalid(fouten)) => met_fouten(&app, &ctx, &fouten, (None, mail)).await,
        Err(fout) => Err(fout.into()),
    }
}

#[derive(Debug, Template)]
#[template(path = "gebruikers/mailadres.html")]
struct Bevestigpagina {
    kader: Kader,
    pad: String,
    mail: String,
}

#[derive(Debug, Template)]
#[template(path = "gebruikers/link-verlopen.html")]
struct Verlopen {
    kader: Kader,
}

fn verlopen(app: &App, ctx: &Ctx) -> Response {
    let kader = Kader::nieuw(app, ctx, None);
    met_status(StatusCode::NOT_FOUND, &Verlopen { kader })
}

/// Asks whether to do it; changes nothing, because programs that look at mail open every link.
pub async fn bevestigen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(tekst): Naam,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let Some(code) = Code::lees(&tekst) else {
        return Ok(verlopen(&app, &ctx));
    };
    match eigen::bekijk_mailadres(&app.db, &ctx, &code).await {
        Ok((_, mail)) => Ok(antwoord(&Bevestigpagina {
            kader: Kader::nieuw(&app, &ctx, None),
            pad: format!("/mailadres-bevestigen/{}", code.geheim()),
            mail: mail.to_string(),
        })),
        Err(Error::NotFound) => Ok(verlopen(&app, &ctx)),
        Err(fout) => Err(fout.into()),
    }
}

pub async fn bevestig(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(tekst): Naam,
) -> Result<Response, PageError> {
    veilig(&app)?;
    let Some(code) = Code::lees(&tekst) else {
        return Ok(verlopen(&app, &ctx));
    };
    match eigen::bevestig_mailadres(&app.db, &ctx, &code).await {
        Ok(()) if ctx.aanmelding.is_some() => {
            Ok(doorverwijzing("/account/gegevens?gelukt=bevestigd"))
        }
        Ok(()) => Ok(doorverwijzing("/inloggen?gelukt=mailadres")),
        Err(Error::NotFound) => Ok(verlopen(&app, &ctx)),
        Err(fout) => Err(fout.into()),
    }
}

/// All of it as a file.
pub async fn bestand(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let gegevens = eigen::gegevens(&app.db, &ctx).await?;
    let koppen = koppen(&app, &ctx, &gegevens).await?;
    let logboek = logboekregels(&app, &ctx).await?;
    let tekst = serde_json::to_string_pretty(&als_json(&ctx, &gegevens, &koppen, &logboek));
    let koppen = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"mijn-gegevens.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let koppen = koppen.map(|(naam, waarde)| (naam, HeaderValue::from_static(waarde)));
    Ok((koppen, tekst.map_err(anyhow::Error::from)?).into_response())
}

async fn logboekregels(app: &App, ctx: &Ctx) -> Result<Vec<EigenRegel>, Error> {
    let mut alle = Vec::new();
    loop {
        let deel = logboek::bladzij(&app.db, ctx, (alle.len() as u64, PER_KEER)).await?;
        let klaar = (deel.rijen.len() as u64) < PER_KEER;
        alle.extend(deel.rijen);
        if klaar || alle.len() >= REGELS {
            return Ok(alle);
        }
    }
}

fn als_json(
    ctx: &Ctx,
    gegevens: &Gegevens,
    koppen: &HashMap<Uuid, Kop>,
    logboek: &[EigenRegel],
) -> Value {
    let g = &gegevens.gebruiker;
    let ik = match &ctx.actor {
        Actor::Account { id, .. } => Some(*id),
        _ => None,
    };
    json!({
        "gemaakt": moment(ctx.now),
        "account": {
            "nummer": g.id,
            "naam": g.naam,
            "mail": g.mail.als_tekst(),
            "nieuwMail": gegevens.nieuw_mailadres.as_ref().map(ToString::to_string),
            "status": g.status.waarde(),
            "sinds": moment(g.aangemaakt),
            "laatstIngelogd": gegevens.ingelogd.map(moment),
            "metWachtwoord": gegevens.met_wachtwoord,
            "metTweedeStap": gegevens.met_factor,
            "herstelcodes": gegevens.herstelcodes,
        },
        "rollen": gegevens.rollen.iter().map(|(wat, sinds)| json!({
            "rol": wat.rol.waarde(),
            "bereik": wat.bereik.to_string(),
            "naam": wat.bereik.id().and_then(|id| koppen.get(&id)).map(|kop| kop.titel.clone()),
            "sinds": moment(*sinds),
        })).collect::<Vec<_>>(),
        "aanmeldingen": gegevens.aanmeldingen.iter().map(|a| json!({
            "programma": a.programma,
            "begin": moment(a.begin),
            "laatstGebruikt": moment(a.gezien),
        })).collect::<Vec<_>>(),
        "inloggenBij": gegevens.identiteiten.iter().map(|(issuer, sinds)| json!({
            "aanbieder": issuer,
            "sinds": moment(*sinds),
        })).collect::<Vec<_>>(),
        "aanvragen": gegevens.aanvragen.iter().map(|(a, uitkomst)| json!({
            "wat": a.verzoek.velden(),
            "overU": Some(a.gebruiker_id) == ik,
            "doorU": Some(a.door) == ik,
            // What somebody else wrote is theirs to show.
            "reden": (Some(a.door) == ik).then_some(&a.reden),
            "op": moment(a.op),
            "uitkomst": uitkomst.map(Uitkomst::waarde),
        })).collect::<Vec<_>>(),
        "berichten": gegevens.berichten.iter().map(|(tekst, op)| json!({
            "tekst": tekst,
            "op": moment(*op),
        })).collect::<Vec<_>>(),
        "logboek": logboek.iter().map(|rij| json!({
            "op": moment(rij.op),
            "actie": rij.actie,
            "velden": rij.velden,
            "door": match rij.dader {
                Dader::Zelf => "u",
                Dader::Ander => "een ander",
                Dader::Platform => "het platform",
            },
        })).collect::<Vec<_>>(),
        "heelLogboek": "/account/logboek.csv",
    })
}
