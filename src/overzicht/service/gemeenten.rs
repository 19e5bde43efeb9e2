//! The gemeenten of today that knelpunten play in.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    db::Teksten,
    error::Result,
    organisaties::{model::Organisatie, service as organisaties},
    stukken::Kind as _,
};

/// Gemeenten as they are today.
#[derive(Debug, Default)]
pub struct Gemeenten {
    /// What is known of each.
    pub feiten: HashMap<Uuid, Organisatie>,
    /// For one that ended, those that it lives on in.
    opgegaan: HashMap<Uuid, BTreeSet<Uuid>>,
}

impl Gemeenten {
    /// Those among the given organisaties that are a gemeente. One that ended is looked for under what came
    /// after it, as search does: what was reported there is known there today.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn laad(
        conn: &impl ConnectionTrait,
        ids: &[Uuid],
        vandaag: NaiveDate,
    ) -> Result<Self> {
        let mut feiten = Organisatie::laad(conn, ids, Teksten::Weg).await?;
        feiten.retain(|_, organisatie| organisatie.is_gemeente());
        let geweest = feiten
            .iter()
            .filter(|(_, organisatie)| !organisatie.bestaat_op(vandaag));
        let geweest: Vec<Uuid> = geweest.map(|(id, _)| *id).collect();
        let mut gemeenten = Self {
            feiten,
            opgegaan: HashMap::new(),
        };
        for id in geweest {
            gemeenten.volg(conn, id, vandaag).await?;
        }
        Ok(gemeenten)
    }

    /// Looks for what one that ended lives on in.
    async fn volg(
        &mut self,
        conn: &impl ConnectionTrait,
        van: Uuid,
        vandaag: NaiveDate,
    ) -> Result<()> {
        let mut gezien = HashSet::from([van]);
        let mut rand = organisaties::opvolgers(conn, van).await?;
        let mut nu = BTreeSet::new();
        while let Some(id) = rand.pop() {
            if !gezien.insert(id) {
                continue;
            }
            let gevonden = Organisatie::laad(conn, &[id], Teksten::Weg).await?;
            let Some(opvolger) = gevonden.into_values().find(Organisatie::is_gemeente) else {
                continue;
            };
            if opvolger.bestaat_op(vandaag) {
                self.feiten.insert(id, opvolger);
                nu.insert(id);
            } else {
                rand.extend(organisaties::opvolgers(conn, id).await?);
            }
        }
        if !nu.is_empty() {
            self.opgegaan.insert(van, nu);
        }
        Ok(())
    }

    /// The gemeenten of today that an organisatie is; none when it is no gemeente.
    pub fn van(&self, id: Uuid) -> BTreeSet<Uuid> {
        match self.opgegaan.get(&id) {
            Some(nu) => nu.clone(),
            None if self.feiten.contains_key(&id) => BTreeSet::from([id]),
            None => BTreeSet::new(),
        }
    }
}
