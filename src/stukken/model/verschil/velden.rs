//! Two states of a stuk, field by field.

use super::{Stukje, verschil};
use crate::{
    stukken::model::{Basis, label_van},
    taal,
};

/// A field of a stuk with what stands in it, to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veld {
    /// Its name in forms and in the geschiedenis, kebab-case. Unique within a stuk.
    pub naam: String,
    /// Its name for people.
    pub label: String,
    /// What stands in it: text, Markdown, or values as people read them.
    pub waarde: String,
}

impl Veld {
    /// A field.
    pub fn nieuw(
        naam: impl Into<String>,
        label: impl Into<String>,
        waarde: impl Into<String>,
    ) -> Self {
        Self {
            naam: naam.into(),
            label: label.into(),
            waarde: waarde.into(),
        }
    }
}

/// A field in which two states differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veldverschil {
    /// The name of the field in forms.
    pub naam: String,
    /// Its name for people.
    pub label: String,
    /// What differs, whole.
    pub stukjes: Vec<Stukje>,
}

/// The fields in which two states of a stuk differ, in the order of the new one; fields that it no
/// longer has come last. A field that one of them lacks is empty there.
pub fn veldverschillen(oud: &[Veld], nieuw: &[Veld]) -> Vec<Veldverschil> {
    let waarde_in = |velden: &[Veld], naam: &str| {
        let veld = velden.iter().find(|v| v.naam == naam);
        veld.map_or_else(String::new, |v| v.waarde.clone())
    };
    let vervallen = oud
        .iter()
        .filter(|v| nieuw.iter().all(|n| n.naam != v.naam));
    nieuw
        .iter()
        .chain(vervallen)
        .filter_map(|veld| {
            let (voor, na) = (waarde_in(oud, &veld.naam), waarde_in(nieuw, &veld.naam));
            (voor != na).then(|| Veldverschil {
                naam: veld.naam.clone(),
                label: veld.label.clone(),
                stukjes: verschil(&voor, &na),
            })
        })
        .collect()
}

impl Basis {
    /// What all kinds share as fields to compare. The kind adds its own.
    pub fn velden(&self) -> Vec<Veld> {
        let rij = |labels: Vec<String>| labels.join(", ");
        let domeinen = self.leefdomeinen.iter().map(|d| d.label().to_owned());
        let doelgroepen = self.doelgroepen.iter().map(|d| label_van(d));
        let bron = self.bron.as_ref().map(|b| {
            let delen = [Some(b.naam.clone()), b.plaats.clone(), b.url.clone()];
            rij(delen.into_iter().flatten().collect())
        });
        vec![
            Veld::nieuw("titel", "Titel", &self.titel),
            Veld::nieuw("samenvatting", "Samenvatting", &self.samenvatting),
            Veld::nieuw(
                "sorteernaam",
                "Naam om op te sorteren",
                self.sorteernaam.as_deref().unwrap_or_default(),
            ),
            Veld::nieuw(
                "datum",
                "Datum",
                self.datum.map(taal::dag).unwrap_or_default(),
            ),
            Veld::nieuw(
                "officieel-id",
                "Officieel nummer",
                self.officieel_id.as_deref().unwrap_or_default(),
            ),
            Veld::nieuw("bron", "Bron", bron.unwrap_or_default()),
            Veld::nieuw("leefdomein", "Leefdomeinen", rij(domeinen.collect())),
            Veld::nieuw("doelgroep", "Doelgroepen", rij(doelgroepen.collect())),
        ]
    }
}
