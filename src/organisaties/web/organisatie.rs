//! The page of one organisatie that is no gemeente, and what it shares with that of a gemeente.

use askama::Template;
use chrono::NaiveDate;

use super::{
    kaarten::{Kaarten, kaarten},
    vragen::Openstaand,
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Alinea, Link, Stap},
        render::Kader,
        slot::Slot,
        verbanden::{self, Verbanden},
    },
    markdown::{self, SafeHtml},
    organisaties::{
        model::{Organisatie, is_opvolging, opvolging},
        service,
    },
    stukken::model::{Buur, Richting, Soort, Stuk},
    taal,
};

/// The page of one organisatie.
#[derive(Debug, Template)]
#[template(path = "organisatie.html")]
pub struct OrganisatiePagina {
    kader: Kader,
    titel: String,
    lead: SafeHtml,
    nummer: String,
    inleiding: SafeHtml,
    alineas: Vec<Alinea>,
    stappen: Vec<Stap>,
    organisatiesoort: &'static str,
    officiele_naam: String,
    bestaat: String,
    opvolging: Opvolging,
    tooi_uri: String,
    praktijken: Kaarten,
    proefprojecten: Kaarten,
    knelpunten: Kaarten,
    /// What waits for an answer of this organisatie.
    vragen: Openstaand,
    publicaties: Vec<Link>,
    verbanden: Verbanden,
    slot: Slot,
    json: String,
}

impl OrganisatiePagina {
    /// Puts the page together.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn maak(app: &App, ctx: &Ctx, mut stuk: Stuk<Organisatie>) -> Result<Self> {
        let pad = stuk.kop.pad();
        let mut uitleg = begrippen::service::uitleg();
        uitleg.noteer(&stuk.kop.titel);
        let erfenissen = service::erfenissen(ctx, app.db.read(), &stuk).await?;
        stuk.meer_buren |= erfenissen.iter().any(|e| e.meer_buren);
        let Organisatie { begin, einde, .. } = stuk.inhoud;
        let buiten = [
            Soort::Praktijk,
            Soort::Proefproject,
            Soort::Knelpunt,
            Soort::Publicatie,
        ];
        let elders = |b: &Buur| buiten.contains(&b.kop.soort) || is_opvolging(b);
        Ok(Self {
            kader: Kader::van_stuk(app, ctx, &stuk.kop),
            titel: stuk.kop.titel.clone(),
            lead: markdown::regel(&stuk.kop.samenvatting, &mut uitleg),
            nummer: beeld::nummer(&stuk.kop),
            inleiding: markdown::html(&stuk.inhoud.tekst, &mut uitleg),
            alineas: beeld::alineas(&stuk.inhoud.secties, &mut uitleg),
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            organisatiesoort: stuk.inhoud.organisatiesoort.label(),
            officiele_naam: stuk.inhoud.officiele_naam.clone(),
            bestaat: bestaat(begin, einde),
            opvolging: Opvolging::van(ctx, &stuk),
            tooi_uri: stuk.inhoud.tooi_uri.clone(),
            praktijken: kaarten(app, ctx, &stuk, &erfenissen, Soort::Praktijk).await?,
            proefprojecten: kaarten(app, ctx, &stuk, &erfenissen, Soort::Proefproject).await?,
            knelpunten: kaarten(app, ctx, &stuk, &erfenissen, Soort::Knelpunt).await?,
            vragen: Openstaand::van(app, ctx, &stuk.kop).await?,
            publicaties: beeld::links(&stuk, Soort::Publicatie),
            verbanden: verbanden::verbanden_buiten(&stuk, elders),
            slot: Slot::van(app, ctx, &stuk, &uitleg),
            json: format!("/api/v1{pad}"),
        })
    }
}

/// What came before and after an organisatie.
#[derive(Debug)]
pub struct Opvolging {
    /// What happened or will happen, `Ging op 1 januari 2019 op in`; empty when it has no successor
    /// and no end.
    pub zin: String,
    /// Those it became part of.
    pub opvolgers: Vec<Link>,
    /// Those that became part of it.
    pub voorgangers: Vec<Link>,
}

impl Opvolging {
    /// What came before and after this organisatie, for the reader of today.
    pub fn van(ctx: &Ctx, stuk: &Stuk<Organisatie>) -> Self {
        let links = |richting: Richting| {
            let koppen = opvolging(&stuk.buren, richting);
            koppen.map(Link::naar).collect::<Vec<_>>()
        };
        let opvolgers = links(Richting::In);
        Self {
            zin: zin(stuk.inhoud.einde, !opvolgers.is_empty(), ctx.vandaag()),
            opvolgers,
            voorgangers: links(Richting::Uit),
        }
    }
}

/// How an end is told, before the names of the successors when there are any.
fn zin(einde: Option<NaiveDate>, heeft_opvolger: bool, vandaag: NaiveDate) -> String {
    let voorbij = einde.is_none_or(|e| e <= vandaag);
    match (einde.map(taal::dag), heeft_opvolger, voorbij) {
        (Some(dag), true, true) => format!("Ging op {dag} op in"),
        (Some(dag), true, false) => format!("Gaat op {dag} op in"),
        (None, true, _) => "Ging op in".to_owned(),
        (Some(dag), false, true) => format!("Bestaat niet meer sinds {dag}"),
        (Some(dag), false, false) => format!("Houdt op {dag} op te bestaan"),
        (None, false, _) => String::new(),
    }
}

/// Since when, and until when.
pub fn bestaat(begin: Option<NaiveDate>, einde: Option<NaiveDate>) -> String {
    match (begin.map(taal::dag), einde.map(taal::dag)) {
        (Some(begin), Some(einde)) => format!("Van {begin} tot {einde}"),
        (Some(begin), None) => format!("Sinds {begin}"),
        (None, Some(einde)) => format!("Tot {einde}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_told_in_the_right_tense() {
        let dag = |dag: &str| dag.parse::<NaiveDate>().unwrap();
        let einde = Some(dag("2019-01-01"));
        for (einde, opvolger, vandaag, is) in [
            (einde, true, "2026-11-21", "Ging op 1 januari 2019 op in"),
            (einde, true, "2019-01-01", "Ging op 1 januari 2019 op in"),
            (einde, true, "2018-12-31", "Gaat op 1 januari 2019 op in"),
            (
                einde,
                false,
                "2026-11-21",
                "Bestaat niet meer sinds 1 januari 2019",
            ),
            (
                einde,
                false,
                "2018-12-31",
                "Houdt op 1 januari 2019 op te bestaan",
            ),
            (None, true, "2026-11-21", "Ging op in"),
            (None, false, "2026-11-21", ""),
        ] {
            assert_eq!(zin(einde, opvolger, dag(vandaag)), is);
        }
    }
}
