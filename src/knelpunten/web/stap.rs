//! Taking a step with a knelpunt: what it means, and why it is taken.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    model::{Actie, overgang},
    service::{
        lezen::{self, Werk, mag_niet},
        overgangen::{self, Stap},
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        beeld,
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Delen, Formulier, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::model::Soort,
};

/// What a step asks and means.
#[derive(Debug, Template)]
#[template(path = "knelpunten/stap.html")]
struct Stappagina {
    kader: Kader,
    pad: String,
    kop_titel: String,
    nummer: String,
    actie: &'static str,
    vraag: &'static str,
    gevolg: &'static str,
    hulp: &'static str,
    knop: &'static str,
    versie: i64,
    /// Whether what solved it can be named.
    met_oplossing: bool,
    oplossing: String,
    reden: String,
    akkoord: Akkoord,
    fouten: Veldfouten,
    /// What has to be done before this step is possible; empty when nothing has.
    eerst: String,
    /// Why it was not done just now; empty when that is not so.
    niet_gedaan: String,
    /// Whether the step can be taken as things stand, by who looks.
    kan: bool,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
}

/// The words for a step: the question, what it means, what to write, and the button.
const fn woorden(actie: Actie) -> (&'static str, &'static str, &'static str, &'static str) {
    match actie {
        Actie::Oppakken => (
            "Dit knelpunt oppakken?",
            "U gaat ermee aan de slag en loopt de vijf treden. Vanaf nu kan iedereen het knelpunt lezen.",
            "Waarom pakt u het nu op? Bijvoorbeeld: het speelt in vijf gemeenten en raakt gezinnen.",
            "Oppakken",
        ),
        Actie::Oplossen => (
            "Is dit knelpunt opgelost?",
            "Na vier weken en na zes maanden vragen wij wie het meldde of het echt is opgelost.",
            "Wat heeft het opgelost, en hoe weet u dat?",
            "Opgelost",
        ),
        Actie::Opschalen => (
            "Moet er een regel anders?",
            "Dit is de laatste trede. U zegt dat het binnen de regels van nu niet lukt. Daarna kan er een \
             voorstel komen om een regel te veranderen.",
            "Waarom is een andere regel nodig? Vat samen wat de vijf treden leerden.",
            "Opschalen naar een regelwijziging",
        ),
        Actie::Afwijzen => (
            "Dit knelpunt afwijzen?",
            "Er wordt niet verder aan gewerkt. Het blijft leesbaar, met uw reden erbij. Wie het meldde, kan \
             vragen om het te heropenen.",
            "Waarom gaat u er niet mee verder? Leg het uit aan iemand die het elke dag meemaakt.",
            "Afwijzen",
        ),
        Actie::Hernemen => (
            "Dit knelpunt hernemen?",
            "De regelwijziging gaat niet door. Het knelpunt is daarna weer in behandeling.",
            "Waarom gaat de regelwijziging niet door, en wat gaat u nu doen?",
            "Hernemen",
        ),
        Actie::Heropenen => (
            "Dit knelpunt heropenen?",
            "Het is daarna weer in behandeling. Wij tellen hoe vaak een knelpunt wordt heropend.",
            "Wat is er aan de hand dat het niet opgelost is?",
            "Heropenen",
        ),
    }
}

/// What was typed.
#[derive(Debug, Default)]
struct Getypt {
    reden: String,
    oplossing: String,
    akkoord: Akkoord,
}

fn pagina(app: &App, ctx: &Ctx, (werk, actie): (&Werk, Actie), getypt: Getypt) -> Stappagina {
    let (vraag, gevolg, hulp, knop) = woorden(actie);
    let eerst = overgangen::ontbreekt(&werk.staat.inhoud.treden, actie).unwrap_or_default();
    let kan = eerst.is_empty() && overgang(werk.status, actie).is_some() && werk.wie.mag().is_ok();
    Stappagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
        pad: werk.kop.pad(),
        kop_titel: werk.kop.titel.clone(),
        nummer: beeld::nummer(&werk.kop),
        actie: actie.waarde(),
        vraag,
        gevolg,
        hulp,
        knop,
        versie: werk.kop.versie,
        met_oplossing: actie == Actie::Oplossen,
        geschreven: if kan {
            Geschreven::new()
        } else {
            geschreven([
                ("Waarom", getypt.reden.as_str()),
                ("Wat het oplost", getypt.oplossing.as_str()),
            ])
        },
        oplossing: getypt.oplossing,
        reden: getypt.reden,
        akkoord: getypt.akkoord,
        fouten: Veldfouten::default(),
        kan,
        eerst,
        niet_gedaan: String::new(),
    }
}

/// The knelpunt and the step, for who reads it.
async fn open(app: &App, ctx: &Ctx, delen: &[String]) -> Result<(Werk, Actie)> {
    ctx.schrijver()?;
    let [naam, actie] = delen else {
        return Err(Error::NotFound);
    };
    let actie: Actie = actie.parse().map_err(|()| Error::NotFound)?;
    let werk = lezen::open(ctx, app.db.read(), naam).await?;
    Ok((werk, actie))
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let (werk, actie) = open(&app, &ctx, &delen).await?;
    werk.wie.mag().map_err(mag_niet)?;
    if overgang(werk.status, actie).is_none() {
        return Ok(doorverwijzing(&werk.kop.pad()));
    }
    let pagina = pagina(&app, &ctx, (&werk, actie), Getypt::default());
    Ok(antwoord(&pagina))
}

pub async fn zet(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let (werk, actie) = open(&app, &ctx, &delen).await?;
    let akkoord = Akkoord::van(&formulier);
    let stap = Stap {
        actie,
        reden: formulier.een("reden"),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: akkoord.aan,
        oplossing: formulier.een("oplossing"),
        op_verzoek: false,
    };
    let getypt = |akkoord| Getypt {
        reden: stap.reden.to_owned(),
        oplossing: stap.oplossing.to_owned(),
        akkoord,
    };
    match overgangen::zet(&app.db, &ctx, werk.kop.id, &stap).await {
        Ok((kop, _)) => Ok(doorverwijzing(&format!("{}?gelukt={actie}", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let getypt = getypt(akkoord.bij(&fouten));
            let pagina = Stappagina {
                versie: stap.versie,
                fouten: Veldfouten::van(&fouten),
                ..pagina(&app, &ctx, (&werk, actie), getypt)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            // As it stands now, with what was typed.
            let (werk, _) = open(&app, &ctx, &delen).await?;
            let pagina = Stappagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina(&app, &ctx, (&werk, actie), getypt(akkoord))
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}
