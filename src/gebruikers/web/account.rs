//! One's own account: password, and where one is logged in.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use uuid::Uuid;

use crate::{
    actor::{Rol, Sleutel},
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::{
        model::Inlogplek,
        service::{accounts, oidc, rollen, sessies, tweede_factor},
    },
    http::{
        error::PageError,
        extract::{Formulier, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
    signalen::service::werkvoorraad,
    stukken::service as stukken,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "gebruikers/account.html")]
struct Accountpagina {
    kader: Kader,
    persoon: String,
    mail: String,
    rollen: Vec<&'static str>,
    /// What the roles are for.
    werk: Vec<(String, String)>,
    aanmeldingen: Vec<Regel>,
    met_wachtwoord: bool,
    tweede_stap: bool,
    herstelcodes: u64,
    /// Where one logs in with the account of an organisation: number, name, and since when.
    organisaties: Vec<(String, String, String)>,
    gelukt: &'static str,
    fouten: Veldfouten,
}

/// A login, as the page shows it.
#[derive(Debug)]
struct Regel {
    id: String,
    programma: String,
    sinds: String,
    gezien: String,
    deze: bool,
}

impl Accountpagina {
    async fn maak(app: &App, ctx: &Ctx) -> Result<Self, Error> {
        let gebruiker = accounts::mijn(&app.db, ctx).await?;
        let aanmeldingen = sessies::mijn(&app.db, ctx).await?;
        let factor = tweede_factor::toestand(&app.db, &app.sleutel, ctx).await?;
        let koppelingen = oidc::koppelingen(&app.db, &app.aanbieders, ctx).await?;
        let organisatie = |k: oidc::Koppeling| (k.id.to_string(), k.label, taal::dag_van(k.sinds));
        let toekenningen = ctx.aanmelding.iter().flat_map(|a| &a.toekenningen);
        Ok(Self {
            kader: Kader::nieuw(app, ctx, None),
            persoon: gebruiker.naam,
            mail: gebruiker.mail.to_string(),
            werk: werk(app, ctx).await?,
            rollen: toekenningen.map(|t| t.rol.label()).collect(),
            aanmeldingen: aanmeldingen.into_iter().map(regel).collect(),
            met_wachtwoord: accounts::heeft_wachtwoord(&app.db, ctx).await?,
            tweede_stap: factor.ingesteld,
            herstelcodes: factor.herstelcodes,
            organisaties: koppelingen.into_iter().map(organisatie).collect(),
            gelukt: "",
            fouten: Veldfouten::default(),
        })
    }

    fn met_fouten(self, fouten: &Fouten) -> Response {
        let mut antwoord = antwoord(&Self {
            fouten: Veldfouten::van(fouten),
            ..self
        });
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
        antwoord
    }
}

/// Roles that write, or decide on what is written.
const SCHRIJVEN: [Rol; 5] = [
    Rol::Lid,
    Rol::Redactie,
    Rol::DuoRijk,
    Rol::DuoGemeente,
    Rol::Waarnemer,
];

/// Where somebody works because of their roles: address and words.
async fn werk(app: &App, ctx: &Ctx) -> Result<Vec<(String, String)>, Error> {
    let toekenningen = ctx.aanmelding.iter().flat_map(|a| &a.toekenningen);
    let van = |rol: Rol| toekenningen.clone().any(|t| t.rol == rol);
    let mut alle = Vec::new();
    let organisaties: Vec<Uuid> = toekenningen
        .clone()
        .filter(|t| t.rol == Rol::Organisatiebeheerder)
        .filter_map(|t| t.bereik.id())
        .collect();
    for kop in stukken::koppen(ctx, app.db.read(), &organisaties).await? {
        alle.push((
            format!("{}/mensen", kop.pad()),
            format!("Mensen van {}", kop.titel),
        ));
    }
    let mut vast = |voorwaarde: bool, url: &str, tekst: &str| {
        if voorwaarde {
            alle.push((url.to_owned(), tekst.to_owned()));
        }
    };
    let beheerder = van(Rol::Beheerder);
    vast(
        SCHRIJVEN.into_iter().any(van),
        "/account/praktijken",
        "Mijn werk",
    );
    vast(true, "/account/signalen", "Mijn signalen");
    vast(true, "/kennisagenda/gevolgd", "Kennisvragen die u volgt");
    vast(
        werkvoorraad::eis(ctx).is_ok(),
        "/signalen",
        "Signalen die wachten",
    );
    vast(
        true,
        "/account/navraag",
        "Is het opgelost? Uw vragen en verzoeken",
    );
    vast(
        van(Rol::Lid),
        "/account/vraagpunten",
        "Vragen aan uw organisatie",
    );
    let sleutels = ctx.actor.sleutels();
    vast(
        sleutels.iter().any(|s| matches!(s, Sleutel::Wederhoor(_))),
        "/wederhoor",
        "Reageren op de dwarskijker",
    );
    vast(
        van(Rol::Dwarskijker) || van(Rol::Bureau),
        "/dwarskijker/werk",
        "Uw werk als dwarskijker",
    );
    vast(
        van(Rol::Redactie),
        "/redactie",
        "Redactie: zoeken beter maken",
    );
    vast(
        !matches!(rollen::te_geven(ctx), Err(Error::NotFound)),
        "/rollen",
        "Rollen geven",
    );
    vast(beheerder, "/beheer/mensen", "Mensen");
    vast(
        beheerder,
        "/beheer/organisaties",
        "Organisaties die meedoen",
    );
    vast(beheerder, "/beheer/toestand", "Toestand van het platform");
    let auditor = van(Rol::Auditor);
    vast(auditor, "/beheer/logboek", "Logboek");
    vast(
        auditor || beheerder,
        "/beheer/bewaartermijnen",
        "Bewaartermijnen",
    );
    Ok(alle)
}

fn regel(aanmelding: Inlogplek) -> Regel {
    Regel {
        id: aanmelding.id.to_string(),
        programma: aanmelding.programma,
        sinds: taal::moment_van(aanmelding.begin),
        gezien: taal::moment_van(aanmelding.gezien),
        deze: aanmelding.deze,
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let gelukt = match parameters.een("gelukt") {
        "wachtwoord" => {
            "Uw wachtwoord is gewijzigd. Op andere plekken bent u uitgelogd. Had u API-tokens? Die werken niet meer."
        }
        "tweede-stap-weg" => "Bij het inloggen vragen wij geen code meer.",
        "vertrokken" => "U hoort niet meer bij die organisatie.",
        "uitgelogd" => "U bent daar uitgelogd.",
        "ontkoppeld" => {
            "U logt daarmee niet meer in. Op andere plekken bent u uitgelogd. Had u API-tokens? Die werken niet meer."
        }
        _ => "",
    };
    let pagina = Accountpagina::maak(&app, &ctx).await?;
    Ok(antwoord(&Accountpagina { gelukt, ..pagina }))
}

pub async fn wachtwoord(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let nieuw = accounts::Wijziging {
        huidig: formulier.een("huidig").to_owned(),
        wachtwoord: formulier.een("wachtwoord").to_owned(),
        nogmaals: formulier.een("nogmaals").to_owned(),
    };
    match accounts::wijzig_wachtwoord(&app.db, &app.kluis, &ctx, nieuw).await {
        Ok(()) => Ok(doorverwijzing("/account?gelukt=wachtwoord")),
        Err(Error::Invalid(fouten)) => {
            let pagina = Accountpagina::maak(&app, &ctx).await?;
            Ok(pagina.met_fouten(&fouten))
        }
        Err(fout) => Err(fout.into()),
    }
}

/// Takes the link with an organisation away.
pub async fn ontkoppel(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let Ok(koppeling) = formulier.een("koppeling").parse() else {
        let mut fouten = Fouten::new();
        let melding = "Kies hieronder welke koppeling weg moet.";
        fouten.meld("inlogmanieren", "verplicht", melding);
        let pagina = Accountpagina::maak(&app, &ctx).await?;
        return Ok(pagina.met_fouten(&fouten));
    };
    oidc::ontkoppel(&app.db, &app.aanbieders, &ctx, koppeling).await?;
    Ok(doorverwijzing("/account?gelukt=ontkoppeld"))
}

/// Ends one login of the account, or all others.
pub async fn eindig(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    match formulier.een("welke") {
        "andere" => _ = sessies::eindig_andere(&app.db, &ctx).await?,
        id => {
            let id = id.parse().map_err(|_| Error::NotFound)?;
            sessies::eindig(&app.db, &ctx, id).await?;
        }
    }
    Ok(doorverwijzing("/account?gelukt=uitgelogd"))
}
