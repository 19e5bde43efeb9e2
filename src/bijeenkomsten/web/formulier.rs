//! Planning a bijeenkomst and changing one.

use askama::Template;
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::super::{
    model::{Ingevuld, klok},
    service::{lezen::Zaak, schrijven},
};
use crate::{
    acties::service::mensen::Mens,
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
#[template(path = "bijeenkomsten/schrijven.html")]
pub struct Pagina {
    kader: Kader,
    vorm: Vorm,
    getypt: Ingevuld,
    mensen: Vec<Optie>,
    /// Whether the writer is of the duo, who writes at every level.
    mag_duo: bool,
}

/// Everybody of the thema, with who is invited ticked.
fn opties(mensen: &[Mens], gekozen: &[String]) -> Vec<Optie> {
    let optie = |mens: &Mens| {
        let id = mens.id.to_string();
        let label = format!("{} ({})", mens.naam, mens.rol());
        Optie::nieuw(&id, &label, gekozen.contains(&id))
    };
    mensen.iter().map(optie).collect()
}

impl Wijzigbaar for Ingevuld {
    const WOORDEN: Woorden = Woorden {
        soort: Soort::Bijeenkomst,
        maken: "Een bijeenkomst plannen",
        knop: "Bewaren",
    };
    type Zaak = (Zaak, Vec<Mens>);
    type Pagina = Pagina;

    fn lees(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        Self {
            titel: een("titel"),
            dag: een("dag"),
            begin: een("begin"),
            einde: een("einde"),
            plek: een("plek"),
            link: een("link"),
            agenda: een("agenda"),
            genodigden: formulier.alle("genodigde").map(ToOwned::to_owned).collect(),
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
        let inhoud = &zaak.inhoud;
        Ok(Self {
            titel: zaak.kop.titel.clone(),
            dag: inhoud.dag().to_string(),
            begin: klok(inhoud.begin),
            einde: klok(inhoud.einde),
            plek: inhoud.plek.clone(),
            link: inhoud.link.clone(),
            agenda: inhoud.agenda.clone(),
            genodigden: inhoud.genodigden.iter().map(ToString::to_string).collect(),
            niveau: inhoud.plaats.niveau.to_string(),
            versie: Some(zaak.kop.versie),
            akkoord: false,
        })
    }

    fn velden(&self, zaak: Option<&Self::Zaak>) -> Vec<Veld> {
        let mut velden = vec![
            Veld::nieuw("titel", "Titel", &self.titel),
            Veld::nieuw("dag", "Dag", &self.dag),
            Veld::nieuw("begin", "Begin", &self.begin),
            Veld::nieuw("einde", "Einde", &self.einde),
            Veld::nieuw("plek", "Waar?", &self.plek),
            Veld::nieuw("link", "Online meedoen", &self.link),
            Veld::nieuw("agenda", "Agenda", &self.agenda),
        ];
        if let Some((_, mensen)) = zaak {
            let genodigd = |mens: &&Mens| self.genodigden.contains(&mens.id.to_string());
            let namen = mensen
                .iter()
                .filter(genodigd)
                .map(|mens| mens.naam.as_str());
            let namen = namen.collect::<Vec<_>>().join("\n");
            velden.extend([
                Veld::nieuw("genodigden", "Wie nodigt u uit?", namen),
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
            mensen: opties(mensen, &self.genodigden),
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

    fn leeg((_, mensen): &Self::Plek) -> Self {
        Self {
            niveau: Niveau::Besloten.to_string(),
            // Everybody, because who is forgotten hears nothing.
            genodigden: mensen.iter().map(|mens| mens.id.to_string()).collect(),
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
            mensen: opties(mensen, &self.genodigden),
            getypt: self,
            mag_duo: plek.deelname.is_duo(),
        }
    }
}
