//! The pages where the beheerder of the platform looks after accounts.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::tokens::Tokenregel;
use crate::{
    actor::{Bereik, Toekenning},
    app::App,
    ctx::Ctx,
    error::Error,
    gebruikers::{
        model::{Status, aanvraag::Verzoek},
        service::{
            oidc,
            personen::{self, Persoon},
            rollen::{self, Gevolg},
            tokens,
        },
    },
    http::{
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
    stukken::service as stukken,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "beheer/mensen.html")]
struct Lijst {
    kader: Kader,
    q: String,
    mensen: Vec<Regel>,
    vorige: Option<String>,
    volgende: Option<String>,
}

#[derive(Debug)]
struct Regel {
    url: String,
    naam: String,
    mail: String,
    stand: String,
}

pub async fn lijst(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let q = &parameters.heel("q");
    let pagina = match parameters.een("pagina") {
        "" => 1,
        // Out of bounds, which the use case says.
        tekst => tekst.parse().unwrap_or(0),
    };
    let (mensen, meer) = personen::zoek(&app.db, &ctx, q, pagina).await?;
    let naar = |pagina: u64| {
        let vraag = form_urlencoded::Serializer::new(String::new())
            .append_pair("q", q)
            .append_pair("pagina", &pagina.to_string())
            .finish();
        format!("/beheer/mensen?{vraag}")
    };
    Ok(antwoord(&Lijst {
        kader: Kader::nieuw(&app, &ctx, None),
        q: q.to_owned(),
        mensen: mensen
            .into_iter()
            .map(|rij| Regel {
                url: format!("/beheer/mensen/{}", rij.id),
                naam: rij.naam,
                mail: rij.mail,
                stand: match (rij.status, rij.gebruikt) {
                    (Status::Actief, false) => "Uitgenodigd".to_owned(),
                    (status, _) => status.label().to_owned(),
                },
            })
            .collect(),
        vorige: (pagina > 1).then(|| naar(pagina - 1)),
        volgende: meer.then(|| naar(pagina + 1)),
    }))
}

#[derive(Debug, Template)]
#[template(path = "beheer/persoon.html")]
struct Pagina {
    kader: Kader,
    nummer: String,
    naam: String,
    mail: String,
    stand: &'static str,
    sinds: String,
    wachtwoord: &'static str,
    factor: &'static str,
    met_factor: bool,
    geblokkeerd: bool,
    actief: bool,
    rollen: Vec<String>,
    rollen_url: String,
    aanmeldingen: Vec<(String, String)>,
    /// Organisations where they log in: number, name, and since when.
    koppelingen: Vec<(String, String, String)>,
    tokens: Vec<Tokenregel>,
    gelukt: &'static str,
    fouten: Veldfouten,
    reden: String,
}

async fn pagina(app: &App, ctx: &Ctx, id: Uuid) -> Result<Pagina, Error> {
    let persoon = personen::persoon(&app.db, ctx, id).await?;
    let rollen = rollen_in_woorden(app, ctx, &persoon.rollen).await?;
    let koppelingen = oidc::koppelingen_van(&app.db, &app.aanbieders, ctx, id).await?;
    let Persoon {
        gebruiker,
        met_wachtwoord,
        met_factor,
        aanmeldingen,
        tokens,
        ..
    } = persoon;
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, None),
        nummer: gebruiker.id.to_string(),
        naam: gebruiker.naam,
        mail: gebruiker.mail.to_string(),
        stand: gebruiker.status.label(),
        sinds: taal::dag_van(gebruiker.aangemaakt),
        wachtwoord: if met_wachtwoord { "Ja" } else { "Nee" },
        factor: if met_factor { "Ja" } else { "Nee" },
        met_factor,
        geblokkeerd: gebruiker.status == Status::Geblokkeerd,
        actief: gebruiker.status == Status::Actief,
        rollen,
        rollen_url: format!(
            "/rollen?{}",
            form_urlencoded::Serializer::new(String::new())
                .append_pair("mail", gebruiker.mail.als_tekst())
                .finish()
        ),
        aanmeldingen: aanmeldingen
            .into_iter()
            .map(|a| (a.programma, taal::moment_van(a.gezien)))
            .collect(),
        koppelingen: koppelingen
            .into_iter()
            .map(|k| (k.id.to_string(), k.label, taal::dag_van(k.sinds)))
            .collect(),
        tokens: tokens.iter().map(Tokenregel::van).collect(),
        gelukt: "",
        fouten: Veldfouten::default(),
        reden: String::new(),
    })
}

/// Each role with the name of its place.
pub(super) async fn rollen_in_woorden(
    app: &App,
    ctx: &Ctx,
    rollen: &[Toekenning],
) -> Result<Vec<String>, Error> {
    let ids: Vec<Uuid> = rollen.iter().filter_map(|t| t.bereik.id()).collect();
    let koppen = stukken::koppen(ctx, app.db.read(), &ids).await?;
    let woorden = |wat: &Toekenning| {
        let naam = koppen.iter().find(|kop| Some(kop.id) == wat.bereik.id());
        match (wat.bereik, naam) {
            (Bereik::Landelijk, _) => wat.rol.label().to_owned(),
            (_, Some(kop)) => format!("{}: {}", wat.rol.label(), kop.titel),
            (bereik, None) => format!("{}: een {}", wat.rol.label(), bereik.soort().label()),
        }
    };
    Ok(rollen.iter().map(woorden).collect())
}

fn nummer(naam: &str) -> Result<Uuid, Error> {
    naam.parse().map_err(|_| Error::NotFound)
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gelukt = match parameters.een("gelukt") {
        "geblokkeerd" => "Dit account kan niet meer inloggen, en is overal uitgelogd.",
        "gedeblokkeerd" => "Dit account kan weer inloggen.",
        "uitgelogd" => "Dit account is overal uitgelogd.",
        "ingetrokken" => "Dit token werkt niet meer.",
        "ontkoppeld" => {
            "De koppeling is weg. Dit account is overal uitgelogd, en de tokens werken niet meer."
        }
        "gewist" => "De tweede stap is gewist. Bij het inloggen is het wachtwoord weer genoeg.",
        "wacht" => "Een tweede beheerder moet hiermee instemmen. Tot die tijd verandert er niets.",
        _ => "",
    };
    let pagina = pagina(&app, &ctx, nummer(&naam)?).await?;
    Ok(antwoord(&Pagina { gelukt, ..pagina }))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let id = nummer(&naam)?;
    match doe(&app, &ctx, id, &formulier).await {
        Ok(gelukt) => Ok(doorverwijzing(&format!(
            "/beheer/mensen/{id}?gelukt={gelukt}"
        ))),
        Err(Error::Invalid(fouten)) => {
            let mut antwoord = antwoord(&Pagina {
                fouten: Veldfouten::van(&fouten),
                reden: formulier.een("reden").to_owned(),
                ..pagina(&app, &ctx, id).await?
            });
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}

async fn doe(app: &App, ctx: &Ctx, id: Uuid, formulier: &Formulier) -> Result<&'static str, Error> {
    match formulier.een("actie") {
        "blokkeren" => {
            personen::zet_status(&app.db, ctx, id, Status::Geblokkeerd).await?;
            Ok("geblokkeerd")
        }
        "deblokkeren" => {
            personen::zet_status(&app.db, ctx, id, Status::Actief).await?;
            Ok("gedeblokkeerd")
        }
        "uitloggen" => {
            personen::log_uit(&app.db, ctx, id).await?;
            Ok("uitgelogd")
        }
        "token-intrekken" => {
            let token = nummer(formulier.een("token"))?;
            tokens::trek_in_van(&app.db, ctx, id, token).await?;
            Ok("ingetrokken")
        }
        "ontkoppelen" => {
            let koppeling = nummer(formulier.een("koppeling"))?;
            oidc::ontkoppel_van(&app.db, ctx, id, koppeling).await?;
            Ok("ontkoppeld")
        }
        "factor-wissen" => {
            let reden = formulier.een("reden");
            match rollen::vraag(&app.db, ctx, id, Verzoek::FactorWissen, reden).await? {
                Gevolg::Gedaan => Ok("gewist"),
                Gevolg::WachtOpTweede => Ok("wacht"),
            }
        }
        _ => Err(Error::NotFound),
    }
}
