//! A decision that was proposed: what it says, who agreed, and who has still to.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::{
            Beslisser, Besluitstatus, Bezwaar, LES, Manier, Namens, Plek, Stem, Voorgesteld,
            vraagt_reden,
        },
        service::{
            besluiten::{self, Welk},
            zaak::{self, Zaak},
        },
    },
    getypt::{Getypt, REDEN, WAAROM_NIET},
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::namen::namen,
    http::{
        beeld::{self, Link},
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Delen, Formulier, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
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
    /// Why what was asked just now was not done; empty when that is not so.
    niet_gedaan: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
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
    akkoord_reden: Akkoord,
    waarom_niet: String,
    akkoord_niet: Akkoord,
    door: String,
    wanneer: String,
    thema: String,
    fouten: Veldfouten,
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
    // Nobody can agree with what would write over a newer lesson.
    let kan = kan.ok().filter(|_| is_open && ingehaald.is_empty());
    let kan = kan.unwrap_or_default();
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
        niet_gedaan: String::new(),
        geschreven: Geschreven::new(),
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
        akkoord_reden: getypt.akkoord_bij("instemmen", fouten),
        akkoord_niet: getypt.akkoord_bij("afwijzen", fouten),
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
    let getypt = Getypt::van(&formulier);
    let daad = getypt.daad().ok_or(Error::NotFound)?;
    let besluit = Welk {
        stuk_id: werk.zaak.kop.id,
        id: werk.besluit.id,
        versie: None,
    };
    match besluiten::doe(&app.db, &ctx, besluit, daad).await {
        Ok(true) => {
            let naar = werk.zaak.kop.pad();
            Ok(doorverwijzing(&format!("{naar}?gelukt=besloten")))
        }
        Ok(false) => {
            let naar = pad_van(&werk.zaak.kop, werk.besluit.id);
            Ok(doorverwijzing(&format!("{naar}?gelukt={}", getypt.actie)))
        }
        Err(Error::Invalid(fouten)) => {
            let pagina = pagina(&app, &ctx, &werk, getypt, &fouten).await?;
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Ok(niet_gedaan(&app, &ctx, &delen, getypt, fout).await?),
    }
}

/// The page as it stands now, with why nothing was done. What was typed stays in its field, and beside it
/// when the field is gone.
async fn niet_gedaan(
    app: &App,
    ctx: &Ctx,
    delen: &[String],
    getypt: Getypt,
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::van(fout)?;
    let werk = open(app, ctx, delen).await?;
    let mut pagina = pagina(app, ctx, &werk, getypt, &Fouten::new()).await?;
    let mut zonder_veld = Vec::new();
    if pagina.keuze_plekken.is_empty() || !pagina.vraagt_reden {
        zonder_veld.push((REDEN, pagina.ingevulde_reden.as_str()));
    }
    if !pagina.mag_afwijzen {
        zonder_veld.push((WAAROM_NIET, pagina.waarom_niet.as_str()));
    }
    pagina.geschreven = geschreven(zonder_veld);
    waarom.tekst().clone_into(&mut pagina.niet_gedaan);
    Ok(waarom.antwoord(&pagina))
}
