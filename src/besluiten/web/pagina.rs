//! The page of one besluit: what it says, who agreed, and who has still to.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::{
        model::{Besluit, Orgaan, Stap as Besluitstap, Status},
        policy::{SAMEN, mag_schrijven},
        service::lezen::{self, Zaak},
    },
    kleur, wacht_op,
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    gebruikers::service::{namen::namen, zetels},
    http::{
        beeld::{self, Link, Stap},
        error::PageError,
        extract::{Naam, Parameters, ReqCtx},
        regietafel::{Voorgelegd, voorgelegd},
        render::{Kader, antwoord, omleiding},
        slot::Slot,
        verbanden::{self, Verbanden},
        werkruimte::{Werkkop, kader_van, werkkop},
    },
    markdown::{self, SafeHtml},
    proefprojecten::model::Plek,
    stukken::{
        model::{Soort, Stuk},
        service as stukken,
    },
    taal,
};

/// A side that has to agree.
#[derive(Debug)]
struct Kant {
    naam: &'static str,
    kleur: &'static str,
    stand: &'static str,
    uitleg: String,
}

#[derive(Debug, Template)]
#[template(path = "besluiten/besluit.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    titel: String,
    nummer: String,
    werkkop: Werkkop,
    /// The besluiten of the thema, for who takes part in it.
    lijst: String,
    status: &'static str,
    kleur: &'static str,
    /// What it waits for; empty when it does not wait.
    wacht: &'static str,
    door: &'static str,
    /// What the regietafel does; empty for a duo.
    uitkomst: &'static str,
    tekst: SafeHtml,
    waarom: SafeHtml,
    kanten: Vec<Kant>,
    /// Why it was refused or taken back; else empty.
    reden: String,
    dag: String,
    /// Whose words they are; empty for who takes no part in the thema.
    indiener: String,
    stappen: Vec<Link>,
    wijzigen: Option<String>,
    voorgelegd: Voorgelegd,
    tijdlijn: Vec<Stap>,
    verbanden: Verbanden,
    slot: Slot,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Besluit>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let pagina = maak(&app, &ctx, stuk).await?;
    Ok(antwoord(&Pagina {
        gelukt: match parameters.een("gelukt") {
            "gemaakt" => {
                "Het besluit is voorgesteld. Het geldt pas als beide kanten van het duo instemmen."
            }
            "bewaard" => "Het besluit is gewijzigd. Wie al instemde, moet dat opnieuw doen.",
            "ingestemd" => "U stemde in. Het besluit wacht nog op de andere kant.",
            "genomen" => "Het besluit is genomen. De tekst staat nu vast.",
            "afgewezen" => "Het besluit is afgewezen. Wie het leest, ziet waarom.",
            "ingetrokken" => "Het besluit is ingetrokken. Wie het leest, ziet waarom.",
            "tafel" => "Het besluit van de regietafel staat vast. Het duo krijgt een mail.",
            _ => "",
        },
        ..pagina
    }))
}

/// What the reader can do, each with where that is done.
fn stappen(ctx: &Ctx, zaak: &Zaak) -> Vec<Link> {
    if ctx.schrijver().is_err() {
        return Vec::new();
    }
    let pad = zaak.kop.pad();
    let stappen = zaak.stappen().into_iter();
    stappen
        .map(|stap| Link {
            url: format!("{pad}/stappen/{stap}"),
            tekst: stap.label().to_owned(),
            bij: String::new(),
        })
        .collect()
}

/// Both sides of the duo, and how each stands. Who agreed is named to who works there.
async fn kanten(app: &App, zaak: &Zaak, met_namen: bool) -> Result<Vec<Kant>> {
    let (rijk, gemeente) = zetels::bezet(app.db.read(), zaak.inhoud.plaats.thema).await?;
    let doors = zaak.stemmen.iter().map(|stem| stem.door.as_str());
    let bekend = namen(&app.db, doors).await?;
    let wacht = zaak.status == Status::Voorgesteld;
    let kant = |plek: &Plek| {
        let bezet = match plek {
            Plek::Rijk => rijk,
            Plek::Gemeente | Plek::Tweede => gemeente,
        };
        let stem = zaak.stemmen.iter().find(|stem| stem.plek == *plek);
        let (kleur, stand, uitleg) = match stem {
            Some(stem) => {
                let op = taal::moment_van(stem.op);
                let naam = bekend.get(&stem.door).filter(|_| met_namen);
                let als = stem.namens.label();
                let uitleg = naam.map_or_else(
                    || format!("{als}, op {op}"),
                    |naam| format!("{naam}, {als}, op {op}"),
                );
                ("safe", "Ingestemd", uitleg)
            }
            None if !wacht => ("neutral", "Niet ingestemd", String::new()),
            None if bezet => (
                "warning",
                "Wacht op duo-partner",
                "Wie op deze zetel zit, of de waarnemer.".to_owned(),
            ),
            None => (
                "warning",
                "Zetel is leeg",
                "De waarnemer kan instemmen. Is er geen waarnemer? Vraag de regietafel om iemand."
                    .to_owned(),
            ),
        };
        Kant {
            naam: plek.label(),
            kleur,
            stand,
            uitleg,
        }
    };
    Ok(SAMEN.plekken().iter().map(kant).collect())
}

/// Why it was refused or taken back, for who reads it.
async fn reden(app: &App, ctx: &Ctx, zaak: &Zaak) -> Result<String> {
    let stap = match zaak.status {
        Status::Afgewezen => Besluitstap::Afwijzen,
        Status::Ingetrokken => Besluitstap::Intrekken,
        Status::Voorgesteld | Status::Genomen => return Ok(String::new()),
    };
    let (conn, id) = (app.db.read(), zaak.kop.id);
    let reden = stukken::overgangen::laatste_reden(ctx, conn, id, stap.waarde()).await?;
    Ok(reden.unwrap_or_default())
}

async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Besluit>) -> Result<Pagina> {
    let zaak = lezen::op_id(ctx, app.db.read(), stuk.kop.id).await?;
    let plaats = stuk.inhoud.plaats;
    let van_duo = zaak.inhoud.door == Orgaan::Duo;
    let doet_mee = zaak.deelname.doet_mee();
    let open: Vec<Plek> = SAMEN.open(&zaak.stemmen).collect();
    let wacht = zaak.status == Status::Voorgesteld;
    let bekend = namen(&app.db, [zaak.inhoud.indiener.as_str()]).await?;
    let indiener = bekend.get(&zaak.inhoud.indiener).filter(|_| doet_mee);
    let mut uitleg = begrippen::service::uitleg();
    uitleg.noteer(&stuk.kop.titel);
    let werkkop = werkkop(app, ctx, stuk.kop.id, plaats).await?;
    let wijzigt = wacht && ctx.schrijver().is_ok() && mag_schrijven(zaak.deelname).is_ok();
    Ok(Pagina {
        kader: kader_van(app, ctx, &stuk.kop, plaats.niveau),
        gelukt: "",
        titel: stuk.kop.titel.clone(),
        nummer: beeld::nummer(&stuk.kop),
        lijst: format!("{}/besluiten", werkkop.werkruimte_url),
        werkkop,
        status: zaak.status.label(),
        kleur: kleur(zaak.status),
        wacht: if wacht { wacht_op(&open) } else { "" },
        door: zaak.inhoud.door.label(),
        uitkomst: zaak.inhoud.uitkomst.map_or("", |uitkomst| uitkomst.label()),
        tekst: markdown::html(&stuk.inhoud.tekst, &mut uitleg),
        waarom: markdown::html(&stuk.inhoud.waarom, &mut uitleg),
        kanten: if van_duo {
            kanten(app, &zaak, doet_mee).await?
        } else {
            Vec::new()
        },
        reden: reden(app, ctx, &zaak).await?,
        dag: stuk.kop.datum.map(taal::dag).unwrap_or_default(),
        indiener: indiener.cloned().unwrap_or_default(),
        stappen: stappen(ctx, &zaak),
        wijzigen: wijzigt.then(|| format!("{}/wijzigen", stuk.kop.pad())),
        voorgelegd: voorgelegd(app, ctx, &stuk.kop).await?,
        tijdlijn: beeld::tijdlijn(&stuk.tijdlijn),
        // Its thema stands at the top.
        verbanden: verbanden::verbanden_buiten(&stuk, |buur| {
            buur.kop.soort == Soort::Thema && buur.kop.id == plaats.thema
        }),
        slot: Slot::van(app, ctx, &stuk, &uitleg),
    })
}
