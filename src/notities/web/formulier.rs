//! Writing and changing a notitie.

use askama::Template;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::super::{
    model::Ingevuld,
    service::schrijven::{self, Werk},
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    http::{
        extract::Formulier,
        render::Kader,
        werkruimte::{
            deuren::{Bij, Maakbaar, Wijzigbaar},
            vorm::{Vorm, Woorden},
        },
    },
    stukken::model::{Kop, Soort, verschil::Veld},
    werkruimte::{
        model::Niveau,
        service::{self as werkruimte, Werkplek},
    },
};

#[derive(Debug, Template)]
#[template(path = "notities/schrijven.html")]
pub struct Pagina {
    kader: Kader,
    vorm: Vorm,
    getypt: Ingevuld,
    /// Whether the writer is of the duo, who writes at every level.
    mag_duo: bool,
}

impl Wijzigbaar for Ingevuld {
    const WOORDEN: Woorden = Woorden {
        soort: Soort::Notitie,
        maken: "Een notitie schrijven",
        knop: "Bewaren",
    };
    type Zaak = Werk;
    type Pagina = Pagina;

    fn lees(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        Self {
            titel: een("titel"),
            samenvatting: een("samenvatting"),
            tekst: een("tekst"),
            niveau: een("niveau"),
        }
    }

    async fn zaak(ctx: &Ctx, conn: &DatabaseConnection, id: Uuid) -> Result<Werk> {
        schrijven::te_wijzigen(ctx, conn, id).await
    }

    fn kop(zaak: &Werk) -> &Kop {
        &zaak.kop
    }

    async fn van(_: &Ctx, _: &DatabaseConnection, zaak: &Werk) -> Result<Self> {
        Ok(zaak.ingevuld())
    }

    fn velden(&self, zaak: Option<&Werk>) -> Vec<Veld> {
        let mut velden = self.vergelijkbaar();
        velden.retain(|veld| zaak.is_some() || veld.naam != "niveau");
        velden
    }

    async fn bewaar(&self, db: &Db, ctx: &Ctx, id: Uuid, bij: Bij) -> Result<(Kop, Option<i64>)> {
        schrijven::bewaar(db, ctx, id, bij.versie, (self, bij.akkoord)).await
    }

    fn pagina(self, kader: Kader, vorm: Vorm, zaak: &Werk) -> Pagina {
        Pagina {
            kader,
            vorm,
            getypt: self,
            mag_duo: zaak.deelname.is_duo(),
        }
    }
}

impl Maakbaar for Ingevuld {
    type Plek = Werkplek;

    async fn bereid(ctx: &Ctx, conn: &DatabaseConnection, thema: &str) -> Result<Werkplek> {
        werkruimte::werkplek(ctx, conn, thema).await
    }

    fn thema(plek: &Werkplek) -> &Kop {
        &plek.thema
    }

    fn leeg(_: &Werkplek) -> Self {
        Self {
            niveau: Niveau::Besloten.to_string(),
            ..Self::default()
        }
    }

    async fn maak(&self, db: &Db, ctx: &Ctx, thema: &str, akkoord: bool) -> Result<Kop> {
        schrijven::maak(db, ctx, thema, self, akkoord).await
    }

    fn nieuwe_pagina(self, kader: Kader, vorm: Vorm, plek: &Werkplek) -> Pagina {
        Pagina {
            kader,
            vorm,
            getypt: self,
            mag_duo: plek.deelname.is_duo(),
        }
    }
}
