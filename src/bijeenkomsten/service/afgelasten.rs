//! Having a bijeenkomst not take place. Who is invited hears it, and their calendars take it out.

use uuid::Uuid;

use super::{
    super::model::{Aanleiding, Actie, Bijeenkomst, Status, overgang},
    lezen::{Zaak, op_id},
    meld,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Fouten, Result},
    regietafel::service::is_geescaleerd,
    schrijven::model::Waarom,
    stukken::{
        model::{Kop, voorstel::Staat},
        service::{
            self as stukken, links,
            overgangen::{Overgang, Reden, zet_over},
        },
    },
    werkruimte::service::{self as werkruimte, mag_niet},
};

/// Why, as somebody typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gezegd {
    /// Why.
    pub reden: String,
    /// The version that they saw.
    pub versie: i64,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

impl Zaak {
    /// Whether the actor may do this now.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the state does not allow it; [`Error::MagNiet`] with who may.
    pub fn eis(&self, actie: Actie) -> Result<()> {
        if overgang(self.status, actie).is_none() {
            return Err(Error::Conflict(format!(
                "Dit kan niet: de bijeenkomst is {}.",
                self.status.label().to_lowercase()
            )));
        }
        self.wie.mag_wijzigen().map_err(mag_niet)
    }
}

/// Has a bijeenkomst not take place; answers its head as it became. Who reads it stays the same.
///
/// # Errors
/// What is wrong with the reason; [`Error::Conflict`] when it is not planned any more or somebody else was first;
/// [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it; nobody is logged in; the
/// database refuses.
pub async fn gelast_af(db: &Db, ctx: &Ctx, id: Uuid, gezegd: &Gezegd) -> Result<Kop> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let zaak = op_id(ctx, conn, id).await?;
    zaak.eis(Actie::Afgelasten)?;
    let mut fouten = Fouten::new();
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom?",
        tekst: &gezegd.reden,
        akkoord: gezegd.akkoord,
    };
    let reden = waarom.keur(true, &mut fouten);
    let reden = fouten.of(reden)?;
    let Zaak { kop, inhoud, .. } = zaak;
    let Staat { basis, .. } = stukken::staat_van::<Bijeenkomst>(conn, &kop).await?;
    let nu = Bijeenkomst {
        volgnummer: inhoud.volgnummer + 1,
        ..inhoud
    };
    let (plaats, versie) = (nu.plaats, Some(gezegd.versie));
    let geteld = werkruimte::wijzig(&write, ctx, &kop, &basis, &nu, plaats, versie).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let sleutels = plaats
        .niveau
        .sleutels(plaats.thema, is_geescaleerd(conn, id).await?);
    let overgang = Overgang {
        actie: Actie::Afgelasten.waarde(),
        naar: Status::Afgelast.waarde(),
        sleutels: &sleutels,
        publiceert: sleutels.contains(&Sleutel::Openbaar),
        herzien_voor: None,
        reden: reden.map(|tekst| Reden { tekst, lezers: &[] }),
    };
    let gezet = zet_over(&write, ctx, &kop, overgang).await?;
    let gebeurd: Vec<Gebeurtenis> = geteld.into_iter().chain([gezet]).collect();
    let aan = nu.genodigden.iter().copied();
    meld(&write, ctx, id, Aanleiding::Afzegging, aan).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}
