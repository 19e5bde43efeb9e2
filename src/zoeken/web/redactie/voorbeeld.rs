//! The step before saving: which rows come and go, and what visitors would find.

use std::collections::HashSet;

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{
    ZOEKWOORDEN,
    woorden::{Rij, Versieregel},
};
use crate::{
    app::App,
    ctx::Ctx,
    http::{
        error::PageError,
        render::{Kader, antwoord, doorverwijzing},
    },
    ids::vouw,
    taal,
    zoeken::{
        model::woorden::{Verschil, Woord, Woordenlijst},
        service::{
            vooruitblik::{Anders, Vooruitblik, vooruitblik_met},
            woorden::{Lijst, sinds},
        },
    },
};

/// Rows that are shown, of those that come and of those that go.
const RIJEN: usize = 50;
/// Changed questions that are shown (feature A4).
const VRAGEN: usize = 20;
/// Titles that are shown of each of them.
const TITELS: usize = 5;
/// Words of the change itself that are tried beside the questions of the journal.
const OOK: usize = 20;

/// The button that saves.
#[derive(Debug)]
pub(super) struct Formulierknop {
    pub tekst: &'static str,
    /// Whether something goes.
    pub gevaarlijk: bool,
}

/// Another list, and what it comes from.
pub(super) struct Voorstel {
    pub titel: &'static str,
    /// Where the form goes.
    pub adres: &'static str,
    /// What the form holds.
    pub verborgen: Vec<(&'static str, String)>,
    pub opslaan: Formulierknop,
    /// The version that the editor began with.
    pub sinds: i64,
    /// Whether the editor meant to save, and somebody else was first.
    pub te_laat: bool,
    pub oud: Lijst,
    pub nieuw: Woordenlijst,
}

#[derive(Debug, Template)]
#[template(path = "redactie/voorbeeld.html")]
pub(super) struct Voorbeeld {
    kader: Kader,
    titel: &'static str,
    adres: &'static str,
    verborgen: Vec<(&'static str, String)>,
    opslaan: Formulierknop,
    te_laat: bool,
    /// What others changed since the editor began.
    intussen: Vec<Versieregel>,
    erbij: Vec<Rij>,
    meer_erbij: usize,
    eraf: Vec<Rij>,
    meer_eraf: usize,
    /// What came of trying it, in a sentence.
    uitkomst: String,
    veranderingen: Vec<Verandering>,
    meer_veranderingen: usize,
}

/// A question that finds something else.
#[derive(Debug)]
struct Verandering {
    vraag: String,
    oud: Vec<Titel>,
    nieuw: Vec<Titel>,
}

/// A result.
#[derive(Debug)]
struct Titel {
    tekst: String,
    /// Whether the other list does not find it among the first.
    anders: bool,
}

impl Voorbeeld {
    /// Shows what a list would change; a list that changes nothing leads back to the list.
    pub(super) async fn toon(
        app: &App,
        ctx: &Ctx,
        voorstel: Voorstel,
    ) -> Result<Response, PageError> {
        let Voorstel {
            titel,
            adres,
            verborgen,
            opslaan,
            sinds: begin,
            te_laat,
            oud,
            nieuw,
        } = voorstel;
        let verschil = Verschil::tussen(&oud.woorden, &nieuw);
        if verschil.is_leeg() {
            return Ok(doorverwijzing(ZOEKWOORDEN));
        }
        let ook = veranderde_woorden(&verschil);
        let lijsten = (oud.woorden, nieuw);
        let blik = vooruitblik_met(ctx, &app.db, app.indexmap.to_path_buf(), lijsten, ook).await?;
        let intussen = sinds(&app.db, begin).await?;
        let rijen = |woorden: &[Woord]| woorden.iter().take(RIJEN).map(Rij::van_woord).collect();
        let anders = blik.as_ref().map_or(&[][..], |blik| &blik.anders);
        let pagina = Self {
            kader: Kader::nieuw(app, ctx, None),
            titel,
            adres,
            verborgen,
            opslaan,
            te_laat,
            intussen: Versieregel::alle(app, &intussen).await?,
            erbij: rijen(&verschil.erbij),
            meer_erbij: verschil.erbij.len().saturating_sub(RIJEN),
            eraf: rijen(&verschil.eraf),
            meer_eraf: verschil.eraf.len().saturating_sub(RIJEN),
            uitkomst: uitkomst(blik.as_ref()),
            veranderingen: anders.iter().take(VRAGEN).map(verandering).collect(),
            meer_veranderingen: anders.len().saturating_sub(VRAGEN),
        };
        let mut antwoord = antwoord(&pagina);
        if te_laat {
            *antwoord.status_mut() = StatusCode::CONFLICT;
        }
        Ok(antwoord)
    }
}

/// The words of the change itself, so that there is something to see when nobody asked for them yet.
fn veranderde_woorden(verschil: &Verschil) -> Vec<String> {
    let woorden = verschil.erbij.iter().chain(&verschil.eraf);
    woorden.take(OOK).map(|woord| vouw(&woord.van)).collect()
}

fn uitkomst(blik: Option<&Vooruitblik>) -> String {
    let Some(blik) = blik else {
        return "Er is nog geen zoekindex om mee te proberen. Kijk of de zoekindex gebouwd is."
            .to_owned();
    };
    let geprobeerd = match blik.geprobeerd {
        0 => "de woorden zelf: bezoekers hebben nog niets gevraagd".to_owned(),
        1 => "de enige vraag van bezoekers en de woorden zelf".to_owned(),
        n => format!(
            "de {} meest gestelde vragen van bezoekers, en de woorden zelf",
            taal::getal(i64::try_from(n).unwrap_or(i64::MAX))
        ),
    };
    let gevolg = match blik.anders.len() {
        0 => "Geen enkele vraag krijgt andere resultaten op de eerste bladzijde.".to_owned(),
        1 => "1 vraag krijgt andere resultaten op de eerste bladzijde.".to_owned(),
        n => format!("{n} vragen krijgen andere resultaten op de eerste bladzijde."),
    };
    format!("Wij probeerden {geprobeerd}. {gevolg}")
}

fn verandering(anders: &Anders) -> Verandering {
    let titels = |deze: &[String], gene: &[String]| {
        let elders: HashSet<&String> = gene.iter().collect();
        let deze = deze.iter().take(TITELS);
        deze.map(|titel| Titel {
            anders: !elders.contains(titel),
            tekst: titel.clone(),
        })
        .collect()
    };
    Verandering {
        vraag: anders.vraag.clone(),
        oud: titels(&anders.oud, &anders.nieuw),
        nieuw: titels(&anders.nieuw, &anders.oud),
    }
}
