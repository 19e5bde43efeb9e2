//! The steps of a besluit: a page that shows what one says yes or no to, and asks what is needed for it.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{Stap, Status},
        service::{
            lezen::{self, Zaak},
            stappen::{self, Gezegd},
        },
    },
    NAV,
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld::Link,
        error::{NietGedaan, PageError, geschreven},
        extract::{Delen, Formulier, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    markdown::{self, SafeHtml},
    proefprojecten::model::{Namens, Plek},
};

#[derive(Debug, Template)]
#[template(path = "besluiten/stap.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    titel: String,
    /// What is decided, and why: nobody agrees with what they did not read.
    tekst: SafeHtml,
    waarom_tekst: SafeHtml,
    stap: &'static str,
    vraag: &'static str,
    gevolg: &'static str,
    knop: &'static str,
    vraagt_reden: bool,
    versie: i64,
    /// The sides that the reader can agree for, when there is more than one.
    plekken: Vec<Optie>,
    reden: String,
    akkoord: Akkoord,
    niet_gedaan: String,
    fouten: Veldfouten,
}

/// The words for a step: the question, what it means, and the button.
const fn woorden(stap: Stap) -> (&'static str, &'static str, &'static str) {
    match stap {
        Stap::Instemmen => (
            "Stemt u in met dit besluit?",
            "Stemmen beide kanten van het duo in, dan is het besluit genomen. De tekst kan daarna niet meer \
             veranderen.",
            "Ja, ik stem in",
        ),
        Stap::Afwijzen => (
            "Dit besluit afwijzen?",
            "Het besluit wordt dan niet genomen. Het blijft te lezen, met uw uitleg.",
            "Afwijzen",
        ),
        Stap::Intrekken => (
            "Dit besluit intrekken?",
            "Niemand kan er dan nog mee instemmen. Het blijft te lezen, met uw uitleg.",
            "Intrekken",
        ),
    }
}

/// The besluit and the step of an address.
async fn open(app: &App, ctx: &Ctx, delen: &[String]) -> Result<(Zaak, Stap)> {
    ctx.schrijver()?;
    let [naam, stap] = delen else {
        return Err(Error::NotFound);
    };
    let stap = stap.parse().map_err(|()| Error::NotFound)?;
    Ok((lezen::zaak(ctx, app.db.read(), naam).await?, stap))
}

/// The sides that the actor can agree for, to choose from; none when there is no choice.
fn plekken(zaak: &Zaak, stap: Stap, gekozen: Option<Plek>) -> Vec<Optie> {
    let kan = zaak.plekken();
    if stap != Stap::Instemmen || kan.len() < 2 {
        return Vec::new();
    }
    let optie = |(plek, namens): &(Plek, Namens)| {
        let label = format!("{}, {}", plek.label(), namens.label());
        Optie::nieuw(plek.waarde(), &label, Some(*plek) == gekozen)
    };
    kan.iter().map(optie).collect()
}

fn pagina(
    app: &App,
    ctx: &Ctx,
    (zaak, stap): (&Zaak, Stap),
    gezegd: Gezegd,
    fouten: &Fouten,
) -> Pagina {
    let (vraag, gevolg, knop) = woorden(stap);
    let akkoord = Akkoord {
        tonen: gezegd.akkoord,
        aan: gezegd.akkoord,
    };
    let mut uitleg = begrippen::service::uitleg();
    Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        pad: zaak.kop.pad(),
        titel: zaak.kop.titel.clone(),
        tekst: markdown::html(&zaak.inhoud.tekst, &mut uitleg),
        waarom_tekst: markdown::html(&zaak.inhoud.waarom, &mut uitleg),
        stap: stap.waarde(),
        vraag,
        gevolg,
        knop,
        vraagt_reden: stap.vraagt_reden(),
        versie: gezegd.versie,
        plekken: plekken(zaak, stap, gezegd.plek),
        reden: gezegd.reden,
        akkoord: akkoord.bij(fouten),
        niet_gedaan: String::new(),
        fouten: Veldfouten::van(fouten),
    }
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let (zaak, stap) = open(&app, &ctx, &delen).await?;
    match zaak.na(stap) {
        // It was settled meanwhile: its own page says so.
        Err(Error::Conflict(_)) => return Ok(doorverwijzing(&zaak.kop.pad())),
        oordeel => _ = oordeel?,
    }
    let begin = Gezegd {
        versie: zaak.kop.versie,
        ..Gezegd::default()
    };
    let pagina = pagina(&app, &ctx, (&zaak, stap), begin, &Fouten::new());
    Ok(antwoord(&pagina))
}

pub async fn zet(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let (zaak, stap) = open(&app, &ctx, &delen).await?;
    let gezegd = Gezegd {
        plek: formulier.een("plek").parse().ok(),
        reden: formulier.een("reden").to_owned(),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: Akkoord::van(&formulier).aan,
    };
    match stappen::zet(&app.db, &ctx, zaak.kop.id, stap, &gezegd).await {
        Ok(kop) => {
            let gelukt = if kop.status == Status::Voorgesteld.waarde() {
                "ingestemd"
            } else {
                kop.status.as_str()
            };
            Ok(doorverwijzing(&format!("{}?gelukt={gelukt}", kop.pad())))
        }
        Err(Error::Invalid(fouten)) => {
            // Who mends a mistake still answers what they saw.
            let pagina = pagina(&app, &ctx, (&zaak, stap), gezegd, &fouten);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::ook_zonder_recht(fout)?;
            // As it is now: what was typed stays, and can be sent once more if the step is still there.
            let (zaak, _) = open(&app, &ctx, &delen).await?;
            if zaak.na(stap).is_err() {
                let alles = geschreven([("Waarom?", gezegd.reden.as_str())]);
                let kader = Kader::nieuw(&app, &ctx, NAV);
                return Ok(waarom.zonder_formulier(kader, Link::naar(&zaak.kop), alles));
            }
            let gezegd = Gezegd {
                versie: zaak.kop.versie,
                ..gezegd
            };
            let pagina = pagina(&app, &ctx, (&zaak, stap), gezegd, &Fouten::new());
            Ok(waarom.antwoord(&Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina
            }))
        }
    }
}
