//! Taking an actie from one state to the next.

use uuid::Uuid;

use super::{
    super::model::{Stap, Status, overgang},
    lezen::{Zaak, op_id},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    regietafel::service::is_geescaleerd,
    schrijven::model::Waarom,
    stukken::{
        model::Kop,
        service::{
            self as stukken, links,
            overgangen::{Overgang, Reden, inmiddels_gewijzigd, zet_over},
        },
    },
    waarden::opsomming,
    werkruimte::service::mag_niet,
};

/// What somebody wants to do, as they typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gezegd {
    /// Why, or what came out of it.
    pub reden: String,
    /// The version that they saw.
    pub versie: i64,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

impl Zaak {
    /// The state after a step of the actor.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the state does not allow it; [`Error::MagNiet`] with who may.
    pub fn na(&self, stap: Stap) -> Result<Status> {
        let Some(naar) = overgang(self.status, stap) else {
            return Err(Error::Conflict(self.kan_niet()));
        };
        self.wie.mag_stap().map_err(mag_niet)?;
        Ok(naar)
    }

    /// That the state does not allow something, and what it does allow.
    fn kan_niet(&self) -> String {
        let kan = self.wie.stappen(self.status);
        let kan: Vec<String> = kan.iter().map(|s| s.label().to_lowercase()).collect();
        let nu = self.status.label().to_lowercase();
        if kan.is_empty() {
            return format!("Dit kan niet: de actie is {nu}. U kunt hier nu niets aan doen.");
        }
        format!(
            "Dit kan niet: de actie is {nu}. Wat nu kan: {}.",
            opsomming(kan.iter().map(String::as_str))
        )
    }
}

/// Takes a step with an actie; answers its head as it became. Who reads it stays the same.
///
/// # Errors
/// What is wrong with the reason; [`Error::Conflict`] when the state does not allow it or somebody else was
/// first; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it; nobody is logged
/// in; the database refuses.
pub async fn zet(db: &Db, ctx: &Ctx, id: Uuid, stap: Stap, gezegd: &Gezegd) -> Result<Kop> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let zaak = op_id(ctx, conn, id).await?;
    let naar = zaak.na(stap)?;
    if zaak.kop.versie != gezegd.versie {
        return Err(inmiddels_gewijzigd());
    }
    let mut fouten = Fouten::new();
    let waarom = Waarom {
        veld: "reden",
        label: if stap.vraagt_reden() {
            "Waarom?"
        } else {
            "Wat kwam eruit?"
        },
        tekst: &gezegd.reden,
        akkoord: gezegd.akkoord,
    };
    let reden = waarom.keur(stap.vraagt_reden(), &mut fouten);
    let reden = fouten.of(reden)?;
    let plaats = zaak.inhoud.plaats;
    let sleutels = plaats
        .niveau
        .sleutels(plaats.thema, is_geescaleerd(conn, id).await?);
    let gezet = Overgang {
        actie: stap.waarde(),
        naar: naar.waarde(),
        sleutels: &sleutels,
        publiceert: sleutels.contains(&Sleutel::Openbaar),
        herzien_voor: None,
        reden: reden.map(|tekst| Reden { tekst, lezers: &[] }),
    };
    let gebeurd = zet_over(&write, ctx, &zaak.kop, gezet).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}
