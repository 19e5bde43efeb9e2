//! The page on which the dwarskijker changes through whom an organisatie replies.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::{
        model::{Status, is_te_kort},
        service::{
            contacten::{self, Blad, ERBIJ, REDEN, WEG, Wisseling},
            verloop::Contactpersoon,
            zaak,
        },
    },
    GEDULD, NAV,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::namen::namen,
    http::{
        beeld,
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::Kop,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "dwarskijker/contacten.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each decides about a line of the page by itself"
)]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why it was not done, whatever the form says; empty when that is not so.
    niet_gedaan: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    /// Whether there is something to change.
    kan: bool,
    nummer: String,
    pad: String,
    vraag: Uuid,
    organisatie: String,
    /// The last day that there is, and whether who comes needs another.
    tot: String,
    te_kort: bool,
    /// Whether there is a reply, which stays.
    gereageerd: bool,
    /// Whether nobody can reply now.
    niemand: bool,
    nu: Vec<Optie>,
    erbij: String,
    uiterlijk: String,
    reden: String,
    akkoord: Akkoord,
}

/// Who somebody is, and whether they can reply.
pub(super) fn woorden(wie: &Contactpersoon, bekend: &HashMap<String, String>) -> String {
    let Contactpersoon { wie, kan, link } = wie;
    let Some(link) = link else {
        let naam = bekend.get(&wie.to_string()).cloned().unwrap_or_default();
        return if *kan {
            naam
        } else {
            format!("{naam} (hoort niet meer bij de organisatie)")
        };
    };
    let tot = taal::moment_van(link.verloopt);
    if *kan {
        format!("{} <{}>, met een link tot {tot}", link.naam, link.mail)
    } else {
        format!("{} <{}>, de link werkt niet meer", link.naam, link.mail)
    }
}

async fn pagina(
    app: &App,
    ctx: &Ctx,
    blad: Blad,
    wat: Wisseling,
    (akkoord, fouten): (Akkoord, &Fouten),
) -> Result<Pagina> {
    let Blad {
        zaak,
        gevraagd,
        contacten,
    } = blad;
    let wie: Vec<String> = contacten.iter().map(|c| c.wie.to_string()).collect();
    let bekend = namen(&app.db, wie.iter().map(String::as_str)).await?;
    let optie = |contact: &Contactpersoon| {
        let waarde = contact.wie.to_string();
        let gekozen = wat.weg.contains(&waarde);
        Optie::nieuw(&waarde, &woorden(contact, &bekend), gekozen)
    };
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        fouten: Veldfouten::van(fouten),
        niet_gedaan: String::new(),
        geschreven: Geschreven::new(),
        kan: true,
        nummer: beeld::nummer(&zaak.kop),
        pad: zaak.kop.pad(),
        vraag: gevraagd.vraag.id,
        organisatie: gevraagd.organisatie.titel.clone(),
        tot: taal::dag(gevraagd.vraag.uiterlijk),
        te_kort: is_te_kort(&gevraagd.vraag, ctx.vandaag()),
        gereageerd: gevraagd.vraag.reactie.is_some(),
        niemand: contacten.iter().all(|contact| !contact.kan),
        nu: contacten.iter().map(optie).collect(),
        erbij: wat.erbij,
        uiterlijk: wat.uiterlijk,
        reden: wat.reden,
        akkoord: akkoord.bij(fouten),
    })
}

/// The page when the bevinding is out no more: with what was typed, to copy.
fn zonder_formulier(app: &App, ctx: &Ctx, kop: &Kop, wat: &Wisseling) -> Pagina {
    Pagina {
        kader: Kader::nieuw(app, ctx, NAV),
        fouten: Veldfouten::default(),
        niet_gedaan: String::new(),
        geschreven: geschreven([
            ("Wie komt erbij?", wat.erbij.as_str()),
            ("Waarom?", wat.reden.as_str()),
        ]),
        kan: false,
        nummer: beeld::nummer(kop),
        pad: kop.pad(),
        vraag: wat.vraag,
        organisatie: String::new(),
        tot: String::new(),
        te_kort: false,
        gereageerd: false,
        niemand: false,
        nu: Vec::new(),
        erbij: String::new(),
        uiterlijk: String::new(),
        reden: String::new(),
        akkoord: Akkoord::default(),
    }
}

/// The number of what was asked; there is nothing with any other.
fn nummer(vraag: &str) -> Result<Uuid> {
    vraag.parse().map_err(|_| Error::NotFound)
}

pub async fn vraag(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let zaak = zaak::open(&ctx, conn, &naam).await?;
    if zaak.status != Status::Wederhoor {
        return Ok(doorverwijzing(&zaak.kop.pad()));
    }
    let blad = contacten::blad(&ctx, conn, &naam, nummer(parameters.een("vraag"))?).await?;
    let niets = (Akkoord::default(), &Fouten::new());
    let pagina = pagina(&app, &ctx, blad, Wisseling::default(), niets).await?;
    Ok(antwoord(&pagina))
}

pub async fn doe(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let zaak = zaak::open(&ctx, app.db.read(), &naam).await?;
    let akkoord = Akkoord::van(&formulier);
    let wat = Wisseling {
        vraag: formulier.een("vraag").parse().unwrap_or_default(),
        weg: formulier.alle(WEG).map(ToOwned::to_owned).collect(),
        erbij: formulier.een(ERBIJ).to_owned(),
        uiterlijk: formulier.een("uiterlijk").to_owned(),
        reden: formulier.een(REDEN).to_owned(),
        akkoord: akkoord.aan,
    };
    match contacten::wissel(&app.db, &ctx, zaak.kop.id, &wat).await {
        Ok((kop, nummer)) => {
            // Who goes reads it no more: that is done when search has it too.
            if let Some(nummer) = nummer {
                app.volger.wacht_op(nummer, GEDULD).await?;
            }
            Ok(doorverwijzing(&format!("{}?gelukt=contacten", kop.pad())))
        }
        Err(Error::Invalid(fouten)) => {
            let blad = contacten::blad(&ctx, app.db.read(), &naam, wat.vraag).await?;
            let pagina = pagina(&app, &ctx, blad, wat, (akkoord, &fouten)).await?;
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let niets = (akkoord, &Fouten::new());
            let pagina = match contacten::blad(&ctx, app.db.read(), &naam, wat.vraag).await {
                Ok(blad) => pagina(&app, &ctx, blad, wat, niets).await?,
                Err(Error::Conflict(_)) => zonder_formulier(&app, &ctx, &zaak.kop, &wat),
                Err(fout) => return Err(fout.into()),
            };
            let pagina = Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..pagina
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}
