//! The pages on which somebody asks for a praktijk of their organisatie, and the redactie decides.

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};
use uuid::Uuid;

use super::{
    model::{Status, Vraag},
    service::{self, Besluit, Verzoek, Voorbereid, Zaak},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::{namen::namen, sessies::ingelogd},
    http::{
        beeld::Link,
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Kop,
    taal,
};

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/praktijken/{naam}/overnemen",
            get(vraag_tonen).post(vragen),
        )
        .route("/overnames/{id}", get(tonen).post(doen))
}

#[derive(Debug, Template)]
#[template(path = "overnames/vragen.html")]
struct Vraagpagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why it can't be asked, whatever the form says; empty when it can.
    bezwaar: String,
    praktijk: String,
    terug: String,
    pad: String,
    organisaties: Vec<Optie>,
    /// The one organisatie, when there is nothing to choose.
    enige: String,
    /// Whether it has to be said why it is theirs, in words.
    waarom_hulp: &'static str,
    vraag: Vraag,
    namens: bool,
    akkoord: Akkoord,
}

impl Vraagpagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Voorbereid, verzoek: &Verzoek) -> Self {
        let optie = |n: &service::Namens| {
            let slug = n.kop.slug.as_str();
            Optie::nieuw(slug, &n.kop.titel, slug == verzoek.organisatie)
        };
        Self {
            kader: Kader::nieuw(app, ctx, Some(van.kop.soort.meervoud())),
            fouten: Veldfouten::default(),
            bezwaar: String::new(),
            praktijk: van.kop.titel.clone(),
            terug: van.kop.pad(),
            pad: format!("{}/overnemen", van.kop.pad()),
            organisaties: van.mogelijk.iter().map(optie).collect(),
            enige: match &van.mogelijk[..] {
                [enige] => enige.kop.titel.clone(),
                _ => String::new(),
            },
            waarom_hulp: if van.mogelijk.iter().all(|n| n.speelt_daar) {
                "Mag leeg blijven: op de pagina staat al dat dit bij u wordt gedaan."
            } else {
                "Staat op de pagina niet dat dit bij u wordt gedaan? Leg dan uit waarom de praktijk van u \
                 is."
            },
            vraag: verzoek.vraag.clone(),
            namens: verzoek.namens,
            akkoord: Akkoord::default(),
        }
    }
}

async fn vraag_tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let van = service::bereid(&ctx, app.db.read(), &naam).await?;
    let pagina = Vraagpagina::nieuw(&app, &ctx, &van, &Verzoek::default());
    Ok(antwoord(&pagina))
}

async fn vragen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let akkoord = Akkoord::van(&formulier);
    let verzoek = Verzoek {
        organisatie: formulier.een("organisatie").to_owned(),
        vraag: Vraag {
            functie: formulier.een("functie").to_owned(),
            toelichting: formulier.een("toelichting").to_owned(),
            reden: formulier.een("reden").to_owned(),
        },
        namens: formulier.een("namens") == "ja",
        akkoord: akkoord.aan,
    };
    match service::vraag(&app.db, &ctx, &naam, &verzoek).await {
        Ok(id) => Ok(doorverwijzing(&format!("/overnames/{id}?gelukt=gevraagd"))),
        Err(Error::Invalid(fouten)) => {
            let van = service::bereid(&ctx, app.db.read(), &naam).await?;
            let pagina = Vraagpagina {
                fouten: Veldfouten::van(&fouten),
                akkoord: akkoord.bij(&fouten),
                ..Vraagpagina::nieuw(&app, &ctx, &van, &verzoek)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let van = service::bereid(&ctx, app.db.read(), &naam).await?;
            let pagina = Vraagpagina {
                bezwaar: waarom.tekst().to_owned(),
                akkoord,
                ..Vraagpagina::nieuw(&app, &ctx, &van, &verzoek)
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "overnames/overname.html")]
struct Zaakpagina {
    kader: Kader,
    fouten: Veldfouten,
    gelukt: &'static str,
    /// Why nothing was decided just now; empty when that is not so.
    niet_gedaan: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    redactie: bool,
    pad: String,
    /// `vraagt`, or `vroeg` when it was decided or taken back.
    vraagt: &'static str,
    praktijk: Link,
    organisatie: Link,
    status: &'static str,
    kleur: &'static str,
    /// Since when it waits, or when it was decided.
    wanneer: String,
    wie: String,
    functie: String,
    toelichting: Vec<String>,
    waarom: Vec<String>,
    speelt_daar: bool,
    besluit: Vec<String>,
    ook: Vec<Link>,
    /// Where one writes on when it is theirs; empty when it is not.
    schrijven: String,
    /// Where it is asked once more; empty when it can't be, or need not.
    opnieuw: String,
    /// What the reader can do: `intrekken`, `besluiten`, or nothing.
    kan: &'static str,
    /// Why the reader does not decide; empty when they do, and when it is nothing to them.
    bezwaar: &'static str,
    /// Why it can't be granted; empty when it can.
    beletsel: &'static str,
    reden: String,
    akkoord: Akkoord,
}

fn regels(tekst: &str) -> Vec<String> {
    let vol = tekst.lines().filter(|regel| !regel.trim().is_empty());
    vol.map(ToOwned::to_owned).collect()
}

/// A link to what another organisatie asked.
fn ander((id, organisatie): &(Uuid, Kop)) -> Link {
    Link {
        url: format!("/overnames/{id}"),
        ..Link::naar(organisatie)
    }
}

async fn pagina(app: &App, ctx: &Ctx, zaak: &Zaak) -> Result<Zaakpagina> {
    let overname = &zaak.overname;
    let wie = format!("account:{}", overname.gebruiker_id);
    let bekend = namen(&app.db, [wie.as_str()]).await?;
    let open = overname.status == Status::Open;
    let alleen_als = |mag: bool, pad: String| if mag { pad } else { String::new() };
    let weg = matches!(overname.status, Status::Afgewezen | Status::Ingetrokken);
    Ok(Zaakpagina {
        kader: Kader::nieuw(app, ctx, None),
        fouten: Veldfouten::default(),
        gelukt: "",
        niet_gedaan: String::new(),
        geschreven: Geschreven::new(),
        vraagt: if open { "vraagt" } else { "vroeg" },
        redactie: zaak.redactie && !zaak.van_mij,
        pad: format!("/overnames/{}", overname.id),
        praktijk: Link::naar(&zaak.kop),
        organisatie: Link::naar(&zaak.organisatie),
        status: overname.status.label(),
        kleur: match overname.status {
            Status::Open => "warning",
            Status::Toegekend => "safe",
            Status::Ingetrokken | Status::Afgewezen => "neutral",
        },
        wanneer: match overname.besloten_op {
            Some(op) => format!("op {}", taal::dag_van(op)),
            None => format!("sinds {}", taal::dag_van(overname.op)),
        },
        wie: bekend.get(&wie).cloned().unwrap_or_default(),
        functie: overname.vraag.functie.clone(),
        toelichting: regels(&overname.vraag.toelichting),
        waarom: regels(&overname.vraag.reden),
        speelt_daar: zaak.speelt_daar,
        besluit: regels(&overname.besluit),
        ook: zaak.ook.iter().map(ander).collect(),
        schrijven: alleen_als(
            zaak.van_mij && overname.status == Status::Toegekend,
            format!("{}/schrijven", zaak.kop.pad()),
        ),
        opnieuw: alleen_als(
            zaak.van_mij && weg && zaak.beletsel.is_none(),
            format!("{}/overnemen", zaak.kop.pad()),
        ),
        kan: match zaak.bezwaar {
            _ if !open => "",
            None => "besluiten",
            Some(_) if zaak.van_mij => "intrekken",
            Some(_) => "",
        },
        bezwaar: match zaak.bezwaar {
            Some(bezwaar) if open && zaak.redactie => bezwaar.melding(),
            _ => "",
        },
        beletsel: match zaak.beletsel {
            Some(beletsel) if open => beletsel.melding(),
            _ => "",
        },
        reden: String::new(),
        akkoord: Akkoord::default(),
    })
}

fn nummer(ctx: &Ctx, id: &str) -> Result<Uuid> {
    // Who is not logged in is asked to, whatever the number is.
    ingelogd(ctx)?;
    id.parse().map_err(|_| Error::NotFound)
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let zaak = service::zaak(&ctx, app.db.read(), nummer(&ctx, &id)?).await?;
    Ok(antwoord(&Zaakpagina {
        gelukt: match parameters.een("gelukt") {
            "gevraagd" => "Uw vraag ligt bij de redactie. U krijgt een mail als er is beslist.",
            "besloten" => "Het besluit is genomen. Wie het vroeg, krijgt een mail.",
            _ => "",
        },
        ..pagina(&app, &ctx, &zaak).await?
    }))
}

async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(id): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let id = nummer(&ctx, &id)?;
    if formulier.een("actie") == "intrekken" {
        service::trek_in(&app.db, &ctx, id).await?;
        return Ok(doorverwijzing("/account/praktijken#overnames"));
    }
    let akkoord = Akkoord::van(&formulier);
    let besluit = Besluit {
        toekennen: formulier.een("actie") == "toekennen",
        reden: formulier.een("reden").to_owned(),
        akkoord: akkoord.aan,
    };
    match service::besluit(&app.db, &ctx, id, &besluit).await {
        Ok(_) => Ok(doorverwijzing(&format!("/overnames/{id}?gelukt=besloten"))),
        Err(Error::Invalid(fouten)) => {
            let fouten = (&fouten, akkoord);
            Ok(opnieuw(&app, &ctx, id, besluit.reden, fouten).await?)
        }
        Err(fout) => {
            let getypt = (besluit.reden, akkoord);
            Ok(niet_gedaan(&app, &ctx, id, getypt, fout).await?)
        }
    }
}

async fn opnieuw(
    app: &App,
    ctx: &Ctx,
    id: Uuid,
    reden: String,
    (fouten, akkoord): (&Fouten, Akkoord),
) -> Result<Response> {
    let zaak = service::zaak(ctx, app.db.read(), id).await?;
    let pagina = Zaakpagina {
        fouten: Veldfouten::van(fouten),
        akkoord: akkoord.bij(fouten),
        reden,
        ..pagina(app, ctx, &zaak).await?
    };
    Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
}

/// The page as it stands now, with why the decision was not taken. What was typed stays in its field, and
/// beside it when the field is gone.
async fn niet_gedaan(
    app: &App,
    ctx: &Ctx,
    id: Uuid,
    (reden, akkoord): (String, Akkoord),
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::van(fout)?;
    let zaak = service::zaak(ctx, app.db.read(), id).await?;
    let pagina = pagina(app, ctx, &zaak).await?;
    let pagina = Zaakpagina {
        niet_gedaan: waarom.tekst().to_owned(),
        geschreven: if pagina.kan == "besluiten" {
            Geschreven::new()
        } else {
            geschreven([("Toelichting", reden.as_str())])
        },
        reden,
        akkoord,
        ..pagina
    };
    Ok(waarom.antwoord(&pagina))
}
