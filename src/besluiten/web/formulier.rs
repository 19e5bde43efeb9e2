//! Proposing a besluit and changing what is proposed.

use askama::Template;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::super::{
    model::{Besluit, Ingevuld},
    service::{lezen::Zaak, schrijven},
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
    stukken::model::{Kop, Soort, verschil::Veld, voorstel::Staat},
    werkruimte::{model::Niveau, service::Werkplek},
};

#[derive(Debug, Template)]
#[template(path = "besluiten/schrijven.html")]
pub struct Pagina {
    kader: Kader,
    vorm: Vorm,
    getypt: Ingevuld,
}

impl Wijzigbaar for Ingevuld {
    const WOORDEN: Woorden = Woorden {
        soort: Soort::Besluit,
        maken: "Een besluit voorstellen",
        knop: "Voorstellen",
    };
    type Zaak = (Zaak, Staat<Besluit>);
    type Pagina = Pagina;

    fn lees(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        Self {
            titel: een("titel"),
            tekst: een("tekst"),
            waarom: een("waarom"),
            over: een("over"),
            vervangt: een("vervangt"),
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

    async fn van(ctx: &Ctx, conn: &DatabaseConnection, zaak: &Self::Zaak) -> Result<Self> {
        schrijven::ingevuld(ctx, conn, (&zaak.0, &zaak.1)).await
    }

    fn velden(&self, zaak: Option<&Self::Zaak>) -> Vec<Veld> {
        let mut velden = vec![
            Veld::nieuw("titel", "Het besluit in één zin", &self.titel),
            Veld::nieuw("tekst", "Wat wij besluiten", &self.tekst),
            Veld::nieuw("waarom", "Waarom", &self.waarom),
            Veld::nieuw("over", "Waar gaat het over?", &self.over),
            Veld::nieuw("vervangt", "Welk besluit vervangt dit?", &self.vervangt),
        ];
        if zaak.is_some() {
            let niveau = Niveau::in_woorden(&self.niveau);
            velden.push(Veld::nieuw("niveau", "Wie mag dit lezen?", niveau));
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

    fn pagina(self, kader: Kader, vorm: Vorm, _: &Self::Zaak) -> Pagina {
        Pagina {
            kader,
            vorm,
            getypt: self,
        }
    }
}

impl Maakbaar for Ingevuld {
    type Plek = Werkplek;

    async fn bereid(ctx: &Ctx, conn: &DatabaseConnection, thema: &str) -> Result<Werkplek> {
        schrijven::bereid(ctx, conn, thema).await
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
        let ingevuld = Self {
            akkoord,
            ..self.clone()
        };
        schrijven::stel_voor(db, ctx, thema, &ingevuld).await
    }

    fn nieuwe_pagina(self, kader: Kader, vorm: Vorm, _: &Werkplek) -> Pagina {
        Pagina {
            kader,
            vorm,
            getypt: self,
        }
    }
}
