//! The page on which a bevinding is sent to those that it is about.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{Bevinding, Status, gewone_termijn},
        service::{
            schrijven::noteer_lezing,
            voorleggen::{self, Gevraagde, Voorlegging},
            zaak::{self, Zaak},
        },
    },
    NAV,
    tekst::Tekst,
};
use crate::{
    app::App,
    begrippen::model::{Uitleg, Woordenboek},
    ctx::Ctx,
    error::{Error, Fout, Fouten, Result},
    http::{
        beeld,
        error::{NietGedaan, PageError},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::service as stukken,
};

/// Empty rows below those that there are.
const LEGE_RIJEN: usize = 2;
/// Rows that a form may have.
const RIJEN: usize = 80;

#[derive(Debug, Template)]
#[template(path = "dwarskijker/voorleggen.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    niet_gedaan: String,
    titel: String,
    nummer: String,
    pad: String,
    versie: i64,
    tekst: Tekst,
    uiterlijk: String,
    rijen: Vec<Rij>,
    akkoord: Akkoord,
}

/// The fields of an organisatie.
#[derive(Debug)]
struct Rij {
    veld: String,
    label: String,
    organisatie: String,
    veld_contacten: String,
    label_contacten: String,
    contacten: String,
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    zaak: &Zaak,
    wat: Voorlegging,
    (akkoord, fouten): (Akkoord, &Fouten),
) -> Result<Pagina> {
    // The whole text stands on the page: what is sent is seen once more.
    noteer_lezing(&app.db, ctx, zaak.kop.id).await?;
    let stuk = stukken::tonen::<Bevinding>(ctx, app.db.read(), zaak.kop.slug.as_str()).await?;
    let boek = Woordenboek::default();
    let mut uitleg = Uitleg::nieuw(&boek);
    let leeg = std::iter::repeat_n(Gevraagde::default(), LEGE_RIJEN);
    // What is wrong names the row in which it was typed: then every row stays where it is.
    let rijen: Vec<Gevraagde> = if fouten.is_empty() {
        wat.gevraagd.into_iter().chain(leeg).collect()
    } else {
        // Who can't be left out may need a row that was not there.
        let genoemd = fouten.iter().filter_map(rij_van).max().unwrap_or_default();
        let mut rijen = wat.gevraagd;
        rijen.resize(rijen.len().max(genoemd), Gevraagde::default());
        rijen
    };
    let rij = |(plek, wie): (usize, Gevraagde)| {
        let nummer = plek + 1;
        Rij {
            veld: format!("organisatie-{nummer}"),
            label: format!("Organisatie {nummer}"),
            organisatie: wie.organisatie,
            veld_contacten: format!("contacten-{nummer}"),
            label_contacten: format!("Contactpersonen van organisatie {nummer}"),
            contacten: wie.contacten,
        }
    };
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        fouten: Veldfouten::van(fouten),
        niet_gedaan: String::new(),
        titel: zaak.kop.titel.clone(),
        nummer: beeld::nummer(&zaak.kop),
        pad: zaak.kop.pad(),
        versie: zaak.kop.versie,
        tekst: Tekst::van(app, ctx, &stuk, &mut uitleg).await?,
        uiterlijk: wat.uiterlijk,
        rijen: rijen.into_iter().enumerate().map(rij).collect(),
        akkoord: akkoord.bij(fouten),
    })
}

/// The number of the row whose organisatie a mistake names.
fn rij_van(fout: &Fout) -> Option<usize> {
    fout.veld.strip_prefix("organisatie-")?.parse().ok()
}

/// What the form begins with: those that have to be asked, and the usual time.
async fn begin(app: &App, ctx: &Ctx, zaak: &Zaak) -> Result<Voorlegging> {
    let koppen = voorleggen::te_vragen(ctx, app.db.read(), zaak).await?;
    let gevraagde = koppen.into_iter().map(|kop| Gevraagde {
        organisatie: kop.titel,
        contacten: String::new(),
    });
    Ok(Voorlegging {
        uiterlijk: gewone_termijn(ctx.vandaag()).to_string(),
        gevraagd: gevraagde.collect(),
        ..Voorlegging::default()
    })
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let zaak = zaak::open(&ctx, app.db.read(), &naam).await?;
    if zaak.status != Status::Concept {
        return Ok(doorverwijzing(&zaak.kop.pad()));
    }
    let wat = begin(&app, &ctx, &zaak).await?;
    let niets = (Akkoord::default(), &Fouten::new());
    Ok(antwoord(&pagina(&app, &ctx, &zaak, wat, niets).await?))
}

pub async fn doe(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let zaak = zaak::open(&ctx, app.db.read(), &naam).await?;
    let akkoord = Akkoord::van(&formulier);
    let velden: Vec<&str> = formulier.velden().map(|(naam, _)| naam).collect();
    let rij = |nummer: usize| {
        let veld = format!("organisatie-{nummer}");
        velden.contains(&veld.as_str()).then(|| Gevraagde {
            organisatie: formulier.een(&veld).to_owned(),
            contacten: formulier.een(&format!("contacten-{nummer}")).to_owned(),
        })
    };
    let wat = Voorlegging {
        uiterlijk: formulier.een("uiterlijk").to_owned(),
        gevraagd: (1..=RIJEN).map_while(rij).collect(),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: akkoord.aan,
    };
    let versie = wat.versie;
    match voorleggen::leg_voor(&app.db, &ctx, zaak.kop.id, &wat).await {
        Ok(kop) => Ok(doorverwijzing(&format!("{}?gelukt=voorgelegd", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            // The version that they saw stays: mending a field must not hide that somebody saved.
            let pagina = Pagina {
                versie,
                ..pagina(&app, &ctx, &zaak, wat, (akkoord, &fouten)).await?
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let zaak = zaak::open(&ctx, app.db.read(), &naam).await?;
            let niets = (akkoord, &Fouten::new());
            let pagina = Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina(&app, &ctx, &zaak, wat, niets).await?
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}
