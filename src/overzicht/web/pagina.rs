//! The overview as a page.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    beeld::{self, Beeld, Deel, delen, getal},
    beelden::{
        gemeenten, leeftijden, met_status, oorzaken, regelingen, statussen, telling, themas,
        treden, zoek,
    },
    tafels::{Gedeeldrij, Oudrij, VRAAGLEGENDA, Vraagrij, gedeelde, oude, vragen},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        error::PageError,
        extract::ReqCtx,
        render::{Kader, antwoord},
    },
    knelpunten::model::Status,
    navraag::model::Heropend,
    overzicht::{
        model::{Keuze, Rij, gedeeld, heropeningen, oudste, per},
        service,
    },
    stukken::model::Soort,
    taal,
    vraagpunten::service as vraagpunten,
};

/// Where the overview is.
const PAD: &str = "/knelpunten/overzicht";
/// Knelpunten that are named: the oldest, and those that many share.
const GENOEMD: usize = 10;

#[derive(Debug, Template)]
#[template(path = "overzicht/overzicht.html")]
struct Overzichtpagina {
    kader: Kader,
    /// The moment of the figures.
    stand: String,
    /// Whether there is nothing to count.
    leeg: bool,
    getallen: Vec<Getal>,
    legenda: Vec<(&'static str, &'static str)>,
    statussen: Beeld,
    treden: Beeld,
    oorzaken: Beeld,
    themas: Beeld,
    regelingen: Beeld,
    gemeenten: Beeld,
    leeftijden: Beeld,
    oudste: Vec<Oudrij>,
    gedeeld: Vec<Gedeeldrij>,
    heropend: Heropendregel,
    vragen: Vec<Vraagrij>,
    vraaglegenda: [(&'static str, &'static str); 3],
}

/// A key figure with the query that made it.
#[derive(Debug)]
struct Getal {
    naam: &'static str,
    aantal: String,
    naar: String,
}

/// Which share was opened again.
#[derive(Debug)]
struct Heropendregel {
    /// In a sentence.
    zin: String,
    /// Closed for good, and opened again.
    delen: Vec<Deel>,
    /// The share.
    procent: String,
    /// The knelpunten that were.
    naar: String,
}

/// Shows the overview.
pub async fn tonen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    Ok(antwoord(&Overzichtpagina::maak(&app, &ctx).await?))
}

impl Overzichtpagina {
    async fn maak(app: &App, ctx: &Ctx) -> Result<Self> {
        let conn = app.db.read();
        let overzicht = service::overzicht(ctx, conn).await?;
        let aandelen = vraagpunten::aandelen(ctx, conn).await?;
        let vandaag = ctx.vandaag();
        let rijen = overzicht.rijen.as_slice();
        Ok(Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud()))
                .op(PAD)
                .over(
                    "Hoeveel knelpunten er zijn, hoe ver zij zijn, waar zij spelen en hoe lang al.",
                ),
            stand: taal::moment_van(ctx.now),
            leeg: rijen.is_empty(),
            getallen: getallen(rijen),
            legenda: beeld::legenda(),
            statussen: statussen(rijen),
            treden: treden(rijen),
            oorzaken: oorzaken(rijen),
            themas: themas(&overzicht),
            regelingen: regelingen(&overzicht),
            gemeenten: gemeenten(&overzicht),
            leeftijden: leeftijden(rijen, vandaag),
            oudste: oude(&oudste(rijen, GENOEMD), vandaag),
            gedeeld: gedeelde(&gedeeld(rijen, GENOEMD)),
            heropend: heropend(heropeningen(rijen)),
            vragen: vragen(aandelen),
            vraaglegenda: VRAAGLEGENDA,
        })
    }
}

fn getallen(rijen: &[Rij]) -> Vec<Getal> {
    let per_status = per(rijen, |rij| vec![rij.status]);
    let getal_van = |naam, status| Getal {
        naam,
        aantal: getal(telling(&per_status, status).totaal()),
        naar: met_status(status),
    };
    let plekken = per(rijen, |rij| rij.gemeenten.iter().copied().collect());
    vec![
        Getal {
            naam: "knelpunten",
            aantal: getal(rijen.len() as u64),
            naar: zoek(None),
        },
        getal_van("in behandeling", Status::InBehandeling),
        getal_van("opgelost", Status::Opgelost),
        getal_van("regelwijziging nodig", Status::RegelwijzigingNodig),
        Getal {
            naam: "gemeenten waar iets speelt",
            aantal: getal(plekken.len() as u64),
            naar: "#gemeenten".to_owned(),
        },
    ]
}

fn heropend(deel: Heropend) -> Heropendregel {
    let Heropend { gesloten, heropend } = deel;
    let keer = |n: usize| taal::aantal(n as u64, "keer", "keer");
    let zin = if gesloten == 0 {
        "Er is nog geen knelpunt gesloten.".to_owned()
    } else {
        format!(
            "Een knelpunt werd {} gesloten. Daarvan werd het {} weer geopend, omdat het toch nog speelde.",
            keer(gesloten),
            keer(heropend)
        )
    };
    let gebleven = gesloten.saturating_sub(heropend) as u64;
    Heropendregel {
        zin,
        delen: delen(
            &[(gebleven, "k-midden"), (heropend as u64, "k-licht")],
            gebleven + heropend as u64,
        ),
        procent: format!("{}%", deel.procent()),
        naar: Keuze {
            heropend: true,
            ..Keuze::default()
        }
        .pad(1),
    }
}
