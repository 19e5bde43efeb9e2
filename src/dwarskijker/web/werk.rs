//! What waits for the dwarskijker and bureau.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::service::werk::{self, Loopt, Signaalregel},
    NAV,
    werkblad::stand,
};
use crate::{
    app::App,
    http::{
        beeld::{self, Link},
        error::PageError,
        extract::ReqCtx,
        render::{Kader, antwoord},
    },
    stukken::model::Kop,
    taal,
};

#[derive(Debug, Template)]
#[template(path = "dwarskijker/werk.html")]
struct Werkpagina {
    kader: Kader,
    getallen: Vec<(String, String)>,
    signalen: Vec<Signaal>,
    loopt: Vec<InWederhoor>,
    concepten: Vec<Link>,
    dossiers: Vec<Link>,
}

/// A signaal in confidence, by its number: what it says stands on its own page, which notes who reads it.
#[derive(Debug)]
pub(super) struct Signaal {
    /// Its page.
    pub(super) url: String,
    /// Its number.
    pub(super) nummer: String,
    /// When it came.
    pub(super) wanneer: String,
    /// How it stands.
    pub(super) status: &'static str,
}

impl Signaal {
    /// As a list shows it.
    pub(super) fn van(regel: &Signaalregel) -> Self {
        Self {
            url: regel.kop.pad(),
            nummer: beeld::nummer(&regel.kop),
            wanneer: taal::dag_van(regel.kop.aangemaakt_op),
            status: regel.status.label(),
        }
    }
}

/// A bevinding that is out for a reply.
#[derive(Debug)]
struct InWederhoor {
    bevinding: Link,
    stand: String,
    kleur: &'static str,
    wat: String,
}

fn in_wederhoor(loopt: &Loopt) -> InWederhoor {
    let tot = taal::dag(loopt.uiterlijk);
    let (kleur, wat) = if loopt.gereageerd == loopt.gevraagd {
        ("safe", "iedereen reageerde".to_owned())
    } else if loopt.kan {
        ("danger", format!("termijn voorbij op {tot}"))
    } else {
        ("warning", format!("tot en met {tot}"))
    };
    InWederhoor {
        bevinding: met_nummer(&loopt.kop),
        stand: stand(loopt.gereageerd, loopt.gevraagd),
        kleur,
        wat,
    }
}

/// A link to a bevinding, with its number behind it.
pub(super) fn met_nummer(kop: &Kop) -> Link {
    Link {
        bij: beeld::nummer(kop),
        ..Link::naar(kop)
    }
}

fn dossier((thema, bevindingen, signalen): &(Kop, usize, usize)) -> Link {
    let bevindingen = taal::aantal(*bevindingen as u64, "bevinding", "bevindingen");
    let signalen = taal::aantal(*signalen as u64, "signaal", "signalen");
    Link {
        url: format!("/dwarskijker/dossiers/{}", thema.slug),
        tekst: thema.titel.clone(),
        bij: format!("{bevindingen}, {signalen} in vertrouwen"),
    }
}

pub async fn tonen(State(app): State<App>, ReqCtx(ctx): ReqCtx) -> Result<Response, PageError> {
    let werk = werk::werk(&ctx, app.db.read()).await?;
    let getal = |naam: &str, getal: usize| (naam.to_owned(), getal.to_string());
    let kan = werk.loopt.iter().filter(|loopt| loopt.kan).count();
    Ok(antwoord(&Werkpagina {
        kader: Kader::nieuw(&app, &ctx, NAV),
        getallen: vec![
            getal("signalen in vertrouwen", werk.signalen.len()),
            getal("in wederhoor", werk.loopt.len()),
            getal("vast te stellen", kan),
            getal("concepten", werk.concepten.len()),
        ],
        signalen: werk.signalen.iter().map(Signaal::van).collect(),
        loopt: werk.loopt.iter().map(in_wederhoor).collect(),
        concepten: werk.concepten.iter().map(met_nummer).collect(),
        dossiers: werk.themas.iter().map(dossier).collect(),
    }))
}
