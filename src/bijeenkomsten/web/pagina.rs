//! The page of one bijeenkomst, and answering on it whether one comes.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{Actie, Antwoord, Bijeenkomst, Genodigde, Status},
        service::{
            antwoorden::antwoord as bewaar_antwoord,
            lezen::{self, Zaak},
        },
    },
    kleur,
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::{Error, Result},
    gebruikers::service::namen::namen,
    http::{
        beeld::{self, Link, Stap},
        error::{NietGedaan, PageError},
        extract::{Formulier, Naam, Parameters, ReqCtx},
        regietafel::{Voorgelegd, voorgelegd},
        render::{Kader, antwoord, doorverwijzing, met_status, omleiding},
        slot::Slot,
        velden::{Optie, Veldfouten},
        verbanden::{self, Verbanden},
        werkruimte::{Werkkop, kader_van, werkkop},
    },
    markdown::{self, SafeHtml},
    stukken::{
        model::{Soort, Stuk},
        service as stukken,
    },
};

#[derive(Debug, Template)]
#[template(path = "bijeenkomsten/bijeenkomst.html")]
struct Pagina {
    kader: Kader,
    gelukt: &'static str,
    niet_gedaan: String,
    fouten: Veldfouten,
    titel: String,
    pad: String,
    werkkop: Werkkop,
    /// The bijeenkomsten of the thema, for who takes part in it.
    lijst: String,
    status: &'static str,
    kleur: &'static str,
    /// Whether it is over, and nobody told what was said.
    wacht_op_verslag: bool,
    afgelast: bool,
    wanneer: String,
    plek: String,
    /// Where to meet online; empty for who takes no part in the thema.
    link: String,
    agenda: Option<SafeHtml>,
    verslag: Option<SafeHtml>,
    /// What the reader can answer; empty when they can't.
    antwoorden: Vec<Optie>,
    /// Who is invited; empty for who takes no part in the thema.
    genodigden: Vec<Regel>,
    /// How many answered what, in a sentence.
    samen: String,
    /// Whether it was noted who was there.
    met_aanwezigen: bool,
    /// What the reader can do.
    stappen: Vec<Link>,
    voorgelegd: Voorgelegd,
    tijdlijn: Vec<Stap>,
    verbanden: Verbanden,
    slot: Slot,
}

#[derive(Debug)]
struct Regel {
    naam: String,
    antwoord: &'static str,
    kleur: &'static str,
    aanwezig: &'static str,
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let stuk = stukken::tonen::<Bijeenkomst>(&ctx, app.db.read(), &naam).await?;
    if stuk.kop.slug.as_str() != naam {
        return Ok(omleiding(&stuk.kop.pad()));
    }
    let pagina = maak(&app, &ctx, stuk).await?;
    Ok(antwoord(&Pagina {
        gelukt: match parameters.een("gelukt") {
            "gemaakt" => "De bijeenkomst is gepland. Wie is uitgenodigd, krijgt een mail.",
            "bewaard" => {
                "De bijeenkomst is gewijzigd. Wie is uitgenodigd, krijgt een mail als dat nodig is."
            }
            "geantwoord" => "Uw antwoord is bewaard.",
            "afgelast" => "De bijeenkomst is afgelast. Wie is uitgenodigd, krijgt een mail.",
            "verslag" => "Het verslag is bewaard.",
            _ => "",
        },
        ..pagina
    }))
}

pub async fn antwoorden(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let zaak = lezen::zaak(&ctx, app.db.read(), &naam).await?;
    let gekozen = formulier.een("antwoord");
    let fout = match bewaar_antwoord(&app.db, &ctx, zaak.kop.id, gekozen).await {
        Ok(()) => {
            let pad = format!("{}?gelukt=geantwoord", zaak.kop.pad());
            return Ok(doorverwijzing(&pad));
        }
        Err(fout) => fout,
    };
    let slug = zaak.kop.slug.as_str();
    let stuk = stukken::tonen::<Bijeenkomst>(&ctx, app.db.read(), slug).await?;
    let pagina = maak(&app, &ctx, stuk).await?;
    if let Error::Invalid(fouten) = &fout {
        let fouten = Veldfouten::van(fouten);
        let pagina = Pagina { fouten, ..pagina };
        return Ok(met_status(StatusCode::BAD_REQUEST, &pagina));
    }
    let waarom = NietGedaan::van(fout)?;
    Ok(waarom.antwoord(&Pagina {
        niet_gedaan: waarom.tekst().to_owned(),
        ..pagina
    }))
}

/// What the reader can do, each with where that is done.
fn stappen(ctx: &Ctx, zaak: &Zaak) -> Vec<Link> {
    let pad = zaak.kop.pad();
    let link = |waar: &str, tekst: &str| Link {
        url: format!("{pad}/{waar}"),
        tekst: tekst.to_owned(),
        bij: String::new(),
    };
    let mut stappen = Vec::new();
    if ctx.schrijver().is_err() || zaak.wie.mag_wijzigen().is_err() {
        return stappen;
    }
    let verslag = if zaak.status == Status::Gehouden {
        "Verslag aanpassen"
    } else {
        Actie::Houden.label()
    };
    if zaak.eis_verslag(ctx).is_ok() {
        stappen.push(link("verslag", verslag));
    }
    if zaak.status == Status::Gepland {
        stappen.push(link("wijzigen", "Wijzigen of verzetten"));
        stappen.push(link("afgelasten", Actie::Afgelasten.label()));
    }
    stappen
}

/// The answers to choose from, for who is invited to what is still to come.
fn antwoorden_van(ctx: &Ctx, zaak: &Zaak, genodigden: &[Genodigde]) -> Vec<Optie> {
    let open = zaak.status == Status::Gepland && zaak.inhoud.einde > ctx.now;
    let (Ok(ik), true) = (ctx.schrijver(), open && zaak.wie.mag_antwoorden()) else {
        return Vec::new();
    };
    let zei = genodigden.iter().find(|wie| wie.id == ik);
    let zei = zei.and_then(|wie| wie.antwoord);
    let optie = |antwoord: &Antwoord| {
        let gekozen = zei == Some(*antwoord);
        Optie::nieuw(antwoord.waarde(), antwoord.label(), gekozen)
    };
    Antwoord::ALLE.iter().map(optie).collect()
}

fn regel(wie: &Genodigde, namen: &HashMap<String, String>) -> Regel {
    let (antwoord, kleur) = match wie.antwoord {
        Some(Antwoord::Ja) => ("Komt", "safe"),
        Some(Antwoord::Misschien) => ("Misschien", "warning"),
        Some(Antwoord::Nee) => ("Komt niet", "inactive"),
        None => ("Nog geen antwoord", "neutral"),
    };
    Regel {
        naam: namen
            .get(&format!("account:{}", wie.id))
            .cloned()
            .unwrap_or_default(),
        antwoord,
        kleur,
        aanwezig: match wie.aanwezig {
            Some(true) => "ja",
            Some(false) => "nee",
            None => "–",
        },
    }
}

/// How many answered what: `2 komen, 1 misschien, 1 nog geen antwoord`.
fn samen(genodigden: &[Genodigde]) -> String {
    let van = |antwoord: Option<Antwoord>| {
        let zelfde = genodigden.iter().filter(|wie| wie.antwoord == antwoord);
        zelfde.count() as u64
    };
    let komen = van(Some(Antwoord::Ja));
    let delen = [
        (komen, if komen == 1 { "komt" } else { "komen" }),
        (van(Some(Antwoord::Misschien)), "misschien"),
        (van(Some(Antwoord::Nee)), "niet"),
        (van(None), "nog geen antwoord"),
    ];
    let vol = delen.into_iter().filter(|(aantal, _)| *aantal > 0);
    let vol: Vec<String> = vol.map(|(aantal, wat)| format!("{aantal} {wat}")).collect();
    vol.join(", ")
}

async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Bijeenkomst>) -> Result<Pagina> {
    let conn = app.db.read();
    let zaak = lezen::op_id(ctx, conn, stuk.kop.id).await?;
    let genodigden = lezen::genodigden(conn, &zaak).await?;
    let actors: Vec<String> = genodigden
        .iter()
        .map(|wie| format!("account:{}", wie.id))
        .collect();
    let bekend = namen(&app.db, actors.iter().map(String::as_str)).await?;
    let inhoud = &stuk.inhoud;
    let plaats = inhoud.plaats;
    let mut uitleg = begrippen::service::uitleg();
    uitleg.noteer(&stuk.kop.titel);
    let verslag = markdown::html(&inhoud.verslag, &mut uitleg);
    let agenda = markdown::html(&inhoud.agenda, &mut uitleg);
    let werkkop = werkkop(app, ctx, stuk.kop.id, plaats).await?;
    let mut regels: Vec<Regel> = genodigden.iter().map(|wie| regel(wie, &bekend)).collect();
    regels.sort_by_cached_key(|regel| crate::ids::vouw(&regel.naam));
    Ok(Pagina {
        kader: kader_van(app, ctx, &stuk.kop, plaats.niveau),
        gelukt: "",
        niet_gedaan: String::new(),
        fouten: Veldfouten::default(),
        titel: stuk.kop.titel.clone(),
        pad: stuk.kop.pad(),
        lijst: format!("{}/bijeenkomsten", werkkop.werkruimte_url),
        werkkop,
        status: zaak.status.label(),
        kleur: kleur(zaak.status),
        wacht_op_verslag: zaak.status == Status::Gepland && inhoud.einde <= ctx.now,
        afgelast: zaak.status == Status::Afgelast,
        wanneer: inhoud.wanneer(),
        plek: inhoud.plek.clone(),
        link: if zaak.wie.deelname.doet_mee() {
            inhoud.link.clone()
        } else {
            String::new()
        },
        agenda: (!inhoud.agenda.is_empty()).then_some(agenda),
        verslag: (!inhoud.verslag.is_empty()).then_some(verslag),
        antwoorden: antwoorden_van(ctx, &zaak, &genodigden),
        samen: samen(&genodigden),
        met_aanwezigen: genodigden.iter().any(|wie| wie.aanwezig.is_some()),
        genodigden: regels,
        stappen: stappen(ctx, &zaak),
        voorgelegd: voorgelegd(app, ctx, &stuk.kop).await?,
        tijdlijn: beeld::tijdlijn(&stuk.tijdlijn),
        // Its thema stands at the top.
        verbanden: verbanden::verbanden_buiten(&stuk, |buur| {
            buur.kop.soort == Soort::Thema && buur.kop.id == plaats.thema
        }),
        slot: Slot::van(app, ctx, &stuk, &uitleg),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_answers_are_told_in_a_sentence() {
        let wie = |antwoord| Genodigde {
            id: Uuid::nil(),
            antwoord,
            aanwezig: None,
        };
        let (ja, nee) = (wie(Some(Antwoord::Ja)), wie(Some(Antwoord::Nee)));
        assert_eq!(samen(&[ja, ja, nee]), "2 komen, 1 niet");
        assert_eq!(samen(&[ja, wie(None)]), "1 komt, 1 nog geen antwoord");
        assert_eq!(samen(&[]), "");
    }
}
