//! The questions about a stuk and how each stands: for the page of that stuk, and for their own pages.

mod punt;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

pub use punt::{Punt, Standbeeld, Uitstelbeeld};

use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    stukken::{model::Kop, service as stukken},
    taal,
    vraagpunten::{
        model::{Tellingen, Vraagpunt},
        service,
    },
};

/// What the page of a stuk says of its questions.
#[derive(Debug, Default)]
pub struct Blok {
    /// The questions, the first first.
    pub punten: Vec<Punt>,
    /// How many there are and how they stand; empty when there are none.
    pub zin: String,
    /// How many are late, in words; empty when none is.
    pub te_laat: String,
    /// Where the reader asks one; empty for who can't.
    pub stellen: String,
}

impl Blok {
    /// Of a stuk, for who reads it. `mag_stellen` is whether the reader asks about it.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn van(app: &App, ctx: &Ctx, kop: &Kop, mag_stellen: bool) -> Result<Self> {
        let conn = app.db.read();
        let punten = service::van_stuk(ctx, conn, kop.id).await?;
        let adressaten: BTreeSet<Uuid> = punten.iter().map(|punt| punt.aan).collect();
        let ids: Vec<Uuid> = adressaten.iter().copied().collect();
        let koppen = stukken::koppen(ctx, conn, &ids).await?;
        let koppen: BTreeMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
        let van_ons = service::antwoordt_voor(ctx, conn, &adressaten).await?;
        let vandaag = ctx.vandaag();
        let beeld = |punt: &Vraagpunt| Punt {
            beantwoorden: punt.antwoord.is_none() && van_ons.contains(&punt.aan),
            ..Punt::van(punt, koppen.get(&punt.aan), vandaag)
        };
        let tellingen = Tellingen::van(&punten, vandaag);
        Ok(Self {
            zin: zin(tellingen),
            te_laat: match tellingen.te_laat {
                0 => String::new(),
                n => format!("{n} te laat"),
            },
            stellen: if mag_stellen {
                format!("{}/vraagpunten/nieuw", kop.pad())
            } else {
                String::new()
            },
            punten: punten.iter().map(beeld).collect(),
        })
    }
}

/// How questions stand, without those that are late: `4 vragen: 1 overgenomen, 2 nog binnen de tijd`.
fn zin(tellingen: Tellingen) -> String {
    if tellingen.samen() == 0 {
        return String::new();
    }
    let delen = [
        (tellingen.overgenomen, "overgenomen"),
        (tellingen.deels, "deels overgenomen"),
        (tellingen.niet, "gemotiveerd niet overgenomen"),
        (tellingen.open, "nog binnen de tijd"),
    ];
    let delen = delen.iter().filter(|(aantal, _)| *aantal > 0);
    let delen: Vec<String> = delen.map(|(n, wat)| format!("{n} {wat}")).collect();
    let samen = taal::aantal(tellingen.samen() as u64, "vraag", "vragen");
    if delen.is_empty() {
        samen
    } else {
        format!("{samen}: {}", delen.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn together_they_are_a_sentence() {
        let tellingen = Tellingen {
            overgenomen: 1,
            open: 2,
            te_laat: 1,
            ..Tellingen::default()
        };
        assert_eq!(
            zin(tellingen),
            "4 vragen: 1 overgenomen, 2 nog binnen de tijd"
        );
        assert_eq!(zin(Tellingen::default()), "");
        let laat = Tellingen {
            te_laat: 1,
            ..Tellingen::default()
        };
        assert_eq!(zin(laat), "1 vraag");
    }
}
