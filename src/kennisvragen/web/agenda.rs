//! The kennisagenda: a picture of all kennisvragen, and those that are asked for.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{beeld::Beeld, kleur};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Fouten, Result},
    http::{
        beeld::{self, Bladen},
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
        velden::Optie,
    },
    kennisvragen::{
        model::{Keuze, Punt, Status},
        policy::kan_vragen,
        service::{is_redactie, op_agenda},
    },
    stukken::{
        model::{Kop, Leefdomein, Soort},
        service as stukken,
    },
    taal,
    werkruimte::{model::Niveau, service::deelname},
    zoeken::model::lees_bladzijde,
};

/// Kennisvragen on a page.
const PER_PAGINA: u32 = 20;
/// The last page that can be asked, as for every list.
const DIEPSTE: u64 = 500;
/// More thema's than there ever are.
const MAX_THEMAS: u64 = 200;

#[derive(Debug, Template)]
#[template(path = "kennisvragen/agenda.html")]
struct Agenda {
    kader: Kader,
    beeld: Beeld,
    /// Whether nothing was chosen.
    is_alles: bool,
    leefdomeinen: Vec<Optie>,
    themas: Vec<Optie>,
    /// The state that was chosen, for the form that keeps it; empty when none was.
    status: String,
    tabs: Vec<Tab>,
    aantal: String,
    groepen: Vec<Groep>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
    bestand: String,
    /// Whether the reader is logged in, and so can follow.
    ingelogd: bool,
    /// Whether the reader may ask a question.
    mag_vragen: bool,
}

/// A state with how many there are of what was chosen.
#[derive(Debug)]
struct Tab {
    url: String,
    tekst: &'static str,
    aantal: String,
    nu: bool,
}

/// The kennisvragen in one state.
#[derive(Debug)]
struct Groep {
    id: &'static str,
    titel: &'static str,
    vragen: Vec<Vraag>,
}

/// A kennisvraag in the list.
#[derive(Debug)]
struct Vraag {
    url: String,
    titel: String,
    kenmerk: String,
    samenvatting: String,
    status: &'static str,
    kleur: &'static str,
    /// The level; empty when everybody reads it.
    niveau: &'static str,
    leefdomeinen: String,
    thema: String,
    thema_url: String,
    volgers: String,
}

fn vraag(punt: &Punt) -> Vraag {
    let leefdomeinen: Vec<&str> = punt.leefdomeinen.iter().map(|l| l.label()).collect();
    let thema = punt.thema.as_ref();
    Vraag {
        url: punt.kop.pad(),
        titel: punt.kop.titel.clone(),
        kenmerk: beeld::nummer(&punt.kop),
        samenvatting: punt.kop.samenvatting.clone(),
        status: punt.status.label(),
        kleur: kleur(punt.status),
        niveau: match punt.niveau {
            Niveau::Openbaar => "",
            smal => smal.label(),
        },
        leefdomeinen: leefdomeinen.join(", "),
        thema: thema.map(|kop| kop.titel.clone()).unwrap_or_default(),
        thema_url: thema.map(Kop::pad).unwrap_or_default(),
        volgers: match punt.volgers {
            0 => String::new(),
            n => taal::aantal(n, "volger", "volgers"),
        },
    }
}

/// The thema's to choose from, by title.
pub(super) async fn themas(app: &App, ctx: &Ctx) -> Result<Vec<Kop>> {
    let bereik = (0, MAX_THEMAS);
    let lijst = stukken::lijst(ctx, app.db.read(), Soort::Thema, None, bereik).await?;
    Ok(lijst.koppen)
}

/// What is asked, and which page of it: everything that is wrong at once.
fn lees(paren: &[(String, String)], themas: &[Kop]) -> Result<(Keuze, u64), Fouten> {
    let (mut blad, mut vast) = (1, u64::from(PER_PAGINA));
    let mut fouten = Fouten::new();
    for (naam, waarde) in paren.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    let slugs: Vec<String> = themas.iter().map(|kop| kop.slug.to_string()).collect();
    match Keuze::lees(paren, &slugs) {
        Ok(keuze) => fouten.of((keuze, blad)),
        Err(meer) => {
            fouten.voeg_toe(meer);
            Err(fouten)
        }
    }
}

/// Shows the agenda.
pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Parameters(paren): Parameters,
) -> Result<Response, PageError> {
    let themas = themas(&app, &ctx).await?;
    let (keuze, blad) = lees(&paren, &themas)?;
    let punten = op_agenda(&ctx, app.db.read()).await?;
    Ok(antwoord(&pagina(
        &app,
        &ctx,
        &themas,
        (&keuze, blad),
        &punten,
    )))
}

fn pagina(
    app: &App,
    ctx: &Ctx,
    themas: &[Kop],
    (keuze, blad): (&Keuze, u64),
    punten: &[Punt],
) -> Agenda {
    let gekozen: Vec<&Punt> = punten.iter().filter(|punt| keuze.past(punt)).collect();
    let totaal = gekozen.len() as u64;
    let per_pagina = u64::from(PER_PAGINA);
    let vanaf = usize::try_from((blad - 1).saturating_mul(per_pagina)).unwrap_or(usize::MAX);
    let hier = gekozen.into_iter().skip(vanaf).take(PER_PAGINA as usize);
    let hier: Vec<&Punt> = hier.collect();
    let kan = |kop: &Kop| kan_vragen(deelname(ctx, kop.id), is_redactie(ctx));
    Agenda {
        kader: Kader::nieuw(app, ctx, Some(Soort::Kennisvraag.meervoud()))
            .op(&keuze.pad(blad))
            .over(
                "Wat Rijk en gemeenten willen uitzoeken over het sociaal domein, per leefdomein, en wat daaruit kwam.",
            ),
        beeld: Beeld::van(punten),
        is_alles: keuze.is_alles(),
        leefdomeinen: leefdomeinen(keuze),
        themas: themakeuze(keuze, themas),
        status: keuze.status.map(|s| s.to_string()).unwrap_or_default(),
        tabs: tabs(keuze, punten),
        aantal: taal::aantal(totaal, "vraag", "vragen"),
        voorbij: (hier.is_empty() && totaal > 0).then(|| keuze.pad(1)),
        groepen: groepen(&hier),
        bladen: beeld::bladen((blad, per_pagina, totaal), DIEPSTE, |n| keuze.pad(n)),
        bestand: keuze.bestand(),
        ingelogd: ctx.aanmelding.is_some(),
        mag_vragen: ctx.schrijver().is_ok() && themas.iter().any(kan),
    }
}

fn leefdomeinen(keuze: &Keuze) -> Vec<Optie> {
    let alle = Optie::nieuw("", "Alle leefdomeinen", keuze.leefdomein.is_none());
    let optie = |l: &Leefdomein| {
        let nu = keuze.leefdomein == Some(*l);
        Optie::nieuw(l.waarde(), l.label(), nu)
    };
    let elk = Leefdomein::ALLE.iter().map(optie);
    [alle].into_iter().chain(elk).collect()
}

fn themakeuze(keuze: &Keuze, themas: &[Kop]) -> Vec<Optie> {
    let alle = Optie::nieuw("", "Alle thema’s", keuze.thema.is_none());
    let optie = |kop: &Kop| {
        let slug = kop.slug.as_str();
        Optie::nieuw(slug, &kop.titel, keuze.thema.as_deref() == Some(slug))
    };
    [alle].into_iter().chain(themas.iter().map(optie)).collect()
}

/// One tab for everything and one for each state, with how many there are beside the other choices.
fn tabs(keuze: &Keuze, punten: &[Punt]) -> Vec<Tab> {
    let tab = |status: Option<Status>, tekst: &'static str| {
        let zo = Keuze {
            status,
            ..keuze.clone()
        };
        let aantal = punten.iter().filter(|punt| zo.past(punt)).count() as u64;
        Tab {
            url: zo.pad(1),
            tekst,
            aantal: taal::getal(aantal.cast_signed()),
            nu: keuze.status == status,
        }
    };
    let elk = Status::ALLE.iter().map(|s| tab(Some(*s), s.label()));
    [tab(None, "Alles")].into_iter().chain(elk).collect()
}

fn groepen(punten: &[&Punt]) -> Vec<Groep> {
    let groep = |status: &Status| {
        let hier = punten.iter().filter(|punt| punt.status == *status);
        let vragen: Vec<Vraag> = hier.map(|punt| vraag(punt)).collect();
        (!vragen.is_empty()).then(|| Groep {
            id: status.waarde(),
            titel: status.label(),
            vragen,
        })
    };
    Status::ALLE.iter().filter_map(groep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let paren: Vec<(String, String)> = [("pagina", "0"), ("status", "klaar")]
            .map(|(naam, waarde)| (naam.to_owned(), waarde.to_owned()))
            .to_vec();
        let fouten = lees(&paren, &[]).err().unwrap_or_default();
        let velden: Vec<&str> = fouten.iter().map(|fout| fout.veld.as_str()).collect();
        assert_eq!(velden, ["pagina", "status"]);
    }
}
