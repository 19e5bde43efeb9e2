//! How a bevinding came about: every version of its text, for who writes it and nobody else.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    super::model::{Bevinding, SECTIES},
    zaak::{self, Zaak},
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    stukken::{
        geschiedenis::gelezen,
        model::{
            Doel, Kop,
            verschil::{Veld, Veldverschil, veldverschillen},
            voorstel::Staat,
        },
        service as stukken, store as spil,
    },
};

/// A version, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versie {
    /// Its number, from 1.
    pub nummer: i64,
    /// When it was saved.
    pub op: DateTime<Utc>,
    /// By whom, as the geschiedenis names people.
    pub door: String,
    /// What was said of it; often empty.
    pub notitie: String,
}

/// The versions of a bevinding, and what changed in one of them.
#[derive(Debug, Clone)]
pub struct Versies {
    /// The bevinding.
    pub kop: Kop,
    /// All versions, the newest first.
    pub alle: Vec<Versie>,
    /// The version that is looked at.
    pub nummer: i64,
    /// What changed in it, field by field; all of it in the first.
    pub verschillen: Vec<Veldverschil>,
}

/// The versions of a bevinding, and what changed in one (the newest, unless another is asked): for who
/// writes bevindingen. That they read it is noted.
///
/// # Errors
/// [`Error::NotFound`] when there is no such version; as [`zaak::open`]; the database fails.
pub async fn versies(db: &Db, ctx: &Ctx, naam: &str, nummer: Option<i64>) -> Result<Versies> {
    let conn = db.read();
    let Zaak { kop, .. } = zaak::open(ctx, conn, naam).await?;
    let rijen = spil::revisies(conn, kop.id).await?;
    let laatste = rijen.last().map_or(0, |rij| rij.nummer);
    let nummer = nummer.unwrap_or(laatste);
    let plek = rijen.iter().position(|rij| rij.nummer == nummer);
    let plek = plek.ok_or(Error::NotFound)?;
    let staat = |plek: usize| -> Result<Staat<Bevinding>> {
        let rij = &rijen[plek];
        Ok(serde_json::from_str(&rij.inhoud).map_err(anyhow::Error::from)?)
    };
    let na = staat(plek)?;
    let voor = plek.checked_sub(1).map(staat).transpose()?;
    let staten = [Some(&na), voor.as_ref()];
    let aan = staten.into_iter().flatten();
    let aan = aan.flat_map(|staat| staat.inhoud.aanbevelingen.iter().map(|wat| wat.aan));
    let aan: Vec<Uuid> = aan.collect();
    let koppen = stukken::koppen(ctx, conn, &aan).await?;
    let namen: HashMap<Uuid, String> = koppen.into_iter().map(|k| (k.id, k.titel)).collect();
    let oud = voor.map(|staat| velden(&staat, &namen)).unwrap_or_default();
    let verschillen = veldverschillen(&oud, &velden(&na, &namen));
    gelezen(db, ctx, kop.id, Doel::Onderzoeken).await?;
    Ok(Versies {
        kop,
        alle: rijen
            .into_iter()
            .rev()
            .map(|rij| Versie {
                nummer: rij.nummer,
                op: rij.op,
                door: rij.door,
                notitie: rij.notitie,
            })
            .collect(),
        nummer,
        verschillen,
    })
}

/// A state field by field, as a comparison shows it.
fn velden(staat: &Staat<Bevinding>, namen: &HashMap<Uuid, String>) -> Vec<Veld> {
    let Staat { basis, inhoud, .. } = staat;
    let mut velden = vec![
        Veld::nieuw("titel", "Titel", basis.titel.as_str()),
        Veld::nieuw("samenvatting", "Samenvatting", basis.samenvatting.as_str()),
        Veld::nieuw("tekst", "De bevinding in het kort", inhoud.tekst.as_str()),
    ];
    for (plek, kop) in SECTIES.iter().enumerate() {
        let sectie = inhoud.secties.iter().find(|sectie| sectie.naam == *kop);
        let tekst = sectie
            .map(|sectie| sectie.tekst.as_str())
            .unwrap_or_default();
        velden.push(Veld::nieuw(format!("sectie-{}", plek + 1), *kop, tekst));
    }
    for (plek, wat) in inhoud.aanbevelingen.iter().enumerate() {
        let aan = namen.get(&wat.aan).map(String::as_str).unwrap_or_default();
        let nummer = plek + 1;
        velden.push(Veld::nieuw(
            format!("aanbeveling-{nummer}"),
            format!("Aanbeveling {nummer}"),
            format!("Aan {aan}: {}", wat.tekst),
        ));
    }
    velden
}
