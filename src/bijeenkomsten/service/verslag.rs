//! Telling what was said and who was there, so that a bijeenkomst was held; and mending that later.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    super::{
        model::{Actie, Bijeenkomst, Status, aanwezigheid, keur_verslag},
        store::genodigden as store,
    },
    gebeurtenis,
    lezen::{Zaak, op_id},
    schrijven::samenvatting,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    regietafel::service::is_geescaleerd,
    stukken::{
        model::{Basis, Kop, voorstel::Staat},
        service::{
            self as stukken, links,
            overgangen::{Overgang, inmiddels_gewijzigd, zet_over},
        },
    },
    werkruimte::service::{self as werkruimte, mag_niet},
};

/// What the geschiedenis calls it when it is noted who was there.
const AANWEZIGEN: &str = "bijeenkomst-aanwezigen";

/// What somebody tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingevuld {
    /// What was said.
    pub verslag: String,
    /// The numbers of the accounts that were there; only read of the duo.
    pub aanwezig: Vec<String>,
    /// What was noted of who was there when they opened the form, as [`aanwezigheid`] tells it.
    pub gezien: String,
    /// The version that they saw.
    pub versie: i64,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

impl Zaak {
    /// Whether the actor may tell now what was said.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it did not begin yet, or does not take place; [`Error::MagNiet`] with who may.
    pub fn eis_verslag(&self, ctx: &Ctx) -> Result<()> {
        self.wie.mag_wijzigen().map_err(mag_niet)?;
        if self.status == Status::Afgelast {
            let melding = "De bijeenkomst is afgelast. Er is niets om een verslag van te maken.";
            return Err(Error::Conflict(melding.into()));
        }
        if !self.is_begonnen(ctx.now) {
            let melding = format!(
                "De bijeenkomst is pas op {}. Maak het verslag daarna.",
                self.inhoud.wanneer()
            );
            return Err(Error::Conflict(melding));
        }
        Ok(())
    }
}

/// Writes what was said and, of the duo, who was there. The first time that makes it held. The same once more changes
/// nothing. Answers its head as it became.
///
/// # Errors
/// What is wrong with the text; [`Error::Conflict`] when it did not begin yet, does not take place or somebody else
/// was first; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it; nobody is logged in;
/// the database refuses.
pub async fn bewaar(db: &Db, ctx: &Ctx, id: Uuid, ingevuld: &Ingevuld) -> Result<Kop> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let zaak = op_id(ctx, conn, id).await?;
    zaak.eis_verslag(ctx)?;
    let mut fouten = Fouten::new();
    let verslag = keur_verslag(&ingevuld.verslag, ingevuld.akkoord, &mut fouten);
    let verslag = fouten.of(verslag)?;
    let Zaak {
        mut kop,
        inhoud,
        status,
        wie,
    } = zaak;
    let aanwezig = ingevuld.aanwezig.iter();
    let aanwezig: BTreeSet<Uuid> = aanwezig.filter_map(|id| id.parse().ok()).collect();
    let genodigden = store::met_antwoord(conn, id).await?;
    let anderen = wie.noteert_aanwezigen()
        && genodigden
            .iter()
            .any(|mens| mens.aanwezig != Some(aanwezig.contains(&mens.id)));
    let schrijft = verslag != inhoud.verslag || status == Status::Gepland;
    let oude_tekst = schrijft && kop.versie != ingevuld.versie;
    // Who was there is no part of a version: somebody can have noted that meanwhile.
    let oude_lijst = anderen && aanwezigheid(&genodigden) != ingevuld.gezien;
    if oude_tekst || oude_lijst {
        return Err(inmiddels_gewijzigd());
    }
    let plaats = inhoud.plaats;
    let mut gebeurd = Vec::new();
    if verslag != inhoud.verslag {
        let Staat { basis, .. } = stukken::staat_van::<Bijeenkomst>(conn, &kop).await?;
        let nu = Bijeenkomst { verslag, ..inhoud };
        let basis = Basis {
            samenvatting: samenvatting(&nu),
            ..basis
        };
        gebeurd = werkruimte::wijzig(&write, ctx, &kop, &basis, &nu, plaats, None).await?;
        kop = stukken::kop_voor_taak(conn, id).await?;
    }
    if status == Status::Gepland {
        let sleutels = plaats
            .niveau
            .sleutels(plaats.thema, is_geescaleerd(conn, id).await?);
        let overgang = Overgang {
            actie: Actie::Houden.waarde(),
            naar: Status::Gehouden.waarde(),
            sleutels: &sleutels,
            publiceert: sleutels.contains(&Sleutel::Openbaar),
            herzien_voor: None,
            reden: None,
        };
        gebeurd.push(zet_over(&write, ctx, &kop, overgang).await?);
        kop = stukken::kop_voor_taak(conn, id).await?;
    }
    if anderen && store::zet_aanwezig(conn, id, &aanwezig).await? {
        gebeurd.push(gebeurtenis(&kop, AANWEZIGEN, "aanwezig"));
    }
    if !gebeurd.is_empty() {
        write.commit(ctx, &gebeurd).await?;
    }
    Ok(kop)
}
