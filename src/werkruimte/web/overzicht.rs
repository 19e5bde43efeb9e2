//! What is going on in a thema, on one page.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::service::{
        Werkplek,
        overzicht::{Overzicht, VOORGESTELD, overzicht},
        werkplek,
    },
    Deel, Raam,
    beeld::{self, Actierij, Bestandrij, Binnenkort, Kolom, Lid, Punt, Standrij},
    lijst,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::Link,
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        render::{Kader, antwoord},
    },
    regietafel::{model::Gegeven, service::Escalatie},
    stukken::model::Soort,
    taal,
};

/// What the duo says of the thema.
#[derive(Debug)]
struct Stand {
    naam: &'static str,
    toelichting: String,
    dag: String,
}

/// What of the thema itself was put to the regietafel.
#[derive(Debug)]
struct Voorgelegd {
    vraag: String,
    dag: String,
    besluit: Option<Link>,
}

#[derive(Debug, Template)]
#[template(path = "werkruimte/overzicht.html")]
struct Pagina {
    kader: Kader,
    raam: Raam,
    gelukt: &'static str,
    /// Whether the reader is of the duo: only they see what is theirs to do.
    is_duo: bool,
    duo: Vec<Lid>,
    ontbreekt: Vec<String>,
    /// What waits for the reader, each as a link.
    wacht: Vec<Link>,
    open_knelpunten: String,
    bord: Vec<Kolom>,
    knelpunten_url: String,
    acties: Vec<Actierij>,
    te_laat: String,
    kennisvragen: Vec<Standrij>,
    kennisvragen_url: String,
    proefprojecten: Vec<Standrij>,
    proefprojecten_url: String,
    notities: Vec<Standrij>,
    notities_url: String,
    besluiten: Vec<Punt>,
    besluiten_url: String,
    /// Besluiten that wait and are not shown.
    meer_wachtend: String,
    binnenkort: Vec<Binnenkort>,
    bijeenkomsten_url: String,
    bestanden: Vec<Bestandrij>,
    verbonden: Vec<Link>,
    stand: Option<Stand>,
    voorgelegd: Vec<Voorgelegd>,
    tijdlijn: Vec<Punt>,
    /// Whether something happened before that.
    eerder: bool,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let plek = werkplek(&ctx, app.db.read(), &thema).await?;
    let overzicht = overzicht(&app.db, &ctx, &plek).await?;
    let gelukt = match parameters.een("gelukt") {
        "stand" => "De stand van het thema is bewaard.",
        "voorgelegd" => "Uw vraag ligt bij de regietafel.",
        _ => "",
    };
    Ok(antwoord(&Pagina {
        gelukt,
        ..pagina(&app, &ctx, &plek, &overzicht)
    }))
}

fn pagina(app: &App, ctx: &Ctx, plek: &Werkplek, overzicht: &Overzicht) -> Pagina {
    let pad = plek.pad();
    let werk = &overzicht.werk;
    let open = werk.knelpunten.open();
    // Counted one after the other: in between one may have been closed.
    let gesloten = werk.tellingen.totaal(Soort::Knelpunt).saturating_sub(open);
    let getal = |n: u64| taal::getal(i64::try_from(n).unwrap_or(i64::MAX));
    let getoond = werk.wachtend.len() as u64;
    let wachtend = werk.tellingen.met(Soort::Besluit, &[VOORGESTELD]);
    let meer_wachtend = wachtend.saturating_sub(getoond);
    let rondom = &overzicht.rondom;
    Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Thema.meervoud())),
        raam: Raam::van(plek, &werk.tellingen, werk.bestanden.0, Deel::Overzicht),
        gelukt: "",
        is_duo: plek.deelname.is_duo(),
        duo: beeld::duo(&overzicht.mensen.duo),
        ontbreekt: beeld::ontbreekt(&overzicht.mensen.ontbreekt),
        wacht: wacht(ctx, overzicht),
        open_knelpunten: format!("{} open, {} gesloten", getal(open), getal(gesloten)),
        bord: beeld::bord(&werk.knelpunten),
        knelpunten_url: lijst(&pad, Soort::Knelpunt),
        acties: beeld::acties(overzicht, ctx.vandaag()),
        te_laat: match werk.te_laat {
            0 => String::new(),
            n => format!("{} te laat", taal::aantal(n, "actie", "acties")),
        },
        kennisvragen: beeld::kennisvragen(&werk.kennisvragen),
        kennisvragen_url: lijst(&pad, Soort::Kennisvraag),
        proefprojecten: beeld::proefprojecten(overzicht),
        proefprojecten_url: lijst(&pad, Soort::Proefproject),
        notities: beeld::notities(&werk.notities),
        notities_url: lijst(&pad, Soort::Notitie),
        besluiten: beeld::besluiten(overzicht),
        besluiten_url: lijst(&pad, Soort::Besluit),
        meer_wachtend: match meer_wachtend {
            0 => String::new(),
            n => format!(
                "Nog {} in afwachting",
                taal::aantal(n, "besluit", "besluiten")
            ),
        },
        binnenkort: beeld::binnenkort(&werk.bijeenkomsten),
        bijeenkomsten_url: lijst(&pad, Soort::Bijeenkomst),
        bestanden: beeld::bestanden(&werk.bestanden.1),
        verbonden: beeld::verbonden(&rondom.verbonden),
        stand: rondom.stand.as_ref().map(stand),
        voorgelegd: rondom.escalaties.iter().map(voorgelegd).collect(),
        tijdlijn: beeld::tijdlijn(&rondom.laatst, true),
        eerder: rondom.eerder,
    }
}

fn stand(gegeven: &Gegeven) -> Stand {
    Stand {
        naam: gegeven.stand.label(),
        toelichting: gegeven.toelichting.clone(),
        dag: taal::dag_van(gegeven.op),
    }
}

fn voorgelegd(escalatie: &Escalatie) -> Voorgelegd {
    Voorgelegd {
        vraag: escalatie.vraag.clone(),
        dag: taal::dag_van(escalatie.op),
        besluit: escalatie.besluit.as_ref().map(Link::naar),
    }
}

/// Besluiten that wait for the seat of the reader, and acties of theirs of which the day has come.
fn wacht(ctx: &Ctx, overzicht: &Overzicht) -> Vec<Link> {
    let besluiten = overzicht.werk.wachtend.iter().filter(|(_, op_mij)| *op_mij);
    let besluiten = besluiten.map(|(kop, _)| Link {
        bij: "besluit".to_owned(),
        ..Link::naar(kop)
    });
    let vandaag = ctx.vandaag();
    let acties = overzicht.rondom.mijn_acties.iter();
    let nu = acties.filter(|kop| kop.datum.is_some_and(|dag| dag <= vandaag));
    let nu = nu.map(|kop| Link {
        bij: "actie".to_owned(),
        ..Link::naar(kop)
    });
    besluiten.chain(nu).collect()
}
