//! Why something is found, or not, and where it stands: for the eyes of who asks, with what they may
//! read themselves.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{Redactie, woord_van};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        beeld::Link,
        error::PageError,
        extract::Parameters,
        render::{Kader, antwoord},
        velden::Veldfouten,
    },
    ids::kort,
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    taal,
    zoeken::{
        model::{MAX_VRAAG, Vraag},
        service::{
            self,
            plek::{Plek, plek},
        },
        web::uitleg::Som,
    },
};

/// Results that are shown.
const RESULTATEN: u64 = 10;

#[derive(Debug, Template)]
#[template(path = "redactie/uitleg.html")]
struct Uitlegpagina {
    kader: Kader,
    fouten: Veldfouten,
    q: String,
    stuk: String,
    /// Whether there is something to explain.
    gevraagd: bool,
    bedoelde: Option<Link>,
    aantal: String,
    resultaten: Vec<Resultaat>,
    plek: Option<Plekblok>,
    /// The form of a word that begins with the question.
    woord: String,
}

/// A result with the sum behind its place.
#[derive(Debug)]
struct Resultaat {
    stuk: Link,
    som: Option<Som>,
}

/// Where the stuk that was asked about stands.
#[derive(Debug)]
struct Plekblok {
    stuk: Link,
    gevonden: bool,
    plaats: String,
    som: Option<Som>,
    woorden: Vec<Woordregel>,
}

/// A word of the question by itself.
#[derive(Debug)]
struct Woordregel {
    woord: String,
    vindt: &'static str,
    aantal: String,
}

pub async fn tonen(
    State(app): State<App>,
    Redactie(ctx): Redactie,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let (q, naam) = (parameters.heel("q"), parameters.heel("stuk"));
    let (q, naam) = (q.trim(), naam.trim());
    let mut fouten = Fouten::new();
    if q.chars().count() > MAX_VRAAG {
        let melding = "Uw zoekvraag is te lang: hoogstens 1.000 tekens. Kort hem in.";
        fouten.meld("q", "te-lang", melding);
    } else if q.is_empty() && !naam.is_empty() {
        fouten.meld("q", "verplicht", "Vul in wat iemand zoekt.");
    }
    let stuk = vind(&app, &ctx, naam).await?;
    if stuk.is_none() && !naam.is_empty() {
        let melding = format!(
            "“{}” is er niet, of u mag het niet lezen. Vul een kenmerk in of het adres van de pagina.",
            kort(naam)
        );
        fouten.meld("stuk", "onbekend", melding);
    }
    let mut pagina = Uitlegpagina {
        kader: Kader::nieuw(&app, &ctx, None),
        fouten: Veldfouten::van(&fouten),
        q: q.to_owned(),
        stuk: naam.to_owned(),
        gevraagd: false,
        bedoelde: None,
        aantal: String::new(),
        resultaten: Vec::new(),
        plek: None,
        woord: woord_van(q),
    };
    if fouten.is_empty() && !q.is_empty() {
        pagina.leg_uit(&app, &ctx, stuk).await?;
    }
    let mut antwoord = antwoord(&pagina);
    if !fouten.is_empty() {
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
    }
    Ok(antwoord)
}

impl Uitlegpagina {
    async fn leg_uit(&mut self, app: &App, ctx: &Ctx, stuk: Option<Kop>) -> Result<()> {
        let vraag = Vraag {
            facetten: false,
            uitleg: true,
            per_pagina: RESULTATEN,
            ..Vraag::default().met_woorden(&self.q)
        };
        let gevonden = service::zoek(ctx, &app.db, &app.index, &vraag).await?;
        self.gevraagd = true;
        self.aantal = match gevonden.totaal {
            0 => "Niets gevonden".to_owned(),
            n => taal::aantal(n, "resultaat", "resultaten"),
        };
        self.bedoelde = gevonden.bedoelde.map(|b| Link {
            url: super::uitleg_van(&b),
            tekst: b,
            bij: String::new(),
        });
        let resultaat = |(treffer, nummer): (crate::zoeken::model::Treffer, usize)| Resultaat {
            som: treffer
                .uitleg
                .as_ref()
                .map(|uitleg| Som::van(uitleg, nummer)),
            stuk: Link {
                bij: treffer.kop.soort.label().to_owned(),
                ..Link::naar(&treffer.kop)
            },
        };
        self.resultaten = gevonden
            .treffers
            .into_iter()
            .zip(1..)
            .map(resultaat)
            .collect();
        if let Some(kop) = stuk {
            let waar = plek(ctx, &app.index, &vraag, kop.id).await?;
            self.plek = Some(plekblok(&kop, waar));
        }
        Ok(())
    }
}

fn plekblok(kop: &Kop, plek: Plek) -> Plekblok {
    let Plek {
        rang,
        totaal,
        uitleg,
        woorden,
    } = plek;
    let geen_woord = woorden.iter().all(|w| !w.vindt);
    let plaats = match rang {
        Some(rang) => format!(
            "Dit staat op plaats {} van {}.",
            taal::getal(i64::try_from(rang).unwrap_or(i64::MAX)),
            taal::getal(totaal.cast_signed())
        ),
        None if geen_woord => "Dit wordt niet gevonden: geen enkel woord van de vraag staat erin. Ook niet in \
             een andere vorm, als deel van een langer woord, of als zoekwoord."
            .to_owned(),
        None => "Dit wordt niet gevonden, al staat er wel een woord van de vraag in. De vraag sluit het uit: \
             met een woord achter een min, of met woorden tussen aanhalingstekens."
            .to_owned(),
    };
    Plekblok {
        stuk: Link {
            bij: kop.soort.label().to_owned(),
            ..Link::naar(kop)
        },
        gevonden: rang.is_some(),
        plaats,
        som: uitleg.map(|uitleg| Som::van(&uitleg, 1)),
        woorden: woorden
            .into_iter()
            .map(|w| Woordregel {
                woord: w.woord,
                vindt: if w.vindt { "ja" } else { "nee" },
                aantal: taal::getal(w.totaal.cast_signed()),
            })
            .collect(),
    }
}

/// The readable stuk that a text names: a number in any spelling, or the address of its page.
async fn vind(app: &App, ctx: &Ctx, naam: &str) -> Result<Option<Kop>> {
    if naam.is_empty() || naam.contains('\0') {
        return Ok(None);
    }
    let pad = naam.strip_prefix(&*app.basis_url).unwrap_or(naam);
    if let Some((soort, slug)) = soort_en_slug(pad) {
        return match stukken::vind(ctx, app.db.read(), soort, slug).await {
            Ok(kop) => Ok(Some(kop)),
            Err(Error::NotFound) => Ok(None),
            Err(fout) => Err(fout),
        };
    }
    let nummer = pad.strip_prefix("/id/").unwrap_or(pad);
    stukken::op_nummer(ctx, app.db.read(), nummer).await
}

/// The kind and the last part of the address of a page.
fn soort_en_slug(pad: &str) -> Option<(Soort, &str)> {
    let pad = pad.split(['?', '#']).next()?;
    let (meervoud, slug) = pad.trim_matches('/').split_once('/')?;
    let soort = Soort::ALLE.iter().find(|s| s.meervoud() == meervoud)?;
    Some((*soort, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_kind_and_a_stuk() {
        for (pad, verwacht) in [
            (
                "/praktijken/baanbrekend",
                Some((Soort::Praktijk, "baanbrekend")),
            ),
            (
                "themas/schulden/?pagina=2",
                Some((Soort::Thema, "schulden")),
            ),
            (
                "/regelingen/wmo-2015#artikel",
                Some((Soort::Regeling, "wmo-2015")),
            ),
            ("/zoeken/x", None),
            ("PRK-2026-0014", None),
            ("/praktijken", None),
        ] {
            assert_eq!(soort_en_slug(pad), verwacht, "{pad}");
        }
    }
}
