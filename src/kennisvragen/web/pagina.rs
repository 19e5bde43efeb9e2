//! The page of one kennisvraag.

use askama::Template;
use axum::{extract::State, response::Response};

use super::super::{
    model::{Kennisvraag, Status, antwoordt},
    service::{lezen, volgen},
};
use crate::{
    app::App,
    begrippen::{self, model::Uitleg},
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Link, Stap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        regietafel::{Voorgelegd, voorgelegd},
        render::{Kader, antwoord, omleiding},
        slot::Slot,
        verbanden::{self, Verbanden},
        werkruimte::{Werkkop, kader_van, werkkop},
    },
    markdown::{self, SafeHtml},
    stukken::{
        model::{Buur, Soort, Stuk},
        service as stukken,
    },
    taal,
    werkruimte::model::Niveau,
};

#[derive(Debug, Template)]
#[template(path = "kennisvragen/kennisvraag.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    titel: String,
    nummer: String,
    lead: Option<SafeHtml>,
    pad: String,
    werkkop: Werkkop,
    keten: Vec<Plek>,
    status: &'static str,
    kleur: &'static str,
    is_open: bool,
    antwoord: Option<SafeHtml>,
    antwoorden: Vec<Link>,
    toelichting: Option<SafeHtml>,
    /// What the reader can do with it.
    stappen: Vec<Link>,
    mag_wijzigen: bool,
    volgen: Volgblok,
    leefdomeinen: String,
    gesteld: String,
    voorgelegd: Voorgelegd,
    tijdlijn: Vec<Stap>,
    verbanden: Verbanden,
    /// The same for programs; empty when not everybody reads it.
    json: String,
    slot: Slot,
}

/// A place on the way to an answer.
#[derive(Debug)]
struct Plek {
    staat: &'static str,
    naam: &'static str,
    wat: &'static str,
}

/// Following it.
#[derive(Debug)]
struct Volgblok {
    /// How many do, in a sentence; empty when nobody does.
    aantal: String,
    volgt: bool,
    /// Whether it can be followed: an answer is still to come.
    kan: bool,
    /// Whether the reader is logged in.
    ingelogd: bool,
}

/// The way to an answer, and where it is on it.
fn keten(status: Status) -> Vec<Plek> {
    let gesteld = ("Gesteld", "De vraag wacht tot iemand haar oppakt");
    let onderzoek = ("In onderzoek", "Iemand zoekt het antwoord");
    let weg = match status {
        Status::Vervallen => vec![gesteld, ("Vervallen", "Er wordt niet meer gezocht")],
        _ => vec![
            gesteld,
            onderzoek,
            ("Beantwoord", "Het antwoord staat op deze pagina"),
        ],
    };
    let hier = match status {
        Status::Gesteld => 0,
        Status::InOnderzoek | Status::Vervallen => 1,
        Status::Beantwoord => 2,
    };
    let plek = |(nummer, (naam, wat)): (usize, (&'static str, &'static str))| Plek {
        staat: match nummer.cmp(&hier) {
            std::cmp::Ordering::Less => "klaar",
            std::cmp::Ordering::Equal => "hier",
            std::cmp::Ordering::Greater => "open",
        },
        naam,
        wat,
    };
    weg.into_iter().enumerate().map(plek).collect()
}

/// What the page says was just done; empty when it was nothing.
fn gelukt(wat: &str) -> &'static str {
    match wat {
        "gemaakt" => "De vraag is gesteld.",
        "bewaard" => "Wat u schreef is bewaard.",
        "gevolgd" => {
            "U volgt deze vraag. U krijgt een mail als er een antwoord is, of als de vraag vervalt."
        }
        "gestopt" => "U volgt deze vraag niet meer.",
        "onderzoeken" => "De vraag is in onderzoek.",
        "beantwoorden" => "De vraag is beantwoord. Wie haar volgt, krijgt een mail.",
        "vervallen" => "De vraag is vervallen. Wie haar volgt, krijgt een mail.",
        _ => "",
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Kennisvraag>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let pagina = maak(&app, &ctx, stuk).await?;
    Ok(antwoord(&Pagina {
        gelukt: gelukt(parameters.een("gelukt")),
        ..pagina
    }))
}

async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Kennisvraag>) -> Result<Pagina> {
    let conn = app.db.read();
    let werk = lezen::open(ctx, conn, stuk.kop.slug.as_str()).await?;
    let stand = volgen::stand(ctx, conn, stuk.kop.id).await?;
    let Kennisvraag {
        plaats,
        toelichting,
        antwoord,
    } = &stuk.inhoud;
    let pad = stuk.kop.pad();
    let schrijft = ctx.schrijver().is_ok();
    let acties = werk.wie.acties(werk.status).into_iter();
    let stappen = acties.filter(|_| schrijft).map(|actie| Link {
        url: format!("{pad}/stap/{actie}"),
        tekst: actie.label().to_owned(),
        bij: String::new(),
    });
    let mut uitleg = begrippen::service::uitleg();
    uitleg.noteer(&stuk.kop.titel);
    let (leefdomeinen, _) = beeld::woorden(&stuk);
    let openbaar = plaats.niveau == Niveau::Openbaar;
    let is_thema = |buur: &Buur| buur.kop.soort == Soort::Thema && buur.kop.id == plaats.thema;
    Ok(Pagina {
        kader: kader_van(app, ctx, &stuk.kop, plaats.niveau),
        gelukt: "",
        titel: stuk.kop.titel.clone(),
        nummer: beeld::nummer(&stuk.kop),
        lead: Some(stuk.kop.samenvatting.as_str())
            .filter(|tekst| !tekst.is_empty())
            .map(|tekst| markdown::regel(tekst, &mut uitleg)),
        werkkop: werkkop(app, ctx, stuk.kop.id, *plaats).await?,
        keten: keten(werk.status),
        status: werk.status.label(),
        kleur: super::kleur(werk.status),
        is_open: werk.status.is_open(),
        antwoord: html(antwoord, &mut uitleg),
        antwoorden: antwoorden(&stuk),
        toelichting: html(toelichting, &mut uitleg),
        stappen: stappen.collect(),
        mag_wijzigen: schrijft && werk.wie.mag_wijzigen(werk.status).is_ok(),
        volgen: Volgblok {
            aantal: match stand.aantal {
                0 => String::new(),
                1 => "Eén persoon volgt deze vraag.".to_owned(),
                n => format!("{} mensen volgen deze vraag.", taal::getal(n.cast_signed())),
            },
            volgt: stand.volgt,
            kan: werk.status.is_open(),
            ingelogd: ctx.aanmelding.is_some(),
        },
        leefdomeinen,
        gesteld: taal::dag_van(stuk.kop.aangemaakt_op),
        voorgelegd: voorgelegd(app, ctx, &stuk.kop).await?,
        tijdlijn: beeld::tijdlijn(&stuk.tijdlijn),
        // Its thema stands at the top, and what answers it at the answer.
        verbanden: verbanden::verbanden_buiten(&stuk, |buur| is_thema(buur) || antwoordt(buur)),
        json: if openbaar {
            format!("/api/v1{pad}")
        } else {
            String::new()
        },
        slot: Slot::van(app, ctx, &stuk, &uitleg),
        pad,
    })
}

/// A text as safe HTML; none when there is none.
fn html(tekst: &str, uitleg: &mut Uitleg<'_>) -> Option<SafeHtml> {
    (!tekst.is_empty()).then(|| markdown::html(tekst, uitleg))
}

/// The stukken that answer it, each with its kind.
fn antwoorden(stuk: &Stuk<Kennisvraag>) -> Vec<Link> {
    let link = |buur: &Buur| Link {
        bij: buur.kop.soort.label().to_owned(),
        ..Link::naar(&buur.kop)
    };
    let antwoorden = stuk.buren.iter().filter(|buur| antwoordt(buur));
    antwoorden.map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_one_place_on_the_way() {
        for status in Status::ALLE {
            let keten = keten(*status);
            let hier: Vec<&str> = keten
                .iter()
                .filter(|plek| plek.staat == "hier")
                .map(|plek| plek.naam)
                .collect();
            assert_eq!(hier, [status.label()], "{status}");
            assert_eq!(keten[0].naam, "Gesteld");
        }
    }
}
