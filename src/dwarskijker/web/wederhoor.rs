//! What somebody was asked to reply to, and the page on which they read it and reply.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::Status,
        service::{
            reageren::{self, Antwoord, Geopend, VELD, Voorbij, gezien},
            wederhoor::Gevraagd,
        },
    },
    NAV,
    tekst::Tekst,
};
use crate::{
    app::App,
    begrippen::{
        self,
        model::{Uitleg, Woordenboek},
    },
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::{namen::namen, sessies::ingelogd},
    http::{
        beeld::{self, Link},
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        slot::Slot,
        velden::Veldfouten,
    },
    stukken::model::Soort,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "dwarskijker/wederhoren.html")]
struct Overzicht {
    kader: Kader,
    wachtend: Vec<Regel>,
    eerder: Vec<Regel>,
}

/// Something that was asked, by its number.
#[derive(Debug)]
struct Regel {
    url: String,
    nummer: String,
    organisatie: String,
    stand: String,
    kleur: &'static str,
    wat: &'static str,
}

pub async fn overzicht(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let vandaag = ctx.vandaag();
    let regel = |mijn: reageren::Mijn| {
        let loopt = mijn.status == Status::Wederhoor;
        let tot = taal::dag(mijn.uiterlijk);
        let (kleur, wat, stand) = match (loopt, mijn.gereageerd) {
            (false, _) => ("safe", "Vastgesteld", String::new()),
            (true, Some(op)) => (
                "safe",
                "Gereageerd",
                format!("op {}. U kunt uw reactie nog aanpassen.", taal::dag_van(op)),
            ),
            (true, None) if mijn.uiterlijk < vandaag => (
                "danger",
                "Termijn voorbij",
                format!("op {tot}. Reageren kan nog tot de bevinding is vastgesteld."),
            ),
            (true, None) => ("warning", "Wacht op u", format!("tot en met {tot}")),
        };
        let regel = Regel {
            url: if loopt {
                format!("/wederhoor/{}", mijn.kop.slug)
            } else {
                mijn.kop.pad()
            },
            nummer: beeld::nummer(&mijn.kop),
            organisatie: mijn.organisatie.titel,
            stand,
            kleur,
            wat,
        };
        (loopt, regel)
    };
    let alle = reageren::mijn(&ctx, app.db.read()).await?;
    let (wachtend, eerder): (Vec<_>, Vec<_>) =
        alle.into_iter().map(regel).partition(|(loopt, _)| *loopt);
    let zonder = |regels: Vec<(bool, Regel)>| regels.into_iter().map(|(_, regel)| regel).collect();
    Ok(antwoord(&Overzicht {
        kader: Kader::nieuw(&app, &ctx, NAV),
        wachtend: zonder(wachtend),
        eerder: zonder(eerder),
    }))
}

#[derive(Debug, Template)]
#[template(path = "dwarskijker/wederhoor.html")]
pub(super) struct Pagina {
    kader: Kader,
    pub(super) gelukt: &'static str,
    fouten: Veldfouten,
    /// Why nothing was kept, whatever the form says; empty when that is not so.
    pub(super) niet_gedaan: String,
    /// What was typed and is in no field any more.
    pub(super) geschreven: Geschreven,
    /// Until when the link of the reader opens; empty for who logs in.
    pub(super) met_link: String,
    /// Whether one can still reply.
    loopt: bool,
    titel: String,
    nummer: String,
    /// Where the form goes.
    pub(super) pad: String,
    tekst: Tekst,
    regelingen: Vec<Link>,
    knelpunten: Vec<Link>,
    vragen: Vec<Vraag>,
    slot: Slot,
}

/// For which organisatie the reader replies, and what it said.
#[derive(Debug)]
struct Vraag {
    id: Uuid,
    /// Its heading, and the name of that.
    kop: String,
    anker: String,
    tot: String,
    /// Whether that day has passed.
    voorbij: bool,
    /// When and by whom it was said; empty as long as nothing was.
    gezegd: String,
    /// The name of its field, and of the box below it.
    veld: String,
    vinkje: String,
    reactie: String,
    gezien: String,
    fout: String,
    akkoord: Akkoord,
}

/// What was typed in one of the forms, and what is wrong with it.
#[derive(Debug)]
pub(super) struct Getypt {
    pub(super) antwoord: Antwoord,
    pub(super) akkoord: Akkoord,
    pub(super) fouten: Fouten,
}

/// The page of what the reader opened.
pub(super) async fn pagina(
    app: &App,
    ctx: &Ctx,
    geopend: Geopend,
    getypt: Option<Getypt>,
) -> Result<Pagina> {
    let Geopend {
        stuk,
        gevraagd,
        status,
    } = geopend;
    let boek = Woordenboek::default();
    let mut uitleg = Uitleg::nieuw(&boek);
    let tekst = Tekst::van(app, ctx, &stuk, &mut uitleg).await?;
    let reacties = gevraagd.iter().filter_map(|g| g.vraag.reactie.as_ref());
    let bekend = namen(&app.db, reacties.map(|reactie| reactie.door.as_str())).await?;
    let mut vragen = Vec::new();
    let mut fouten = Fouten::new();
    for (plek, Gevraagd { vraag, organisatie }) in gevraagd.into_iter().enumerate() {
        let veld = match plek {
            0 => VELD.to_owned(),
            plek => format!("{VELD}-{}", plek + 1),
        };
        let gezegd = vraag.reactie.as_ref().map(|reactie| {
            let wie = bekend.get(&reactie.door).cloned().unwrap_or_default();
            format!("{}, {wie}", taal::moment_van(reactie.op))
        });
        let van_deze = getypt.as_ref().filter(|g| g.antwoord.vraag == vraag.id);
        let mut fout = String::new();
        for wat in van_deze.iter().flat_map(|g| g.fouten.iter()) {
            fouten.meld(veld.clone(), wat.code, wat.melding.clone());
            if fout.is_empty() {
                fout.clone_from(&wat.melding);
            }
        }
        let nu = gezien(vraag.reactie.as_ref());
        let stond_er = vraag.reactie.map(|reactie| reactie.tekst);
        vragen.push(Vraag {
            id: vraag.id,
            kop: format!("De reactie van {}", organisatie.titel),
            anker: format!("vraag-{}", plek + 1),
            tot: taal::dag(vraag.uiterlijk),
            voorbij: vraag.uiterlijk < ctx.vandaag(),
            gezegd: gezegd.unwrap_or_default(),
            vinkje: format!("persoonsgegevens-akkoord-{}", plek + 1),
            veld,
            reactie: match van_deze {
                Some(getypt) => getypt.antwoord.tekst.clone(),
                None => stond_er.unwrap_or_default(),
            },
            // What they saw stays: mending a word must not hide that a colleague replied.
            gezien: van_deze.map_or(nu, |getypt| getypt.antwoord.gezien.clone()),
            fout,
            akkoord: van_deze.map_or_else(Akkoord::default, |g| g.akkoord.bij(&g.fouten)),
        });
    }
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        gelukt: "",
        fouten: Veldfouten::van(&fouten),
        niet_gedaan: String::new(),
        geschreven: Geschreven::new(),
        met_link: String::new(),
        loopt: status == Status::Wederhoor,
        titel: stuk.kop.titel.clone(),
        nummer: beeld::nummer(&stuk.kop),
        pad: format!("/wederhoor/{}", stuk.kop.slug),
        tekst,
        regelingen: beeld::links(&stuk, Soort::Regeling),
        knelpunten: beeld::links(&stuk, Soort::Knelpunt),
        vragen,
        slot: Slot::van(app, ctx, &stuk, &begrippen::service::uitleg()),
    })
}

/// That a reply came too late, without a word of what it was about.
#[derive(Debug, Template)]
#[template(path = "dwarskijker/teruggenomen.html")]
struct Teruggenomen {
    kader: Kader,
    /// What happened, and what comes of it.
    kop: &'static str,
    waarom: &'static str,
    /// What was typed, to copy.
    geschreven: Geschreven,
}

/// What happened that the reader can reply no more, and what comes of it.
const fn in_woorden(voorbij: Voorbij) -> (&'static str, &'static str) {
    match voorbij {
        Voorbij::Teruggenomen => (
            "De bevinding is teruggenomen",
            "De dwarskijker heeft de bevinding teruggenomen terwijl u schreef. Legt de dwarskijker haar \
             opnieuw voor, dan krijgt uw organisatie weer een mail.",
        ),
        Voorbij::AnderContact => (
            "U bent geen contactpersoon meer",
            "De dwarskijker vraagt de reactie van uw organisatie nu aan een ander. Geef die persoon door \
             wat u schreef.",
        ),
    }
}

/// What a form says.
///
/// # Errors
/// [`Error::NotFound`] when it is about nothing.
pub(super) fn antwoord_van(formulier: &Formulier, akkoord: Akkoord) -> Result<Antwoord> {
    let veld = formulier.een("veld");
    Ok(Antwoord {
        vraag: formulier
            .een("vraag")
            .parse()
            .map_err(|_| Error::NotFound)?,
        tekst: formulier
            .een(if veld.is_empty() { VELD } else { veld })
            .to_owned(),
        gezien: formulier.een("gezien").to_owned(),
        akkoord: akkoord.aan,
    })
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    // Who is not logged in is asked to, whatever the name is.
    ingelogd(&ctx)?;
    let geopend = reageren::open(&app.db, &ctx, &naam).await?;
    if geopend.status == Status::Vastgesteld {
        return Ok(doorverwijzing(&geopend.stuk.kop.pad()));
    }
    Ok(antwoord(&Pagina {
        gelukt: match parameters.een("gelukt") {
            "gereageerd" => {
                "Uw reactie is bewaard. U kunt haar aanpassen tot de bevinding is vastgesteld."
            }
            _ => "",
        },
        ..pagina(&app, &ctx, geopend, None).await?
    }))
}

pub async fn reageer(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ingelogd(&ctx)?;
    let akkoord = Akkoord::van(&formulier);
    let wat = antwoord_van(&formulier, akkoord)?;
    let fout = match reageren::reageer(&app.db, &ctx, &naam, &wat).await {
        Ok(kop) => {
            let pad = format!("/wederhoor/{}?gelukt=gereageerd", kop.slug);
            return Ok(doorverwijzing(&pad));
        }
        Err(fout) => fout,
    };
    if matches!(fout, Error::NotFound)
        && let Some(voorbij) = reageren::voorbij(&ctx, app.db.read(), wat.vraag).await?
    {
        let (kop, waarom) = in_woorden(voorbij);
        let pagina = Teruggenomen {
            kader: Kader::nieuw(&app, &ctx, NAV),
            kop,
            waarom,
            geschreven: geschreven([("Uw reactie", wat.tekst.as_str())]),
        };
        return Ok(met_status(StatusCode::CONFLICT, &pagina));
    }
    let geopend = reageren::open(&app.db, &ctx, &naam).await?;
    if let Error::Invalid(fouten) = fout {
        let getypt = Getypt {
            antwoord: wat,
            akkoord,
            fouten,
        };
        let pagina = pagina(&app, &ctx, geopend, Some(getypt)).await?;
        return Ok(met_status(StatusCode::BAD_REQUEST, &pagina));
    }
    let waarom = NietGedaan::van(fout)?;
    // The field shows what there is now, so that saving once more is a choice; what was typed stands above.
    let pagina = Pagina {
        niet_gedaan: waarom.tekst().to_owned(),
        geschreven: geschreven([("Uw reactie", wat.tekst.as_str())]),
        ..pagina(&app, &ctx, geopend, None).await?
    };
    Ok(waarom.antwoord(&pagina))
}
