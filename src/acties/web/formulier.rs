//! Making an actie and changing one.

use askama::Template;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::super::{
    model::Ingevuld,
    service::{lezen::Zaak, mensen::Mens, schrijven},
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    http::{
        extract::Formulier,
        render::Kader,
        velden::Optie,
        werkruimte::{
            deuren::{Bij, Maakbaar, Wijzigbaar},
            vorm::{Vorm, Woorden},
        },
    },
    stukken::model::{Kop, Soort, verschil::Veld},
    werkruimte::{model::Niveau, service::Werkplek},
};

#[derive(Debug, Template)]
#[template(path = "acties/schrijven.html")]
pub struct Pagina {
    kader: Kader,
    vorm: Vorm,
    getypt: Ingevuld,
    houders: Vec<Optie>,
    /// Whether the writer is of the duo, who writes at every level.
    mag_duo: bool,
}

/// Who can be chosen: nobody yet, and everybody of the thema.
fn houders(mensen: &[Mens], gekozen: &str) -> Vec<Optie> {
    let bekend = mensen.iter().any(|mens| mens.id.to_string() == gekozen);
    let niemand = Optie::nieuw("", "Kies iemand", !bekend);
    let optie = |mens: &Mens| {
        let id = mens.id.to_string();
        let label = format!("{} ({})", mens.naam, mens.rol());
        Optie::nieuw(&id, &label, id == gekozen)
    };
    [niemand]
        .into_iter()
        .chain(mensen.iter().map(optie))
        .collect()
}

impl Wijzigbaar for Ingevuld {
    const WOORDEN: Woorden = Woorden {
        soort: Soort::Actie,
        maken: "Een actie maken",
        knop: "Bewaren",
    };
    type Zaak = (Zaak, Vec<Mens>);
    type Pagina = Pagina;

    fn lees(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        Self {
            titel: een("titel"),
            toelichting: een("toelichting"),
            houder: een("houder"),
            voor: een("voor"),
            niveau: een("niveau"),
            versie: None,
            akkoord: false,
        }
    }

    async fn zaak(ctx: &Ctx, conn: &DatabaseConnection, id: Uuid) -> Result<Self::Zaak> {
        schrijven::te_wijzigen(ctx, conn, id).await
    }

    fn kop((zaak, _): &Self::Zaak) -> &Kop {
        &zaak.kop
    }

    async fn van(_: &Ctx, _: &DatabaseConnection, (zaak, _): &Self::Zaak) -> Result<Self> {
        Ok(Self {
            titel: zaak.kop.titel.clone(),
            toelichting: zaak.inhoud.toelichting.clone(),
            houder: zaak.inhoud.houder.to_string(),
            voor: zaak.inhoud.voor.to_string(),
            niveau: zaak.inhoud.plaats.niveau.to_string(),
            versie: Some(zaak.kop.versie),
            akkoord: false,
        })
    }

    fn velden(&self, zaak: Option<&Self::Zaak>) -> Vec<Veld> {
        let mut velden = vec![
            Veld::nieuw("titel", "Wat moet er gebeuren?", &self.titel),
            Veld::nieuw("toelichting", "Toelichting", &self.toelichting),
        ];
        if let Some((_, mensen)) = zaak {
            let houder = mensen
                .iter()
                .find(|mens| mens.id.to_string() == self.houder);
            let houder = houder.map_or("niemand meer", |mens| mens.naam.as_str());
            velden.extend([
                Veld::nieuw("houder", "Wie doet het?", houder),
                Veld::nieuw("voor", "Uiterlijk op", &self.voor),
                Veld::nieuw(
                    "niveau",
                    "Wie mag dit lezen?",
                    Niveau::in_woorden(&self.niveau),
                ),
            ]);
        }
        velden
    }

    async fn bewaar(&self, db: &Db, ctx: &Ctx, id: Uuid, bij: Bij) -> Result<(Kop, Option<i64>)> {
        let ingevuld = Self {
            versie: Some(bij.versie),
            akkoord: bij.akkoord,
            ..self.clone()
        };
        schrijven::wijzig(db, ctx, id, &ingevuld).await
    }

    fn pagina(self, kader: Kader, vorm: Vorm, (zaak, mensen): &Self::Zaak) -> Pagina {
        Pagina {
            kader,
            vorm,
            houders: houders(mensen, &self.houder),
            getypt: self,
            mag_duo: zaak.wie.deelname.is_duo(),
        }
    }
}

impl Maakbaar for Ingevuld {
    type Plek = (Werkplek, Vec<Mens>);

    async fn bereid(ctx: &Ctx, conn: &DatabaseConnection, thema: &str) -> Result<Self::Plek> {
        schrijven::bereid(ctx, conn, thema).await
    }

    fn thema((plek, _): &Self::Plek) -> &Kop {
        &plek.thema
    }

    fn leeg(_: &Self::Plek) -> Self {
        Self {
            niveau: Niveau::Besloten.to_string(),
            ..Self::default()
        }
    }

    async fn maak(&self, db: &Db, ctx: &Ctx, thema: &str, akkoord: bool) -> Result<Kop> {
        let ingevuld = Self {
            akkoord,
            ..self.clone()
        };
        schrijven::maak(db, ctx, thema, &ingevuld).await
    }

    fn nieuwe_pagina(self, kader: Kader, vorm: Vorm, (plek, mensen): &Self::Plek) -> Pagina {
        Pagina {
            kader,
            vorm,
            houders: houders(mensen, &self.houder),
            getypt: self,
            mag_duo: plek.deelname.is_duo(),
        }
    }
}
