//! The besluiten of a thema, by how they stand.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::{
        model::{Orgaan, Status},
        service::lezen::{self, Regel as Besluitregel},
    },
    NAV, kleur, wacht_op,
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
    waarden::opsomming,
    werkruimte::{model::Niveau, service as werkruimte},
    zoeken::model::lees_bladzijde,
};

/// Besluiten on a page.
const PER_PAGINA: u64 = 50;
/// The last page that can be asked, as for every list.
const DIEPSTE: u64 = 10_000 / PER_PAGINA;

#[derive(Debug, Template)]
#[template(path = "besluiten/lijst.html")]
struct Pagina {
    kader: Kader,
    thema: String,
    thema_url: String,
    /// The werkruimte.
    pad: String,
    /// Whether the reader can propose one.
    is_duo: bool,
    staten: Vec<Keuze>,
    bijschrift: String,
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
    kenmerk: String,
    /// The level; empty for what everybody of the thema reads.
    niveau: &'static str,
    door: &'static str,
    dag: String,
    stand: &'static str,
    kleur: &'static str,
}

fn regel(van: Besluitregel, status: Status) -> Regel {
    let Besluitregel {
        kop,
        inhoud,
        wacht_op: open,
    } = van;
    Regel {
        url: kop.pad(),
        kenmerk: beeld::nummer(&kop),
        niveau: match inhoud.plaats.niveau {
            Niveau::Besloten => "",
            anders => anders.label(),
        },
        door: match inhoud.door {
            Orgaan::Duo => "Het duo",
            Orgaan::Regietafel => "De regietafel",
        },
        dag: kop.datum.map(taal::dag).unwrap_or_default(),
        stand: if open.is_empty() {
            status.label()
        } else {
            wacht_op(&open)
        },
        kleur: kleur(status),
        titel: kop.titel,
    }
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let plek = werkruimte::werkplek(&ctx, conn, &thema).await?;
    let mut fouten = Fouten::new();
    let staat: Status = match parameters.een("staat") {
        // What waits comes first; when nothing does, what was taken.
        "" => {
            let open = (plek.thema.id, Status::Voorgesteld);
            let (open, _) = lezen::van_thema(&ctx, conn, open, (0, 1)).await?;
            if open > 0 {
                Status::Voorgesteld
            } else {
                Status::Genomen
            }
        }
        tekst => tekst.parse().unwrap_or_else(|()| {
            let goed = opsomming(Status::ALLE.iter().map(|staat| staat.waarde()));
            let melding = format!("Kies bij staat {goed}.");
            fouten.meld("staat", "onbekende-waarde", melding);
            Status::Voorgesteld
        }),
    };
    let (mut blad, mut vast) = (1, PER_PAGINA);
    for (naam, waarde) in parameters.0.iter().filter(|(naam, _)| naam == "pagina") {
        lees_bladzijde(&mut fouten, naam, waarde, (&mut blad, &mut vast));
    }
    fouten.of(())?;
    let bereik = ((blad - 1) * PER_PAGINA, PER_PAGINA);
    let van = (plek.thema.id, staat);
    let (totaal, regels) = lezen::van_thema(&ctx, conn, van, bereik).await?;
    let hier = format!("{}/besluiten", plek.pad());
    let pad = |staat: Status, blad: u64| match blad {
        1 => format!("{hier}?staat={staat}"),
        n => format!("{hier}?staat={staat}&pagina={n}"),
    };
    let keuze = |keuze: &Status| Keuze {
        url: pad(*keuze, 1),
        tekst: keuze.label(),
        nu: *keuze == staat,
    };
    let regels: Vec<Regel> = regels.into_iter().map(|van| regel(van, staat)).collect();
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, NAV),
        thema: plek.thema.titel.clone(),
        thema_url: plek.thema.pad(),
        pad: plek.pad(),
        is_duo: plek.deelname.is_duo(),
        staten: Status::ALLE.iter().map(keuze).collect(),
        bijschrift: format!("Besluiten: {}", staat.label().to_lowercase()),
        bladen: beeld::bladen((blad, PER_PAGINA, totaal), DIEPSTE, |n| pad(staat, n)),
        voorbij: (regels.is_empty() && totaal > 0).then(|| pad(staat, 1)),
        regels,
    }))
}
