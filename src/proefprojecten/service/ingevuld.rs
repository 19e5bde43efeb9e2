//! What somebody fills in to propose how a pilot ends.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    error::{Error, Fouten, Result},
    hash::hash_tekst,
    persoonsgegevens::model::{Veld, keur},
    proefprojecten::model::{Besluit, Keuze, LES, Proefproject, Vervolg},
    schrijven::{model::Status, service::schrijven::status},
    stukken::{model::Soort, service as stukken},
};

/// What somebody filled in to propose a decision.
#[derive(Debug, Clone, Default)]
pub struct Ingevuld {
    /// A value of [`Keuze`].
    pub keuze: String,
    /// The lesson.
    pub les: String,
    /// The praktijk that it leads to, by address or kenmerk.
    pub praktijk: String,
    /// Whether that has still to be written.
    pub nog_te_schrijven: bool,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
    /// The hash of the lesson on the page as they saw it ([`hash_les`]); empty when they did not look.
    pub gezien: String,
    /// The version of the pilot that they saw; none for who has the lesson in sight.
    pub versie: Option<i64>,
}

/// The hash of the lesson of a pilot, also of one that is not there.
pub fn hash_les(proef: &Proefproject) -> String {
    hash_tekst(proef.sectie(LES).unwrap_or_default())
}

/// The decision that was filled in, with the praktijk that it leads to; `les_hash` is of the lesson on
/// the page.
pub(super) async fn lees_in(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ingevuld: &Ingevuld,
    les_hash: &str,
) -> Result<(Besluit, Option<Uuid>)> {
    let (les, praktijk) = (ingevuld.les.as_str(), ingevuld.praktijk.as_str());
    let keuze: Option<Keuze> = ingevuld.keuze.parse().ok();
    let les_nu = les.replace("\r\n", "\n");
    let besluit = Besluit::van(keuze, &les_nu, praktijk, ingevuld.nog_te_schrijven);
    let (besluit, mut fouten) = match besluit {
        Ok(besluit) => (Some(besluit), Fouten::new()),
        Err(fouten) => (None, fouten),
    };
    let veld = Veld {
        naam: "les",
        label: "Les",
        tekst: les,
    };
    keur(&[veld], ingevuld.akkoord, &mut fouten);
    if !ingevuld.gezien.is_empty() && ingevuld.gezien != les_hash {
        let melding = "De les op de pagina is intussen veranderd. Lees haar daar, neem hier over wat moet \
                       blijven, en stel het besluit dan nog eens voor.";
        fouten.meld("les", "intussen-veranderd", melding);
    }
    let mut vervolg = None;
    if let Some(Besluit::Opschalen {
        vervolg: Vervolg::Praktijk(naam),
        ..
    }) = &besluit
    {
        vervolg = praktijk_met_naam(ctx, conn, naam).await?;
        if vervolg.is_none() {
            let melding = format!(
                "“{}” is geen gepubliceerde praktijk die wij kennen. Plak het adres of het kenmerk, zoals \
                 PRK-2026-0014.",
                crate::ids::kort(naam)
            );
            fouten.meld("praktijk", "onbekend", melding);
        }
    }
    match besluit {
        Some(besluit) => Ok(fouten.of((besluit, vervolg))?),
        None => Err(fouten.into()),
    }
}

async fn praktijk_met_naam(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
) -> Result<Option<Uuid>> {
    let laatste = naam.trim().trim_end_matches('/').rsplit('/').next();
    match stukken::vind(ctx, conn, Soort::Praktijk, laatste.unwrap_or_default()).await {
        Ok(kop) if status(&kop)? == Status::Gepubliceerd => Ok(Some(kop.id)),
        Ok(_) | Err(Error::NotFound) => Ok(None),
        Err(fout) => Err(fout),
    }
}
