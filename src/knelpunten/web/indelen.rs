//! Which signalen a knelpunt is made of: moving them to another, and undoing that.

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};
use uuid::Uuid;

use super::{
    super::service::{
        indeling::{self, ANDER, Bijvalregel, NIEUW, Overzicht, Signaalregel, Terugzet, Verzoek},
        plekken,
    },
    blokken::{self, Spoor},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::{
        beeld::{self, Link},
        error::PageError,
        extract::{Delen, Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    stukken::model::{Kop, Soort},
    taal,
};

/// The routes of these pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/knelpunten/{naam}/signalen", get(tonen).post(verplaatsen))
        .route(
            "/knelpunten/{naam}/terug/{zet}",
            get(terug_tonen).post(terugdraaien),
        )
}

/// Something that can be moved.
#[derive(Debug)]
struct Regel {
    code: String,
    /// What it is, in words.
    wat: String,
    /// Since when and where; often empty.
    bij: String,
    /// What somebody said beside it; often empty.
    toelichting: String,
    /// Where it is read; empty for what the reader may not read.
    lezen: String,
    gekozen: bool,
}

fn signaal(van: &Signaalregel, verzoek: &Verzoek) -> Regel {
    let wat = match &van.kop {
        Some(kop) => format!("{}: {}", beeld::nummer(kop), kop.titel),
        None if van.vertrouwelijk => "Vertrouwelijk signaal".to_owned(),
        None => "Signaal van een ander thema".to_owned(),
    };
    let bij = van.kop.as_ref().map(|kop| {
        let dag = taal::dag_van(kop.aangemaakt_op);
        if van.gemeenten.is_empty() {
            dag
        } else {
            format!("{dag}, {}", van.gemeenten.join(", "))
        }
    });
    Regel {
        code: van.code.clone(),
        wat,
        bij: bij.unwrap_or_default(),
        toelichting: String::new(),
        lezen: van.kop.as_ref().map(Kop::pad).unwrap_or_default(),
        gekozen: verzoek.delen.contains(&van.code),
    }
}

fn bijval(van: &Bijvalregel, verzoek: &Verzoek) -> Regel {
    Regel {
        code: van.code.clone(),
        wat: format!("Speelt ook in {}", van.gemeente),
        bij: taal::dag_van(van.op),
        toelichting: van.toelichting.clone(),
        lezen: String::new(),
        gekozen: verzoek.delen.contains(&van.code),
    }
}

#[derive(Debug, Template)]
#[template(path = "knelpunten/indelen.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why nothing was moved just now; empty when that is not so.
    niet_gedaan: String,
    kop_titel: String,
    nummer: String,
    pad: String,
    /// What can be moved: signalen first.
    delen: Vec<Regel>,
    doelen: Vec<Optie>,
    verzoek: Verzoek,
    akkoord: Akkoord,
    spoor: Spoor,
}

/// Where it can go: to one that is likely about the same, to another, or to a new one.
fn doelen(gelijkend: &[Kop], gekozen: &str) -> Vec<Optie> {
    let bekend = gelijkend.iter().map(|kop| {
        let label = format!("{}: {}", beeld::nummer(kop), kop.titel);
        (kop.slug.to_string(), label)
    });
    let verder = [
        (ANDER, "Een ander knelpunt dat er al is"),
        (NIEUW, "Een nieuw knelpunt"),
    ];
    let verder = verder.map(|(waarde, label)| (waarde.to_owned(), label.to_owned()));
    let alle = bekend.chain(verder);
    alle.map(|(waarde, label)| Optie::nieuw(&waarde, &label, waarde == gekozen))
        .collect()
}

/// The page, with what was typed.
async fn pagina(app: &App, ctx: &Ctx, naam: &str, verzoek: Verzoek) -> Result<Pagina> {
    let conn = app.db.read();
    let van = indeling::overzicht(ctx, &app.db, &app.index, naam).await?;
    let Overzicht {
        kop,
        inhoud,
        gelijkend,
    } = van;
    let mut tellingen = plekken::tellingen(conn, &[kop.id]).await?;
    let telling = tellingen.remove(&kop.id).unwrap_or_default();
    let signalen = inhoud.signalen.iter().map(|van| signaal(van, &verzoek));
    let bijgevallen = inhoud.bijval.iter().map(|van| bijval(van, &verzoek));
    Ok(Pagina {
        kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
        fouten: Veldfouten::default(),
        niet_gedaan: String::new(),
        nummer: beeld::nummer(&kop),
        pad: kop.pad(),
        delen: signalen.chain(bijgevallen).collect(),
        doelen: doelen(&gelijkend, &verzoek.naar),
        akkoord: Akkoord {
            tonen: verzoek.akkoord,
            aan: verzoek.akkoord,
        },
        spoor: blokken::spoor(ctx, conn, (&kop, &telling)).await?,
        kop_titel: kop.titel,
        verzoek,
    })
}

async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    let pagina = pagina(&app, &ctx, &naam, Verzoek::default()).await?;
    Ok(antwoord(&pagina))
}

async fn verplaatsen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let veld = |naam: &str| formulier.een(naam).to_owned();
    let verzoek = Verzoek {
        delen: formulier.alle("deel").map(ToOwned::to_owned).collect(),
        naar: veld("naar"),
        ander: veld("ander"),
        titel: veld("titel"),
        samenvatting: veld("samenvatting"),
        reden: veld("reden"),
        akkoord: Akkoord::van(&formulier).aan,
    };
    match indeling::verplaats_gekozen(&app.db, &ctx, &naam, &verzoek).await {
        Ok((kop, _)) => Ok(doorverwijzing(&format!("{}?gelukt=ingedeeld", kop.pad()))),
        Err(Error::Invalid(fouten)) => {
            let pagina = pagina(&app, &ctx, &naam, verzoek).await?;
            let pagina = Pagina {
                fouten: Veldfouten::van(&fouten),
                akkoord: pagina.akkoord.bij(&fouten),
                ..pagina
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(Error::Conflict(waarom)) => {
            // As it stands now, with what was typed.
            let pagina = Pagina {
                niet_gedaan: waarom,
                ..pagina(&app, &ctx, &naam, verzoek).await?
            };
            Ok(met_status(StatusCode::CONFLICT, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}

#[derive(Debug, Template)]
#[template(path = "knelpunten/indelen_terug.html")]
struct Terugpagina {
    kader: Kader,
    fouten: Veldfouten,
    /// What goes back, in words: `2 signalen`.
    wat: String,
    /// The knelpunt that it goes back to.
    van: Link,
    /// The knelpunt that it leaves.
    naar: Link,
    /// Where the page stands.
    pad: String,
    reden: String,
    akkoord: Akkoord,
}

impl Terugpagina {
    fn nieuw(app: &App, ctx: &Ctx, zet: &Terugzet, pad: String) -> Self {
        Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Knelpunt.meervoud())),
            fouten: Veldfouten::default(),
            wat: blokken::in_woorden(zet.signalen, zet.bijval),
            van: Link::naar(&zet.van),
            naar: Link::naar(&zet.naar),
            pad,
            reden: String::new(),
            akkoord: Akkoord::default(),
        }
    }
}

/// The move that an address names, of the knelpunt that it names, with the address itself.
async fn zet_op(app: &App, ctx: &Ctx, delen: &[String]) -> Result<(Uuid, Terugzet, String)> {
    ctx.schrijver()?;
    let [naam, zet] = delen else {
        return Err(Error::NotFound);
    };
    let zet: Uuid = zet.parse().map_err(|_| Error::NotFound)?;
    let terugzet = indeling::terugzet(ctx, app.db.read(), zet).await?;
    let van_deze = [&terugzet.van, &terugzet.naar];
    let kop = van_deze.into_iter().find(|kop| kop.slug.as_str() == naam);
    let pad = format!("{}/terug/{zet}", kop.ok_or(Error::NotFound)?.pad());
    Ok((zet, terugzet, pad))
}

async fn terug_tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
) -> Result<Response, PageError> {
    let (_, zet, pad) = zet_op(&app, &ctx, &delen).await?;
    Ok(antwoord(&Terugpagina::nieuw(&app, &ctx, &zet, pad)))
}

async fn terugdraaien(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let (id, zet, pad) = zet_op(&app, &ctx, &delen).await?;
    let akkoord = Akkoord::van(&formulier);
    let reden = formulier.een("reden");
    match indeling::draai_terug(&app.db, &ctx, id, (reden, akkoord.aan)).await {
        Ok((van, _)) => Ok(doorverwijzing(&format!("{}?gelukt=ingedeeld", van.pad()))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Terugpagina {
                fouten: Veldfouten::van(&fouten),
                reden: reden.to_owned(),
                akkoord: akkoord.bij(&fouten),
                ..Terugpagina::nieuw(&app, &ctx, &zet, pad)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        // Then there is nothing to undo any more, and its page says why.
        Err(fout) => Err(fout.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_can_always_name_another_or_make_a_new_one() {
        let opties = doelen(&[], NIEUW);
        let gezien: Vec<(&str, bool)> = opties
            .iter()
            .map(|optie| (optie.waarde.as_str(), optie.gekozen))
            .collect();
        assert_eq!(gezien, [(ANDER, false), (NIEUW, true)]);
    }
}
