//! The acties of a thema: what is open with the most urgent first, what nobody does any more, and what was done.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::NaiveDate;

use super::{
    super::{
        model::{Status, dagen_in_woorden},
        service::lezen::{self, Lijst, Regel as Actieregel, Staat, ZONDER_HOUDER},
    },
    NAV,
};
use crate::{
    app::App,
    error::Fouten,
    http::{
        beeld::{self, Bladen},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    taal,
    werkruimte::{model::Niveau, service as werkruimte},
    zoeken::model::lees_bladzijde,
};

/// Acties on a page.
const PER_PAGINA: u64 = 50;
/// The last page that can be asked, as for every list.
const DIEPSTE: u64 = 10_000 / PER_PAGINA;
/// What the address calls the acties that nobody does any more.
const ZONDER: &str = "zonder-houder";

#[derive(Debug, Template)]
#[template(path = "acties/lijst.html")]
struct Pagina {
    kader: Kader,
    thema: String,
    thema_url: String,
    /// The werkruimte.
    pad: String,
    staten: Vec<Keuze>,
    staat: &'static str,
    /// What the caption of the table says.
    bijschrift: &'static str,
    /// How many nobody does any more, in a sentence for the duo; empty when that is not so.
    zonder: String,
    zonder_url: String,
    regels: Vec<Regel>,
    bladen: Option<Bladen>,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
}

/// A state to look at.
#[derive(Debug)]
struct Keuze {
    url: String,
    tekst: &'static str,
    nu: bool,
}

#[derive(Debug)]
struct Regel {
    url: String,
    titel: String,
    /// The level; empty for what everybody of the thema reads.
    niveau: &'static str,
    houder: String,
    dag: String,
    /// How it stands, with its colour.
    stand: String,
    kleur: &'static str,
}

fn regel(van: Actieregel, status: Status, vandaag: NaiveDate) -> Regel {
    let Actieregel {
        kop,
        inhoud,
        houder,
    } = van;
    let over = (inhoud.voor - vandaag).num_days();
    let (stand, kleur) = match (status, &houder) {
        (Status::Open, None) => (ZONDER_HOUDER.to_owned(), "danger"),
        (Status::Open, Some(_)) => {
            let kleur = match over {
                ..0 => "danger",
                0..=3 => "warning",
                _ => "neutral",
            };
            (hoofdletter(&dagen_in_woorden(inhoud.voor, vandaag)), kleur)
        }
        (status, _) => (status.label().to_owned(), super::kleur(status)),
    };
    Regel {
        url: kop.pad(),
        titel: kop.titel,
        niveau: match inhoud.plaats.niveau {
            Niveau::Besloten => "",
            anders => anders.label(),
        },
        houder: houder.unwrap_or_else(|| "niemand meer".to_owned()),
        dag: taal::dag(inhoud.voor),
        stand,
        kleur,
    }
}

fn hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    let eerste = letters.next();
    eerste.map_or(String::new(), |eerste| {
        eerste.to_uppercase().chain(letters).collect()
    })
}

/// What the address names; what is no state shows what is open.
fn staat_van(tekst: &str) -> Staat {
    if tekst == ZONDER {
        return Staat::ZonderHouder;
    }
    Staat::Met(tekst.parse().unwrap_or(Status::Open))
}

const fn waarde(staat: Staat) -> &'static str {
    match staat {
        Staat::Met(status) => status.waarde(),
        Staat::ZonderHouder => ZONDER,
    }
}

const fn woorden(staat: Staat) -> (&'static str, &'static str) {
    match staat {
        Staat::Met(Status::Open) => ("Open", "Open acties, de dringendste eerst"),
        Staat::Met(Status::Gedaan) => ("Gedaan", "Acties die zijn gedaan, de laatste eerst"),
        Staat::Met(Status::Vervallen) => {
            ("Vervallen", "Acties die zijn vervallen, de laatste eerst")
        }
        Staat::ZonderHouder => (
            ZONDER_HOUDER,
            "Open acties die niemand meer doet, de dringendste eerst",
        ),
    }
}

/// What can be looked at: what nobody does any more only when there is some.
fn staten(lijst: &Lijst, nu: Staat) -> Vec<Staat> {
    let zonder = lijst.zonder_houder > 0 || nu == Staat::ZonderHouder;
    let open = Staat::Met(Status::Open);
    let klaar = [Status::Gedaan, Status::Vervallen].map(Staat::Met);
    let zonder = zonder.then_some(Staat::ZonderHouder);
    [open].into_iter().chain(zonder).chain(klaar).collect()
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let plek = werkruimte::werkplek(&ctx, conn, &thema).await?;
    let staat = staat_van(parameters.een("staat"));
    let (mut blad, mut vast) = (1, PER_PAGINA);
    let mut fouten = Fouten::new();
    for (naam, waarde) in parameters.0.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    fouten.of(())?;
    let bereik = ((blad - 1) * PER_PAGINA, PER_PAGINA);
    let lijst = lezen::van_thema(&ctx, conn, plek.thema.id, (staat, bereik)).await?;
    let hier = format!("{}/acties", plek.pad());
    let pad = |staat: Staat, blad: u64| match blad {
        1 => format!("{hier}?staat={}", waarde(staat)),
        n => format!("{hier}?staat={}&pagina={n}", waarde(staat)),
    };
    let keuze = |keuze: Staat| Keuze {
        url: pad(keuze, 1),
        tekst: woorden(keuze).0,
        nu: keuze == staat,
    };
    let staten = staten(&lijst, staat).into_iter().map(keuze).collect();
    let status = match staat {
        Staat::Met(status) => status,
        Staat::ZonderHouder => Status::Open,
    };
    let meldt = plek.deelname.is_duo() && staat != Staat::ZonderHouder && lijst.zonder_houder > 0;
    let vandaag = ctx.vandaag();
    let totaal = lijst.totaal;
    let regels: Vec<Regel> = lijst
        .regels
        .into_iter()
        .map(|van| regel(van, status, vandaag))
        .collect();
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, NAV),
        thema: plek.thema.titel.clone(),
        thema_url: plek.thema.pad(),
        pad: plek.pad(),
        staten,
        staat: waarde(staat),
        bijschrift: woorden(staat).1,
        zonder: if meldt {
            taal::aantal(lijst.zonder_houder, "open actie", "open acties")
        } else {
            String::new()
        },
        zonder_url: pad(Staat::ZonderHouder, 1),
        bladen: beeld::bladen((blad, PER_PAGINA, totaal), DIEPSTE, |n| pad(staat, n)),
        voorbij: (regels.is_empty() && totaal > 0).then(|| pad(staat, 1)),
        regels,
    }))
}
