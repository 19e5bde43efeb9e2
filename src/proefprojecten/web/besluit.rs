//! A decision that was proposed: what it says, who agreed, and who has still to.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::super::{
    model::{
        Beslisser, Besluitstatus, Bezwaar, LES, Manier, Namens, Plek, Stem, Voorgesteld,
        vraagt_reden,
    },
    service::{
        besluiten::{self, Daad},
        zaak::{self, Zaak},
    },
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::namen::namen,
    http::{
        beeld::{self, Link},
        error::PageError,
        extract::{Delen, Formulier, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::{Optie, Veldfouten},
    },
    markdown::{self, SafeHtml},
    stukken::{
        model::{
            Kop, Soort,
            verschil::{Stukje, ingekort, verschil},
        },
        service as stukken,
    },
    taal,
};

/// The address of a proposal.
pub fn pad_van(kop: &Kop, id: Uuid) -> String {
    format!("{}/besluiten/{id}", kop.pad())
}

/// A place that has to agree.
#[derive(Debug)]
struct Regel {
    plek: &'static str,
    kleur: &'static str,
    stand: &'static str,
    uitleg: String,
}

#[derive(Debug, Template)]
#[template(path = "proefprojecten/besluit.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    zelf: String,
    kop_titel: String,
    nummer: String,
    status: &'static str,
    kleur: &'static str,
    gelukt: &'static str,
    keuze: &'static str,
    /// That the praktijk has still to be written; else empty.
    erbij: &'static str,
    les: Option<SafeHtml>,
    /// The lesson on the page beside that of the decision; empty when nothing would be written over.
    stukjes: Vec<Stukje>,
    /// That the lesson on the page is newer than what was proposed; else empty.
    ingehaald: &'static str,
    vervolg: Option<Link>,
    plekken: Vec<Regel>,
    /// Why the redactie stepped in; empty when it did not.
    ingestemd_om: String,
    afgewezen_om: String,
    /// Why the reader can't agree, when that is to be expected; else empty.
    bezwaar: String,
    /// The places that the reader can agree from; none when they can't.
    keuze_plekken: Vec<Optie>,
    vraagt_reden: bool,
    mag_afwijzen: bool,
    mag_terugnemen: bool,
    ingevulde_reden: String,
    waarom_niet: String,
    door: String,
    wanneer: String,
    thema: String,
    fouten: Veldfouten,
}

/// What was typed, for the page that says what is wrong with it.
#[derive(Debug, Default)]
struct Getypt {
    plek: String,
    reden: String,
    waarom_niet: String,
}

/// A proposal with its pilot, as the reader sees it.
#[derive(Debug)]
struct Werk {
    zaak: Zaak,
    besluit: Voorgesteld,
    manier: Manier,
}

async fn open(app: &App, ctx: &Ctx, delen: &[String]) -> Result<Werk> {
    let conn = app.db.read();
    let [naam, id] = delen else {
        return Err(Error::NotFound);
    };
    let mut zaak = zaak::open(ctx, conn, naam).await?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let besluit = besluiten::lees(ctx, conn, zaak.kop.id, id).await?;
    zaak.wie = zaak::beslisser(ctx, conn, &zaak.kop, besluit.thema_id).await?;
    Ok(Werk {
        manier: zaak::manier_van(conn, &besluit).await?,
        zaak,
        besluit,
    })
}

fn regel(manier: Manier, plek: Plek, stem: Option<(&Stem, &str)>, is_open: bool) -> Regel {
    let (kleur, stand, uitleg) = match stem {
        Some((stem, wie)) => (
            "safe",
            "Ingestemd",
            format!(
                "{wie}, {}, op {}",
                stem.namens.label(),
                taal::moment_van(stem.op)
            ),
        ),
        None if !is_open => ("neutral", "Niet ingestemd", String::new()),
        None if manier == Manier::Samen => (
            "warning",
            "Wacht",
            "Iemand anders van de organisatie, of van de redactie.".to_owned(),
        ),
        None if manier.is_bezet(plek) => (
            "warning",
            "Wacht op duo-partner",
            "Wie op deze zetel zit, of de waarnemer.".to_owned(),
        ),
        None => (
            "warning",
            "Zetel is leeg",
            "De redactie stemt in plaats daarvan in, met een reden.".to_owned(),
        ),
    };
    Regel {
        plek: plek.label(),
        kleur,
        stand,
        uitleg,
    }
}

/// Why the reader can't agree, on the page that says who still can.
fn waarom_niet(bezwaar: Bezwaar, wie: &Beslisser, stemmen: &[Stem]) -> String {
    if bezwaar != Bezwaar::GeenPlek {
        return bezwaar.melding().to_owned();
    }
    let Some(stem) = stemmen.iter().find(|stem| wie.zit_op(stem.plek)) else {
        return "Alleen wie nog moet instemmen, kan dit doen. Hierboven staat wie dat is."
            .to_owned();
    };
    let ander = match stem.namens {
        Namens::Waarnemer => "De waarnemer",
        Namens::Redactie => "De redactie",
        Namens::Zetel | Namens::Collega => "Een ander",
    };
    let kant = match stem.plek {
        Plek::Rijk => "het Rijk",
        Plek::Gemeente | Plek::Tweede => "de gemeenten",
    };
    format!("{ander} stemde al in namens {kant}.")
}

/// The lesson on the page beside that of a decision that waits, and that the one on the page is
/// newer, if so.
fn les_beide(werk: &Werk) -> (Vec<Stukje>, &'static str) {
    let Werk { zaak, besluit, .. } = werk;
    let les_nu = zaak.staat.inhoud.sectie(LES).unwrap_or_default();
    let schrijft_over = !besluit.les.is_empty() && besluit.les != les_nu;
    let ingehaald = besluit.is_ingehaald(les_nu);
    let niets_te_zien = les_nu.is_empty() && !ingehaald;
    if besluit.status != Besluitstatus::Open || !schrijft_over || niets_te_zien {
        return (Vec::new(), "");
    }
    let melding = if ingehaald {
        "De les op de pagina is intussen veranderd."
    } else {
        ""
    };
    (ingekort(&verschil(les_nu, &besluit.les)), melding)
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    werk: &Werk,
    getypt: Getypt,
    fouten: &Fouten,
) -> Result<Pagina> {
    let conn = app.db.read();
    let Werk {
        zaak,
        besluit,
        manier,
    } = werk;
    let (kop, wie, manier) = (&zaak.kop, &zaak.wie, *manier);
    let is_open = besluit.status == Besluitstatus::Open;
    let kan = wie.kan_instemmen(manier, &besluit.door, &besluit.stemmen);
    let bezwaar = match kan {
        Err(bezwaar) if is_open => waarom_niet(bezwaar, wie, &besluit.stemmen),
        _ => String::new(),
    };
    let (stukjes, ingehaald) = les_beide(werk);
    let kan = kan.ok().filter(|_| is_open).unwrap_or_default();
    let optie = |(plek, _): &(Plek, Namens)| {
        Optie::nieuw(plek.waarde(), plek.label(), plek.waarde() == getypt.plek)
    };
    let actors = besluit.stemmen.iter().map(|stem| stem.door.as_str());
    let bekend = namen(&app.db, actors.chain([besluit.door.as_str()])).await?;
    let naam = |actor: &str| bekend.get(actor).cloned().unwrap_or_default();
    let regels = manier.plekken().iter().map(|plek| {
        let stem = besluit.stemmen.iter().find(|stem| stem.plek == *plek);
        let naam = stem.map(|stem| naam(&stem.door)).unwrap_or_default();
        regel(
            manier,
            *plek,
            stem.map(|stem| (stem, naam.as_str())),
            is_open,
        )
    });
    let waarom = async |actie: &str, nodig: bool| -> Result<String> {
        if !nodig {
            return Ok(String::new());
        }
        let reden = stukken::overgangen::laatste_reden(ctx, conn, kop.id, actie).await?;
        Ok(reden.unwrap_or_default())
    };
    let met_reden = |stem: &Stem| vraagt_reden(manier, stem.namens);
    let ingevallen = besluit.stemmen.iter().any(met_reden);
    let vervolg = besluit.vervolg_id.as_slice();
    let themas = stukken::koppen(ctx, conn, besluit.thema_id.as_slice()).await?;
    let mut uitleg = begrippen::service::uitleg();
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Proefproject.meervoud())),
        pad: kop.pad(),
        zelf: pad_van(kop, besluit.id),
        kop_titel: kop.titel.clone(),
        nummer: beeld::nummer(kop),
        status: besluit.status.label(),
        kleur: match besluit.status {
            Besluitstatus::Open => "warning",
            Besluitstatus::Genomen => "safe",
            Besluitstatus::Afgewezen | Besluitstatus::Teruggenomen => "neutral",
        },
        gelukt: "",
        keuze: besluit.keuze.label(),
        erbij: if besluit.nog_te_schrijven {
            "De praktijk moet nog geschreven worden."
        } else {
            ""
        },
        les: (!besluit.les.is_empty()).then(|| markdown::html(&besluit.les, &mut uitleg)),
        stukjes,
        ingehaald,
        vervolg: stukken::koppen(ctx, conn, vervolg)
            .await?
            .first()
            .map(Link::naar),
        plekken: regels.collect(),
        ingestemd_om: waarom("besluit-instemmen", ingevallen).await?,
        afgewezen_om: waarom(
            "besluit-afwijzen",
            besluit.status == Besluitstatus::Afgewezen,
        )
        .await?,
        bezwaar,
        vraagt_reden: kan.iter().any(|(_, als)| vraagt_reden(manier, *als)),
        keuze_plekken: kan.iter().map(optie).collect(),
        mag_afwijzen: is_open && wie.mag_afwijzen(manier, &besluit.door).is_ok(),
        mag_terugnemen: is_open && wie.mag_terugnemen(&besluit.door).is_ok(),
        ingevulde_reden: getypt.reden,
        waarom_niet: getypt.waarom_niet,
        door: naam(&besluit.door),
        wanneer: taal::moment_van(besluit.op),
        thema: themas
            .first()
            .map(|thema| thema.titel.clone())
            .unwrap_or_default(),
        fouten: Veldfouten::van(fouten),
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let werk = open(&app, &ctx, &delen).await?;
    let mut pagina = pagina(&app, &ctx, &werk, Getypt::default(), &Fouten::new()).await?;
    pagina.gelukt = match parameters.een("gelukt") {
        "voorgesteld" => "Uw besluit is voorgesteld. De proef verandert pas als een ander instemt.",
        "instemmen" => "U stemde in. Het besluit wacht nog op de andere kant.",
        "afwijzen" => "Het besluit is afgewezen. Wie het voorstelde, leest waarom.",
        "terugnemen" => "Het besluit is teruggenomen. U kunt een ander besluit voorstellen.",
        _ => "",
    };
    Ok(antwoord(&pagina))
}

pub async fn doe(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let werk = open(&app, &ctx, &delen).await?;
    let actie = formulier.een("actie");
    let daad = match actie {
        "instemmen" => Daad::StemIn {
            plek: formulier.een("plek").parse().ok(),
            reden: formulier.een("reden"),
        },
        "afwijzen" => Daad::WijsAf {
            reden: formulier.een("waarom-niet"),
        },
        "terugnemen" => Daad::NeemTerug,
        _ => return Err(Error::NotFound.into()),
    };
    let plek = (werk.zaak.kop.id, werk.besluit.id);
    match besluiten::doe(&app.db, &ctx, plek, daad).await {
        Ok(true) => {
            let naar = werk.zaak.kop.pad();
            Ok(doorverwijzing(&format!("{naar}?gelukt=besloten")))
        }
        Ok(false) => {
            let naar = pad_van(&werk.zaak.kop, werk.besluit.id);
            Ok(doorverwijzing(&format!("{naar}?gelukt={actie}")))
        }
        Err(Error::Invalid(fouten)) => {
            let getypt = Getypt {
                plek: formulier.een("plek").to_owned(),
                reden: formulier.een("reden").to_owned(),
                waarom_niet: formulier.een("waarom-niet").to_owned(),
            };
            let pagina = pagina(&app, &ctx, &werk, getypt, &fouten).await?;
            let mut antwoord = antwoord(&pagina);
            *antwoord.status_mut() = StatusCode::BAD_REQUEST;
            Ok(antwoord)
        }
        Err(fout) => Err(fout.into()),
    }
}
