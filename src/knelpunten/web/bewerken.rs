//! Writing what a knelpunt says.

use std::{collections::BTreeSet, time::Duration};

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::super::{
    model::{Ingevuld, Oorzaak, SECTIES, sectieveld},
    service::{
        bewerken::{self, ingevuld},
        lezen::{self, Werk},
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld,
        botsing::{Botsing, botsingen, wie_bewaarde},
        error::PageError,
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    schrijven::model::DOELGROEPEN,
    stukken::{
        model::{Leefdomein, Soort, label_van},
        service as stukken,
    },
};

/// How long to wait until search no longer shows what somebody may not read any more.
const GEDULD: Duration = Duration::from_secs(10);

/// Thema's to choose from at most.
const THEMAS: u64 = 200;

/// A section to fill in.
#[derive(Debug)]
struct Sectievak {
    veld: String,
    label: &'static str,
    hulp: &'static str,
    tekst: String,
}

/// What each section asks, in the order of [`SECTIES`].
const HULP: [&str; 5] = [
    "Beschrijf wat u ziet gebeuren, zonder namen. Wie doet wat, en waar loopt het vast?",
    "Welke inwoners of professionals, en hoe vaak?",
    "Wat hielp wel, wat hielp niet?",
    "Wat zou er moeten kunnen of mogen?",
    "Eén zin per regel, in gewone woorden. Zo vindt iemand die iets signaleert dit knelpunt.",
];

#[derive(Debug, Template)]
#[template(path = "knelpunten/bewerken.html")]
struct Bewerkpagina {
    kader: Kader,
    pad: String,
    kop_titel: String,
    nummer: String,
    versie: i64,
    /// Who saved meanwhile; empty when nobody did.
    intussen: String,
    botsingen: Vec<Botsing>,
    getypt: Ingevuld,
    secties: Vec<Sectievak>,
    oorzaken: Vec<Optie>,
    trekkers: Vec<Optie>,
    themas: Vec<Optie>,
    leefdomeinen: Vec<Optie>,
    doelgroepen: Vec<Optie>,
    akkoord: Akkoord,
    fouten: Veldfouten,
    /// Whether it is not public yet, so that its thema's say who reads it.
    is_gemeld: bool,
}

impl Bewerkpagina {
    async fn maak(app: &App, ctx: &Ctx, werk: &Werk, getypt: Ingevuld) -> Result<Self> {
        let alle = stukken::lijst(ctx, app.db.read(), Soort::Thema, None, (0, THEMAS)).await?;
        let themas = alle.koppen.iter();
        let trekkers = themas.clone().map(|kop| {
            let slug = kop.slug.as_str();
            Optie::nieuw(slug, &kop.titel, slug == getypt.trekker)
        });
        let geen = Optie::nieuw(
            "",
            "Geen: de redactie behandelt het",
            getypt.trekker.is_empty(),
        );
        let oorzaak = |o: &Oorzaak| {
            let label = format!("{}. {}", o.label(), o.uitleg());
            Optie::nieuw(o.waarde(), &label, o.waarde() == getypt.oorzaak)
        };
        let weet_niet = Optie::nieuw("", "Nog niet bekend", getypt.oorzaak.is_empty());
        let kies = |gekozen: &[String], waarde: &str, label: &str| {
            Optie::nieuw(waarde, label, gekozen.iter().any(|g| g == waarde))
        };
        let secties = SECTIES.iter().zip(HULP).zip(&getypt.secties);
        let secties = secties.map(|((naam, hulp), tekst)| Sectievak {
            veld: sectieveld(naam),
            label: naam,
            hulp,
            tekst: tekst.clone(),
        });
        let eigen = getypt.doelgroepen.iter().map(String::as_str);
        let groepen: BTreeSet<&str> = DOELGROEPEN.into_iter().chain(eigen).collect();
        let groepen = groepen.into_iter();
        let groepen = groepen.map(|d| kies(&getypt.doelgroepen, d, &label_van(d)));
        Ok(Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
            pad: werk.kop.pad(),
            kop_titel: werk.kop.titel.clone(),
            nummer: beeld::nummer(&werk.kop),
            versie: werk.kop.versie,
            intussen: String::new(),
            botsingen: Vec::new(),
            secties: secties.collect(),
            oorzaken: [weet_niet]
                .into_iter()
                .chain(Oorzaak::ALLE.iter().map(oorzaak))
                .collect(),
            trekkers: [geen].into_iter().chain(trekkers).collect(),
            themas: themas
                .map(|kop| kies(&getypt.themas, kop.slug.as_str(), &kop.titel))
                .collect(),
            leefdomeinen: Leefdomein::ALLE
                .iter()
                .map(|l| kies(&getypt.leefdomeinen, l.waarde(), l.label()))
                .collect(),
            doelgroepen: groepen.collect(),
            akkoord: Akkoord::default(),
            fouten: Veldfouten::default(),
            is_gemeld: werk.kop.gepubliceerd_op.is_none(),
            getypt,
        })
    }

    /// What is filled in, also what is chosen: of every field its name, what people call it, and what stands
    /// there in words.
    fn velden(&self) -> Vec<(String, &'static str, String)> {
        let teksten = self.getypt.vrije_teksten().into_iter();
        let teksten = teksten.map(|(veld, kop, tekst)| (veld, kop, tekst.to_owned()));
        let regelingen = self.getypt.regelingen.clone();
        let keuzes = [
            ("oorzaak", "De belangrijkste oorzaak", &self.oorzaken),
            ("trekker", "Het thema dat dit trekt", &self.trekkers),
            ("themas", "Thema’s die mee volgen", &self.themas),
            ("leefdomeinen", "Leefdomeinen", &self.leefdomeinen),
            ("doelgroepen", "Doelgroepen", &self.doelgroepen),
        ];
        let keuzes = keuzes.map(|(veld, kop, opties)| (veld.to_owned(), kop, gekozen(opties)));
        teksten
            .chain([("regelingen".to_owned(), "Regelingen", regelingen)])
            .chain(keuzes)
            .collect()
    }
}

/// What is chosen, in words.
fn gekozen(opties: &[Optie]) -> String {
    let gekozen = opties.iter().filter(|optie| optie.gekozen);
    let labels: Vec<&str> = gekozen.map(|optie| optie.label.as_str()).collect();
    labels.join(", ")
}

fn lees(formulier: &Formulier) -> Ingevuld {
    let een = |naam: &str| formulier.een(naam).to_owned();
    let alle = |naam| formulier.alle(naam).map(ToOwned::to_owned).collect();
    Ingevuld {
        titel: een("titel"),
        samenvatting: een("samenvatting"),
        tekst: een("tekst"),
        secties: SECTIES.map(|naam| een(&sectieveld(naam))),
        oorzaak: een("oorzaak"),
        trekker: een("trekker"),
        themas: alle("themas"),
        regelingen: een("regelingen"),
        leefdomeinen: alle("leefdomeinen"),
        doelgroepen: alle("doelgroepen"),
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let werk = lezen::open_voor_behandelaar(&ctx, conn, &naam).await?;
    let nu = ingevuld(&ctx, conn, &werk).await?;
    Ok(antwoord(&Bewerkpagina::maak(&app, &ctx, &werk, nu).await?))
}

pub async fn bewaren(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let werk = lezen::open_voor_behandelaar(&ctx, app.db.read(), &naam).await?;
    let getypt = lees(&formulier);
    let akkoord = Akkoord::van(&formulier);
    let versie = formulier.een("versie").parse().unwrap_or_default();
    let wat = (&getypt, akkoord.aan);
    match bewerken::bewaar(&app.db, &ctx, werk.kop.id, versie, wat).await {
        Ok((kop, smaller)) => {
            if let Some(nummer) = smaller {
                app.volger.wacht_op(nummer, GEDULD).await?;
            }
            // Who hands it over to another thema may not read it any more.
            let leest = stukken::koppen(&ctx, app.db.read(), &[kop.id]).await?;
            Ok(doorverwijzing(&if leest.is_empty() {
                "/knelpunten".to_owned()
            } else {
                format!("{}?gelukt=bewaard", kop.pad())
            }))
        }
        Err(Error::Invalid(fouten)) => {
            Ok(opnieuw(&app, &ctx, (&werk, versie), getypt, (akkoord, &fouten)).await?)
        }
        Err(Error::Conflict(_)) => Ok(botsing(&app, &ctx, &naam, getypt, akkoord).await?),
        Err(fout) => Err(fout.into()),
    }
}

/// The form once more, with everything that was typed and what is wrong. It keeps the version that its writer
/// saw: who mends a typo writes over nobody.
async fn opnieuw(
    app: &App,
    ctx: &Ctx,
    (werk, versie): (&Werk, i64),
    getypt: Ingevuld,
    (akkoord, fouten): (Akkoord, &Fouten),
) -> Result<Response> {
    let pagina = Bewerkpagina {
        versie,
        akkoord: akkoord.bij(fouten),
        fouten: Veldfouten::van(fouten),
        ..Bewerkpagina::maak(app, ctx, werk, getypt).await?
    };
    Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
}

/// Somebody else saved meanwhile: the form with what was typed here, beside what they saved. Saving once
/// more is a choice.
async fn botsing(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    getypt: Ingevuld,
    akkoord: Akkoord,
) -> Result<Response> {
    let conn = app.db.read();
    let werk = lezen::open_voor_behandelaar(ctx, conn, naam).await?;
    let hun = ingevuld(ctx, conn, &werk).await?;
    let hun = Bewerkpagina::maak(app, ctx, &werk, hun).await?.velden();
    let intussen = wie_bewaarde(app, werk.kop.id).await?;
    let pagina = Bewerkpagina::maak(app, ctx, &werk, getypt).await?;
    let velden = hun.into_iter().zip(pagina.velden());
    let velden = velden.map(|((veld, kop, hun), (_, _, mijn))| (veld, kop, hun, mijn));
    let pagina = Bewerkpagina {
        intussen,
        botsingen: botsingen(velden),
        akkoord,
        ..pagina
    };
    Ok(met_status(StatusCode::CONFLICT, &pagina))
}
